"""COPY in PostgreSQL's binary form straight from and to columns of whole numbers: no text is made, no row is touched by Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_CHUNK = 65_536  # rows at a time: some megabytes


def copy_in(cursor: Any, table: str, columns: Mapping[str, NDArray[Any]]) -> int:
    """Append rows; each column's width (int16, int32, int64) must be the table's. The number of rows."""
    names = ", ".join(f'"{name}"' for name in columns)
    layout = _layout({name: column.dtype for name, column in columns.items()})
    count = len(next(iter(columns.values())))
    with cursor.copy(f'copy "{table}"({names}) from stdin (format binary)') as copying:
        copying.write(_HEADER)
        for first in range(0, count, _CHUNK):
            copying.write(_rows(layout, columns, first, min(first + _CHUNK, count)))
        copying.write(b"\xff\xff")
    return count


def copy_out(cursor: Any, query: str, columns: Mapping[str, type[np.signedinteger[Any]]]) -> dict[str, NDArray[Any]]:
    """The columns of a query without nulls, in the query's order; each width must be the query's."""
    layout = _layout({name: np.dtype(kind) for name, kind in columns.items()})
    with cursor.copy(f"copy ({query}) to stdout (format binary)") as copying:
        data = b"".join(copying)
    rows = np.frombuffer(data[len(_HEADER) : -2], layout)
    return {name: rows[name].astype(kind) for name, kind in columns.items()}


def _layout(kinds: Mapping[str, np.dtype[Any]]) -> np.dtype[Any]:
    """One row as it travels: the number of fields, then each with its length before it."""
    fields: list[tuple[str, str]] = [(" count", ">i2")]
    for name, kind in kinds.items():
        fields += [(f" {name}", ">i4"), (name, f">i{kind.itemsize}")]
    return np.dtype(fields)


def _rows(layout: np.dtype[Any], columns: Mapping[str, NDArray[Any]], first: int, last: int) -> bytes:
    rows = np.empty(last - first, layout)
    rows[" count"] = len(columns)
    for name, column in columns.items():
        rows[f" {name}"] = column.dtype.itemsize
        rows[name] = column[first:last]
    return rows.tobytes()
