"""What the room of discipline, which lies above, tells this one: the sanctions that it decided, each with the entry that took its points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from zhiheng.base.people.models import Episode


class ToldSanction(NamedTuple):
    """A decided sanction: number of its paper, hundredths below zero, stable reference of its entry ('' none)."""

    number: str
    points: int
    entry_ref: str


type SanctionSource = Callable[[Episode], Iterable[ToldSanction]]
_sources: list[SanctionSource] = []


def set_sanctions(source: SanctionSource) -> None:
    """Hand in who knows the sanctions."""
    _sources[:] = [source]


def sanctions_told(episode: Episode) -> list[ToldSanction] | None:
    """The sanctions of a custody episode; None while nobody tells."""
    return list(_sources[0](episode)) if _sources else None
