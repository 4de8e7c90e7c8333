"""What the demo shows of this very moment: who is out and since when, where a roll call does not reconcile, what waits for whom.

Everything is told from the moment of the founding backwards, so that it is true at any hour of the day.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from zhiheng.demo.estate import Estate
from zhiheng.demo.life.goings import Plan
from zhiheng.demo.life.scene import House, Moment, minutes


class Today(NamedTuple):
    """What is notable in a ward: parties that are out now, how its last roll call went, events still open, a find that waits."""

    out: tuple[Plan, ...] = ()
    roll_call: str = ""
    open_events: int = 0
    find_waits: bool = False


def today_of(house: House, estate: Estate, now: Moment) -> Today:
    """The demo's own ward shows most; the others a little each."""
    people = [one.episode for one in house.held_on(now.day(4))]
    turn = house.prison.wards.index(house.ward)
    if house.prison is estate.prisons[0] and turn == 0:
        return Today(_late(people, now) + _long_away(people[3:], now), "differs", 1, find_waits=True)
    if _sends(house, estate) and turn == 2 and len(people) > 8:
        return Today((_on_the_way(people[-1:], now, estate),))
    if house.prison is estate.prisons[0] and turn == 1:
        return Today(_at_court(people, now), "begun")
    quiet = (estate.prisons.index(house.prison) + turn) % 4
    return Today(_long_away(people, now) if quiet == 1 else (), "missed" if quiet == 2 else "", 1 if quiet == 3 and turn % 2 else 0)


def _sends(house: House, estate: Estate) -> bool:
    """The next prison of the same kind as the demo's own."""
    own = estate.prisons[0]
    return house.prison is next((one for one in estate.prisons[1:] if one.women == own.women), None)


def _on_the_way(people: list[int], now: Moment, estate: Estate) -> Plan:
    """Handed over for the demo's own prison three quarters of an hour ago: its desk waits for them."""
    return Plan(people, "transfer", now.at - minutes(45), now.at + minutes(50), None, estate.prisons[0].id)


def _late(people: list[int], now: Moment) -> tuple[Plan, ...]:
    """Taken to hospital and expected back 25 minutes ago."""
    return (Plan(people[:1], "hospital", now.at - minutes(265), now.at - minutes(25), None),) if people else ()


def _long_away(people: list[int], now: Moment) -> tuple[Plan, ...]:
    """In hospital since the day before yesterday, for three days more."""
    leave = now.at - dt.timedelta(days=2) - minutes(70)
    return (Plan(people[:1], "hospital", leave, now.at + dt.timedelta(days=3), None),) if people else ()


def _at_court(people: list[int], now: Moment) -> tuple[Plan, ...]:
    return (Plan(people[:1], "court", now.at - minutes(150), now.at + minutes(130), None),) if people else ()
