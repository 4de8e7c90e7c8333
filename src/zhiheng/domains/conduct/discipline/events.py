"""What this room tells rooms above it, inside the act's own transaction. Config subscribes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.discipline.models import Sanction


@dataclass(frozen=True, slots=True)
class Lightened:
    """A sanction was set aside or lightened, by an officer and in words. ``days``: of confinement that stay, 0 when nothing of it does."""

    sanction: Sanction
    days: int
    by: Officer
    words: str


_subscribers: list[Callable[[Lightened], None]] = []


def subscribe(hear: Callable[[Lightened], None]) -> None:
    """Let a higher room hear of it. It acts within the same transaction: what it refuses is refused altogether."""
    _subscribers.append(hear)


def emit(event: Lightened) -> None:
    """Tell everybody who subscribed, in the order in which they did."""
    for hear in _subscribers:
        hear(event)
