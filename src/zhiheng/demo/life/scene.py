"""What every room of daily life begins with: the moment up to which life has run, the wards with their people, and who serves where.

Read back from the database after the people came in, so that whatever was determined of them is what life agrees with.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from zhiheng.demo.estate import Estate, Prison, Ward
from zhiheng.demo.rows import Rows
from zhiheng.lib.workdays import StateCouncilDays

LIVED: Final = 30_000
"""People with a daily life; in a larger bureau whole prisons beyond them have none."""
ZONE: Final = ZoneInfo("Asia/Shanghai")
RECEIVED_AT: Final = dt.time(10)
"""The hour from which a person is on the books of the day of reception."""
SHIPPED_DAYS: Final = StateCouncilDays()
"""What the past is counted by: the bureau has entered no notice of its own."""


class Staying(NamedTuple):
    """Somebody in custody with what the rooms look at. ``served``: (day from which known, kind, end) as rulings changed it.

    ``papers``: (document, court, day) of the judgment and of each ruling.
    """

    episode: int
    person: int
    name: str
    number: str
    bed: int
    cell: int
    received: dt.date
    born: dt.date
    female: bool
    served: tuple[tuple[dt.date, str, dt.date | None], ...]
    papers: tuple[tuple[str, str, dt.date], ...]

    @property
    def end(self) -> dt.date | None:
        """The end of the term as determined."""
        return self.served[-1][2]

    def sentence_on(self, day: dt.date) -> tuple[str, dt.date | None]:
        """Kind and end of the sentence as known on a day."""
        known = [(kind, end) for since, kind, end in self.served if since <= day]
        return known[-1] if known else self.served[0][1:]


class Duty(NamedTuple):
    """An officer who holds a post: id, sex, stable reference and name."""

    officer: int
    female: bool
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Up to when life has run."""

    at: dt.datetime

    @property
    def today(self) -> dt.date:
        return self.at.astimezone(ZONE).date()

    def day(self, ago: int) -> dt.date:
        """The day so many days ago."""
        return self.today - dt.timedelta(days=ago)


def clock(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """An hour of a day."""
    return dt.datetime.combine(day, dt.time(hour, minute), ZONE)


def minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


@dataclass(slots=True)
class Keys:
    """The next id of each table whose rows others refer to."""

    counts: dict[str, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: itertools.count(1)))

    def next(self, table: str) -> int:
        return next(self.counts[table])


@dataclass(slots=True)
class House:
    """One ward as the rooms see it, below its prison and the ``bureau`` (a place's id)."""

    bureau: int
    prison: Prison
    ward: Ward
    people: Sequence[Staying]
    staff: Mapping[tuple[int, str], Sequence[Duty]]

    @property
    def team(self) -> Sequence[Duty]:
        """The ward's head and officers."""
        return [*self.staff[self.ward.id, "ward-head"], *self.staff[self.ward.id, "ward-officer"]]

    @property
    def officers(self) -> Sequence[int]:
        """Those who take turns, in order."""
        return [duty.officer for duty in self.staff[self.ward.id, "ward-officer"]]

    @property
    def head(self) -> int:
        return self.staff[self.ward.id, "ward-head"][0].officer

    def of_prison(self, kind: str) -> list[int]:
        """Who holds that kind of post in the prison."""
        return [duty.officer for duty in self.staff[self.prison.id, kind]]

    @property
    def commanders(self) -> list[int]:
        return self.of_prison("duty-commander")

    def room(self, turn: int) -> int:
        """A room of the prison by its turn in the plan, from 1."""
        return self.prison.id + turn

    def held_on(self, day: dt.date) -> list[Staying]:
        """Who was here the whole day."""
        return [one for one in self.people if one.received < day]


@dataclass(slots=True)
class Scene:
    """Everything that a room needs to make its rows of one ward: chance, moment, place, keys, and where the rows go."""

    rng: Random
    now: Moment
    house: House
    keys: Keys
    rows: Rows

    def add(self, table: str, *values: object) -> None:
        self.rows.add(table, *values)


def houses(estate: Estate) -> list[House]:
    """The wards whose people have a daily life, in order."""
    staff, folk = _staff(), _folk()
    return [
        House(estate.bureau.id, prison, ward, folk.get(ward.id, ()), staff)
        for prison in estate.prisons
        if prison.first + prison.people <= max(LIVED, estate.prisons[0].people)
        for ward in prison.wards
    ]


_FOLK = """
select e.ward_id, e.id, e.person_id, p.name, e.number, b.id, b.parent_id, e.received_on, p.birth_date, e.sex = 'female', j.kind, d.end, j.printed_end,
  j.document, j.court, coalesce(j.judged_on, e.received_on)
from episode e join person p on p.id = e.person_id join place b on b.id = e.place_id join judgment j on j.episode_id = e.id
left join determination d on d.judgment_id = j.id and d.latest where e.ended_on is null and e.person_id <= %s order by e.id
"""
_CHANGES = """
select j.episode_id, c.kind, coalesce(c.served_on, c.ruled_on), c.printed_end, c.document, c.court, c.ruled_on
from sentence_change c join judgment j on j.id = c.judgment_id
join episode e on e.id = j.episode_id where e.ended_on is null and e.person_id <= %s order by j.episode_id, c.ruled_on, c.id
"""
_STAFF = """
select po.place_id, po.kind_id, h.officer_id, o.sex = 'female', 'officer:' || o.number, o.name from holding h join post po on po.id = h.post_id
join officer o on o.id = h.officer_id where o.kind <> 'system' order by h.officer_id
"""
_KIND_AFTER: Final = {"life-to-fixed": "fixed", "reprieve-to-fixed": "fixed", "reprieve-to-life": "life"}


def _folk() -> dict[int, list[Staying]]:
    changes: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for episode, *change in _asked(_CHANGES, LIVED):
        changes[episode].append(tuple(change))
    found: dict[int, list[Staying]] = defaultdict(list)
    for ward, episode, *facts, kind, end, printed, document, court, judged in _asked(_FOLK, LIVED):
        ruled, received = changes[episode], facts[5]
        served: list[tuple[dt.date, str, dt.date | None]] = [(received, kind, printed if printed or ruled else end)]
        for code, since, until, *_ in ruled:
            served.append((since, _KIND_AFTER.get(code.replace("_", "-"), served[-1][1]), until))
        served[-1] = (*served[-1][:2], end)
        papers = ((document, court, judged), *(tuple(change[3:]) for change in ruled))
        found[ward].append(Staying._make((episode, *facts, tuple(served), papers)))
    return found


def _staff() -> Mapping[tuple[int, str], Sequence[Duty]]:
    found: dict[tuple[int, str], list[Duty]] = defaultdict(list)
    for place, kind, *duty in _asked(_STAFF):
        found[place, kind].append(Duty._make(duty))
    return found


def _asked(query: str, *values: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
