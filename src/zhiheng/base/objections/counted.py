"""Days by which open objections are forwarded or answered: they hang on working days."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar.counted import CountedDate, declare
from zhiheng.base.calendar.queries import WorkingCalendar
from zhiheng.base.objections.clocks import FORWARDING
from zhiheng.base.objections.grounds import limits_of
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import OPEN

_OUTSIDE = (Objection.To.BUREAU, Objection.To.PROCURATORATE)


def _inside() -> QuerySet[Objection]:
    return Objection.objects.filter(OPEN).exclude(to__in=_OUTSIDE)


def _not_forwarded() -> QuerySet[Objection]:
    return Objection.objects.filter(OPEN, to__in=_OUTSIDE, forwarded_at__isnull=True)


def _answer_due(one: Objection, calendar: WorkingCalendar) -> dt.date | None:
    return limits_of(one.against, one.step).answer.last(one.received_on, calendar)


def _forward_by(one: Objection, calendar: WorkingCalendar) -> dt.date | None:
    return FORWARDING.last(one.received_on, calendar)


declare(
    CountedDate("objection-answer", _l("Answers to objections"), _inside, "answer_due", _answer_due),
    CountedDate("objection-forward", _l("Complaints to forward"), _not_forwarded, "forward_by", _forward_by),
)
