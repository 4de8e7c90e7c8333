"""Hand-over between shifts: the outgoing officer signs how the ward stands, the incoming one counts and signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.daily import actions, policy
from zhiheng.domains.custody.daily.models import HandOver
from zhiheng.domains.custody.daily.queries import change_of_shift, hand_over_at, hand_overs, in_charge, last_taken, standing_of, waiting_in
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.latest import latest_first, next_after
from zhiheng.web.pages.act_form import say
from zhiheng.web.pages.ward.day import tasks
from zhiheng.web.pages.ward.forms import HandOverForm, TakeOverForm
from zhiheng.web.parts import Cell, Chip, ChipKind
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

_CHIPS: Final[dict[str, ChipKind]] = {HandOver.State.WAITING: "warn", HandOver.State.TAKEN: "", HandOver.State.WITHDRAWN: "line"}


@form_page(policy.HAND_OVER)
def hand_over(request: SignedInRequest, place: str) -> HttpResponse:
    """Sign over; or, when a hand-over waits, what is signed with the form to take over or to withdraw."""
    ward = place_at(place, request.viewer.reach.over(policy.HAND_OVER))
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refused = _refused(form, lambda: actions.hand_over(ward, handed=form.handed(), acting=request.official, reason=_("change of shift")))
        if not refused:
            messages.success(request, _("Signed. The ward passes when another officer has counted and taken it over."))
            return HttpResponseRedirect(reverse("hand_over", args=[ward.path]))
    return _shown(request, ward, form=form)


@deed(policy.TAKE_OVER)
def take_over(request: SignedInRequest, place: str) -> HttpResponse:
    """Count and take over."""
    ward = place_at(place, request.viewer.reach.over(policy.TAKE_OVER))
    waiting, form = waiting_in(ward), TakeOverForm(request.POST)
    if waiting is None:
        messages.error(request, _("No hand-over is waiting here: it was taken over or withdrawn in between."))
        return HttpResponseRedirect(reverse("hand_over", args=[ward.path]))
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("counted", "difference")}
        if not _refused(form, lambda: actions.take_over(waiting, **given, acting=request.official, reason=_("change of shift"))):
            messages.success(request, _("Taken over. You are in charge of the ward."))
            return HttpResponseRedirect(reverse("ward_one", args=[ward.path]))
    return _shown(request, ward, take_form=form)


@deed(policy.HAND_OVER)
def withdraw(request: SignedInRequest, place: str) -> HttpResponse:
    """Take back one's own hand-over."""
    ward = place_at(place, request.viewer.reach.over(policy.HAND_OVER))
    waiting = waiting_in(ward)
    if waiting is not None:
        actions.withdraw_hand_over(waiting, acting=request.official, reason=_("to prepare it anew"))
        messages.success(request, _("Withdrawn. Prepare the hand-over anew."))
    return HttpResponseRedirect(reverse("hand_over", args=[ward.path]))


def _refused(form: Form, do: Callable[[], object]) -> bool:
    """Do the act; whether it was refused, in which case the words stand in the form."""
    try:
        do()
    except (OutsideScope, NeedsFreshSignIn):
        raise
    except Refusal as refusal:
        say(form, refusal)
        return True
    return False


def _shown(request: SignedInRequest, ward: Place, *, form: HandOverForm | None = None, take_form: TakeOverForm | None = None) -> HttpResponse:
    now, waiting = timezone.now(), waiting_in(ward)
    bound = any(one is not None and one.is_bound for one in (form, take_form))
    context = {
        "ward": ward,
        "waiting": waiting,
        "own": waiting is not None and waiting.given_by_id == request.viewer.officer.pk,
        "standing": standing_of(ward),
        "due_at": change_of_shift(ward, now),
        "last": last_taken(ward, now),
        "in_charge": in_charge(ward, now),
        "open_tasks": [task for task in tasks(request.viewer, now, ward.path) if task.due.done_at is None][:12],
        "form": form or HandOverForm(),
        "take_form": take_form or TakeOverForm(),
        "may_take": request.viewer.may(policy.TAKE_OVER),
        "at": now,
        "nav": "ward_day",
    }
    return render(request, "ward/hand_over.html", context, status=422 if bound else 200)


@page(policy.VIEW)
def hand_over_list(request: SignedInRequest) -> HttpResponse:
    """All hand-overs in reach, newest first."""
    state = ListState.read(request.GET, filters=("state", "day"), size=50)
    found = hand_overs(request.viewer.over(policy.VIEW))
    if state.filters.get("state") in HandOver.State.values:
        found = found.filter(state=state.filters["state"])
    words = state.filters.get("day", "")
    day = parse_date(words) if len(words) == 10 else None
    if day:
        found = found.filter(given_at__date=day)
    rows = latest_first(found, "given_at", state)
    shown = rows[: state.size]
    table = Table(
        id="hand-overs",
        caption=_("Hand-overs"),
        state=state,
        columns=_columns(),
        rows=[_row(one) for one in shown],
        next=next_after(rows, "given_at", state),
        filters=(Filter("state", _("State"), options=HandOver.State.choices), Filter("day", _("Day"), kind="date")),
        empty=Empty(_("No hand-overs yet"), _("They appear here once an officer signs a ward over.")),
    )
    return render(request, "ward/list.html", {"table": table, "title": _("Hand-overs"), "nav": "ward_day"})


def _columns() -> tuple[Column, ...]:
    return (
        Column("given", _("Handed over"), strong=True, fixed=True),
        Column("place", _("Ward"), lesser=True),
        Column("by", _("By")),
        Column("taken", _("Taken over"), lesser=True),
        Column("figures", _("On the books / out / counted"), num=True, lesser=True),
        Column("state", _("State")),
    )


def _row(one: HandOver) -> Row:
    counted = "—" if one.counted is None else one.counted
    cells = {
        "given": one.given_at,
        "place": str(one.place),
        "by": str(one.given_by),
        "taken": Cell(one.taken_at, sub=str(one.taken_by)) if one.taken_by else None,
        "figures": f"{one.on_books} / {one.out} / {counted}",
        "state": Chip(_("count differs"), "warn") if one.difference else Chip(one.get_state_display(), _CHIPS[one.state]),
    }
    return Row(key=str(one.pk), href=reverse("hand_over_one", args=[one.pk]), drawer=True, cells=cells)


@page(policy.VIEW)
def hand_over_one(request: SignedInRequest, hand_over_id: int) -> HttpResponse:
    """One hand-over with both signatures."""
    found = hand_over_at(hand_over_id, request.viewer.reach.over(policy.VIEW))
    return render(request, "ward/hand_over_one.html", {"one": found, "nav": "ward_day"})
