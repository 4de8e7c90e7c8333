"""S6, my ward today: what I still owe, by time; how the ward stands; one key for the worst."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zhiheng.base.duties import Due, owed
from zhiheng.base.places.models import Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.conduct.discipline import policy as discipline_policy
from zhiheng.domains.custody.daily import policy
from zhiheng.domains.custody.daily.queries import Hour, Standing, events, in_charge, standing_of, standings_of, timetable_of, waiting_in, wards_under
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.seclusion.watch import banner
from zhiheng.web.pages.ward.links import url_of
from zhiheng.web.parts import Words

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list: what, where it is done, whether it is late at the moment shown, and how many alike it stands for."""

    title: Words
    due: Due
    url: str
    late: bool
    alike: int = 1


@dataclass(frozen=True, slots=True)
class WardLine:
    """A ward among several, with its figures."""

    place: Place
    standing: Standing


@page(policy.VIEW)
def ward_day(request: SignedInRequest) -> HttpResponse:
    """The day of the only ward in reach; with several, the list of them and the tasks of all."""
    paths = request.viewer.over(policy.VIEW)
    wards = wards_under(paths)
    if len(wards) == 1:
        return _day(request, wards[0])
    now = timezone.now()
    figures = standings_of(wards)
    lines = [WardLine(ward, figures[ward.pk]) for ward in wards]
    warned, warnings = banner(paths, now) if request.viewer.may(discipline_policy.VIEW) else ([], 0)
    context = {"wards": lines, "tasks": told_once(tasks(request.viewer, now)), "at": now, "data_time": now, "nav": "ward_day"}
    context |= {"warned": warned, "warnings": warnings}
    return render(request, "ward/wards.html", context)


@page(policy.VIEW)
def one_ward(request: SignedInRequest, place: str) -> HttpResponse:
    """The day of one ward."""
    return _day(request, place_at(place, request.viewer.reach.over(policy.VIEW)))


def tasks(viewer: Viewer, at: dt.datetime, place: str = "") -> list[Task]:
    """What the viewer's powers oblige to at this moment, narrowed to one place."""
    found = owed(lambda power: _within(viewer.over(power), place), at)
    return [Task(source.title, due, url_of(source, due), due.late(at)) for source, due in found]


def told_once(found: Iterable[Task]) -> list[Task]:
    """Several of one kind about the same person at the same time are one line with their number, which leads to the first."""
    lines = (list(alike) for _key, alike in groupby(found, key=lambda task: (task.due.what, task.due.about, task.due.by)))
    return [replace(line[0], alike=len(line)) for line in lines]


def _within(paths: Sequence[str], place: str) -> Sequence[str]:
    if not place:
        return paths
    reached = any(place == path or place.startswith(f"{path}.") for path in paths)
    return [place] if reached else [path for path in paths if path.startswith(f"{place}.")]


def _day(request: SignedInRequest, ward: Place) -> HttpResponse:
    now = timezone.now()
    found = tasks(request.viewer, now, ward.path)
    open_tasks = told_once(task for task in found if task.due.done_at is None)
    hours = timetable_of(ward, timezone.localdate(now))
    warned, warnings = banner([ward.path], now) if request.viewer.may(discipline_policy.VIEW) else ([], 0)
    context: dict[str, Any] = {
        "ward": ward,
        "standing": standing_of(ward),
        "in_charge": in_charge(ward, now),
        "waiting": waiting_in(ward),
        "open_tasks": open_tasks[:SHOWN],
        "beyond": sum(task.alike for task in open_tasks[SHOWN:]),
        "done": [task for task in found if task.due.done_at is not None],
        "total": len(found),
        "warned": warned,
        "warnings": warnings,
        "hours": hours,
        "next_hour": _next(hours, now),
        "events": events([ward.path])[:5],
        "may_report": request.viewer.may(policy.REPORT),
        "may_hand_over": request.viewer.may(policy.HAND_OVER),
        "may_set": request.viewer.may(policy.TIMETABLE),
        "telephone": settings.ZHIHENG_DUTY_TELEPHONE,
        "at": now,
        "data_time": now,
        "nav": "ward_day",
    }
    return render(request, "ward/day.html", context)


def _next(hours: Sequence[Hour], now: dt.datetime) -> Hour | None:
    return next((hour for hour in hours if hour.at > now), None)
