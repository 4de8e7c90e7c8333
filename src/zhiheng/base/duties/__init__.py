"""What a post owes by a time: the duty side of the power list, read from the records themselves.

Words: *source* (a kind of work that falls due, declared beside the power that it comes with), *due* (one piece of it), *by* (its
time), *done*. Nothing is stored here: a source looks at its own room's records, so a duty is done when the work is done and
nobody ticks a list. What this room refuses to hold: screens, and work that no power brings with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise

type Words = str | Promise


class Due(NamedTuple):
    """One piece of work. ``key`` is what its page is found by (a place's path, a record's number); ``by`` None = today, no hour."""

    what: Words
    about: str
    key: str
    by: dt.datetime | None = None
    done_at: dt.datetime | None = None

    def late(self, at: dt.datetime) -> bool:
        """Whether it should have been done by now."""
        return self.done_at is None and self.by is not None and self.by < at


type Owed = Callable[[Sequence[str], dt.datetime], Iterable[Due]]
"""Paths of the places that the power reaches, and the moment -> what is due there on that day, done or not."""


@dataclass(frozen=True, slots=True)
class DutySource:
    """A kind of work that falls due. Owed by whoever holds ``power`` at the place."""

    code: str
    power: str
    title: Words
    owed: Owed


SOURCES: dict[str, DutySource] = {}


def declare(*sources: DutySource) -> None:
    """Add kinds of work; a code is declared once."""
    for source in sources:
        if source.code in SOURCES:
            raise ValueError(f"the duty {source.code} is declared twice")
        SOURCES[source.code] = source


def owed(over: Callable[[str], Sequence[str]], at: dt.datetime) -> list[tuple[DutySource, Due]]:
    """Everything due on the day of ``at``, open work first and soonest first. ``over``: power -> paths that it reaches."""
    found = [(source, due) for source in SOURCES.values() for due in _of(source, over(source.power), at)]
    return sorted(found, key=lambda pair: (pair[1].done_at is not None, pair[1].by is None, pair[1].by or at))


def _of(source: DutySource, paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    return source.owed(paths, at) if paths else ()
