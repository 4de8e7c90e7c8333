"""The first screen: what this officer's posts have to look at, from what exists, and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.queries import ListQuery, Scope, list_people, scope_of
from zhiheng.base.people.queries.occupancy import held_in
from zhiheng.base.places import policy as places_policy
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import inside
from zhiheng.domains.conduct.discipline import policy as discipline_policy
from zhiheng.domains.custody.daily import policy as daily_policy
from zhiheng.domains.custody.whereabouts import policy as whereabouts_policy
from zhiheng.domains.sentence import policy as sentence_policy
from zhiheng.domains.sentence.models import RulingBatch
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.home.due import DAYS, ending_soon, overdue
from zhiheng.web.pages.home.owed import work_owed
from zhiheng.web.pages.home.roll import roll_of
from zhiheng.web.pages.people.listing import where
from zhiheng.web.pages.seclusion.watch import banner
from zhiheng.web.pages.whereabouts.counts import waiting
from zhiheng.web.shell import Shell, url_or_none

WARD_SHOWN = 12
BATCHES_SHOWN = 5


@page(None)
def home(request: SignedInRequest) -> HttpResponse:
    """Cards by power: each is there only for whoever may open what it leads to."""
    viewer = request.viewer
    if _of_a_ward(viewer):
        return redirect("ward_day")
    today, now = timezone.localdate(), timezone.now()
    context: dict[str, Any] = {"today": today, "at": now, "days": DAYS, "menu": Shell(request).menu, "data_time": now}
    if viewer.may(discipline_policy.VIEW):
        context["warned"], context["warnings"] = banner(viewer.over(discipline_policy.VIEW), now)
    if viewer.may(whereabouts_policy.VIEW):
        context["counts"] = waiting(viewer)
        context["roll"] = roll_of(viewer, now)
    context["works"] = work_owed(viewer, now)
    if viewer.may(people_policy.VIEW):
        scope = scope_of(viewer.over(people_policy.VIEW))
        context |= _people(viewer, scope)
        if viewer.may(sentence_policy.VIEW):
            seen = scope_of(viewer.over(sentence_policy.VIEW))
            context |= {"due": ending_soon(seen, today), "overdue": overdue(seen, today), "shows_due": True}
    if viewer.may(sentence_policy.RULINGS_VIEW) and url_or_none("rulings"):
        context |= {"batches": RulingBatch.objects.order_by("-imported_at")[:BATCHES_SHOWN], "shows_rulings": True}
        context["may_import"] = viewer.may(sentence_policy.RULINGS_IMPORT)
    return render(request, "home/home.html", context)


def _of_a_ward(viewer: Viewer) -> bool:
    """Whether the viewer keeps a ward and nothing above it: their first screen is the ward's day."""
    return viewer.may(daily_policy.HAND_OVER) and scope_of(viewer.over(daily_policy.VIEW)).narrow


def _people(viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """A ward's people by name; above a ward, the places with their counts."""
    if scope.narrow:
        found = list_people(ListQuery(scope, size=WARD_SHOWN))
        rows = [(row, where(row)) for row in found.rows]
        return {"ward_rows": rows, "ward_count": found.count, "ward_beyond": found.beyond, "shows_ward": True}
    return {"place_rows": _places(viewer), "shows_places": True} if viewer.may(places_policy.VIEW) else {}


def _places(viewer: Viewer) -> list[tuple[Place, int]]:
    """What lies in the chosen level (or in the posts' places), with how many people it holds. At most five queries."""
    tops = Place.objects.filter(path__in=viewer.over(people_policy.VIEW)).order_by("path")
    shown = [step for top in tops[:3] for step in inside(top) if step.kind in (Kind.PRISON, Kind.WARD) and step.closed_on is None]
    counts = held_in(shown)
    return [(step, counts.get(step.pk, 0)) for step in shown]
