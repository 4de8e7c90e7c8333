"""Working-day clocks of the points: when an answer is due, until when a notice hangs."""

from __future__ import annotations

import datetime as dt

from zhiheng.law.clocks import Clock, due, in_time, posted_until
from zhiheng.law.reckoning import Truth, Undetermined, date_of, day_of
from zhiheng.lib.workdays import StateCouncilDays

DAYS = StateCouncilDays()


def last_day(begins: dt.date, clock: Clock) -> dt.date | None:
    """The last day in time; None where no calendar is entered."""
    found = due(day_of(begins), clock, DAYS)
    return None if isinstance(found, Undetermined) else date_of(found)


def came_in_time(begins: dt.date, acted: dt.date, clock: Clock) -> Truth:
    return in_time(day_of(begins), day_of(acted), clock, DAYS)


def hangs_until(posted: dt.date, clock: Clock) -> dt.date:
    """The last day through which a notice must hang; without a calendar, long enough in any."""
    found = posted_until(day_of(posted), clock, DAYS)
    return posted + dt.timedelta(days=30) if isinstance(found, Undetermined) else date_of(found)
