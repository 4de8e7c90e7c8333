"""Who is held at a place at a moment, and who of them is out: the books, as they know it now, for any moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from zhiheng.base.places.models import Place
from zhiheng.base.places.queries import name_columns


class Held(NamedTuple):
    """One person on the books of a place. ``party_id`` None: the books say here."""

    episode_id: int
    person_id: int
    name: str
    number: str
    cell_path: str
    cell: str
    bed: str
    party_id: int | None
    purpose: str
    since: dt.datetime | None
    expected_back: dt.datetime | None

    @property
    def here(self) -> bool:
        """Whether the books say that the person is here."""
        return self.party_id is None


# Those in a bed below the place at that moment, and those of the place who had no bed then.
_HELD = """
with at_place as materialized (
  select s.episode_id, s.place_id from stay s join place b on b.id = s.place_id and b.path <@ %(path)s::ltree where s.during @> %(at)s
  union all
  select e.id, e.place_id from episode e join place p on p.id = e.place_id and p.path <@ %(path)s::ltree
    where e.ended_on is null and e.received_on <= (%(at)s at time zone 'Asia/Shanghai')::date
      and not exists (select from stay s where s.episode_id = e.id and s.during @> %(at)s)
      and not exists (select from stay s where s.episode_id = e.id and lower(s.during) > %(at)s)
)
select e.id, p.id, p.name, e.number, case when up.kind = 'cell' then up.path::text else '' end, case when up.kind = 'cell' then {up} else '' end,
  case when pl.kind = 'bed' then {pl} else '' end, m.party_id, coalesce(t.purpose, ''), lower(m.during), t.expected_back
from at_place a join episode e on e.id = a.episode_id join person p on p.id = e.person_id
join place pl on pl.id = a.place_id left join place up on up.id = pl.parent_id
left join movement m on m.episode_id = e.id and m.during @> %(at)s left join party t on t.id = m.party_id
order by up.kind is distinct from 'cell', length(up.code), up.code, length(pl.code), pl.code, e.sort_key, e.id
"""


def held_at(place: Place, at: dt.datetime) -> Sequence[Held]:
    """Everybody on the books of a ward or a cell at a moment, in the order of cells and beds. One query.

    What was recorded late counts for the moment at which it happened.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD.format(**name_columns("up", "pl")), {"path": place.path, "at": at})
        return [Held(*row) for row in cursor.fetchall()]
