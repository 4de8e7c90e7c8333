"""What of whereabouts a viewer may see and do, and where."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import above, inside, tops
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.models import Discrepancy
from zhiheng.web.formats import elapsed
from zhiheng.web.official import Viewer
from zhiheng.web.parts import Chip


def may_at(viewer: Viewer, power: str, path: str) -> bool:
    """Whether the viewer's power reaches a place; for what is offered, the act checks again."""
    return any(path == top or path.startswith(f"{top}.") for top in viewer.reach.over(power))


def wards_of(viewer: Viewer, power: str, *, limit: int = 60) -> Sequence[Place]:
    """Open wards that the power reaches within the chosen level, in order."""
    found = Place.objects.filter(kind=Kind.WARD, closed_on__isnull=True, path__under_any=viewer.over(power))
    return list(found.select_related("parent").order_by("path")[:limit])


def crumbs(viewer: Viewer, place: Place, first: tuple[str, str], url_of: str) -> list[tuple[str, str | None]]:
    """The line of places above, as far as the viewer reaches."""
    seen = [step for step in above(place) if may_at(viewer, policy.VIEW, step.path)]
    return [first, *((str(step), reverse(url_of, args=[step.path])) for step in seen), (str(place), None)]


def level_of(viewer: Viewer) -> Sequence[Place]:
    """What the board shows first: the viewer's places."""
    return tops(viewer.over(policy.VIEW))


def below(place: Place) -> list[Place]:
    """Prisons or wards in a place, open ones."""
    return [step for step in inside(place) if step.kind in (Kind.PRISON, Kind.WARD) and step.closed_on is None]


def clock_chip(discrepancy: Discrepancy) -> Chip:
    """How long is left, or by how much the time is over: a word, not only a colour."""
    seconds = (discrepancy.due_at - timezone.now()).total_seconds()
    if seconds < 0:
        return Chip(_("overdue by %(time)s") % {"time": elapsed(-seconds)}, "bad", "alert")
    return Chip(_("%(time)s left") % {"time": elapsed(seconds)}, "warn")
