from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import oracle
from tests.law.cast import d, n
from zhiheng.law.calendar import (
    EVERY_DAY,
    Term,
    after,
    complete_on,
    day_of_month,
    first_of,
    half_of,
    last_day,
    last_day_at_once,
    leap_doubt,
    month_of,
    month_step,
    of_months,
    period_end,
    remainder,
    rolled,
    same_day,
    shorter,
    span,
    total,
)
from zhiheng.law.reckoning import Undetermined, date_of, day_of
from zhiheng.law.wording import caption_of, say, term_en, term_zh

DATES = st.dates(d("1940-01-01"), d("2120-12-31"))
TERMS = st.builds(Term, st.integers(0, 25), st.integers(0, 11), st.integers(0, 29))


@pytest.mark.parametrize(
    ("reference", "term", "expected"),
    [
        ("2018-09-20", Term(1, 0, 0), "2019-09-20"),
        ("2018-08-31", Term(1, 6, 0), "2020-02-29"),  # month end sticks to month end
        ("2017-01-30", Term(1, 6, 0), "2018-07-30"),
        ("2016-02-29", Term(2, 0, 0), "2018-02-28"),  # day 29 missing
        ("2020-05-15", Term(1, 6, 0), "2021-11-15"),
        ("2017-08-01", Term(1, 6, 0), "2019-02-01"),
        ("2024-06-15", Term(0, 6, 0), "2024-12-15"),
    ],
)
def test_a_least_time_is_complete_on_the_anniversary(reference: str, term: Term, expected: str) -> None:
    assert complete_on(n(reference), term) == n(expected)


@pytest.mark.parametrize(
    ("begins", "period", "expected"),
    [
        ("2021-03-10", Term(0, 1, 0), "2021-04-10"),
        ("2021-01-31", Term(0, 1, 0), "2021-02-28"),
        ("2021-02-28", Term(0, 1, 0), "2021-03-31"),
        ("2021-01-30", Term(0, 1, 0), "2021-02-28"),
        ("2020-02-29", Term(1, 0, 0), "2021-02-28"),
        ("2021-03-10", Term(0, 0, 20), "2021-03-30"),
        ("2021-03-10", Term(0, 0, 15), "2021-03-25"),  # half a month
    ],
)
def test_a_procedural_period_does_not_count_its_first_day(begins: str, period: Term, expected: str) -> None:
    assert period_end(n(begins), period) == n(expected)


@given(DATES, TERMS)
@settings(deadline=None, max_examples=40)
def test_a_term_ends_the_day_before_its_period(start: date, term: Term) -> None:
    assert last_day(day_of(start), term) == period_end(day_of(start), term) - 1
    assert date_of(last_day(day_of(start), term)) == oracle.last_day(start, *term)


@given(DATES, st.integers(-300, 300))
def test_steps_of_months_stay_in_the_month_aimed_at(start: date, months: int) -> None:
    day = day_of(start)

    assert month_of(same_day(day, months)) == month_of(month_step(day, months)) == month_of(day) + months
    assert same_day(day, months) <= month_step(day, months)


@given(DATES, TERMS.filter(lambda term: term.days == 0))
def test_a_span_laid_from_the_first_day_reaches_the_other(start: date, term: Term) -> None:
    first, end = day_of(start), after(day_of(start), term)
    found = span(first, end)

    assert same_day(first, 12 * found.years + found.months) + found.days == end
    assert 0 <= found.days <= 30


def test_a_remainder_counts_both_ends() -> None:
    assert remainder(n("2010-12-21"), n("2012-09-18")) == Term(1, 8, 29)
    assert remainder(n("2020-06-01"), n("2023-07-09")) == Term(3, 1, 9)
    assert remainder(n("2020-06-01"), n("2020-06-01")) == Term(0, 0, 1)


@given(st.integers(-80_000, 90_000))
def test_the_primitives_agree_with_the_calendar(day: int) -> None:
    whole = date_of(day)

    assert (month_of(day), day_of_month(day)) == (whole.year * 12 + whole.month - 1, whole.day)
    assert date_of(first_of(month_of(day))) == whole.replace(day=1)


@pytest.mark.parametrize(
    ("term", "half"),
    [
        (Term(4, 0, 0), Term(2, 0, 0)),
        (Term(5, 0, 0), Term(2, 6, 0)),
        (Term(0, 7, 0), Term(0, 3, 15)),
        (Term(1, 1, 0), Term(0, 6, 15)),
        (Term(0, 1, 15), Term(0, 0, 23)),  # never less than the half
    ],
)
def test_half_of_a_term(term: Term, half: Term) -> None:
    assert half_of(term) == half


def test_lengths_add_and_compare() -> None:
    assert total(Term(1, 8, 10), Term(0, 9, 20)) == Term(2, 5, 30)
    assert of_months(31, 4) == Term(2, 7, 4)
    assert shorter(Term(0, 11, 29), Term(1, 0, 0))
    assert not shorter(Term(1, 0, 0), Term(0, 12, 0))


class Weekdays:
    """Covers 2026 only."""

    def is_working(self, day: date) -> bool | None:
        return day.weekday() < 5 if day.year == 2026 else None


@pytest.mark.parametrize(
    ("last", "in_custody", "expected"),
    [
        ("2026-11-20", False, "2026-11-20"),  # Friday
        ("2026-11-21", False, "2026-11-23"),  # Saturday
        ("2026-11-21", True, "2026-11-21"),  # custody is never extended
    ],
)
def test_a_period_rolls_over_holidays_but_not_against_a_person_in_custody(last: str, in_custody: bool, expected: str) -> None:
    assert rolled(n(last), Weekdays(), in_custody=in_custody) == n(expected)


def test_what_no_calendar_decides_is_not_moved() -> None:
    assert rolled(n("2026-11-21"), EVERY_DAY, in_custody=False) == n("2026-11-21")


def test_a_year_without_a_calendar_is_undetermined() -> None:
    found = rolled(n("2027-01-01"), Weekdays(), in_custody=False)

    assert isinstance(found, Undetermined)
    assert "2027" in found.zh


@pytest.mark.parametrize(
    ("term", "zh", "en"),
    [
        (Term(6, 3, 0), "6年3个月", "6 years 3 months"),
        (Term(1, 0, 1), "1年1日", "1 year 1 day"),
        (Term(2, 7, -15), "2年7个月减15日", "2 years 7 months -15 days"),
        (Term(0, 0, 0), "0日", "0 days"),
    ],
)
def test_terms_in_words(term: Term, zh: str, en: str) -> None:
    assert (term_zh(term), term_en(term)) == (zh, en) == tuple(caption_of(term))


def test_words_of_one_language() -> None:
    texts: Any = ("甲", "a")

    assert (say("zh", *texts), say("en", *texts)) == ("甲", "a")


@pytest.mark.parametrize(
    ("reference", "term", "complete"),
    [
        ("2015-02-28", Term(1, 0, 0), "2016-02-28"),  # years alone leave nothing open
        ("2015-02-28", Term(1, 6, 0), "2016-08-31"),
        ("2015-02-28", Term(1, 6, 10), "2016-09-10"),
        ("2016-02-28", Term(1, 6, 0), "2017-08-31"),
        ("2015-02-27", Term(1, 6, 0), "2016-08-27"),
        ("2015-03-31", Term(1, 6, 0), "2016-09-30"),
    ],
)
def test_a_least_time_from_the_end_of_february_is_the_later_of_two_readings(reference: str, term: Term, complete: str) -> None:
    assert complete_on(n(reference), term) == n(complete)


@pytest.mark.parametrize(
    ("start", "term", "open_question"),
    [
        ("2015-02-28", Term(1, 6, 0), True),
        ("2016-02-29", Term(1, 1, 0), True),
        ("2016-02-28", Term(2, 6, 0), True),
        ("2015-02-27", Term(1, 6, 0), False),
        ("2015-03-28", Term(1, 6, 0), False),
        ("2015-02-28", Term(0, 6, 0), False),
        ("2015-02-28", Term(1, 0, 9), False),
    ],
)
def test_only_years_and_months_from_28_or_29_february_leave_a_question(start: str, term: Term, open_question: bool) -> None:
    assert leap_doubt(n(start), term) is open_question


def test_all_months_at_once_is_the_other_reading() -> None:
    assert last_day_at_once(n("2015-02-28"), Term(1, 6, 10)) == n("2016-09-09")


def test_years_of_no_living_person_are_reckoned_too() -> None:
    assert [first_of(year * 12) for year in (1949, 2100, 2101)] == [n("1949-01-01"), n("2100-01-01"), n("2101-01-01")]


@pytest.mark.parametrize("days", range(4))
def test_an_odd_day_of_a_half_counts_whole(days: int) -> None:
    assert half_of(Term(1, 1, days)) == Term(0, 6, 15 + (days + 1) // 2)
    assert half_of(Term(0, 0, 5)) == Term(0, 0, 3)
