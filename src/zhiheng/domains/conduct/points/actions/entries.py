"""Enter what was seen, decide it, take note of sanctions. Nothing entered is edited; ``corrections`` has the one way to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.points import counting, policy
from zhiheng.domains.conduct.points.errors import (
    ClauseOutOfForce,
    CountedBefore,
    EvidenceMissing,
    NothingToDecide,
    NotInAppraisal,
    NotOnTheSpot,
    NotYet,
    ValueOutOfClause,
)
from zhiheng.domains.conduct.points.members import is_totalled, open_month
from zhiheng.domains.conduct.points.models import DaySheet, PointEntry
from zhiheng.domains.conduct.points.queries.bodies import body_of
from zhiheng.domains.conduct.points.queries.entries import paused_on
from zhiheng.engines.procedure.deliberation import close_deliberation, open_deliberation, refuse_recused
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.law import points as law
from zhiheng.law.acts.points_2021.variants import sanction_deduction
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import EDITION
from zhiheng.law.scale import Body, Sanction

Kind, State = PointEntry.Kind, PointEntry.State


class EntryProposal(NamedTuple):
    """What an officer saw. ``value`` in hundredths, positive; the clause says whether it is added or deducted."""

    clause: Clause
    value: int
    happened_on: dt.date
    words: str
    evidence: tuple[str, ...] = ()
    fact: UUID | None = None
    only_fact: Act = Act.BREACH
    excess_reason: str = ""


@act(policy.RECORD, subject="episode")
def propose(episode: Episode, *, entry: EntryProposal, acting: Official, reason: str, occurred_at: dt.datetime | None = None) -> PointEntry:
    """Propose an addition, deduction or special bonus. It counts when its body has decided it.

    Raises:
        ProtectedRight, ClauseOutOfForce, ValueOutOfClause, EvidenceMissing, NotYet, NotInAppraisal, CountedBefore.
    """
    return proposed(episode, entry, acting)


@act(policy.RECORD, subject="episode")
def decide_on_the_spot(
    episode: Episode, *, entry: EntryProposal, clear_facts: bool, acting: Official, reason: str, occurred_at: dt.datetime | None = None
) -> PointEntry:
    """Deduct at most 2 points at once, on clear facts and solid evidence; it is filed with the ward team (art 27).

    Raises:
        NotOnTheSpot, and what ``propose`` raises.
    """
    made = proposed(episode, entry, acting)
    if not counting.on_the_spot(made.raw, clear_facts):
        raise NotOnTheSpot(basis="PT-D4")
    enter(made, Body.OFFICER, acting.ref, timezone.localdate())
    return made


@act(policy.CONVENE, subject="place")
def open_decision(place: Place, *, entries: Sequence[int], question: str = "", acting: Official, reason: str) -> Deliberation:
    """Put entries before the body of the place: a ward's team, or a prison's group for what is large (art 27)."""
    body, decider = body_of(place)
    found = PointEntry.objects.select_for_update().filter(
        pk__in=entries, state=State.PROPOSED, needs=decider, ward__path__under=place.path, deliberation__isnull=True
    )
    waiting = list(found.order_by("id"))
    if not waiting or len(waiting) != len(set(entries)):
        raise NothingToDecide
    asked = question or _("Additions and deductions: %(count)s entries") % {"count": len(waiting)}
    refs = [f"points-entry:{entry.pk}" for entry in waiting]
    made = open_deliberation(body, matter="points-entries", matters=refs, question=asked, held_on=timezone.localdate())
    PointEntry.objects.filter(pk__in=[entry.pk for entry in waiting]).update(deliberation=made)
    return made


@act(policy.CONVENE, subject="deliberation")
def close_decision(deliberation: Deliberation, *, minutes: str = "", acting: Official, reason: str) -> Deliberation:
    """Count the votes. Carried: the entries count from today. Lost: they are not approved. Neither: refused until enough have voted.

    Whoever is recused does not close it either.
    """
    refuse_recused(deliberation, acting)
    closed = close_deliberation(deliberation, minutes=minutes)
    today = timezone.localdate()
    body = Body.PRISON_GROUP if closed.body.startswith("prison-group:") else Body.WARD_TEAM
    for entry in PointEntry.objects.select_for_update().filter(deliberation=closed, state=State.PROPOSED).order_by("id"):
        if closed.state == Deliberation.State.CARRIED:
            enter(entry, body, closed.chair, today)
        else:
            entry.state, entry.decided_on, entry.body = State.REFUSED, today, body
            entry.save(update_fields=["state", "decided_on", "body"])
    return closed


@act(policy.CONVENE, subject="entry")
def return_entry(entry: PointEntry, *, acting: Official, reason: str) -> PointEntry:
    """Send an entry back to the officer who proposed it; it does not count."""
    locked = PointEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.state != State.PROPOSED or locked.deliberation_id is not None:
        raise NothingToDecide
    locked.state = State.RETURNED
    locked.save(update_fields=["state"])
    return locked


class SanctionEntry(NamedTuple):
    """A sanction that discipline has decided, with its fact and its document."""

    sanction: Sanction
    fact: UUID
    decided_on: dt.date
    document: str
    words: str
    deliberation: Deliberation


@act(policy.SANCTION, subject="episode")
def record_sanction(episode: Episode, *, entry: SanctionEntry, acting: Official, reason: str) -> PointEntry:
    """Deduct what a sanction takes (art 15). Ordinary deductions for the same fact give way to it: one fact counts once (art 28)."""
    if not entry.document.strip():
        raise EvidenceMissing(fields={"document": _("State the document of the sanction.")})
    made = PointEntry.objects.create(
        episode=episode, ward=_ward(episode), month=open_month(episode, entry.decided_on), happened_on=entry.decided_on, kind=Kind.SANCTION,
        fact=entry.fact, sanction=entry.sanction, raw=-sanction_deduction(entry.sanction), words=entry.words, evidence=[entry.document],
        document=entry.document, proposed_by=acting.ref, needs=Body.PRISON_GROUP, deliberation=entry.deliberation,
    )  # fmt: skip
    enter(made, Body.PRISON_GROUP, entry.deliberation.chair, entry.decided_on)
    return made


def proposed(episode: Episode, entry: EntryProposal, acting: Official, sheet: DaySheet | None = None) -> PointEntry:
    """Inside an open act: the checks of law and library, then the row."""
    clause = entry.clause
    raw = clause.sign * entry.value
    _check(episode, entry)
    if raw < 0:
        counting.refuse_protected(entry.only_fact, entry.happened_on)
    fact = entry.fact or uuid4()
    _refuse_twice(episode, clause, fact)
    return PointEntry.objects.create(
        episode=episode, ward=_ward(episode), month=open_month(episode, entry.happened_on), happened_on=entry.happened_on,
        kind=Kind.SPECIAL if clause.direction == Clause.Direction.SPECIAL else Kind.DAILY, part=clause.part, fact=fact, clause=clause, raw=raw,
        only_fact=entry.only_fact if raw < 0 else 0, words=entry.words.strip(), evidence=list(entry.evidence),
        excess_reason=entry.excess_reason.strip(), proposed_by=acting.ref, needs=counting.body_needed(clause, entry.value),
        hidden=counting.may_be_hidden(clause), day_sheet=sheet,
    )  # fmt: skip


def enter(entry: PointEntry, body: Body, decided_by: str, on: dt.date) -> None:
    """Inside an open act: make a decided entry count, in the first month that is still open. Locks the other grounds of its fact."""
    entry.month = open_month(entry.episode, entry.happened_on)
    entry.counted = _once(entry, counting.counted_now(entry, on))
    entry.stands, entry.state, entry.body = entry.counted, State.POSTED, body
    entry.beyond, entry.rule = counting.beyond_caps(entry)
    entry.decided_on, entry.decided_by, entry.edition = on, decided_by, EDITION
    entry.save(update_fields=["month", "counted", "beyond", "stands", "state", "body", "decided_on", "decided_by", "edition", "rule"])


def _once(entry: PointEntry, value: int) -> int:
    """Of several grounds for one fact the highest counts (art 28): a lower one gives way, or counts nothing itself."""
    grounds = [ground for ground in counting.grounds_of_fact(entry.episode_id, entry.fact, entry.raw) if ground.pk != entry.pk]
    before = max((abs(ground.stands) for ground in grounds), default=0)
    highest = law.count_once([abs(value), before])
    if highest == before:
        return 0
    kept = 0
    for ground in grounds:
        if is_totalled(entry.episode, ground.month):
            kept += ground.stands  # totalled: it stays, and only the rest is added to it
        elif ground.stands:
            ground.stands = 0
            ground.save(update_fields=["stands"])
    return value - kept


def _ward(episode: Episode) -> Place:
    if episode.ward is None or episode.ended_on is not None:
        raise NotInAppraisal
    return episode.ward


def _check(episode: Episode, entry: EntryProposal) -> None:
    clause = entry.clause
    if entry.happened_on > timezone.localdate():
        raise NotYet(fields={"happened_on": NotYet.words})
    if entry.happened_on < episode.received_on or paused_on(episode.pk, entry.happened_on) is not None:
        raise NotInAppraisal
    if entry.happened_on not in clause.library.during:
        raise ClauseOutOfForce(fields={"clause": ClauseOutOfForce.words})
    if not clause.lowest <= entry.value <= clause.highest:
        raise ValueOutOfClause(
            fields={"value": _("Between %(lowest)s and %(highest)s.") % {"lowest": clause.lowest / 100, "highest": clause.highest / 100}}
        )
    if not entry.words.strip() or (clause.direction != Clause.Direction.ADD and not entry.evidence):
        raise EvidenceMissing(fields={"words": EvidenceMissing.words})


def _refuse_twice(episode: Episode, clause: Clause, fact: UUID) -> None:
    same = PointEntry.objects.filter(episode=episode, fact=fact, clause=clause).exclude(state__in=(State.REFUSED, State.RETURNED))
    if same.exists():
        raise CountedBefore


__all__ = [
    "EntryProposal",
    "SanctionEntry",
    "close_decision",
    "decide_on_the_spot",
    "enter",
    "open_decision",
    "propose",
    "proposed",
    "record_sanction",
    "return_entry",
]
