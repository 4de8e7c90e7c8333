"""The part of the outlook on commutation: floor, earliest reports, amounts and results for each grade asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.acts.criminal_law.reprieve import merit_result_in_range
from zhiheng.law.calendar import NOTHING, Term, half_of, leap_doubt
from zhiheng.law.choices import LastReductionReading
from zhiheng.law.contradictions import TERMLESS
from zhiheng.law.kinds import Grade, Pack, SentenceKind, Standing
from zhiheng.law.outlook.categories import offences_on_both_sides
from zhiheng.law.outlook.ground import Ground, in_supplement
from zhiheng.law.outlook.plainly import Parts, iso, json_range, json_term
from zhiheng.law.prospects import (
    NO_DAY,
    cap,
    earliest,
    end_after,
    end_of_result,
    first_wait,
    floor_end,
    interval,
    is_major,
    lifted,
    most,
    refused,
    result_range,
    waiting_ends,
)
from zhiheng.law.reckoning import Caption, Day
from zhiheng.law.sources import CL_2011

FLOOR: Final = Caption("实际执行的下限", "the least time actually served")
EARLIEST: Final = Caption("最早报请之日", "the earliest report")
CAP: Final = Caption("一次减刑的上限", "the most that one commutation may remove")
AMOUNT: Final = Caption("可减幅度", "what may be removed")
RESULT: Final = Caption("减为的刑期", "the term that may result")

Unknown = dict[str, list[str]]


class Outcome(NamedTuple):
    """One grade: from when it may be reported, what it removes now and on the earliest day, and the end it gives."""

    grade: Grade
    earliest: Day
    refused: bool
    open: bool
    now: Term | None
    at_earliest: Term | None
    end: Day
    result: Range | None


def floor_of(ground: Ground, parts: Parts) -> str | Unknown | None:
    """``floor_end_date``; none for whole-life, of whom nothing is ever commuted."""
    if ground.standing == Standing.WHOLE_LIFE:
        return None
    day = parts.part("R-F", FLOOR, lambda: floor_end(ground.position), iso)
    return iso(day) or ground.lacks("floor", "term")


def outcome_of(ground: Ground, grade: Grade, parts: Parts) -> Outcome:
    p = ground.position
    day = parts.part("R-0.8-4", EARLIEST, lambda: earliest(p, grade), iso, grade)
    closed = ground.standing == Standing.WHOLE_LIFE or refused(p, grade)
    known = day != NO_DAY and ground.lacks("waiting", "bar") is None
    can = known and not closed and ground.report != NO_DAY and day <= ground.report
    if p.state in TERMLESS:
        result = None if p.state == SentenceKind.DEATH_REPRIEVE else parts.part("R-0.8-5", RESULT, lambda: result_range(p, grade), json_range, grade)
        end = NO_DAY if result is None or closed else end_of_result(p, max(ground.ruling, day), result.least)
        return Outcome(grade, day, closed, can, None, None, end, result)
    if ground.lacks("term", "floor") or p.start == NO_DAY or closed:
        return Outcome(grade, day, closed, can, None, None, NO_DAY, None)
    return _with_amounts(ground, grade, day, can, parts)


def _with_amounts(ground: Ground, grade: Grade, day: Day, can: bool, parts: Parts) -> Outcome:
    """OQ-14: the new end is neither before the floor nor before the ruling takes effect."""
    p = ground.position
    capped = parts.part("R-0.8-5", CAP, lambda: cap(p, grade), json_term, grade)
    floor, effect = floor_end(p), max(ground.ruling, day)
    later = most(p, capped, max(floor, effect))
    now = parts.part("R-0.8-6", AMOUNT, lambda: most(p, capped, max(floor, ground.ruling)), json_term, grade) if can else None
    chosen = now if now is not None else later
    if chosen != most(p, capped, floor):
        ground.flags.append("OQ-14")
    return Outcome(grade, day, False, can, now, later, end_after(p, chosen), None)


# --- the keys of the contract ---------------------------------------------------------------------------------------


def commutation(ground: Ground, grades: tuple[Grade, ...], parts: Parts) -> dict[str, Any]:
    """Floor, earliest reports, amounts, results and ends, under the names of contracts.md 2."""
    outcomes = [outcome_of(ground, grade, parts) for grade in grades]
    known = ground.lacks("waiting", "bar")
    dates = {outcome.grade.code: None if outcome.refused else known or iso(outcome.earliest) for outcome in outcomes}
    first, following = _dates(ground, dates[grades[0].code])
    return {
        "floor_end_date": floor_of(ground, parts),
        "earliest_first_report": first,
        "earliest_next_report": following,
        "earliest_report_by_grade": dates,
        "waiting_ends": known or iso(waiting_ends(ground.position, grades[0])),
        "max_amount": _amounts(ground, outcomes),
        "max_amount_at_earliest": _amounts_at_earliest(ground, outcomes),
        "result_range": _results(ground, outcomes),
        "earliest_end_by_grade": _ends(ground, outcomes),
    }


def _dates(ground: Ground, date: Any) -> tuple[Any, Any]:
    """The first report, and the next one once a ruling has been made (also the one that made a reprieve life)."""
    p = ground.position
    if p.state == SentenceKind.DEATH_REPRIEVE:
        if ground.standing == Standing.WHOLE_LIFE:
            date = None
        return iso(p.expiry) or ground.lacks("waiting"), date
    ruled = bool(ground.case.facts.changes) and (p.again or p.origin == SentenceKind.DEATH_REPRIEVE or ground.case.revocation is not None)
    return (None, date) if ruled else (date, None)


def _amounts(ground: Ground, outcomes: Iterable[Outcome]) -> Any:
    """What may be removed now; empty before the earliest report, and for life and reprieve."""
    p = ground.position
    if p.state in TERMLESS or ground.standing == Standing.WHOLE_LIFE:
        return {}
    lacking = ground.lacks("waiting", "bar", "term", "floor") or (None if ground.report != NO_DAY else {"unknown": ["report_date"]})
    if lacking and not all(outcome.refused for outcome in outcomes):
        return lacking
    return {outcome.grade.code: json_term(outcome.now) for outcome in outcomes if outcome.now is not None}


def _amounts_at_earliest(ground: Ground, outcomes: Iterable[Outcome]) -> Any:
    if ground.position.state not in TERMLESS and ground.lacks("term", "floor"):
        return ground.lacks("term", "floor")
    return {outcome.grade.code: json_term(outcome.at_earliest) for outcome in outcomes if outcome.at_earliest is not None}


def _results(ground: Ground, outcomes: Iterable[Outcome]) -> Any:
    p = ground.position
    if p.state not in TERMLESS:
        return None
    if p.state == SentenceKind.DEATH_REPRIEVE:
        return {outcome.grade.code: _after_reprieve(ground, outcome.grade) for outcome in outcomes}
    if ground.standing == Standing.WHOLE_LIFE:
        return None
    return {outcome.grade.code: json_range(outcome.result) for outcome in outcomes if outcome.result is not None and not outcome.refused}


def _after_reprieve(ground: Ground, grade: Grade) -> dict[str, Any]:
    """R-P-1 to R-P-3: life, or with major merit a fixed term by the text of the day of the crime."""
    if not is_major(grade):
        return {"kind": "life"}
    crime = ground.position.latest_crime
    terms = [Term(years, 0, 0) for years in (15, 20, 25) if merit_result_in_range(crime, Term(years, 0, 0))]
    return json_range(Range(terms[0], terms[-1]))


def _ends(ground: Ground, outcomes: Iterable[Outcome]) -> Any:
    if ground.position.state not in TERMLESS and ground.lacks("term", "floor"):
        return ground.lacks("term", "floor")
    found = {outcome.grade.code: iso(outcome.end) for outcome in outcomes if outcome.end != NO_DAY}
    return (ground.lacks("result") or found) if found else {}


# --- flags ----------------------------------------------------------------------------------------------------------


def commutation_flags(ground: Ground, grades: tuple[Grade, ...]) -> Iterable[str]:
    """The open questions that touch the commutation of this case."""
    p = ground.position
    yield from _flags_of_class(ground, grades)
    if _leap(ground):
        yield "OQ-1"
    if p.again and not lifted(p, grades[0]) and p.last != NOTHING and p.standing == Standing.STRICT:
        yield from ["OQ-16"] if _last_binds(ground) else []
    if p.cured != NO_DAY:
        yield "OQ-18"
    if p.standing == Standing.RESTRICTED:
        yield "OQ-19"
    if p.origin == SentenceKind.DEATH_REPRIEVE:
        yield "OQ-6"
    if p.origin == SentenceKind.LIFE and offences_on_both_sides(ground.case, CL_2011.since):
        yield "OQ-30"


def _flags_of_class(ground: Ground, grades: tuple[Grade, ...]) -> Iterable[str]:
    p = ground.position
    strict = p.standing == Standing.STRICT
    if strict and p.original == Term(10, 0, 0):
        yield "OQ-7"
    if p.state == SentenceKind.LIFE and p.pack == Pack.P2016:
        from_reprieve = p.origin == SentenceKind.DEATH_REPRIEVE
        without_number = (from_reprieve and strict) or p.standing == Standing.RESTRICTED
        if (without_number and Grade.A in grades) or (strict and not from_reprieve and grades != (Grade.D,)):
            yield "OQ-27"
    if p.unwilling and any(is_major(grade) for grade in grades) and strict and refused(p, Grade.A):
        yield "OQ-25"
    if len(ground.case.counts) > 1 and _bribery_among_others(ground):
        yield "OQ-22"


def _bribery_among_others(ground: Ground) -> bool:
    """Whether the provisions of 2019 govern, or would by the other reading of OQ-22."""
    if ground.pack != Pack.P2016 or ground.standing in (Standing.WHOLE_LIFE, Standing.RESTRICTED):
        return False
    return in_supplement(ground.case, ground.world, ground.governs)


def _last_binds(ground: Ground) -> bool:
    """Whether the time removed last makes the interval longer, if it counts for the strict class at all."""
    p = ground.position
    p = p._replace(readings=p.readings._replace(last_reduction=LastReductionReading.EVERYBODY))
    without = earliest(p._replace(last=NOTHING, barred_until=NO_DAY, cured=NO_DAY), Grade.A)
    return earliest(p._replace(barred_until=NO_DAY, cured=NO_DAY), Grade.A) > without


def _leap(ground: Ground) -> bool:
    """OQ-1: the half, the wait or the interval from 28 or 29 February; each took the later day."""
    p = ground.position
    half = p.began != NO_DAY and leap_doubt(p.began, half_of(p.original))
    return half or (p.reference != NO_DAY and leap_doubt(p.reference, interval(p) if p.again else first_wait(p)))
