"""What the person says against a level, and the answer."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.domains.conduct.treatment import policy
from zhiheng.domains.conduct.treatment.errors import LevelDecided, LevelNotInForce, LevelObjected, TookPartInLevel
from zhiheng.domains.conduct.treatment.models import TreatmentLevel, TreatmentObjection
from zhiheng.domains.conduct.treatment.schedule import schedule_named
from zhiheng.domains.custody.officials import named
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.prison_law_2026.custody import level_answer
from zhiheng.law.clocks import deadline
from zhiheng.law.reckoning import date_of, day_of

Outcome = TreatmentObjection.Outcome
_LONGEST = 2000


@act(policy.OBJECT, subject="treatment")
def object_to_level(treatment: TreatmentLevel, *, words: str, on: dt.date, acting: Official, reason: str) -> TreatmentObjection:
    """Record an objection to the level in force. A late one is marked so and answered all the same.

    Raises:
        LevelNotInForce, LevelObjected.
        Invalid: no words, or a day before the level or after today.
    """
    locked = TreatmentLevel.objects.select_for_update(of=("self",)).get(pk=treatment.pk)
    schedule = schedule_named(locked.schedule)
    if locked.state != TreatmentLevel.State.IN_FORCE or locked.since is None or schedule is None:
        raise LevelNotInForce
    if locked.objections.filter(answered_at__isnull=True).exists():
        raise LevelObjected
    if not words.strip() or len(words) > _LONGEST:
        raise Invalid(fields={"words": _("Write down what the person says, in at most 2,000 characters.")})
    if not locked.since <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("The objection lies between the day of the level and today.")})
    answer = deadline(level_answer, day_of(on), working_days(), schedule.answer)
    return TreatmentObjection.objects.create(
        treatment=locked, words=words.strip(), made_on=on, in_time=locked.objection_until is not None and on <= locked.objection_until,
        answer_due=None if answer.last is None else date_of(answer.last), recorded_by=named(acting), recorded_at=timezone.now(),
    )  # fmt: skip


@act(policy.ANSWER, subject="objection")
def answer_level_objection(objection: TreatmentObjection, *, outcome: str, answer: str, acting: Official, reason: str) -> TreatmentObjection:
    """Answer an objection with reasons. Upheld: the level is reviewed today.

    Raises:
        LevelDecided: answered before; TookPartInLevel; Invalid: no outcome, or no words.
    """
    locked = TreatmentObjection.objects.select_for_update(of=("self",)).select_related("treatment").get(pk=objection.pk)
    treatment, officer = locked.treatment, named(acting)
    if locked.answered_at is not None:
        raise LevelDecided
    if officer.pk in (treatment.proposed_by_id, treatment.decided_by_id):
        raise TookPartInLevel
    if outcome not in Outcome.values:
        raise Invalid(fields={"outcome": _("Choose how the objection is answered.")})
    if not answer.strip():
        raise Invalid(fields={"answer": _("Give the reasons in words that the person can read.")})
    locked.outcome, locked.answer, locked.answered_by, locked.answered_at = outcome, answer.strip(), officer, timezone.now()
    locked.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    if outcome == Outcome.UPHELD:
        TreatmentLevel.objects.filter(pk=treatment.pk, state=TreatmentLevel.State.IN_FORCE).update(review_on=timezone.localdate())
    return locked
