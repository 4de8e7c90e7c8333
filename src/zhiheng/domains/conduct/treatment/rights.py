"""What the level in force lets a person book in a month, and which bookings lie above a level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhiheng.base.bookings import limits
from zhiheng.base.bookings.limits import Limit
from zhiheng.base.bookings.models import Booking
from zhiheng.base.bookings.queries import standing
from zhiheng.base.bookings.questions import Question
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.treatment.models import RecheckItem, TreatmentLevel
from zhiheng.domains.conduct.treatment.schedule import FLOOR, Entitlements, schedule_named

Kind = Booking.Kind

type Above = Callable[[Iterable[Booking], int], list[Booking]]

_ABOVE: Final[Mapping[str, tuple[Kind, Above]]] = {
    "visits": (Kind.VISIT, limits.above_times), "visit_minutes": (Kind.VISIT, limits.above_each),
    "calls": (Kind.CALL, limits.above_times), "call_minutes": (Kind.CALL, limits.above_each),
    "spending": (Kind.SPENDING, limits.above_total),
}  # fmt: skip


def limit_of(episode: Episode, kind: str) -> Limit:
    """By the level in force; without one, the floor of every schedule: nobody has less."""
    found = TreatmentLevel.objects.filter(episode=episode, state=TreatmentLevel.State.IN_FORCE).first()
    schedule = schedule_named(found.schedule) if found else None
    level = schedule.level(found.level) if schedule and found else None
    gives, source = (level.gives, schedule.document) if schedule and level else (FLOOR, "司发通〔2016〕118号")
    if kind == Kind.VISIT:
        return Limit(gives.visits, gives.visit_minutes, None, source)
    if kind == Kind.CALL:
        return Limit(gives.calls, gives.call_minutes, None, source)
    return Limit(None, None, gives.spending, source)


def above(entitlement: str, episode: Episode, gives: Entitlements, since: dt.date) -> list[Booking]:
    """Bookings from a day on that lie above what a level gives; what the month held before that day counts too."""
    kind, beyond = _ABOVE[entitlement]
    found = standing(episode).filter(kind=kind, on__gte=since.replace(day=1)).select_related("made_by")
    return [one for one in beyond(found, getattr(gives, entitlement)) if one.on >= since]


def above_the_level(coming: QuerySet[Booking]) -> Iterator[Question]:
    """What lies above a level that came into force, while its re-check is open; the re-check names it to its owner. One query."""
    found = RecheckItem.objects.filter(booking__in=coming, recheck__done_at__isnull=True)
    for item in found.select_related("booking__episode__person", "recheck__treatment"):
        level = item.recheck.treatment
        assert level.decided_at is not None
        yield Question(item.booking, _("the level of treatment fell on %(day)s") % {"day": level.since}, level.decided_at, owed=False)
