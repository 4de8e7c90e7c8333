"""Reads of entries: the library of a day, what waits for whom, what one prisoner has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points.models import Circumstance, DaySheet, PointEntry
from zhiheng.law.scale import Body


def entries_of(episode_id: int) -> QuerySet[PointEntry]:
    """Everything entered of one custody episode, newest first."""
    found = PointEntry.objects.filter(episode_id=episode_id).select_related("clause", "deliberation", "corrects")
    return found.order_by("-happened_on", "-id")


def waiting(paths: Iterable[str], body: Body | None = None) -> QuerySet[PointEntry]:
    """Entries that wait for a decision at the places, oldest first; of one body when it is named."""
    found = PointEntry.objects.filter(state=PointEntry.State.PROPOSED, ward__path__under_any=list(paths))
    if body is not None:
        found = found.filter(needs=body)
    return found.select_related("episode__person", "clause", "ward").order_by("happened_on", "id")


def paused_on(episode_id: int, day: dt.date) -> Circumstance | None:
    """Why nothing can be entered on a day; None when it can. Under inquiry conduct is entered and waits for the outcome (art 33)."""
    kinds = Circumstance.Kind
    pausing = (kinds.OUTSIDE, kinds.AWAY)
    return Circumstance.objects.filter(Q(kind__in=pausing), episode_id=episode_id, during__contains=day).first()


def groups_waiting(ward: Place, day: dt.date) -> list[str]:
    """Paths of the ward's cells that hold people and whose day was not submitted."""
    done = set(DaySheet.objects.filter(ward=ward, day=day).values_list("group", flat=True))
    cells = Place.objects.filter(path__under=ward.path, kind="cell", closed_on__isnull=True).order_by("path")
    return [cell.path for cell in cells if cell.path not in done and ward.path not in done]
