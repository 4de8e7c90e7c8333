"""Postings whose last day hangs on working days: sanctions and rewards that hang still."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar.counted import CountedDate, declare
from zhiheng.base.calendar.queries import WorkingCalendar
from zhiheng.domains.conduct.discipline.actions.decisions import posting_ends
from zhiheng.domains.conduct.discipline.models import Reward, Sanction


def _hanging(posted: QuerySet[Any]) -> QuerySet[Any]:
    """Posted, and as far as is known not through its last day."""
    return posted.filter(Q(posted_until__isnull=True) | Q(posted_until__gte=timezone.localdate()), posted_on__isnull=False)


def _until(posted: Any, calendar: WorkingCalendar) -> dt.date | None:
    return posting_ends(posted.posted_on, calendar)


declare(
    CountedDate("sanction-posting", _l("Postings of sanctions"), lambda: _hanging(Sanction.objects.all()), "posted_until", _until),
    CountedDate("reward-posting", _l("Postings of rewards"), lambda: _hanging(Reward.objects.all()), "posted_until", _until),
)
