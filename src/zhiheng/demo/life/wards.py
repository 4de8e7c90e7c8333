"""Life ward by ward, up to the moment of the founding.

Every row is drawn from the seed, the room and the ward, so the same seed and moment give the same life.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from zhiheng.demo.estate import Estate
from zhiheng.demo.life.arrivals import arrivals
from zhiheng.demo.life.choices import filters, readings
from zhiheng.demo.life.classing import classifications
from zhiheng.demo.life.goings import movements
from zhiheng.demo.life.happenings import events
from zhiheng.demo.life.hours import Turns, timetable
from zhiheng.demo.life.leaving import leavers, transfers
from zhiheng.demo.life.notable import today_of
from zhiheng.demo.life.reception import reception
from zhiheng.demo.life.rolls import roll_calls
from zhiheng.demo.life.scene import House, Keys, Moment, Scene, houses
from zhiheng.demo.life.searches import searches
from zhiheng.demo.life.shifts import hand_overs
from zhiheng.demo.life.talks import talks
from zhiheng.demo.rows import Rows

type Load = dict[str, bytes]

TOGETHER: Final = 8  # wards in one COPY of each table


def life(estate: Estate, *, seed: int, at: dt.datetime, progress: Callable[[int, int], None]) -> Iterator[Load]:
    """The rows of daily life up to ``at``, a few wards at a time: table -> text for COPY. ``progress(done, all)`` counts wards.

    Reads people, terms and staff from the database, so it comes after them.
    """
    now, keys, lived = Moment(at), Keys(), houses(estate)
    rows = Rows()
    if lived:
        readings(estate, lived[0].staff[estate.bureau.id, "legal-officer"], now, rows)
    for done, house in enumerate(lived, 1):
        if house.ward is house.prison.wards[0]:
            timetable(house.prison, now, rows)
            filters(house.prison.id, house.of_prison("custody-clerk")[0], now, rows)
        _live(house, estate, seed, now, keys, rows)
        progress(done, len(lived))
        if done % TOGETHER == 0 or done == len(lived):
            yield rows.as_bytes()
            rows = Rows()


def _live(house: House, estate: Estate, seed: int, now: Moment, keys: Keys, rows: Rows) -> None:
    """One ward, room by room. Each room has its own chance, so that a change in one leaves the others as they were."""

    def scene(room: str) -> Scene:
        return Scene(Random(f"{seed}:{room}:{house.ward.path}"), now, house, keys, rows)

    turns, today = Turns(house, now), today_of(house, estate, now)
    classifications(scene("classing"))
    books = movements(scene("goings"), today.out)
    roll_calls(scene("rolls"), books, turns, today.roll_call)
    hand_overs(scene("shifts"), books, turns)
    events(scene("events"), turns, open_ones=today.open_events)
    talks(scene("talks"), turns)
    searches(scene("searches"), shown=today.find_waits)
    reception(scene("reception"))
    arrivals(scene("arrivals"))
    leavers(scene("leaving"))
    transfers(scene("transfers"), estate)
