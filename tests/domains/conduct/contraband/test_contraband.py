"""Searches by two, women by women; draws that can be repeated; chains without a gap."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.domains.conduct import files
from zhiheng.base.people.actions import Facts, admit
from zhiheng.base.people.models import Episode
from zhiheng.base.places.actions import found_place
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.contraband import actions, errors, policy
from zhiheng.domains.conduct.contraband.actions import Made, Thing
from zhiheng.domains.conduct.contraband.drawing import drawn
from zhiheng.domains.conduct.contraband.models import Find, Handling, Search, Searcher
from zhiheng.domains.conduct.contraband.queries import by_month, chain_of, holder_of, waiting_for
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope

W1 = "b.p1.w1"
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def planner(cast: Cast) -> None:
    cast.grant(cast.warden, "contraband.plan", "b.p1")


def by(cast: Cast, officer: str) -> dict[str, Any]:
    return {"acting": cast.acting(getattr(cast, officer)), "reason": "test"}


def thing(**changed: Any) -> Thing:
    return Thing("phone", "黑色手机一部", Decimal(1), "部", "F-0001", timezone.now())._replace(**changed)


@pytest.fixture
def planned(cast: Cast) -> Search:
    return actions.plan_search(cast.place("b.p1.w1.c1"), kind="cell", on=TODAY(), **by(cast, "ward_head"))


@pytest.fixture
def found(cast: Cast) -> Find:
    cast.grant(cast.idle, "contraband.handle", "b.p1")
    cast.grant(cast.warden, "contraband.dispose", "b.p1")
    return actions.record_find(cast.place(W1), thing=thing(), **by(cast, "ward_officer"))


@act(policy.HANDLE, subject="find")
def forge(find: Find, *, link: dict[str, Any], acting: Official, reason: str) -> None:
    """What the product has no verb for: a link of one's own making."""
    Handling.objects.create(find=find, at=timezone.now(), **link)


class TestSearches:
    def made(self, *numbers: str, **changed: Any) -> Made:
        return Made(timezone.now(), numbers, "未发现违禁品")._replace(**changed)

    def test_it_is_recorded_by_two_whatever_was_found(self, cast: Cast, planned: Search) -> None:
        made = self.made(cast.ward_officer.number, cast.ward_head.number)

        done = actions.record_search(planned, made=made, **by(cast, "ward_officer"))

        assert done.state == Search.State.DONE
        assert {one.officer for one in Searcher.objects.filter(search=done)} == {cast.ward_officer, cast.ward_head}

    def test_one_officer_is_not_enough(self, cast: Cast, planned: Search) -> None:
        with pytest.raises(errors.TwoOfficers):
            actions.record_search(planned, made=self.made(cast.ward_officer.number, cast.ward_officer.number), **by(cast, "ward_officer"))

    @pytest.mark.parametrize("wrong", [{"result": " "}, {"officers": ("nobody", "none")}, {"at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}])
    def test_nonsense_is_refused(self, cast: Cast, planned: Search, wrong: dict[str, Any]) -> None:
        with pytest.raises(Invalid):
            actions.record_search(planned, made=self.made(cast.ward_officer.number, cast.ward_head.number, **wrong), **by(cast, "ward_officer"))

    def test_it_is_recorded_once(self, cast: Cast, planned: Search) -> None:
        actions.call_off_search(planned, **by(cast, "ward_head"))

        with pytest.raises(errors.SearchOver):
            actions.record_search(planned, made=self.made(cast.ward_officer.number, cast.ward_head.number), **by(cast, "ward_officer"))

    def test_the_past_is_not_planned(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.plan_search(cast.place(W1), kind="area", on=TODAY() - dt.timedelta(days=1), **by(cast, "ward_head"))


class TestOnTheSpot:
    def spot(self, cast: Cast, *numbers: str, **changed: Any) -> Search:
        made = Made(timezone.now(), numbers, "床板下查获打火机一个")
        return actions.search_on_the_spot(cast.place(f"{W1}.c1"), made=made, **{"kind": "cell"} | changed, **by(cast, "ward_officer"))

    def test_it_is_on_record_as_made_by_two(self, cast: Cast) -> None:
        done = self.spot(cast, cast.ward_officer.number, cast.ward_head.number)

        assert (done.state, done.planned_by, done.searchers.count()) == ("done", cast.ward_officer, 2)

    def test_what_a_planned_one_refuses_it_refuses_too(self, cast: Cast) -> None:
        with pytest.raises(errors.TwoOfficers):
            self.spot(cast, cast.ward_officer.number)
        with pytest.raises(Invalid):
            self.spot(cast, cast.ward_officer.number, cast.ward_head.number, kind="body")
        assert not Search.objects.exists()


class TestStruckOut:
    """A record made in error is struck out by another officer, stays readable and counts no more."""

    def test_a_search(self, cast: Cast, planned: Search) -> None:
        with pytest.raises(errors.SearchOver):
            actions.strike_search(planned, words="x", **by(cast, "ward_head"))
        made = Made(timezone.now(), (cast.ward_officer.number, cast.ward_head.number), "未发现")
        actions.record_search(planned, made=made, **by(cast, "ward_officer"))
        cast.grant(cast.ward_officer, "contraband.plan", "b.p1")
        with pytest.raises(errors.NotByTheRecorder):
            actions.strike_search(planned, words="查的是另一监舍", **by(cast, "ward_officer"))

        struck = actions.strike_search(planned, words="查的是另一监舍", **by(cast, "ward_head"))
        assert (struck.state, struck.struck_by, struck.result) == ("struck", cast.ward_head, "未发现")

    def test_a_find_counts_no_more_and_passes_no_hand(self, cast: Cast, found: Find) -> None:
        with pytest.raises(Invalid):
            actions.strike_find(found, words=" ", **by(cast, "warden"))
        actions.strike_find(found, words="系本监区工具，未离开工具柜", **by(cast, "warden"))

        assert sum(month.total for month in by_month(["b.p1"], TODAY(), TODAY())) == 0
        for again in (
            lambda: actions.strike_find(found, words="x", **by(cast, "warden")),
            lambda: actions.store(found, where="x", **by(cast, "ward_officer")),
        ):
            with pytest.raises(errors.StruckOut):
                again()

    def test_not_what_something_rests_on(self, cast: Cast, planned: Search, found: Find) -> None:
        actions.store(found, where="证物柜", **by(cast, "ward_officer"))
        with pytest.raises(errors.RestsOnIt):
            actions.strike_find(found, words="x", **by(cast, "warden"))

        made = Made(timezone.now(), (cast.ward_officer.number, cast.ward_head.number), "手机一部")
        actions.record_search(planned, made=made, **by(cast, "ward_officer"))
        actions.record_find(cast.place(W1), thing=thing(), search=planned, **by(cast, "ward_officer"))
        with pytest.raises(errors.RestsOnIt):
            actions.strike_search(planned, words="x", **by(cast, "ward_head"))

    def test_a_suspicion_is_named_and_taken_back_until_a_case_rests_on_it(self, cast: Cast, found: Find) -> None:
        zhang = cast.episode("zhang")
        assert actions.name_holder(found, holder=zhang, **by(cast, "ward_officer")).holder == zhang
        assert actions.name_holder(found, holder=None, **by(cast, "ward_officer")).holder is None
        actions.name_holder(found, holder=zhang, **by(cast, "ward_officer"))
        files.staff(cast)
        files.report(cast, find=f"find:{found.pk}")

        with pytest.raises(errors.RestsOnIt):
            actions.name_holder(found, holder=cast.episode("li"), **by(cast, "ward_officer"))


class TestWomenByWomen:
    @pytest.fixture
    def woman(self, cast: Cast) -> Episode:
        cast.places["b.p1.w3"] = found_place(cast.place("b.p1"), code="w3", kind="ward", name="女犯监区", acting=INSTALLATION, reason="test")
        cast.grant(cast.other_ward_officer, "contraband.search", "b.p1")
        facts = Facts(sex="female", birth_date=dt.date(1990, 1, 1))
        at = {"on": TODAY(), "moment": timezone.now()}
        return admit(cast.place("b.p1.w3"), name="林晓", facts=facts, number="3101209999", **at, acting=INSTALLATION, reason="test")

    @pytest.fixture
    def body(self, cast: Cast, woman: Episode) -> Search:
        return actions.plan_search(cast.place("b.p1.w3"), kind="body", on=TODAY(), episode=woman, **by(cast, "warden"))

    def search(self, cast: Cast, body: Search, *officers: str) -> Search:
        numbers = [getattr(cast, name).number for name in officers]
        return actions.record_search(body, made=Made(timezone.now(), numbers, "未发现"), **by(cast, "other_ward_officer"))

    def test_two_women_may(self, cast: Cast, body: Search) -> None:
        assert self.search(cast, body, "other_ward_officer", "clerk").state == Search.State.DONE

    @pytest.mark.parametrize("second", ["ward_officer", "idle"])
    def test_a_man_may_not_and_what_is_not_recorded_is_no_woman(self, cast: Cast, body: Search, second: str) -> None:
        with pytest.raises(errors.WomenByWomen):
            self.search(cast, body, "other_ward_officer", second)


class TestDraws:
    def test_anybody_can_draw_the_same_cells_again(self, cast: Cast) -> None:
        draw = actions.draw_searches(cast.place("b.p1"), size=1, on=TODAY(), **by(cast, "warden"))
        cells = list(Place.objects.filter(path__under="b.p1", kind="cell", closed_on__isnull=True).values_list("path", flat=True))

        assert [search.place.path for search in draw.searches.all()] == drawn(draw.seed, reversed(cells), 1)
        assert draw.population == len(cells)

    @pytest.mark.parametrize("size", [0, 99])
    def test_it_refuses_more_than_there_are(self, cast: Cast, size: int) -> None:
        with pytest.raises(Invalid):
            actions.draw_searches(cast.place("b.p1"), size=size, on=TODAY(), **by(cast, "warden"))

    def test_a_place_without_cells_draws_nothing(self, cast: Cast) -> None:
        with pytest.raises(errors.NothingToDraw):
            actions.draw_searches(cast.place("b.p1.w1.c1.b1"), size=1, on=TODAY(), **by(cast, "warden"))

    @given(st.sets(st.text("abc.", min_size=1), max_size=30), st.integers(0, 30), st.text("0123456789abcdef", min_size=16, max_size=16))
    def test_a_draw_is_a_part_of_its_population(self, paths: set[str], size: int, seed: str) -> None:
        picked = drawn(seed, paths, size)

        assert set(picked) <= paths
        assert len(picked) == min(size, len(paths))
        assert picked == drawn(seed, sorted(paths), size)


class TestChain:
    def test_a_find_begins_in_its_finders_hands(self, cast: Cast, found: Find) -> None:
        assert holder_of(found) == cast.ward_officer
        assert [link.kind for link in chain_of(found)] == ["sealed"]

    def test_it_passes_when_the_receiver_signs(self, cast: Cast, found: Find) -> None:
        given = actions.hand_on(found, to=cast.idle, **by(cast, "ward_officer"))

        assert holder_of(found) == cast.ward_officer
        assert list(waiting_for(cast.idle)) == [given]

        actions.sign_handling(given, seal="F-0001", **by(cast, "idle"))

        assert holder_of(found) == cast.idle
        with pytest.raises(errors.NotTheHolder):
            actions.store(found, where="物证室", **by(cast, "ward_officer"))

    def test_only_the_named_officer_receives(self, cast: Cast, found: Find) -> None:
        given = actions.hand_on(found, to=cast.idle, **by(cast, "ward_officer"))

        with pytest.raises(errors.NotYours):
            actions.sign_handling(given, seal="F-0001", **by(cast, "ward_head"))

    def test_another_seal_needs_words(self, cast: Cast, found: Find) -> None:
        given = actions.hand_on(found, to=cast.idle, **by(cast, "ward_officer"))

        with pytest.raises(errors.SealUnexplained):
            actions.sign_handling(given, seal="F-0002", **by(cast, "idle"))

        actions.sign_handling(given, seal="F-0002", words="封条破损，已报监区长，重新封存", **by(cast, "idle"))

        assert chain_of(found)[-1].seal == "F-0002"

    def test_a_disposal_is_signed_by_another(self, cast: Cast, found: Find) -> None:
        cast.grant(cast.ward_officer, "contraband.dispose", "b.p1")
        proposed = actions.propose_disposal(found, kind="destroyed", words="粉碎", **by(cast, "ward_officer"))

        with pytest.raises(errors.NotYours):
            actions.sign_handling(proposed, seal="F-0001", **by(cast, "ward_officer"))

        actions.sign_handling(proposed, seal="F-0001", **by(cast, "warden"))

        assert holder_of(found) is None
        with pytest.raises(errors.AlreadyDisposed):
            actions.store(found, where="物证室", **by(cast, "ward_officer"))

    def test_a_disposal_needs_a_fresh_sign_in(self, cast: Cast, found: Find) -> None:
        proposed = actions.propose_disposal(found, kind="police", words="移送驻监民警", **by(cast, "ward_officer"))
        stale = Official(f"officer:{cast.warden.number}", "郑国栋")

        with pytest.raises(NeedsFreshSignIn):
            actions.sign_handling(proposed, seal="F-0001", acting=stale, reason="test")

    def test_one_signature_waits_at_a_time(self, cast: Cast, found: Find) -> None:
        given = actions.hand_on(found, to=cast.idle, **by(cast, "ward_officer"))

        with pytest.raises(errors.HandlingOpen):
            actions.store(found, where="物证室", **by(cast, "ward_officer"))

        actions.withdraw_handling(given, **by(cast, "ward_officer"))

        assert actions.store(found, where="物证室三号柜", **by(cast, "ward_officer")).number == 3
        with pytest.raises(errors.NothingWaits):
            actions.sign_handling(given, seal="F-0001", **by(cast, "idle"))

    @pytest.mark.parametrize(
        "wrong", [{"kind": "x"}, {"words": ""}, {"quantity": Decimal(0)}, {"seal": " "}, {"at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}]
    )
    def test_a_find_without_its_facts_is_refused(self, cast: Cast, wrong: dict[str, Any]) -> None:
        with pytest.raises(Invalid):
            actions.record_find(cast.place(W1), thing=thing(**wrong), **by(cast, "ward_officer"))

    def test_another_wards_officer_cannot_record_here(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.record_find(cast.place(W1), thing=thing(), **by(cast, "other_ward_officer"))


class TestDatabaseKeepsTheChain:
    def refused(self, find: Find, match: str, **link: Any) -> None:
        with pytest.raises(DatabaseError, match=match), transaction.atomic():
            forge(find, link=link, acting=INSTALLATION, reason="test")

    def test_only_the_holder_hands_on(self, cast: Cast, found: Find) -> None:
        self.refused(found, "only the holder", number=2, kind="handed-on", by=cast.idle, to=cast.warden)

    def test_there_is_one_beginning(self, cast: Cast, found: Find) -> None:
        self.refused(found, "one beginning", number=2, kind="sealed", by=cast.idle, to=cast.idle)

    def test_nothing_follows_a_disposal(self, cast: Cast, found: Find) -> None:
        proposed = actions.propose_disposal(found, kind="destroyed", words="粉碎", **by(cast, "ward_officer"))
        actions.sign_handling(proposed, seal="F-0001", **by(cast, "warden"))

        self.refused(found, "has ended", number=3, kind="stored", by=cast.ward_officer, to=cast.ward_officer)


def test_months_without_a_find_are_shown(cast: Cast, found: Find) -> None:
    today = TODAY()
    first = today.replace(day=1) - dt.timedelta(days=1)

    months = by_month(["b.p1"], first, today)

    assert [month.total for month in months] == [0, 1]
    assert months[1].kinds == {"phone": 1}
