"""What this room tells rooms above it, inside the act's own transaction. Config subscribes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transferred:
    """A person is on the books of another prison from ``at``: points, cycles and open objections go along."""

    episode_id: int
    person_id: int
    from_prison: str
    to_prison: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Released:
    """A person was released; ``on`` is the last day of custody."""

    episode_id: int
    person_id: int
    prison: str
    on: dt.date


type Event = Transferred | Released
_subscribers: list[Callable[[Event], None]] = []


def subscribe(hear: Callable[[Event], None]) -> None:
    """Let a higher room hear of it. It acts within the same transaction: what it refuses is refused altogether."""
    _subscribers.append(hear)


def emit(event: Event) -> None:
    """Tell everybody who subscribed, in the order in which they did."""
    for hear in _subscribers:
        hear(event)
