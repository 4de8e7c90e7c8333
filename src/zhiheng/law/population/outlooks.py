"""The outlooks of many people at once, by the rules that explain one of them, with the rule that decided each figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple, cast

import numba
import numpy as np
from numpy.typing import NDArray

from zhiheng.law.acts.commutation_2016.later_crimes import barred_after_revocation
from zhiheng.law.acts.commutation_2016.parole import barred_by_property, barred_by_reprieve
from zhiheng.law.acts.criminal_law.parole import barred_as_recidivist, barred_for_ever, parolable, violent_bar
from zhiheng.law.calendar import NOTHING, of_months
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.kinds import Grade, Pack, SentenceKind, Standing
from zhiheng.law.population.machine import FIRST_DAY, LATEST_START, LONGEST_YEARS, OutOfRange, compiled
from zhiheng.law.population.terms import Days32, Lengths
from zhiheng.law.prospects import (
    NO_DAY,
    Position,
    cap,
    earliest,
    end_after,
    floor_end,
    most,
    parole_earliest,
    parole_threshold,
    refused,
    waiting_ends,
)
from zhiheng.law.reckoning import Explanation, day_of
from zhiheng.law.sources import CL, CL_2011

type Codes = NDArray[np.int8]


FIRST_LAW: Final = day_of(CL.since)
"""Earlier crimes are told from later ones only by parole (R-B-8): they stand as of this day, and ``old_code`` says so."""


class OutlookColumns(NamedTuple):
    """One :class:`~zhiheng.law.prospects.Position` a row, flat: kinds as their numbers, terms as months and days.

    Days that are unknown or do not apply are ``NO_DAY``. ``report`` is the day for which amounts are asked. ``old_code``:
    the latest crime was before 1997-10-01 (R-B-8). ``revoked``: a parole was; ``excused``: for a crime confessed before.
    """

    origin: Codes
    state: Codes
    pack: Codes
    standing: Codes
    original_months: Lengths
    original_days: Lengths
    began: Days32
    start: Days32
    running_months: Lengths
    running_days: Lengths
    removed_months: Lengths
    removed_days: Lengths
    moved: Days32
    excluded: Days32
    latest_crime: Days32
    final: Days32
    expiry: Days32
    by_merit: Codes
    reference: Days32
    again: Codes
    last_months: Lengths
    last_days: Lengths
    unwilling: Codes
    cured: Days32
    barred_until: Days32
    parole_from: Days32
    ruling: Days32
    report: Days32
    recidivist: Codes
    violent: Codes
    ten_or_life: Codes
    performed: Codes
    unwilling_alone: Codes
    lapsed_months: Lengths
    lapsed_days: Lengths
    light: Codes
    old_code: Codes
    revoked: Codes
    excused: Codes


BARS: Final = {"R-B-1": 1, "R-B-2": 2, "R-B-3": 4, "R-B-4": 8, "R-B-5": 16, "R-B-6": 32}
"""The bits of ``Outlooks.bars``."""


class Outlooks(NamedTuple):
    """The main figures. Grade by grade (A to D, the second axis) where a figure has one; ``NO_DAY`` where there is none."""

    end: Days32
    floor_end: Days32
    earliest: Days32
    amount_months: Lengths
    amount_days: Lengths
    end_after: Days32
    parole: Days32
    bars: Codes
    floor_by: NDArray[np.int16]
    earliest_by: NDArray[np.int16]
    parole_by: NDArray[np.int16]
    rules: tuple[str, ...]


def position_of(columns: OutlookColumns, i: int, readings: Readings = DEFAULTS) -> Position:
    """Row ``i`` as one person has it: the same position, ready for the explained form of the rules."""
    row = {name: int(column[i]) for name, column in columns._asdict().items()}
    return Position(
        SentenceKind(row["origin"]), SentenceKind(row["state"]), Pack(row["pack"]), Standing(row["standing"]),
        of_months(row["original_months"], row["original_days"]), row["began"], row["start"],
        of_months(row["running_months"], row["running_days"]), of_months(row["removed_months"], row["removed_days"]),
        row["moved"], row["excluded"], row["latest_crime"], row["final"], row["expiry"], bool(row["by_merit"]),
        row["reference"], bool(row["again"]), of_months(row["last_months"], row["last_days"]), bool(row["unwilling"]),
        row["cured"], row["barred_until"], row["parole_from"], row["ruling"], bool(row["performed"]), bool(row["unwilling_alone"]), readings,
        of_months(row["lapsed_months"], row["lapsed_days"]), bool(row["light"]),
    )  # fmt: skip


def outlooks(columns: OutlookColumns, readings: Readings = DEFAULTS) -> Outlooks:
    """Every row's floor, earliest reports, amounts, ends and parole by the rules that explain one person, on one core.

    The three ``_by`` columns number the deciding rule in ``rules``. :class:`OutOfRange` before anything is computed.
    """
    _require_days(columns)
    count = len(columns.origin)
    end, floor, parole = (np.empty(count, np.int32) for _ in range(3))
    first, after = (np.empty((count, 4), np.int32) for _ in range(2))
    months, days = (np.empty((count, 4), np.int16) for _ in range(2))
    bars, *turns = (np.empty(count, np.int8) for _ in range(3))
    _outlook_loop()(tuple(columns), (end, floor, parole), first, months, days, after, bars, tuple(turns), _as_numbers(readings))
    return Outlooks(end, floor, first, months, days, after, parole, bars, *_deciding(columns, readings, *turns))


def _as_numbers(readings: Readings) -> Any:
    """The same tuple of plain numbers, of which machine code makes one type for every choice."""
    return Readings._make(int(reading) for reading in readings)


# --- the loop, around the compiled forms of the functions of ``prospects`` -------------------------------------------


def machine_forms(*rules: Callable[..., Any]) -> list[Callable[..., Any]]:
    return [compiled(rule) for rule in rules]


@cache
def _placing() -> Callable[..., Any]:
    months, whole = compiled(of_months), cast(Any, np.int64)

    @numba.njit(nogil=True)
    def length(count: int, days: int) -> Any:  # pragma: no cover - runs as machine code
        return months(whole(count), whole(days))

    @numba.njit(nogil=True)
    def place(c: Any, i: int, readings: Any) -> Any:  # pragma: no cover - runs as machine code
        return Position(
            whole(c[0][i]), whole(c[1][i]), whole(c[2][i]), whole(c[3][i]), length(c[4][i], c[5][i]),
            whole(c[6][i]), whole(c[7][i]), length(c[8][i], c[9][i]), length(c[10][i], c[11][i]),
            whole(c[12][i]), whole(c[13][i]), whole(c[14][i]), whole(c[15][i]), whole(c[16][i]), c[17][i] == 1,
            whole(c[18][i]), c[19][i] == 1, length(c[20][i], c[21][i]), c[22][i] == 1,
            whole(c[23][i]), whole(c[24][i]), whole(c[25][i]), whole(c[26][i]), c[31][i] == 1, c[32][i] == 1, readings,
            length(c[33][i], c[34][i]), c[35][i] == 1,
        )  # fmt: skip

    return cast(Callable[..., Any], place)


@cache
def _amounting() -> Callable[..., Any]:
    first_of_report, refuses, cap_of, most_of, end_of = machine_forms(earliest, refused, cap, most, end_after)

    @numba.njit(nogil=True)
    def amounts(p: Any, i: int, report: int, floor: int, first: Any, less_months: Any, less_days: Any, end: Any) -> None:  # pragma: no cover
        for grade in range(1, 5):
            day = first_of_report(p, grade)
            closed = p.standing == 5 or refuses(p, grade)
            first[i, grade - 1] = NO_DAY if closed else day
            less_months[i, grade - 1], less_days[i, grade - 1], end[i, grade - 1] = 0, 0, NO_DAY
            if closed or p.start == NO_DAY or floor == NO_DAY or day == NO_DAY or day > report:
                continue
            amount = most_of(p, cap_of(p, grade), max(floor, p.ruling))
            less_months[i, grade - 1], less_days[i, grade - 1] = 12 * amount.years + amount.months, amount.days
            end[i, grade - 1] = end_of(p, amount)

    return cast(Callable[..., Any], amounts)


@cache
def _barring() -> Callable[..., Any]:
    recidivist_bar, bar_of, reprieve_bar, ever, property_bar, open_to, revocation_bar = machine_forms(
        barred_as_recidivist, violent_bar, barred_by_reprieve, barred_for_ever, barred_by_property, parolable, barred_after_revocation
    )
    before = FIRST_LAW - 1

    @numba.njit(nogil=True)
    def barred(p: Any, facts: Any) -> int:  # pragma: no cover - runs as machine code
        recidivist, violent, ten_or_life, old, revoked, excused = facts
        if not open_to(p.origin):
            return 0
        reprieve = p.origin == 5
        found = 1 if not old and recidivist_bar(recidivist) else 0
        found += 2 if not reprieve and bar_of(before if old else p.latest_crime, violent, ten_or_life) else 0
        found += 4 if reprieve and not old and reprieve_bar(recidivist, violent) else 0
        found += 8 if ever(p.standing == 5) else 0
        found += 32 if revoked and revocation_bar(excused, excused) else 0
        return found + (16 if p.pack == 3 and property_bar(p.unwilling) else 0)

    return cast(Callable[..., Any], barred)


@cache
def _outlook_loop() -> Callable[..., None]:
    place, amounts, barred = _placing(), _amounting(), _barring()
    floor_of, first_of_report, waits, parole_of, served_of, end_of = machine_forms(
        floor_end, earliest, waiting_ends, parole_earliest, parole_threshold, end_after
    )
    nothing = NOTHING

    @numba.njit(nogil=True)
    def loop(
        c: Any, out: Any, first: Any, less_months: Any, less_days: Any, after: Any, bars: Any, turns: Any, readings: Any
    ) -> None:  # pragma: no cover
        end, floor, parole = out
        for i in range(len(end)):
            p = place(c, i, readings)
            end[i] = NO_DAY if p.start == NO_DAY else end_of(p, nothing)
            floor[i] = NO_DAY if p.standing == 5 else floor_of(p)
            amounts(p, i, c[27][i], floor[i], first, less_months, less_days, after)
            bars[i] = barred(p, (c[28][i] == 1, c[29][i] == 1, c[30][i] == 1, c[36][i] == 1, c[37][i] == 1, c[38][i] == 1))
            day, report = parole_of(p), first_of_report(p, 1)
            parole[i] = NO_DAY if bars[i] != 0 else day
            turns[0][i] = 0 if report == waits(p, 1) else 2 if report == p.barred_until else 1
            turns[1][i] = 0 if day == served_of(p) else 2 if day == p.parole_from else 1

    return cast(Callable[..., None], loop)


def _require_days(columns: OutlookColumns) -> None:
    bad = np.zeros(len(columns.origin), bool)
    for name, column in columns._asdict().items():
        if OutlookColumns.__annotations__[name].__forward_arg__ == "Days32" and name not in ("moved", "excluded"):
            bad |= (column != NO_DAY) & ((column < FIRST_DAY) | (column > LATEST_START))
    for months in (columns.original_months, columns.running_months, columns.removed_months, columns.last_months, columns.lapsed_months):
        bad |= (months < 0) | (months > 12 * LONGEST_YEARS)
    bad |= (columns.running_months < columns.removed_months) | (columns.latest_crime < FIRST_LAW) | (columns.ruling < FIRST_LAW)
    if bad.any():
        raise OutOfRange(f"row {int(np.argmax(bad))} is outside what can be computed")


def _deciding(columns: OutlookColumns, readings: Readings, report_turn: Codes, parole_turn: Codes) -> tuple[Any, ...]:
    """Rows that differ in no choice share their deciding rules: one of each group is explained, and its rule taken."""
    unknown = [column == NO_DAY for column in (columns.began, columns.final, columns.expiry, columns.reference)]
    old_law, at_once = columns.latest_crime < day_of(CL_2011.since), columns.original_months == 0
    kinds = (columns.origin, columns.state, columns.pack, columns.standing, columns.by_merit, columns.again)
    key = np.zeros(len(old_law), np.int64)
    renewed = 2 * ((columns.lapsed_months != 0) | (columns.lapsed_days != 0)) + (columns.light != 0)
    for choice in (*kinds, old_law, at_once, renewed, *unknown, report_turn, parole_turn):
        key = key * 8 + choice
    _, firsts, group = np.unique(key, return_index=True, return_inverse=True)
    rules: dict[str, int] = {"": 0}
    found = np.zeros((len(firsts), 3), np.int16)
    for g, i in enumerate(firsts):
        ids = _ids_of(position_of(columns, int(i), readings), int(report_turn[i]), int(parole_turn[i]))
        found[g] = [rules.setdefault(id, len(rules)) for id in ids]
    return (*(found[group, column] for column in range(3)), tuple(rules))


def _ids_of(p: Position, report_turn: int, parole_turn: int) -> tuple[str, str, str]:
    """The rules that decide floor, earliest report and parole of one person; the later of several days decides."""
    barring = {Pack.P1997: "R-P97-crime", Pack.P2012: "R-K-8", Pack.P2016: "R-K-6"}
    interval = {Pack.P1997: "R-P97-parole", Pack.P2012: "R-P12-22", Pack.P2016: "R-A-28"}
    floor = "" if p.standing == Standing.WHOLE_LIFE else _first_id(lambda: floor_end(p))
    report = (_first_id(lambda: waiting_ends(p, Grade.A)), "R-Y-9", barring[p.pack])[report_turn]
    parole = (_first_id(lambda: parole_threshold(p)), "R-Y-9", interval[p.pack])[parole_turn]
    return floor, report, parole


def _first_id(work: Callable[[], Any]) -> str:
    with Explanation() as explanation:
        work()
    return explanation.steps[0].rule.id if explanation.steps else ""
