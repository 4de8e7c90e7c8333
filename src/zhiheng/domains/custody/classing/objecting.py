"""Objections to a classification: what stands to be objected to, who took part, within which limits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections.clocks import Counted, Limits
from zhiheng.base.objections.grounds import Decision, Ground, register
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.errors import NotInForce
from zhiheng.domains.custody.classing.models import Classification
from zhiheng.domains.custody.classing.queries import classification_at
from zhiheng.law.acts.prison_law_2026.custody import GUANGXI_LEVEL_ANSWER, GUANGXI_LEVEL_OBJECTION, level_answer, level_objection

KIND = "classification"
# One province's figures until the service enters its own: 3 days to object, 5 working days to answer.
LIMITS = Limits(Counted(level_objection, (GUANGXI_LEVEL_OBJECTION,)), Counted(level_answer, (GUANGXI_LEVEL_ANSWER,)))


def find(key: str) -> Decision:
    """The classification in force of that number; NotInForce for another."""
    found = classification_at(key)
    if found.state != Classification.State.IN_FORCE or found.since is None:
        raise NotInForce
    about = f"{found.get_level_display()} · {found.get_phase_display()} · {found.get_need_display()}"
    return Decision(f"{KIND}:{found.pk}", found.episode, about, found.since, found.since)


def hands(key: str) -> list[int]:
    """Who proposed and who confirmed it."""
    found = classification_at(key)
    return [pk for pk in (found.proposed_by_id, found.decided_by_id) if pk is not None]


register(Ground(kind=KIND, title=_l("classification"), reads=policy.VIEW, answers=policy.ANSWER, find=find, limits=lambda key: LIMITS, hands=hands))
