"""Movement orders: issued for a day, printed, carried out at the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions import carry_out_order, issue_order, withdraw_order
from zhiheng.domains.custody.whereabouts.models import MovementOrder, Purpose
from zhiheng.domains.custody.whereabouts.queries.books import held_at
from zhiheng.domains.custody.whereabouts.queries.orders import order_at, orders_on
from zhiheng.domains.custody.whereabouts.queries.out import escorts_for
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.formats import clock
from zhiheng.web.pages.act_form import ActPage, answer, say
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.whereabouts.forms import OrderForm, ids_of, in_an_hour, rooms_near
from zhiheng.web.pages.whereabouts.reach import may_at, wards_of
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, page_read

COLUMNS: Final = (
    Column("leave", _l("Leave"), strong=True, fixed=True),
    Column("back", _l("Expected back"), shown=False),
    Column("purpose", _l("Purpose")),
    Column("people", _l("People"), num=True),
    Column("from", pgettext_lazy("movement", "From"), lesser=True),
    Column("destination", _l("Destination"), lesser=True),
    Column("escorts", _l("Escorts"), lesser=True, wrap=True),
    Column("state", _l("State")),
)


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Orders of a day, today by default."""
    viewer, state = request.viewer, _asked(request)
    day = _day(state.filters["on"])
    context = {
        "day": day,
        "table": _table(request, state, viewer.over(policy.VIEW)),
        "before": day - dt.timedelta(1),
        "after": day + dt.timedelta(1),
        "wards": wards_of(viewer, policy.ORDER),
        "sheets": wards_of(viewer, policy.VIEW),
        "data_time": timezone.now(),
    }
    return render(request, "whereabouts/orders.html", context)


def _asked(request: SignedInRequest) -> ListState:
    """The list's state; without a day, today's."""
    state = ListState.read(request.GET, filters=("on",))
    return replace(state, filters={"on": _day(state.filters.get("on", "")).isoformat()})


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    on = _day(state.filters["on"])
    shown = page_read(lambda first, most: orders_on(paths, on, limit=most, offset=first), state)
    return Table(
        id="orders", state=state, columns=COLUMNS, rows=[_row(order) for order in shown.rows],
        next=shown.next, previous=shown.previous,
        filters=(Filter("on", _("Day"), kind="date"),), caption=_("Movement orders"),
        empty=Empty(_("No orders for this day"), _("An order says who leaves the ward, where to and with whom, before they leave.")),
        export=offered(request, reverse("orders_export")),
    )  # fmt: skip


export = list_export(policy.VIEW, _asked, _table)


def _row(order: MovementOrder) -> Row:
    return Row(
        key=str(order.pk),
        href=reverse("order", args=[order.pk]),
        cells={
            "leave": f"{clock(order.leave_at)}–{clock(order.back_at)}",
            "purpose": order.get_purpose_display(),
            "people": len(order.lines.all()),
            "from": str(order.place),
            "destination": str(order.destination or order.destination_words),
            "escorts": _(", ").join(escort.officer.name for escort in order.escorts.all()),
            "state": order.get_state_display(),
        },
        exported={"leave": order.leave_at, "back": order.back_at},
    )


@form_page(policy.ORDER)
def new(request: SignedInRequest, place: str) -> HttpResponse:
    """Order people of a ward to a destination."""
    here = place_at(place, request.viewer.reach.over(policy.ORDER))
    start = in_an_hour()
    form = OrderForm(
        request.POST if request.method == "POST" else None, rooms=rooms_near(here), officers=escorts_for([here.path]),
        initial={"purpose": Purpose.WORK, "leave_at": start, "expected_back": start + dt.timedelta(hours=8)},
    )  # fmt: skip
    ticked = ids_of(request.POST.getlist("people"))
    if request.method == "POST" and form.is_valid():
        try:
            given = {"leave_at": form.cleaned_data["leave_at"], "acting": request.official, "reason": form.reason()}
            made = issue_order(here, people=ticked, going=form.going(), **given)
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("The order is issued."))
            return redirect("order", order_id=made.pk)
    context = {
        "place": here,
        "form": form,
        "rows": [(one, one.episode_id in ticked, "") for one in held_at(here, timezone.now())],
        "may_choose_out": True,
        "title": _("Issue an order"),
        "button": _("Issue the order"),
        "nav": "orders",
    }
    return render(request, "whereabouts/going.html", context, status=422 if form.is_bound else 200)


@form_page(policy.VIEW)
def order(request: SignedInRequest, order_id: int) -> HttpResponse:
    """One order; at the door it is carried out, without those who stay."""
    found = _seen(request, order_id, policy.VIEW)
    refused = None
    if request.method == "POST":
        authorise(request.official, policy.MOVE, found.trail_subject())
        try:
            left_out = ids_of(request.POST.getlist("left_out"))
            party = carry_out_order(found, left_out=left_out, acting=request.official, reason=str(found.get_purpose_display()))
            messages.success(request, _("They have left; the order is carried out."))
            return redirect("movement", party_id=party.pk)
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            refused = refusal
    context = {
        "order": found,
        "lines": found.lines.all(),
        "escorts": [escort.officer for escort in found.escorts.all()],
        "may_move": found.state == MovementOrder.State.ISSUED and may_at(request.viewer, policy.MOVE, found.place.path),
        "may_withdraw": found.state == MovementOrder.State.ISSUED and may_at(request.viewer, policy.ORDER, found.place.path),
        "refused": refused,
        "refused_words": [*refused.fields.values()] if refused else [],
        "data_time": timezone.now(),
        "nav": "orders",
    }
    return render(request, "whereabouts/order.html", context, status=refused.status if refused else 200)


@form_page(policy.ORDER)
def withdraw(request: SignedInRequest, order_id: int) -> HttpResponse:
    """Take an order back."""
    found = _seen(request, order_id, policy.ORDER)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Withdraw the order"), str(found.place), _("Withdraw it"), _("The order is withdrawn."), reverse("orders"),
        _("Nobody leaves by it, and its people may be ordered elsewhere."), ask=True, nav="orders",
    )  # fmt: skip
    return answer(request, about, form, lambda: withdraw_order(found, acting=request.official, reason=form.cleaned_data["reason"]))


def _seen(request: SignedInRequest, order_id: int, power: str) -> MovementOrder:
    found = order_at(order_id)
    authorise(request.official, power, found.trail_subject())
    return found


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
