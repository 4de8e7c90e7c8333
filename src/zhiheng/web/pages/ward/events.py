"""Events: the red key, the list, and closing."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.conduct.contraband import policy as contraband_policy
from zhiheng.domains.custody.daily import actions, policy
from zhiheng.domains.custody.daily.models import EventReport
from zhiheng.domains.custody.daily.queries import event_at, events, wards_under
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.latest import latest_first, next_after
from zhiheng.web.pages.act_form import ActPage, answer, say
from zhiheng.web.pages.ward.forms import CloseForm, EventForm
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

STATES = (("open", _l("open")), ("closed", pgettext_lazy("event", "closed")))


@form_page(policy.REPORT)
def report(request: SignedInRequest, place: str) -> HttpResponse:
    """One press, one choice. The page's own token makes a report sent twice one report."""
    here = place_at(place, request.viewer.reach.over(policy.REPORT))
    now = timezone.localtime().replace(second=0, microsecond=0)
    form = EventForm(request.POST if request.method == "POST" else None, initial={"at": now, "place": here.path, "token": uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        seen = actions.Seen(given["token"], given["kind"], given["at"], given["words"])
        try:
            made = actions.report_event(here, seen=seen, acting=request.official, reason=_("seen on duty"))
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Reported at %(time)s.") % {"time": timezone.localtime(made.reported_at).strftime("%H:%M:%S")})
            return HttpResponseRedirect(reverse("event", args=[made.pk]))
    context = {"form": form, "here": here, "telephone": settings.ZHIHENG_DUTY_TELEPHONE, "nav": "ward_day"}
    return render(request, "ward/report.html", context, status=422 if form.is_bound else 200)


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("state", "kind", "ward", "day"), size=50)


@page(policy.VIEW)
def event_list(request: SignedInRequest) -> HttpResponse:
    """All events in reach, newest first."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    return render(request, "ward/list.html", {"table": table, "title": _("Events"), "nav": "events"})


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    wards = wards_under(paths)
    rows = latest_first(_chosen(state, wards, paths), "occurred_at", state)
    shown = rows[: state.size]
    return Table(
        id="events",
        caption=_("Events"),
        state=state,
        columns=(
            Column("at", _("Occurred"), strong=True, fixed=True), Column("kind", _("What")), Column("place", _("Place"), lesser=True),
            Column("words", _("Words"), wrap=True, lesser=True), Column("by", _("Reported by"), lesser=True), Column("state", _("State")),
        ),
        rows=[_row(one) for one in shown],
        next=next_after(rows, "occurred_at", state),
        filters=(
            Filter("state", _("State"), options=STATES), Filter("kind", _("What"), options=EventReport.Kind.choices),
            Filter("ward", _("Ward"), options=[(ward.path, str(ward)) for ward in wards[:200]]), Filter("day", _("Day"), kind="date"),
        ),
        empty=Empty(_("No events"), _("What officers report with the red key appears here.")),
        export=offered(request, reverse("events_export")),
        saved=((_("Open"), "?state=open"),),
    )  # fmt: skip


def _chosen(state: ListState, wards: Sequence[Place], paths: Sequence[str]) -> QuerySet[EventReport]:
    given = state.filters
    ward = given.get("ward", "")
    found = events([ward] if ward in {one.path for one in wards} else paths)
    if given.get("state") in ("open", "closed"):
        found = found.filter(closed_at__isnull=given["state"] == "open")
    if given.get("kind") in EventReport.Kind.values:
        found = found.filter(kind=given["kind"])
    words = given.get("day", "")
    day = parse_date(words) if len(words) == 10 else None
    if day:
        found = found.filter(occurred_at__date=day)
    return found


export = list_export(policy.VIEW, _asked, _table)


def _row(one: EventReport) -> Row:
    state = Chip(_("open"), "warn") if one.closed_at is None else Chip(pgettext("event", "closed"), "line")
    cells = {
        "at": one.occurred_at, "kind": one.get_kind_display(), "place": str(one.place), "words": one.words or None,
        "by": Cell(str(one.reported_by), sub=str(one.place) if one.place.kind == Kind.PRISON else ""), "state": state,
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("event", args=[one.pk]), drawer=True, cells=cells)


@page(policy.VIEW)
def event(request: SignedInRequest, event_id: int) -> HttpResponse:
    """One event."""
    found = event_at(event_id, request.viewer.reach.over(policy.VIEW))
    may_close = found.closed_at is None and request.viewer.may(policy.CLOSE) and found.reported_by_id != request.viewer.officer.pk
    context = {
        "one": found,
        "may_close": may_close,
        "own": found.closed_at is None and request.viewer.may(policy.CLOSE) and not may_close,
        "may_find": found.kind == EventReport.Kind.CONTRABAND and request.viewer.may(contraband_policy.SEARCH),
        "is_ward": found.place.kind == Kind.WARD,
        "nav": "events",
    }
    return render(request, "ward/event.html", context)


@form_page(policy.CLOSE)
def close(request: SignedInRequest, event_id: int) -> HttpResponse:
    """Say what was found and where it went."""
    found = event_at(event_id, request.viewer.reach.over(policy.CLOSE))
    form = CloseForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Close the event"), str(found), _("Close the event"), _("The event is closed."), reverse("event", args=[found.pk]), nav="events"
    )
    return answer(
        request, about, form,
        lambda: actions.close_event(found, found=form.cleaned_data["found"], acting=request.official, reason=form.cleaned_data["reason"]),
    )  # fmt: skip
