"""The same rules over a whole population: each rule compiled with its callee rules swapped for their compiled forms.

``compiled(rule)`` rebinds the rule's own source to compiled callees (recursively) and hands it to Numba; nothing is
written twice. The three calendar primitives get a table form here, proven equal to the plain form by tests. This is the
only module of ``law`` that imports numpy, numba and pyarrow.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from types import FunctionType
from typing import Any, Final, NamedTuple, cast

import numba
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiheng.law import calendar
from zhiheng.law.acts.criminal_law.commutation import half_day
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import Dated, Rule, day_of

type Days32 = NDArray[np.int32]
type Lengths = NDArray[np.int16]

# --- the table form of the calendar ---------------------------------------------------------------------------------

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
LATEST_START: Final = day_of(date(2120, 1, 1))
LONGEST_YEARS: Final = 60
_BASE: Final = FIRST_YEAR * 12
_MONTHS: Final = np.arange(f"{FIRST_YEAR}-01", f"{LAST_YEAR + 2}-01", dtype="datetime64[M]")
_FIRSTS: Final = _MONTHS.astype("datetime64[D]").astype(np.int32)
FIRST_DAY: Final = int(_FIRSTS[0])
LAST_DAY: Final = int(_FIRSTS[(LAST_YEAR - FIRST_YEAR + 1) * 12]) - 1
_MONTH_OF: Final = (np.searchsorted(_FIRSTS, np.arange(FIRST_DAY, LAST_DAY + 1), side="right") - 1).astype(np.uint16)


def _month_of(day: int) -> int:
    return int(_MONTH_OF[np.uint32(day - FIRST_DAY)]) + _BASE


def _first_of(month: int) -> int:
    return int(_FIRSTS[np.uint32(month - _BASE)])


def _day_of_month(day: int) -> int:
    return day - int(_FIRSTS[_MONTH_OF[np.uint32(day - FIRST_DAY)]]) + 1


TABLE_FORMS: Final[dict[Callable[..., Any], Callable[..., Any]]] = {
    calendar.month_of: _month_of,
    calendar.first_of: _first_of,
    calendar.day_of_month: _day_of_month,
}

# --- compiling ------------------------------------------------------------------------------------------------------

_compiled: dict[object, Callable[..., Any]] = {}


def compiled(rule: Rule[..., Any] | Dated[..., Any] | Callable[..., Any]) -> Callable[..., Any]:
    """The machine-code form of a rule, of a dated family (its deciding day first), or of a function of ``law``."""
    if rule not in _compiled:
        if isinstance(rule, Dated):
            _compiled[rule] = _by_date(rule)
        else:
            body = rule.body if isinstance(rule, Rule) else rule
            _compiled[rule] = _machine_code(cast(FunctionType, body))
    return _compiled[rule]


def _machine_code(body: FunctionType) -> Callable[..., Any]:
    source = cast(FunctionType, TABLE_FORMS.get(body, body))
    bound = {name: _swap(value) for name, value in source.__globals__.items() if name in source.__code__.co_names}
    copy = FunctionType(source.__code__, bound, source.__name__, source.__defaults__, source.__closure__)
    copy.__module__, copy.__qualname__ = source.__module__, source.__qualname__
    return cast(Callable[..., Any], numba.njit(nogil=True)(copy))


def _swap(value: Any) -> Any:
    if isinstance(value, Rule | Dated):
        return compiled(value)
    if isinstance(value, FunctionType) and value.__module__.startswith("zhiheng.law"):
        return compiled(value)
    return value


def _by_date(family: Dated[..., Any]) -> Callable[..., Any]:
    """A chain of comparisons, latest version first. Days outside every version raise, as the plain form does."""

    chosen: Callable[..., Any] = _no_version
    for turn, version in zip(family.turns, family.versions, strict=True):
        chosen = _turn(turn, compiled(version), chosen)
    until = family.versions[-1].until
    return chosen if until is None else _turn(day_of(until) + 1, _no_version_of, chosen)


@numba.njit(nogil=True)
def _no_version(on: int, *args: Any) -> Any:  # pragma: no cover - runs as machine code
    raise ValueError("no version of the rule was in force on that day")


@numba.njit(nogil=True)
def _no_version_of(*args: Any) -> Any:  # pragma: no cover - runs as machine code
    raise ValueError("no version of the rule was in force on that day")


def _turn(turn: int, version: Callable[..., Any], earlier: Callable[..., Any]) -> Callable[..., Any]:
    @numba.njit(nogil=True)
    def choose(on: int, *args: Any) -> Any:  # pragma: no cover - runs as machine code
        if on >= turn:
            return version(*args)
        return earlier(on, *args)

    return cast(Callable[..., Any], choose)


# --- the dates of many terms ----------------------------------------------------------------------------------------


class TermColumns(NamedTuple):
    """One fixed term, detention or control a row. Days since 1970-01-01; reductions summed; all of one length."""

    start: Days32
    years: Lengths
    months: Lengths
    days: Lengths
    reduced_months: Lengths
    reduced_days: Lengths
    gap: Days32
    credit: Days32
    excluded: Days32


class TermEnds(NamedTuple):
    """Last day of each term, and the day before which it may not end through commutation (R-F-1)."""

    end: Days32
    floor_end: Days32


class OutOfRange(ValueError):
    """A row that the calendar tables or the law cannot hold; the message names the first one."""


def term_ends(columns: TermColumns) -> TermEnds:
    """R-D-1 and R-F-1 for every row, on one core. :class:`OutOfRange` before anything is computed."""
    _require_range(columns)
    ends = TermEnds(np.empty(len(columns.start), np.int32), np.empty(len(columns.start), np.int32))
    _loop()(*columns, *ends)
    return ends


@cache
def _loop() -> Callable[..., None]:
    end_of, half = compiled(end_of_term), compiled(half_day)

    @numba.njit(nogil=True)
    def loop(  # pragma: no cover - runs as machine code
        start: Any,
        years: Any,
        months: Any,
        days: Any,
        less_months: Any,
        less_days: Any,
        gap: Any,
        credit: Any,
        excluded: Any,
        end: Any,
        floor: Any,
    ) -> None:
        for i in range(len(start)):
            term = Term(years[i], months[i], days[i])
            reduced = Term(0, less_months[i], less_days[i])
            end[i] = end_of(start[i], term, reduced, gap[i], credit[i], excluded[i])
            floor[i] = half(start[i], term) + gap[i] - credit[i] + excluded[i]

    return cast(Callable[..., None], loop)


def _require_range(columns: TermColumns) -> None:
    lengths = columns.years.astype(np.int32) * 12 + columns.months
    bad = (columns.start < FIRST_DAY) | (columns.start > LATEST_START) | (lengths > 12 * LONGEST_YEARS)
    bad |= lengths < columns.reduced_months
    for column in columns[1:]:
        bad |= column < 0
    if bad.any():
        raise OutOfRange(f"row {int(np.argmax(bad))} is outside what can be computed")


def columns_of(table: pa.Table) -> TermColumns:
    """An Arrow table with the column names of :class:`TermColumns`; ``start`` is date32. Nothing may be null."""
    found: dict[str, Any] = {}
    for name in TermColumns._fields:
        column = table.column(name)
        if column.null_count:
            raise OutOfRange(f"column {name} has unknown values")
        wanted = np.int16 if TermColumns.__annotations__[name].__forward_arg__ == "Lengths" else np.int32
        values = column.cast(pa.int32()).to_numpy()
        found[name] = np.ascontiguousarray(values.astype(wanted, copy=False))
    return TermColumns(**found)


def table_of(ends: TermEnds) -> pa.Table:
    """The ends as an Arrow table of date32."""
    return pa.table({name: pa.array(values, pa.int32()).cast(pa.date32()) for name, values in ends._asdict().items()})
