"""Bookings that somebody must decide about again: the level fell, or the person will not be there on the day. No machine cancels anything.

A room that learns of a reason hands in a source. Nothing is stored: a booking is in question while it stands, its day has not gone and
nobody has looked at it since the reason arose; whoever keeps, moves or calls it off has answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhiheng.base.bookings.models import STANDING, Booking


class Question(NamedTuple):
    """Why a booking is to be decided about again, and since when. ``owed``: it is named among the duties of the desk; not so where the room
    that asks names it itself."""

    booking: Booking
    why: str | Promise
    since: dt.datetime
    owed: bool = True

    @property
    def by(self) -> dt.datetime:
        """Decided by the end of the day after both are known, and before the hour that is booked: somebody may be on the way."""
        known = timezone.localtime(max(self.since, self.booking.made_at))
        following = known.replace(hour=23, minute=59, second=59, microsecond=0) + dt.timedelta(days=1)
        return min(following, self.booking.begins)


type Source = Callable[[QuerySet[Booking]], Iterable[Question]]

_sources: list[Source] = []


def ask_about(source: Source) -> None:
    """Hand in who is asked about: it is given bookings that stand and whose day has not gone, and yields those in question."""
    _sources.append(source)


def questions(found: QuerySet[Booking]) -> dict[int, Question]:
    """Those of these bookings that somebody must decide about, by key. A query or two a source, however many bookings."""
    coming = found.filter(state__in=STANDING, on__gte=timezone.localdate()).select_related("episode__person", "episode__prison")
    asked: dict[int, Question] = {}
    for source in (_of_the_released, *_sources):
        for question in source(coming):
            looked = question.booking.looked_at
            if looked is None or looked < question.since:
                asked.setdefault(question.booking.pk, question)
    return asked


def _of_the_released(coming: QuerySet[Booking]) -> Iterator[Question]:
    for booking in coming.filter(episode__ended_on__isnull=False):
        ended = booking.episode.ended_on
        assert ended is not None
        since = dt.datetime.combine(ended, dt.time(23, 59), timezone.get_current_timezone())
        yield Question(booking, _("released on %(day)s") % {"day": ended.isoformat()}, since)
