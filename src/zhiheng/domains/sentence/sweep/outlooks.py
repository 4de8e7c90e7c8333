"""A batch of positions through the compiled outlook: floor, earliest reports, amounts, parole, each with the rule that decided it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhiheng.domains.sentence.sweep.columns import REFUSED, UnusableColumns
from zhiheng.domains.sentence.sweep.kernel import Swept
from zhiheng.domains.sentence.sweep.taken import readings_of
from zhiheng.law.choices import Readings
from zhiheng.law.kinds import Pack, SentenceKind, Standing
from zhiheng.law.population import BARS, OutlookColumns, Outlooks, OutOfRange, outlooks
from zhiheng.law.prospects import NO_DAY

_KIND_OF: Final = {name: hint.__forward_arg__ for name, hint in OutlookColumns.__annotations__.items()}
DAYS: Final = tuple(name for name, kind in _KIND_OF.items() if kind == "Days32" and name not in ("moved", "excluded"))
CODES: Final = {"origin": SentenceKind, "state": SentenceKind, "pack": Pack, "standing": Standing}
SELDOM: Final = frozenset(("lapsed_months", "lapsed_days", "light", "old_code", "revoked", "excused"))
"""Columns that a file may leave out: nothing of the kind happened to anybody in it."""
GRADES: Final = ("a", "b", "c", "d")

INPUT: Final = pa.schema([("id", pa.string()), *((name, pa.date32() if name in DAYS else pa.int32()) for name in OutlookColumns._fields)])
"""One position a row: ``id`` and every column of :class:`~zhiheng.law.population.OutlookColumns`; days are dates, empty where unknown."""

OUTPUT: Final = pa.schema(
    [("id", pa.string()), ("end", pa.date32()), ("floor_end", pa.date32()), ("floor_by", pa.string())]
    + [(f"earliest_{grade}", pa.date32()) for grade in GRADES]
    + [("earliest_by", pa.string())]
    + [(f"amount_{unit}_{grade}", pa.int16()) for grade in GRADES for unit in ("months", "days")]
    + [(f"end_after_{grade}", pa.date32()) for grade in GRADES]
    + [("parole", pa.date32()), ("parole_by", pa.string()), ("bars", pa.list_(pa.string())), ("missing", pa.list_(pa.string()))]
)
"""The main figures of an outlook, grade by grade where a figure has one; ``bars``: the rules that bar parole for ever or for now.
``missing``: the facts that the record lacks and on which empty figures hang."""

MISSING: Final = (
    "original.delivery_date",
    "original.final_date",
    "original.reprieve_served_date",
    "offence_dates",
    "history.served",
    "history.amount",
    "term",
    "parole",
)
"""Facts that a record may lack, by their bits in the column ``missing`` that the records add; ``term``: what the sweep of terms refuses."""

WORDS: Final = ("out_of_range", "有事实缺失或超出可计算的范围", "a fact is missing or outside what can be computed")


class Prospects(NamedTuple):
    """What was computed, as numbers."""

    ids: pa.Array
    found: Outlooks
    missing: NDArray[np.int16]


def outlooks_swept(batch: pa.RecordBatch, on: date, first_row: int = 0) -> Swept:
    """Every row that can be computed; the day of the sweep is in the rows (``report``). UnusableColumns as for terms."""
    prospects, refused = prospects_swept(batch, first_row)
    return Swept(_batch_of(prospects), refused)


def prospects_swept(batch: pa.RecordBatch, first_row: int = 0) -> tuple[Prospects, pa.RecordBatch]:
    """The same as numbers, with the refused rows."""
    columns, ids, missing = columns_of(batch), batch.column("id").cast(pa.string()), _missing(batch)
    readings = readings_of(batch)
    starts = _starts(batch)
    good = _coded(columns)
    good[good] = _computable(_at(columns, good), readings)
    whole = np.logical_and.reduceat(good, starts) if len(starts) else good
    good = np.repeat(whole, np.diff([*starts, batch.num_rows]))
    found = outlooks(_at(columns, good), readings)
    # The latest of several days is not known while one of them is not.
    found.parole[(missing[good] >> MISSING.index("parole") & 1) == 1] = NO_DAY
    bad = np.flatnonzero(~whole)
    given = [bad + first_row, ids.take(pa.array(starts[bad])), *([word] * len(bad) for word in WORDS)]
    refused = pa.record_batch([pa.array(column, field.type) for column, field in zip(given, REFUSED, strict=True)], schema=REFUSED)
    kept = Prospects(ids.filter(pa.array(good)), found, missing[good])
    if len(starts) < batch.num_rows:
        person = np.repeat(np.arange(len(starts)), np.diff([*starts, batch.num_rows]))
        kept = _together(kept, _firsts(person[good]))
    return kept, refused


def _starts(batch: pa.RecordBatch) -> NDArray[np.int64]:
    """The first row of each person: the records give one for each world that they leave open (column ``of``), a file one in all."""
    if "of" not in batch.schema.names:
        return np.arange(batch.num_rows)
    return _firsts(np.asarray(batch.column("of")))


def _firsts(of: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.diff(of, prepend=-1))


def _together(every: Prospects, starts: NDArray[np.int64]) -> Prospects:
    """One outlook from those of all worlds: a figure on which they differ is not known, and hangs on the fact that was left open."""
    figures, differing = {}, np.zeros(len(starts), bool)
    for name, values in every.found._asdict().items():
        if name != "rules":
            least, most = np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)
            apart = least != most
            figures[name] = np.where(apart, _OPEN.get(name, NO_DAY), most).astype(values.dtype)
            differing |= apart.reshape(len(starts), -1).any(axis=1)
    figures["bars"] = np.bitwise_and.reduceat(every.found.bars, starts)
    open_fact = np.int16(1 << MISSING.index("offence_dates"))
    missing = np.where(differing, every.missing[starts] | open_fact, every.missing[starts] & ~open_fact)
    return Prospects(every.ids.take(pa.array(starts)), Outlooks(**figures, rules=every.found.rules), missing.astype(np.int16))


_OPEN: Final = dict.fromkeys(("amount_months", "amount_days", "floor_by", "earliest_by", "parole_by", "bars"), 0)
"""What stands where the worlds differ: no amount, no rule; for days none at all."""


def _missing(batch: pa.RecordBatch) -> NDArray[np.int16]:
    """Bits in the order of MISSING; a file of positions says nothing of it."""
    if "missing" not in batch.schema.names:
        return np.zeros(batch.num_rows, np.int16)
    return np.asarray(batch.column("missing").cast(pa.int16()))


def columns_of(batch: pa.RecordBatch) -> OutlookColumns:
    """The columns as numpy; an empty number becomes -1, which no rule takes."""
    found: dict[str, Any] = {}
    types: dict[str, type[np.signedinteger[Any]]] = {"Days32": np.int32, "Lengths": np.int16, "Codes": np.int8}
    for name, kind in _KIND_OF.items():
        if name in SELDOM and name not in batch.schema.names:
            found[name] = np.zeros(batch.num_rows, types[kind])
            continue
        try:
            column = batch.column(name).cast(INPUT.field(name).type).cast(pa.int32())
        except (KeyError, pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise UnusableColumns(name) from error
        values = pc.fill_null(column, NO_DAY if name in DAYS else -1).to_numpy(zero_copy_only=False)
        limits = np.iinfo(types[kind])
        found[name] = np.ascontiguousarray(np.clip(values, limits.min, limits.max).astype(types[kind]))
    return OutlookColumns(**found)


def _coded(columns: OutlookColumns) -> NDArray[np.bool_]:
    """Rows whose kinds are kinds and whose yes-or-no columns are 0 or 1."""
    good = np.ones(len(columns.origin), bool)
    for name, kind in _KIND_OF.items():
        column = getattr(columns, name)
        if name in CODES:
            good &= np.isin(column, [int(code) for code in CODES[name]])
        elif kind == "Codes":
            good &= (column == 0) | (column == 1)
    return good


def _computable(columns: OutlookColumns, readings: Readings) -> NDArray[np.bool_]:
    """Rows that the law does not refuse as out of range: halves are tried until the bad rows stand alone."""
    good = np.ones(len(columns.origin), bool)
    waiting = [(0, len(good))] if len(good) else []
    while waiting:
        first, last = waiting.pop()
        try:
            outlooks(_at(columns, slice(first, last)), readings)
        except OutOfRange:
            middle = (first + last) // 2
            good[first:last] &= last - first > 1
            waiting += [(first, middle), (middle, last)] if last - first > 1 else []
    return good


def _at(columns: OutlookColumns, where: Any) -> OutlookColumns:
    return OutlookColumns(*(column[where] for column in columns))


def _batch_of(prospects: Prospects) -> pa.RecordBatch:
    ids, found, missing = prospects
    by = pa.array([rule or None for rule in found.rules], pa.string())
    columns: dict[str, Any] = {"id": ids, "end": _dates(found.end), "floor_end": _dates(found.floor_end), "parole": _dates(found.parole)}
    for number, grade in enumerate(GRADES):
        columns[f"earliest_{grade}"] = _dates(found.earliest[:, number])
        columns[f"end_after_{grade}"] = _dates(found.end_after[:, number])
        columns[f"amount_months_{grade}"] = pa.array(found.amount_months[:, number])
        columns[f"amount_days_{grade}"] = pa.array(found.amount_days[:, number])
    for name in ("floor_by", "earliest_by", "parole_by"):
        columns[name] = by.take(pa.array(getattr(found, name)))
    columns["bars"] = _sets(tuple(BARS), found.bars)
    columns["missing"] = _sets(MISSING, missing)
    return pa.record_batch([columns[name] for name in OUTPUT.names], schema=OUTPUT)


def _sets(names: tuple[str, ...], bits: NDArray[Any]) -> Any:
    """Lists of the names whose bits are set."""
    numbers, of = np.unique(bits, return_inverse=True)
    sets = [[name for bit, name in enumerate(names) if number >> bit & 1] for number in numbers.tolist()]
    return pa.array(sets, pa.list_(pa.string())).take(pa.array(of))


def _dates(days: NDArray[Any]) -> Any:
    return pa.array(np.ascontiguousarray(days, np.int32), pa.int32(), mask=days == NO_DAY).cast(pa.date32())
