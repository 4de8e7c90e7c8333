"""The answer to what a person says against a level."""

from __future__ import annotations

from django.utils import timezone

from zhiheng.base.objections.answering import Answer, Outcome, answered
from zhiheng.base.objections.models import Objection
from zhiheng.domains.conduct.treatment import policy
from zhiheng.domains.conduct.treatment.models import TreatmentLevel
from zhiheng.engines.trail.acts import Official, act


@act(policy.ANSWER, subject="objection")
def answer_level_objection(objection: Objection, *, answer: Answer, acting: Official, reason: str) -> Objection:
    """Answer an objection with reasons. Upheld, wholly or in part: the level is reviewed today. Refuses as ``answered`` does.

    Strict management that is objected to rightly ends today, and the next level is proposed.
    """
    made = answered(objection, answer, power=policy.ANSWER, acting=acting)
    today = timezone.localdate()
    if made.outcome != Outcome.DISMISSED:
        held = TreatmentLevel.objects.filter(pk=made.key, state=TreatmentLevel.State.IN_FORCE)
        held.update(review_on=today)
        if made.outcome == Outcome.UPHELD:
            held.filter(level=TreatmentLevel.Code.STRICT).update(state=TreatmentLevel.State.REPLACED, until=today)
    return made
