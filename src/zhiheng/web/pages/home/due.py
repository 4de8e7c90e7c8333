"""Terms that end soon, within a scope: what a penalty-execution section looks at first every morning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from zhiheng.base.people.queries import Scope
from zhiheng.base.places.queries import name_columns

DAYS = 30

# The index on the end of the newest determinations is walked in order of days; the scope is tested on the way.
_DUE = """
select p.id, p.name, e.number, {prison}, coalesce({ward}, ''), d."end", d.agreement
from determination d join judgment j on j.id = d.judgment_id and j.superseded_by_id is null
join episode e on e.id = j.episode_id and e.ended_on is null join person p on p.id = e.person_id
join place prison on prison.id = e.prison_id left join place ward on ward.id = e.ward_id
where d.latest and d."end" between %s and %s and {scope}
order by d."end", d.id limit %s
"""


class Due(NamedTuple):
    """Somebody whose term ends soon."""

    person_id: int
    name: str
    number: str
    prison: str
    ward: str
    end: dt.date
    agreement: str


def ending_soon(scope: Scope, today: dt.date, *, days: int = DAYS, limit: int = 10) -> Sequence[Due]:
    """The next to be released, soonest first."""
    return _between(scope, today, today + dt.timedelta(days=days), limit)


def overdue(scope: Scope, today: dt.date, *, limit: int = 5) -> Sequence[Due]:
    """Held although the term has ended: nobody may be kept a day longer (Prison Law article 59)."""
    return _between(scope, dt.date.min, today - dt.timedelta(days=1), limit)


def _between(scope: Scope, first: dt.date, last: dt.date, limit: int) -> Sequence[Due]:
    if scope.empty:
        return []
    where, params = scope.condition()
    with connection.cursor() as cursor:
        cursor.execute(_DUE.format(scope=where, **name_columns("prison", "ward")), [first, last, *params, limit])
        return [Due(*row) for row in cursor.fetchall()]
