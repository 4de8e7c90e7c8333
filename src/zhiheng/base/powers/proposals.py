"""A proposal: one official asks, another decides, and what became of it stays. The shape shared by what needs two people in turn."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.errors import AlreadyDecided, NotTheProposer
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.policy import this_moment
from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson, OutsideScope

DECISION = ["state", "decided_by", "decided_at", "decision_reason"]
"""The columns that a decision writes."""


class Proposal(models.Model):
    """Who proposed and why, who decided and why. ``decided_by`` of a withdrawn one is the proposer."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for approval")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    reason = models.TextField()
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        abstract = True


def two_people(table: str) -> list[models.CheckConstraint]:
    """What PostgreSQL itself holds of every proposal: nobody decides their own, and a decision has its person and time."""
    return [
        models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")) | Q(state="withdrawn"), name=f"{table}_two_people"),
        models.CheckConstraint(
            condition=Q(state="proposed", decided_at__isnull=True, decided_by__isnull=True)
            | (~Q(state="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            name=f"{table}_decided_by_somebody",
        ),
    ]


def in_force_when_approved(table: str) -> list[models.CheckConstraint]:
    """For proposals with a period ``during``: it begins with the approval, and it has a first day and is not empty.

    An empty period would be in force on no day; one without a first day would reach back over what was determined.
    """
    return [
        models.CheckConstraint(
            condition=Q(state="approved", during__isnull=False) | (~Q(state="approved") & Q(during__isnull=True)),
            name=f"{table}_period_when_approved",
        ),
        models.CheckConstraint(condition=Q(during__isnull=True) | Q(during__isempty=False, during__lower_inf=False), name=f"{table}_period_has_days"),
    ]


def decided[P: Proposal](proposal: P, state: str, acting: Official, reason: str) -> P:
    """The proposal with its decision, not yet saved: two decisions at one moment become one decision and one refusal.

    ``proposal`` is locked by the caller.

    Raises:
        Invalid: no reason; AlreadyDecided; NeedsSecondPerson: one's own; NotTheProposer: another's, to be withdrawn.
    """
    require_reason(reason)
    officer = officer_of(acting)
    own = officer.pk == proposal.proposed_by_id
    if proposal.state != Proposal.State.PROPOSED:
        raise AlreadyDecided
    if state == Proposal.State.WITHDRAWN and not own:
        raise NotTheProposer
    if state != Proposal.State.WITHDRAWN and own:
        raise NeedsSecondPerson
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.decision_reason = state, officer, this_moment(), reason
    return proposal


def require_reason(reason: str) -> None:
    """Raises Invalid where no reasons are given."""
    if not reason.strip():
        raise Invalid(fields={"reason": _("Give your reasons.")})


def officer_of(acting: Official) -> Officer:
    """The officer who acts. Raises OutsideScope for an official who is none."""
    officer = Officer.objects.filter(number=acting.ref.partition(":")[2]).first()
    if officer is None:
        raise OutsideScope
    return officer
