"""The answer to an objection: in time, by somebody who took no part."""

from __future__ import annotations

from django.utils import timezone

from zhiheng.base.objections.answering import Answer, Outcome, answered
from zhiheng.base.objections.models import Objection
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.models import Classification
from zhiheng.engines.trail.acts import Official, act


@act(policy.ANSWER, subject="objection")
def answer_objection(objection: Objection, *, answer: Answer, acting: Official, reason: str) -> Objection:
    """Answer an objection with reasons. Upheld, wholly or in part: the classification is to be reviewed today. Refuses as ``answered`` does."""
    made = answered(objection, answer, power=policy.ANSWER, acting=acting)
    if made.outcome != Outcome.DISMISSED:
        held = Classification.objects.filter(pk=made.key, state=Classification.State.IN_FORCE)
        held.update(review_on=timezone.localdate())
    return made
