"""What this room's powers oblige to: bookings that must be decided about again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.bookings import policy
from zhiheng.base.bookings.queries import bookings
from zhiheng.base.bookings.questions import questions
from zhiheng.base.duties import Due, DutySource, declare

_SHOWN = 20


def _asked(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """The next first; above twenty the list of bookings says them."""
    owed = [one for one in questions(bookings(paths)).values() if one.owed]
    for one in sorted(owed, key=lambda one: one.by)[:_SHOWN]:
        person = one.booking.episode.person
        yield Due(_("Booking to decide about"), f"{person}: {one.why}", str(person.pk), one.by)


declare(DutySource("booking", policy.MAKE, _l("Bookings to decide about"), _asked))
