"""Objections to a classification: always recorded, answered in time by somebody who took no part."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.errors import AlreadyDecided, AlreadyObjected, NotInForce, TookPart
from zhiheng.domains.custody.classing.models import Classification, ClassificationObjection
from zhiheng.domains.custody.officials import named
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.prison_law_2026.custody import GUANGXI_LEVEL_ANSWER, GUANGXI_LEVEL_OBJECTION, level_answer, level_objection
from zhiheng.law.clocks import deadline
from zhiheng.law.reckoning import date_of, day_of

Outcome = ClassificationObjection.Outcome
_LONGEST = 2000


@act(policy.OBJECT, subject="classification")
def record_objection(classification: Classification, *, words: str, on: dt.date, acting: Official, reason: str) -> ClassificationObjection:
    """Record what the person says against the classification in force. A late objection is marked so and answered all the same.

    The limits are one province's figures until the service enters its own: 3 days to object, 5 working days to answer.

    Raises:
        NotInForce, AlreadyObjected.
        Invalid: no words, or a day before the classification or after today.
    """
    locked = Classification.objects.select_for_update().get(pk=classification.pk)
    if locked.state != Classification.State.IN_FORCE or locked.since is None:
        raise NotInForce
    if locked.objections.filter(answered_at__isnull=True).exists():
        raise AlreadyObjected
    if not words.strip() or len(words) > _LONGEST:
        raise Invalid(fields={"words": _("Write down what the person says, in at most 2,000 characters.")})
    if not locked.since <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("The objection lies between the day of the classification and today.")})
    limit = deadline(level_objection, day_of(locked.since), working_days(), GUANGXI_LEVEL_OBJECTION, in_custody=True)
    answer = deadline(level_answer, day_of(on), working_days(), GUANGXI_LEVEL_ANSWER)
    return ClassificationObjection.objects.create(
        classification=locked, words=words.strip(), made_on=on, in_time=limit.last is not None and day_of(on) <= limit.last,
        answer_due=None if answer.last is None else date_of(answer.last), recorded_by=named(acting), recorded_at=timezone.now(),
    )  # fmt: skip


@act(policy.ANSWER, subject="objection")
def answer_objection(objection: ClassificationObjection, *, outcome: str, answer: str, acting: Official, reason: str) -> ClassificationObjection:
    """Answer an objection with reasons. Upheld: the classification is to be reviewed today.

    Raises:
        AlreadyDecided, TookPart.
        Invalid: no outcome, or no words.
    """
    locked = ClassificationObjection.objects.select_for_update(of=("self",)).select_related("classification").get(pk=objection.pk)
    classification, officer = locked.classification, named(acting)
    if locked.answered_at is not None:
        raise AlreadyDecided
    if officer.pk in (classification.proposed_by_id, classification.decided_by_id):
        raise TookPart
    if outcome not in Outcome.values:
        raise Invalid(fields={"outcome": _("Choose how the objection is answered.")})
    if not answer.strip():
        raise Invalid(fields={"answer": _("Give the reasons in words that the person can read.")})
    locked.outcome, locked.answer, locked.answered_by, locked.answered_at = outcome, answer.strip(), officer, timezone.now()
    locked.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    if outcome == Outcome.UPHELD:
        Classification.objects.filter(pk=classification.pk, state=Classification.State.IN_FORCE).update(review_on=timezone.localdate())
    return locked
