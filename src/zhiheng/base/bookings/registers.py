"""The book that this room fills: what was booked, by day of the visit, call or spending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.bookings import policy
from zhiheng.base.bookings.queries import bookings
from zhiheng.base.registers import Line, Register, declare


def _lines(place: str, day: dt.date) -> Iterable[Line]:
    for one in bookings([place]).filter(on=day).order_by("at", "pk"):
        at = timezone.make_aware(dt.datetime.combine(one.on, one.at or dt.time()))
        cells = (str(one.episode.person), one.episode.number, one.get_kind_display(), str(one.amount), one.words, one.get_state_display())
        yield Line(at, str(one.made_by), cells)


def _counts(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return dict(bookings([place]).filter(on__range=(first, last)).values_list("on").annotate(n=Count("pk")).order_by("on"))


declare(
    Register(
        "bookings", "会见、通话、消费预约台账", "Register of visits, calls and spending booked",
        "《监狱法》第六十九条、第七十五条；内部规则：预约登记", policy.VIEW,
        (
            _l("Prisoner"), _l("Prisoner number"), _l("What is booked"), _l("Minutes, or yuan to spend"), _l("With whom, or for what"), _l("State"),
        ),
        _lines, _counts, keep_years=10,
    ),
)  # fmt: skip
