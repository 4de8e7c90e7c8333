from __future__ import annotations

import pytest

from tests.law.cast import n
from zhiheng.law.acts.criminal_law.penalties import credit_of_custody, in_range, life_start, probation_in_range, suspension_allowed
from zhiheng.law.acts.criminal_procedure.liberty import (
    absconding_days,
    counts_outside,
    escape_days,
    illegal_outside_days,
    residence_credit,
    served_in_detention_house,
)
from zhiheng.law.acts.supervision_law.measures import (
    administrative_credit,
    functional_custody,
    no_credit,
    protective_credit,
    revocation_credit,
    supervisory_credit,
)
from zhiheng.law.calendar import Term
from zhiheng.law.choices import OddDayReading
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Truth

CONTROL, DETENTION, FIXED, LIFE, REPRIEVE = SentenceKind
NO, UNKNOWN, YES = Truth


@pytest.mark.parametrize(
    ("kind", "least", "greatest", "greatest_combined"),
    [
        (CONTROL, Term(0, 3, 0), Term(2, 0, 0), Term(3, 0, 0)),
        (DETENTION, Term(0, 1, 0), Term(0, 6, 0), Term(1, 0, 0)),
        (FIXED, Term(0, 6, 0), Term(15, 0, 0), Term(25, 0, 0)),
    ],
)
def test_the_range_of_each_kind_includes_its_ends(kind: SentenceKind, least: Term, greatest: Term, greatest_combined: Term) -> None:
    assert in_range(kind, least, combined=False)
    assert in_range(kind, greatest, combined=False)
    assert in_range(kind, greatest_combined, combined=True)
    assert not in_range(kind, least._replace(months=least.months - 1, days=29), combined=True)
    assert not in_range(kind, greatest._replace(days=1), combined=False)
    assert not in_range(kind, greatest_combined._replace(days=1), combined=True)


@pytest.mark.parametrize(
    ("kind", "custody", "residence", "supervisory", "administrative"),
    [(CONTROL, 20, 10, 20, 0), (DETENTION, 10, 5, 10, 10), (FIXED, 10, 5, 10, 10), (LIFE, 0, 0, 0, 0), (REPRIEVE, 0, 0, 0, 0)],
)
def test_ten_days_of_each_measure(kind: SentenceKind, custody: int, residence: int, supervisory: int, administrative: int) -> None:
    assert credit_of_custody(kind, 10) == custody
    assert residence_credit(kind, 10, OddDayReading.ROUNDED_UP) == residence
    assert supervisory_credit(kind, 10) == protective_credit(kind, 10) == supervisory
    assert administrative_credit(kind, 10) == administrative


def test_an_odd_day_of_residence_is_rounded_for_the_prisoner() -> None:
    assert residence_credit(FIXED, 79, OddDayReading.ROUNDED_UP) == 40


def test_arrest_for_revocation_counts_and_bail_does_not() -> None:
    assert (revocation_credit(7), no_credit(7)) == (7, 0)


def test_functional_custody_is_left_to_a_person() -> None:
    found = functional_custody(n("2020-01-01"), n("2020-01-10"))

    assert found.kind == "unsupported"
    assert "10" in found.message_zh


@pytest.mark.parametrize(
    ("kind", "term", "probation", "allowed"),
    [
        (DETENTION, Term(0, 3, 0), Term(0, 3, 0), True),
        (DETENTION, Term(0, 1, 0), Term(0, 1, 0), False),
        (DETENTION, Term(0, 3, 0), Term(1, 0, 1), False),
        (FIXED, Term(3, 0, 0), Term(4, 0, 0), True),
        (FIXED, Term(3, 0, 0), Term(2, 0, 0), False),
        (FIXED, Term(0, 6, 0), Term(0, 11, 0), False),
        (FIXED, Term(3, 0, 0), Term(5, 0, 1), False),
    ],
)
def test_the_probation_of_a_suspended_sentence(kind: SentenceKind, term: Term, probation: Term, allowed: bool) -> None:
    assert probation_in_range(kind, term, probation) is allowed


@pytest.mark.parametrize(
    ("kind", "term", "barred", "answer"),
    [
        (FIXED, Term(3, 0, 0), NO, YES),
        (FIXED, Term(3, 0, 1), NO, NO),
        (DETENTION, Term(0, 6, 0), UNKNOWN, UNKNOWN),
        (DETENTION, Term(0, 6, 0), YES, NO),
        (CONTROL, Term(1, 0, 0), NO, NO),
        (LIFE, Term(0, 0, 0), NO, NO),
    ],
)
def test_which_sentences_may_be_suspended(kind: SentenceKind, term: Term, barred: Truth, answer: Truth) -> None:
    assert suspension_allowed(kind, term, barred) == answer


def test_life_runs_from_finality() -> None:
    assert life_start(n("2014-06-18")) == n("2014-06-18")


def test_days_outside_that_do_not_count() -> None:
    assert illegal_outside_days(n("2019-03-01"), n("2019-08-31")) == 184
    assert absconding_days(n("2019-03-01"), n("2019-03-01")) == 1
    assert escape_days(n("1992-03-30"), n("1992-04-02")) == 2  # neither end day


@pytest.mark.parametrize(
    ("lawful", "absconded", "counts"),
    [(YES, NO, YES), (NO, NO, NO), (YES, YES, NO), (YES, UNKNOWN, UNKNOWN), (UNKNOWN, NO, UNKNOWN), (NO, UNKNOWN, NO)],
)
def test_lawful_time_outside_counts(lawful: Truth, absconded: Truth, counts: Truth) -> None:
    assert counts_outside(lawful, absconded) == counts


@pytest.mark.parametrize(("end", "there"), [("2021-04-09", True), ("2021-04-10", False)])
def test_three_months_or_less_stay_in_the_detention_house(end: str, there: bool) -> None:
    assert served_in_detention_house(n("2021-01-10"), n(end)) is there
