"""Whether a day is a working day, which years are covered and by what, and what was entered before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from zhiheng.base.calendar.models import HolidayNotice, NamedDay
from zhiheng.lib.workdays import StateCouncilDays

_SHIPPED: Final = StateCouncilDays()
_APPROVED = HolidayNotice.State.APPROVED


class Named(NamedTuple):
    """What a notice says of a day: whether people work, and the holiday's name."""

    working: bool
    name: str


type Days = Mapping[dt.date, Named]


class Cover(StrEnum):
    """What a year's working days are known from."""

    NOTICE = "notice"
    SHIPPED = "shipped"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The entered notices above the shipped calendar. Made for one act or one page; it does not change."""

    years: Mapping[int, Days]

    def is_working(self, day: dt.date) -> bool | None:
        """None for a day of a year that nothing covers."""
        named = self.named(day)
        if named is not None:
            return named.working
        return day.isoweekday() <= 5 if day.year in self.years else _SHIPPED.is_working(day)

    def named(self, day: dt.date) -> Named | None:
        """What an entered notice says of a day: the next year's first, whose New Year's holiday reaches back into December."""
        return next((named for year in (day.year + 1, day.year) if (named := self.years.get(year, {}).get(day)) is not None), None)

    def holiday(self, day: dt.date) -> tuple[str, str]:
        """The holiday's name in Chinese and English (an entered one as it was typed), empty where there is none."""
        named = self.named(day)
        if named is not None:
            return (named.name, named.name)
        return ("", "") if day.year in self.years else _SHIPPED.holiday(day)

    def cover(self, year: int) -> Cover:
        """By what a year is covered."""
        if year in self.years:
            return Cover.NOTICE
        return Cover.NONE if _SHIPPED.is_working(dt.date(year, 1, 1)) is None else Cover.SHIPPED


def working_days() -> WorkingCalendar:
    """The calendar in force: one small query. Ask once for an act or a page and hand it on, not once for each row.

    The days of a notice never change, so that a process keeps them by the notice's number; which notices are in force is asked anew
    each time, so that no process counts by a calendar that was replaced.
    """
    in_force = HolidayNotice.objects.filter(state=_APPROVED, during__contains=timezone.localdate())
    return _calendar(in_force.order_by("year").values_list("pk", "year"))


def working_days_with(notice: HolidayNotice) -> WorkingCalendar:
    """The calendar as it would be if the notice came into force now."""
    return WorkingCalendar({**working_days().years, notice.year: _read(notice.pk)})


_KEPT: dict[int, Days] = {}


def _calendar(in_force: Iterable[tuple[int, int]]) -> WorkingCalendar:
    return WorkingCalendar({year: _days(pk) for pk, year in in_force})


def _days(notice: int) -> Days:
    if notice not in _KEPT:
        _KEPT[notice] = _read(notice)
    return _KEPT[notice]


def _read(notice: int) -> Days:
    found = NamedDay.objects.filter(notice=notice).values_list("day", "kind", "name")
    return {day: Named(kind == NamedDay.Kind.WORKING, name) for day, kind, name in found}


def notices(year: int | None = None) -> QuerySet[HolidayNotice]:
    """What was entered, for one year or for all, newest first."""
    found = HolidayNotice.objects.all() if year is None else HolidayNotice.objects.filter(year=year)
    return found.select_related("place", "proposed_by", "decided_by").order_by("-year", "-proposed_at", "-pk")


def in_force(year: int) -> HolidayNotice | None:
    """The notice of a year that is in force."""
    return notices(year).filter(state=_APPROVED, during__contains=timezone.localdate()).first()


def waiting(year: int) -> HolidayNotice | None:
    """The entry of a year that waits for approval."""
    return notices(year).filter(state=HolidayNotice.State.PROPOSED).first()


def first_shipped() -> int:
    """The first year that the shipped calendar reaches."""
    year = timezone.localdate().year
    while _SHIPPED.is_working(dt.date(year - 1, 1, 1)) is not None:
        year -= 1
    return year
