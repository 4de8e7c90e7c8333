"""Who is found, listed and read, and by whom not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from zhiheng.base.people import actions
from zhiheng.base.people.queries import ListQuery, Scope, list_people, profile, scope_of, search_people
from zhiheng.base.people.queries import search as search_module
from zhiheng.base.people.queries.occupancy import free_beds, held_in, in_beds
from zhiheng.base.people.queries.record import age
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import OutsideScope

ON = dt.date(2026, 3, 5)
BUREAU = Scope(everywhere=True)


def found(text: str, scope: Scope = BUREAU, **given: bool) -> list[str]:
    return [hit.name for hit in search_people(text, scope, **given).hits]


class TestScope:
    def test_a_bureau_is_everywhere(self, cast: Cast) -> None:
        assert scope_of(["b", "b.p1.w1"]) == BUREAU

    def test_a_ward_within_a_prison_in_scope_adds_nothing(self, cast: Cast) -> None:
        assert scope_of(["b.p1", "b.p1.w2", "b.p2.w1"]) == Scope(prisons=(cast.place("b.p1").pk,), wards=(cast.place("b.p2.w1").pk,))

    def test_no_place_is_nobody(self, cast: Cast) -> None:
        assert found("张", scope_of([])) == []
        assert list_people(ListQuery(scope_of([]))).rows == []


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("张伟", ["张伟"]),
            ("伟", ["张伟"]),
            ("李𬭎", ["李𬭎"]),
            ("𬭎", ["李𬭎"]),
            ("zhangwei", ["张伟"]),
            ("Zhang W", ["张伟"]),
            ("zw", ["张伟"]),
            ("ouy", ["欧阳明"]),
            ("oym", ["欧阳明"]),
            ("310121", ["李𬭎"]),
            ("３１０１２１００３４", ["李𬭎"]),
            ("%", []),
            ("_伟", []),
            ("' or 1=1 --", []),
            ("<script>", []),
            ("张" * 300, []),
            ("", []),
        ],
    )
    def test_it_finds(self, cast: Cast, text: str, names: list[str]) -> None:
        assert found(text) == names

    @pytest.mark.parametrize("text", ["张伟", "zhangwei", "zw", "3101200012"])
    def test_narrow_and_broad_agree(self, cast: Cast, text: str) -> None:
        assert found(text, scope_of(["b.p1.w1"])) == found(text, scope_of(["b.p1"])) == ["张伟"]

    @pytest.mark.parametrize("text", ["陈晓", "陈", "chenxiao", "cx", "3202220101"])
    def test_it_finds_nobody_outside_the_area(self, cast: Cast, text: str) -> None:
        assert found(text, scope_of(["b.p1"])) == []
        assert found(text, scope_of(["b.p1.w1", "b.p1.w2"])) == []

    def test_an_alias_finds_the_person_and_says_so(self, cast: Cast) -> None:
        actions.add_alias(cast.zhang, name="大头", acting=INSTALLATION, reason="笔录")

        hit = search_people("大头", BUREAU).hits[0]
        assert (hit.name, hit.matched) == ("张伟", "大头")

    def test_a_number_names_nobody_by_an_alias(self, cast: Cast) -> None:
        actions.add_alias(cast.zhang, name="大头", acting=INSTALLATION, reason="笔录")

        assert search_people("3101200012", scope_of(["b.p1.w1"])).hits[0].matched == ""

    def test_a_former_name_still_finds(self, cast: Cast) -> None:
        actions.correct_name(cast.zhang, name="单伟", on=ON, acting=INSTALLATION, reason="更正")

        assert found("张伟") == ["单伟"]

    def test_the_released_are_seen_by_the_prison_not_by_the_ward(self, cast: Cast) -> None:
        assert found("孙平", scope_of(["b.p1"])) == ["孙平"]
        assert found("孙平", scope_of(["b.p1.w1"])) == []

    def test_a_prison_that_held_someone_earlier_does_not_find_them(self, cast: Cast) -> None:
        arrival = actions.Arrival(cast.sun, cast.place("b.p2.w1"))
        actions.receive(arrival, number="3202260001", on=ON, at=dt.datetime(2026, 3, 5, tzinfo=dt.UTC), acting=INSTALLATION, reason="收监")

        assert found("孙平", scope_of(["b.p1"])) == []
        assert found("孙平", scope_of(["b.p2"])) == ["孙平"]

    def test_a_merged_record_leads_to_the_one_kept(self, cast: Cast) -> None:
        actions.merge_persons(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="同一人")

        assert found("孙平") == ["张伟"]

    def test_an_identity_number_needs_the_power(self, cast: Cast) -> None:
        actions.add_identifier(cast.zhang, kind="identity-card", value="000000198405020013", as_printed=True, acting=INSTALLATION, reason="身份证")

        assert found("000000198405020013") == []
        assert found("000000198405020013", identity=True) == ["张伟"]

    def test_too_many_is_said(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(search_module, "CAP", 1)

        assert search_people("3101", BUREAU).more
        assert list_people(ListQuery(BUREAU, text="3101")).cut_off

    @pytest.mark.parametrize("paths", [["b.p1"], ["b.p1.w1", "b.p1.w2"], ["b.p2"]])
    def test_a_prison_finds_its_own_however_many_match_elsewhere(self, cast: Cast, monkeypatch: pytest.MonkeyPatch, paths: list[str]) -> None:
        monkeypatch.setattr(search_module, "CAP", 1)
        scope = scope_of(paths)
        own = {"b.p2": ["陈晓"]}.get(paths[0], ["张伟"])

        for text in ("伟", "晓", "zw", "cx", "3101200012", "3202220101"):
            assert found(text, scope) in ([], own)
            assert [row.name for row in list_people(ListQuery(scope, text=text)).rows] == found(text, scope)
        assert found(own[0], scope) == own


class TestList:
    def names(self, scope: Scope, **given: object) -> list[str]:
        return [row.name for row in list_people(ListQuery(scope, **given)).rows]  # type: ignore[arg-type]

    def test_by_reading(self, cast: Cast) -> None:
        assert self.names(BUREAU) == ["陈晓", "李𬭎", "欧阳明", "张伟"]
        assert self.names(BUREAU, descending=True) == ["张伟", "欧阳明", "李𬭎", "陈晓"]

    @pytest.mark.parametrize(("sort", "first"), [("number", "欧阳明"), ("received", "欧阳明"), ("name", "李𬭎")])
    def test_orders(self, cast: Cast, sort: str, first: str) -> None:
        assert self.names(scope_of(["b.p1"]), sort=sort)[0] == first

    def test_pages_forth_and_back(self, cast: Cast) -> None:
        whole = self.names(BUREAU)
        first = list_people(ListQuery(BUREAU, size=2))
        edge = first.rows[-1]
        second = list_people(ListQuery(BUREAU, size=2, after=(edge.key, edge.episode_id)))
        back = second.rows[0]
        again = list_people(ListQuery(BUREAU, size=2, before=(back.key, back.episode_id)))

        assert [row.name for row in [*first.rows, *second.rows]] == whole
        assert (first.has_next, first.has_previous, second.has_next, second.has_previous) == (True, False, False, True)
        assert again.rows == first.rows
        assert not again.has_previous

    @pytest.mark.parametrize("sort", ["name", "number", "received"])
    def test_pages_of_one_show_everybody_once(self, cast: Cast, sort: str) -> None:
        seen: list[str] = []
        after = None
        for _ in range(9):
            page = list_people(ListQuery(scope_of(["b.p1.w1", "b.p1.w2", "b.p2"]), sort=sort, size=1, after=after))  # type: ignore[arg-type]
            seen += [row.name for row in page.rows]
            if not page.has_next:
                break
            after = (page.rows[-1].key, page.rows[-1].episode_id)

        assert sorted(seen) == sorted(self.names(BUREAU))

    def test_within_wards(self, cast: Cast) -> None:
        assert self.names(scope_of(["b.p1.w1"])) == ["李𬭎", "张伟"]

    def test_with_a_name(self, cast: Cast) -> None:
        assert self.names(scope_of(["b.p1"]), text="zw") == ["张伟"]
        assert self.names(scope_of(["b.p1"]), text="陈") == []

    def test_released(self, cast: Cast) -> None:
        assert self.names(scope_of(["b.p1"]), held=False) == ["孙平"]
        assert self.names(scope_of(["b.p1.w1"]), held=False) == []

    def test_the_count_is_exact_below_its_limit(self, cast: Cast) -> None:
        page = list_people(ListQuery(BUREAU, size=2))

        assert (page.count, page.beyond) == (4, False)

    def test_a_place_is_told_in_its_parts(self, cast: Cast) -> None:
        row = list_people(ListQuery(scope_of(["b.p1.w1"]))).rows[0]

        assert (row.prison, row.ward, row.cell, row.bed) == ("东湾监狱", "一监区", "1 号监舍", "2 号床")


class TestProfile:
    def test_it_works(self, cast: Cast) -> None:
        whole = profile(cast.zhang.pk)

        assert whole.held
        assert whole.subject == cast.zhang.trail_subject()
        assert [place.name for place in whole.line(whole.episodes[0].place)] == ["东湾监狱", "一监区", "1 号监舍", "1 号床"]

    def test_a_constant_number_of_queries(self, cast: Cast) -> None:
        for n in range(5):
            actions.add_alias(cast.zhang, name=f"别名{n}", acting=INSTALLATION, reason="笔录")
        with CaptureQueriesContext(
            connection,
        ) as few:
            profile(cast.people["li"].pk)
        with CaptureQueriesContext(connection) as many:
            profile(cast.zhang.pk)

        assert len(many) == len(few) == 6

    def test_a_merged_record_is_read_whole(self, cast: Cast) -> None:
        actions.merge_persons(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="同一人")

        whole = profile(cast.zhang.pk)
        assert [episode.number for episode in whole.episodes] == ["3101200012", "3101150003"]

    def test_there_is_no_such_person(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            profile(10**9)


def test_held_in_counts_each_kind_of_place(cast: Cast) -> None:
    paths = ["b", "b.p1", "b.p1.w1", "b.p1.w1.c1", "b.p1.w1.c1.b1", "b.p1.w1.c1.b3"]

    counts = held_in([cast.place(path) for path in paths])

    assert [counts.get(cast.place(path).pk, 0) for path in paths] == [4, 3, 2, 2, 1, 0]


def test_beds_taken_and_free(cast: Cast) -> None:
    beds = [cast.place(f"b.p1.w1.c1.b{n}") for n in range(1, 5)]

    assert {bed.code: in_beds(beds)[bed.pk].person.name for bed in beds if bed.pk in in_beds(beds)} == {"b1": "张伟", "b2": "李𬭎"}
    assert [bed.code for bed in free_beds(cast.place("b.p1.w1"))] == ["b3", "b4"]


@pytest.mark.parametrize(
    ("born", "on", "years"), [(dt.date(1984, 5, 2), dt.date(2026, 5, 1), 41), (dt.date(1984, 5, 2), dt.date(2026, 5, 2), 42), (None, ON, None)]
)
def test_age(born: dt.date | None, on: dt.date, years: int | None) -> None:
    assert age(born, on) == years
