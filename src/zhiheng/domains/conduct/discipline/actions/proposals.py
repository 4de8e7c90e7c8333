"""From the investigator's proposal through the ward team's vote to the section's opinion."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Kind
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.discipline import lawful, policy
from zhiheng.domains.conduct.discipline.actions.cases import investigating, open_case
from zhiheng.domains.conduct.discipline.actions.hearings import fit_of
from zhiheng.domains.conduct.discipline.errors import NoTeam, NotFit, NotHeard, SanctionedBefore, StepNotYet, TookPart, VoteOpen
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Sanction
from zhiheng.domains.conduct.discipline.models.cases import SanctionKind
from zhiheng.domains.conduct.discipline.team import recused, team_of
from zhiheng.engines.procedure.deliberation import cast_vote, close_deliberation, open_deliberation, refuse_recused
from zhiheng.engines.procedure.models import Deliberation, Vote
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.mandela_rules.separation import may_sanction

State = DisciplineCase.State


class Proposal(NamedTuple):
    """A sanction as proposed. ``days``: of confinement only."""

    kind: str
    words: str
    days: int | None = None


@act(policy.INVESTIGATE, subject="case")
def propose_sanction(case: DisciplineCase, *, proposal: Proposal, acting: Official, reason: str) -> DisciplineCase:
    """Put a sanction before the ward's team. Its members of the day are written down here, and who of them has no vote on this case.

    Raises:
        CaseOver, StepNotYet, NotTheInvestigator, NotHeard, NotFit, LengthNotLawful, SanctionedBefore, NoTeam, TooManyRecused.
        Invalid: an unknown sanction, no words, days where none belong.
    """
    case = open_case(case, State.OPEN)
    officer, now = investigating(case, acting), timezone.now()
    _refuse_wrong(proposal)
    _refuse_unheard(case, confinement=proposal.kind == SanctionKind.CONFINEMENT)
    _refuse_twice(case)
    if proposal.days is not None:
        lawful.refuse_length(timezone.localdate(), proposal.days)
    ward = case.episode.ward
    if ward is None or ward.kind != Kind.WARD:
        raise NoTeam
    deliberation = open_deliberation(
        team_of(ward, now),
        matter="discipline",
        matters=[f"discipline-case:{case.pk}"],
        question=_question(case, proposal),
        held_on=timezone.localdate(),
        recused=recused(case),
    )
    case.proposed, case.proposed_days, case.proposal_words = proposal.kind, proposal.days, proposal.words.strip()
    case.proposed_by, case.proposed_at, case.deliberation, case.state = officer, now, deliberation, State.STUDIED
    case.save(update_fields=["proposed", "proposed_days", "proposal_words", "proposed_by", "proposed_at", "deliberation", "state"])
    return case


@act(policy.VOTE, subject="case")
def vote_on_case(case: DisciplineCase, *, choice: str, words: str = "", acting: Official, reason: str) -> Vote:
    """Vote for oneself in the ward's team.

    Raises:
        CaseOver, StepNotYet, and what the deliberation refuses (no member, recused, voted before, a dissent without reasons).
    """
    case = open_case(case, State.STUDIED)
    if choice not in Vote.Choice.values:
        raise Invalid(fields={"choice": _("Choose how you vote.")})
    return cast_vote(_deliberation(case), choice, words, voter=acting)


@act(policy.VOTE, subject="case")
def close_study(case: DisciplineCase, *, minutes: str, acting: Official, reason: str) -> DisciplineCase:
    """Close the vote: two thirds agree and the proposal goes to the section, or it goes back to the inquiry.

    Raises:
        CaseOver, StepNotYet; Recused: whoever took part; VotesMissing: neither carried nor lost.
    """
    case = open_case(case, State.STUDIED)
    refuse_recused(_deliberation(case), acting)
    closed = close_deliberation(_deliberation(case), minutes=minutes.strip())
    if closed.state == Deliberation.State.CARRIED:
        case.state = State.PROPOSED
        case.save(update_fields=["state"])
        return case
    return _back(case)


@act(policy.OPINE, subject="case")
def give_opinion(case: DisciplineCase, *, opinion: str, words: str, acting: Official, reason: str) -> DisciplineCase:
    """The section checks facts, basis, procedure and weight, and says whether it agrees.

    Raises:
        CaseOver, StepNotYet; TookPart: who worked on the case; Invalid: no opinion, no words.
    """
    case = open_case(case, State.PROPOSED)
    officer = named(acting)
    if officer.pk in (case.reported_by_id, case.investigator_id, case.proposed_by_id) or case.involved.filter(officer=officer).exists():
        raise TookPart
    if opinion not in DisciplineCase.Opinion.values:
        raise Invalid(fields={"opinion": _("Choose the opinion.")})
    if not words.strip():
        raise Invalid(fields={"words": _("Give the opinion's reasons.")})
    case.opinion, case.opinion_words, case.opinion_by, case.opinion_at, case.state = opinion, words.strip(), officer, timezone.now(), State.REVIEWED
    case.save(update_fields=["opinion", "opinion_words", "opinion_by", "opinion_at", "state"])
    return case


@act(policy.OPINE, subject="case")
def return_case(case: DisciplineCase, *, acting: Official, reason: str) -> DisciplineCase:
    """Send a case back to the inquiry, with the reason; hearing, evidence and votes stay on record.

    Raises:
        CaseOver; StepNotYet: it is under inquiry.
    """
    return _back(open_case(case, State.PROPOSED, State.REVIEWED))


def carried(case: DisciplineCase) -> bool:
    """Whether two thirds of the ward's team have agreed to what is proposed now."""
    return case.deliberation is not None and case.deliberation.state == Deliberation.State.CARRIED


def _back(case: DisciplineCase) -> DisciplineCase:
    case.state, case.proposed, case.proposed_days, case.proposal_words = State.OPEN, "", None, ""
    case.opinion, case.opinion_words, case.deliberation = "", "", None
    case.save(update_fields=["state", "proposed", "proposed_days", "proposal_words", "opinion", "opinion_words", "deliberation"])
    return case


def _deliberation(case: DisciplineCase) -> Deliberation:
    if case.deliberation is None:
        raise StepNotYet
    return case.deliberation


def _question(case: DisciplineCase, proposal: Proposal) -> str:
    days = f" {proposal.days}日" if proposal.days else ""
    return f"对{case.episode.person.name}（{case.episode.number}）{SanctionKind(proposal.kind).label}{days}"


def _refuse_wrong(proposal: Proposal) -> None:
    if proposal.kind not in SanctionKind.values:
        raise Invalid(fields={"kind": _("Choose a sanction. The law knows no other.")})
    if not proposal.words.strip():
        raise Invalid(fields={"words": _("Say why this sanction and no milder one.")})
    if (proposal.kind == SanctionKind.CONFINEMENT) != (proposal.days is not None):
        raise Invalid(fields={"days": _("Confinement has a number of days, and no other sanction has.")})


def _refuse_unheard(case: DisciplineCase, *, confinement: bool) -> None:
    """By the rule itself (PC-4.1-submit), the team's vote supposed."""
    heard, fit = case.hearings.exists(), fit_of(case)
    if not heard:
        raise NotHeard(basis="《纳尔逊·曼德拉规则》第四十一条；《监狱法》第八十四条")
    if not lawful.may_be_submitted(heard=heard, carried=True, confinement=confinement, fit=fit, apart=True).yes:
        raise NotFit(basis="《纳尔逊·曼德拉规则》第四十六条；《监狱法》第二十七条", fields={"kind": NotFit.words})


def _refuse_twice(case: DisciplineCase) -> None:
    same = Sanction.objects.filter(case__episode=case.episode, case__happened_at=case.happened_at, case__ground=case.ground)
    if not may_sanction(same.exists()):
        raise SanctionedBefore(basis="《纳尔逊·曼德拉规则》第三十九条")


def refuse_uncarried(case: DisciplineCase) -> None:
    """Raises VoteOpen unless the ward's team has agreed."""
    if not carried(case):
        raise VoteOpen(basis="司规〔2021〕3号第二十五条")


def refuse_part(case: DisciplineCase, officer_id: int) -> None:
    """Raises TookPart for whoever had a hand in the case before."""
    hands = (case.reported_by_id, case.investigator_id, case.proposed_by_id, case.opinion_by_id)
    if officer_id in hands or case.involved.filter(officer=officer_id).exists():
        raise TookPart
