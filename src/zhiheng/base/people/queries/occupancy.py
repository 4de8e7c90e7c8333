"""How many people are held where, and who has which bed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Count

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place

# Each kind of place is counted by the index that knows it; a bed's parent is its cell.
_COUNT_CELLS = """select pl.parent_id, count(*) from episode e join place pl on pl.id = e.place_id
  where e.ended_on is null and pl.parent_id = any(%s) and pl.kind = 'bed' group by 1"""


def held_in(places: Sequence[Place]) -> dict[int, int]:
    """People in custody per place (prisons, wards, cells, beds). A bureau holds what its prisons hold. At most one query a kind."""
    by_kind: dict[str, list[int]] = {}
    for place in places:
        by_kind.setdefault(place.kind, []).append(place.pk)
    counts: dict[int, int] = {}
    for kind, ids in by_kind.items():
        counts |= _counted(kind, ids)
    return counts


def _counted(kind: str, ids: list[int]) -> dict[int, int]:
    held = Episode.objects.filter(ended_on__isnull=True).order_by()
    if kind == Kind.BUREAU:
        return dict.fromkeys(ids, held.count())
    if kind == Kind.CELL:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT_CELLS, [ids])
            return dict(cursor.fetchall())
    column = {Kind.PRISON: "prison_id", Kind.WARD: "ward_id"}.get(Kind(kind), "place_id")
    counted = held.filter(**{f"{column}__in": ids}).values_list(column).annotate(Count("id"))
    return {int(pk): int(count) for pk, count in counted if pk is not None}


def in_beds(beds: Sequence[Place]) -> dict[int, Episode]:
    """Who has each bed now, by the bed's id."""
    held = Episode.objects.filter(place__in=[bed.pk for bed in beds], ended_on__isnull=True).select_related("person")
    return {episode.place_id: episode for episode in held}


def free_beds(ward: Place, limit: int = 400) -> Sequence[Place]:
    """Open beds of a ward that nobody has, with their cells, in order."""
    taken = Episode.objects.filter(ward=ward, ended_on__isnull=True).values("place")
    beds = Place.objects.filter(path__under=ward.path, kind=Kind.BED, closed_on__isnull=True, parent__closed_on__isnull=True)
    return list(beds.exclude(pk__in=taken).select_related("parent").order_by("path")[:limit])
