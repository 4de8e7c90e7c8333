"""What the points, which lie above, tell this room: up to which month totals were made under the clauses of then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

type LastTotal = Callable[[], dt.date | None]
_sources: list[LastTotal] = []


def set_last_total(source: LastTotal) -> None:
    """Hand in who knows the totals."""
    _sources[:] = [source]


def last_total() -> dt.date | None:
    """First day of the last month that any ward has totalled; None before the first."""
    return _sources[0]() if _sources else None
