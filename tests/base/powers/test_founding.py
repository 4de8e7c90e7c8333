from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from tests.cast import Cast
from zhiheng.base.powers import actions, catalogue
from zhiheng.base.powers.catalogue import CATALOGUE, PowerEntry
from zhiheng.base.powers.models import PostKind, PostPower, Power
from zhiheng.base.powers.post_kinds import POST_KINDS
from zhiheng.engines.trail.acts import INSTALLATION, VERBS
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import OutsideScope


def test_it_writes_the_list_as_the_code_says(cast: Cast) -> None:
    assert set(Power.objects.filter(retired=False).values_list("code", flat=True)) == set(CATALOGUE)

    again = actions.sync_catalogue(acting=INSTALLATION, reason="next release")

    assert again == actions.Sync((), (), ())


def test_a_power_that_the_code_drops_is_retired_and_its_holders_lose_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cast.acting(cast.clerk)
    monkeypatch.setattr("zhiheng.base.powers.actions.founding.CATALOGUE", {k: v for k, v in CATALOGUE.items() if k != "people.view"})

    done = actions.sync_catalogue(acting=INSTALLATION, reason="next release")

    assert done.retired == ("people.view",)
    from zhiheng.base.powers.policy import reach_of

    assert not reach_of(cast.acting(cast.clerk)).may("people.view")


def test_a_changed_basis_is_one_kept_change(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    old = CATALOGUE["powers.view"]
    new = PowerEntry(old.code, old.zh, old.en, "《监狱法》第八条", old.subject, old.duty_zh, old.duty_en, common=True)
    monkeypatch.setitem(catalogue.CATALOGUE, "powers.view", new)

    done = actions.sync_catalogue(acting=INSTALLATION, reason="next release")

    assert done.changed == ("powers.view",)
    assert Power.objects.get(pk="powers.view").basis == "《监狱法》第八条"
    assert Act.objects.filter(verb="sync_catalogue", outcome="done").count() == 2


def test_founding_again_leaves_what_two_administrators_changed(cast: Cast) -> None:
    change = actions.propose_policy_change(
        PostKind.objects.get(pk="gate"), Power.objects.get(pk="people.view"), add=True, acting=cast.acting(cast.admin_policy), reason="门岗需核对身份"
    )
    actions.approve_policy_change(change, acting=cast.acting(cast.other_admin_policy), reason="同意")

    assert actions.found_post_kinds(acting=INSTALLATION, reason="next release") == []
    assert PostPower.objects.filter(kind="gate", power="people.view").exists()


def test_no_officer_founds(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        actions.sync_catalogue(acting=cast.acting(cast.admin_policy), reason="mine now")


@pytest.mark.usefixtures("cast")
class TestTheTable:
    def test_every_code_in_it_is_declared(self) -> None:
        named = {code for kind in POST_KINDS for code in kind.powers}

        assert named - set(CATALOGUE) == set()

    def test_every_power_is_carried_by_some_post_but_the_releases_own(self) -> None:
        carried = set(PostPower.objects.values_list("power_id", flat=True))

        own = {code for code, entry in CATALOGUE.items() if entry.own}
        assert set(CATALOGUE) - carried - own == {"powers.sync"}

    def test_every_verb_has_a_power_in_the_list(self) -> None:
        assert {power for verb, power in VERBS.items() if not verb.startswith("tests.")} - set(CATALOGUE) == set()

    def test_every_power_says_its_basis_and_its_duties_in_both_languages(self) -> None:
        for entry in CATALOGUE.values():
            assert entry.basis.startswith(("《", "内部规则", "法释", "GB/T")), entry.code
            assert all((entry.zh, entry.en, entry.duty_zh, entry.duty_en)), entry.code
            assert entry.zh != entry.en, entry.code

    @pytest.mark.parametrize("mine", ["accounts", "policy", "trail"])
    def test_an_administration_carries_its_own_powers_and_what_all_may(self, mine: str) -> None:
        carried = PostPower.objects.filter(kind__administration=mine).select_related("power")

        assert {p.power.administration for p in carried if not p.power.common} <= {mine}
        assert not {p.power_id.partition(".")[0] for p in carried} & {"people", "sentence", "rulings", "posts", "officers"}

    def test_no_other_post_administers_accounts_or_policy(self) -> None:
        assert not PostPower.objects.filter(kind__administration="", power__administration__in=["accounts", "policy"]).exists()


def test_postgresql_refuses_a_post_that_joins_two_administrations(cast: Cast) -> None:
    """Even an act that forgot the rule: the founding of a kind is the only verb that writes here without two people."""
    from zhiheng.base.powers.actions.founding import found_post_kind
    from zhiheng.base.powers.post_kinds import PostKindEntry

    entry = PostKindEntry("super", "超级管理员", "Super administrator", ("policy.approve", "people.view"), "policy")

    with pytest.raises(DatabaseError, match="the administrations stay apart"), transaction.atomic():
        found_post_kind(entry, acting=INSTALLATION, reason="no")
