from __future__ import annotations

import re

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from zhiheng.web.cells import value_html
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, decode_cursor, encode_cursor, key_at, page_of


def read(query: str) -> ListState:
    return ListState.read(QueryDict(query), sorts=("name", "end"), default_sort="name", filters=("q", "ward"))


def table(query: str = "", rows: int = 1, **more: object) -> Table:
    return Table(
        id="people",
        state=read(query),
        columns=(Column("name", "Name", sort=True, strong=True, fixed=True), Column("note", "Note", shown=False)),
        rows=[Row(str(n), {"name": "<b>顾</b>", "note": "x"}, href=f"/p/{n}", drawer=True) for n in range(rows)],
        filters=(Filter("q", "Name"), Filter("ward", "Ward", options=[("a", "Ward one")])),
        **more,  # type: ignore[arg-type]
    )


def drawn(t: Table) -> str:
    with translation.override("en"):
        return Template("{% load face %}{% table t %}").render(Context({"t": t, "csrf_token": "x"}))


def test_the_address_holds_the_whole_state() -> None:
    state = read("q=%E5%BC%A0&sort=-end,name&size=20&cols=name,note&after=abc")

    assert (state.filters, state.sort, state.size, state.after) == ({"q": "张"}, (("end", True), ("name", False)), 20, "abc")
    assert read(state.address().removeprefix("?")).filters == state.filters
    assert read(state.address().removeprefix("?")).sort == state.sort


@pytest.mark.parametrize("query", ["sort=password", "size=9999", "size=²", "size=-1", "sort=,-,", "after=&before="])
def test_nonsense_in_the_address_is_dropped(query: str) -> None:
    assert read(query) == read("")


def test_filters_are_normalised_and_cut() -> None:
    assert read("q=３１０　").filters == {"q": "310"}
    assert len(read("q=" + "x" * 300).filters["q"]) == 100


def test_a_change_of_filter_goes_back_to_the_first_rows() -> None:
    assert "after" not in read("q=a&after=abc").without("q")


def test_sorting_twice_turns_round() -> None:
    assert "sort=-name" in read("").sort_address("name")
    assert "sort=end" in read("").sort_address("end")


@given(st.lists(st.none() | st.text(), max_size=4))
def test_cursors_come_back(values: list[str | None]) -> None:
    assert decode_cursor(encode_cursor(*values)) == tuple(values)


@pytest.mark.parametrize("text", ["", "!!", "bnVsbA", "WzFd", "a" * 5000, "eyJhIjoxfQ", "é"])
def test_a_cursor_that_was_tampered_with_is_none(text: str) -> None:
    assert decode_cursor(text) is None


def test_rows_open_in_the_drawer_and_are_escaped() -> None:
    html = drawn(table())

    assert '<a href="/p/0" data-open data-drawer="">&lt;b&gt;顾&lt;/b&gt;</a>' in html
    assert "Note</th>" not in html  # not shown until chosen


def test_chosen_columns_are_shown() -> None:
    assert re.search(r">\s*Note\s*</th>", drawn(table("cols=note")))


def test_an_empty_list_says_why_and_what_next() -> None:
    assert "Nobody yet" in drawn(table(rows=0, empty=Empty("Nobody yet", "Register the first.")))


def test_a_list_emptied_by_filters_offers_to_clear_them() -> None:
    html = drawn(table("ward=a", rows=0, empty=Empty("Nobody yet")))

    assert "Nobody yet" not in html
    assert "Ward: Ward one" in html
    assert "Clear all filters" in html


def test_values_in_cells_cannot_bring_markup() -> None:
    for value in ("<script>", Cell("<script>", sub="<i>", beside="<i>"), Chip("<script>"), ["<script>"]):
        assert "<script>" not in value_html(value)
        assert "<i>" not in value_html(value)


def test_a_page_by_place_in_the_order_knows_its_neighbours() -> None:
    def asked(after: str | None) -> tuple[list[int], int | None, int | None]:
        page = page_of(range(120), ListState(after=after, size=50))
        return [page.rows[0], page.rows[-1]], key_at(page.next), key_at(page.previous)

    assert asked(None) == ([0, 49], 50, None)
    assert asked(encode_cursor(50)) == ([50, 99], 100, 0)
    assert asked(encode_cursor(100)) == ([100, 119], None, 50)


@pytest.mark.parametrize("damaged", ["x", encode_cursor("2026-01-01", 3), encode_cursor("²"), encode_cursor("-1"), encode_cursor("9" * 30)])
def test_a_damaged_cursor_shows_the_first_page(damaged: str) -> None:
    assert page_of(range(60), ListState(after=damaged, size=50)).rows[0] == 0
    assert key_at(damaged) is None
