"""The live roll: bureau, prison, ward, cell; what each source says, and where they disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people import policy as people_policy
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.classing.models import Level
from zhiheng.domains.custody.classing.queries import standing_of
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Purpose
from zhiheng.domains.custody.whereabouts.queries.live import LiveRoll, Whereabouts, live_roll, unsettled_in
from zhiheng.domains.custody.whereabouts.queries.tally import Line, board
from zhiheng.domains.custody.whereabouts.signals import source_name
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.formats import clock
from zhiheng.web.official import Viewer
from zhiheng.web.pages.whereabouts.counts import waiting
from zhiheng.web.pages.whereabouts.reach import below, clock_chip, crumbs, level_of, may_at
from zhiheng.web.parts import Chip

COUNTED_WITHIN = dt.timedelta(hours=12)
UNSETTLED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A line of the board as drawn."""

    place: Place
    line: Line


@page(policy.VIEW)
def roll(request: SignedInRequest) -> HttpResponse:
    """The viewer's places; a single one is opened at once."""
    found = level_of(request.viewer)
    if len(found) == 1:
        return redirect("roll_place", place=found[0].path)
    return _board(request, None, found)


@page(policy.VIEW)
def roll_place(request: SignedInRequest, place: str) -> HttpResponse:
    """One place: lines of what lies in a bureau or a prison, people of a ward or a cell."""
    here = place_at(place, request.viewer.reach.over(policy.VIEW))
    if here.kind in (Kind.WARD, Kind.CELL):
        return _people(request, here)
    return _board(request, here, below(here))


def _board(request: SignedInRequest, here: Place | None, places: Sequence[Place]) -> HttpResponse:
    now = timezone.now()
    asked = [*places, *([here] if here else [])]
    lines = board(asked, now, since=now - COUNTED_WITHIN)
    unsettled = unsettled_in([place.path for place in places] if here is None else [here.path])
    context = {
        "place": here,
        "lines": [PlaceLine(place, lines[place.pk]) for place in places],
        "whole": lines[here.pk] if here else None,
        "unsettled": discrepancy_rows(request.viewer, unsettled[:UNSETTLED_SHOWN]),
        "unsettled_count": len(unsettled),
        "counts": waiting(request.viewer),
        "signals": source_name(),
        "crumb_pairs": _crumbs(request.viewer, here),
        "hours": int(COUNTED_WITHIN.total_seconds() // 3600),
        "data_time": now,
        "nav": "roll",
    }
    return render(request, "whereabouts/board.html", context)


def _people(request: SignedInRequest, here: Place) -> HttpResponse:
    now = timezone.now()
    found = live_roll(here, now)
    viewer = request.viewer
    context: dict[str, Any] = {
        "place": here,
        "roll": found,
        "outside": sum(1 for one in found.people if one.held.purpose in ("hospital", "court", "transfer")),
        "cells": _by_cell(viewer, found),
        "unsettled": discrepancy_rows(viewer, found.unsettled),
        "signals": source_name(),
        "seen": sum(1 for one in found.people if one.signal),
        "crumb_pairs": _crumbs(viewer, here),
        "may_count": may_at(viewer, policy.COUNT, here.path),
        "may_move": may_at(viewer, policy.MOVE, here.path),
        "may_place": may_at(viewer, people_policy.PLACE, here.path),
        "is_ward": here.kind == Kind.WARD,
        "data_time": now,
        "nav": "roll",
    }
    return render(request, "whereabouts/ward.html", context)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of the ward as drawn."""

    at: Whereabouts
    state: Chip
    problem: Chip | None
    level: str
    named: bool


def _by_cell(viewer: Viewer, found: LiveRoll) -> list[tuple[str, str, int, list[PersonLine]]]:
    """(address of the cell, its name, how many of it are here, its people)."""
    levels = standing_of([one.held.episode_id for one in found.people])
    named = may_at(viewer, people_policy.VIEW, found.place.path)
    cells = []
    for (path, cell), people in groupby(found.people, key=lambda one: (one.held.cell_path, one.held.cell)):
        lines = [
            PersonLine(one, state_chip(one, found.at), _problem(one, found.at), _level(levels.get(one.held.episode_id)), named) for one in people
        ]
        cells.append(
            (reverse("roll_place", args=[path]) if path else "", cell or _("without a bed"), sum(1 for line in lines if line.at.held.here), lines)
        )
    return cells


def _level(standing: Any) -> str:
    return str(Level(standing.level).label) if standing else ""


def state_chip(one: Whereabouts, now: dt.datetime) -> Chip:
    """Here, or out with purpose and expected return."""
    if one.held.here:
        return Chip(_("here"), "line")
    words = _("%(purpose)s, back by %(time)s") % {"purpose": Purpose(one.held.purpose).label, "time": clock(one.held.expected_back)[:5]}
    return Chip(words, "bad" if one.overdue(now) else "info")


def _problem(one: Whereabouts, now: dt.datetime) -> Chip | None:
    if one.discrepancy is not None:
        return Chip(one.discrepancy.get_kind_display(), "bad", "alert")
    if one.overdue(now):
        return Chip(_("overdue"), "bad", "alert")
    if one.signal_agrees is False:
        return Chip(_("device says otherwise"), "warn", "alert")
    return Chip(_("no bed"), "warn") if not one.held.bed else None


def discrepancy_rows(viewer: Viewer, found: Sequence[Discrepancy]) -> list[dict[str, Any]]:
    """Discrepancies as tables show them, with what the viewer may do."""
    return [
        {
            "d": d,
            "clock": clock_chip(d),
            "may": may_at(viewer, policy.SETTLE, d.place.path),
            "named": may_at(viewer, people_policy.VIEW, d.place.path),
        }
        for d in found
    ]


def _crumbs(viewer: Viewer, here: Place | None) -> list[tuple[str, str | None]]:
    if here is None:
        return [(_("Live roll"), None)]
    return crumbs(viewer, here, (_("Live roll"), reverse("roll")), "roll_place")
