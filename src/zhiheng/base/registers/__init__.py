"""The standing registers: the official books of a ward or section, filled by the work itself.

Words: *register* (a book, declared beside the records that fill it), *page* (one place, one day), *line* (one piece of work, numbered
on its page), *gap* (a day without a line where the book asks for one). A register stores nothing and nobody writes in it: a line is
mended by the reversing act of the work behind it. A book that is retired stays readable for the days on which it was kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import get_language

type Words = str | Promise


class Line(NamedTuple):
    """One line: when it happened, who did it, and the cells in the order of the register's columns."""

    at: dt.datetime
    officer: str
    cells: tuple[str, ...]


type Lines = Callable[[str, dt.date], Iterable[Line]]
"""Path of a place and a day -> that day's lines, in any order."""
type Counts = Callable[[str, dt.date, dt.date], Mapping[dt.date, int]]
"""Path of a place, first and last day -> lines per day; days without a line may be left out."""


@dataclass(frozen=True, slots=True)
class Register:
    """One book. ``daily``: a day without a line is a gap. ``keep_years``: None = for good. ``since``/``until``: when it is kept.

    ``enters``: what makes a line. A line leaves the book never; after ``keep_years`` it may be put on a list for destruction.
    """

    code: str
    zh: str
    en: str
    basis: str
    power: str
    columns: tuple[Words, ...]
    lines: Lines
    counts: Counts
    daily: bool = False
    keep_years: int | None = None
    since: dt.date = dt.date(2021, 1, 1)
    until: dt.date | None = None
    enters: Words = ""

    def may_go_after(self, day: dt.date) -> dt.date | None:
        """From when a line of a day may be put on a list for destruction: counted in whole years; None = never."""
        return None if self.keep_years is None else dt.date(day.year + self.keep_years + 1, 1, 1)

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    def kept_on(self, day: dt.date) -> bool:
        """Whether the book is kept on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def page(self, place: str, day: dt.date) -> Sequence[Line]:
        """A day's lines in the order in which they happened; empty for a day on which the book is not kept."""
        return sorted(self.lines(place, day), key=lambda line: line.at) if self.kept_on(day) else []

    def gaps(self, place: str, first: dt.date, last: dt.date) -> list[dt.date]:
        """Days without a line where the book asks for one every day."""
        if not self.daily:
            return []
        counts = self.counts(place, first, last)
        days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.kept_on(day) and not counts.get(day)]


REGISTERS: dict[str, Register] = {}


def declare(*registers: Register) -> None:
    """Add books; a code is declared once."""
    for register in registers:
        if register.code in REGISTERS:
            raise ValueError(f"the register {register.code} is declared twice")
        REGISTERS[register.code] = register


def per_day(found: QuerySet[Any], moment: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    """How many rows there are on each day of a span, by a column that holds a moment: the counts of most books."""
    within = found.order_by().filter(**{f"{moment}__date__range": (first, last)})
    return {row["day"]: row["lines"] for row in within.annotate(day=TruncDate(moment)).values("day").annotate(lines=Count("pk"))}
