"""Where a search is made or a thing is found: wards with their cells and rooms, to be chosen by name and not typed."""

from __future__ import annotations

from collections.abc import Sequence

from zhiheng.base.places.models import Kind, Place

AT_MOST = 2000

type Choices = list[tuple[str, list[tuple[str, str]]]]


def places_within(paths: Sequence[str]) -> Choices:
    """Ward by ward: the ward itself, then its cells and rooms; what lies beside the wards under its prison."""
    kinds = (Kind.PRISON, Kind.WARD, Kind.CELL, Kind.ROOM)
    found = Place.objects.filter(path__under_any=list(paths), kind__in=kinds, closed_on__isnull=True).order_by("path")[:AT_MOST]
    groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for place in found:
        if place.kind in (Kind.PRISON, Kind.WARD):
            groups[place.path] = (str(place), [(place.path, str(place))])
        else:
            _group_of(groups, place).append((place.path, str(place)))
    return list(groups.values())


def _group_of(groups: dict[str, tuple[str, list[tuple[str, str]]]], place: Place) -> list[tuple[str, str]]:
    """The nearest ward or prison above; a place whose ward is out of reach stands for itself."""
    above = place.path
    while above:
        above = above.rpartition(".")[0]
        if above in groups:
            return groups[above][1]
    return groups.setdefault(place.path, (str(place), []))[1]
