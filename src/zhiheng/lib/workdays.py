"""The State Council's calendar of working days as far as it is shipped. A year that is not published is not known."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
from chinese_calendar import Holiday


class StateCouncilDays:
    """Published holidays and swapped weekends."""

    def is_working(self, day: dt.date) -> bool | None:
        """None for a year without a published calendar."""
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return None

    def holiday(self, day: dt.date) -> tuple[str, str]:
        """The holiday in Chinese and English for which a day is off, or a weekend worked; two empty texts where there is none."""
        name = chinese_calendar.get_holiday_detail(day)[1] if self.is_working(day) is not None else None
        return (Holiday(name).chinese, name) if name else ("", "")
