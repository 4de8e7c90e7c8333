"""Steps of admission whose last day hangs on working days."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar.counted import CountedDate, declare
from zhiheng.base.calendar.queries import WorkingCalendar
from zhiheng.domains.custody.reception.models import Procedure, ReceptionStep
from zhiheng.domains.custody.reception.schedule import BY_CALENDAR, admission_steps


def _open() -> QuerySet[ReceptionStep]:
    found = ReceptionStep.objects.filter(procedure=Procedure.ADMISSION, kind__in=BY_CALENDAR, done_at__isnull=True)
    return found.filter(episode__ended_on__isnull=True).select_related("episode")


def _due(step: ReceptionStep, calendar: WorkingCalendar) -> dt.datetime | None:
    received = dt.datetime.combine(step.episode.received_on, dt.time.min, timezone.get_current_timezone())
    return next(owed.due_at for owed in admission_steps(received, calendar) if owed.kind == step.kind)


declare(CountedDate("admission", _l("Steps of admission"), _open, "due_at", _due))
