"""What a kind of post carries changes only by two: one policy administrator proposes, another decides."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers import errors, policy
from zhiheng.base.powers.catalogue import CATALOGUE
from zhiheng.base.powers.models import Officer, PolicyChange, PostKind, PostPower, Power
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson, OutsideScope, Stale

_OPEN = PolicyChange.State.PROPOSED


@act(policy.POLICY_PROPOSE, subject="kind")
def propose_policy_change(kind: PostKind, power: Power, *, add: bool, acting: Official, reason: str) -> PolicyChange:
    """Propose that a kind of post gets (``add``) or loses a power. Nothing changes until another administrator approves."""
    if not reason.strip():
        raise Invalid(fields={"reason": _("Give the reason and the legal basis.")})
    if add:
        _require_carriable(kind, power)
    if add == carries(kind, power):
        raise errors.NothingToChange
    try:
        with transaction.atomic():
            return PolicyChange.objects.create(
                kind=kind, power=power, add=add, reason=reason, proposed_by=_officer(acting), proposed_at=policy.this_moment()
            )
    except IntegrityError as refused:  # policy_change_one_open
        raise errors.NothingToChange from refused


@act(policy.POLICY_APPROVE, subject="change")
def approve_policy_change(change: PolicyChange, *, acting: Official, reason: str) -> PolicyChange:
    """Approve another administrator's proposal. Every holder of such a post gains or loses the power at once."""
    change = _decide(change, PolicyChange.State.APPROVED, acting, reason)
    if change.add == carries(change.kind, change.power):
        raise Stale
    now = change.decided_at
    if change.add:
        _require_carriable(change.kind, change.power)
        PostPower.objects.create(kind=change.kind, power=change.power, during=DateTimeTZRange(now, None))
    else:
        carried = PostPower.objects.select_for_update().get(kind=change.kind, power=change.power, during__contains=now)
        carried.during = DateTimeTZRange(carried.during.lower, now)
        carried.save(update_fields=["during"])
    return change


@act(policy.POLICY_APPROVE, subject="change")
def decline_policy_change(change: PolicyChange, *, acting: Official, reason: str) -> PolicyChange:
    """Decline another administrator's proposal, with reasons."""
    return _decide(change, PolicyChange.State.DECLINED, acting, reason)


@act(policy.POLICY_PROPOSE, subject="change")
def withdraw_policy_change(change: PolicyChange, *, acting: Official, reason: str) -> PolicyChange:
    """Take back one's own proposal."""
    return _decide(change, PolicyChange.State.WITHDRAWN, acting, reason)


def carries(kind: PostKind, power: Power) -> bool:
    """Whether the kind of post carries the power at this moment."""
    return PostPower.objects.filter(kind=kind, power=power, during__contains=policy.this_moment()).exists()


def may_carry(kind: PostKind, power: Power) -> bool:
    """Whether separation allows it at all, whoever approves; the trigger ``powers_stay_apart`` holds the same rule."""
    declared = CATALOGUE.get(power.code)
    if power.code == policy.CATALOGUE_SYNC or power.retired or declared is None or declared.own:
        return False
    return power.common or power.administration == kind.administration or (not kind.administration and power.administration == "trail")


def _require_carriable(kind: PostKind, power: Power) -> None:
    if not may_carry(kind, power):
        raise errors.Separated(_("This kind of post can never carry this power: accounts, policy, trail and the service's own work stay apart."))


def _decide(change: PolicyChange, state: str, acting: Official, reason: str) -> PolicyChange:
    """Locks the proposal: two decisions at one moment become one decision and one refusal."""
    change = PolicyChange.objects.select_for_update(of=("self",)).select_related("kind", "power").get(pk=change.pk)
    officer = _officer(acting)
    own = officer.pk == change.proposed_by_id
    if not reason.strip():
        raise Invalid(fields={"reason": _("Give your reasons.")})
    if change.state != _OPEN:
        raise errors.AlreadyDecided
    if state == PolicyChange.State.WITHDRAWN and not own:
        raise errors.NotTheProposer
    if state != PolicyChange.State.WITHDRAWN and own:
        raise NeedsSecondPerson
    change.state, change.decided_by, change.decided_at, change.decision_reason = state, officer, policy.this_moment(), reason
    change.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    return change


def _officer(acting: Official) -> Officer:
    officer = Officer.objects.filter(number=acting.ref.partition(":")[2]).first()
    if officer is None:
        raise OutsideScope
    return officer
