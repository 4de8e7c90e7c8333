"""Searches: the list, planning, the draw by lot, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.contraband import actions, policy
from zhiheng.domains.conduct.contraband.drawing import drawn
from zhiheng.domains.conduct.contraband.models import Search
from zhiheng.domains.conduct.contraband.queries import draw_at, search_at, searches
from zhiheng.domains.custody.daily.queries import wards_under
from zhiheng.domains.custody.whereabouts import policy as whereabouts_policy
from zhiheng.domains.custody.whereabouts.queries.out import escorts_for
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.latest import latest_first, next_after
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.contraband.forms import DrawForm, MadeForm, PlanForm, SpotForm, StrikeForm
from zhiheng.web.pages.contraband.places import places_within
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.whereabouts.reach import may_at
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("state", "kind", "ward", "day"), size=50)


@page(policy.VIEW)
def search_list(request: SignedInRequest) -> HttpResponse:
    """All searches in reach, newest first; planned ones of today on top by their filter."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    context = {"table": table, "may_plan": request.viewer.may(policy.PLAN), "may_search": request.viewer.may(policy.SEARCH), "nav": "searches"}
    return render(request, "contraband/searches.html", context)


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    wards = wards_under(paths)
    rows = latest_first(_chosen(state, {ward.path for ward in wards}, paths), "on", state)
    return Table(
        id="searches",
        caption=_("Searches"),
        state=state,
        columns=(
            Column("on", _("Day"), strong=True, fixed=True), Column("place", _("Place"), sub=_("Prisoner")), Column("kind", _("Kind")),
            Column("by", _("Planned by"), lesser=True), Column("found", pgettext("how many", "Finds"), num=True), Column("state", _("State")),
        ),
        rows=[_row(one) for one in rows[: state.size]],
        next=next_after(rows, "on", state),
        filters=(
            Filter("state", _("State"), options=Search.State.choices), Filter("kind", _("Kind"), options=Search.Kind.choices),
            Filter("ward", _("Ward"), options=[(ward.path, str(ward)) for ward in wards[:200]]), Filter("day", _("Day"), kind="date"),
        ),
        empty=Empty(_("No searches yet"), _("Plan one, or draw cells by lot; they appear here.")),
        export=offered(request, reverse("searches_export")),
        saved=((_("Planned"), "?state=planned"),),
    )  # fmt: skip


def _chosen(state: ListState, wards: set[str], paths: Sequence[str]) -> QuerySet[Search]:
    ward = state.filters.get("ward", "")
    found = searches([ward] if ward in wards else paths)
    for name, values in (("state", Search.State.values), ("kind", Search.Kind.values)):
        if state.filters.get(name) in values:
            found = found.filter(**{name: state.filters[name]})
    words = state.filters.get("day", "")
    day = parse_date(words) if len(words) == 10 else None
    if day:
        found = found.filter(on=day)
    return found


export = list_export(policy.VIEW, _asked, _table)


def _row(one: Search) -> Row:
    late = one.state == Search.State.PLANNED and one.on < timezone.localdate()
    state = Chip(_("overdue"), "bad") if late else Chip(one.get_state_display(), "warn" if one.state == Search.State.PLANNED else "line")
    place = Cell(one.place.in_full, sub=str(one.episode.person) if one.episode else "")
    found = getattr(one, "found", 0)
    cells = {"on": one.on, "place": place, "kind": one.get_kind_display(), "by": str(one.planned_by), "found": found, "state": state}
    return Row(key=str(one.pk), href=reverse("search_one", args=[one.pk]), drawer=True, cells=cells)


@page(policy.VIEW)
def search_one(request: SignedInRequest, search_id: int) -> HttpResponse:
    """One search."""
    found = search_at(search_id, request.viewer.reach.over(policy.VIEW))
    planned = found.state == Search.State.PLANNED
    context = {
        "one": found,
        **related(request, found.place, found.episode),
        "may_record": planned and request.viewer.may(policy.SEARCH),
        "may_call_off": planned and request.viewer.may(policy.PLAN),
        "may_strike": found.state == Search.State.DONE and request.viewer.may(policy.PLAN) and found.recorded_by_id != request.viewer.officer.pk,
        "may_find": request.viewer.may(policy.SEARCH) and found.state == Search.State.DONE,
        "nav": "searches",
    }
    return render(request, "contraband/search.html", context)


def related(request: SignedInRequest, place: Place, episode: Episode | None) -> dict[str, str]:
    """Where the place and the person of a record can be looked at, for a viewer who may; empty where not."""
    on_roll = place.kind in (Kind.WARD, Kind.CELL) and may_at(request.viewer, whereabouts_policy.VIEW, place.path)
    named = episode is not None and may_at(request.viewer, people_policy.VIEW, episode.place.path)
    return {
        "place_url": reverse("roll_place", args=[place.path]) if on_roll else "",
        "person_url": reverse("person", args=[episode.person_id]) if named and episode is not None else "",
    }


@form_page(policy.PLAN)
def plan(request: SignedInRequest) -> HttpResponse:
    """Plan one search."""
    places = places_within(request.viewer.over(policy.PLAN))
    form = PlanForm(_sent(request), places=places, initial={"on": timezone.localdate()})
    about = _about(_("Plan a search"), _("Plan the search"), _("The search is planned."))

    def do() -> None:
        given = form.cleaned_data
        place = place_at(given["place"], request.viewer.reach.over(policy.PLAN))
        episode = _held(place, given["number"]) if given["number"] else None
        actions.plan_search(place, kind=given["kind"], on=given["on"], episode=episode, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


@form_page(policy.SEARCH)
def spot(request: SignedInRequest) -> HttpResponse:
    """Record a search that nobody had planned."""
    paths = request.viewer.over(policy.SEARCH)
    form = SpotForm(_sent(request), places=places_within(paths), **_searching(request, place_at(min(paths, key=len), paths)))
    about = ActPage(
        _("Record a search made on the spot"), _("Searches"), _("Record the search"), _("The search is recorded."), reverse("searches"),
        _("By two officers at least, women by women only; recorded whatever was found."), nav="searches",
    )  # fmt: skip

    def do() -> None:
        given = form.cleaned_data
        place = place_at(given["place"], request.viewer.reach.over(policy.SEARCH))
        episode = _held(place, given["number"]) if given["number"] else None
        actions.search_on_the_spot(place, kind=given["kind"], made=form.made(), episode=episode, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


@form_page(policy.PLAN)
def strike(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Strike out a search that was recorded in error."""
    found = search_at(search_id, request.viewer.reach.over(policy.PLAN))
    form = StrikeForm(_sent(request))
    about = ActPage(
        _("Strike out the record"), str(found), _("Strike out"), _("Struck out; the record stays readable."), reverse("search_one", args=[found.pk]),
        _("By another officer than the one who recorded it. It no longer counts in any figure."), ask=True, nav="searches",
    )  # fmt: skip
    by: dict[str, Any] = {"acting": request.official, "reason": str(_("recorded in error"))}
    return answer(request, about, form, lambda: actions.strike_search(found, words=form.cleaned_data["words"], **by))


@form_page(policy.PLAN)
def draw(request: SignedInRequest) -> HttpResponse:
    """Draw cells by lot."""
    paths = request.viewer.over(policy.PLAN)
    places = Place.objects.filter(path__under_any=paths, kind__in=(Kind.PRISON, Kind.WARD), closed_on__isnull=True).order_by("path")[:300]
    form = DrawForm(_sent(request), places=[(place.path, str(place)) for place in places], initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        made = []
        given = form.cleaned_data
        about = _about(_("Draw cells by lot"), _("Draw"), _("The cells are drawn and their searches planned."))

        def do() -> None:
            place = place_at(given["place"], paths)
            made.append(actions.draw_searches(place, size=given["size"], on=given["on"], acting=request.official, reason=given["reason"]))

        reply = answer(request, about, form, do)
        return HttpResponseRedirect(reverse("search_draw", args=[made[0].pk])) if made else reply
    words = _("Which cells are drawn is decided by a seed that is kept with the draw; anybody who may see it can draw the same cells again.")
    about = ActPage(_("Draw cells by lot"), _("Searches"), _("Draw"), "", reverse("searches"), words, nav="searches")
    return answer(request, about, form, lambda: None)


@page(policy.VIEW)
def draw_one(request: SignedInRequest, draw_id: int) -> HttpResponse:
    """One draw, drawn again before the reader's eyes from the cells that are there now."""
    found = draw_at(draw_id, request.viewer.reach.over(policy.VIEW))
    cells = Place.objects.filter(path__under=found.place.path, kind=Kind.CELL, closed_on__isnull=True).values_list("path", flat=True)
    again = drawn(found.seed, list(cells), found.size)
    first = [search.place.path for search in found.searches.all()]
    context = {"one": found, "same": sorted(first) == again, "cells": len(cells), "nav": "searches"}
    return render(request, "contraband/draw.html", context)


@form_page(policy.SEARCH)
def record(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Record what came of a planned search."""
    found = search_at(search_id, request.viewer.reach.over(policy.SEARCH))
    form = MadeForm(_sent(request), **_searching(request, found.place))
    back = reverse("search_one", args=[found.pk])
    about = ActPage(_("Record the search"), str(found), _("Record the search"), _("The search is recorded."), back, nav="searches")
    return answer(request, about, form, lambda: actions.record_search(found, made=form.made(), acting=request.official, reason=_("search")))


@form_page(policy.PLAN)
def call_off(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Call a planned search off."""
    found = search_at(search_id, request.viewer.reach.over(policy.PLAN))
    form = ReasonForm(_sent(request))
    about = ActPage(
        _("Call the search off"), str(found), _("Call the search off"), _("The search is called off; the reason stays."), reverse("searches"),
        _("It will not be made, and the plan stays on record with your reason."), ask=True, nav="searches",
    )  # fmt: skip
    return answer(request, about, form, lambda: actions.call_off_search(found, acting=request.official, reason=form.cleaned_data["reason"]))


def _searching(request: SignedInRequest, place: Place) -> dict[str, Any]:
    """Who may be ticked: the officers of the ward where there are two at least, else of the prison; oneself is, to begin with."""
    officers, me = officers_near(place), request.viewer.officer.number
    ward = [one for one in officers if place.path.startswith(one.home.path) and one.home.kind == Kind.WARD]
    near = ward if len(ward) > 1 else officers
    return {"officers": near, "initial": {"officers": [me] if any(one.number == me for one in near) else []}}


def officers_near(place: Place) -> list[Officer]:
    """Officers of the place's prison, those nearest first."""
    prison = ".".join(place.path.split(".")[:2])
    return sorted(escorts_for([prison]), key=lambda officer: not place.path.startswith(officer.home.path))


def _held(place: Place, number: str) -> Episode:
    """Somebody in custody at the place or below it, by number."""
    prison = ".".join(place.path.split(".")[:2])
    found = Episode.objects.filter(number=number, place__path__under=prison, ended_on__isnull=True).first()
    if found is None:
        raise Invalid(fields={"number": _("Nobody with this number is held there.")})
    return found


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _about(title: str, button: str, done: str) -> ActPage:
    return ActPage(title, _("Searches"), button, done, reverse("searches"), nav="searches")
