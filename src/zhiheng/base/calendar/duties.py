"""What the power obliges to: from 1 November the next year's calendar, and at any time one of this year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar import policy, queries
from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.base.places.models import Kind, Place

ASKED_FROM = (11, 1)
"""The State Council's office publishes the next year's notice about then."""


def missing_years(today: dt.date) -> list[int]:
    """Years that nothing covers and that should be covered by now."""
    calendar = queries.working_days()
    asked = [today.year, today.year + 1] if (today.month, today.day) >= ASKED_FROM else [today.year]
    return [year for year in asked if calendar.cover(year) == queries.Cover.NONE]


def _owed(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """One line a missing year, by the end of the year before it; owed where the power reaches a bureau."""
    if not Place.objects.filter(path__under_any=list(paths), kind=Kind.BUREAU).exists():
        return
    for year in missing_years(timezone.localdate(at)):
        by = dt.datetime(year - 1, 12, 31, 23, 59, tzinfo=timezone.get_current_timezone())
        what = _("The entry waits for approval") if queries.waiting(year) else _("The working calendar is not entered")
        yield Due(what, str(year), str(year), by)


declare(DutySource("calendar", policy.ENTER, _l("Working calendar of the year"), _owed))
