"""What the room of discipline tells this one, and what this one tells whoever asks: sanctions on record, a changed level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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
    """What the room of discipline knows of a person's conduct; None: not known."""

    sanctioned_on: dt.date | None = None
    sanctions_known: bool = False


type Listener = Callable[[LevelChanged], None]
type ConductSource = Callable[[Episode, dt.date], Known]

_listeners: list[Listener] = []
_conduct: list[ConductSource] = []


def on_level_changed(listener: Listener) -> None:
    """Hear of each change, inside its act: a refusal there undoes the change."""
    _listeners.append(listener)


def set_conduct(source: ConductSource) -> None:
    """Hand in what is known of conduct."""
    _conduct[:] = [source]


def known_conduct(episode: Episode, on: dt.date) -> Known:
    """What is known; nothing without a source."""
    return _conduct[0](episode, on) if _conduct else Known()


def tell(changed: LevelChanged) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(changed)
