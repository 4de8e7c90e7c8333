"""Pages of the acts on one person, from admission to release: each is one form, offered only to who may do it there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Profile, profile
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.departure.actions import propose_transfer, release_person
from zhiheng.domains.custody.departure.policy import PROPOSE
from zhiheng.domains.custody.reception import actions, policy
from zhiheng.domains.custody.reception.models import Belonging, StepKind
from zhiheng.domains.custody.reception.queries.custody import belongings_of
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.forms import Form
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.frame import may
from zhiheng.web.pages.reception import forms
from zhiheng.web.parts import Words

type Made = tuple[Form, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that may be done to a person: its words, its power, its form, the page that it returns to."""

    label: Words
    icon: str
    power: str
    done: Words
    make: Callable[[SignedInRequest, Episode], Made]
    back: str = "person_reception"
    consequence: Words = ""
    ask: bool = False


def sent(request: SignedInRequest) -> Any:
    """What was entered, if anything was."""
    return request.POST if request.method == "POST" else None


def by(request: SignedInRequest, form: Form) -> dict[str, Any]:
    """Who acts, and why."""
    return {"acting": request.official, "reason": form.cleaned_data["reason"]}


def given(form: Form, *names: str) -> dict[str, Any]:
    """What was entered under these names."""
    return {name: form.cleaned_data[name] for name in names}


def _check(request: SignedInRequest, episode: Episode) -> Made:
    form = forms.CheckForm(sent(request), initial={"made_on": forms.today()})
    return form, lambda: actions.record_check(episode, looked=form.looked(), **by(request, form))


def _doubt(request: SignedInRequest, episode: Episode) -> Made:
    form = forms.DoubtForm(sent(request), initial={"owner": request.viewer.officer.number})
    return form, lambda: actions.raise_doubt(episode, **given(form, "kind", "words", "owner", "due_on"), **by(request, form))


def _search(request: SignedInRequest, episode: Episode) -> Made:
    form = forms.SearchForm(sent(request))
    return form, lambda: actions.record_search(
        episode, items=form.items(), **given(form, "signed", "unsigned_why"), occurred_at=form.at(), **by(request, form)
    )


def _hand_out(request: SignedInRequest, episode: Episode) -> Made:
    held = [one for one in belongings_of(episode) if one.state in ("kept", "used")]
    form = forms.HandOutForm(sent(request), held=held)
    return form, lambda: actions.hand_out(
        episode, belongings=form.chosen(), receiver=form.receiver(), **given(form, "signed", "unsigned_why"), occurred_at=form.at(),
        **by(request, form),
    )  # fmt: skip


def _examine(request: SignedInRequest, episode: Episode) -> Made:
    form = forms.ExaminationForm(sent(request))
    return form, lambda: actions.record_examination(
        episode, stage=form.cleaned_data["stage"], found=form.found(), **given(form, "signed", "present"), occurred_at=form.at(), **by(request, form)
    )


def _item(request: SignedInRequest, episode: Episode) -> Made:
    form = forms.ItemForm(sent(request), request.FILES or None)
    return form, lambda: actions.add_item(episode, described=form.described(), upload=form.content(), **by(request, form))


def _transfer(request: SignedInRequest, episode: Episode) -> Made:
    prisons = list(Place.objects.filter(kind=Kind.PRISON, closed_on__isnull=True).exclude(pk=episode.prison_id).order_by("path"))
    form = forms.TransferForm(sent(request), prisons=prisons)

    def do() -> object:
        to = place_at(form.cleaned_data["to"], [prison.path for prison in prisons])
        return propose_transfer(episode, to=to, **given(form, "planned_on", "grounds"), **by(request, form))

    return form, do


def _leave(request: SignedInRequest, episode: Episode) -> Made:
    form = forms.LeaveForm(sent(request))
    return form, lambda: release_person(episode, leaving=form.leaving(), occurred_at=form.at(), **by(request, form))


DEEDS: dict[str, Deed] = {
    "check": Deed(_l("Record an identity check"), "badge", policy.IDENTITY, _l("The check is recorded."), _check),
    "doubt": Deed(_l("Raise a doubt about the identity"), "alert", policy.IDENTITY, _l("The doubt is registered with its owner."), _doubt),
    "search": Deed(
        _l("Record the search and the list of belongings"), "list", policy.SEARCH, _l("The list is recorded."), _search,
        consequence=_l("You sign as the officer who searched. Women are searched by women officers only."),
    ),
    "hand-out": Deed(
        _l("Hand belongings out"), "export", policy.PROPERTY, _l("Handed out; the list is signed."), _hand_out,
        consequence=_l("Relatives receive belongings only with the person's consent."),
    ),
    "examination": Deed(
        _l("Record the medical examination"), "medical", policy.EXAMINE, _l("The examination is recorded."), _examine,
        consequence=_l("Officers see whether the person is fit and what to heed. Everything else is read with the medical power only."),
    ),
    "file-add": Deed(_l("Add to the file"), "plus", policy.FILE_ADD, _l("The item is numbered and filed."), _item, back="person_file"),
    "transfer": Deed(
        _l("Propose a transfer"), "swap", PROPOSE, _l("Proposed. The bureau decides."), _transfer,
        consequence=_l("A petition, an accusation or a report of a crime is never a ground."),
    ),
    "leave": Deed(
        _l("Release"), "gate", people_policy.RELEASE, _l("Released. The certificate is issued."), _leave, back="person_leaving", ask=True,
        consequence=_l("Custody ends, the bed is free and the certificate is issued under its number. What is still owed is kept as left open."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the acts column."""

    label: Words
    icon: str
    url: str


def offers(viewer: Viewer, found: Profile, *slugs: str) -> list[Offer]:
    """What this viewer may do now, of these deeds."""
    return [
        Offer(DEEDS[slug].label, DEEDS[slug].icon, reverse(f"reception_{slug}", args=[found.person.pk]))
        for slug in slugs
        if found.held and may(viewer, DEEDS[slug].power, found)
    ]


def deed_view(deed: Deed) -> Callable[..., Any]:
    """The page of one deed, guarded by its power."""

    @form_page(deed.power)
    def view(request: SignedInRequest, person_id: int) -> HttpResponse:
        found, episode = reached(request, person_id, deed.power)
        form, do = deed.make(request, episode)
        back = reverse(deed.back, args=[person_id])
        about = ActPage(deed.label, over(found), deed.label, deed.done, back, deed.consequence, deed.ask, nav="people")
        return answer(request, about, form, do)

    return view


def reached(request: SignedInRequest, person_id: int, power: str) -> tuple[Profile, Episode]:
    """The record and its latest episode, when the power reaches it. OutsideScope else, and for somebody never received."""
    found = profile(person_id)
    authorise(request.official, power, found.subject)
    if found.latest is None:
        raise OutsideScope
    return found, found.latest


def over(found: Profile) -> str:
    """Name and number, above a form."""
    return f"{found.person.name} {found.latest.number if found.latest else ''}".strip()


@form_page(policy.STEP)
def step(request: SignedInRequest, person_id: int, step: str) -> HttpResponse:
    """Do one step of the admission."""
    found, episode = reached(request, person_id, policy.STEP)
    kind = kind_of(step)
    form = {"rights": forms.RightsForm, "family": forms.FamilyForm}.get(step, forms.StepForm)(sent(request))
    return answer(request, about_step(found, kind, "person_reception"), form, lambda: actions.complete_step(
        episode, kind=step, **given(form, "output", "document"), details=form.details(), occurred_at=form.at(), **by(request, form)
    ))  # fmt: skip


def kind_of(step: str) -> StepKind:
    """The kind of step that an address names. OutsideScope when there is none."""
    if step not in StepKind.values:
        raise OutsideScope
    return StepKind(step)


def about_step(found: Profile, kind: StepKind, back: str) -> ActPage:
    """The form of one step."""
    return ActPage(kind.label, over(found), _l("Record as done"), _l("Recorded."), reverse(back, args=[found.person.pk]), nav="people")


@form_page(policy.PROPERTY)
def store(request: SignedInRequest, person_id: int, belonging_id: int) -> HttpResponse:
    """Say where an item lies, or that what the person used goes into the store."""
    found, episode = reached(request, person_id, policy.PROPERTY)
    one = next((one for one in belongings_of(episode) if one.pk == belonging_id), None)
    if one is None:
        raise OutsideScope
    form = forms.PlaceForm(sent(request), initial={"storage": one.storage})
    words = _l("What the person has in use goes into the store with this.") if one.state == Belonging.State.USED else ""
    about = ActPage(
        _l("Put into the store"), f"{over(found)} · {one.name}", _l("Put into the store"), _l("Recorded."),
        reverse("person_reception", args=[person_id]), words, nav="people",
    )  # fmt: skip
    return answer(request, about, form, lambda: actions.store_belonging(one, storage=form.cleaned_data["storage"], **by(request, form)))
