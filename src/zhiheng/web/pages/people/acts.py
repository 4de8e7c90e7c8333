"""Pages of the acts on a person: each is one form in the drawer, offered only to who may do it there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import actions, policy
from zhiheng.base.people.errors import CannotMerge, NotInCustody
from zhiheng.base.people.models import Episode, Identifier, Name, Person
from zhiheng.base.people.queries import Profile, profile
from zhiheng.base.people.queries.occupancy import free_beds
from zhiheng.domains.custody.reception import policy as reception_policy
from zhiheng.engines.trail.acts import Official, authorise
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.forms import Form
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people import forms
from zhiheng.web.pages.people.frame import may
from zhiheng.web.parts import Words

type Made = tuple[Form, Callable[[], object]]


def _always(found: Profile) -> bool:
    return True


def _held(found: Profile) -> bool:
    return found.held


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that may be done to a person's record: its words, its power, its form, when it is offered."""

    label: Words
    icon: str
    power: str
    button: Words
    done: Words
    make: Callable[[SignedInRequest, Profile], Made]
    consequence: Words = ""
    ask: bool = False
    offered: Callable[[Profile], bool] = field(default=_held)


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _by(request: SignedInRequest, form: Form) -> dict[str, Any]:
    """Who acts, and why."""
    return {"acting": request.official, "reason": form.cleaned_data["reason"]}


def _given(form: Form, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def _correct_name(request: SignedInRequest, found: Profile) -> Made:
    form = forms.NameForm(_sent(request), initial={"on": timezone.localdate()})
    return form, lambda: actions.correct_name(found.person, **_given(form, "name", "on"), **_by(request, form))


def _add_alias(request: SignedInRequest, found: Profile) -> Made:
    form = forms.AliasForm(_sent(request))
    return form, lambda: actions.add_alias(found.person, **_given(form, "name", "kind"), **_by(request, form))


def _add_identifier(request: SignedInRequest, found: Profile) -> Made:
    form = forms.IdentifierForm(_sent(request))
    return form, lambda: actions.add_identifier(found.person, **_given(form, "kind", "value", "as_printed"), **_by(request, form))


def _correct_facts(request: SignedInRequest, found: Profile) -> Made:
    form = forms.FactsForm(_sent(request), initial=forms.FactsForm.initial_of(found.person))
    return form, lambda: actions.correct_person(found.person, facts=form.facts(), seen=form.facts("seen_"), **_by(request, form))


def _move(request: SignedInRequest, found: Profile) -> Made:
    latest = _open_episode(found)
    beds = list(free_beds(latest.ward)) if latest.ward else []
    form = forms.BedForm(_sent(request), beds=beds)

    def do() -> object:
        bed = next(bed for bed in beds if bed.path == form.cleaned_data["bed"])
        verb = actions.move_to_bed if latest.place.kind == "bed" else actions.place_in_bed
        return verb(latest, bed=bed, at=timezone.now(), **_by(request, form))

    return form, do


def _merge(request: SignedInRequest, found: Profile) -> Made:
    form = forms.MergeForm(_sent(request))

    def do() -> object:
        other = _duplicate(request.official, form.cleaned_data["number"])
        return actions.merge_persons(found.person, duplicate=other, **_by(request, form))

    return form, do


def _undo_merge(request: SignedInRequest, found: Profile) -> Made:
    form = forms.ReasonForm(_sent(request))

    def do() -> object:
        if not found.merged:
            raise CannotMerge(_("These records are not merged. Nothing was changed."))
        return actions.undo_merge(found.person, duplicate=found.merged[-1], **_by(request, form))

    return form, do


def _duplicate(official: Official, number: str) -> Person:
    """The person of that prisoner number, if the official may merge there; the same words whether it exists or not."""
    episode = Episode.objects.filter(number=number.upper()).select_related("person").first()
    words = _("No record of this number in your area.")
    if episode is None:
        raise Invalid(fields={"number": words})
    try:
        authorise(official, policy.MERGE, episode.person.trail_subject())
    except OutsideScope:
        raise Invalid(fields={"number": words}) from None
    return episode.person


def _open_episode(found: Profile) -> Episode:
    if found.latest is None or not found.held:
        raise NotInCustody
    return found.latest


DEEDS: dict[str, Deed] = {
    "bed": Deed(_l("Change the bed"), "bed", policy.PLACE, _l("Assign this bed"), _l("The bed is assigned."), _move),
    "name": Deed(
        _l("Correct the name"), "pen", policy.CORRECT, _l("Correct the name"),
        _l("The name is corrected; the former one is kept."), _correct_name,
    ),
    "alias": Deed(
        _l("Record an alias"), "plus", policy.CORRECT, _l("Record the alias"), _l("The alias is recorded; search finds it."), _add_alias
    ),
    "identifier": Deed(
        _l("Record a document number"), "badge", policy.CORRECT, _l("Record the number"), _l("The number is recorded."), _add_identifier
    ),
    "facts": Deed(
        _l("Correct identity details"), "pen", policy.CORRECT, _l("Correct"),
        _l("The details are corrected; before and after are kept."), _correct_facts,
    ),
    "merge": Deed(
        _l("Merge a duplicate record"), "swap", policy.MERGE, _l("Merge"), _l("The records are merged. This can be undone."), _merge,
        consequence=_l("Both records are then read as one, here. Neither loses anything, and the merge can be undone."),
        offered=_always,
    ),
    "unmerge": Deed(
        _l("Undo the merge"), "swap", policy.MERGE, _l("Undo the merge"), _l("The records stand alone again."), _undo_merge,
        consequence=_l("The record merged last stands alone again, exactly as it was."), offered=lambda found: bool(found.merged),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the acts column."""

    label: Words
    icon: str
    url: str


def offers(viewer: Viewer, found: Profile) -> list[Offer]:
    """What this viewer may do to this record now. Release has one door: the page of the way out."""
    offered = [
        Offer(deed.label, deed.icon, reverse(f"person_{slug}", args=[found.person.pk]))
        for slug, deed in DEEDS.items()
        if deed.offered(found) and may(viewer, deed.power, found)
    ]
    if found.held and may(viewer, policy.RELEASE, found) and may(viewer, reception_policy.VIEW, found):
        offered.append(Offer(_l("Prepare and register the release"), "gate", reverse("person_leaving", args=[found.person.pk])))
    return offered


def deed_view(deed: Deed) -> Callable[..., HttpResponseBase]:
    """The page of one deed, guarded by its power."""

    @form_page(deed.power)
    def view(request: SignedInRequest, person_id: int) -> HttpResponse:
        found = profile(person_id)
        authorise(request.official, deed.power, found.subject)
        form, do = deed.make(request, found)
        return answer(request, _about(found, deed.label, deed.button, deed.done, consequence=deed.consequence, ask=deed.ask), form, do)

    return view


def _about(found: Profile, title: Words, button: Words, done: Words, *, consequence: Words = "", ask: bool = False) -> ActPage:
    number = f" {found.latest.number}" if found.latest else ""
    back = reverse("person", args=[found.person.pk])
    return ActPage(title, f"{found.person.name}{number}", button, done, back, consequence, ask, nav="people")


@form_page(policy.CORRECT)
def end_alias(request: SignedInRequest, person_id: int, name_id: int) -> HttpResponse:
    """End an alias or a former name."""
    found = profile(person_id)
    authorise(request.official, policy.CORRECT, found.subject)
    name = next((name for name in found.names if name.pk == name_id), None)
    if name is None or name.kind == Name.Kind.LEGAL:
        raise OutsideScope
    form = forms.EndForm(_sent(request), initial={"on": timezone.localdate()})
    title = _("End the name %(name)s") % {"name": name.name}
    about = _about(found, title, _("End the name"), _("The name is ended; it stays on record."))
    return answer(request, about, form, lambda: actions.end_alias(name, on=form.cleaned_data["on"], **_by(request, form)))


@form_page(policy.CORRECT)
def end_identifier(request: SignedInRequest, person_id: int, identifier_id: int) -> HttpResponse:
    """End a document number."""
    found = profile(person_id)
    authorise(request.official, policy.CORRECT, found.subject)
    number: Identifier | None = next((held for held in found.identifiers if held.pk == identifier_id), None)
    if number is None:
        raise OutsideScope
    form = forms.EndForm(_sent(request), initial={"on": timezone.localdate()})
    about = _about(
        found, _("End the number %(number)s") % {"number": number.masked}, _("End the number"), _("The number is ended; it stays on record.")
    )
    return answer(request, about, form, lambda: actions.end_identifier(number, on=form.cleaned_data["on"], **_by(request, form)))
