"""COPY in PostgreSQL's binary form straight from and to columns of whole numbers: no text is made, no row is touched by Python."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def columns_out(cursor: Any, query: str, names: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The columns of a query of whole numbers without nulls, in the query's order: int64 for ``bigint``, else int32.

    The server puts each column into one array: a row by itself would cost Python more than the query.
    """
    gathered = ", ".join(f"array_agg(q.c{n})" for n in range(len(names)))
    listed = ", ".join(f"c{n}" for n in range(len(names)))
    rows = list(arrays_out(cursor, f"select {gathered} from ({query}) q({listed}) having count(*) > 0"))  # noqa: S608  # the caller's query
    found = rows[0] if rows else [np.empty(0, np.int64) for _ in names]
    return dict(zip(names, found, strict=True))


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


# --- arrays ---------------------------------------------------------------------------------------------------------

_INT8, _INT4 = 20, 23  # type numbers of bigint and integer


def array_field(values: NDArray[Any]) -> bytes:
    """One or two dimensions of whole numbers as a field of a row: int64 as ``bigint[]``, else ``integer[]``."""
    wide = values.dtype == np.int64
    head = np.array([values.ndim, 0, _INT8 if wide else _INT4, *(n for size in values.shape for n in (size, 1))], ">i4").tobytes()
    items = np.empty(values.size, [("length", ">i4"), ("value", ">i8" if wide else ">i4")])
    items["length"], items["value"] = 8 if wide else 4, values.reshape(-1)
    return head + items.tobytes()


def row(fields: Sequence[bytes | None]) -> bytes:
    """A row of fields in binary form, each with its length before it; None is null."""
    parts = [struct.pack(">h", len(fields))]
    for field in fields:
        parts.append(struct.pack(">i", -1) if field is None else struct.pack(">i", len(field)) + field)
    return b"".join(parts)


def copy_rows(cursor: Any, table: str, names: Sequence[str], rows: Iterable[bytes]) -> None:
    """Append rows made by :func:`row`."""
    columns = ", ".join(f'"{name}"' for name in names)
    with cursor.copy(f'copy "{table}"({columns}) from stdin (format binary)') as copying:
        copying.write(_HEADER)
        for one in rows:
            copying.write(one)
        copying.write(b"\xff\xff")


def arrays_out(cursor: Any, query: str) -> Iterator[list[NDArray[Any]]]:
    """Rows whose fields are all arrays of whole numbers without nulls, one or two dimensions, each as it is."""
    for fields in fields_out(cursor, query):
        yield [array_of(field) for field in fields]


def fields_out(cursor: Any, query: str) -> Iterator[list[memoryview]]:
    """Rows without nulls, each field as the server sends it."""
    with cursor.copy(f"copy ({query}) to stdout (format binary)") as copying:
        data = b"".join(copying)
    whole, at = memoryview(data), len(_HEADER)
    while (count := struct.unpack_from(">h", data, at)[0]) >= 0:
        at += 2
        fields = []
        for _ in range(count):
            (length,) = struct.unpack_from(">i", data, at)
            fields.append(whole[at + 4 : at + 4 + length])
            at += 4 + length
        yield fields


def number(field: memoryview) -> int:
    """A field that is a whole number."""
    return int.from_bytes(field, "big", signed=True)


def array_of(field: memoryview) -> NDArray[Any]:
    """A field that is an array of whole numbers."""
    dimensions, _, kind = struct.unpack_from(">iii", field)
    shape = [struct.unpack_from(">i", field, 12 + 8 * n)[0] for n in range(dimensions)]
    size = int(np.prod(shape)) if dimensions else 0
    wide = kind == _INT8
    items = np.frombuffer(field, [("length", ">i4"), ("value", ">i8" if wide else ">i4")], count=size, offset=12 + 8 * dimensions)
    return items["value"].astype(np.int64 if wide else np.int32).reshape(shape)
