"""What goes into a sweep and what comes out of it, column by column."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Caption

UNKNOWN: Final = int(np.iinfo(np.int32).min)
"""An unknown day or number in a numpy column."""

REQUIRED: Final = ("id", "start", "years")
DAYS: Final = ("start", "original_end", "printed_end", "judged_on")
NUMBERS: Final = ("years", "months", "days", "reduced_months", "reduced_days", "gap", "credit", "excluded")

INPUT: Final = pa.schema(
    [("id", pa.string()), ("kind", pa.string()), ("start", pa.date32())]
    + [(name, pa.int32()) for name in NUMBERS]
    + [("changed", pa.bool_()), ("original_end", pa.date32()), ("printed_end", pa.date32()), ("judged_on", pa.date32()), ("refused", pa.string())]
)
"""One person a row. ``id``, ``start`` (first day of the term now running) and ``years`` must be there; of the others an absent column or an
empty value is nought, unknown, ``fixed``. ``kind``: the sentence as judged (control, detention, fixed, life, death_reprieve).
``years months days``: the term as judged, or as life or reprieve became a fixed term. ``reduced_*``: all reductions of that term.
``gap credit excluded``: days that move the end. ``changed``: a ruling has changed the sentence (default: there is a reduction).
``original_end``: printed with the judgment; ``printed_end``: printed with the last ruling. ``refused``: a code by which the source itself
refuses the row."""

OUTPUT: Final = pa.schema(
    [
        ("id", pa.string()),
        ("start", pa.date32()),
        ("end", pa.date32()),
        ("governing_end", pa.date32()),
        ("floor_end", pa.date32()),
        ("flags", pa.list_(pa.string())),
        ("end_by", pa.dictionary(pa.int8(), pa.string())),
        ("end_provision", pa.dictionary(pa.int8(), pa.string())),
        ("floor_by", pa.dictionary(pa.int8(), pa.string())),
        ("floor_provision", pa.dictionary(pa.int8(), pa.string())),
    ]
)
"""``end`` is computed, ``governing_end`` the printed one where there is one. ``*_by``: the rule that decided the figure; with it its provision."""

REFUSED: Final = pa.schema([("row", pa.int64()), ("id", pa.string()), ("code", pa.string()), ("zh", pa.string()), ("en", pa.string())])
"""Rows that were not computed. ``row`` counts from 0 over the whole source."""

REASONS: Final[dict[str, Caption]] = {
    "no_term": Caption("无期徒刑、死缓尚未减为有期徒刑，没有止日", "life or reprieve that has not become a fixed term has no end"),
    "amount_unknown": Caption("有减刑裁定未载明减去的刑期", "a ruling on commutation does not say how much it takes off"),
    "kind_unknown": Caption("刑种不明", "the kind of sentence is not known"),
    "start_unknown": Caption("起始日不明", "the start of the term is not known"),
    "term_unknown": Caption("刑期不明或为零", "the length of the term is not known, or is zero"),
    "negative": Caption("刑期或日数为负", "a length or a number of days is negative"),
    "out_of_range": Caption("起始日或刑期超出可计算的范围", "the start or the term is outside what can be computed"),
    "over_reduced": Caption("减去的刑期超过原判刑期", "the reductions exceed the term"),
}


class UnusableColumns(ValueError):
    """The table lacks a column, or one is of a kind that cannot be read; the message names it."""


class Rows(NamedTuple):
    """A batch as numpy columns. Unknown days and numbers are UNKNOWN; ``kind`` 0 is unknown."""

    ids: pa.Array
    kind: NDArray[np.int8]
    changed: NDArray[np.bool_]
    source: pa.Array
    of: dict[str, NDArray[np.int32]]


def require_columns(schema: pa.Schema, required: tuple[str, ...] = REQUIRED) -> None:
    """Refuse a source before anything is computed."""
    missing = [name for name in required if name not in schema.names]
    if missing:
        raise UnusableColumns(", ".join(missing))


def rows_of(batch: pa.RecordBatch) -> Rows:
    """The documented columns of a batch; others are not looked at."""
    of = {name: _numbers(batch, name) for name in (*DAYS, *NUMBERS)}
    reduced = (of["reduced_months"] > 0) | (of["reduced_days"] > 0)
    changed = reduced
    if "changed" in batch.schema.names:
        changed = reduced | pc.fill_null(_column(batch, "changed"), False).to_numpy(zero_copy_only=False)
    return Rows(_column(batch, "id"), _kinds(batch), changed, _column(batch, "refused"), of)


def _column(batch: pa.RecordBatch, name: str) -> Any:
    wanted = INPUT.field(name).type
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, wanted)
    try:
        return batch.column(name).cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise UnusableColumns(name) from error


def _numbers(batch: pa.RecordBatch, name: str) -> NDArray[np.int32]:
    column = _column(batch, name)
    if name in DAYS:
        column = column.cast(pa.int32())
    unknown = 0 if name in NUMBERS and name != "years" else UNKNOWN
    return np.asarray(pc.fill_null(column, unknown).to_numpy(zero_copy_only=False), np.int32)


def _kinds(batch: pa.RecordBatch) -> NDArray[np.int8]:
    """Numbers of :class:`SentenceKind`; 0 for a word that is none of them."""
    words = [kind.code for kind in SentenceKind]
    found = pc.index_in(pc.fill_null(_column(batch, "kind"), SentenceKind.FIXED.code), pa.array(words))
    numbers = np.array([0, *(int(kind) for kind in SentenceKind)], np.int8)
    places: NDArray[np.int32] = pc.fill_null(found, -1).to_numpy(zero_copy_only=False) + 1
    return numbers[places]
