"""Whoever is out of the prison when a visit or call is booked: the booking is to be decided about again."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.bookings.models import Booking
from zhiheng.base.bookings.questions import Question
from zhiheng.domains.custody.whereabouts.queries.out import out_now


def out_on_the_day(coming: QuerySet[Booking]) -> Iterator[Question]:
    """Out in hospital, in court, on the way: expected back after the hour that is booked, or overdue. Two queries."""
    found = list(coming.filter(episode__movements__ending="", episode__movements__outside=True))
    out, now = out_now({booking.episode_id for booking in found}), timezone.now()
    for booking in found:
        away = out[booking.episode_id]
        if booking.begins < max(away.expected_back, now):
            back = timezone.localtime(away.expected_back).strftime("%Y-%m-%d %H:%M")
            words = _("out of the prison (%(where)s), expected back %(back)s") % {"where": away.destination, "back": back}
            yield Question(booking, words, away.since)
