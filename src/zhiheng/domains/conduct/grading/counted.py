"""Notices in the ward whose last day hangs on working days."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar.counted import CountedDate, declare
from zhiheng.base.calendar.queries import WorkingCalendar
from zhiheng.domains.conduct.grading.actions.notices import posting_of
from zhiheng.domains.conduct.grading.models import Notice
from zhiheng.domains.conduct.grading.workdays import hangs_until


def _hanging() -> QuerySet[Notice]:
    return Notice.objects.filter(removed_on__isnull=True, until__gte=timezone.localdate())


def _until(notice: Notice, calendar: WorkingCalendar) -> dt.date:
    return hangs_until(notice.posted_on, posting_of(Notice.What(notice.what)), calendar)


declare(CountedDate("points-notice", _l("Notices of points"), _hanging, "until", _until))
