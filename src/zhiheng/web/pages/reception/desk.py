"""The arrival desk: who is expected, one arrival, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.queries.likeness import Alike, alike, numbered
from zhiheng.base.people.queries.occupancy import free_beds
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.reception import actions, policy
from zhiheng.domains.custody.reception.models import ExpectedArrival, PaperState
from zhiheng.domains.custody.reception.queries.desk import arrival_at, arrivals, delivery_due
from zhiheng.engines.trail.acts import note_read
from zhiheng.lib.text import normalised
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.reception import forms
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, page_of

CHIPS = {"expected": "info", "supplement": "warn", "refused": "bad", "accepted": "good", "admitted": "line", "withdrawn": "line"}


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Who is expected, the next first; decided ones by the filter."""
    state = ListState.read(request.GET, filters=("state",), size=50)
    found = arrivals(request.viewer.over(policy.VIEW), state=state.filters.get("state") or "open")
    shown = page_of(found, state)
    table = Table(
        id="arrivals", caption=_("Arrivals"), state=state,
        columns=(
            Column("name", _("Name"), strong=True, fixed=True), Column("expected", _("Expected")), Column("sender", _("Sent by"), lesser=True),
            Column("prison", _("Prison"), lesser=True), Column("delivery", _("Delivery due"), lesser=True), Column("state", _("State")),
        ),
        rows=[_row(one) for one in shown.rows],
        next=shown.next, previous=shown.previous,
        filters=(
            Filter(
                "state", _("State"), options=(*ExpectedArrival.State.choices, ("all", _("all, with those decided"))), unset=_("to be decided")
            ),
        ),
        empty=Empty(_("Nobody is expected"), _("Register here whom the police or a court announces.")),
    )  # fmt: skip
    may_expect = request.viewer.may(policy.EXPECT)
    return render(request, "reception/desk.html", {"table": table, "may_expect": may_expect, "nav": "reception"})


def _row(one: ExpectedArrival) -> Row:
    due = delivery_due(one)
    late = due is not None and one.arrived_at is None and due < timezone.localdate()
    cells = {
        "name": Cell(one.name, sub=one.document), "expected": one.expected_on, "sender": one.sender, "prison": str(one.prison),
        "delivery": Cell(due, beside=_("overdue")) if late else due, "state": Chip(one.get_state_display(), CHIPS[one.state]),  # type: ignore[arg-type]
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("arrival", args=[one.pk]), cells=cells)


@page(policy.VIEW)
def arrival(request: SignedInRequest, arrival_id: int) -> HttpResponse:
    """One arrival: papers, the decision and its rule, what may be done."""
    one = arrival_at(arrival_id, request.viewer.reach.over(policy.VIEW))
    papers = [(ExpectedArrival.Paper(kind).label, _paper_chip(state)) for kind, state in one.papers.items()]
    pairs = [
        (_("Prison"), one.prison), (_("Sent by"), one.sender), (_("Why the person comes"), one.get_origin_display()),
        (_("Judgment or ruling"), one.document), (_("Police received the papers on"), one.papers_received_on),
        (_("Delivery due"), delivery_due(one)), (_("Expected on"), one.expected_on), (_("Arrived"), one.arrived_at),
    ]  # fmt: skip
    may = {name: request.viewer.may(power) for name, power in (("expect", policy.EXPECT), ("check", policy.CHECK))}
    paper = one.issued_papers.select_related("prison").order_by("-pk").first()
    context = {"one": one, "pairs": pairs, "papers": papers, "may": may, "paper": paper, "chip": CHIPS[one.state], "nav": "reception"}
    return render(request, "reception/arrival.html", context)


def _paper_chip(state: str) -> Chip:
    kinds = {"received": "good", "wrong": "bad", "missing": "bad", "not-needed": "line"}
    return Chip(PaperState(state).label, kinds[state])  # type: ignore[arg-type]


@form_page(policy.EXPECT)
def expect(request: SignedInRequest) -> HttpResponse:
    """Register somebody whom the police or a court announces."""
    prisons = list(
        Place.objects.filter(kind=Kind.PRISON, closed_on__isnull=True, path__under_any=request.viewer.over(policy.EXPECT)).order_by("path")
    )
    form = forms.ExpectForm(_sent(request), prisons=prisons, initial={"expected_on": forms.today()})
    about = ActPage(_("Expect somebody"), _("Arrivals"), _("Register"), _("The arrival is registered."), reverse("reception"), nav="reception")

    def do() -> object:
        prison = next(prison for prison in prisons if prison.path == form.cleaned_data["prison"])
        return actions.expect_arrival(prison, expected=form.expected(), **_by(request, form))

    return answer(request, about, form, do)


type Made = tuple[Form, Callable[[], object]]


def _papers(request: SignedInRequest, one: ExpectedArrival) -> Made:
    form = forms.PapersForm(_sent(request), initial=one.papers)
    return form, lambda: actions.check_papers(one, papers=form.papers(), occurred_at=form.at(), **_by(request, form))


def _copy(request: SignedInRequest, one: ExpectedArrival) -> Made:
    form = forms.DayForm(_sent(request), initial={"on": forms.today()})
    return form, lambda: actions.record_copy(one, on=form.cleaned_data["on"], **_by(request, form))


def _disagree(request: SignedInRequest, one: ExpectedArrival) -> Made:
    form = forms.DisagreeForm(_sent(request), initial={"on": forms.today()})
    given = ("on", "document")
    return form, lambda: actions.record_disagreement(one, **{name: form.cleaned_data[name] for name in given}, **_by(request, form))


def _withdraw(request: SignedInRequest, one: ExpectedArrival) -> Made:
    form = ReasonForm(_sent(request))
    return form, lambda: actions.withdraw_arrival(one, **_by(request, form))


def _admit(request: SignedInRequest, one: ExpectedArrival) -> Made:
    form = forms.AdmitForm(_sent(request), places=places_in(one.prison), known=_known(request, one))

    def do() -> object:
        place = place_at(form.cleaned_data["place"], [one.prison.path])
        return actions.admit_arrival(
            one, place=place, number=form.cleaned_data["number"], person=form.person(), apart=form.apart(), occurred_at=form.at(),
            **_by(request, form),
        )  # fmt: skip

    return form, do


def _known(request: SignedInRequest, one: ExpectedArrival) -> list[Alike]:
    """Records that may be of whoever arrives, wherever in the bureau they lie; that they were shown is kept."""
    found = alike(one.name, one.sex, one.birth_date)
    former = numbered(normalised(request.POST.get("former", "")))
    if former is not None:
        found = [former, *(other for other in found if other.person.pk != former.person.pk)]
    if found:
        shown = "、".join(other.latest.number for other in found)
        note_read(policy.CHECK, acting=request.official, subject=one, reason=_("records that may be of this person: %(shown)s") % {"shown": shown})
    return found


DEEDS: dict[str, tuple[str, Callable[[SignedInRequest, ExpectedArrival], Made], Callable[[], tuple[str, str, str, str]]]] = {
    "papers": (policy.CHECK, _papers, lambda: (
        _("Check the papers"), _("Decide"), _("Decided. The page says what follows."),
        _("The law of the day decides from what you enter: admit, back to the court, or refuse in writing."))),
    "copy": (policy.CHECK, _copy, lambda: (_("Copy to the procuratorate"), _("Record the copy"), _("The copy is recorded."), "")),
    "disagreement": (policy.CHECK, _disagree, lambda: (
        _("The procuratorate disagrees"), _("Record"), _("Recorded: the person is to be admitted."),
        _("A written disagreement of the procuratorate obliges admission (Prison Law 2026, art 32)."))),
    "withdraw": (policy.EXPECT, _withdraw, lambda: (_("Will not come"), _("Withdraw"), _("The arrival is withdrawn."), "")),
    "admit": (policy.CHECK, _admit, lambda: (
        _("Admit"), _("Admit"), _("Admitted. The steps of admission are open with their clocks."),
        _("The custody episode begins, and with it every clock of the admission."))),
}  # fmt: skip


def deed_view(slug: str) -> Callable[..., Any]:
    """The page of one deed on an arrival, guarded by its power."""
    power, make, said = DEEDS[slug]

    @form_page(power)
    def view(request: SignedInRequest, arrival_id: int) -> HttpResponse:
        one = arrival_at(arrival_id, request.viewer.reach.over(power))
        form, do = make(request, one)
        title, button, done, consequence = said()
        about = ActPage(title, one.name, button, done, reverse("arrival", args=[one.pk]), consequence, nav="reception")
        found = answer(request, about, form, do)
        if slug == "admit" and isinstance(found, HttpResponseRedirect):
            one.refresh_from_db()
            assert one.episode is not None
            return HttpResponseRedirect(reverse("person_reception", args=[one.episode.person_id]))
        return found

    return view


def places_in(prison: Place) -> list[tuple[str, str]]:
    """Wards of a prison, intake wards first, each with its first free beds."""
    wards = list(Place.objects.filter(kind=Kind.WARD, closed_on__isnull=True, path__under=prison.path).order_by("path"))
    found: list[tuple[str, str]] = []
    for ward in sorted(wards, key=lambda ward: (ward.use != "intake", ward.path))[:12]:
        found.append((ward.path, _("%(ward)s, no bed yet") % {"ward": ward}))
        found += [(bed.path, f"{ward} {bed.parent} {bed}") for bed in list(free_beds(ward))[:8]]
    return found


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _by(request: SignedInRequest, form: Form) -> dict[str, Any]:
    return {"acting": request.official, "reason": form.cleaned_data["reason"]}
