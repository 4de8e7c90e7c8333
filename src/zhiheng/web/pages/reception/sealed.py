"""Sealed records: sealing one after the release, answering who may ask, unsealing by a court's document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy

from zhiheng.base.people.queries import Profile
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.departure import actions, policy
from zhiheng.domains.custody.departure.actions import Asked
from zhiheng.domains.custody.departure.models import RecordSeal, SealEnquiry
from zhiheng.domains.custody.departure.queries.seals import due_seals, enquiries, enquiry_at, records_of, seal_of
from zhiheng.domains.custody.departure.seals import verdict
from zhiheng.domains.sentence.models import Judgment
from zhiheng.engines.trail.acts import authorise, note_read
from zhiheng.engines.trail.refusals import OutsideScope, Refusal
from zhiheng.law.reckoning import Truth
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer, say
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.people.frame import may
from zhiheng.web.pages.reception.deeds import by, over, reached, sent
from zhiheng.web.pages.reception.forms import choice, day, line, words
from zhiheng.web.pages.whereabouts.reach import may_at
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, ListState, Row, Table, page_of

State = RecordSeal.State


class DecideForm(ReasonForm):
    """Sealing where the law leaves it open, or leaving open: in words."""

    words = words(_l("Why"), _l("The facts that decide: which crimes, when, and which of them is the main one."))


class EnquiryForm(ReasonForm):
    place = forms.ChoiceField(label=_l("Prison"))
    ground = choice(pgettext_lazy("enquiry", "Ground"), SealEnquiry.Ground.choices)
    organ = line(_l("Who asks"), _l("The organ or unit."), required=True)
    document = line(_l("By which document"), required=True)
    purpose = words(_l("What for"), required=True)
    name = line(_l("Name"), required=True)
    birth_date = day(_l("Birth date"), required=False)
    identity = line(_l("Identity number"), _l("With it no birth date is needed. It is not kept."))

    def __init__(self, *args: Any, prisons: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(prison.path, str(prison)) for prison in prisons]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        return Asked(**{name: self.cleaned_data[name] for name in Asked._fields})


class LiftForm(ReasonForm):
    document = line(_l("The court's document"), _l("Document number."), required=True)


def standing_words(viewer: Viewer, found: Profile) -> dict[str, Any]:
    """What the page of the release says of sealing, and what the viewer may do about it; empty while nothing is to be said."""
    if found.held or found.latest is None:
        return {}
    law, seal = verdict(found.person), seal_of(found.person)
    decided = seal is not None and seal.state in (State.LEFT_OPEN, State.LIFTED)
    if law.sealed == Truth.NO or (law.sealed == Truth.UNKNOWN and not law.some_minor and seal is None):
        return {}
    allowed = may(viewer, policy.SEAL, found)
    return {
        "law": law.basis, "certain": law.sealed == Truth.YES, "seal": seal, "decided": decided,
        "may_seal": allowed, "may_leave": allowed and law.sealed == Truth.UNKNOWN and not decided,
    }  # fmt: skip


@form_page(policy.SEAL)
def seal(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Seal a record."""
    found, _episode = reached(request, person_id, policy.SEAL)
    certain = verdict(found.person).sealed == Truth.YES
    form = ReasonForm(sent(request)) if certain else DecideForm(sent(request))
    about = ActPage(
        _("Seal the record"), over(found), _("Seal the record"), _("Sealed. The record can be opened by an enquiry only."), reverse("releases"),
        _("Name, numbers and birth date are taken out of every list; this page will not open again."), ask=True, nav="people",
    )  # fmt: skip
    return answer(request, about, form, lambda: actions.seal_record(found.person, words=form.cleaned_data.get("words", ""), **by(request, form)))


@form_page(policy.SEAL)
def leave(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Decide that a record is not sealed."""
    found, _episode = reached(request, person_id, policy.SEAL)
    form = DecideForm(sent(request))
    back = reverse("person_leaving", args=[person_id])
    about = ActPage(_("Do not seal"), over(found), _("Decide"), _("Decided, with your words."), back, nav="people")
    return answer(request, about, form, lambda: actions.leave_unsealed(found.person, words=form.cleaned_data["words"], **by(request, form)))


@page(policy.OPEN_SEALED)
def listing(request: SignedInRequest) -> HttpResponse:
    """Enquiries that were answered: who asked, by what, and whether there was a record. No names."""
    paths = request.viewer.over(policy.OPEN_SEALED)
    state = ListState.read(request.GET, size=50)
    shown = page_of(enquiries(paths), state)
    table = Table(
        id="sealed", caption=_("Enquiries about sealed records"), state=state,
        columns=(
            Column("at", _("Answered at"), strong=True, fixed=True), Column("organ", _("Who asks")),
            Column("ground", pgettext("enquiry", "Ground"), lesser=True),
            Column("place", _("Prison"), lesser=True), Column("by", _("Answered by"), lesser=True), Column("found", _("Answer")),
        ),
        rows=[_row(one) for one in shown.rows],
        next=shown.next, previous=shown.previous,
        empty=Empty(_("Nobody has asked"), _("Enquiries of judicial organs and others entitled appear here, with what was answered.")),
    )  # fmt: skip
    due = due_seals(request.viewer.over(policy.SEAL)) if request.viewer.may(policy.SEAL) else None
    return render(request, "reception/sealed.html", {"table": table, "due": list(due[:20]) if due is not None else [], "nav": "sealed"})


def _row(one: SealEnquiry) -> Row:
    cells = {
        "at": one.answered_at, "organ": Cell(one.organ, sub=one.document), "ground": one.get_ground_display(), "place": str(one.place),
        "by": str(one.answered_by), "found": Chip(_("a sealed record"), "info") if one.seal_id else Chip(_("none"), "line"),
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("sealed_enquiry", args=[one.pk]), cells=cells)


@form_page(policy.OPEN_SEALED)
def enquire(request: SignedInRequest) -> HttpResponse:
    """Write down who asks and why, then look."""
    prisons = list(Place.objects.filter(kind=Kind.PRISON, path__under_any=request.viewer.over(policy.OPEN_SEALED)).order_by("path"))
    form = EnquiryForm(sent(request), prisons=prisons)
    about = ActPage(
        _("Answer an enquiry"), _("Sealed records"), _("Look it up"), "", reverse("sealed"),
        _("Every enquiry is kept with your name, also when there is no record. Whoever learns of a sealed record keeps it secret."), nav="sealed",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        place = place_at(form.cleaned_data["place"], request.viewer.over(policy.OPEN_SEALED))
        try:
            made = actions.answer_enquiry(place, asked=form.asked(), **by(request, form))
            return HttpResponseRedirect(reverse("sealed_enquiry", args=[made.pk]))
        except Refusal as refusal:
            if refusal.code in ("outside-scope", "needs-fresh-sign-in"):
                raise
            say(form, refusal)
            return render(request, "acts/form.html", {"about": about, "form": form, "nav": "sealed"}, status=refusal.status)
    return answer(request, about, form, lambda: None)


@page(policy.OPEN_SEALED)
def enquiry(request: SignedInRequest, enquiry_id: int) -> HttpResponse:
    """One enquiry; the record itself for the officer who answered, until the day is over. Each reading is kept."""
    one = enquiry_at(enquiry_id)
    authorise(request.official, policy.OPEN_SEALED, one.trail_subject())
    opened = _opened(request, one)
    context: dict[str, Any] = {"one": one, "opened": opened, "nav": "sealed", "printed_at": timezone.now()}
    if opened and one.seal is not None:
        note_read(policy.OPEN_SEALED, acting=request.official, subject=one.seal, reason=one.document)
        context |= {
            "identity": one.seal.identity, "records": [(episode, judgment, _term(judgment)) for episode, judgment in records_of(one.seal)],
            "may_lift": may_at(request.viewer, policy.LIFT_SEAL, one.seal.prison.path),
        }  # fmt: skip
    return render(request, "reception/sealed_enquiry.html", context)


@form_page(policy.LIFT_SEAL)
def lift(request: SignedInRequest, enquiry_id: int) -> HttpResponse:
    """Unseal the record that an enquiry opened."""
    one = enquiry_at(enquiry_id)
    if one.seal is None or not _opened(request, one):
        raise OutsideScope
    found: RecordSeal = one.seal
    authorise(request.official, policy.LIFT_SEAL, found.trail_subject())
    form = LiftForm(sent(request))
    about = ActPage(
        _("Unseal the record"), found.number, _("Unseal the record"), _("Unsealed: the record is found and read again."), reverse("sealed"),
        _("Only by a court's document: later or undiscovered crimes, or a retrial, bring the sentence above five years."), ask=True, nav="sealed",
    )  # fmt: skip
    return answer(request, about, form, lambda: actions.lift_seal(found, document=form.cleaned_data["document"], **by(request, form)))


def _opened(request: SignedInRequest, one: SealEnquiry) -> bool:
    """Whether this viewer may read the record for this enquiry now."""
    mine = one.answered_by_id == request.viewer.officer.pk
    return mine and one.seal is not None and one.seal.state == State.SEALED and timezone.now() <= one.open_until


def _term(judgment: Judgment | None) -> Any:
    if judgment is None:
        return ""
    return judgment.term or judgment.get_kind_display()
