"""The dates of many terms at once: end and floor, over columns or Arrow."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, cast

import numba
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiheng.law.acts.criminal_law.commutation import half_day
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import Term
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.population.machine import FIRST_DAY, LATEST_START, LONGEST_YEARS, OutOfRange, compiled

type Days32 = NDArray[np.int32]
type Lengths = NDArray[np.int16]


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


def term_ends(columns: TermColumns, readings: Readings = DEFAULTS) -> TermEnds:
    """R-D-1 and R-F-1 for every row, on one core. :class:`OutOfRange` before anything is computed."""
    _require_range(columns)
    ends = TermEnds(np.empty(len(columns.start), np.int32), np.empty(len(columns.start), np.int32))
    _loop()(*columns, *ends, int(readings.leap))
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
        leap: int,
    ) -> None:
        for i in range(len(start)):
            term = Term(years[i], months[i], days[i])
            reduced = Term(0, less_months[i], less_days[i])
            end[i] = end_of(start[i], term, reduced, gap[i], credit[i], excluded[i], leap)
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
