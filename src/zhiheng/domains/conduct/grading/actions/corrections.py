"""Mend an entry by another that names it; test the month again that it was counted in. Nothing is edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from zhiheng.domains.conduct.grading import retest
from zhiheng.domains.conduct.grading.errors import NotCarried, NotCorrectable, NotPosted
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.adjusting import Ground
from zhiheng.domains.conduct.points.confinement import confinement_of, give_back
from zhiheng.domains.conduct.points.members import is_totalled, open_month
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance, PointEntry
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.law.acts.points_2021.procedure import correction
from zhiheng.law.acts.points_2021.variants import sanction_deduction
from zhiheng.law.population.points import MonthLines
from zhiheng.law.reckoning import EDITION, day_of
from zhiheng.law.scale import Body, Sanction

Kind = PointEntry.Kind


@act(policy.CONVENE, subject="entry", second="second")
def correct(entry: PointEntry, *, value: int, deliberation: Deliberation, second: Official, acting: Official, reason: str) -> PointEntry:
    """Say what an entry should have been (same sign, nearer to nothing; 0 cancels it), as a body has carried it.

    The difference is entered in the month of the decision and names the entry. When the entry's month is totalled already, it is posted at
    once, and the month is tested again: fewer months below, another grade still open, as the law then has it. A grade that was decided
    is put before the prison group anew (``actions.regradings``).

    Raises:
        NotPosted, NotCorrectable, NotCarried, NeedsSecondPerson.
    """
    return corrected(entry, value, deliberation, second.ref, reason)


class SanctionChange(NamedTuple):
    """What a sanction should have been (law.scale.Sanction; 0: none), the ``days`` that stay without base, by which ``document``."""

    kind: int
    days: int
    document: str


@act(policy.SANCTION, subject="entry", second="second")
def mend_sanction(entry: PointEntry, *, change: SanctionChange, second: Official, acting: Official, reason: str) -> PointEntry:
    """Take back what a sanction took, wholly or in part, when the sanction itself is set aside or lightened; its months are tested again.

    Raises:
        NotCorrectable: no sanction's entry, or a heavier sanction than the one that its points count as now.
    """
    locked = PointEntry.objects.select_for_update().get(pk=entry.pk)
    stood = retest.counts_as(locked)
    if locked.kind != Kind.SANCTION or not 0 <= change.kind <= (stood or locked.sanction):
        raise NotCorrectable
    confined = confinement_of(locked.episode, locked.document)
    before = _totalled(locked, [locked.month, *_months_of(confined)])
    document = _lightened(locked, change, second, acting, reason)
    locked.refresh_from_db(fields=["bucket"])
    if confined is not None:
        give_back(confined, change.days)
    ground = Ground(Adjustment.Kind.CORRECTION, timezone.localdate(), document, "PT-35-month", None, second.ref)
    for month, line in before.items():
        told = (stood, retest.counts_as(locked)) if month == locked.month else (0, 0)
        retest.again(retest.Told(locked.episode, month, *told), line, ground, reason)
    return locked


def _lightened(locked: PointEntry, change: SanctionChange, second: Official, acting: Official, reason: str) -> str:
    """Enter what the lighter sanction takes less; the reference of that entry, or the document where only days change.

    Of several grounds for one fact the highest counted, so that the entry may have taken less than its sanction says; and less of it may stand,
    when the sanction was lightened or the entry itself corrected before.
    """
    lighter = -sanction_deduction(Sanction(change.kind)) if change.kind else 0
    value = max(lighter, locked.stands)
    if value == locked.stands:
        return change.document
    decided = _Decided(Body.PRISON_GROUP, acting.ref, change.document)
    return f"points-entry:{_entered(locked, value, decided, second.ref, reason).pk}"


def corrected(entry: PointEntry, value: int, deliberation: Deliberation, second: str, reason: str) -> PointEntry:
    """Inside an open act: the correction itself. Locks the entry."""
    locked = PointEntry.objects.select_for_update().get(pk=entry.pk)
    _check(locked, value, deliberation)
    body = Body.PRISON_GROUP if deliberation.body.startswith("prison-group:") else Body.WARD_TEAM
    before = _totalled(locked, [locked.month])
    made = _entered(locked, value, _Decided(body, deliberation.chair, f"deliberation:{deliberation.pk}", deliberation), second, reason)
    ground = Ground(Adjustment.Kind.CORRECTION, timezone.localdate(), f"points-entry:{made.pk}", "PT-35-month", deliberation, second)
    for month, line in before.items():
        retest.again(retest.Told(locked.episode, month, locked.sanction if not locked.stands else 0), line, ground, reason)
    return made


class _Decided(NamedTuple):
    """Who decided what an entry should have been, and on what that rests."""

    body: Body
    by: str
    evidence: str
    deliberation: Deliberation | None = None


def _entered(locked: PointEntry, value: int, decided: _Decided, second: str, reason: str) -> PointEntry:
    """The entry that names the wrong one, with the difference; what stands of the wrong one afterwards."""
    today = timezone.localdate()
    delta = correction(locked.stands, value, day_of(today))
    made = PointEntry.objects.create(
        episode=locked.episode, ward=locked.ward, month=open_month(locked.episode, today), happened_on=today, kind=Kind.CORRECTION,
        part=locked.part, fact=locked.fact, raw=delta, counted=delta, stands=0, state=PointEntry.State.POSTED, words=reason,
        evidence=[decided.evidence], proposed_by=second, needs=decided.body, body=decided.body, deliberation=decided.deliberation,
        decided_on=today, decided_by=decided.by, corrects=locked, hidden=locked.hidden, rule="PT-35-month", edition=EDITION,
    )  # fmt: skip
    locked.stands += delta
    locked.save(update_fields=["stands"])
    return made


def _totalled(entry: PointEntry, months: Iterable[dt.date]) -> dict[dt.date, MonthLines]:
    """Of these months, those in which nothing can be entered any more, as they stand before the correction."""
    return {month: retest.of_month(entry.episode, month) for month in sorted(set(months)) if is_totalled(entry.episode, month)}


def _months_of(confined: Circumstance | None) -> list[dt.date]:
    """First days of the months in which somebody was confined; two at most, since it lasts 15 days at most."""
    if confined is None:
        return []
    return [day.replace(day=1) for day in (confined.during.lower, confined.during.upper - dt.timedelta(days=1))]


def _check(entry: PointEntry, value: int, deliberation: Deliberation) -> None:
    if entry.state != PointEntry.State.POSTED or entry.kind == Kind.CORRECTION:
        raise NotPosted
    if deliberation.state != Deliberation.State.CARRIED:
        raise NotCarried
    if not (abs(value) < abs(entry.counted) and value * entry.counted >= 0):
        raise NotCorrectable
    _refuse_corrected(entry)


def _refuse_corrected(entry: PointEntry) -> None:
    if entry.stands != entry.counted or PointEntry.objects.filter(corrects=entry).exists():
        raise NotCorrectable
