from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from tests.cast import BUREAU, Cast
from zhiheng.base.powers import actions, errors
from zhiheng.base.powers.models import Holding, Officer, Post
from zhiheng.base.powers.policy import reach_of
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, Subject, act
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope

WHY = "人员调整"
TOMORROW = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)


@pytest.fixture
def personnel(cast: Cast) -> Officer:
    """A workforce officer of the first prison."""
    cast.grant(cast.idle, "posts.assign", "b.p1")
    cast.grant(cast.idle, "posts.open", "b.p1")
    cast.grant(cast.idle, "officers.register", "b.p1")
    return cast.idle


def post(kind: str, place: str) -> Post:
    return Post.objects.get(kind=kind, place__path=place)


class TestAssign:
    def test_it_works_at_once(self, cast: Cast, personnel: Officer) -> None:
        assert not reach_of(cast.acting(cast.ward_officer)).may("rulings.import")

        held = actions.assign_post(cast.ward_officer, post("penalty-clerk", "b.p1"), acting=cast.acting(personnel), reason=WHY)

        assert held.during.upper is None
        assert reach_of(cast.acting(cast.ward_officer)).over("rulings.import") == ("b.p1",)
        kept = Act.objects.get(verb="assign_post")
        assert (kept.official, kept.reason, kept.place) == (personnel.ref, WHY, "b.p1")

    def test_a_post_to_come_gives_nothing_yet(self, cast: Cast, personnel: Officer) -> None:
        actions.assign_post(cast.ward_officer, post("penalty-clerk", "b.p1"), start=TOMORROW, acting=cast.acting(personnel), reason=WHY)

        assert not reach_of(cast.acting(cast.ward_officer)).may("rulings.import")

    def test_nobody_appoints_themselves(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(errors.NotOneself):
            actions.assign_post(personnel, post("warden", "b.p1"), acting=cast.acting(personnel), reason=WHY)
        assert Act.objects.get(verb="assign_post").refusal == "oneself"

    def test_it_needs_a_fresh_sign_in(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(NeedsFreshSignIn):
            actions.assign_post(cast.ward_officer, post("warden", "b.p1"), acting=cast.acting(personnel, fresh=False), reason=WHY)

    def test_a_post_of_another_prison_does_not_exist(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(OutsideScope):
            actions.assign_post(cast.ward_officer, post("penalty-clerk", "b.p2"), acting=cast.acting(personnel), reason=WHY)

    def test_an_officer_of_another_prison_does_not_exist(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(OutsideScope):
            actions.assign_post(cast.other_clerk, post("penalty-clerk", "b.p1"), acting=cast.acting(personnel), reason=WHY)

    def test_without_the_power_nothing_exists(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.assign_post(cast.ward_officer, post("warden", "b.p1"), acting=cast.acting(cast.warden), reason=WHY)

    def test_not_for_a_time_that_has_passed(self, cast: Cast, personnel: Officer) -> None:
        yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
        with pytest.raises(Invalid) as refused:
            actions.assign_post(cast.ward_officer, post("warden", "b.p1"), start=yesterday, acting=cast.acting(personnel), reason=WHY)
        assert "start" in refused.value.fields

    def test_not_ending_before_it_starts(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(Invalid) as refused:
            actions.assign_post(cast.ward_officer, post("warden", "b.p1"), start=TOMORROW, end=TOMORROW, acting=cast.acting(personnel), reason=WHY)
        assert "end" in refused.value.fields

    def test_not_twice_at_a_time(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(errors.AlreadyHeld):
            actions.assign_post(cast.clerk, post("penalty-clerk", "b.p1"), acting=cast.acting(personnel), reason=WHY)

    def test_a_procurator_holds_no_post_of_the_prison(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(errors.WrongHolder):
            actions.assign_post(cast.procurator, post("penalty-clerk", "b.p1"), acting=cast.acting(personnel), reason=WHY)


class TestSeparation:
    @pytest.fixture
    def bureau_personnel(self, cast: Cast) -> Officer:
        cast.grant(cast.idle, "posts.assign", "b")
        return cast.idle

    @pytest.mark.parametrize("kind", ["admin-policy", "admin-trail"])
    def test_an_accounts_administrator_gets_no_second_administration(self, cast: Cast, bureau_personnel: Officer, kind: str) -> None:
        with pytest.raises(errors.Separated):
            actions.assign_post(cast.admin_accounts, post(kind, "b"), acting=cast.acting(bureau_personnel), reason=WHY)
        assert cast.admin_accounts.holdings.count() == 1

    def test_a_clerk_does_not_become_an_administrator_beside_it(self, cast: Cast, bureau_personnel: Officer) -> None:
        with pytest.raises(errors.Separated):
            actions.assign_post(cast.clerk, post("admin-trail", "b"), acting=cast.acting(bureau_personnel), reason=WHY)

    def test_after_the_first_post_has_ended_it_works(self, cast: Cast, bureau_personnel: Officer) -> None:
        actions.end_holding(cast.clerk.holdings.get(), acting=cast.acting(bureau_personnel), reason=WHY)

        actions.assign_post(cast.clerk, post("admin-trail", "b"), acting=cast.acting(bureau_personnel), reason=WHY)

        assert not reach_of(cast.acting(cast.clerk)).may("people.view")
        assert reach_of(cast.acting(cast.clerk)).may("trail.view")

    def test_postgresql_refuses_it_too(self, cast: Cast) -> None:
        with pytest.raises(DatabaseError, match="an administrator holds no other post"), transaction.atomic():
            hold_anyway(BUREAU, cast.admin_accounts, post("admin-policy", "b"), acting=INSTALLATION, reason="round the verb")


@act("powers.sync", subject="bureau")
def hold_anyway(bureau: Subject, officer: Officer, given: Post, *, acting: Official, reason: str) -> None:
    Holding.objects.create(officer=officer, post=given, during=officer.holdings.get().during)


VERBS.pop(next(name for name in VERBS if name.endswith("hold_anyway")))


class TestEnd:
    def test_it_works_at_once(self, cast: Cast, personnel: Officer) -> None:
        held = cast.ward_officer.holdings.get()
        assert reach_of(cast.acting(cast.ward_officer)).may("people.view")

        actions.end_holding(held, acting=cast.acting(personnel), reason=WHY)

        assert reach_of(cast.acting(cast.ward_officer)).paths == {}

    def test_one_to_come_is_undone(self, cast: Cast, personnel: Officer) -> None:
        held = actions.assign_post(cast.ward_officer, post("penalty-clerk", "b.p1"), start=TOMORROW, acting=cast.acting(personnel), reason=WHY)

        actions.end_holding(held, acting=cast.acting(personnel), reason="改派")

        held.refresh_from_db()
        assert held.during.isempty

    def test_not_twice(self, cast: Cast, personnel: Officer) -> None:
        held = cast.ward_officer.holdings.get()
        actions.end_holding(held, acting=cast.acting(personnel), reason=WHY)
        with pytest.raises(errors.AlreadyEnded):
            actions.end_holding(held, acting=cast.acting(personnel), reason=WHY)

    def test_not_ones_own(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(errors.NotOneself):
            actions.end_holding(personnel.holdings.first(), acting=cast.acting(personnel), reason=WHY)

    def test_not_in_another_prison(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(OutsideScope):
            actions.end_holding(cast.other_clerk.holdings.get(), acting=cast.acting(personnel), reason=WHY)


class TestPosts:
    def test_opened_held_and_closed(self, cast: Cast, personnel: Officer) -> None:
        made = actions.open_post(cast.place("b.p1.w1"), "gate", code="p1-w1-gate", acting=cast.acting(personnel), reason=WHY)
        held = actions.assign_post(cast.ward_officer, made, acting=cast.acting(personnel), reason=WHY)
        with pytest.raises(errors.StillHeld):
            actions.close_post(made, acting=cast.acting(personnel), reason=WHY)
        actions.end_holding(held, acting=cast.acting(personnel), reason=WHY)

        actions.close_post(made, acting=cast.acting(personnel), reason=WHY)

        with pytest.raises(errors.Closed):
            actions.assign_post(cast.ward_officer, made, acting=cast.acting(personnel), reason=WHY)

    def test_not_in_another_prison(self, cast: Cast, personnel: Officer) -> None:
        with pytest.raises(OutsideScope):
            actions.open_post(cast.place("b.p2"), "gate", code="x", acting=cast.acting(personnel), reason=WHY)

    @pytest.mark.parametrize(("kind", "code", "field"), [("no-such", "x", "kind"), ("gate", "", "code"), ("gate", "b.p1:warden", "code")])
    def test_bad_facts(self, cast: Cast, personnel: Officer, kind: str, code: str, field: str) -> None:
        with pytest.raises(Invalid) as refused:
            actions.open_post(cast.place("b.p1"), kind, code=code, acting=cast.acting(personnel), reason=WHY)
        assert field in refused.value.fields


class TestRegister:
    def test_it_works_and_gives_nothing(self, cast: Cast, personnel: Officer) -> None:
        made = actions.register_officer(cast.place("b.p1"), number="310-0999", name="龚雪", acting=cast.acting(personnel), reason=WHY)

        assert (made.pinyin, made.initials, made.kind) == ("gong xue", "gx", "officer")
        assert reach_of(cast.acting(made)).paths == {}

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"number": "310-0427", "name": "甲"}, "number"),
            ({"number": "310-1", "name": " "}, "name"),
            ({"number": "310-1", "name": "甲", "kind": "system"}, "kind"),
        ],
    )
    def test_bad_facts(self, cast: Cast, personnel: Officer, facts: dict[str, str], field: str) -> None:
        with pytest.raises(Invalid) as refused:
            actions.register_officer(cast.place("b.p1"), **facts, acting=cast.acting(personnel), reason=WHY)
        assert field in refused.value.fields
