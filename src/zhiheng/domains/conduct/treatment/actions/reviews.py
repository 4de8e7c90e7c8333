"""Keeping a level after a review, and settling what was booked under a former one."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.bookings.models import STANDING
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.treatment import policy
from zhiheng.domains.conduct.treatment.errors import BookingsWait, LevelNotInForce, RecheckDone
from zhiheng.domains.conduct.treatment.models import Recheck, TreatmentLevel, TreatmentReview
from zhiheng.domains.conduct.treatment.schedule import schedule_named
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.calendar import Term, after
from zhiheng.law.reckoning import date_of, day_of


@act(policy.REVIEW, subject="treatment")
def keep_level(treatment: TreatmentLevel, *, words: str, on: dt.date, acting: Official, reason: str) -> TreatmentReview:
    """Review a level and keep it, with reasons, until the schedule's next review. Strict management never runs past its last day.

    Raises:
        LevelNotInForce: also when strict management has reached its last day.
        Invalid: no words.
    """
    locked = TreatmentLevel.objects.select_for_update(of=("self",)).get(pk=treatment.pk)
    schedule = schedule_named(locked.schedule)
    level = schedule.level(locked.level) if schedule else None
    if locked.state != TreatmentLevel.State.IN_FORCE or level is None or (locked.ends_by is not None and on >= locked.ends_by):
        raise LevelNotInForce
    if not words.strip():
        raise Invalid(fields={"words": _("Give the reasons for keeping the level.")})
    next_on = date_of(after(day_of(on), Term(0, level.months, 0)))
    locked.review_on = min(next_on, locked.ends_by) if locked.ends_by else next_on
    locked.save(update_fields=["review_on"])
    return TreatmentReview.objects.create(treatment=locked, words=words.strip(), next_on=locked.review_on, by=named(acting), at=timezone.now())


@act(policy.RECHECK, subject="recheck")
def settle_recheck(recheck: Recheck, *, outcome: str, acting: Official, reason: str) -> Recheck:
    """Close a re-check once every booking has been kept, moved or called off, or its day has gone.

    Raises:
        RecheckDone, BookingsWait; Invalid: no words.
    """
    locked = Recheck.objects.select_for_update(of=("self",)).select_related("treatment").get(pk=recheck.pk)
    if locked.done_at is not None:
        raise RecheckDone
    unseen = Q(booking__looked_at__isnull=True) | Q(booking__looked_at__lt=locked.treatment.decided_at)
    if locked.items.filter(unseen, booking__state__in=STANDING, booking__on__gte=timezone.localdate()).exists():
        raise BookingsWait
    if not outcome.strip():
        raise Invalid(fields={"outcome": _("Say what was kept, moved or called off, and who was told.")})
    locked.outcome, locked.done_by, locked.done_at = outcome.strip(), named(acting), timezone.now()
    locked.save(update_fields=["outcome", "done_by", "done_at"])
    return locked
