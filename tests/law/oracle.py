"""A slow second opinion on dates, by walking the calendar one day at a time. Shares no code with the product."""

from __future__ import annotations

from datetime import date, timedelta

ONE = timedelta(1)


def tomorrow_is_another_month(day: date) -> bool:
    return (day + ONE).month != day.month


def walk_months(day: date, months: int, *, sticky: bool) -> date:
    """Walk over so many month boundaries, then on to the day of the same number, or to the month's last day."""
    aim = 99 if sticky and tomorrow_is_another_month(day) else day.day
    boundaries = 0
    while boundaries < months:
        boundaries += tomorrow_is_another_month(day)
        day += ONE
    while day.day != aim and not tomorrow_is_another_month(day):
        day += ONE
    return day


def last_day(start: date, years: int, months: int, days: int) -> date:
    """Years, then months, then days; the day before is the last one served."""
    here = walk_months(start, 12 * years, sticky=False) if years else start
    here = walk_months(here, months, sticky=True) if months else here
    for _ in range(days):
        here += ONE
    return here - ONE


def days_apart(first: date, second: date) -> int:
    count = 0
    while first < second:
        first += ONE
        count += 1
    return count
