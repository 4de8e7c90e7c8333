"""One objection with its clock and owner; its slip; its steps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zhiheng.base.objections import policy
from zhiheng.base.objections.models import Objection
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.objection_words import decision_url, due_words, kind_words, owner_words, state_of
from zhiheng.web.pages.objections.answers import steps_for
from zhiheng.web.pages.objections.lists import seen
from zhiheng.web.pages.steps import offered, step_page
from zhiheng.web.papers import official_paper


def objection_of(request: SignedInRequest, objection_id: int) -> Objection:
    """An objection that the viewer may read. OutsideScope when there is none."""
    found = seen(request.viewer, request.viewer.reach.over(policy.VIEW)).select_related("first", "deliberation", "second")
    one = found.filter(pk=objection_id).first()
    if one is None:
        raise OutsideScope
    return one


@page(policy.VIEW)
def page_of(request: SignedInRequest, objection_id: int) -> HttpResponse:
    """What was said, where it stands, who owes what by when, and the next step."""
    one = objection_of(request, objection_id)
    context = {
        "one": one, "kind": kind_words(one), "state": state_of(one), "due": due_words(one, timezone.localdate()), "owner": owner_words(one),
        "decision": decision_url(one), "steps": offered(steps_for(request, one), one, request.viewer), "second": getattr(one, "second", None),
        "nav": "objections", "data_time": timezone.now(),
    }  # fmt: skip
    return render(request, "objections/one.html", context)


@page(policy.VIEW)
@official_paper
def slip(request: SignedInRequest, objection_id: int) -> HttpResponse:
    """The receipt as a paper to be handed over."""
    one = objection_of(request, objection_id)
    return render(request, "objections/slip.html", {"one": one, "kind": kind_words(one)})


@form_page(policy.VIEW)
def step(request: SignedInRequest, objection_id: int, step: str) -> HttpResponse:
    """The form of one step, or its act."""
    one = objection_of(request, objection_id)
    back = reverse("objection", args=[one.pk])
    return step_page(request, steps_for(request, one), step, one, over=f"{one.episode.person} · {one.receipt}", back=back, nav="objections")
