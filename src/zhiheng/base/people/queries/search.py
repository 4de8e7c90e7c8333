"""Finding people by name, reading, initials or number, at a million people within a few milliseconds.

Two ways lead to the same ranking within the viewer's scope. From an index over all names: quick, but a common character has more
bearers than can be looked at (``CAP``). From the people of the scope in hand: always complete, and quick in a ward. A prison's search
takes the first way and, where that would be cut off, the second; only a search of the whole bureau is ever incomplete, and says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from zhiheng.base.people.names import typed_reading
from zhiheng.base.people.queries.scope import Scope
from zhiheng.base.places.queries import name_columns
from zhiheng.lib.text import normalised

CAP = 1000
LONGEST = 100
_CARD = re.compile(r"^\d{15}(\d{2}[\dX])?$")
_NUMBER = re.compile(r"^(?=.*\d)[0-9A-Z-]+$")
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


class Hit(NamedTuple):
    """A person found: where they are, and the name that matched when it is not their present one."""

    person_id: int
    name: str
    matched: str
    number: str
    sex: str
    birth_date: dt.date | None
    prison: str
    ward: str
    cell: str
    bed: str
    ended_on: dt.date | None
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in order. ``more``: others match as well; type more to narrow the search."""

    hits: Sequence[Hit] = ()
    more: bool = False


class _Way(NamedTuple):
    """How candidates are found: ``broad`` looks them up, ``match`` tests one in hand; both yield rank and matched name."""

    broad: str
    broad_params: list[Any]
    rank: str
    rank_params: list[Any]
    match: str
    match_params: list[Any]
    matched: str = "n.name"


# A name is tested with position(), not LIKE: % and _ are then only characters.
_BY_NAME = """select n.person_id, case when n.name = %s then 0 when starts_with(n.name, %s) then 1 else 2 end as rank,
    n.name as matched, n.pinyin as reading
  from person_name n where name_grams(n.name) @> name_pairs(%s) and position(%s in n.name) > 0 limit %s"""

# Exact readings first: a limit over the prefix alone could cut them off.
_BY_READING = """select u.person_id, u.rank, u.matched, u.reading from (
  (select n.person_id, 0 as rank, n.name as matched, n.pinyin as reading
    from person_name n where replace(n.pinyin, ' ', '') = %s or n.initials = %s limit %s)
  union all
  (select n.person_id, 1, n.name, n.pinyin from person_name n where replace(n.pinyin, ' ', '') like %s limit %s)
  union all
  (select n.person_id, 2, n.name, n.pinyin from person_name n where n.initials like %s limit %s)) u limit %s"""

_BY_NUMBER = """select e.person_id, case when e.number = %s then 0 else 1 end as rank, '' as matched, e.number as reading
  from episode e where e.number like %s limit %s"""

_BY_CARD = "select i.person_id, 0 as rank, '' as matched, '' as reading from identifier i where i.value = %s limit %s"

_IN_HAND = """select e.person_id, {rank} as rank, {matched} as matched, n.pinyin as reading
  from episode e join person_name n on n.person_id = e.person_id
  where {scope} and {match}"""

_NOBODY = "select null::bigint as person_id, 0 as rank, '' as matched, '' as reading where false"

# Ranked by name and cut before anything else is looked up, and cut again before places are joined.
# "x or in (select ...)" would read every episode for each candidate; an array is looked up in the index.
_SHOWN = """
with found as materialized ({candidates}),
  kept as (select f.* from found f order by f.rank, f.reading, f.person_id limit %s),
  whole as (
    select distinct on (coalesce(p.merged_into_id, p.id)) coalesce(p.merged_into_id, p.id) as id, f.rank, f.matched
    from kept f join person p on p.id = f.person_id order by coalesce(p.merged_into_id, p.id), f.rank),
  top as materialized (
    select w.id, w.rank, w.matched, e.number, e.prison_id, e.ward_id, e.place_id, e.ended_on, e.sort_key from whole w
    cross join lateral (
      select x.* from episode x where x.person_id = any(w.id || array(select m.id from person m where m.merged_into_id = w.id))
      order by x.received_on desc limit 1) e
    where {scope} and not exists (select from person s where s.id = w.id and s.sealed_at is not null)
    order by w.rank, (e.ended_on is not null), e.sort_key, w.id limit %s)
select p.id, p.name, top.matched, top.number, p.sex, p.birth_date, {prison}, coalesce({ward}, ''),
  case when up.kind = 'cell' then {up} else '' end, case when pl.kind = 'bed' then {pl} else '' end, top.ended_on, p.synthetic,
  (select count(*) from found)
from top join person p on p.id = top.id join place prison on prison.id = top.prison_id left join place ward on ward.id = top.ward_id
join place pl on pl.id = top.place_id left join place up on up.id = pl.parent_id
order by top.rank, (top.ended_on is not null), top.sort_key, p.id
"""


def search_people(text: str, scope: Scope, *, limit: int = 20, identity: bool = False) -> Found:
    """People within ``scope`` whose name, alias, former name, reading, initials or prisoner number begins with or holds ``text``.

    With ``identity`` (the power to see identity numbers) a whole identity card number finds its holder. Best matches first,
    then those in custody, then by reading.
    """
    text = normalised(text)[:LONGEST]
    if not text or scope.empty:
        return Found()
    wanted = candidates(text, scope, identity=identity)
    where, where_params = scope.condition()
    # In the whole bureau nearly every candidate is shown; elsewhere any of them may be the one within the scope.
    kept = 2 * limit + 20 if scope.everywhere else None
    sql = _SHOWN.format(candidates=wanted.sql, scope=where, **name_columns("prison", "ward", "up", "pl"))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*wanted.params, kept, *where_params, limit + 1])
        rows = cursor.fetchall()
    cut_off = kept is not None and bool(rows) and rows[0][-1] >= min(kept, CAP)
    return Found([_hit(row) for row in rows[:limit]], more=len(rows) > limit or cut_off)


class Candidates(NamedTuple):
    """SQL that yields (person_id, rank, matched, reading) and its parameters; ``capped``: it stops at ``CAP``."""

    sql: str
    params: list[Any]
    capped: bool = False


def candidates(text: str, scope: Scope, *, identity: bool = False) -> Candidates:
    """Who matches a text, by the quicker of two ways. Not yet checked against the scope."""
    upper = text.upper().replace(" ", "")
    if identity and _CARD.match(upper):
        return Candidates(_BY_CARD, [upper, CAP])
    if not identity and _CARD.match(upper) and len(upper) == 18:
        return Candidates(_NOBODY, [])
    way = _way(text)
    if scope.narrow:
        return _in_hand(way, scope)
    broad = Candidates(way.broad, way.broad_params, capped=True)
    return _in_hand(way, scope) if not scope.everywhere and reaches_cap(broad) else broad


def _in_hand(way: _Way, scope: Scope) -> Candidates:
    where, where_params = scope.condition()
    return Candidates(
        _IN_HAND.format(rank=way.rank, matched=way.matched, match=way.match, scope=where), [*way.rank_params, *where_params, *way.match_params]
    )


def reaches_cap(broad: Candidates) -> bool:
    """Whether more match than are looked at. They stand in the order they were entered, so the first would all be of one prison."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({broad.sql}) q", broad.params)  # noqa: S608  our own text
        return int(cursor.fetchone()[0]) >= CAP


def _way(text: str) -> _Way:
    upper = text.upper().replace(" ", "")
    if _NUMBER.match(upper):
        return _by_number(upper)
    letters = typed_reading(text)
    if letters and text.isascii():
        return _by_reading(letters)
    return _by_name(_BETWEEN_HAN.sub("", text))


def _by_number(number: str) -> _Way:
    like = f"{number}%"
    return _Way(_BY_NUMBER, [number, like, CAP], "case when e.number = %s then 0 else 1 end", [number], "e.number like %s", [like], "''")


def _by_reading(letters: str) -> _Way:
    like = f"{letters}%"
    broad_params: list[Any] = [letters, letters, CAP, like, CAP, like, CAP, CAP]
    rank = "case when replace(n.pinyin, ' ', '') = %s or n.initials = %s then 0 when replace(n.pinyin, ' ', '') like %s then 1 else 2 end"
    match = "(replace(n.pinyin, ' ', '') like %s or n.initials like %s)"
    return _Way(_BY_READING, broad_params, rank, [letters, letters, like], match, [like, like])


def _by_name(name: str) -> _Way:
    rank = "case when n.name = %s then 0 when starts_with(n.name, %s) then 1 else 2 end"
    return _Way(_BY_NAME, [name, name, name, name, CAP], rank, [name, name], "position(%s in n.name) > 0", [name])


def _hit(row: tuple[object, ...]) -> Hit:
    hit = Hit(*row[:-1])  # type: ignore[arg-type]  # the query's columns, in Hit's order
    return hit._replace(matched="" if hit.matched == hit.name else hit.matched)
