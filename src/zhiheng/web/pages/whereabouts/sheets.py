"""What is printed for the landing: unlock list, headcount sheet, work list of the day."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.classing.models import Level
from zhiheng.domains.custody.classing.queries import separations_within, standing_of
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.models import MovementOrder, Purpose
from zhiheng.domains.custody.whereabouts.queries.books import Held, held_at
from zhiheng.domains.custody.whereabouts.queries.orders import orders_on
from zhiheng.engines.trail.acts import note_read
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page


@page(policy.VIEW)
def unlock(request: SignedInRequest, place: str) -> HttpResponse:
    """Who is behind which door, with level and who must not meet whom."""
    here, held = _held(request, place)
    levels = standing_of([one.episode_id for one in held])
    apart: dict[int, list[str]] = {}
    for row in separations_within([here.path], timezone.localdate()):
        for one, other in ((row.separation.low, row.separation.high), (row.separation.high, row.separation.low)):
            apart.setdefault(one.pk, []).append(other.name)
    rows = [(one, _label(levels.get(one.episode_id)), _(", ").join(apart.get(one.person_id, []))) for one in held]
    cells = [(cell, list(lines)) for cell, lines in groupby(rows, key=lambda row: row[0].cell)]
    return _sheet(request, "whereabouts/print_unlock.html", here, {"cells": cells, "count": len(held)})


@page(policy.VIEW)
def headcount(request: SignedInRequest, place: str) -> HttpResponse:
    """The count by cell with boxes to fill in by hand; those out are listed with purpose."""
    here, held = _held(request, place)
    cells = [(cell, list(people)) for cell, people in groupby(held, key=lambda one: one.cell)]
    lines = [(cell or _("without a bed"), len(people), sum(1 for one in people if one.here)) for cell, people in cells]
    out = [(one, Purpose(one.purpose).label) for one in held if not one.here]
    return _sheet(
        request, "whereabouts/print_headcount.html", here, {"lines": lines, "out": out, "held": len(held), "here": len(held) - len(out)}
    )  # fmt: skip


@page(policy.VIEW)
def work(request: SignedInRequest, place: str) -> HttpResponse:
    """Today's orders of the ward, one after the other, with names and signatures."""
    here, _people = _held(request, place)
    found = orders_on([here.path], timezone.localdate())
    orders = [order for order in found if order.state != MovementOrder.State.WITHDRAWN]
    return _sheet(request, "whereabouts/print_work.html", here, {"orders": orders})


def _held(request: SignedInRequest, place: str) -> tuple[Place, list[Held]]:
    """The ward or cell and its people; a list of names on paper is a sensitive read, and kept."""
    here = place_at(place, request.viewer.reach.over(policy.VIEW))
    if here.kind not in (Kind.WARD, Kind.CELL):
        raise OutsideScope
    note_read(policy.VIEW, acting=request.official, subject=here.trail_subject(), reason=str(_("printed list")))
    return here, list(held_at(here, timezone.now()))


def _label(standing: object) -> str:
    level = getattr(standing, "level", "")
    return str(Level(level).label) if level else ""


def _sheet(request: SignedInRequest, template: str, here: Place, context: dict[str, object]) -> HttpResponse:
    return render(request, template, {"place": here, "at": timezone.now(), "official": request.official, **context})
