"""Lists: their state in the address, their columns, rows, filters and what may be done with them.

Paging is by key, not by number: a cursor holds the sort values of the row it stands at. The address holds everything,
so a list can be saved, sent and opened again as it was.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, Self

from django.http import QueryDict

from zhiheng.lib.text import normalised
from zhiheng.web.parts import Words

SIZES = (20, 50, 100)
LONGEST_FILTER = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``fixed`` stays in view while scrolling sideways; ``lesser`` is left out on phones;
    ``shown=False`` is off until chosen; ``wrap`` lets long words break; ``sub`` heads the small words in an export."""

    key: str
    label: Words
    sort: bool = False
    num: bool = False
    strong: bool = False
    fixed: bool = False
    lesser: bool = False
    shown: bool = True
    wrap: bool = False
    sub: Words = ""

    @property
    def classes(self) -> str:
        names = ("num", "strong", "fixed", "lesser", "wrap")
        return " ".join(name for name in names if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``key`` identifies it in batch acts, ``href`` opens it (in the drawer when ``drawer``); ``exported`` are
    cells that an export writes in full or as dates where the page is brief."""

    key: str
    cells: Mapping[str, object]
    href: str = ""
    drawer: bool | Literal["wide"] = False
    mark: Literal["", "warn", "bad"] = ""
    exported: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter above the list. With ``options`` it is a choice; the empty choice means all, or what ``unset`` says. ``more`` folds it away."""

    key: str
    label: Words
    options: Sequence[tuple[str, Words]] = ()
    kind: Literal["text", "date"] = "text"
    more: bool = False
    placeholder: Words = ""
    unset: Words = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What is said where no rows are: why, and the next step."""

    title: Words
    help: Words = ""
    action_label: Words = ""
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """Exports exactly what is filtered; a reason is asked for when it holds personal data."""

    url: str
    personal: bool = True


@dataclass(frozen=True, slots=True)
class BatchAct:
    """An act on the selected rows: POST with ``key`` repeated, or ``all=1`` and the filters."""

    label: Words
    url: str
    danger: bool = False


@dataclass(frozen=True, slots=True)
class ListState:
    """What the address says about a list: filters, sort, place, size, columns. Nonsense is dropped, not an error."""

    filters: Mapping[str, str] = field(default_factory=dict)
    sort: tuple[tuple[str, bool], ...] = ()
    default_sort: tuple[tuple[str, bool], ...] = ()
    after: str | None = None
    before: str | None = None
    size: int = 50
    columns: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)  # of the page around the list (its tab), carried along

    @classmethod
    def read(
        cls,
        query: QueryDict | Mapping[str, str],
        *,
        sorts: Sequence[str] = (),
        default_sort: str = "",
        filters: Sequence[str] = (),
        size: int = 50,
        kept: Sequence[str] = (),
    ) -> Self:
        """Read ``?q=…&sort=-end,name&after=…&size=50&cols=name,end``."""
        default = _read_sort(default_sort, [*sorts, default_sort.lstrip("-")])
        asked = str(query.get("size", ""))
        chosen = {name: normalised(str(query.get(name, "")))[:LONGEST_FILTER] for name in filters}
        return cls(
            filters={name: value for name, value in chosen.items() if value},
            sort=_read_sort(str(query.get("sort", "")), sorts) or default,
            default_sort=default,
            after=str(query.get("after", "")) or None,
            before=str(query.get("before", "")) or None,
            size=int(asked) if asked.isascii() and asked.isdigit() and int(asked) in SIZES else size,
            columns=frozenset(_columns_asked(query)),
            kept={name: str(query[name]) for name in kept if query.get(name)},
        )

    def address(self, **changes: object) -> str:
        """``?…`` with changes: ``filters``, ``sort``, ``after``, ``before``, ``size``, ``columns``. A change of
        anything but the place goes back to the first rows."""
        query = QueryDict(mutable=True)
        for name, value in self.kept.items():
            query[name] = value
        filters = changes.get("filters", self.filters)
        assert isinstance(filters, Mapping)
        for name, value in filters.items():
            query[name] = str(value)
        sort = changes.get("sort", self.sort)
        if sort != self.default_sort:
            query["sort"] = _write_sort(sort)  # type: ignore[arg-type]  # pairs, as self.sort
        for name in ("after", "before"):
            if changes.get(name):
                query[name] = str(changes[name])
        size = changes.get("size", self.size)
        if size != 50:
            query["size"] = str(size)
        columns = changes.get("columns", self.columns)
        if columns:
            query["cols"] = ",".join(sorted(columns))  # type: ignore[call-overload]  # a set of names
        return f"?{query.urlencode()}" if query else "?"

    def pairs(self, *, but: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Names and values for hidden fields of a form that changes only a part of the address."""
        query = QueryDict(self.address().removeprefix("?"))
        left_out = {*but, *(self.filters if "filters" in but else ())}
        return [(name, value) for name, value in query.items() if name not in left_out and isinstance(value, str)]

    def sorted_by(self, key: str) -> str:
        """ "", "ascending" or "descending"."""
        for name, descending in self.sort:
            if name == key:
                return "descending" if descending else "ascending"
        return ""

    def sort_address(self, key: str) -> str:
        """Address that sorts by ``key``; turned round when it is already first."""
        descending = bool(self.sort) and self.sort[0] == (key, False)
        return self.address(sort=((key, descending),))

    def without(self, name: str) -> str:
        """Address with one filter removed."""
        return self.address(filters={k: v for k, v in self.filters.items() if k != name})


def _columns_asked(query: QueryDict | Mapping[str, str]) -> list[str]:
    values = query.getlist("cols") if isinstance(query, QueryDict) else [query.get("cols", "")]
    return [name for value in values for name in value.split(",") if name]


def _read_sort(text: str, allowed: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    found: dict[str, bool] = {}
    for part in text.split(","):
        name = part.removeprefix("-")
        if name and name in allowed and name not in found:
            found[name] = part.startswith("-")
    return tuple(found.items())


def _write_sort(sort: Sequence[tuple[str, bool]]) -> str:
    return ",".join(("-" if descending else "") + name for name, descending in sort)


@dataclass(frozen=True, slots=True)
class Table:
    """A list ready to be drawn by ``{% table %}``."""

    id: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    state: ListState
    next: str | None = None
    previous: str | None = None
    total: int | None = None
    total_is_floor: bool = False
    filters: Sequence[Filter] = ()
    empty: Empty | None = None
    export: Export | None = None
    batch: Sequence[BatchAct] = ()
    saved: Sequence[tuple[Words, str]] = ()
    caption: Words = ""

    @property
    def shown_columns(self) -> list[Column]:
        """Columns chosen, in their own order; fixed ones always."""
        chosen = self.state.columns
        return [c for c in self.columns if (c.key in chosen or c.fixed if chosen else c.shown)]

    @property
    def active_filters(self) -> list[tuple[Filter, str]]:
        """Filters in force with the words of their value."""
        return [(f, value_words(f, self.state.filters[f.key])) for f in self.filters if f.key in self.state.filters]


def value_words(chosen: Filter, value: str) -> str:
    """How a filter's value reads: the option's label, or what was typed."""
    return next((str(label) for key, label in chosen.options if key == value), value)


def encode_cursor(*values: object) -> str:
    """Sort values of a row as an opaque cursor."""
    text = json.dumps([None if v is None else str(v) for v in values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


class Page[R](NamedTuple):
    """Rows of one page, and the cursors of the pages beside it."""

    rows: Sequence[R]
    next: str | None
    previous: str | None


class Ordered[R](Protocol):
    """Anything in an order of which a stretch can be taken: a list, a query."""

    def __getitem__(self, stretch: slice, /) -> Iterable[R]: ...


def page_of[R](found: Ordered[R], state: ListState) -> Page[R]:
    """The page of a list that is paged by place in the order. A cursor of another kind shows the first page."""
    return page_read(lambda first, most: list(found[first : first + most]), state)


def page_read[R](read: Callable[[int, int], Sequence[R]], state: ListState) -> Page[R]:
    """The same where rows are read by ``read(first, most)``: it is asked for one row more, which says that another page follows."""
    at = decode_cursor(state.after or state.before)
    first = int(at[0]) if at and at[0] and at[0].isdecimal() and len(at[0]) < 7 else 0
    rows = read(first, state.size + 1)
    following = encode_cursor(first + state.size) if len(rows) > state.size else None
    return Page(rows[: state.size], following, encode_cursor(max(0, first - state.size)) if first else None)


def key_at(cursor: str | None) -> int | None:
    """The key at which a list that is paged by key goes on; None for no cursor, or one of another kind."""
    at = decode_cursor(cursor)
    return int(at[0]) if at and at[0] and at[0].isdecimal() and len(at[0]) < 19 else None


def decode_cursor(text: str | None) -> tuple[str | None, ...] | None:
    """The values of a cursor; None when there is none or it was tampered with (the list then starts at its beginning)."""
    if not text or len(text) > 2000:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return None
    if not isinstance(values, list) or not all(v is None or isinstance(v, str) for v in values):
        return None
    return tuple(values)
