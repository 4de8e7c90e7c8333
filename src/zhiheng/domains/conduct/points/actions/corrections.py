"""Mend an entry by another that names it; test the month again that it was counted in. Nothing is edited."""

from __future__ import annotations

from django.utils import timezone

from zhiheng.domains.conduct.points import policy, retest
from zhiheng.domains.conduct.points.adjusting import Ground
from zhiheng.domains.conduct.points.errors import NotCarried, NotCorrectable, NotPosted
from zhiheng.domains.conduct.points.members import is_totalled, open_month
from zhiheng.domains.conduct.points.models import Adjustment, PointEntry
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.law.acts.points_2021.procedure import correction
from zhiheng.law.reckoning import EDITION, day_of
from zhiheng.law.scale import Body

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


def corrected(entry: PointEntry, value: int, deliberation: Deliberation, second: str, reason: str) -> PointEntry:
    """Inside an open act: the correction itself. Locks the entry."""
    locked = PointEntry.objects.select_for_update().get(pk=entry.pk)
    _check(locked, value, deliberation)
    today = timezone.localdate()
    delta = correction(locked.counted, value, day_of(today))
    body = Body.PRISON_GROUP if deliberation.body.startswith("prison-group:") else Body.WARD_TEAM
    made = PointEntry.objects.create(
        episode=locked.episode, ward=locked.ward, month=open_month(locked.episode, today), happened_on=today, kind=Kind.CORRECTION,
        part=locked.part, fact=locked.fact, raw=delta, counted=delta, stands=0, state=PointEntry.State.POSTED, words=reason,
        evidence=[f"deliberation:{deliberation.pk}"], proposed_by=second, needs=body, body=body, deliberation=deliberation, decided_on=today,
        decided_by=deliberation.chair, corrects=locked, hidden=locked.hidden, rule="PT-35-month", edition=EDITION,
    )  # fmt: skip
    before = retest.of_entry(locked) if is_totalled(locked.episode, locked.month) else None
    locked.stands += delta
    locked.save(update_fields=["stands"])
    if before is not None:
        ground = Ground(Adjustment.Kind.CORRECTION, today, f"points-entry:{made.pk}", "PT-35-month", deliberation, second)
        retest.again(locked, before, ground, reason)
    return made


def _check(entry: PointEntry, value: int, deliberation: Deliberation) -> None:
    if entry.state != PointEntry.State.POSTED or entry.kind == Kind.CORRECTION:
        raise NotPosted
    if deliberation.state != Deliberation.State.CARRIED:
        raise NotCarried
    nearer = abs(value) < abs(entry.counted) and value * entry.counted >= 0
    if not nearer or entry.stands != entry.counted or PointEntry.objects.filter(corrects=entry).exists():
        raise NotCorrectable
