from __future__ import annotations

import pytest

from tests.law.cast import n
from zhiheng.law.acts.criminal_law.combination import (
    absorbing,
    confirmed_reduction,
    control_start,
    days_deducted_from_later_term,
    days_inside_fixed,
    detention_absorbed,
    end_with_new_crime,
    end_with_undiscovered_crime,
    fixed_cap,
    range_of,
    range_with_new_crime,
    remainder_day,
    removed_time_lost_2012,
    reprieve_days_counted,
    rest_after_intentional_crime,
)
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import NOTHING, Term
from zhiheng.law.choices import LeapReading
from zhiheng.law.kinds import SentenceKind

FIXED = SentenceKind.FIXED


def years(*numbers: int) -> tuple[Term, ...]:
    return tuple(Term(number, 0, 0) for number in numbers)


@pytest.mark.parametrize(
    ("terms", "latest_crime", "least", "greatest"),
    [
        (years(12, 9), "2017-01-01", 12, 20),  # example 10
        (years(15, 12, 8), "2017-01-01", 15, 25),  # exactly 35
        ((*years(15, 12), Term(7, 11, 0)), "2017-01-01", 15, 20),  # 34y11m
        (years(15, 12, 8), "2010-12-31", 15, 20),  # old law
        (years(15, 12, 8), "2011-04-30", 15, 20),
        (years(15, 12, 8), "2011-05-01", 15, 25),
        (years(3, 4), "2017-01-01", 4, 7),
    ],
)
def test_the_range_of_combined_fixed_terms(terms: tuple[Term, ...], latest_crime: str, least: int, greatest: int) -> None:
    assert range_of(FIXED, terms, n(latest_crime)) == (Term(least, 0, 0), Term(greatest, 0, 0))


@pytest.mark.parametrize(
    ("kind", "terms", "greatest"),
    [(SentenceKind.CONTROL, years(2, 2), Term(3, 0, 0)), (SentenceKind.DETENTION, (Term(0, 6, 0),) * 3, Term(1, 0, 0))],
)
def test_combined_control_and_detention_have_their_own_caps(kind: SentenceKind, terms: tuple[Term, ...], greatest: Term) -> None:
    assert range_of(kind, terms, n("2017-01-01")).greatest == greatest


def test_detention_goes_into_the_fixed_term_and_control_follows() -> None:
    assert detention_absorbed(True, True)
    assert not detention_absorbed(True, False)
    assert control_start(n("2022-01-09")) == n("2022-01-10")


def test_life_and_death_absorb() -> None:
    assert [absorbing(kind) for kind in SentenceKind] == [False, False, False, True, True]


def test_an_undiscovered_crime_runs_from_the_old_start() -> None:
    assert end_with_undiscovered_crime(n("2015-06-01"), Term(18, 0, 0)) == n("2033-05-31")  # example 12


def test_a_new_crime_adds_to_the_remainder() -> None:
    rest = rest_after_intentional_crime(Term(15, 0, 0), Term(10, 0, 0))  # examples 13, 14: commuted time is not served
    found = range_with_new_crime(rest, Term(8, 0, 0), fixed_cap(n("2019-01-01"), Term(13, 0, 0)))

    assert found == (Term(8, 0, 0), Term(13, 0, 0))
    assert end_with_new_crime(remainder_day(n("2020-01-01")), Term(12, 0, 0)) == n("2031-12-31")


def test_a_longer_remainder_is_the_least() -> None:
    assert range_with_new_crime(Term(9, 0, 0), Term(2, 0, 0), Term(20, 0, 0)).least == Term(9, 0, 0)


def test_a_remainder_borrows_days() -> None:
    assert rest_after_intentional_crime(Term(15, 0, 0), Term(10, 2, 10)) == Term(4, 9, 20)


def test_confirmed_reductions_after_an_undiscovered_crime() -> None:
    assert confirmed_reduction(True, Term(1, 0, 0)) == (Term(1, 0, 0), Term(1, 0, 0))
    assert confirmed_reduction(False, Term(1, 0, 0)) == (NOTHING, Term(1, 0, 0))
    assert removed_time_lost_2012(intentional=True)


def test_days_that_count_across_judgments() -> None:
    assert (reprieve_days_counted(300, False), reprieve_days_counted(300, True)) == (300, 0)
    assert days_inside_fixed(n("2015-01-01"), n("2016-01-01")) == 365
    assert days_deducted_from_later_term(n("2015-01-01"), n("2016-01-01")) == 365


def test_control_after_a_fixed_term_runs_its_year() -> None:
    """Example 11: 2 years, then control of 1 year."""
    fixed_end = end_of_term(n("2020-01-10"), Term(2, 0, 0), NOTHING, 0, 0, 0, LeapReading.STEPWISE)

    assert end_of_term(control_start(fixed_end), Term(1, 0, 0), NOTHING, 0, 0, 0, LeapReading.STEPWISE) == n("2023-01-09")
