"""A year's working days as twelve months and a list of its holidays, ready to be drawn."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from zhiheng.base.calendar.queries import Cover, WorkingCalendar
from zhiheng.web.formats import in_chinese, until

MONDAY_FIRST = tuple(range(7))


class Day(NamedTuple):
    """One square. ``kind``: work, rest (a plain weekend), off (a holiday), swapped (a weekend worked) or unknown."""

    number: int
    kind: str
    words: str
    today: bool


class Month(NamedTuple):
    """A month's weeks, Monday first; None where the week lies in another month."""

    name: str
    weeks: list[list[Day | None]]


class Holiday(NamedTuple):
    """One holiday with its days and the weekends that are worked for it, in words."""

    name: str
    days: str
    length: int


class Year(NamedTuple):
    """What the page of a year shows."""

    months: list[Month]
    weekdays: list[str]
    holidays: list[Holiday]
    swapped: list[dt.date]
    working: int


def year_of(known: WorkingCalendar, year: int, today: dt.date) -> Year:
    """The year as the calendar knows it; every day is unknown where nothing covers it."""
    days = list(_days(year))
    covered = known.cover(year) != Cover.NONE
    swapped = [day for day in days if _kind(known, day) == "swapped"] if covered else []
    return Year(
        months=[_month(known, year, month, today) for month in range(1, 13)],
        weekdays=[str(WEEKDAYS_ABBR[day])[-1:] if in_chinese() else str(WEEKDAYS_ABBR[day])[:2] for day in MONDAY_FIRST],
        holidays=list(_holidays(known, days)) if covered else [],
        swapped=swapped,
        working=sum(bool(known.is_working(day)) for day in days),
    )


def _days(year: int) -> Iterator[dt.date]:
    first = dt.date(year, 1, 1)
    return (first + dt.timedelta(days=n) for n in range(366 if calendar.isleap(year) else 365))


def _month(known: WorkingCalendar, year: int, month: int, today: dt.date) -> Month:
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return Month(str(MONTHS[month]), [[_day(known, day, today) if day.month == month else None for day in week] for week in weeks])


def _day(known: WorkingCalendar, day: dt.date, today: dt.date) -> Day:
    kind = _kind(known, day)
    return Day(day.day, kind, _words(known, day, kind), day == today)


def _kind(known: WorkingCalendar, day: dt.date) -> str:
    working = known.is_working(day)
    if working is None:
        return "unknown"
    weekend = day.isoweekday() > 5
    if working:
        return "swapped" if weekend else "work"
    return "off" if known.holiday(day)[0] or not weekend else "rest"


def _words(known: WorkingCalendar, day: dt.date, kind: str) -> str:
    """What a square says to whoever does not see its colour."""
    words = {"off": name_of(known, day) or _("day off"), "swapped": _("working weekend"), "rest": _("weekend"), "unknown": _("calendar not entered")}
    return f"{day.isoformat()} {words[kind]}" if kind in words else ""


def name_of(known: WorkingCalendar, day: dt.date) -> str:
    """The holiday's name in the reader's language, as far as it has one."""
    zh, en = known.holiday(day)
    return zh if in_chinese() else en


def _holidays(known: WorkingCalendar, days: list[dt.date]) -> Iterator[Holiday]:
    """Days off that follow one another under one name are one holiday."""
    run: list[dt.date] = []
    for day in [*days, None]:
        follows = bool(run) and day is not None and day - run[-1] == dt.timedelta(1) and name_of(known, day) == name_of(known, run[0])
        if run and not (follows and day and _kind(known, day) == "off"):
            yield Holiday(name_of(known, run[0]) or _("day off"), until(run[0], run[-1]) if len(run) > 1 else run[0].isoformat(), len(run))
            run = []
        if day is not None and _kind(known, day) == "off":
            run.append(day)
