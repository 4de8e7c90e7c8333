"""Vote in the two bodies, or say that the matter concerns oneself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zhiheng.domains.conduct.points import policy
from zhiheng.engines.procedure import recusal
from zhiheng.engines.procedure.deliberation import cast_vote, recuse
from zhiheng.engines.procedure.models import Deliberation, Member, Vote
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid


@act(policy.WARD_TEAM, subject="deliberation")
def vote_in_ward_team(deliberation: Deliberation, *, choice: str, words: str = "", acting: Official, reason: str) -> Vote:
    """Vote as a member of the ward points team; a dissent gives its reasons."""
    return cast_vote(deliberation, choice, words, voter=acting)


@act(policy.PRISON_GROUP, subject="deliberation")
def vote_in_prison_group(deliberation: Deliberation, *, choice: str, words: str = "", acting: Official, reason: str) -> Vote:
    """Vote as a member of the prison points group; a dissent gives its reasons."""
    return cast_vote(deliberation, choice, words, voter=acting)


@act(policy.WARD_TEAM, subject="deliberation")
def recuse_in_ward_team(deliberation: Deliberation, *, why: str, acting: Official, reason: str) -> Member:
    """Say, before voting, why one has no vote on what the ward points team decides (a key of ``recusal.OWN``)."""
    return _recused(deliberation, why, acting)


@act(policy.PRISON_GROUP, subject="deliberation")
def recuse_in_prison_group(deliberation: Deliberation, *, why: str, acting: Official, reason: str) -> Member:
    """Say, before voting, why one has no vote on what the prison points group decides (a key of ``recusal.OWN``)."""
    return _recused(deliberation, why, acting)


def _recused(deliberation: Deliberation, why: str, acting: Official) -> Member:
    if why not in recusal.OWN:
        raise Invalid(fields={"why": _("Choose why the matter concerns you.")})
    return recuse(deliberation, why, member=acting)
