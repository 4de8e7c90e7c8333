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

_registered: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Hand in the source of sightings under a name that the roll shows. One at a time: what several devices say is weighed by who hands in.

    Raises:
        ValueError: another one is registered.
    """
    if _registered.keys() - {name}:
        raise ValueError(f"signals come from {source_name()} already")
    _registered[name] = source


def withdraw_source() -> None:
    """Take the source away: from now on there is no signal, which is no evidence."""
    _registered.clear()


def source_name() -> str:
    """Who reports where people are; '' when nobody does, and then the roll compares beds, counts and outings alone and says so."""
    return next(iter(_registered), "")


def sightings(episode_ids: Sequence[int], at: dt.datetime) -> Mapping[int, Sighting]:
    """Last sightings. Whoever is not in the answer gave no signal: that is no evidence of being there."""
    return next((source(episode_ids, at) for source in _registered.values()), {})
