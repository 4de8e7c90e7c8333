"""What the law makes of an entry: whether it may be, who must decide it, what of it counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Sum

from zhiheng.base.settings.queries import readings_at
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.clauses.queries import library_on
from zhiheng.domains.conduct.points.errors import ProtectedRight
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.law import points as law
from zhiheng.law.acts.points_2021 import procedure, scoring
from zhiheng.law.points_facts import ByPart, MonthFacts
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import Truth, day_of
from zhiheng.law.scale import Body, Part, Readings
from zhiheng.lib.language import said


def refuse_protected(act: Act, on: dt.date) -> None:
    """Refuse a deduction whose only fact is protected, in the words of the provisions that protect it."""
    against = law.protected_by(act, day_of(on))
    if not against:
        return
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


def beyond_caps(entry: PointEntry) -> tuple[int, str]:
    """What of a daily addition lies above the month's caps as the month stands, and the rule that counts it.

    The total applies the caps to the whole month: what is cancelled later makes room again, so nothing is taken off the entry itself.
    """
    if entry.kind != PointEntry.Kind.DAILY or entry.counted <= 0:
        return 0, "PT-M9"
    adds = _adds_of_month(entry)
    unable = _stands_on(entry.episode_id, Circumstance.Kind.UNABLE, entry.month)
    before = MonthFacts(month=entry.month, adds=_by_part(adds), unable=unable, strict_cap=strict_cap(entry.episode_id, entry.month))
    adds[entry.part] += entry.counted
    after = replace(before, adds=_by_part(adds))
    beyond = entry.counted - sum(law.counted_adds(after)) + sum(law.counted_adds(before))
    within_parts = sum(law.counted_adds(replace(after, strict_cap=None)))
    strict = sum(law.counted_adds(after)) < within_parts
    return beyond, ("PT-V7-cap" if strict else "PT-M5") if beyond else "PT-M9"


def strict_cap(episode_id: int, month: dt.date) -> int | None:
    """The province's cap on a month's additions for who is scored strictly; None for everybody else (art 19)."""
    library = library_on(month) if _stands_on(episode_id, Circumstance.Kind.STRICT, month) else None
    return None if library is None else library.strict_add_cap


def _stands_on(episode_id: int, kind: Circumstance.Kind, day: dt.date) -> bool:
    return Circumstance.objects.filter(episode=episode_id, kind=kind, during__contains=day).exists()


def _adds_of_month(entry: PointEntry) -> Counter[int]:
    found = PointEntry.objects.filter(
        episode=entry.episode_id, month=entry.month, kind=PointEntry.Kind.DAILY, state=PointEntry.State.POSTED, stands__gt=0
    )
    return Counter(dict(found.exclude(pk=entry.pk).values_list("part").annotate(total=Sum("stands"))))


def _by_part(adds: Counter[int]) -> ByPart:
    return adds[Part.SUPERVISION], adds[Part.EDUCATION], adds[Part.LABOUR]


def grounds_of_fact(episode_id: int, fact: UUID, sign: int) -> list[PointEntry]:
    """Posted entries of one fact on one side, locked."""
    found = PointEntry.objects.select_for_update().filter(episode=episode_id, fact=fact, state=PointEntry.State.POSTED, corrects__isnull=True)
    return [entry for entry in found.order_by("id") if (entry.raw > 0) == (sign > 0)]
