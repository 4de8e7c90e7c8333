"""Dates of other rooms that working days decide. Each room declares its own; a notice that comes into force counts them all again.

Only open ones are counted: what was answered, taken down or done keeps the date that stood then. Counting again is a function of the
record and the calendar alone, so that a calendar corrected afterwards brings every date back to where it belongs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from zhiheng.base.calendar.queries import WorkingCalendar

type Moment = dt.date | dt.datetime | None
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CountedDate:
    """A column of open records. ``count``: record and calendar -> what the column should hold; None where no calendar reaches."""

    code: str
    title: str | Promise
    records: Callable[[], QuerySet[Any]]
    column: str
    count: Callable[[Any, WorkingCalendar], Moment]


COUNTED: dict[str, CountedDate] = {}


def declare(*counted: CountedDate) -> None:
    """Add columns; a code is declared once."""
    for one in counted:
        if one.code in COUNTED:
            raise ValueError(f"the counted date {one.code} is declared twice")
        COUNTED[one.code] = one


@dataclass(slots=True)
class Moved:
    """How many open dates of a kind a calendar moves: out of ``open``, so many known for the first time, earlier, later, unknown."""

    title: str | Promise
    open: int = 0
    found: int = 0
    earlier: int = 0
    later: int = 0
    lost: int = 0

    def note(self, before: Any, after: Any) -> None:
        """Count one date that moves."""
        self.found += before is None
        self.lost += after is None
        self.earlier += None not in (before, after) and after < before
        self.later += None not in (before, after) and after > before

    @property
    def moved(self) -> int:
        """All that move."""
        return self.found + self.earlier + self.later + self.lost


def effect(calendar: WorkingCalendar) -> list[Moved]:
    """What a calendar would do to the open dates, by kind. Nothing is written."""
    return [_effect(one, calendar) for one in COUNTED.values()]


def _effect(one: CountedDate, calendar: WorkingCalendar) -> Moved:
    found = Moved(one.title, one.records().count())
    for _record, before, after in _moves(one, calendar):
        found.note(before, after)
    return found


def recount(calendar: WorkingCalendar) -> int:
    """Count every open date again, within the act that is open; how many moved."""
    return sum(_recount(one, calendar) for one in COUNTED.values())


def _recount(one: CountedDate, calendar: WorkingCalendar) -> int:
    moved: list[Model] = []
    for record, _before, after in _moves(one, calendar):
        setattr(record, one.column, after)
        moved.append(record)
    one.records().model._base_manager.bulk_update(moved, [one.column], batch_size=_AT_ONCE)
    return len(moved)


def _moves(one: CountedDate, calendar: WorkingCalendar) -> Iterator[tuple[Model, Moment, Moment]]:
    """Records whose column should hold something else, with what it holds and what it should."""
    for record in one.records().iterator(_AT_ONCE):
        before, after = getattr(record, one.column), one.count(record, calendar)
        if before != after:
            yield record, before, after
