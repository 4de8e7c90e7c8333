"""Numbers of the provisions on sentences, each on both sides of its boundary: rule, facts, answer as the fact sheet gives it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import zhiheng.law.outlook
from tests.law.cast import d, n
from zhiheng.law.acts import read_all
from zhiheng.law.acts.commutation_2016 import leniency
from zhiheng.law.acts.criminal_law import commutation as cl78
from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import NOTHING, Term, of_months, whole_months
from zhiheng.law.choices import LeapReading, RestrictedFloorReading
from zhiheng.law.kinds import Grade, SentenceKind
from zhiheng.law.reckoning import RULES, Truth, day_of

assert zhiheng.law.outlook  # fills RULES
read_all()
A, B, C, D = Grade
CONTROL, DETENTION, FIXED, LIFE, REPRIEVE = SentenceKind
NO, UNKNOWN, YES = Truth
T = Term


def years(least: int, greatest: int) -> Range:
    return Range(T(least), T(greatest))


ANSWERS: list[tuple[str, tuple[Any, ...], Any]] = [
    # 1997
    ("R-P97-short", (T(4, 11, 29),), True),
    ("R-P97-short", (T(5),), False),
    ("R-P97-life", (), T(2)),
    *[("R-P97-life-result", (grade,), years(18, 20)) for grade in (A, B)],
    *[("R-P97-life-result", (grade,), years(13, 18)) for grade in (C, D)],
    # 2012
    ("R-P12-6i", (), T(1)),
    ("R-P12-6s", (T(4, 11, 29),), True),
    ("R-P12-6s", (T(5),), False),
    *[("R-P12-6m", (grade,), grade in (C, D)) for grade in Grade],
    *[("R-P12-22s", (rest,), held) for rest, held in ((T(1, 11, 30), True), (T(2), False))],
    ("R-P12-7", (), T(2)),
    *[("R-P12-7r", (grade,), years(20, 22)) for grade in (A, B)],
    *[("R-P12-7r", (grade,), years(15, 20)) for grade in (C, D)],
    *[("R-P12-9", (grade,), years(25, 25)) for grade in (A, B)],
    *[("R-P12-9", (grade,), years(23, 23)) for grade in (C, D)],
    *[("R-K-2", (kind, T(3)), expected) for kind, expected in ((CONTROL, True), (DETENTION, True), (FIXED, False))],
    ("R-K-8", (FIXED, T(10), FIXED, n("2014-03-01")), n("2016-03-01")),
    *[("R-K-8", (FIXED, T(10), new, n("2014-03-01")), n("2017-03-01")) for new in (LIFE, REPRIEVE)],
    # duty crimes and the like, 2014
    ("R-D5-2", (), T(2)),
    ("R-D5-3", (), T(3)),
    *[("R-D5-4", (cap,), least) for cap, least in ((T(0, 11, 29), T(0, 11, 29)), (T(1), T(1)), (T(1, 0, 1), T(1)), (T(2), T(1)))],
    ("R-D5-6", (), T(2)),
    ("R-D5-7", (), years(20, 22)),
    ("R-D5-8", (), years(25, 25)),
    *[("R-D5-9", (grade,), grade in (C, D)) for grade in Grade],
    # 2016
    *[("R-P16-7.2", (T(10), *facts), any(facts)) for facts in ((False, False), (True, False), (False, True), (True, True))],
    ("R-P16-7.2", (T(9, 11, 29), True, True), False),
    ("R-P16-17", (T(2), T(0, 11)), T(1, 1)),
    ("R-P16-17", (T(2, 0, 10), T(1)), T(1, 0, 10)),
    ("R-P16-17", (T(2), T(1, 1)), T(1)),
    ("R-K-3f", (T(1, 0, 3),), T(0, 8, 2)),
    ("R-K-3f", (T(0, 0, 1),), T(0, 0, 1)),
    ("R-K-3f", (T(0, 0, 44),), T(0, 1, 0)),
    ("R-K-3f", (T(0, 1, 14),), T(0, 1, 0)),
    ("R-K-3f", (T(0, 0, 88),), T(0, 1, 29)),
    ("R-K-3a", (T(0, 0, 9),), T(0, 0, 12)),
    ("R-K-3a", (T(0, 9, 10),), T(1, 0, 13)),
    ("R-K-3a", (T(0, 2, 27),), T(0, 2, 56)),
    ("R-K-5", (n("1942-03-01"), n("2022-02-28"), True), False),
    ("R-K-5", (n("1942-03-01"), n("2022-03-01"), True), True),
    ("R-K-5", (n("1942-03-01"), n("2022-03-01"), False), False),
    *[("R-P16-8.2", (grade,), years(*expected)) for grade, expected in zip(Grade, ((22, 22), (21, 22), (20, 21), (19, 20)), strict=True)],
    *[("R-P16-10.2", (grade,), years(*expected)) for grade, expected in zip(Grade, ((25, 25), (24, 25), (23, 24), (22, 23)), strict=True)],
    *[("R-P16-11b", (grade,), years(23, 25)) for grade in Grade],
    *[("R-P16-11", tuple(number == at for number in range(4)), True) for at in range(4)],
    ("R-P16-11", (False, False, False, False), False),
    # Criminal Law: floors, parole
    ("R-F-7", (n("2015-05-20"), RestrictedFloorReading.WITH_REPRIEVE), n("2033-05-19")),
    ("R-F-7", (n("2015-05-20"), RestrictedFloorReading.AFTER_REPRIEVE), n("2035-05-19")),
    *[("R-A-0", (kind,), expected) for kind, expected in ((CONTROL, False), (DETENTION, False), (FIXED, True), (LIFE, True))],
    ("R-A-1", (n("2016-04-10"), T(8), 12), n("2020-04-22")),
    ("R-A-1", (n("2016-04-10"), T(8), -12), n("2020-03-29")),
    ("R-V-7", (n("2021-01-10"), n("2021-02-10"), 1, NO), NO),
    # Criminal Law: ranges
    *[("R-S-6", (DETENTION, T(0, 1), length), held) for length, held in ((T(0, 1, 29), False), (T(0, 2), True))],
    *[("R-S-6", (DETENTION, T(0, 1), length), held) for length, held in ((T(1), True), (T(1, 0, 1), False))],
    *[("R-S-6", (FIXED, T(0, 6), length), held) for length, held in ((T(0, 11, 29), False), (T(1), True), (T(5), True), (T(5, 0, 1), False))],
    ("R-S-6", (FIXED, T(3), T(2, 11, 29)), False),
    *[("R-P-3", (term,), held) for term, held in ((T(14, 11, 29), False), (T(15), True), (T(20), True), (T(20, 0, 1), False))],
    *[("R-P-2", (term,), held) for term, held in ((T(24, 11, 29), False), (T(25), True), (T(25, 0, 1), False))],
    *[("R-P-7t", (day, 100), held) for day, held in ((99, True), (100, False))],
    *[("R-L-4s", (term,), held) for term, held in ((T(2, 11, 29), False), (T(3), True), (T(10), True), (T(10, 0, 1), False))],
    *[("R-L-4", (term,), held) for term, held in ((T(6, 11, 29), False), (T(7), True), (T(10), True), (T(10, 0, 1), False))],
    ("R-L-4sn", (), years(3, 10)),
    # embezzlement and bribery, 2019
    ("R-S19-3.2", (A,), years(23, 23)),
    ("R-S19-3.2", (B,), years(22, 23)),
    *[("R-S19-3.2", (grade,), years(21, 22)) for grade in (C, D)],
    ("R-S19-4.2", (A,), years(25, 25)),
    ("R-S19-4.2", (B,), Range(T(24, 6), T(25))),
    *[("R-S19-4.2", (grade,), Range(T(24), T(24, 6))) for grade in (C, D)],
    *[("R-S19-5", (grade,), grade in (C, D)) for grade in Grade],
    # property, 2024; every finding with one fact too few and one enough
    *[("R-Y-4", facts, answer) for facts, answer in (((YES, NO), YES), ((YES, YES), NO), ((NO, NO), NO), ((UNKNOWN, NO), UNKNOWN))],
    *[("R-Y-8", tuple(YES if number == at else NO for number in range(4)), YES) for at in range(4)],
    ("R-Y-8", (NO, NO, NO, NO), NO),
    *[("R-Y-10", facts, answer) for facts, answer in (((YES, NO), YES), ((YES, YES), NO), ((NO, NO), NO))],
    *[("R-Y-11", facts, answer) for facts, answer in (((YES, NO, NO), YES), ((NO, YES, NO), YES), ((NO, NO, NO), NO), ((YES, YES, YES), NO))],
    # the hearing
    *[("R-H-1t", (n("2024-03-10"), kind, True), n("2024-05-10")) for kind in (LIFE, FIXED)],
    *[("R-H-1t", (n("2024-03-10"), kind, True), n("2024-04-10")) for kind in (CONTROL, DETENTION, REPRIEVE)],
    # rank of norms
    *[("RT-6", (one, other, False, True, 1, 2), one < other) for one, other in ((1, 2), (2, 1))],
    ("RT-6", (2, 2, True, False, 1, 2), True),
    ("RT-6", (2, 2, False, False, 2, 2), False),
    ("RT-6", (2, 2, False, False, 3, 2), True),
    # community corrections
    *[("PC-11-4-late", (days, False), answer) for days, answer in ((0, 0), (1, 1), (10, 1), (11, 2))],
    ("PC-11-4-late", (35, True), 3),
    *[("PC-11-8", (days, total, False), answer) for days, total, answer in ((30, 30, 2), (31, 31, 3), (5, 30, 2), (5, 31, 3))],
    *[("PC-11-15-missing", (NO, warnings, NO), answer) for warnings, answer in ((1, NO), (2, YES))],
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "answer"), ANSWERS)
def test_a_rule_answers_as_the_sheet_says(rule: str, facts: tuple[Any, ...], answer: Any) -> None:
    assert RULES[rule](*facts) == answer


@pytest.mark.parametrize(
    ("cap", "room", "half", "removed", "allowed"),
    [
        (T(0, 9), T(0, 9, 20), T(2), NOTHING, T(0, 9)),  # the floor leaves more: days are not looked at alone
        (T(0, 9, 10), T(1, 0, 5), T(2), NOTHING, T(0, 9, 10)),
        (T(0, 9, 10), T(0, 9, 5), T(2), NOTHING, T(0, 9, 5)),
        (T(1), T(1), T(1), T(0, 11, 29), T(0, 0, 1)),
        (T(1), T(1), T(1), T(0, 10, 15), T(0, 1, 15)),
    ],
)
def test_days_beside_months_in_what_may_be_removed(cap: Term, room: Term, half: Term, removed: Term, allowed: Term) -> None:
    assert cl78.allowed_amount(cap, room, half, removed) == allowed


# --- the longest cut --------------------------------------------------------------------------------------------------

STARTS = st.dates(d("1995-01-01"), d("2030-12-31")).map(day_of)
LEAPS = st.sampled_from(LeapReading)


@given(STARTS, st.integers(6, 200), st.integers(0, 30), st.integers(0, 5), st.integers(0, 29), st.integers(0, 4000), LEAPS)
@settings(deadline=None)
def test_the_longest_cut_reaches_the_floor_and_one_day_more_crosses_it(
    start: int, months: int, days: int, off_months: int, off_days: int, into: int, leap: LeapReading
) -> None:
    term, removed = of_months(months, days), of_months(off_months, off_days)
    running = cl78.forward_end(start, term, removed, leap)
    floor = start + into
    assume(start <= floor <= running)
    cut = cl78.longest_cut(start, term, removed, floor, leap)
    gone = whole_months(removed) + whole_months(cut)
    assume(gone <= months)

    if cut != NOTHING:
        assert cl78.forward_end(start, term, of_months(gone, removed.days + cut.days), leap) == floor
    assert cl78.forward_end(start, term, of_months(gone, removed.days + cut.days + 1), leap) < max(floor, running)


@pytest.mark.parametrize(("floor", "cut"), [("2021-01-04", T(0, 0, 5)), ("2021-01-09", NOTHING), ("2020-12-09", T(0, 1)), ("2020-01-09", T(1))])
def test_the_cut_of_one_year(floor: str, cut: Term) -> None:
    assert cl78.longest_cut(n("2020-01-10"), T(1), NOTHING, n(floor), LeapReading.STEPWISE) == cut


@pytest.mark.parametrize(
    ("months", "leap", "reached"),
    [
        (18, LeapReading.STEPWISE, "2016-08-28"),
        (18, LeapReading.AT_ONCE, "2016-08-31"),
        (12, LeapReading.AT_ONCE, "2016-02-28"),  # years alone leave nothing open
    ],
)
def test_months_from_the_end_of_february_follow_the_reading(months: int, leap: LeapReading, reached: str) -> None:
    assert cl78.reach(n("2015-02-28"), months, leap) == n(reached)


def test_days_come_off_last() -> None:
    assert cl78.forward_end(n("2020-01-10"), T(1), T(0, 0, 5), LeapReading.STEPWISE) == n("2021-01-04")
    assert cl78.forward_end(n("2020-01-10"), T(1), T(0, 2, 5), LeapReading.STEPWISE) == n("2020-11-04")


def test_a_half_from_the_end_of_february_takes_the_later_day() -> None:
    """OQ-1: half of 5 years 1 month is 2 years 6 months 15 days."""
    assert cl78.half_day(n("2017-02-28"), T(5, 1)) == n("2019-09-14")
    assert cl78.half_day(n("2015-02-28"), T(3, 1)) == n("2016-09-14")  # step by step it would be 11 September


@pytest.mark.parametrize(("birth", "known"), [("2004-02-29", False), ("2004-02-28", True), ("2004-03-29", True)])
def test_only_29_february_leaves_a_birthday_open(birth: str, known: bool) -> None:
    assert leniency.known_birthday(n(birth)) is known
