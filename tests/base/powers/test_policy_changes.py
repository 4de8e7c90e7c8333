from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from zhiheng.base.powers import actions, errors
from zhiheng.base.powers.models import PolicyChange, PostKind, Power
from zhiheng.base.powers.policy import reach_of
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, NeedsSecondPerson, OutsideScope

WHY = "门岗须核对身份，《监狱法》第三十二条"


def propose(cast: Cast, *, kind: str = "gate", power: str = "people.view", add: bool = True) -> PolicyChange:
    return actions.propose_policy_change(
        PostKind.objects.get(pk=kind), Power.objects.get(pk=power), add=add, acting=cast.acting(cast.admin_policy), reason=WHY
    )


def test_it_takes_two_and_then_works_at_once(cast: Cast) -> None:
    change = propose(cast, kind="ward-officer", power="rulings.view")
    assert not reach_of(cast.acting(cast.ward_officer)).may("rulings.view")

    actions.approve_policy_change(change, acting=cast.acting(cast.other_admin_policy), reason="依据充分")

    assert reach_of(cast.acting(cast.ward_officer)).may("rulings.view")
    change.refresh_from_db()
    assert (change.state, change.decided_by, change.decision_reason) == ("approved", cast.other_admin_policy, "依据充分")


def test_a_power_taken_away_is_gone_at_once(cast: Cast) -> None:
    change = propose(cast, kind="ward-officer", power="people.view", add=False)

    actions.approve_policy_change(change, acting=cast.acting(cast.other_admin_policy), reason="同意")

    assert not reach_of(cast.acting(cast.ward_officer)).may("people.view")


def test_the_proposer_does_not_approve(cast: Cast) -> None:
    change = propose(cast)
    with pytest.raises(NeedsSecondPerson):
        actions.approve_policy_change(change, acting=cast.acting(cast.admin_policy), reason="同意")
    assert Act.objects.get(verb="approve_policy_change").refusal == "second-person"


def test_nor_declines(cast: Cast) -> None:
    with pytest.raises(NeedsSecondPerson):
        actions.decline_policy_change(propose(cast), acting=cast.acting(cast.admin_policy), reason="不同意")


def test_postgresql_knows_it_takes_two(cast: Cast) -> None:
    from zhiheng.base.powers.actions.policy_changes import _OPEN
    from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, act

    @act("powers.sync", subject="change")
    def approve_alone(change: PolicyChange, *, acting: Official, reason: str) -> None:
        change.state, change.decided_by, change.decided_at = "approved", change.proposed_by, change.proposed_at
        change.save()

    VERBS.pop(next(name for name in VERBS if name.endswith("approve_alone")))
    change = propose(cast)
    assert change.state == _OPEN
    with pytest.raises(IntegrityError, match="policy_change_two_people"), transaction.atomic():
        approve_alone(change, acting=INSTALLATION, reason="alone")


def test_approving_needs_a_fresh_sign_in(cast: Cast) -> None:
    with pytest.raises(NeedsFreshSignIn):
        actions.approve_policy_change(propose(cast), acting=cast.acting(cast.other_admin_policy, fresh=False), reason="同意")


def test_declining_changes_nothing(cast: Cast) -> None:
    change = propose(cast, kind="ward-officer", power="rulings.view")

    actions.decline_policy_change(change, acting=cast.acting(cast.other_admin_policy), reason="依据不足")

    assert not reach_of(cast.acting(cast.ward_officer)).may("rulings.view")
    assert Act.objects.get(verb="decline_policy_change").reason == "依据不足"


def test_the_proposer_withdraws_others_do_not(cast: Cast) -> None:
    change = propose(cast)
    with pytest.raises(errors.NotTheProposer):
        actions.withdraw_policy_change(change, acting=cast.acting(cast.other_admin_policy), reason="不要了")

    actions.withdraw_policy_change(change, acting=cast.acting(cast.admin_policy), reason="不要了")

    change.refresh_from_db()
    assert change.state == "withdrawn"


def test_decided_once(cast: Cast) -> None:
    change = propose(cast)
    actions.approve_policy_change(change, acting=cast.acting(cast.other_admin_policy), reason="同意")
    with pytest.raises(errors.AlreadyDecided):
        actions.decline_policy_change(change, acting=cast.acting(cast.other_admin_policy), reason="反悔")


def test_the_same_change_waits_once(cast: Cast) -> None:
    propose(cast)
    with pytest.raises(errors.NothingToChange):
        propose(cast)


@pytest.mark.parametrize(("kind", "power", "add"), [("ward-officer", "people.view", True), ("gate", "people.view", False)])
def test_nothing_to_change(cast: Cast, kind: str, power: str, add: bool) -> None:
    with pytest.raises(errors.NothingToChange):
        propose(cast, kind=kind, power=power, add=add)


@pytest.mark.parametrize(
    ("kind", "power"),
    [
        ("admin-policy", "people.view"),
        ("admin-policy", "trail.view"),
        ("admin-trail", "policy.propose"),
        ("admin-accounts", "policy.approve"),
        ("warden", "policy.approve"),
        ("warden", "powers.sync"),
    ],
)
def test_two_administrators_together_cannot_join_what_is_apart(cast: Cast, kind: str, power: str) -> None:
    with pytest.raises(errors.Separated):
        propose(cast, kind=kind, power=power)


def test_a_reason_is_needed(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.propose_policy_change(
            PostKind.objects.get(pk="gate"), Power.objects.get(pk="people.view"), add=True, acting=cast.acting(cast.admin_policy), reason="  "
        )


@pytest.mark.parametrize("who", ["warden", "admin_accounts", "admin_trail", "procurator"])
def test_nobody_else_proposes(cast: Cast, who: str) -> None:
    with pytest.raises(OutsideScope):
        actions.propose_policy_change(
            PostKind.objects.get(pk="gate"), Power.objects.get(pk="people.view"), add=True, acting=cast.acting(cast.officers[who]), reason=WHY
        )
