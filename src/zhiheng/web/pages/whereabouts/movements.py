"""Who is out and overdue; taking people out, bringing them back, one or many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, pgettext_lazy

from zhiheng.base.people import policy as people_policy
from zhiheng.base.places.models import Kind
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions import begin_movement, extend_movement, return_people
from zhiheng.domains.custody.whereabouts.models import Party, Purpose
from zhiheng.domains.custody.whereabouts.queries.books import held_at
from zhiheng.domains.custody.whereabouts.queries.out import PartyFilter, count_parties, destination_words, escorts_for, parties, party_at
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.formats import elapsed
from zhiheng.web.pages.act_form import ActPage, answer, say
from zhiheng.web.pages.whereabouts.forms import ExtendForm, GoingForm, ReturnForm, ids_of, in_an_hour, rooms_near
from zhiheng.web.pages.whereabouts.reach import may_at, wards_of
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, page_read

COUNTED_TO = 1000
COLUMNS = (
    Column("purpose", _l("Purpose"), strong=True, fixed=True),
    Column("people", _l("People"), wrap=True, sub=_l("Names")),
    Column("destination", _l("Destination"), lesser=True),
    Column("from", pgettext_lazy("movement", "From"), lesser=True),
    Column("left", _l("Left"), lesser=True),
    Column("expected", _l("Expected back")),
    Column("escorts", _l("Escorts"), lesser=True),
)


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("q", "state", "purpose", "reach"))


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Parties that are out, overdue or back."""
    paths, now = request.viewer.over(policy.VIEW), timezone.now()
    table = _table(request, _asked(request), paths)
    wards = wards_of(request.viewer, policy.MOVE)
    context = {"table": table, "wards": wards, "overdue": _overdue(paths, now), "data_time": now}
    return render(request, "whereabouts/movements.html", context)


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    chosen, now = _chosen(state), timezone.now()
    shown = page_read(lambda first, most: parties(paths, chosen, now, limit=most, offset=first), state)
    total = count_parties(paths, chosen, now, at_most=COUNTED_TO + 1)
    return Table(
        id="movements", state=state, columns=COLUMNS, rows=[_row(request, party, now) for party in shown.rows],
        next=shown.next, previous=shown.previous,
        total=min(total, COUNTED_TO), total_is_floor=total > COUNTED_TO, filters=_filters(), caption=_("Movements"),
        empty=Empty(_("Nobody is out."), _("Parties appear here when they leave a ward, the next to return first.")),
        export=offered(request, reverse("movements_export")),
    )  # fmt: skip


export = list_export(policy.VIEW, _asked, _table)


@form_page(policy.MOVE)
def new(request: SignedInRequest, place: str) -> HttpResponse:
    """Take people of a ward out: tick them, say where to."""
    here = place_at(place, request.viewer.reach.over(policy.MOVE))
    form = GoingForm(
        request.POST if request.method == "POST" else None, rooms=rooms_near(here), officers=escorts_for([here.path]),
        initial={"expected_back": in_an_hour(), "escorts": [request.viewer.officer.number]},
    )  # fmt: skip
    ticked = ids_of(request.POST.getlist("people") if request.method == "POST" else request.GET.getlist("person"))
    if request.method == "POST" and form.is_valid():
        given = {"occurred_at": form.cleaned_data["occurred_at"], "acting": request.official, "reason": form.reason()}
        try:
            made = begin_movement(here, people=ticked, going=form.going(), **given)
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            say(form, refusal)
        else:
            messages.success(request, _left_words(len(ticked)) % _said(made, len(ticked)))
            return redirect("movement", party_id=made.pk)
    held = held_at(here, timezone.now())
    context = {
        "place": here,
        "form": form,
        "rows": [(one, one.episode_id in ticked, Purpose(one.purpose).label if one.purpose else "") for one in held],
        "refused": form.errors.get("people"),
        "title": _("Take people out"),
        "button": _("They leave"),
        "nav": "movements",
    }
    return render(request, "whereabouts/going.html", context, status=422 if form.is_bound else 200)


@page(policy.VIEW)
def party(request: SignedInRequest, party_id: int) -> HttpResponse:
    """One party: who, with whom, until when; those still out can be brought back."""
    found = _seen(request, party_id, policy.VIEW)
    return _party(request, found, ReturnForm())


@deed(policy.MOVE)
def bring_back(request: SignedInRequest, party_id: int) -> HttpResponse:
    """Record the return of those ticked, or of all."""
    found = _seen(request, party_id, policy.MOVE)
    form = ReturnForm(request.POST)
    if form.is_valid():
        people = [] if "all" in request.POST else ids_of(request.POST.getlist("people"))
        given = {"ending": form.cleaned_data["ending"], "occurred_at": form.cleaned_data["occurred_at"], "acting": request.official}
        try:
            if not people and "all" not in request.POST:
                form.add_error(None, _("Tick those who are back, or choose all."))
            else:
                return_people(found, people=people, reason=str(_("return")), **given)
                messages.success(request, _("The return is recorded."))
                return redirect("movement", party_id=found.pk)
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            say(form, refusal)
    return _party(request, found, form, status=422)


@form_page(policy.MOVE)
def extend(request: SignedInRequest, party_id: int) -> HttpResponse:
    """Expect them later, for a reason."""
    found = _seen(request, party_id, policy.MOVE)
    form = ExtendForm(request.POST if request.method == "POST" else None, initial={"expected_back": in_an_hour()})
    about = ActPage(
        _("Expect them later"), destination_words(found), _("Set the new time"), _("The new time is set."), reverse("movement", args=[found.pk]),
        nav="movements",
    )  # fmt: skip
    given = {"acting": request.official}
    return answer(
        request, about, form,
        lambda: extend_movement(found, expected_back=form.cleaned_data["expected_back"], reason=form.cleaned_data["reason"], **given),
    )  # fmt: skip


def _seen(request: SignedInRequest, party_id: int, power: str) -> Party:
    found = party_at(party_id)
    authorise(request.official, power, found.trail_subject())
    return found


def _party(request: SignedInRequest, found: Party, form: ReturnForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "party": found,
        "destination": destination_words(found),
        "escorts": [escort.officer for escort in found.escorts.all()],
        "rows": found.movements.all(),
        "still_out": sum(1 for m in found.movements.all() if not m.ending),
        "overdue": elapsed((now - found.expected_back).total_seconds()) if found.closed_at is None and found.expected_back < now else "",
        "late": found.recorded_at - found.left_at > dt.timedelta(minutes=1),
        "form": form,
        "may_move": may_at(request.viewer, policy.MOVE, found.place.path),
        "named": may_at(request.viewer, people_policy.VIEW, found.place.path),
        "is_ward": found.place.kind == Kind.WARD,
        "data_time": now,
        "nav": "movements",
    }
    return render(request, "whereabouts/party.html", context, status=status)


def _chosen(state: ListState) -> PartyFilter:
    given = state.filters
    return PartyFilter(given.get("state", "out"), given.get("purpose", ""), given.get("reach", ""), given.get("q", ""))


def _filters() -> tuple[Filter, ...]:
    return (
        Filter("q", _("Name or number")),
        Filter("state", _("State"), options=(("overdue", _("overdue")), ("back", _("back"))), unset=_("out now")),
        Filter("purpose", _("Purpose"), options=Purpose.choices),
        Filter("reach", _("Where"), options=(("outside", _("outside the prison")), ("inside", _("inside the prison")))),
    )


def _row(request: SignedInRequest, party: Party, now: dt.datetime) -> Row:
    moved = list(party.movements.all())
    out = [m for m in moved if not m.ending] or moved
    brief = _(", ").join(m.episode.person.name for m in out[:3]) + ("…" if len(out) > 3 else "")
    every = _(", ").join(f"{m.episode.person.name} {m.episode.number}" for m in out)
    late = party.closed_at is None and party.expected_back < now
    named = may_at(request.viewer, people_policy.VIEW, party.place.path)
    return Row(
        key=str(party.pk),
        href=reverse("movement", args=[party.pk]),
        mark="bad" if late else "",
        cells={
            "purpose": party.get_purpose_display(),
            "people": Cell(ngettext("%(n)d person", "%(n)d people", len(out)) % {"n": len(out)}, sub=brief if named else ""),
            "destination": destination_words(party),
            "from": str(party.place),
            "left": party.left_at,
            "expected": Chip(_("overdue by %(time)s") % {"time": elapsed((now - party.expected_back).total_seconds())}, "bad", "alert")
            if late
            else party.expected_back,
            "escorts": _(", ").join(escort.officer.name for escort in party.escorts.all()),
        },
        exported={"people": Cell(len(out), sub=every if named else ""), "expected": party.expected_back},
    )


def _overdue(paths: list[str], now: dt.datetime) -> int:
    return count_parties(paths, PartyFilter("overdue"), now)


def _left_words(people: int) -> str:
    return ngettext("%(n)d person left. The return is expected by %(time)s.", "%(n)d people left. Their return is expected by %(time)s.", people)


def _said(made: Party, people: int) -> dict[str, Any]:
    return {"n": people, "time": timezone.localtime(made.expected_back).strftime("%H:%M")}
