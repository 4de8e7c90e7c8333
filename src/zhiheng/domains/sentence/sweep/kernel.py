"""A batch through the compiled rules: ends, floors, flags, and which provision decided. Pure; needs neither framework nor database."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiheng.domains.sentence.sweep.columns import OUTPUT, REASONS, REFUSED, UNKNOWN, Rows, rows_of
from zhiheng.domains.sentence.sweep.taken import readings_of
from zhiheng.law.acts import read_all
from zhiheng.law.calendar import Term, leap_doubt
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.population import TermColumns, term_ends
from zhiheng.law.population.machine import FIRST_DAY, LATEST_START, LONGEST_YEARS
from zhiheng.law.readings import uneven_month_end
from zhiheng.law.reckoning import RULES, date_of, day_of

type Mask = NDArray[np.bool_]
type Days = NDArray[np.int32]

FLAGS: Final = ("OQ-1", "OQ-2", "OQ-24", "differs", "ended", "below_floor")
"""The open questions that touch an end; a printed end that is not the computed one; an end before the day of the sweep; an end before the floor."""
ENDS_BY: Final = ("R-D-1", "R-D-8", "R-D-3", "R-X-3")
FLOORS_BY: Final = ("R-F-1",)
# 28 to 31: only such starts can raise OQ-1 or OQ-2.
LATE_IN_MONTH: Final = 28


class Swept(NamedTuple):
    """What was computed (OUTPUT) and what was not (REFUSED), both in the order of the batch."""

    found: pa.RecordBatch
    refused: pa.RecordBatch


class Ends(NamedTuple):
    """Days of every row that was computed; ``differs`` where a printed end is not the computed one."""

    end: Days
    governing: Days
    floor: Days
    carried: Days
    differs: Mask


class Terms(NamedTuple):
    """What was computed, as numbers. ``flags``: bits in the order of FLAGS; ``end_by`` and ``floor_by``: places in ENDS_BY and FLOORS_BY, -1 none."""

    ids: pa.Array
    start: Days
    ends: Ends
    flags: NDArray[np.int16]
    end_by: NDArray[np.int16]
    floor_by: NDArray[np.int16]


def swept(batch: pa.RecordBatch, on: date, first_row: int = 0) -> Swept:
    """Compute a batch of ``columns.INPUT`` as of a day. UnusableColumns when a column cannot be read; a bad row is refused alone."""
    terms, refused = terms_swept(batch, on, first_row)
    return Swept(_found(terms), refused)


def terms_swept(batch: pa.RecordBatch, on: date, first_row: int = 0) -> tuple[Terms, pa.RecordBatch]:
    """The same as numbers, with the refused rows."""
    rows = rows_of(batch)
    codes = refusals(rows)
    kept = only(rows, codes == 0)
    ends = ends_of(kept, readings_of(batch))
    floor_by = np.where(ends.floor == UNKNOWN, -1, 0).astype(np.int16)
    return Terms(kept.ids, kept.of["start"], ends, _flags(kept, ends, day_of(on)), _end_by(kept), floor_by), _refused(rows, codes, first_row)


# --- what cannot be computed ----------------------------------------------------------------------------------------------------------

CODES: Final = ("", *REASONS)


def refusals(rows: Rows) -> NDArray[np.int8]:
    """The number of the first reason of each row in CODES; 0 for none."""
    of, codes = rows.of, np.zeros(len(rows.kind), np.int8)
    length = 12 * of["years"].astype(np.int64) + of["months"]
    negative = np.zeros(len(codes), bool)
    for name in ("years", "months", "days", "reduced_months", "reduced_days", "gap", "credit", "excluded"):
        negative |= of[name] < 0
    far = (of["start"] < FIRST_DAY) | (of["start"] > LATEST_START) | (length > 12 * LONGEST_YEARS) | (of["days"] > 366)
    for name in ("gap", "credit", "excluded"):
        far |= of[name] > 366 * LONGEST_YEARS
    checks = {
        "kind_unknown": rows.kind == 0,
        "start_unknown": of["start"] == UNKNOWN,
        "term_unknown": (of["years"] == UNKNOWN) | ((length == 0) & (of["days"] == 0)),
        "negative": negative,
        "out_of_range": far,
        "over_reduced": (length < of["reduced_months"]) | (of["reduced_days"] > 366 * LONGEST_YEARS // 12),
    }
    for number, given in enumerate(rows.source.to_pylist()) if rows.source.null_count < len(rows.source) else ():
        codes[number] = CODES.index(given) if given else 0
    for code, mask in checks.items():
        codes[(codes == 0) & mask] = CODES.index(code)
    return codes


def _refused(rows: Rows, codes: NDArray[np.int8], first_row: int) -> pa.RecordBatch:
    places = np.flatnonzero(codes)
    reasons = [CODES[codes[place]] for place in places]
    words = [REASONS[code] for code in reasons]
    columns = [places + first_row, rows.ids.take(pa.array(places)), reasons, [word.zh for word in words], [word.en for word in words]]
    return pa.record_batch([pa.array(column, field.type) for column, field in zip(columns, REFUSED, strict=True)], schema=REFUSED)


# --- what is computed -----------------------------------------------------------------------------------------------------------------


def only(rows: Rows, good: Mask) -> Rows:
    of = {name: column[good] for name, column in rows.of.items()}
    return Rows(rows.ids.filter(pa.array(good)), rows.kind[good], rows.changed[good], rows.source, of)


def ends_of(rows: Rows, readings: Readings = DEFAULTS) -> Ends:
    """The same steps as ``law.sentence`` takes for one person: as judged, then after the rulings, a printed difference carried along."""
    of, judged_as_term = rows.of, rows.kind <= SentenceKind.FIXED
    as_judged = term_ends(_term_columns(of, reduced=False), readings).end
    after = term_ends(_term_columns(of, reduced=True), readings)
    printed_first = (of["original_end"] != UNKNOWN) & judged_as_term
    carried = np.where(printed_first, of["original_end"] - as_judged, 0).astype(np.int32)
    end = np.where(rows.changed, after.end + carried, after.end)
    floor = np.where(judged_as_term, after.floor_end + carried, UNKNOWN)
    printed_last = rows.changed & (of["printed_end"] != UNKNOWN)
    # An end printed before the days were found not to count agrees as it stands.
    agrees = (of["printed_end"] == end) | (of["printed_end"] == end - of["excluded"])
    unchanged = np.where(printed_first, of["original_end"], as_judged) + of["excluded"]
    governing = np.where(rows.changed, np.where(printed_last & ~agrees, of["printed_end"], end), unchanged)
    differs = np.where(rows.changed, printed_last & ~agrees, False) | (carried != 0)
    return Ends(end.astype(np.int32), governing.astype(np.int32), floor.astype(np.int32), carried, differs)


def _term_columns(of: dict[str, Days], *, reduced: bool) -> TermColumns:
    """``reduced``: with every reduction and every day that does not count; else as judged."""
    nothing = np.zeros(len(of["start"]), np.int32)
    less = (of["reduced_months"], of["reduced_days"], of["excluded"]) if reduced else (nothing, nothing, nothing)
    years, months, days, less_months, less_days = (column.astype(np.int16) for column in (of["years"], of["months"], of["days"], *less[:2]))
    return TermColumns(of["start"], years, months, days, less_months, less_days, of["gap"], of["credit"], less[2])


def _found(terms: Terms) -> pa.RecordBatch:
    ends = terms.ends
    columns = [
        terms.ids,
        _dates(terms.start),
        _dates(ends.end),
        _dates(ends.governing),
        _dates(ends.floor),
        _flag_sets(terms.flags),
        _named(terms.end_by, ENDS_BY),
        _named(terms.end_by, provisions(ENDS_BY)),
        _named(terms.floor_by, FLOORS_BY),
        _named(terms.floor_by, provisions(FLOORS_BY)),
    ]
    return pa.record_batch(columns, schema=OUTPUT)


def _end_by(rows: Rows) -> NDArray[np.int16]:
    """The last rule that moved the computed end, by its place in ENDS_BY."""
    of = rows.of
    reduced = (of["reduced_months"] > 0) | (of["reduced_days"] > 0)
    moved = (of["gap"] != 0) | (of["credit"] != 0)
    return np.select([of["excluded"] != 0, moved, reduced], [3, 2, 1], 0).astype(np.int16)


def _flags(rows: Rows, ends: Ends, on: int) -> NDArray[np.int16]:
    first, second = _doubts(rows)
    below = (ends.floor != UNKNOWN) & (ends.governing < ends.floor)
    masks = (first, second, ends.carried != 0, ends.differs, ends.governing < on, below)
    return sum((mask.astype(np.int16) << np.int16(bit) for bit, mask in enumerate(masks)), np.zeros(len(rows.kind), np.int16))


def _flag_sets(numbers: NDArray[np.int16]) -> Any:
    sets = [[flag for bit, flag in enumerate(FLAGS) if number >> bit & 1] for number in range(1 << len(FLAGS))]
    return pa.array(sets, pa.list_(pa.string())).take(pa.array(numbers))


def _doubts(rows: Rows) -> tuple[Mask, Mask]:
    """OQ-1 and OQ-2, asked of the law's own functions where the day of the month can raise them."""
    of = rows.of
    days = of["start"].astype("datetime64[D]")
    late = np.flatnonzero((days - days.astype("datetime64[M]")).astype(int) + 1 >= LATE_IN_MONTH)
    one, two = np.zeros(len(days), bool), np.zeros(len(days), bool)
    for place in late:
        start, judged = int(of["start"][place]), int(of["judged_on"][place])
        one[place] = leap_doubt(start, Term(int(of["years"][place]), int(of["months"][place]), int(of["days"][place])))
        two[place] = uneven_month_end(date_of(start), None if judged == UNKNOWN else date_of(judged))
    return one, two


def _dates(days: Days) -> Any:
    return pa.array(days, pa.int32(), mask=days == UNKNOWN).cast(pa.date32())


def _named(places: NDArray[Any], names: tuple[str, ...]) -> Any:
    """A dictionary column; a place below 0 is nothing."""
    indices = pa.array(places.astype(np.int8), mask=places < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names))


@cache
def provisions(rules: tuple[str, ...]) -> tuple[str, ...]:
    """The provisions of rules, in Chinese, as they are cited."""
    read_all()
    return tuple(RULES[rule].provision.zh for rule in rules)
