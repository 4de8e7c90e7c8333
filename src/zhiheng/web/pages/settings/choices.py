"""Propose a reading, look at a proposal, approve or decline another's, take one's own or a choice back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.settings import actions, policy
from zhiheng.base.settings.models import SettingChoice
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.law.questions import Question
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.official import Viewer
from zhiheng.web.open_questions import option_words
from zhiheng.web.outlook_words import said
from zhiheng.web.pages.act_form import ActPage, answer, say
from zhiheng.web.pages.settings.lists import context_of, question_named


class WhyForm(Form):
    """An act that needs nothing but its reason."""

    reason = forms.CharField(
        label=_l("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_l("Kept in the trail for good.")
    )


class ProposeForm(WhyForm):
    """Which reading, where, from which day, by which document."""

    field_order = ("reading", "place", "since", "document", "reason")
    reading = forms.ChoiceField(label=_l("Reading"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_l("Bureau or prison"))
    since = forms.DateField(label=_l("In force from"), help_text=_l("Today or later. It governs events from that day on."))
    document = forms.CharField(label=_l("Document number"), max_length=100)

    def __init__(self, *args: Any, question: Question, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reading"].choices = [(option.code, option_words(option)) for option in question.readings]  # type: ignore[attr-defined]
        self.fields["place"].choices = [(place.path, str(place)) for place in places]  # type: ignore[attr-defined]


@form_page(policy.CHOOSE)
def propose(request: SignedInRequest, question: str) -> HttpResponse:
    """Propose a reading of a question for a bureau or a prison in one's area."""
    found = question_named(question)
    if not found.settable:
        raise OutsideScope
    places = _places(request.viewer)
    first = {"reading": request.GET.get("reading", ""), "since": timezone.localdate(), "place": places[0].path if places else ""}
    form = ProposeForm(request.POST if request.method == "POST" else None, question=found, places=places, initial=first)
    about = ActPage(
        title=_("Propose a reading"),
        over=said(found.title),
        button=_("Propose"),
        done=_("Proposed. It takes effect when another holder of the power approves it."),
        back=reverse("open_question", args=[found.code]),
        consequence=_consequence(found),
        nav="open_questions",
    )
    return answer(request, about, form, lambda: _do(request, found, places, form.cleaned_data))


def _consequence(question: Question) -> str:
    words = _("Results from that day on are worked out under this reading and say so. What was determined before stays as it was.")
    return f"{words} {said(question.caution)}" if question.caution else words


def _do(request: SignedInRequest, question: Question, places: list[Place], given: dict[str, Any]) -> SettingChoice:
    place = next(place for place in places if place.path == given["place"])
    since: dt.date = given["since"]
    return actions.choose_reading(
        place, question=question.code, reading=given["reading"], since=since, document=given["document"],
        acting=request.official, reason=given["reason"],
    )  # fmt: skip


def _places(viewer: Viewer) -> list[Place]:
    """Bureau and prisons within the reach of the power, at the level that the viewer chose."""
    return list(Place.objects.filter(path__under_any=viewer.over(policy.CHOOSE), kind__in=(Kind.BUREAU, Kind.PRISON)).order_by("path"))


@page(policy.CHOOSE)
def choice(request: SignedInRequest, choice: int) -> HttpResponse:
    """One proposal or choice: what it is, why, by whom, and what may be done with it."""
    return _page(request, _choice(request, choice), WhyForm())


@deed(policy.CHOOSE)
def decide(request: SignedInRequest, choice: int, decision: str) -> HttpResponse:
    """Approve or decline another's proposal, withdraw one's own, or end a choice."""
    acts = {
        "approve": (actions.approve_choice, _("Approved. Results from its first day on follow it.")),
        "decline": (actions.decline_choice, _("Declined. Nothing was changed.")),
        "withdraw": (actions.withdraw_choice, _("Withdrawn. What was determined under it stays as it was.")),
    }
    found = _choice(request, choice)
    if decision not in acts:
        raise OutsideScope
    form = WhyForm(request.POST)
    if form.is_valid():
        verb, words = acts[decision]
        try:
            verb(found, acting=request.official, reason=form.cleaned_data["reason"])
        except (NeedsFreshSignIn, OutsideScope):
            raise
        except Refusal as refusal:
            say(form, refusal)
        else:
            messages.success(request, words)
            return HttpResponseRedirect(reverse("open_question", args=[found.question]))
    return _page(request, _choice(request, choice), form)


def _choice(request: SignedInRequest, key: int) -> SettingChoice:
    """A choice for a place within reach of the power."""
    within = SettingChoice.objects.filter(place__path__under_any=list(request.viewer.reach.over(policy.CHOOSE)))
    found = within.select_related("place", "proposed_by", "decided_by", "withdrawn_by").filter(pk=key).first()
    if found is None:
        raise OutsideScope
    return found


def _page(request: SignedInRequest, found: SettingChoice, form: WhyForm) -> HttpResponse:
    waiting = found.state == SettingChoice.State.PROPOSED
    own = found.proposed_by_id == request.viewer.officer.pk
    today = timezone.localdate()
    running = found.state == SettingChoice.State.APPROVED and (found.during.upper is None or found.during.upper > today)
    context = context_of(found) | {
        "choice": found,
        "form": form,
        "may_decide": waiting and not own,
        "may_withdraw": (waiting and own) or running,
        "running": running,
        "nav": "open_questions",
    }
    return render(request, "settings/choice.html", context, status=422 if form.is_bound else 200)
