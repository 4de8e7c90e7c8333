"""The live roll from above: what every prison and ward holds, has out, has counted, and must still settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from zhiheng.base.places.models import Place


class Line(NamedTuple):
    """A place of the board. ``counted``: of how many wards the last roll call lies within the period asked for; ``oldest`` is their oldest."""

    place_id: int
    held: int
    away: int
    outside: int
    wards: int
    counted: int
    oldest: dt.datetime | None
    open: int
    late: int
    overdue: int

    @property
    def here(self) -> int:
        """Who should be there now."""
        return self.held - self.away

    @property
    def settled(self) -> bool:
        """Nothing to settle and nobody overdue."""
        return not (self.open or self.overdue)


# The tally has one row a ward, so that a bureau of 200 wards is read in a millisecond; nothing here walks over people.
_BOARD = """
with line as (select id, path from place where id = any(%(ids)s)),
ward as (
  select l.id as line, w.id, w.kind, coalesce(t.held, 0) as held, coalesce(t.away, 0) as away, coalesce(t.outside, 0) as outside
  from line l join place w on w.path <@ l.path and w.kind in ('ward', 'prison') left join roll_tally t on t.place_id = w.id),
called as (
  select w.line, w.id, r.occurred_at from ward w
  left join lateral (select occurred_at from roll_call r where r.place_id = w.id and r.submitted_at is not null
    order by occurred_at desc limit 1) r on true where w.kind = 'ward' and w.held > 0),
unsettled as (
  select l.id as line, count(*) as n, count(*) filter (where d.due_at < %(now)s) as late
  from discrepancy d join place p on p.id = d.place_id join line l on p.path <@ l.path where d.settled_at is null group by 1),
overdue as (
  select l.id as line, count(*) as n from party t join place p on p.id = t.place_id join line l on p.path <@ l.path
  join movement m on m.party_id = t.id and m.ending = '' where t.closed_at is null and t.expected_back < %(now)s group by 1)
select l.id, coalesce(s.held, 0), coalesce(s.away, 0), coalesce(s.outside, 0), coalesce(c.wards, 0), coalesce(c.counted, 0), c.oldest,
  coalesce(u.n, 0), coalesce(u.late, 0), coalesce(o.n, 0)
from line l
left join (select line, sum(held)::int as held, sum(away)::int as away, sum(outside)::int as outside from ward group by 1) s on s.line = l.id
left join (select line, count(*) as wards, count(*) filter (where occurred_at >= %(since)s) as counted,
    min(occurred_at) filter (where occurred_at >= %(since)s) as oldest from called group by 1) c on c.line = l.id
left join unsettled u on u.line = l.id left join overdue o on o.line = l.id
"""

# What the tally must say, from the records themselves.
_RECOUNT = """
select coalesce(e.ward_id, e.prison_id), count(*)::int, count(m.id)::int, (count(m.id) filter (where m.outside))::int
from episode e left join movement m on m.episode_id = e.id and m.ending = '' where e.ended_on is null group by 1
"""


def board(places: Sequence[Place], now: dt.datetime, *, since: dt.datetime) -> dict[int, Line]:
    """The lines of prisons or wards by place id; ``since``: roll calls from then on count as done. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BOARD, {"ids": [place.pk for place in places], "now": now, "since": since})
        return {row[0]: Line(*row) for row in cursor.fetchall()}


class Difference(NamedTuple):
    """A place of which the tally says something else than the records."""

    place: str
    tally: tuple[int, int, int]
    recounted: tuple[int, int, int]


def tally_differences() -> Sequence[Difference]:
    """Held, away, outside of every place recounted from the records; what differs, first by path. Empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT)
        found = {row[0]: tuple(row[1:]) for row in cursor.fetchall()}
        cursor.execute("select place_id, held, away, outside from roll_tally")
        kept = {row[0]: tuple(row[1:]) for row in cursor.fetchall()}
    nothing = (0, 0, 0)
    wrong = [pk for pk in found.keys() | kept.keys() if found.get(pk, nothing) != kept.get(pk, nothing)]
    paths = dict(Place.objects.filter(pk__in=wrong).values_list("pk", "path"))
    return sorted(Difference(paths[pk], kept.get(pk, nothing), found.get(pk, nothing)) for pk in wrong)
