"""Columns as rows of PostgreSQL's binary COPY: a slice of a nation in one piece of memory, without a loop over people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiheng.law.reckoning import day_of

HEAD: Final = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TAIL: Final = b"\xff\xff"
_EPOCH: Final = np.int32(day_of(date(2000, 1, 1)))


class Column(NamedTuple):
    """One column; where ``empty`` is true the value is null. Days count from 1970 (``day``)."""

    values: NDArray[Any]
    empty: NDArray[np.bool_] | None = None
    day: bool = False


def rows_of_columns(columns: Sequence[Column]) -> bytes:
    """The rows without head and tail, so that slices can be sent, and their bytes summed up, one after the other.

    Whole numbers keep their width: bigint, integer (or date), smallint.
    """
    size = len(columns[0].values)
    fields: list[tuple[str, Any]] = [("width", ">i2")]
    for number, column in enumerate(columns):
        fields += [(f"length{number}", ">i4"), (f"value{number}", column.values.dtype.newbyteorder(">"))]
    rows = np.empty(size, np.dtype(fields))
    rows["width"] = len(columns)
    for number, column in enumerate(columns):
        rows[f"length{number}"] = column.values.dtype.itemsize
        rows[f"value{number}"] = column.values - _EPOCH if column.day else column.values
    return _without_empty(rows, columns)


def _without_empty(rows: NDArray[Any], columns: Sequence[Column]) -> bytes:
    """A null has the length -1 and no value: its bytes are taken out."""
    if all(column.empty is None or not column.empty.any() for column in columns):
        return rows.tobytes()
    kept = np.ones((len(rows), rows.dtype.itemsize), bool)
    for number, column in enumerate(columns):
        if column.empty is not None:
            rows[f"length{number}"][column.empty] = -1
            first = _places(rows.dtype)[f"value{number}"]
            kept[column.empty, first : first + column.values.dtype.itemsize] = False
    return rows.view(np.uint8).reshape(len(rows), -1)[kept].tobytes()


def _places(kind: np.dtype[Any]) -> dict[str, int]:
    """Where each field begins in a row."""
    return {name: field[1] for name, field in (kind.fields or {}).items()}
