"""When something happened, beside when it was told: clocks of phones run ahead and reports come late."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Invalid

# A phone's clock may run ahead by so much; a report may come after so long without the network.
AHEAD = dt.timedelta(minutes=2)
LATE = dt.timedelta(hours=24)


def happened(occurred_at: dt.datetime | None, *, field: str = "occurred_at", oldest: dt.timedelta = LATE) -> dt.datetime:
    """The moment told, or now.

    Raises:
        Invalid: it lies in the future, or longer ago than a late report may.
    """
    now = timezone.now()
    if occurred_at is None:
        return now
    if occurred_at > now + AHEAD:
        raise Invalid(fields={field: _("This lies in the future. Check date and time.")})
    if occurred_at < now - oldest:
        raise Invalid(fields={field: _("This is too long ago to be entered here. Report it to the command centre.")})
    return min(occurred_at, now)
