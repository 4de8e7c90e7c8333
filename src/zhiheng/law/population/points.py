"""A month of the points appraisal for many prisoners at once, by the rules that explain one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple, cast

import numba
import numpy as np
from numpy.typing import NDArray

from zhiheng.law.acts.points_2021 import general, grading, interruptions, results, scoring, variants
from zhiheng.law.points import compute_month, counted_adds
from zhiheng.law.points_facts import MonthFacts, Standing
from zhiheng.law.population.machine import compiled
from zhiheng.law.reckoning import Day, Truth, date_of
from zhiheng.law.scale import EntryReading, Grade, Part, Readings, Sanction

type Whole = NDArray[np.int32]

NONE: Final = -(2**31)
"""Where a column's fact is absent: the whole month counts, no labour score given, nothing credited."""


FEW: Final = 3_000
"""Up to so many prisoners the rules are called as they stand: quicker than translating them, which takes some seconds once."""


class MonthColumns(NamedTuple):
    """One prisoner's month a row: :class:`MonthFacts`, the open cycle as the months before left it, and :class:`Standing`.

    Points in hundredths, deductions positive. ``counted``, ``labour``, ``credited`` and ``strict_cap`` are ``NONE`` where they do not apply.
    """

    add_supervision: Whole
    add_education: Whole
    add_labour: Whole
    off_supervision: Whole
    off_education: Whole
    off_labour: Whole
    special: Whole
    warnings: Whole
    demerits: Whole
    confinements: Whole
    largest: Whole
    findings: Whole
    counted: Whole
    hospital: Whole
    confined: Whole
    entry: Whole
    unable: Whole
    labour: Whole
    credited: Whole
    denied: Whole
    opening: Whole
    low_before: Whole
    below_before: Whole
    parts_before: Whole
    heaviest_before: Whole
    warnings_before: Whole
    demerits_before: Whole
    confinements_before: Whole
    findings_before: Whole
    last_grade: Whole
    able: Whole
    performed: Whole
    provincial: Whole
    strict_cap: Whole


class MonthLines(NamedTuple):
    """What one prisoner's month comes to; a matrix of many has its columns in this order.

    The cycle's figures include this month; when ``closes`` is not 0 the next month starts a new cycle from ``carried``. It is more than 1
    only under the reading that closes a second cycle at once (Q3). ``highest`` and ``bar`` are 0 while the cycle is open.
    """

    base: int
    add_supervision: int
    add_education: int
    add_labour: int
    off_supervision: int
    off_education: int
    off_labour: int
    special: int
    taken: int
    supervision: int
    education: int
    labour: int
    score: int
    tested: int
    low: int
    below: int
    parts_below: int
    largest: int
    opening: int
    closing: int
    carried: int
    closes: int
    low_months: int
    months_below: int
    parts_in_cycle: int
    heaviest: int
    warnings: int
    demerits: int
    confinements: int
    findings: int
    last_grade: int
    highest: int
    bar: int


def month_lines(columns: MonthColumns, month: Day, readings: Readings) -> NDArray[np.int32]:
    """A row of :class:`MonthLines` for each row of ``columns``, as one matrix. Facts must have passed ``points_facts.contradictions``."""
    made = np.zeros((len(columns.opening), len(MonthLines._fields)), np.int32)
    if len(made) <= FEW:
        for i in range(len(made)):
            made[i] = line_of_one(columns, i, month, readings)
        return made
    _loop()(np.stack(columns), month, scoring.days_in(month), tuple(int(reading) for reading in readings), made)
    return made


def line_of_one(columns: MonthColumns, i: int, month: Day, readings: Readings) -> tuple[int, ...]:
    """One row by the rules as they stand; inside an :class:`Explanation` it leaves the tree that explains the line."""
    facts, standing = facts_of(columns, i, month)
    row = {name: int(column[i]) for name, column in columns._asdict().items()}
    found = compute_month(facts, readings)
    adds = counted_adds(facts)
    taken = sum(variants.sanction_deduction(sanction) for sanction in facts.sanctions)
    closing = general.balance_after(standing.balance, found.score)
    cycle = (
        row["low_before"] + found.low, row["below_before"] + found.below, row["parts_before"] + found.parts_below,
        max(row["heaviest_before"], found.largest_deduction), row["warnings_before"] + row["warnings"],
        row["demerits_before"] + row["demerits"], row["confinements_before"] + row["confinements"],
        row["findings_before"] + row["findings"],
    )  # fmt: skip
    ends = _ends(cycle, closing, standing, readings)
    return (
        found.base, *adds, *facts.deductions, facts.special, taken, *(found.parts or (0, 0, 0)), found.score, found.tested, int(found.low),
        int(found.below), found.parts_below, found.largest_deduction, standing.balance, closing, *ends[:2], *cycle, row["last_grade"], *ends[2:],
    )  # fmt: skip


def _ends(cycle: tuple[int, ...], closing: int, standing: Standing, readings: Readings) -> tuple[int, int, int, int]:
    """(carried, cycles closed, highest grade and bar of the first of them): the last two are 0 while the cycle is open."""
    carried, closes = results.settled(closing, readings.remainder)
    if not closes:
        return closing, 0, 0, 0
    low, _, parts, heaviest, warnings, demerits, confinements, findings = cycle
    fails = grading.must_fail(findings, warnings, demerits, confinements, low, readings.demerit)
    bar = grading.barred_from_positive(
        heaviest, parts, standing.last_grade, standing.able_to_pay, standing.property_performed, standing.provincial_bar
    )
    return carried, closes, int(grading.highest_grade(fails, bar)), int(bar)


def facts_of(columns: MonthColumns, i: int, month: Day) -> tuple[MonthFacts, Standing]:
    """Row ``i`` as one person has it, ready for the explained form of the rules. What the cycle brought along is not in it."""
    row = {name: int(column[i]) for name, column in columns._asdict().items()}
    sanctions = (Sanction.WARNING,) * row["warnings"] + (Sanction.DEMERIT,) * row["demerits"] + (Sanction.CONFINEMENT,) * row["confinements"]
    facts = MonthFacts(
        month=date_of(month), adds=(row["add_supervision"], row["add_education"], row["add_labour"]),
        deductions=(row["off_supervision"], row["off_education"], row["off_labour"]), special=row["special"], sanctions=sanctions,
        largest_deduction=row["largest"], findings=row["findings"], counted_days=_given(row["counted"]), hospital_days=row["hospital"],
        confinement_days=row["confined"], entry=bool(row["entry"]), unable=bool(row["unable"]), labour_given=_given(row["labour"]),
        credited=_given(row["credited"]), base_denied=bool(row["denied"]), strict_cap=_given(row["strict_cap"]),
    )  # fmt: skip
    standing = Standing(
        balance=row["opening"], last_grade=Grade(row["last_grade"]), able_to_pay=Truth(row["able"]),
        property_performed=Truth(row["performed"]), provincial_bar=bool(row["provincial"]),
    )  # fmt: skip
    return facts, standing


def _given(value: int) -> int | None:
    return None if value == NONE else value


@cache
def _loop() -> Callable[..., None]:
    """The month as ``law.points`` puts the rules together, row by row. The tests hold the two together."""
    month_of_one, cycle_of_one = _month(), _cycle()

    @numba.njit(nogil=True)
    def loop(c: Any, month: int, length: int, reading: Any, out: Any) -> None:  # pragma: no cover - runs as machine code
        for i in range(len(out)):
            month_of_one(c, i, month, length, reading, out[i])
            cycle_of_one(c, i, reading, out[i])

    return cast(Callable[..., None], loop)


# Where the readings stand in ``scale.Readings``, and the columns that the two halves share.
_SANCTION, _BASE, _REMAINDER, _DEMERIT, _ENTRY, _ROUNDING, _YEAR, _AVAILABLE = range(8)
_EXCLUDED = int(EntryReading.EXCLUDED)


@cache
def _bases() -> Callable[..., tuple[int, ...]]:
    """Of one row: the whole base, by days, as granted, days with a base, days with labour."""
    month_base, pro_rata, when_proved = compiled(scoring.month_base), compiled(scoring.pro_rata), compiled(interruptions.base_when_proved)
    with_base, with_labour = compiled(variants.days_with_base), compiled(variants.labour_days)
    yes, no = int(Truth.YES), int(Truth.NO)

    @numba.njit(nogil=True)
    def of_one(c: Any, i: int, month: int, length: int, rounding: int, bases: Any) -> Any:  # pragma: no cover - runs as machine code
        given = c[17, i] != NONE
        counted = length if c[12, i] == NONE else c[12, i]
        days = with_base(counted, c[14, i])
        labour_days = with_labour(days, c[13, i])
        whole = bases[0] + bases[1] + bases[2]
        granted = c[18, i]
        if granted == NONE:
            third = 0 if given else bases[2]
            base = month_base(bases[0] + bases[1], days, third, 0 if given else labour_days, month, rounding)
            granted = when_proved(base, yes if c[19, i] != 0 else no) + (c[17, i] if given else 0)
        return whole, pro_rata(whole, counted, month, rounding), granted, days, labour_days, counted

    return cast(Callable[..., tuple[int, ...]], of_one)


@cache
def _parts() -> Callable[..., tuple[int, ...]]:
    """Of one row: counted adds, deductions, parts below their base, and the parts with each capped at its base."""
    counted_adds, strict_adds, pro_rata = compiled(scoring.counted_adds), compiled(variants.strict_adds), compiled(scoring.pro_rata)
    part_score, part_below = compiled(scoring.part_score), compiled(grading.part_below)
    yes = int(Truth.YES)

    @numba.njit(nogil=True)
    def of_one(c: Any, i: int, month: int, rounding: int, caps: Any, days: Any, row: Any) -> Any:  # pragma: no cover - runs as machine code
        adds, off, below, capped = 0, 0, 0, 0
        for k in range(3):
            add = counted_adds(c[k, i], caps[k])
            if c[33, i] != NONE:
                add = strict_adds(add, yes, c[33, i] - adds, True)
            row[1 + k], row[4 + k] = add, c[3 + k, i]
            adds, off = adds + add, off + c[3 + k, i]
            if c[18, i] == NONE:
                base = 0 if c[15, i] != 0 else caps[k]
                had = pro_rata(base, 0 if c[19, i] != 0 else days[k], month, rounding)
                if k == 2 and c[17, i] != NONE:
                    had = c[17, i]
                part, due = part_score(had, add, c[3 + k, i]), pro_rata(base, days[3], month, rounding)
                row[9 + k] = part
                below += 1 if part_below(part, due) else 0
                capped += min(part, due)
        return adds, off, below, capped

    return cast(Callable[..., tuple[int, ...]], of_one)


@cache
def _month() -> Callable[..., None]:
    bases_of_one, parts_of_one, taken_of_one = _bases(), _parts(), _taken()
    month_score, tested_score = compiled(scoring.month_score), compiled(variants.tested_score)
    to_reach, reaches = compiled(results.base_to_reach), compiled(results.reaches_base)
    low_month, month_below = compiled(grading.low_month), compiled(results.month_below)
    ordinary = np.array([scoring.standard_base(part) for part in Part], np.int64)
    certified = np.array([variants.unable_base(part) for part in Part], np.int64)
    nothing = np.zeros(3, np.int64)

    @numba.njit(nogil=True)
    def of_one(c: Any, i: int, month: int, length: int, reading: Any, row: Any) -> None:  # pragma: no cover - runs as machine code
        entry = c[15, i] != 0
        caps = certified if c[16, i] != 0 else ordinary
        whole, expected, granted, days, labour_days, counted = bases_of_one(c, i, month, length, reading[_ROUNDING], nothing if entry else caps)
        adds, off, below_each, capped_parts = parts_of_one(c, i, month, reading[_ROUNDING], caps, (days, days, labour_days, counted), row)
        taken, largest = taken_of_one(c, i)
        clean = month_score(granted, adds, off, c[6, i])
        tested = tested_score(clean, taken, reading[_SANCTION])
        capped = tested if c[18, i] != NONE else tested - clean + capped_parts
        needed = to_reach(whole, expected, granted, reading[_AVAILABLE])
        reached = reaches(tested, capped, below_each, needed, reading[_BASE])
        row[0], row[7], row[8], row[12], row[13] = granted, c[6, i], taken, clean - taken, tested
        row[14] = 1 if low_month(tested, entry, reading[_ENTRY]) else 0
        row[15] = 1 if month_below(reached, entry, reading[_ENTRY]) else 0
        row[16] = 0 if entry and reading[_ENTRY] == _EXCLUDED else below_each
        row[17] = largest

    return cast(Callable[..., None], of_one)


@cache
def _taken() -> Callable[..., tuple[int, int]]:
    """Of one row: what its sanctions take, and its largest single deduction."""
    warning, demerit, confinement = (
        compiled(variants.warning_deduction), compiled(variants.demerit_deduction), compiled(variants.confinement_deduction),
    )  # fmt: skip

    @numba.njit(nogil=True)
    def of_one(c: Any, i: int) -> Any:  # pragma: no cover - runs as machine code
        taken, largest = 0, c[10, i]
        for k in range(3):
            one = warning() if k == 0 else (demerit() if k == 1 else confinement())
            if c[7 + k, i] > 0:
                taken, largest = taken + c[7 + k, i] * one, max(largest, one)
        return taken, largest

    return cast(Callable[..., tuple[int, int]], of_one)


@cache
def _cycle() -> Callable[..., None]:
    balance_after, settled = compiled(general.balance_after), compiled(results.settled)
    must_fail, barred, highest_grade = (
        compiled(grading.must_fail), compiled(grading.barred_from_positive), compiled(grading.highest_grade),
    )  # fmt: skip

    truths = tuple(Truth)

    @numba.njit(nogil=True)
    def of_one(c: Any, i: int, reading: Any, row: Any) -> None:  # pragma: no cover - runs as machine code
        opening = c[20, i]
        row[18] = opening
        row[19] = balance_after(opening, row[12])
        row[22] = c[21, i] + row[14]
        row[23] = c[22, i] + row[15]
        row[24] = c[23, i] + row[16]
        row[25] = max(c[24, i], row[17])
        for k in range(3):
            row[26 + k] = c[25 + k, i] + c[7 + k, i]
        row[29] = c[28, i] + c[11, i]
        row[30] = c[29, i]
        row[20], row[21] = settled(row[19], reading[_REMAINDER])
        if row[21] > 0:
            fails = must_fail(row[29], row[26], row[27], row[28], row[22], reading[_DEMERIT])
            bar = barred(row[25], row[24], c[29, i], truths[c[30, i]], truths[c[31, i]], c[32, i] != 0)
            row[31], row[32] = highest_grade(fails, bar), bar

    return cast(Callable[..., None], of_one)
