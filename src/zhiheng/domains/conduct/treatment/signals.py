"""What other rooms tell this one, and what this one tells them: conduct that a schedule looks at, bookings, a changed level.

Rooms that book visits, calls and purchases lie above: they hand in a source of what is booked, and hear of each change inside its act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.treatment.schedule import Entitlements


class LevelChanged(NamedTuple):
    """A level came into force: what it was (empty: none), what it is, from when, and what each gives."""

    episode: Episode
    before: str
    after: str
    since: dt.date
    gave: Entitlements | None
    gives: Entitlements


class Known(NamedTuple):
    """What the rooms of points and discipline know of a person's conduct; None: not known."""

    grade: str | None = None
    sanctioned_on: dt.date | None = None
    sanctions_known: bool = False


class Booked(NamedTuple):
    """Something booked from a day on: its stable reference, and words."""

    ref: str
    words: str


type Listener = Callable[[LevelChanged], None]
type ConductSource = Callable[[Episode, dt.date], Known]
type BookingSource = Callable[[Episode, dt.date], Iterable[Booked]]

_listeners: list[Listener] = []
_conduct: list[ConductSource] = []
_bookings: dict[str, tuple[str, BookingSource]] = {}


def on_level_changed(listener: Listener) -> None:
    """Hear of each change, inside its act: a refusal there undoes the change."""
    _listeners.append(listener)


def set_conduct(source: ConductSource) -> None:
    """Hand in what is known of conduct."""
    _conduct[:] = [source]


def add_bookings(entitlement: str, power: str, source: BookingSource) -> None:
    """Hand in what is booked under an entitlement, and whose power re-checks it."""
    _bookings[entitlement] = (power, source)


def known_conduct(episode: Episode, on: dt.date) -> Known:
    """What is known; nothing without a source."""
    return _conduct[0](episode, on) if _conduct else Known()


def booked(entitlement: str, episode: Episode, since: dt.date) -> tuple[str, list[Booked]]:
    """(power that re-checks, what is booked). ('' and nothing where no room has handed in a source.)"""
    if entitlement not in _bookings:
        return "", []
    power, source = _bookings[entitlement]
    return power, list(source(episode, since))


def tell(changed: LevelChanged) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(changed)
