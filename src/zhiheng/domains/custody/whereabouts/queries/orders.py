"""Movement orders by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from zhiheng.domains.custody.whereabouts.models import MovementOrder, OrderEscort, OrderLine
from zhiheng.engines.trail.refusals import OutsideScope


def orders_on(paths: Sequence[str], day: dt.date, *, limit: int = 300, offset: int = 0) -> Sequence[MovementOrder]:
    """Orders of these places for a day, in the order of leaving, with people and escorts."""
    begins = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    found = MovementOrder.objects.filter(place__path__under_any=list(paths), leave_at__gte=begins, leave_at__lt=begins + dt.timedelta(1))
    return list(_loaded(found).order_by("leave_at", "pk")[offset : offset + limit])


def order_at(pk: int) -> MovementOrder:
    """One order. OutsideScope when there is none."""
    found = _loaded(MovementOrder.objects.filter(pk=pk)).first()
    if found is None:
        raise OutsideScope
    return found


def _loaded(found: QuerySet[MovementOrder]) -> QuerySet[MovementOrder]:
    lines = Prefetch("lines", OrderLine.objects.select_related("episode__person", "episode__place__parent").order_by("episode__sort_key"))
    escorts = Prefetch("escorts", OrderEscort.objects.select_related("officer").order_by("pk"))
    return found.select_related("place", "destination", "issued_by").prefetch_related(lines, escorts)
