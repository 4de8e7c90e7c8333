"""The hours of a ward: a line begins on a day and ends on a day; the past is never rewritten."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.domains.custody.daily import policy
from zhiheng.domains.custody.daily.errors import HourTaken, NoSuchLine
from zhiheng.domains.custody.daily.models import TimetableLine
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid


@act(policy.TIMETABLE, subject="place")
def set_timetable_line(place: Place, *, item: str, hour: dt.time, since: dt.date, acting: Official, reason: str) -> TimetableLine:
    """Let something happen at an hour, from a day on.

    Raises:
        HourTaken: the same at the same hour stands already.
        Invalid: an unknown item, or a first day in the past.
    """
    if item not in TimetableLine.Item.values:
        raise Invalid(fields={"item": _("Choose what happens.")})
    if since < timezone.localdate():
        raise Invalid(fields={"since": _("A timetable cannot begin in the past.")})
    try:
        with transaction.atomic():
            return TimetableLine.objects.create(place=place, item=item, hour=hour, during=DateRange(since, None))
    except IntegrityError as clash:
        raise HourTaken from clash


@act(policy.TIMETABLE, subject="line")
def end_timetable_line(line: TimetableLine, *, on: dt.date, acting: Official, reason: str) -> TimetableLine:
    """Let a line hold for the last time on a day, today at the earliest.

    Raises:
        NoSuchLine: it has ended by then.
        Invalid: a day in the past, or before the line began.
    """
    line = TimetableLine.objects.select_for_update().get(pk=line.pk)
    after = on + dt.timedelta(days=1)
    if line.during.upper is not None and line.during.upper <= after:
        raise NoSuchLine
    if on < timezone.localdate() or after <= line.during.lower:
        raise Invalid(fields={"on": _("The last day cannot lie in the past or before the first.")})
    line.during = DateRange(line.during.lower, after)
    line.save(update_fields=["during"])
    return line
