"""What the law makes of an entry: whether it may be, who must decide it, what of it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from zhiheng.base.settings.queries import readings_at
from zhiheng.domains.conduct.points.errors import ProtectedRight, said
from zhiheng.domains.conduct.points.models import Clause, PointEntry
from zhiheng.law import points as law
from zhiheng.law.acts.points_2021 import procedure, scoring
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import Explanation, Truth, day_of
from zhiheng.law.scale import Body, Readings


def refuse_protected(act: Act, on: dt.date) -> None:
    """Refuse a deduction whose only fact is protected, in the words of the provisions that protect it."""
    with Explanation() as explanation:
        answer = law.may_deduct(act, day_of(on))
    if answer != Truth.NO:
        return
    against = [step.rule for step in explanation.steps if step.result == Truth.NO]
    words = said("；".join(rule.caption.zh for rule in against) + "。", "; ".join(rule.caption.en for rule in against) + ".")
    basis = said("；".join(rule.provision.zh for rule in against), "; ".join(rule.provision.en for rule in against))
    raise ProtectedRight(f"{said(act.zh, act.en)}: {words}", basis=basis)


def body_needed(clause: Clause, value: int) -> Body:
    """The body that must decide (art 27). ``value`` positive."""
    special = clause.direction == Clause.Direction.SPECIAL
    down = clause.direction == Clause.Direction.DEDUCT
    add = 0 if special or down else value
    return law.decider(add, value if down else 0, value if special else 0)[0]


def on_the_spot(raw: int, clear_facts: bool) -> bool:
    """Whether the officer may decide alone (art 27)."""
    return law.decider(deduction=max(-raw, 0), clear_facts=Truth.YES if clear_facts else Truth.UNKNOWN)[1] == Truth.YES


def may_be_hidden(clause: Clause) -> bool:
    """Items 1 to 5 stay out of notices to protect who reported (art 35)."""
    return clause.special_item is not None and scoring.may_stay_unposted(clause.special_item)


def carries(yes: int, members: int) -> bool:
    return procedure.vote_carries(yes, members)


def points_readings(place: str, on: dt.date) -> Readings:
    """The readings of the open questions for a place on a day."""
    return readings_at(place, on).points


def counted_now(entry: PointEntry, decided: dt.date) -> int:
    """What of an entry counts on the day of its decision, with its sign."""
    if entry.kind == PointEntry.Kind.SPECIAL:
        return _bonus(entry, decided)
    return entry.raw


def _bonus(entry: PointEntry, decided: dt.date) -> int:
    """Items 6 to 8 share 300 a year unless reasons are given (art 14)."""
    assert entry.clause is not None
    assert entry.clause.special_item is not None
    given = [law.Award(item, raw, on, bool(why)) for item, raw, on, why in _earlier_bonuses(entry)]
    last = law.Award(entry.clause.special_item, entry.raw, decided, bool(entry.excess_reason))
    return law.count_bonuses([*given, last], points_readings(entry.ward.path, decided).year)[-1]


def _earlier_bonuses(entry: PointEntry) -> Sequence[tuple[int, int, dt.date, str]]:
    found = PointEntry.objects.filter(episode=entry.episode_id, kind=PointEntry.Kind.SPECIAL, state=PointEntry.State.POSTED).exclude(pk=entry.pk)
    rows = found.order_by("decided_on", "id").values_list("clause__special_item", "stands", "decided_on", "excess_reason")
    return [(item, stands, on, why) for item, stands, on, why in rows if item is not None and on is not None]


def grounds_of_fact(episode_id: int, fact: UUID, sign: int) -> list[PointEntry]:
    """Posted entries of one fact on one side, locked."""
    found = PointEntry.objects.select_for_update().filter(episode=episode_id, fact=fact, state=PointEntry.State.POSTED, corrects__isnull=True)
    return [entry for entry in found.order_by("id") if (entry.raw > 0) == (sign > 0)]
