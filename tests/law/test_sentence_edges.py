"""Dates of a sentence where only one more day, or one more fact, tells two readings apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.law.cast import commuted, d, fixed, periods
from zhiheng.law.calendar import Term
from zhiheng.law.facts import Change, Exclusion, SentenceFacts, TermFinding
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.sentence import term_end

REPRIEVE = SentenceFacts(kind=SentenceKind.DEATH_REPRIEVE, reprieve_served=d("2005-01-10"))


def nodes(found: TermFinding) -> list[str]:
    assert found.trace is not None
    return [found.trace["rule"], *(node["rule"] for node in found.trace["children"])]


@pytest.mark.parametrize(
    ("term", "amount", "left"),
    [
        (Term(3), Term(0, 5, 1), Term(2, 6, 29)),
        (Term(3), Term(0, 5, 30), Term(2, 6, 0)),
        (Term(3), Term(0, 5, 31), Term(2, 5, 29)),
        (Term(3, 0, 5), Term(0, 5, 5), Term(2, 7, 0)),
        (Term(3, 0, 6), Term(0, 5, 5), Term(2, 7, 1)),
        (Term(3, 0, 5), Term(0, 0, 40), Term(2, 10, 25)),
    ],
)
def test_what_is_left_borrows_as_many_months_as_it_needs(term: Term, amount: Term, left: Term) -> None:
    change = Change(ChangeKind.COMMUTATION, d("2017-01-01"), amount=amount)

    assert term_end(replace(fixed(3, changes=(change,)), term=term)).remaining_term == left


def test_a_reprieve_shows_when_it_expires() -> None:
    found = term_end(REPRIEVE)

    assert nodes(found)[0] == "R-D"
    assert {"R-S-5"} <= {used.id for used in found.rules}
    assert [stage.number for stage in found.stages] == [0]


def test_life_out_of_a_reprieve_keeps_political_rights_for_life_until_it_is_a_term() -> None:
    to_life = Change(ChangeKind.REPRIEVE_TO_LIFE, d("2007-02-01"))
    to_fixed = Change(ChangeKind.LIFE_TO_FIXED, d("2010-02-01"), to=Term(20))
    life, term = term_end(replace(REPRIEVE, changes=(to_life,))), term_end(replace(REPRIEVE, changes=(to_life, to_fixed)))

    assert (life.start, life.end, life.political_rights) == (d("2007-01-10"), None, (None, None, True))
    assert (term.start, term.end, term.political_rights) == (d("2010-02-01"), d("2030-01-31"), None)
    rights = term_end(replace(REPRIEVE, changes=(to_life, to_fixed), political_rights=Term(7))).political_rights
    assert rights == (d("2030-01-31"), d("2037-01-30"), False)


def test_after_life_became_a_term_a_start_at_a_month_end_is_flagged() -> None:
    changed = Change(ChangeKind.LIFE_TO_FIXED, d("2016-02-29"), to=Term(19, 6))

    assert term_end(SentenceFacts(kind=SentenceKind.LIFE, final_date=d("2012-01-05"), changes=(changed,))).flags == ("OQ-1", "OQ-2")


@pytest.mark.parametrize(("days", "end", "governing"), [(0, "2022-12-31", "2022-12-30"), (1, "2023-01-01", "2022-12-31")])
def test_one_excluded_day_moves_a_printed_end_too(days: int, end: str, governing: str) -> None:
    found = term_end(fixed(5, 0, "2018-01-01", printed_end=d("2022-12-30"), excluded=(Exclusion(days),)))

    assert (found.end, found.governing_end) == (d(end), d(governing))


def test_days_excluded_before_a_commutation_are_in_its_end_once() -> None:
    found = term_end(fixed(5, 0, "2018-01-01", printed_end=d("2022-12-31"), excluded=(Exclusion(10),), changes=(commuted("2020-01-01", 6),)))

    assert (found.end, found.governing_end) == (d("2022-07-10"), d("2022-07-10"))


def test_the_original_end_is_compared_as_it_was_printed() -> None:
    """Days that do not count are found after the judgment: an end printed with them is a difference there, not an agreement."""
    found = term_end(fixed(5, 0, "2018-01-01", printed_end=d("2022-12-21"), excluded=(Exclusion(10),)))

    assert [(difference.what, difference.days) for difference in found.differences] == [("original", -10)]


@pytest.mark.parametrize(("kind", "flagged"), [(SentenceKind.CONTROL, False), (SentenceKind.DETENTION, True), (SentenceKind.FIXED, True)])
def test_an_odd_day_of_residence_matters_where_two_days_are_one(kind: SentenceKind, flagged: bool) -> None:
    residence = periods([["2021-03-01", "2021-03-03"]])
    found = term_end(SentenceFacts(kind=kind, term=Term(0, 6), printed_start=d("2021-03-25"), designated_residence=residence))

    assert ("OQ-3" in found.flags) is flagged


def test_the_other_end_of_a_leap_day_moves_with_credit() -> None:
    held: dict[str, Any] = {"custody": periods([["2023-02-01", "2023-02-10"], ["2023-02-28", None]])}
    found = term_end(fixed(1, 6, "2023-02-28", judgment_date=d("2023-05-01"), **held))

    assert (found.end, found.differences[0].computed, found.differences[0].days) == (d("2024-08-17"), d("2024-08-20"), -3)


def test_the_floor_moves_with_gap_credit_exclusion_and_a_carried_difference() -> None:
    """Half of two years from 2021-03-11 is over on 2022-03-10; 167 days at liberty, 10 days of credit, 5 days that do not count."""
    custody = periods([["2021-03-01", "2021-03-31"], ["2021-09-15", None]])
    plain = fixed(2, 0, "2021-03-11", custody=custody, excluded=(Exclusion(5),))

    assert term_end(plain).floor_end == d("2022-08-19")
    printed = fixed(2, 0, "2018-01-01", printed_end=d("2020-01-10"))
    assert term_end(printed).floor_end == d("2019-01-10")  # ten days later than half, as the printed end is ten days later
