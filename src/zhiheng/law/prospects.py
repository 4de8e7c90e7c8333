"""What may become of a sentence: floor, earliest reports, amounts, results, parole; plain values in, plain values out.

One source for one person with its tree and, compiled, for a population (sheet 0.8, 2 to 5). A :class:`Position` holds
what the rules ask, already read from the papers; an unknown or inapplicable day is :data:`NO_DAY`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from zhiheng.law.acts.committee_2014.categories import (
    category_cap,
    category_interval,
    category_later_interval,
    category_life_result,
    category_life_wait,
    category_lifted,
    category_reprieve_result,
    category_wait,
)
from zhiheng.law.acts.commutation_1997.numbers import (
    cap_1997,
    interval_1997,
    life_result_1997,
    life_wait_1997,
    reprieve_floor_1997,
    wait_1997,
)
from zhiheng.law.acts.commutation_2012.numbers import (
    cap_2012,
    interval_2012,
    life_result_2012,
    life_wait_2012,
    lifted_2012,
    reprieve_result_2012,
    wait_2012,
)
from zhiheng.law.acts.commutation_2016.fixed_terms import (
    interval_not_below_last,
    lifted_by_major_merit,
    ordinary_cap,
    ordinary_interval,
    ordinary_wait,
    strict_cap,
    strict_interval,
    strict_wait,
)
from zhiheng.law.acts.commutation_2016.later_crimes import greatest_after_retrial
from zhiheng.law.acts.commutation_2016.life import later_interval, life_result, life_wait, strict_life_result, strict_life_wait
from zhiheng.law.acts.commutation_2016.parole import parole_after_reprieve
from zhiheng.law.acts.commutation_2016.reprieve import (
    reprieve_floor,
    reprieve_result,
    reprieve_wait,
    restricted_cap,
    restricted_interval,
    restricted_wait,
    strict_reprieve_result,
)
from zhiheng.law.acts.criminal_law.combination import Range, wait_after_light_crime
from zhiheng.law.acts.criminal_law.commutation import (
    allowed_amount,
    forward_end,
    half_day,
    life_floor,
    longest_cut,
    restricted_floor_by_life,
    restricted_floor_by_merit,
)
from zhiheng.law.acts.criminal_law.parole import parole_from_life, parole_half
from zhiheng.law.acts.property_2024.performance import open_again, property_refuses
from zhiheng.law.acts.supplement_2019.corruption import (
    corruption_cap,
    corruption_interval,
    corruption_later_interval,
    corruption_life_result,
    corruption_life_wait,
    corruption_lifted,
    corruption_reprieve_result,
    corruption_wait,
    normally_refused,
)
from zhiheng.law.calendar import NOTHING, Term, complete_on, half_of, last_day, total
from zhiheng.law.choices import DEFAULTS, LastReductionReading, Readings, SixMonthsReading, UnwillingMeritReading
from zhiheng.law.kinds import Grade, Pack, SentenceKind, Standing
from zhiheng.law.reckoning import Day

NO_DAY: Final = -1_000_000
"""No such day: unknown, or not applicable. Far before every calendar."""

UNBOUNDED: Final = Term(60, 0, 0)


class Position(NamedTuple):
    """One sentence as of a report. Terms that do not apply are zero; days that do not apply are :data:`NO_DAY`.

    ``moved`` days stand between the formula and the end that governs (gap, credit, exclusions, a printed difference); for life, those that
    count inside the term it becomes.
    ``excluded`` days are those among them that do not count as executed. ``reference`` is the day from which the
    waiting time (``again`` False) or the interval (True) runs. ``performed``: what was cured on that day was performance,
    not only the end of a situation; ``unwilling_alone``: strict for no other reason than being able but unwilling, by a
    ruling since 2024-05-01. ``readings``: what is taken where the law leaves a choice. ``lapsed``: what rulings that lapsed
    on retrial had removed, to be decided anew; ``light``: life again for an undiscovered crime that drew three years or less.
    """

    origin: SentenceKind
    state: SentenceKind
    pack: Pack
    standing: Standing
    original: Term
    began: Day
    start: Day
    running: Term
    removed: Term
    moved: int
    excluded: int
    latest_crime: Day
    final: Day
    expiry: Day
    by_merit: bool
    reference: Day
    again: bool
    last: Term
    unwilling: bool
    cured: Day
    barred_until: Day
    parole_from: Day
    ruling: Day
    performed: bool = True
    unwilling_alone: bool = False
    readings: Readings = DEFAULTS
    lapsed: Term = NOTHING
    light: bool = False


def is_major(grade: Grade) -> bool:
    return grade == Grade.C or grade == Grade.D


# --- the floor ------------------------------------------------------------------------------------------------------


def floor_end(p: Position) -> Day:
    """The last day before which the sentence may not end through commutation (R-F-1 to R-F-7)."""
    if p.origin == SentenceKind.LIFE:
        return NO_DAY if p.final == NO_DAY else life_floor(p.latest_crime, p.final) + p.excluded
    if p.origin == SentenceKind.DEATH_REPRIEVE:
        return NO_DAY if p.expiry == NO_DAY else floor_after_reprieve(p) + p.excluded
    return NO_DAY if p.began == NO_DAY else half_day(p.began, p.original) + p.moved


def floor_after_reprieve(p: Position) -> Day:
    if p.standing == Standing.RESTRICTED:
        reading = p.readings.restricted_floor
        return restricted_floor_by_merit(p.expiry, reading) if p.by_merit else restricted_floor_by_life(p.expiry, reading)
    return reprieve_floor_1997(p.expiry) if p.pack == Pack.P1997 else reprieve_floor(p.expiry)


# --- waiting times and intervals ------------------------------------------------------------------------------------


def first_wait(p: Position) -> Term:
    """How long before the first commutation, or before the first after a reprieve became life."""
    if p.light:
        return wait_after_light_crime()
    if p.origin == SentenceKind.LIFE:
        return wait_of_life(p)
    if p.origin == SentenceKind.DEATH_REPRIEVE:
        return wait_after_reprieve(p)
    return wait_of_term(p)


def wait_of_term(p: Position) -> Term:
    if p.pack != Pack.P2016:
        if p.standing == Standing.STRICT:
            return category_wait()
        return wait_2012() if p.pack == Pack.P2012 else wait_1997()
    if p.standing == Standing.S2019:
        return corruption_wait(p.original)
    return strict_wait() if p.standing == Standing.STRICT else ordinary_wait(p.original)


def wait_of_life(p: Position) -> Term:
    if p.pack != Pack.P2016:
        if p.standing == Standing.STRICT:
            return category_life_wait()
        return life_wait_2012() if p.pack == Pack.P2012 else life_wait_1997()
    if p.standing == Standing.S2019:
        return corruption_life_wait()
    return strict_life_wait() if p.standing == Standing.STRICT else life_wait()


def wait_after_reprieve(p: Position) -> Term:
    if p.pack != Pack.P2016:
        return wait_of_life(p)
    if p.standing == Standing.RESTRICTED:
        return restricted_wait()
    return corruption_life_wait() if p.standing == Standing.S2019 else reprieve_wait()


def interval(p: Position) -> Term:
    """How long after the last commutation; never shorter than what it removed, but under S2019 and before 2017."""
    if p.pack != Pack.P2016:
        return interval_before_2017(p)
    if p.standing == Standing.S2019:
        return corruption_later_interval() if p.original == NOTHING else corruption_interval(p.original)
    found = interval_2016(p)
    if p.standing == Standing.STRICT and p.readings.last_reduction == LastReductionReading.ORDINARY_ONLY:
        return found
    return interval_not_below_last(found, p.last)


def interval_before_2017(p: Position) -> Term:
    if p.standing == Standing.STRICT:
        return category_later_interval() if p.original == NOTHING else category_interval(p.original)
    return interval_2012() if p.pack == Pack.P2012 else interval_1997(p.running, p.last)


def interval_2016(p: Position) -> Term:
    if p.standing == Standing.RESTRICTED:
        return restricted_interval()
    if p.original == NOTHING:
        return later_interval()
    return strict_interval(p.original, p.readings.exactly_ten) if p.standing == Standing.STRICT else ordinary_interval(p.original)


def lifted(p: Position, grade: Grade) -> bool:
    """Whether major merit lifts the wait or the interval. Arts 10, 11 and 13 lift nothing. Of 1997 no text is on file: taken as in 2012."""
    if not is_major(grade):
        return False
    if p.standing == Standing.S2019:
        return corruption_lifted(grade)
    if p.standing == Standing.STRICT and p.pack != Pack.P2016:
        return category_lifted(grade)
    if p.standing == Standing.RESTRICTED or (p.origin == SentenceKind.DEATH_REPRIEVE and not p.again):
        return False
    if p.pack != Pack.P2016 and p.state != SentenceKind.FIXED:
        return False
    return lifted_by_major_merit(grade) if p.pack == Pack.P2016 else lifted_2012(grade)


def waiting_ends(p: Position, grade: Grade) -> Day:
    """The first day that wait or interval allow a report; at once where what lapsed on retrial is decided anew (R-K-9)."""
    if p.reference == NO_DAY or p.lapsed != NOTHING or lifted(p, grade) or (not p.again and at_will(p)):
        return p.reference
    return complete_on(p.reference, interval(p) if p.again else first_wait(p))


def at_will(p: Position) -> bool:
    """Control and detention have no waiting time in numbers (R-K-1)."""
    return p.origin == SentenceKind.CONTROL or p.origin == SentenceKind.DETENTION


def earliest(p: Position, grade: Grade) -> Day:
    """The first day on which a report is lawful: wait or interval, property cured for six months, no bar for a new crime."""
    day = waiting_ends(p, grade)
    if day == NO_DAY:
        return NO_DAY
    if p.cured != NO_DAY and not is_major(grade):
        day = max(day, reopened(p))
    return max(day, p.barred_until)


def reopened(p: Position) -> Day:
    """The first day after what stood in the way was cured: six months later, for one event or for both (OQ-18)."""
    if not p.performed and p.readings.six_months == SixMonthsReading.PERFORMANCE_ONLY:
        return p.cured
    return open_again(p.cured)


def handled_strictly(p: Position, grade: Grade) -> bool:
    """Whether the strict class governs this grade; where major merit is commuted its own reason may not count (OQ-25)."""
    if p.unwilling_alone and is_major(grade) and p.readings.unwilling_with_merit == UnwillingMeritReading.ORDINARY:
        return False
    return p.standing == Standing.STRICT


def refused(p: Position, grade: Grade) -> bool:
    """Normally no commutation: able but unwilling, under S2019 or by rulings from 2024-05-01 (not for major merit)."""
    if p.standing == Standing.S2019 and not is_major(grade) and normally_refused(False, p.unwilling):
        return True
    return property_refuses(p.ruling, p.unwilling, grade)


# --- amounts --------------------------------------------------------------------------------------------------------


def cap(p: Position, grade: Grade) -> Term:
    """The most that one commutation of a term may remove, before the floor."""
    if p.lapsed != NOTHING:
        return greatest_after_retrial(True, p.lapsed, p.running)
    if at_will(p):
        return p.running
    if p.pack != Pack.P2016:
        ordinary = cap_2012(grade) if p.pack == Pack.P2012 else cap_1997(p.running, grade)
        return category_cap(ordinary) if p.standing == Standing.STRICT else ordinary
    if p.standing == Standing.RESTRICTED:
        return restricted_cap(grade)
    if p.standing == Standing.S2019:
        return corruption_cap(grade)
    ordinary = ordinary_cap(grade)
    return strict_cap(ordinary) if handled_strictly(p, grade) else ordinary


def most(p: Position, capped: Term, not_before: Day) -> Term:
    """What one commutation may remove: the cap, cut so that the term ends neither before the floor nor before a day."""
    room = longest_cut(p.start, p.running, p.removed, not_before - p.moved, p.readings.leap)
    half = UNBOUNDED if p.original == NOTHING else half_of(p.original)
    return allowed_amount(capped, room, half, p.removed)


def end_after(p: Position, amount: Term) -> Day:
    """The last day of the running term once an amount more is removed."""
    return forward_end(p.start, p.running, total(p.removed, amount), p.readings.leap) + p.moved


# --- what life and reprieve become ----------------------------------------------------------------------------------


def result_range(p: Position, grade: Grade) -> Range:
    """The fixed term that life may become, also life that came from a reprieve."""
    if p.origin == SentenceKind.DEATH_REPRIEVE:
        return result_after_reprieve(p, grade)
    if p.pack != Pack.P2016:
        if p.standing == Standing.STRICT:
            return category_life_result()
        return life_result_2012(grade) if p.pack == Pack.P2012 else life_result_1997(grade)
    if p.standing == Standing.S2019:
        return corruption_life_result(grade)
    ordinary = life_result(grade)
    return strict_life_result(ordinary) if handled_strictly(p, grade) else ordinary


def result_after_reprieve(p: Position, grade: Grade) -> Range:
    if p.pack != Pack.P2016:
        if p.standing == Standing.STRICT:
            return category_reprieve_result()
        return reprieve_result_2012(grade) if p.pack == Pack.P2012 else life_result_1997(grade)
    if p.standing == Standing.S2019:
        return corruption_reprieve_result(grade)
    eased = p.standing == Standing.STRICT and not handled_strictly(p, grade)
    return reprieve_result(grade) if eased or p.standing == Standing.ORDINARY else strict_reprieve_result(grade)


def end_of_result(p: Position, ruling: Day, result: Term) -> Day:
    """CL art 80: the fixed term runs from the ruling. Days served before a judgment made anew count inside it (``moved``), down to the floor."""
    return max(last_day(ruling, result) + p.moved, floor_end(p), ruling)


# --- parole ---------------------------------------------------------------------------------------------------------


def parole_threshold(p: Position) -> Day:
    """The first day on which the time served is enough for parole; NO_DAY for control and detention."""
    if at_will(p):
        return NO_DAY
    if p.origin == SentenceKind.LIFE:
        return NO_DAY if p.final == NO_DAY else parole_from_life(p.latest_crime, p.final) + p.excluded
    if p.origin == SentenceKind.DEATH_REPRIEVE:
        if p.expiry == NO_DAY:
            return NO_DAY
        day = reprieve_floor_1997(p.expiry) + 1 if p.pack == Pack.P1997 else parole_after_reprieve(p.expiry)
        return day + p.excluded
    return NO_DAY if p.began == NO_DAY else parole_half(p.began, p.original, p.moved)


def parole_earliest(p: Position) -> Day:
    """Threshold, interval after commutation and six months after property was cured, whichever is last."""
    day = parole_threshold(p)
    if day == NO_DAY:
        return NO_DAY
    if p.cured != NO_DAY:
        day = max(day, reopened(p))
    return max(day, p.parole_from)
