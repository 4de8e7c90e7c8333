"""The place tree: what is where, what it serves, how many it may hold and how many it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries.occupancy import held_in, in_beds
from zhiheng.base.places import policy
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import above, inside, place_at, tops
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.official import Viewer
from zhiheng.web.parts import Words

# Kinds that are listed with what they hold one level further down.
_TWO_LEVELS = (Kind.BUREAU,)


@dataclass(frozen=True, slots=True)
class Bed:
    """A bed, who has it, and whether the viewer may know."""

    place: Place
    episode: Episode | None
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the tree as drawn."""

    place: Place
    depth: int
    held: int
    beds: Sequence[Bed] = ()

    @property
    def free(self) -> int | None:
        """Beds usable now and not taken; unknown where no capacity is stated."""
        return self.place.capacity_now - self.held if self.place.capacity_now else None


@page(policy.VIEW)
def places(request: SignedInRequest) -> HttpResponse:
    """The viewer's places; a single one is opened at once."""
    found = tops(request.viewer.over(policy.VIEW))
    if len(found) == 1:
        return redirect("place", place=found[0].path)
    lines = _lines(found, held_in(found), depth=0)
    return render(request, "places/places.html", {"lines": lines, "place": None, "crumb_pairs": [(_("Places"), None)], "nav": "places"})


@page(policy.VIEW)
def place(request: SignedInRequest, place: str) -> HttpResponse:
    """One place and what lies in it."""
    here = place_at(place, request.viewer.reach.over(policy.VIEW))
    lines = _inside(request.viewer, here)
    context = {
        "place": here,
        "lines": lines,
        "facts": _facts(here, lines),
        "crumb_pairs": _crumbs(request.viewer, here),
        "offers": _offers(request.viewer, here),
        "people_url": _people_url(request.viewer, here),
        "nav": "places",
    }
    return render(request, "places/places.html", context)


def _inside(viewer: Viewer, here: Place) -> list[Line]:
    children = inside(here)
    if here.kind == Kind.WARD:
        return _with_beds(viewer, children)
    if here.kind == Kind.CELL:
        return _beds_alone(viewer, here, children)
    below = [step for child in children if child.kind == Kind.PRISON for step in inside(child)] if here.kind in _TWO_LEVELS else []
    counts = held_in([*children, *below])
    lines = []
    for child in children:
        lines += _lines([child], counts, depth=0)
        lines += _lines([step for step in below if step.parent_id == child.pk], counts, depth=1)
    return lines


def _with_beds(viewer: Viewer, children: Sequence[Place]) -> list[Line]:
    """Cells with their beds: three queries whatever the size of the ward."""
    cells = [child.pk for child in children if child.kind == Kind.CELL]
    beds = list(Place.objects.filter(parent__in=cells, kind=Kind.BED).order_by("path"))
    beds.sort(key=lambda bed: (len(bed.code), bed.code))
    taken, counts = in_beds(beds), held_in(children)
    by_cell: dict[int | None, list[Bed]] = {}
    for bed in beds:
        by_cell.setdefault(bed.parent_id, []).append(_bed(viewer, bed, taken))
    return [Line(child, 0, counts.get(child.pk, 0), by_cell.get(child.pk, [])) for child in children]


def _beds_alone(viewer: Viewer, here: Place, beds: Sequence[Place]) -> list[Line]:
    taken = in_beds(beds)
    return [Line(bed, 0, int(bed.pk in taken), [_bed(viewer, bed, taken)]) for bed in beds]


def _bed(viewer: Viewer, bed: Place, taken: Mapping[int, Episode]) -> Bed:
    named = any(bed.path.startswith(f"{path}.") for path in viewer.reach.over(people_policy.VIEW))
    return Bed(bed, taken.get(bed.pk), named)


def _lines(found: Sequence[Place], counts: Mapping[int, int], *, depth: int) -> list[Line]:
    return [Line(step, depth, counts.get(step.pk, 0)) for step in found]


def _facts(here: Place, lines: Sequence[Line]) -> list[tuple[Words, object]]:
    held = held_in([here]).get(here.pk, 0)
    return [
        (_("Kind"), here.get_kind_display()),
        (_("Use"), here.get_use_display()),
        (_("People held"), held),
        (_("Certified capacity"), here.capacity_certified or None),
        (_("Working capacity"), here.capacity_working or None),
        (_("Usable now"), here.capacity_now or None),
        (_("Closed on"), here.closed_on or pgettext("place", "open")),
    ]


def _crumbs(viewer: Viewer, here: Place) -> list[tuple[str, str | None]]:
    reach = viewer.reach.over(policy.VIEW)
    seen = [step for step in above(here) if any(step.path == path or step.path.startswith(f"{path}.") for path in reach)]
    return [(_("Places"), reverse("places")), *((str(step), reverse("place", args=[step.path])) for step in seen), (str(here), None)]


def _people_url(viewer: Viewer, here: Place) -> str:
    """The people held here, where a list can show them."""
    reach = viewer.reach.over(people_policy.VIEW)
    reached = any(here.path == path or here.path.startswith(f"{path}.") for path in reach)
    return f"{reverse('people')}?place={here.path}" if reached and here.kind in (Kind.BUREAU, Kind.PRISON, Kind.WARD) else ""


def _offers(viewer: Viewer, here: Place) -> list[tuple[str, str, str]]:
    """What the viewer may do to this place: label, icon, address."""
    if here.closed_on is not None:
        return []
    offered = [
        (_("Found a place inside"), "plus", "place_found", policy.FOUND),
        (_("Change the use"), "swap", "place_use", policy.CHANGE),
        (_("State the capacity"), "scale", "place_capacity", policy.CHANGE),
        (_("Close this place"), "lock", "place_close", policy.CLOSE),
    ]
    reach = viewer.reach
    return [
        (label, icon, reverse(name, args=[here.path]))
        for label, icon, name, power in offered
        if any(here.path == path or here.path.startswith(f"{path}.") for path in reach.over(power))
        and not (name == "place_found" and here.kind in (Kind.BED, Kind.POST))
    ]
