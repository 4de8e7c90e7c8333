"""The State Council's calendar of working days. A year that is not published is not known."""

from __future__ import annotations

import datetime as dt

import chinese_calendar


class StateCouncilDays:
    """Published holidays and swapped weekends."""

    def is_working(self, day: dt.date) -> bool | None:
        """None for a year without a published calendar."""
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return None
