"""The fourth source of the live roll: where devices last saw somebody. There is none yet; whoever brings one hands it in here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Sighting(NamedTuple):
    """The place (path) where a device last saw a person, and when, by the device's clock."""

    place: str
    at: dt.datetime


type Source = Callable[[Sequence[int], dt.datetime], Mapping[int, Sighting]]
"""Episode ids and a moment; the last sighting at or before it, for those who have one."""

_sources: list[Source] = []


def set_source(source: Source | None) -> None:
    """Hand in the source of sightings (None takes it away)."""
    _sources[:] = [source] if source else []


def has_source() -> bool:
    """Whether any device reports where people are."""
    return bool(_sources)


def sightings(episode_ids: Sequence[int], at: dt.datetime) -> Mapping[int, Sighting]:
    """Last sightings. Whoever is not in the answer gave no signal: that is no evidence of being there."""
    return _sources[0](episode_ids, at) if _sources else {}
