"""Calendars of working days for tests: the State Council's, weekdays only, and a made-up one; and a slow count over each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import chinese_calendar

ONE = timedelta(1)


class StateCouncil:
    """Published holidays and swapped weekends; None for years without a notice."""

    def is_working(self, day: date) -> bool | None:
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return None


class Weekdays:
    """Monday to Friday, less days off, plus swapped weekends."""

    def __init__(self, off: Collection[date] = (), on: Collection[date] = ()) -> None:
        self.off, self.on = off, on

    def is_working(self, day: date) -> bool | None:
        return day in self.on or (day.weekday() < 5 and day not in self.off)


def nth_working_day(begins: date, count: int, calendar: Weekdays | StateCouncil) -> date:
    """Lay out half a year of days, strike those off, and point at the one asked for."""
    laid = [begins + n * ONE for n in range(1, 200)]
    working = [day for day in laid if calendar.is_working(day)]
    return working[count - 1]
