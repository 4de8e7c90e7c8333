"""Reads of the place tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from zhiheng.base.places.models import Kind, Place
from zhiheng.engines.trail.refusals import OutsideScope

# People live in the first four; the rest is listed after them.
_ORDER = (Kind.PRISON, Kind.WARD, Kind.CELL, Kind.BED, Kind.ROOM, Kind.POST, Kind.BUREAU)


def place_at(path: str, within: Iterable[str]) -> Place:
    """The place at a path, if it lies within the places given.

    Raises:
        OutsideScope: no such place, or not within them.
    """
    found = Place.objects.filter(path=path, path__under_any=list(within)).first() if _is_path(path) else None
    if found is None:
        raise OutsideScope
    return found


def tops(paths: Iterable[str]) -> Sequence[Place]:
    """The places at these paths, those that lie in another of them left out."""
    wanted = sorted(set(paths))
    highest = [path for path in wanted if not any(path.startswith(f"{other}.") for other in wanted)]
    return list(Place.objects.filter(path__in=highest).order_by("path"))


def inside(place: Place) -> Sequence[Place]:
    """What lies directly in a place: open ones first, wards and cells before rooms and posts, b2 before b10."""
    found = Place.objects.filter(parent=place)
    return sorted(found, key=lambda p: (p.closed_on is not None, _ORDER.index(p.kind), _in_counting_order(p.code)))


def above(place: Place) -> Sequence[Place]:
    """What a place lies in, outermost first."""
    parts = place.path.split(".")
    paths = [".".join(parts[:n]) for n in range(1, len(parts))]
    return list(Place.objects.filter(path__in=paths).order_by("path"))


def name_columns(*aliases: str) -> dict[str, str]:
    """SQL for a place's name in the reader's language, by table alias: what ``str(place)`` gives, for lists that make no objects."""
    chinese = (get_language() or "zh").startswith("zh")
    return {alias: f"{alias}.name" if chinese else f"coalesce(nullif({alias}.name_en, ''), {alias}.name)" for alias in aliases}


def _is_path(path: str) -> bool:
    return bool(path) and all(label and label.replace("-", "").replace("_", "").isalnum() and label.isascii() for label in path.split("."))


def _in_counting_order(code: str) -> tuple[int, str]:
    """b2 before b10."""
    return len(code), code
