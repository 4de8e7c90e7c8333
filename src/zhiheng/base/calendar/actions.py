"""Enter the State Council's notice of a year: one person enters, another compares it with the paper and approves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar import errors, policy, queries
from zhiheng.base.calendar.counted import recount
from zhiheng.base.calendar.models import HolidayNotice, NamedDay
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.policy import this_moment
from zhiheng.base.powers.proposals import DECISION, decided, officer_of
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

_State = HolidayNotice.State
EARLIEST = 2000
"""The first year of which the State Council swapped weekends."""
_LONGEST = dt.timedelta(days=20)


@dataclass(frozen=True, slots=True)
class Span:
    """A holiday from its first to its last day, both off."""

    first: dt.date
    last: dt.date
    name: str

    def days(self) -> Iterator[dt.date]:
        """Each day of it."""
        return (self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """What the notice says: its number and date, the days off, the weekend days on which people work."""

    document: str
    issued_on: dt.date
    holidays: tuple[Span, ...]
    worked: tuple[dt.date, ...]


@act(policy.ENTER, subject="place")
def enter_notice(place: Place, *, year: int, entry: NoticeEntry, acting: Official, reason: str) -> HolidayNotice:
    """Enter the published notice of a year. It is in force when another holder of the power approves it.

    Raises:
        Invalid: by field, what the entry gets wrong; NoticeWaits: another entry of the year waits.
    """
    faults = dict(_faults(place, year, entry, reason))
    if faults:
        raise Invalid(fields=faults)
    try:
        with transaction.atomic():
            notice = HolidayNotice.objects.create(
                year=year, document=entry.document.strip(), issued_on=entry.issued_on, place=place, reason=reason.strip(),
                proposed_by=officer_of(acting), proposed_at=this_moment(),
            )  # fmt: skip
    except IntegrityError as refused:  # holiday_notice_one_open
        raise errors.NoticeWaits from refused
    NamedDay.objects.bulk_create(_named_days(notice, entry))
    return notice


@act(policy.ENTER, subject="notice")
def approve_notice(notice: HolidayNotice, *, acting: Official, reason: str) -> HolidayNotice:
    """Approve another's entry: it is in force from today, what stood for the year ends, and every open counted date is counted again.

    Raises:
        AlreadyDecided, NeedsSecondPerson; LaterNotice: the one in force was issued later.
    """
    notice = decided(_locked(notice), _State.APPROVED, acting, reason)
    today = timezone.localdate()
    _end_former(notice, today)
    notice.during = DateRange(today, None)
    notice.save(update_fields=[*DECISION, "during"])
    recount(queries.working_days())
    return notice


@act(policy.ENTER, subject="notice")
def decline_notice(notice: HolidayNotice, *, acting: Official, reason: str) -> HolidayNotice:
    """Decline another's entry, with reasons. Raises AlreadyDecided, NeedsSecondPerson."""
    notice = decided(_locked(notice), _State.DECLINED, acting, reason)
    notice.save(update_fields=DECISION)
    return notice


@act(policy.ENTER, subject="notice")
def withdraw_notice(notice: HolidayNotice, *, acting: Official, reason: str) -> HolidayNotice:
    """Take back one's own entry before it is decided. Raises AlreadyDecided, NotTheProposer."""
    notice = decided(_locked(notice), _State.WITHDRAWN, acting, reason)
    notice.save(update_fields=DECISION)
    return notice


def _end_former(notice: HolidayNotice, today: dt.date) -> None:
    """End what stands for the year. What came into force today gives way whole: it was in force on no day."""
    former = HolidayNotice.objects.select_for_update().filter(year=notice.year, state=_State.APPROVED, during__endswith__isnull=True).first()
    if former is None:
        return
    if former.issued_on > notice.issued_on:
        raise errors.LaterNotice
    begun = former.during.lower < today
    former.state, former.during = (_State.APPROVED, DateRange(former.during.lower, today)) if begun else (_State.WITHDRAWN, None)
    former.save(update_fields=["state", "during"])


def _named_days(notice: HolidayNotice, entry: NoticeEntry) -> Iterator[NamedDay]:
    for span in entry.holidays:
        for day in span.days():
            yield NamedDay(notice=notice, year=notice.year, day=day, kind=NamedDay.Kind.OFF, name=span.name)
    for day in entry.worked:
        yield NamedDay(notice=notice, year=notice.year, day=day, kind=NamedDay.Kind.WORKING)


def _locked(notice: HolidayNotice) -> HolidayNotice:
    return HolidayNotice.objects.select_for_update(of=("self",)).select_related("place").get(pk=notice.pk)


# --- what an entry gets wrong -------------------------------------------------------------------------------------------------------------


def _faults(place: Place, year: int, entry: NoticeEntry, reason: str) -> Iterator[tuple[str, Words]]:
    """Field and words of each fault; of one field the last is shown."""
    today = timezone.localdate()
    if place.kind != Kind.BUREAU:
        yield "place", _("The calendar is entered by a bureau: it holds for every prison.")
    if not EARLIEST <= year <= today.year + 1:
        yield "year", _("Only a year whose notice can be published: this year, one before it, or the next.")
    if entry.issued_on > today:
        yield "issued_on", _("The notice is entered after it was published, not before.")
    if not entry.document.strip():
        yield "document", _("Give the number of the notice.")
    if not reason.strip():
        yield "reason", _("Give your reasons.")
    yield from _faults_of_days(year, entry)


def _faults_of_days(year: int, entry: NoticeEntry) -> Iterator[tuple[str, Words]]:
    off = [day for span in entry.holidays for day in span.days()] if all(map(_plausible, entry.holidays)) else []
    if not off:
        yield "holidays", _("Give each holiday with its first and last day, the first not after the last, and its name.")
    elif day := next((day for day in off if not _belongs(day, year)), None):
        yield "holidays", _not_of(day, year)
    elif twice := _twice(off):
        yield "holidays", _("%(day)s is in two holidays.") % {"day": twice}
    if day := next((day for day in entry.worked if not _belongs(day, year)), None):
        yield "worked", _not_of(day, year)
    elif day := next((day for day in entry.worked if day.isoweekday() <= 5), None):
        yield "worked", _("%(day)s is no Saturday or Sunday: only weekend days are swapped.") % {"day": day}
    elif day := next((day for day in entry.worked if day in off), None):
        yield "worked", _("%(day)s is named as a holiday too.") % {"day": day}
    elif twice := _twice(entry.worked):
        yield "worked", _("%(day)s stands here twice.") % {"day": twice}


def _plausible(span: Span) -> bool:
    return bool(span.name.strip()) and dt.timedelta(0) <= span.last - span.first <= _LONGEST


def _belongs(day: dt.date, year: int) -> bool:
    """Within the year, or in the December before: a New Year's holiday may reach back."""
    return day.year == year or (day.year, day.month) == (year - 1, 12)


def _not_of(day: dt.date, year: int) -> Words:
    return _("%(day)s is not of %(year)s.") % {"day": day, "year": year}


def _twice(days: list[dt.date] | tuple[dt.date, ...]) -> dt.date | None:
    return next((day for place, day in enumerate(days) if day in days[:place]), None)
