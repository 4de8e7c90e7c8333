from __future__ import annotations

import pytest

from tests.law.cast import n
from zhiheng.law.acts.criminal_law.commutation import release_day
from zhiheng.law.acts.criminal_law.reprieve import (
    closed_for_ever,
    commutation_comes_first,
    execution_open,
    fixed_start_after_reprieve,
    life_after_reprieve,
    merit_result_in_range,
    reprieve_begins_anew,
    reprieve_end,
    restriction_allowed,
    restriction_needs_reason,
    stricter_after_reprieve,
)
from zhiheng.law.acts.criminal_law.rights import changed_rights_in_range, least_rights, rights_end_resumed, rights_in_range
from zhiheng.law.acts.replies.dates import control_end
from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import Truth

NO, UNKNOWN, YES = Truth


def test_the_reprieve_lasts_two_years_from_service() -> None:
    served = n("2013-05-20")

    assert reprieve_end(served) == n("2015-05-19")
    assert life_after_reprieve(served) == fixed_start_after_reprieve(served) == n("2015-05-20")


@pytest.mark.parametrize(
    ("crime", "result", "in_range"),
    [("2010-01-01", 15, True), ("2010-01-01", 20, True), ("2010-01-01", 25, False), ("2011-05-01", 25, True), ("2011-05-01", 20, False)],
)
def test_the_fixed_term_after_major_merit(crime: str, result: int, in_range: bool) -> None:
    assert merit_result_in_range(n(crime), Term(result, 0, 0)) is in_range


@pytest.mark.parametrize(
    ("ruling", "intentional", "vile", "answer"),
    [
        ("2014-01-01", YES, NO, YES),
        ("2016-01-01", YES, NO, NO),
        ("2016-01-01", YES, YES, YES),
        ("2016-01-01", YES, UNKNOWN, UNKNOWN),
        ("2016-01-01", NO, YES, NO),
    ],
)
def test_execution_needs_vile_circumstances_since_2015(ruling: str, intentional: Truth, vile: Truth, answer: Truth) -> None:
    assert execution_open(n(ruling), intentional, vile) == answer


@pytest.mark.parametrize(("intentional", "vile", "answer"), [(YES, NO, YES), (YES, YES, NO), (YES, UNKNOWN, UNKNOWN), (NO, NO, NO)])
def test_the_reprieve_begins_anew(intentional: Truth, vile: Truth, answer: Truth) -> None:
    assert reprieve_begins_anew(intentional, vile) == answer


def test_restricted_and_whole_life() -> None:
    assert restriction_allowed(NO, YES) == YES
    assert restriction_allowed(YES, NO) == YES
    assert restriction_needs_reason(n("2011-04-30"), n("2011-05-01"))
    assert closed_for_ever(UNKNOWN) == UNKNOWN
    assert stricter_after_reprieve(YES) == YES


def test_a_crime_after_the_reprieve_waits_for_the_commutation() -> None:
    assert commutation_comes_first(n("2015-05-20"), n("2015-05-19"))
    assert not commutation_comes_first(n("2015-05-19"), n("2015-05-19"))


@pytest.mark.parametrize(("term", "in_range"), [(Term(0, 11, 0), False), (Term(1, 0, 0), True), (Term(5, 0, 0), True), (Term(5, 0, 1), False)])
def test_ordinary_political_rights(term: Term, in_range: bool) -> None:
    assert rights_in_range(term) is in_range


@pytest.mark.parametrize(
    ("ruling", "years", "in_range"),
    [
        ("2016-12-31", 3, True),
        ("2016-12-31", 2, False),
        ("2017-01-01", 6, False),
        ("2017-01-01", 7, True),
        ("2017-01-01", 11, False),
        ("2010-01-01", 11, False),
    ],
)
def test_political_rights_changed_with_life(ruling: str, years: int, in_range: bool) -> None:
    assert changed_rights_in_range(n(ruling), Term(years, 0, 0)) is in_range


def test_political_rights_keep_a_least_length_and_resume() -> None:
    assert least_rights(after_life=True) == Term(3, 0, 0)
    assert least_rights(after_life=False) == Term(1, 0, 0)
    assert rights_end_resumed(n("2020-01-01"), n("2020-12-31"), n("2023-06-01")) == n("2024-05-31")


def test_release_does_not_wait_for_a_working_day() -> None:
    assert release_day(n("2026-10-01")) == n("2026-10-01")


def test_control_is_counted_from_execution_less_credit() -> None:
    assert control_end(n("2022-05-10"), Term(1, 0, 0), 60) == n("2023-03-10")
