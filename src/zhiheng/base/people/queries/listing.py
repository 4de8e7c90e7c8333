"""The list of people: a page at a time by key, served by an index whatever the scope, never counted whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.db import connection

from zhiheng.base.people.queries.scope import Scope
from zhiheng.base.people.queries.search import Candidates, candidates, reaches_cap
from zhiheng.base.places.queries import name_columns
from zhiheng.lib.text import normalised

COUNT_TO = 1000

# What a list may be sorted by, and the type of the key in a cursor. The id makes every order a total one.
_ORDERS = {"name": ("e.sort_key", "text"), "number": ("e.number", "text"), "received": ("e.received_on", "date")}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What is asked of the list. ``after`` and ``before`` are (sort value, episode id) of the row at the edge."""

    scope: Scope
    text: str = ""
    sex: str = ""
    held: bool = True
    sort: Literal["name", "number", "received"] = "name"
    descending: bool = False
    after: tuple[str, int] | None = None
    before: tuple[str, int] | None = None
    size: int = 50
    identity: bool = False


class PersonRow(NamedTuple):
    """One custody episode of the list."""

    episode_id: int
    person_id: int
    name: str
    number: str
    sex: str
    birth_date: dt.date | None
    received_on: dt.date
    ended_on: dt.date | None
    prison: str
    ward: str
    cell: str
    bed: str
    synthetic: bool
    key: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page. ``count`` is exact up to 1,000; beyond that only ``beyond`` is known. ``cut_off``: more match the text than were looked at."""

    rows: Sequence[PersonRow]
    has_next: bool
    has_previous: bool
    count: int
    beyond: bool
    cut_off: bool = False


_PAGE = """
with page as materialized (select u.id, u.key from ({units}) u order by 2 {direction}, 1 {direction} limit %s)
select e.id, p.id, p.name, e.number, e.sex, p.birth_date, e.received_on, e.ended_on, {prison}, coalesce({ward}, ''),
  case when up.kind = 'cell' then {up} else '' end, case when pl.kind = 'bed' then {pl} else '' end, p.synthetic, page.key::text
from page join episode e on e.id = page.id join person p on p.id = e.person_id
join place prison on prison.id = e.prison_id left join place ward on ward.id = e.ward_id
join place pl on pl.id = e.place_id left join place up on up.id = pl.parent_id
order by page.key {direction}, page.id {direction}
"""


def list_people(query: ListQuery) -> Listing:
    """One page of people in custody (or, with ``held=False``, released) within the scope. Two queries, one more with a text."""
    if query.scope.empty:
        return Listing([], has_next=False, has_previous=False, count=0, beyond=False)
    text = normalised(query.text)
    matching = candidates(text, query.scope, identity=query.identity) if text else None
    backwards = query.before is not None
    rows = _page(query, matching, backwards=backwards)
    more, rows = len(rows) > query.size, rows[: query.size]
    count = _count(query, matching)
    return Listing(
        rows[::-1] if backwards else rows,
        has_next=True if backwards else more,
        has_previous=more if backwards else query.after is not None,
        count=min(count, COUNT_TO),
        beyond=count > COUNT_TO,
        cut_off=matching is not None and matching.capped and query.scope.everywhere and reaches_cap(matching),
    )


def _page(query: ListQuery, matching: Candidates | None, *, backwards: bool) -> list[PersonRow]:
    down = query.descending != backwards
    direction = "desc" if down else "asc"
    edge, edge_params = _edge(query, down=down)
    column, _type = _ORDERS[query.sort]
    tail = f"{edge} order by {column} {direction}, e.id {direction} limit %s"
    units, params = _units(query, matching, f"e.id, {column} as key", tail, [*edge_params, query.size + 1])
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(units=units, direction=direction, **name_columns("prison", "ward", "up", "pl")), [*params, query.size + 1])
        return [PersonRow(*row) for row in cursor.fetchall()]


def _edge(query: ListQuery, *, down: bool) -> tuple[str, list[Any]]:
    at = query.before or query.after
    if at is None:
        return "", []
    column, kind = _ORDERS[query.sort]
    return f"and ({column}, e.id) {'<' if down else '>'} (%s::{kind}, %s)", [*at]


def _count(query: ListQuery, matching: Candidates | None) -> int:
    units, params = _units(query, matching, "1", "limit %s", [COUNT_TO + 1])
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from (select 1 from ({units}) u limit %s) q", [*params, COUNT_TO + 1])  # noqa: S608  our own text
        return int(cursor.fetchone()[0])


# A sealed record has no name and no reading left; it is not listed by its number either.
_NOT_SEALED = "not exists (select from person s where s.id = e.person_id and s.sealed_at is not null)"


def _units(query: ListQuery, matching: Candidates | None, columns: str, tail: str, tail_params: list[Any]) -> tuple[str, list[Any]]:
    """One sorted sub-query per prison and ward: each is a walk along an index, and their heads are merged."""
    common, common_params = _common(query, matching)
    parts: list[str] = []
    params: list[Any] = []
    for condition, values in _places(query, matching):
        parts.append(f"(select {columns} from episode e where {condition} and {common} {tail})")  # noqa: S608  our own text
        params += [*values, *common_params, *tail_params]
    return " union all ".join(parts), params


def _places(query: ListQuery, matching: Candidates | None) -> list[tuple[str, list[Any]]]:
    if matching is not None:
        # The few who match are in hand already; one condition tests where they are.
        return [query.scope.condition()]
    if query.scope.everywhere:
        return [("true", [])]
    units: list[tuple[str, list[Any]]] = [("e.prison_id = %s", [pk]) for pk in query.scope.prisons]
    if query.held:  # a ward does not keep those who left it
        units += [("e.ward_id = %s", [pk]) for pk in query.scope.wards]
    return units or [("false", [])]


def _common(query: ListQuery, matching: Candidates | None) -> tuple[str, list[Any]]:
    parts = ["e.ended_on is null"] if query.held else ["e.ended_on is not null", _NOT_SEALED]
    params: list[Any] = []
    if query.sex:
        parts.append("e.sex = %s")
        params.append(query.sex)
    if matching is not None:
        parts.append(f"e.person_id = any(array(select f.person_id from ({matching.sql}) f(person_id)))")  # noqa: S608  our own text
        params += matching.params
    return " and ".join(parts), params
