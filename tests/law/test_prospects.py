"""Which rule answers for which pack, class and kind of sentence: the tables of the fact sheet (sections 2.3 to 2.11), cell by cell."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import n
from zhiheng.law import prospects
from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import NOTHING, Term
from zhiheng.law.kinds import Grade, Pack, SentenceKind, Standing
from zhiheng.law.prospects import NO_DAY, Position

A, B, C, D = Grade
P1997, P2012, P2016 = Pack
ORDINARY, STRICT, S2019, RESTRICTED, WHOLE_LIFE = Standing
CONTROL, DETENTION, FIXED, LIFE, REPRIEVE = SentenceKind
T = Term
BASE = Position(
    origin=FIXED, state=FIXED, pack=P2016, standing=ORDINARY, original=T(12), began=n("2015-01-10"), start=n("2015-01-10"), running=T(12),
    removed=NOTHING, moved=0, excluded=0, latest_crime=n("2012-01-01"), final=n("2015-06-10"), expiry=n("2017-06-10"), by_merit=False,
    reference=n("2015-09-20"), again=False, last=NOTHING, unwilling=False, cured=NO_DAY, barred_until=NO_DAY, parole_from=NO_DAY,
    ruling=n("2019-09-20"),
)  # fmt: skip
LONG = {"original": NOTHING, "running": T(22), "began": NO_DAY}


def position(**changed: Any) -> Position:
    return BASE._replace(**changed)


def life(**changed: Any) -> Position:
    return BASE._replace(**{**LONG, "origin": LIFE, "state": LIFE} | changed)


def reprieve(**changed: Any) -> Position:
    """A reprieve that became life."""
    return BASE._replace(**{**LONG, "origin": REPRIEVE, "state": LIFE} | changed)


# --- waits and intervals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pack", "standing", "fixed", "lasting", "reprieved"),
    [
        (P1997, ORDINARY, T(1, 6), T(2), T(2)),
        (P2012, ORDINARY, T(1, 6), T(2), T(2)),
        (P2012, STRICT, T(2), T(3), T(3)),
        (P2016, ORDINARY, T(2), T(2), T(3)),
        (P2016, STRICT, T(2), T(3), T(3)),
        (P2016, S2019, T(3), T(4), T(4)),
        (P2016, RESTRICTED, None, None, T(5)),
    ],
)
def test_the_first_wait(pack: Pack, standing: Standing, fixed: Term | None, lasting: Term | None, reprieved: Term) -> None:
    told = {"pack": pack, "standing": standing}
    if fixed is not None:
        assert prospects.first_wait(position(**told)) == fixed
        assert prospects.first_wait(life(**told)) == lasting
    assert prospects.first_wait(reprieve(**told)) == reprieved


@pytest.mark.parametrize(("length", "strict", "ordinary"), [(T(4), T(2), T(1)), (T(6), T(2), T(1, 6)), (T(12), T(2), T(2))])
def test_the_first_wait_of_the_strict_does_not_follow_the_length(length: Term, strict: Term, ordinary: Term) -> None:
    assert prospects.first_wait(position(original=length, standing=STRICT)) == strict
    assert prospects.first_wait(position(original=length)) == ordinary


@pytest.mark.parametrize(
    ("pack", "standing", "last", "fixed", "lasting"),
    [
        (P1997, ORDINARY, T(1), T(1), T(1)),
        (P1997, ORDINARY, T(2), T(2), T(2)),
        (P2012, ORDINARY, T(2), T(1), T(1)),
        (P2012, STRICT, T(2), T(1, 6), T(2)),
        (P2016, ORDINARY, T(1), T(1, 6), T(2)),
        (P2016, ORDINARY, T(2, 6), T(2, 6), T(2, 6)),
        (P2016, STRICT, T(1), T(1, 6), T(2)),
        (P2016, STRICT, T(2, 6), T(2, 6), T(2, 6)),  # OQ-16: for everybody
        (P2016, S2019, T(2, 6), T(2), T(2)),
        (P2016, RESTRICTED, T(1), None, T(2)),
    ],
)
def test_the_interval(pack: Pack, standing: Standing, last: Term, fixed: Term | None, lasting: Term) -> None:
    told = {"pack": pack, "standing": standing, "last": last, "again": True}
    if fixed is not None:
        assert prospects.interval(position(**told)) == fixed
    assert prospects.interval(reprieve(state=FIXED, **told)) == lasting


@pytest.mark.parametrize(
    ("p", "lifted"),
    [
        (position(), True),
        (position(standing=STRICT), True),
        (position(standing=S2019), True),
        (position(pack=P2012), True),
        (position(pack=P2012, standing=STRICT), True),
        (life(), True),
        (life(standing=STRICT), True),
        (life(pack=P2012), False),
        (life(pack=P2012, standing=STRICT), True),
        (life(pack=P1997, state=FIXED, again=True), True),
        (reprieve(), False),
        (reprieve(standing=STRICT), False),
        (reprieve(standing=S2019), True),
        (reprieve(standing=RESTRICTED), False),
        (reprieve(standing=RESTRICTED, state=FIXED, again=True), False),
        (reprieve(state=FIXED, again=True), True),
        (reprieve(pack=P2012, standing=STRICT), True),
        (reprieve(pack=P2012), False),
    ],
)
def test_major_merit_lifts_the_time_where_the_provision_says_so(p: Position, lifted: bool) -> None:
    assert [prospects.lifted(p, grade) for grade in Grade] == [False, False, lifted, lifted]


def test_a_bar_and_a_cured_item_hold_the_report_back() -> None:
    waited = n("2017-09-20")

    assert prospects.earliest(position(), A) == waited
    assert prospects.earliest(position(barred_until=waited - 1), A) == waited
    assert prospects.earliest(position(barred_until=waited + 1), A) == waited + 1
    assert prospects.earliest(position(cured=n("2019-01-05")), A) == n("2019-07-05")
    assert prospects.earliest(position(cured=n("2017-01-05")), A) == waited
    assert prospects.earliest(position(cured=n("2019-01-05")), C) == n("2015-09-20")
    assert prospects.earliest(position(reference=NO_DAY, barred_until=waited), A) == NO_DAY


@pytest.mark.parametrize(
    ("standing", "ruling", "refused"),
    [
        (ORDINARY, "2024-04-30", [False] * 4),
        (STRICT, "2024-04-30", [False] * 4),
        (S2019, "2024-04-30", [True, True, False, False]),
        (STRICT, "2024-05-01", [True, True, False, False]),
        (RESTRICTED, "2024-04-30", [False] * 4),
    ],
)
def test_who_is_able_but_unwilling_is_refused(standing: Standing, ruling: str, refused: list[bool]) -> None:
    p = position(standing=standing, ruling=n(ruling), unwilling=True)

    assert [prospects.refused(p, grade) for grade in Grade] == refused
    assert not any(prospects.refused(p._replace(unwilling=False), grade) for grade in Grade)


# --- amounts and results ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pack", "standing", "caps"),
    [
        (P1997, ORDINARY, [T(1), T(2), T(3), T(3)]),
        (P2012, ORDINARY, [T(1), T(2), T(2), T(2)]),
        (P2012, STRICT, [T(1)] * 4),
        (P2016, ORDINARY, [T(0, 9), T(1), T(1, 6), T(2)]),
        (P2016, STRICT, [T(0, 9), T(1), T(1), T(1)]),
        (P2016, S2019, [T(0, 6), T(0, 9), T(1), T(1)]),
        (P2016, RESTRICTED, [T(0, 6), T(0, 6), T(1), T(1)]),
    ],
)
def test_caps(pack: Pack, standing: Standing, caps: list[Term]) -> None:
    assert [prospects.cap(position(pack=pack, standing=standing), grade) for grade in Grade] == caps


def test_control_and_detention_have_no_cap_but_the_half() -> None:
    for kind in (CONTROL, DETENTION):
        assert prospects.cap(position(origin=kind, running=T(0, 6)), A) == T(0, 6)
        assert prospects.waiting_ends(position(origin=kind), A) == BASE.reference


def spans(p: Position) -> list[tuple[int, int]]:
    """Least and greatest result of each grade, in months."""

    def months(term: Term) -> int:
        return 12 * term.years + term.months

    found: list[Range] = [prospects.result_range(p, grade) for grade in Grade]
    return [(months(one.least), months(one.greatest)) for one in found]


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (life(pack=P1997), [(216, 240), (216, 240), (156, 216), (156, 216)]),
        (life(pack=P2012), [(240, 264), (240, 264), (180, 240), (180, 240)]),
        (life(pack=P2012, standing=STRICT), [(240, 264)] * 4),
        (life(), [(264, 264), (252, 264), (240, 252), (228, 240)]),
        (life(standing=STRICT), [(264, 264), (252, 264), (240, 252), (240, 240)]),
        (life(standing=S2019), [(276, 276), (264, 276), (252, 264), (252, 264)]),
        (reprieve(pack=P1997), [(216, 240), (216, 240), (156, 216), (156, 216)]),
        (reprieve(pack=P2012), [(300, 300), (300, 300), (276, 276), (276, 276)]),
        (reprieve(pack=P2012, standing=STRICT), [(300, 300)] * 4),
        (reprieve(), [(300, 300), (288, 300), (276, 288), (264, 276)]),
        (reprieve(standing=STRICT), [(276, 300)] * 4),
        (reprieve(standing=RESTRICTED), [(276, 300)] * 4),
        (reprieve(standing=S2019), [(300, 300), (294, 300), (288, 294), (288, 294)]),
    ],
)
def test_what_life_and_reprieve_become(p: Position, expected: list[tuple[int, int]]) -> None:
    assert spans(p) == expected


def test_the_end_is_not_before_the_day_it_may_not_precede() -> None:
    """Twelve years from 2015-01-10, ten days late: what may go is counted on the term's own days."""
    late = position(moved=10)
    cut = prospects.most(late, T(2), n("2026-01-19"))

    assert cut == T(1)
    assert prospects.end_after(late, cut) == n("2026-01-19")
    assert prospects.most(position(moved=-10), T(2), n("2026-01-19")) == T(0, 11, 11)


# --- floors and parole ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "floor", "threshold"),
    [
        (position(moved=7, excluded=7), "2021-01-16", "2021-01-17"),
        (life(excluded=7), "2028-06-16", "2028-06-17"),
        (life(excluded=7, latest_crime=n("2011-04-30")), "2025-06-16", "2025-06-17"),
        (reprieve(excluded=7), "2032-06-16", "2032-06-17"),
        (reprieve(excluded=7, pack=P2012), "2032-06-16", "2032-06-17"),
        (reprieve(excluded=7, pack=P1997), "2029-06-16", "2029-06-17"),
        (reprieve(excluded=7, standing=RESTRICTED), "2042-06-16", "2032-06-17"),
        (reprieve(excluded=7, standing=RESTRICTED, by_merit=True), "2037-06-16", "2032-06-17"),
    ],
)
def test_excluded_days_push_floor_and_threshold_back(p: Position, floor: str, threshold: str) -> None:
    assert (prospects.floor_end(p), prospects.parole_threshold(p)) == (n(floor), n(threshold))


def test_parole_waits_for_the_last_of_its_conditions() -> None:
    day = n("2021-01-10")

    assert prospects.parole_threshold(position(origin=CONTROL)) == prospects.parole_earliest(position(origin=DETENTION)) == NO_DAY
    assert prospects.parole_earliest(position()) == day
    assert prospects.parole_earliest(position(parole_from=day + 1, cured=n("2020-01-05"))) == day + 1
    assert prospects.parole_earliest(position(parole_from=day - 1, cured=n("2020-08-05"))) == n("2021-02-05")
    assert prospects.parole_earliest(position(cured=n("2020-01-05"))) == day


@pytest.mark.parametrize("p", [position(began=NO_DAY), life(final=NO_DAY), reprieve(expiry=NO_DAY)])
def test_without_its_day_there_is_neither_floor_nor_threshold(p: Position) -> None:
    assert (prospects.floor_end(p), prospects.parole_threshold(p), prospects.parole_earliest(p)) == (NO_DAY, NO_DAY, NO_DAY)
