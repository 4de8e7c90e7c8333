"""What the room of discipline, which lies above, tells this one: the sanctions that it decided, each with the entry that took its points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class ToldSanction(NamedTuple):
    """A decided sanction: number of its paper, hundredths below zero, stable reference of its entry ('' none)."""

    number: str
    points: int
    entry_ref: str


type SanctionSource = Callable[[Sequence[int]], Mapping[int, list[ToldSanction]]]
_sources: list[SanctionSource] = []


def set_sanctions(source: SanctionSource) -> None:
    """Hand in who knows the sanctions of custody episodes."""
    _sources[:] = [source]


def sanctions_told(episodes: Sequence[int]) -> Mapping[int, list[ToldSanction]] | None:
    """Episode -> its sanctions, of those who have any; None while nobody tells."""
    return _sources[0](episodes) if _sources else None
