"""Doubts, transfers and the file, one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.reception import actions, policy, store
from zhiheng.domains.custody.reception.actions.transfers import AboveBoth, AtDestination, common
from zhiheng.domains.custody.reception.models import Transfer
from zhiheng.domains.custody.reception.queries.custody import transfer_at, transfers
from zhiheng.domains.custody.reception.queries.desk import doubt_at
from zhiheng.domains.custody.reception.queries.files import catalogue, item_at, version_at
from zhiheng.engines.trail.acts import HasSubject, authorise, note_read
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.people.frame import may, person_frame
from zhiheng.web.pages.reception import forms
from zhiheng.web.pages.reception.deeds import by, given, offers, over, reached, sent
from zhiheng.web.pages.reception.desk import places_in
from zhiheng.web.pages.whereabouts.reach import may_at
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, decode_cursor, encode_cursor

CHIPS = {"proposed": "warn", "approved": "info", "handed": "info", "received": "good", "declined": "bad", "withdrawn": "line"}


@page(policy.IDENTITY)
def doubt(request: SignedInRequest, doubt_id: int) -> HttpResponse:
    """One doubt with its checks."""
    one = doubt_at(doubt_id)
    authorise(request.official, policy.IDENTITY, one.trail_subject())
    return render(request, "reception/doubt.html", {"one": one, "checks": one.checks.all(), "nav": "identity_doubts"})


@form_page(policy.IDENTITY)
def doubt_close(request: SignedInRequest, doubt_id: int) -> HttpResponse:
    """Give a doubt its outcome."""
    one = doubt_at(doubt_id)
    authorise(request.official, policy.IDENTITY, one.trail_subject())
    form = forms.OutcomeForm(sent(request), person=one.episode.person)
    back = reverse("person_reception", args=[one.episode.person_id])
    about = ActPage(_("Outcome of the doubt"), str(one.episode.person), _("Record the outcome"), _("The outcome is recorded."), back, nav="people")
    return answer(request, about, form, lambda: actions.close_doubt(
        one, **given(form, "outcome", "words", "established"), correction=form.correction(), **by(request, form)
    ))  # fmt: skip


@form_page(policy.IDENTITY)
def doubt_hand_over(request: SignedInRequest, doubt_id: int) -> HttpResponse:
    """Another owner, or more time."""
    one = doubt_at(doubt_id)
    authorise(request.official, policy.IDENTITY, one.trail_subject())
    form = forms.OwnerForm(sent(request), initial={"owner": one.owner.number, "due_on": one.due_on})
    back = reverse("person_reception", args=[one.episode.person_id])
    about = ActPage(_("Hand the doubt over"), str(one.episode.person), _("Hand over"), _("The doubt is handed over."), back, nav="people")
    return answer(request, about, form, lambda: actions.hand_over_doubt(one, **given(form, "owner", "due_on"), **by(request, form)))


@page(policy.VIEW)
def transfer_list(request: SignedInRequest) -> HttpResponse:
    """Transfers from and to the viewer's prisons."""
    state = ListState.read(request.GET, filters=("state",), size=50)
    found = transfers(request.viewer.over(policy.VIEW), state=state.filters.get("state") or "open")
    cursor = decode_cursor(state.after)
    at = int(cursor[0]) if cursor and cursor[0] and cursor[0].isdecimal() else 0
    rows = list(found[at : at + state.size + 1])
    table = Table(
        id="transfers", caption=_("Transfers"), state=state,
        columns=(
            Column("name", _("Name"), strong=True, fixed=True), Column("way", _("From, to")), Column("planned", _("Planned for")),
            Column("grounds", _("Grounds"), wrap=True, lesser=True), Column("state", _("State")),
        ),
        rows=[_row(one) for one in rows[: state.size]],
        next=encode_cursor(at + state.size) if len(rows) > state.size else None,
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
    reach = request.viewer.reach.over(policy.VIEW)
    ends = (one.from_prison.path, one.to_prison.path)
    if not any(end == path or end.startswith(f"{path}.") for end in ends for path in reach):
        raise OutsideScope
    return one


@page(policy.VIEW)
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
        back = reverse("transfer", args=[one.pk]) if request.viewer.may(policy.VIEW) else reverse("home")
        return answer(request, ActPage(title, f"{one.episode.person} {one}", title, done, back, nav="transfers"), form, do)

    return view


@page(policy.FILE_VIEW)
def file(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The catalogue of the file, its gaps, how long each part is kept."""
    context = person_frame(request, person_id, tab="file", power=policy.FILE_VIEW)
    found = context["profile"]
    if found.latest is None:
        raise OutsideScope
    context |= {"file": catalogue(found.latest), "offers": offers(request.viewer, found, "file-add")}
    return render(request, "reception/file.html", context)


@page(policy.FILE_VIEW)
def item(request: SignedInRequest, person_id: int, item_id: int) -> HttpResponse:
    """One item with its versions."""
    found, episode = reached(request, person_id, policy.FILE_VIEW)
    one = item_at(episode, item_id)
    context = {
        "one": one, "person": found.person, "may_add": may(request.viewer, policy.FILE_ADD, found) and one.withdrawn_at is None,
        "may_withdraw": may(request.viewer, policy.FILE_WITHDRAW, found) and one.withdrawn_at is None, "nav": "people",
    }  # fmt: skip
    return render(request, "reception/item.html", context)


@page(policy.FILE_VIEW)
def download(request: SignedInRequest, person_id: int, version_id: int) -> HttpResponse:
    """The content of a version, read once more against its digest; the reading is kept."""
    found, episode = reached(request, person_id, policy.FILE_VIEW)
    version = version_at(episode, version_id)
    body = store.content(version.digest)
    note_read(policy.FILE_VIEW, acting=request.official, subject=found.subject, reason=str(version.item))
    ending = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}[version.media]
    headers = {
        "Content-Disposition": f'attachment; filename="{episode.number}-{version.item_id}-{version.number}.{ending}"',
        "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
    }  # fmt: skip
    return HttpResponse(body, content_type=version.media, headers=headers)


@form_page(policy.FILE_ADD)
def version_add(request: SignedInRequest, person_id: int, item_id: int) -> HttpResponse:
    """A newer content of an item."""
    found, episode = reached(request, person_id, policy.FILE_ADD)
    one = item_at(episode, item_id)
    form = forms.UploadForm(sent(request), request.FILES or None)
    form.fields["upload"].required = True
    about = ActPage(
        _("Add a newer content"), over(found), _("Add"), _("Added; the former one stays."), reverse("person_file", args=[person_id]), nav="people"
    )

    def do() -> object:
        content = form.content()
        assert content is not None
        return actions.add_version(one, upload=content, **by(request, form))

    return answer(request, about, form, do)


@form_page(policy.FILE_WITHDRAW)
def item_withdraw(request: SignedInRequest, person_id: int, item_id: int) -> HttpResponse:
    """Withdraw an item; it keeps its number."""
    found, episode = reached(request, person_id, policy.FILE_WITHDRAW)
    one = item_at(episode, item_id)
    form = ReasonForm(sent(request))
    back = reverse("person_file", args=[person_id])
    about = ActPage(
        _("Withdraw the item"),
        over(found),
        _("Withdraw"),
        _("Withdrawn; it keeps its number."),
        back,
        _("It can still be read, marked withdrawn."),
        nav="people",
    )
    return answer(request, about, form, lambda: actions.withdraw_item(one, **by(request, form)))
