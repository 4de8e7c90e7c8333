"""What of the points a viewer reaches."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.official import Viewer


def wards_in_reach(viewer: Viewer, power: str, *, limit: int = 300) -> Sequence[Place]:
    """Open wards that the power reaches within the chosen level, in order."""
    found = Place.objects.filter(kind=Kind.WARD, closed_on__isnull=True, path__under_any=viewer.over(power))
    return list(found.select_related("parent").order_by("path")[:limit])


def ward_at(viewer: Viewer, path: str, power: str) -> Place:
    """The ward of that path, within reach of the power.

    Raises:
        OutsideScope: there is none, or not there, or the place is no ward.
    """
    ward = place_at(path, viewer.reach.over(power))
    if ward.kind != Kind.WARD:
        raise OutsideScope
    return ward


def prisons_in_reach(viewer: Viewer, power: str) -> Sequence[Place]:
    """Open prisons that the power reaches within the chosen level, in order."""
    found = Place.objects.filter(kind=Kind.PRISON, closed_on__isnull=True, path__under_any=viewer.over(power))
    return list(found.order_by("path")[:300])


def reaches(viewer: Viewer, power: str, path: str) -> bool:
    """Whether the viewer's power reaches a place; for what is offered, the act checks again."""
    return any(path == top or path.startswith(f"{top}.") for top in viewer.reach.over(power))


def prisons_seen(viewer: Viewer, power: str) -> Sequence[Place]:
    """Open prisons that the power reaches, and the prison of a ward that it reaches: its people are graded there."""
    tops = viewer.over(power)
    above = {path.rsplit(".", n)[0] for path in tops for n in range(1, path.count(".") + 1)}
    found = Place.objects.filter(Q(path__under_any=tops) | Q(path__in=above), kind=Kind.PRISON, closed_on__isnull=True)
    return list(found.order_by("path")[:300])
