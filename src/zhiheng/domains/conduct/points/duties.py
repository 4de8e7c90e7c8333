"""What this room's powers oblige to: every group's day recorded on the day (art 26)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.base.people.models import Stay
from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import DaySheet, PointEntry
from zhiheng.law.scale import Body

_WARDS_SHOWN = 20
_SHOWN = 50
_SPOT_SHOWN_FOR = dt.timedelta(days=31)


def _days(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Each ward's day: done when the ward, or every cell of it that holds somebody, has its sheet."""
    day = timezone.localdate(at)
    wards = Place.objects.filter(kind=Kind.WARD, closed_on__isnull=True, path__under_any=list(paths)).order_by("path")[:_WARDS_SHOWN]
    for ward in wards:
        cells = set(Stay.objects.filter(during__contains=at, place__path__under=ward.path).values_list("place__parent__path", flat=True))
        if cells:
            yield _day(ward, cells, day)


def _day(ward: Place, cells: set[str], day: dt.date) -> Due:
    sheets = dict(DaySheet.objects.filter(ward=ward, day=day).values_list("group", "submitted_at"))
    left = 0 if ward.path in sheets else len(cells - set(sheets))
    words = ngettext("%(count)d group not submitted", "%(count)d groups not submitted", left) % {"count": left} if left else _("all submitted")
    return Due(_("Points of the day"), f"{ward} · {words}", ward.path, None, max(sheets.values()) if sheets and not left else None)


def spot_notices_owed(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Each deduction on the spot whose prisoner has not been handed the notice, by the end of the day of its decision."""
    found = PointEntry.objects.filter(
        state=PointEntry.State.POSTED, body=Body.OFFICER, spot_notice__isnull=True, ward__path__under_any=list(paths),
        decided_on__gte=timezone.localdate(at) - _SPOT_SHOWN_FOR,
    )  # fmt: skip
    for one in found.select_related("episode__person").order_by("decided_on", "pk")[:_SHOWN]:
        assert one.decided_on is not None
        by = timezone.make_aware(dt.datetime.combine(one.decided_on, dt.time(23, 59)))
        yield Due(_("Notice of a deduction on the spot"), f"{one.episode.person} {one.happened_on}", str(one.pk), by)


declare(
    DutySource("points-day", policy.RECORD, _l("Points of the day"), _days),
    DutySource("points-spot-notice", policy.RECORD, _l("Notice of a deduction on the spot"), spot_notices_owed),
)
