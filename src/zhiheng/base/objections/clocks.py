"""The clocks of an objection: a limit of the law with the province's figure, counted on the calendar of working days."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from zhiheng.law.acts.prison_law_2026.execution import forwarding
from zhiheng.law.calendar import WorkingDays
from zhiheng.law.clocks import Limit, deadline
from zhiheng.law.reckoning import Truth, date_of, day_of


class Counted(NamedTuple):
    """A limit and what its rule asks for, such as the figure that a province has entered."""

    limit: Limit
    given: tuple[Any, ...] = ()

    def last(self, begins: dt.date, calendar: WorkingDays) -> dt.date | None:
        """The last day in time, the first day not counted; None where the calendar of working days does not reach."""
        last = deadline(self.limit, day_of(begins), calendar, *self.given).last
        return None if last is None else date_of(last)


class Limits(NamedTuple):
    """The time to object, and the time to answer."""

    object: Counted
    answer: Counted


def came_in_time(last: dt.date | None, received: dt.date) -> Truth:
    """Only a plain no is late: without a calendar nobody is told that they are."""
    if last is None:
        return Truth.UNKNOWN
    return Truth.YES if received <= last else Truth.NO


FORWARDING = Counted(forwarding)
"""What goes outside is sent on within the law's working days."""
