"""Which groups' days were recorded: of my ward by group, of several wards by count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zhiheng.base.drafts.keeping import drafts_on
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import inside, place_at
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import DaySheet
from zhiheng.domains.custody.whereabouts.queries.books import held_at
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.points.day import DRAFT
from zhiheng.web.pages.points.reach import wards_in_reach

DAYS_BACK = 6


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its people, its sheet of the day if there is one, and whether the viewer has a draft."""

    place: Place
    people: int
    sheet: DaySheet | None
    drafted: bool


@page(policy.VIEW)
def days(request: SignedInRequest) -> HttpResponse:
    """The groups of the only ward in reach; with several, the wards."""
    wards = wards_in_reach(request.viewer, policy.VIEW)
    if len(wards) == 1:
        return _ward(request, wards[0])
    today = timezone.localdate()
    sent = Counter(DaySheet.objects.filter(ward__in=wards, day=today).values_list("ward_id", flat=True))
    context = {"wards": [(ward, sent.get(ward.pk, 0)) for ward in wards], "today": today, "data_time": timezone.now(), "nav": "points_days"}
    return render(request, "points/wards.html", context)


@page(policy.VIEW)
def ward(request: SignedInRequest, place: str) -> HttpResponse:
    """The groups of one ward."""
    found = place_at(place, request.viewer.reach.over(policy.VIEW))
    if found.kind != Kind.WARD:
        raise OutsideScope
    return _ward(request, found)


def _ward(request: SignedInRequest, ward: Place) -> HttpResponse:
    today = timezone.localdate()
    groups = groups_of(ward, today, request.viewer)
    whole = groups[0]
    context = {
        "ward": ward,
        "whole": whole,
        "cells": groups[1:],
        "today": today,
        "earlier": _earlier(ward, today),
        "may_record": request.viewer.may(policy.RECORD),
        "data_time": timezone.now(),
        "nav": "points_days",
    }
    return render(request, "points/days.html", context)


def groups_of(ward: Place, day: dt.date, viewer: Viewer) -> Sequence[Group]:
    """The ward itself, then its cells that hold somebody."""
    held = Counter(one.cell_path for one in held_at(ward, timezone.now()))
    sheets = {sheet.group: sheet for sheet in DaySheet.objects.filter(ward=ward, day=day)}
    drafted = {draft.key for draft in drafts_on(viewer.officer, DRAFT)}
    cells = [cell for cell in inside(ward) if cell.kind == Kind.CELL and held.get(cell.path)]
    places = [(ward, sum(held.values())), *((cell, held[cell.path]) for cell in cells)]
    return [Group(place, people, sheets.get(place.path), f"{place.path}|{day.isoformat()}" in drafted) for place, people in places]


def _earlier(ward: Place, today: dt.date) -> list[tuple[dt.date, int]]:
    """The last days and how many sheets each has."""
    first = today - dt.timedelta(days=DAYS_BACK)
    sent = Counter(DaySheet.objects.filter(ward=ward, day__gte=first, day__lt=today).values_list("day", flat=True))
    return [(day, sent.get(day, 0)) for day in (today - dt.timedelta(days=n) for n in range(1, DAYS_BACK + 1))]
