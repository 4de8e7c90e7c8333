"""Discrepancies of the roll: what is not settled, whose it is, how long is left."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions import hand_over_discrepancy, settle_discrepancy
from zhiheng.domains.custody.whereabouts.models import Discrepancy
from zhiheng.domains.custody.whereabouts.queries.live import discrepancy_at, settled_lately, unsettled_in
from zhiheng.domains.custody.whereabouts.queries.out import escorts_for
from zhiheng.engines.trail.acts import authorise
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.whereabouts.board import discrepancy_rows
from zhiheng.web.pages.whereabouts.forms import HandOverForm, SettleForm

METHODS = ["GET", "HEAD", "POST"]


@page(policy.VIEW)
@never_cache
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """What is open, the soonest due first; and what was settled lately."""
    paths = request.viewer.over(policy.VIEW)
    context = {
        "unsettled": discrepancy_rows(request.viewer, unsettled_in(paths)),
        "settled": discrepancy_rows(request.viewer, settled_lately(paths)),
        "data_time": timezone.now(),
    }
    return render(request, "whereabouts/discrepancies.html", context)


@page(policy.SETTLE)
@never_cache
@require_http_methods(METHODS)
def settle(request: SignedInRequest, discrepancy_id: int) -> HttpResponse:
    """Close one with what was found."""
    found = _seen(request, discrepancy_id)
    form = SettleForm(request.POST if request.method == "POST" else None)
    about = _about(found, _("Settle the discrepancy"), _("Settle it"), _("The discrepancy is settled."))
    by: dict[str, Any] = {"acting": request.official, "reason": str(found.get_kind_display())}
    return answer(
        request, about, form, lambda: settle_discrepancy(found, how=form.cleaned_data["how"], words=form.cleaned_data["words"], **by)
    )  # fmt: skip


@page(policy.SETTLE)
@never_cache
@require_http_methods(METHODS)
def hand_over(request: SignedInRequest, discrepancy_id: int) -> HttpResponse:
    """Let another officer own it."""
    found = _seen(request, discrepancy_id)
    officers = escorts_for([found.place.path])
    form = HandOverForm(request.POST if request.method == "POST" else None, officers=officers)
    about = _about(found, _("Hand it over"), _("Hand it over"), _("It is handed over; its clock runs on."))

    def do() -> object:
        owner: Officer = next(officer for officer in officers if officer.number == form.cleaned_data["owner"])
        return hand_over_discrepancy(found, owner=owner, acting=request.official, reason=form.cleaned_data["reason"])

    return answer(request, about, form, do)


def _seen(request: SignedInRequest, discrepancy_id: int) -> Discrepancy:
    found = discrepancy_at(discrepancy_id)
    authorise(request.official, policy.SETTLE, found.trail_subject())
    return found


def _about(found: Discrepancy, title: str, button: str, done: str) -> ActPage:
    who = f" {found.episode.person.name}" if found.episode else ""
    return ActPage(title, f"{found.place}{who} · {found.get_kind_display()}", button, done, reverse("discrepancies"), nav="discrepancies")
