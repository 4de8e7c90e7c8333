"""The other ways in which courts have counted, each by hand on one sentence, and the words for what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.law.cast import d
from zhiheng.law.calendar import Term
from zhiheng.law.facts import Stage
from zhiheng.law.readings import FACTS, apart, backward_readings, forward_readings, other_readings, subtracted, uneven_month_end, wants


@pytest.mark.parametrize(
    ("fact", "zh", "en"),
    [
        ("history", "减为有期徒刑的裁定", "the ruling that changed the sentence into a fixed term"),
        ("history[0].amount", "第1次变更的幅度", "the amount of change 1"),
        ("history[1].date", "第2次变更的裁定之日", "the date of change 2"),
        ("history[11].to", "第12次变更的减为的刑期", "the resulting term of change 12"),
        ("history[2].end_after", "第3次变更的止日", "the end of change 3"),
    ],
)
def test_a_missing_fact_is_named_with_its_number(fact: str, zh: str, en: str) -> None:
    assert wants(fact) == (fact, zh, en)


def test_a_fact_of_the_sentence_has_words_of_its_own() -> None:
    assert wants("original.start") == ("original.start", *FACTS["original.start"])


@pytest.mark.parametrize(
    ("start", "judged", "uneven"),
    [
        ("2016-01-28", None, False),
        ("2016-01-29", None, True),
        ("2016-02-28", None, False),  # not the last day of that month
        ("2015-02-28", None, True),
        ("2016-01-31", "2021-02-28", True),
        ("2016-01-31", "2021-03-01", False),
        ("2021-03-31", None, False),
    ],
)
def test_a_month_end_is_uneven_until_the_rule_was_written(start: str, judged: str | None, uneven: bool) -> None:
    assert uneven_month_end(d(start), None if judged is None else d(judged)) is uneven


@pytest.mark.parametrize(
    ("end", "amount", "same", "kept"),
    [
        ("2016-07-19", Term(0, 7, 0), "2015-12-19", "2015-12-19"),
        ("2016-07-19", Term(1, 0, 5), "2015-07-14", "2015-07-14"),
        ("2016-06-30", Term(0, 1, 0), "2016-05-30", "2016-05-31"),
    ],
)
def test_subtracting_by_the_same_day_and_by_the_month_end(end: str, amount: Term, same: str, kept: str) -> None:
    assert [(reading.code, reading.end) for reading in backward_readings(d(end), amount)] == [("backward_same_day", d(same)), ("backward", d(kept))]
    assert subtracted(d(end), amount) == d(kept)


def test_nothing_is_subtracted_from_an_unknown_end_or_by_an_unknown_amount() -> None:
    assert (subtracted(None, Term(0, 1)), subtracted(d("2016-06-30"), None)) == (None, None)


@pytest.mark.parametrize(
    ("start", "term", "computed", "expected"),
    [
        # 31 March and 11 months: no 31 February; the result lies 10 days later than the plain count
        (
            "2014-03-31",
            Term(0, 11, 0),
            "2015-03-09",
            {"forward_month_end": "2015-03-10", "forward_same_day": "2015-03-09", "start_not_counted": "2015-03-10"},
        ),
        ("2014-03-30", Term(0, 1, 0), "2014-04-29", {"forward_same_day": "2014-04-29", "start_not_counted": "2014-04-30"}),
        ("2014-04-30", Term(0, 1, 3), "2014-06-02", {"forward_same_day": "2014-06-01", "start_not_counted": "2014-06-03"}),
        ("2014-03-10", Term(0, 1, 0), "2014-04-09", {"forward_same_day": "2014-04-09", "start_not_counted": "2014-04-10"}),
    ],
)
def test_counting_forward_in_other_ways(start: str, term: Term, computed: str, expected: dict[str, str]) -> None:
    assert {reading.code: reading.end.isoformat() for reading in forward_readings(d(start), term, d(computed))} == expected


def stage(start: date | None, computed: date | None) -> Stage:
    return Stage(number=1, start=start, term=Term(1), computed=computed, printed=None, backward=None, amount=Term(0, 1))


def test_a_date_is_a_reading_once_and_never_the_computed_one() -> None:
    found = other_readings(stage(d("2014-03-10"), d("2015-03-09")), d("2015-04-09"), 5)

    assert [(reading.code, reading.end) for reading in found] == [("start_not_counted", d("2015-03-10")), ("without_exclusion", d("2015-03-04"))]


def test_without_a_start_or_a_computed_day_only_subtracting_is_left() -> None:
    for known in (stage(None, d("2015-03-01")), stage(d("2014-03-10"), None)):
        assert [reading.code for reading in other_readings(known, d("2015-04-09"), 0)] == ["backward_same_day"]
    assert [reading.code for reading in other_readings(stage(None, None), None, 5)] == []


@pytest.mark.parametrize(
    ("printed", "computed", "distance"),
    [
        ("2020-01-10", "2020-03-10", Term(0, 2, 0)),
        ("2020-03-10", "2020-01-10", Term(0, 2, 0)),
        ("2020-01-31", "2020-02-29", Term(0, 1, 0)),  # from one month's end to the next is a month
        ("2020-03-30", "2020-03-31", Term(0, 0, 1)),
    ],
)
def test_how_far_two_ends_lie_apart(printed: str, computed: str, distance: Term) -> None:
    assert apart(d(printed), d(computed)) == distance
