"""Working-day clocks of the points: until when a notice hangs. The calendar is handed in (``base.calendar``)."""

from __future__ import annotations

import datetime as dt

from zhiheng.law.calendar import WorkingDays
from zhiheng.law.clocks import Clock, posted_until
from zhiheng.law.reckoning import Undetermined, date_of, day_of

LONG_ENOUGH = dt.timedelta(days=30)
"""How long a notice hangs while no calendar reaches its last day: longer than three working days can be in any year."""


def hangs_until(posted: dt.date, clock: Clock, days: WorkingDays) -> dt.date:
    """The last day through which a notice must hang; without a calendar, long enough in any."""
    found = posted_until(day_of(posted), clock, days)
    return posted + LONG_ENOUGH if isinstance(found, Undetermined) else date_of(found)
