"""Editions of the province's clauses: what national law bars is refused, what a person must look at is said."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from tests.domains.conduct.points import ward as points
from zhiheng.domains.conduct.clauses.actions import LibraryEntry, record_library
from zhiheng.domains.conduct.clauses.checks import ClauseEntry, remarks_on
from zhiheng.domains.conduct.clauses.models import Clause, Library
from zhiheng.domains.conduct.clauses.queries import changes, clauses_of, clauses_on, edition_before, library_on
from zhiheng.domains.conduct.clauses.table import read_rows, rows_of
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson

DECEMBER = dt.date(2026, 12, 1)


@pytest.fixture
def house(cast: Cast) -> Cast:
    points.ship(cast)
    return cast


def _rows() -> tuple[ClauseEntry, ...]:
    return tuple(read_rows(rows_of(Clause.objects.all()))[0])


def _record(cast: Cast, clauses: tuple[ClauseEntry, ...], since: dt.date = DECEMBER, issued: dt.date = dt.date(2026, 11, 20)) -> Library:
    entry = LibraryEntry("某省", "实施细则", "", "某司规〔2026〕1号", issued, since, clauses)
    return record_library(cast.place("b"), entry=entry, second=INSTALLATION, acting=INSTALLATION, reason="新细则")


def test_rows_come_back_as_they_went_out(house: Cast) -> None:
    before = {one.code: one for one in Clause.objects.all()}

    after, misread = read_rows(rows_of(before.values()))

    assert misread == []
    assert changes(list(before.values()), after) == []


def test_a_new_edition_ends_the_one_before_and_says_what_changed(house: Cast) -> None:
    rows = _rows()
    first = rows[0]._replace(zh="新的说法", highest=4_50)
    made = _record(house, (first, *rows[2:], rows[3]._replace(code="A999")))

    before = edition_before(made)
    assert before is not None
    assert before.last_day == dt.date(2026, 11, 30)
    found = {one.code: one for one in changes(clauses_of(before), clauses_of(made))}
    assert set(found) == {first.code, rows[1].code, "A999"}
    assert found[first.code].fields == {"zh", "highest"}
    assert found[rows[1].code].after is None


def test_the_next_edition_of_the_library_ends_the_one_before(house: Cast) -> None:
    clause = ClauseEntry("A1", "add", 1, "甲", "a", 1_00, 2_00, 1_00, "乙", "b")
    entry = LibraryEntry("示例", "新细则", "new rules", "示例〔2027〕1号", dt.date(2026, 12, 1), dt.date(2027, 1, 1), (clause,))
    first, second = house.acting(house.clerk), house.acting(house.warden)
    for officer in (house.clerk, house.warden):
        house.grant(officer, "points.library", "b")
    with pytest.raises(NeedsSecondPerson):
        record_library(house.place("b"), entry=entry, second=first, acting=first, reason="新细则")

    record_library(house.place("b"), entry=entry, second=second, acting=first, reason="新细则")

    assert [clause.code for clause in clauses_on(dt.date(2027, 1, 1))] == ["A1"]
    assert library_on(dt.date(2026, 12, 31)) == Library.objects.get(document="示例〔2021〕1号")
    assert Clause.objects.get(code="A1").evidence
    for wrong in (entry, entry._replace(document=" "), entry._replace(positive_share=16), entry._replace(clauses=())):
        with pytest.raises(Invalid):
            record_library(house.place("b"), entry=wrong, second=second, acting=first, reason="新细则")


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "A102"}, {"zh": ""}, {"direction": "other"}, {"part": 0}, {"lowest": 0}, {"usual": 9_00}, {"special_item": 3},
        {"direction": "deduct", "evidence_zh": ""}, {"direction": "special", "part": 0, "special_item": 9},
        {"direction": "special", "part": 0, "special_item": 1, "highest": 100_01},
    ],
)  # fmt: skip
def test_what_national_law_bars_is_not_put_in_force(house: Cast, changed: dict[str, object]) -> None:
    rows = _rows()

    with pytest.raises(Invalid) as refused:
        _record(house, (rows[0]._replace(**changed), *rows[1:]))  # type: ignore[arg-type]  # wrong on purpose

    assert set(refused.value.fields) == {"clauses"}


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"zh": "提出申诉", "direction": "deduct"}, "PT-9-1-court"),
        ({"zh": "对考核有异议", "direction": "deduct"}, "PT-9-2"),
        ({"zh": "因病就医", "direction": "deduct"}, "PT-9-5-2026"),
        ({"zh": "同组罪犯违规", "direction": "deduct"}, "PT-9-9"),
        ({"highest": 18_00}, "PT-M5"),
    ],
)
def test_what_a_person_must_look_at_is_said_and_bars_nothing(house: Cast, changed: dict[str, object], rule: str) -> None:
    rows = _rows()

    found = remarks_on((rows[0]._replace(**changed), *rows[1:]), DECEMBER)  # type: ignore[arg-type]

    assert [(one.rule, one.bars) for one in found] == [(rule, False)]


def test_items_that_must_be_rewarded_are_missed(house: Cast) -> None:
    rows = [row for row in _rows() if row.special_item != 4]

    assert [(one.rule, one.bars) for one in remarks_on(rows, DECEMBER)] == [("PT-S-shall", False)]


@pytest.mark.parametrize(
    ("since", "issued"),
    [(dt.date(2026, 11, 1), dt.date(2026, 11, 20)), (dt.date(2026, 10, 15), dt.date(2026, 10, 1)), (dt.date(2021, 10, 1), dt.date(2021, 9, 1))],
)
def test_not_before_its_issue_nor_in_a_totalled_month(house: Cast, since: dt.date, issued: dt.date) -> None:
    rows = _rows()
    points.close(house, points.OCTOBER)

    with pytest.raises(Invalid) as refused:
        _record(house, rows, since, issued)

    assert "since" in refused.value.fields


def test_lines_that_are_no_clauses_are_named() -> None:
    found, misread = read_rows("代码\t加扣\n" + "A1\t加分\n" + "A2\t加分\t监管\t守纪\t\t1\t1\t两分\t记录\t\t\n" + "A3,x\n")

    assert found == []
    assert [one.line for one in misread] == [2, 3, 4]
