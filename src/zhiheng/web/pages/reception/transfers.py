"""Transfers: the list, one of them, and each act on it where it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.departure import actions, policy
from zhiheng.domains.custody.departure.actions.transfers import AboveBoth, AtDestination, common
from zhiheng.domains.custody.departure.models import Transfer
from zhiheng.domains.custody.departure.queries.transfers import transfer_at, transfers
from zhiheng.domains.custody.reception.policy import VIEW
from zhiheng.engines.trail.acts import HasSubject, authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.reception import forms
from zhiheng.web.pages.reception.deeds import by, sent
from zhiheng.web.pages.reception.desk import places_in
from zhiheng.web.pages.whereabouts.reach import may_at
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, page_of

CHIPS = {"proposed": "warn", "approved": "info", "handed": "info", "received": "good", "declined": "bad", "withdrawn": "line"}


@page(VIEW)
def transfer_list(request: SignedInRequest) -> HttpResponse:
    """Transfers from and to the viewer's prisons."""
    state = ListState.read(request.GET, filters=("state",), size=50)
    found = transfers(request.viewer.over(VIEW), state=state.filters.get("state") or "open")
    shown = page_of(found, state)
    table = Table(
        id="transfers", caption=_("Transfers"), state=state,
        columns=(
            Column("name", _("Name"), strong=True, fixed=True), Column("way", _("From, to")), Column("planned", _("Planned for")),
            Column("grounds", _("Grounds"), wrap=True, lesser=True), Column("state", _("State")),
        ),
        rows=[_row(one) for one in shown.rows],
        next=shown.next, previous=shown.previous,
        filters=(Filter("state", _("State"), options=(*Transfer.State.choices, ("all", _("all, with those decided"))), unset=_("under way")),),
        empty=Empty(_("No transfer is open"), _("A transfer is proposed on a person's admission page.")),
    )  # fmt: skip
    return render(request, "ward/list.html", {"table": table, "title": _("Transfers"), "nav": "transfers"})


def _row(one: Transfer) -> Row:
    cells = {
        "name": Cell(str(one.episode.person), sub=one.episode.number), "way": f"{one.from_prison} → {one.to_prison}", "planned": one.planned_on,
        "grounds": one.grounds, "state": Chip(one.get_state_display(), CHIPS[one.state]),  # type: ignore[arg-type]
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("transfer", args=[one.pk]), cells=cells)


def _seen(request: SignedInRequest, transfer_id: int) -> Transfer:
    """A transfer from or to a prison that the viewer reaches."""
    one = transfer_at(transfer_id)
    reach = request.viewer.reach.over(VIEW)
    ends = (one.from_prison.path, one.to_prison.path)
    if not any(end == path or end.startswith(f"{path}.") for end in ends for path in reach):
        raise OutsideScope
    return one


@page(VIEW)
def transfer(request: SignedInRequest, transfer_id: int) -> HttpResponse:
    """One transfer: who signed what, the list, what may be done."""
    one = _seen(request, transfer_id)
    pairs = [
        (_("From"), one.from_prison), (_("To"), one.to_prison), (_("Grounds"), one.grounds), (_("Planned for"), one.planned_on),
        (_("Proposed by"), f"{one.proposed_by}"), (_("Decided by"), one.decided_by), (_("Approval or reason"), one.decision_words),
        (_("Handed over by"), one.handed_by), (_("Handed over at"), one.handed_at), (_("Received by"), one.taken_by),
        (_("Received at"), one.taken_at), (_("Remarks"), one.ended_words),
    ]  # fmt: skip
    shown = [(label, value) for label, value in pairs if value not in (None, "")]
    here, there = one.from_prison.path, one.to_prison.path
    where = {
        "approve": (policy.APPROVE, common(here, there)), "hand": (policy.HAND_OVER, here), "receive": (policy.RECEIVE, there),
        "propose": (policy.PROPOSE, here),
    }  # fmt: skip
    allowed = {name: may_at(request.viewer, power, path) for name, (power, path) in where.items()}
    return render(request, "reception/transfer.html", {"one": one, "pairs": shown, "may": allowed, "chip": CHIPS[one.state], "nav": "transfers"})


type Made = tuple[HasSubject, Form, Callable[[], object]]


def _approve(request: SignedInRequest, one: Transfer) -> Made:
    form, above = forms.DecisionForm(sent(request)), AboveBoth(one)
    return above, form, lambda: actions.approve_transfer(above, document=form.cleaned_data["words"], **by(request, form))


def _decline(request: SignedInRequest, one: Transfer) -> Made:
    form, above = forms.DecisionForm(sent(request)), AboveBoth(one)
    return above, form, lambda: actions.decline_transfer(above, words=form.cleaned_data["words"], **by(request, form))


def _hand_over(request: SignedInRequest, one: Transfer) -> Made:
    form = forms.HandOverForm(sent(request))
    return one, form, lambda: actions.hand_over_transfer(
        one, papers=form.listed(), journey=form.journey(), occurred_at=form.at(), **by(request, form)
    )  # fmt: skip


def _receive(request: SignedInRequest, one: Transfer) -> Made:
    form, there = forms.ReceiveForm(sent(request), places=places_in(one.to_prison)), AtDestination(one)

    def do() -> object:
        place = place_at(form.cleaned_data["place"], [one.to_prison.path])
        return actions.receive_transfer(there, place=place, missing=form.cleaned_data["missing"], occurred_at=form.at(), **by(request, form))

    return there, form, do


def _take_back(request: SignedInRequest, one: Transfer) -> Made:
    form = ReasonForm(sent(request))
    return one, form, lambda: actions.withdraw_transfer(one, **by(request, form))


TRANSFER_DEEDS: dict[str, tuple[str, Callable[[SignedInRequest, Transfer], Made], Callable[[], tuple[str, str]]]] = {
    "approve": (policy.APPROVE, _approve, lambda: (_("Approve the transfer"), _("Approved."))),
    "decline": (policy.APPROVE, _decline, lambda: (_("Decline the transfer"), _("Declined."))),
    "hand-over": (policy.HAND_OVER, _hand_over, lambda: (_("Hand the person over"), _("Signed. The person is on the way under escort."))),
    "receive": (policy.RECEIVE, _receive, lambda: (_("Receive the person"), _("Signed. The person is on the books here."))),
    "take-back": (policy.PROPOSE, _take_back, lambda: (_("Take the transfer back"), _("Taken back."))),
}


def transfer_view(slug: str) -> Callable[..., Any]:
    """The page of one deed on a transfer, guarded by its power where it is done."""
    power, make, said = TRANSFER_DEEDS[slug]

    @form_page(power)
    def view(request: SignedInRequest, transfer_id: int) -> HttpResponse:
        one = transfer_at(transfer_id)
        subject, form, do = make(request, one)
        authorise(request.official, power, subject.trail_subject())
        title, done = said()
        back = reverse("transfer", args=[one.pk]) if request.viewer.may(VIEW) else reverse("home")
        return answer(request, ActPage(title, f"{one.episode.person} {one}", title, done, back, nav="transfers"), form, do)

    return view
