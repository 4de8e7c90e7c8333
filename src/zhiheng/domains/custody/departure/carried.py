"""What was booked in the prison that somebody has left: the relatives would come to the wrong one."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.bookings.models import Booking
from zhiheng.base.bookings.questions import Question
from zhiheng.domains.custody.departure.models import Transfer


def booked_before_the_transfer(coming: QuerySet[Booking]) -> Iterator[Question]:
    """Bookings made before the person was received elsewhere. One query."""
    received = {"episode__transfers__state": Transfer.State.RECEIVED, "episode__transfers__taken_at__gt": F("made_at")}
    for booking in coming.filter(**received).annotate(moved_at=Max("episode__transfers__taken_at")):
        since = booking.moved_at
        told = {"prison": booking.episode.prison, "day": timezone.localdate(since).isoformat()}
        yield Question(booking, _("in %(prison)s since %(day)s") % told, since)
