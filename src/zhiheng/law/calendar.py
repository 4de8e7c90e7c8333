"""Days, months and terms: the two calendar arithmetics of Chinese criminal law, kept apart.

A *sentence term* counts its first day and ends on the day before the same day (R-CAL-1). A *procedural period* does
not count its first day and ends on the same day. Only three primitives know the calendar (``month_of``,
``day_of_month``, ``first_of``); the compiled form of the rules puts two look-up tables behind the same three names.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple, Protocol

from zhiheng.law.choices import LeapReading
from zhiheng.law.reckoning import EPOCH, Day, Undetermined, cite, date_of, rule
from zhiheng.law.sources import CL, CPL, CPLI_2021, R1986


class Term(NamedTuple):
    """A length as courts pronounce it. Half a month is 15 days."""

    years: int = 0
    months: int = 0
    days: int = 0


NOTHING = Term(0, 0, 0)

# --- the three primitives -------------------------------------------------------------------------------------------


def month_of(day: Day) -> int:
    """The month of a day, counted from January of the year 0."""
    value = date.fromordinal(day + EPOCH)
    return value.year * 12 + value.month - 1


def day_of_month(day: Day) -> int:
    return date.fromordinal(day + EPOCH).day


def first_of(month: int) -> Day:
    """The first day of a month as counted by ``month_of``."""
    known = _FIRSTS.get(month)
    return known if known is not None else date(month // 12, month % 12 + 1, 1).toordinal() - EPOCH


# The months of every living person's papers, so that the commonest question costs one look.
_FIRSTS: Final = {month: date(month // 12, month % 12 + 1, 1).toordinal() - EPOCH for month in range(1950 * 12, 2100 * 12)}


# --- steps of months ------------------------------------------------------------------------------------------------


def last_of(month: int) -> Day:
    return first_of(month + 1) - 1


def is_month_end(day: Day) -> bool:
    return day == last_of(month_of(day))


def same_day(day: Day, months: int) -> Day:
    """The same day of the month, so many months later (or earlier); the last day of that month if it has no such day."""
    month = month_of(day)
    target = month + months
    landing = first_of(target) + day - first_of(month)
    following = first_of(target + 1)
    return landing if landing < following else following - 1


def month_step(day: Day, months: int) -> Day:
    """As ``same_day``, but a month's last day goes to a month's last day."""
    month = month_of(day)
    if day == last_of(month):
        return last_of(month + months)
    return same_day(day, months)


def after(day: Day, term: Term) -> Day:
    """Years first, then months, then days, each from where the one before landed (sheet 0.4, steps 1-3)."""
    landing = same_day(day, 12 * term.years) if term.years != 0 else day
    if term.months > 0:
        landing = month_step(landing, term.months)
    return landing + term.days


def whole_months(term: Term) -> int:
    return 12 * term.years + term.months


def of_months(months: int, days: int) -> Term:
    return Term(months // 12, months % 12, days)


def total(one: Term, other: Term) -> Term:
    """Two lengths laid end to end; days stay days."""
    return of_months(whole_months(one) + whole_months(other), one.days + other.days)


def shorter(one: Term, other: Term) -> bool:
    """Whether one is shorter. Days compare as 30 to the month, which only matters beside a half month."""
    return whole_months(one) * 30 + one.days < whole_months(other) * 30 + other.days


def span(first: Day, end: Day) -> Term:
    """Years, months and days from a day up to, not including, another (greatest whole months first)."""
    months = month_of(end) - month_of(first)
    if same_day(first, months) > end:
        months -= 1
    return of_months(months, end - same_day(first, months))


def half_of(term: Term) -> Term:
    """One half; an odd month leaves 15 days, an odd day counts whole (never less than the half)."""
    months = whole_months(term)
    return of_months(months // 2, 15 * (months % 2) + (term.days + 1) // 2)


# --- rules ----------------------------------------------------------------------------------------------------------


@rule(
    "R-CAL-1",
    provision=cite(CPLI_2021, "第二百零二条第二款", "art 202 para 2"),
    since=CL.since,
    zh="刑期自起始日计入，至对应日的前一日止；先年、后月、再日",
    en="a term counts its first day and ends on the day before the corresponding day; years, then months, then days",
)
def last_day(start: Day, term: Term) -> Day:
    """The last day served. Written law since 2021-03-01; before that the courts' practice, uneven at month ends (OQ-2)."""
    return after(start, term) - 1


@rule(
    "R-CAL-1b",
    provision=cite(CPLI_2021, "第二百零二条第二款", "art 202 para 2"),
    since=CL.since,
    zh="起始日为2月28日或者29日，刑期有年有月的，年、月合并为月数一次推算（OQ-1的另一种理解）",
    en="a term of years and months from 28 or 29 February, counted as months at once (the other reading of OQ-1)",
)
def last_day_at_once(start: Day, term: Term) -> Day:
    """Only where OQ-1 is set so; a month's last day goes to a month's last day."""
    return month_step(start, whole_months(term)) + term.days - 1


def last_day_by(start: Day, term: Term, leap: LeapReading) -> Day:
    """The last day served, under the reading taken of OQ-1."""
    if leap == LeapReading.AT_ONCE and leap_doubt(start, term):
        return last_day_at_once(start, term)
    return last_day(start, term)


@rule(
    "R-CAL-2",
    provision=cite(CPLI_2021, "第二百零二条", "art 202"),
    since=CL.since,
    zh="“不少于”的期间自起算日满对应日即届满",
    en="a least time is complete on the corresponding day",
)
def complete_on(reference: Day, term: Term) -> Day:
    """The first day on which at least ``term`` has passed since ``reference``, under either arithmetic.

    From 28 or 29 February years and months can be read in two ways (OQ-1): a threshold takes the later day.
    """
    day = after(reference, term)
    if leap_doubt(reference, term):
        at_once = month_step(reference, whole_months(term)) + term.days
        return at_once if at_once > day else day
    return day


@rule(
    "R-CAL-3",
    provision=cite(CPL, "第一百零五条", "art 105"),
    since=date(1997, 1, 1),
    zh="期间开始之日不算在内，至对应日止",
    en="the day on which a period begins is not counted; it ends on the corresponding day",
)
def period_end(begins: Day, period: Term) -> Day:
    """The last day of a procedural period, before holidays are looked at (:func:`rolled`)."""
    return after(begins, period)


@rule(
    "R-CAL-4",
    provision=cite(R1986, "", "whole"),
    since=R1986.since,
    zh="余刑按首尾均计入的年、月、日计算",
    en="the remainder is counted in years, months and days, both end days inside",
)
def remainder(since: Day, last: Day) -> Term:
    """The unserved rest from a day to the last day of the term, both inside."""
    return span(since, last + 1)


def leap_doubt(start: Day, term: Term) -> bool:
    """OQ-1: a start on 28 or 29 February with years *and* months can be read in more than one way."""
    return month_of(start) % 12 == 1 and day_of_month(start) >= 28 and term.years > 0 and term.months > 0


# --- working days ---------------------------------------------------------------------------------------------------


class WorkingDays(Protocol):
    """A calendar of working days, handed in. ``is_working`` is None for a day that the calendar does not cover."""

    def is_working(self, day: date) -> bool | None: ...


class EveryDay:
    """For a period that no calendar decides: one counted in months, or one that keeps a person locked up."""

    def is_working(self, day: date) -> bool | None:
        return True


EVERY_DAY: Final = EveryDay()


def rolled(last: Day, calendar: WorkingDays, *, in_custody: bool) -> Day | Undetermined:
    """Move a period's last day off a holiday, except to the cost of a person in custody (CPL art 105 para 4)."""
    if in_custody:
        return last
    while not (working := calendar.is_working(date_of(last))):
        if working is None:
            return unentered(last)
        last += 1
    return last


def working_end(begins: Day, count: int, calendar: WorkingDays) -> Day | Undetermined:
    """The last of ``count`` working days after a day, which itself is not counted."""
    return _walked(begins, count, 1, calendar)


def working_before(event: Day, count: int, calendar: WorkingDays) -> Day | Undetermined:
    """The latest working day that lies so many working days before an event."""
    return _walked(event, count, -1, calendar)


def _walked(day: Day, count: int, step: int, calendar: WorkingDays) -> Day | Undetermined:
    while count > 0:
        day += step
        working = calendar.is_working(date_of(day))
        if working is None:
            return unentered(day)
        count -= working
    return day


def unentered(day: Day) -> Undetermined:
    year = date_of(day).year
    return Undetermined("working_days", f"{year}年的工作日历尚未录入", f"the calendar of working days of {year} is not entered")
