"""Pages of the acts on a classification: one form each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.queries import profile
from zhiheng.domains.custody.classing import actions, policy
from zhiheng.domains.custody.classing.models import Classification
from zhiheng.domains.custody.classing.queries import classification_at
from zhiheng.engines.trail.acts import authorise
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.classing.forms import ProposeForm
from zhiheng.web.pages.people.forms import ReasonForm


@form_page(policy.PROPOSE)
def propose(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Apply the schedule of today to what the records say and to what the officer establishes."""
    found = profile(person_id)
    authorise(request.official, policy.PROPOSE, found.subject)
    form = ProposeForm(_sent(request))
    number = f" {found.latest.number}" if found.latest else ""
    about = ActPage(
        _("Propose a classification"), f"{found.person.name}{number}", _("Propose"), _("Proposed. A second officer decides."),
        reverse("person_classing", args=[person_id]),
        _("Term, age and time held are read from the records. What is not known counts as neither yes nor no."), nav="people",
    )  # fmt: skip

    def do() -> object:
        if found.latest is None or not found.held:
            raise NotInCustody
        by: dict[str, Any] = {"acting": request.official, "reason": form.cleaned_data["reason"]}
        return actions.propose_classification(found.latest, asked=form.asked(), departure=form.departure(), on=timezone.localdate(), **by)

    return answer(request, about, form, do)


@form_page(policy.CONFIRM)
def confirm(request: SignedInRequest, classification_id: int) -> HttpResponse:
    """Put a proposal into force."""
    words = (_("Confirm the classification"), _("Confirm"), _("It is in force from today."))
    consequence = _("Level and ward need hold from today; the former classification ends. The person may object within three days.")
    return _decide(request, classification_id, words, actions.confirm_classification, consequence)


@form_page(policy.CONFIRM)
def decline(request: SignedInRequest, classification_id: int) -> HttpResponse:
    """Send a proposal back."""
    words = (_("Decline the proposal"), _("Decline"), _("The proposal is declined; what was in force stays."))
    return _decide(request, classification_id, words, actions.decline_classification, "")


def _decide(request: SignedInRequest, pk: int, words: tuple[str, str, str], verb: Callable[..., object], consequence: str) -> HttpResponse:
    found = _seen(request, pk, policy.CONFIRM)
    form = ReasonForm(_sent(request))
    title, button, done = words
    about = _about(found, title, button, done, consequence)
    return answer(request, about, form, lambda: verb(found, acting=request.official, reason=form.cleaned_data["reason"]))


def _seen(request: SignedInRequest, pk: int, power: str) -> Classification:
    found = classification_at(pk)
    authorise(request.official, power, found.trail_subject())
    return found


def _about(found: Classification, title: str, button: str, done: str, consequence: str = "") -> ActPage:
    person = found.episode.person
    back = reverse("person_classing", args=[person.pk])
    over = f"{person.name} {found.episode.number} · {found.get_level_display()}"
    return ActPage(title, over, button, done, back, consequence, nav="people")


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None
