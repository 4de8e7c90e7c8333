"""The bed plan of a ward: a person is chosen, the beds that fit are offered, the others say why not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.actions import swap_beds
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions import allocate_bed
from zhiheng.domains.custody.whereabouts.queries.beds import Bed, bed_plan
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.pages.whereabouts.reach import crumbs, may_at
from zhiheng.web.parts import Words

_LONGEST_REASON = 200
SHORT: dict[str, Words] = {
    "kept-apart": _l("kept apart from somebody here"),
    "level-does-not-fit": _l("security level does not fit"),
    "cell-full": _l("no usable bed left in this cell"),
    "separate-custody": _l("the other sex is held in this ward"),
    "place-closed": _l("closed"),
    "bed-taken": _l("taken"),
}


@form_page(policy.VIEW)
def plan(request: SignedInRequest, place: str) -> HttpResponse:
    """Cells and beds; with ``?person=`` (an episode) the beds for that person."""
    here = place_at(place, request.viewer.reach.over(policy.VIEW))
    if here.kind != Kind.WARD:
        here = _ward_above(here)
    refused = None
    if request.method == "POST":
        try:
            _done(request, here)
            return HttpResponseRedirect(reverse("beds", args=[here.path]))
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            refused = refusal
    return _plan(request, here, refused)


def _plan(request: SignedInRequest, ward: Place, refused: Refusal | None) -> HttpResponse:
    may = may_at(request.viewer, people_policy.PLACE, ward.path)
    named = may_at(request.viewer, people_policy.VIEW, ward.path)
    held = list(Episode.objects.filter(ward=ward, ended_on__isnull=True).select_related("person", "place").order_by("sort_key", "pk"))
    wanted = (request.POST if request.method == "POST" else request.GET).get("person", "")
    chosen = next((e for e in held if str(e.pk) == wanted), None) if may and named else None
    cells = bed_plan(ward, chosen, timezone.localdate())
    context = {
        "place": ward,
        "cells": [(cell, [(bed, short_words(bed)) for bed in cell.beds]) for cell in cells],
        "chosen": chosen,
        "people": held if may and named else [],
        "bedless": [e for e in held if e.place.kind != Kind.BED] if named else [],
        "free": sum(1 for cell in cells for bed in cell.beds if bed.episode is None and not bed.place.closed_on),
        "named": named,
        "may": may,
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "crumb_pairs": [*crumbs(request.viewer, ward, (_("Live roll"), reverse("roll")), "roll_place")[:-1], *_last(ward)],
        "data_time": timezone.now(),
        "nav": "roll",
    }
    return render(request, "whereabouts/beds.html", context, status=refused.status if refused else 200)


def short_words(bed: Bed) -> Words:
    """Why a bed does not fit, in the words that a bed has room for; the act says it in full."""
    return SHORT.get(bed.refusal.code, bed.refusal.words) if bed.refusal else ""


def _last(ward: Place) -> list[tuple[str, str | None]]:
    return [(str(ward), reverse("roll_place", args=[ward.path])), (_("Bed plan"), None)]


def _ward_above(place: Place) -> Place:
    parts = place.path.split(".")
    paths = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
    found = Place.objects.filter(path__in=paths, kind=Kind.WARD).order_by("-path").first()
    if found is None:
        raise OutsideScope
    return found


def _done(request: SignedInRequest, ward: Place) -> None:
    """Allocate a free bed, or exchange with whoever has it."""
    given = request.POST
    reason = given.get("reason", "").strip()
    if not reason or len(reason) > _LONGEST_REASON:
        raise Invalid(_("Give the reason, in at most 200 characters. Nothing was changed."))
    episode = Episode.objects.select_related("place").filter(pk=_id(given.get("person", "")), ward=ward, ended_on__isnull=True).first()
    path = given.get("bed", "") or given.get("swap", "")
    bed = next((place for place in Place.objects.filter(path__under=ward.path, kind=Kind.BED) if place.path == path), None)
    if episode is None or bed is None:
        raise Invalid(_("Choose a person and a bed of this ward. Nothing was changed."))
    holder = Episode.objects.filter(place=bed, ended_on__isnull=True).exclude(pk=episode.pk).first()
    by: dict[str, Any] = {"at": timezone.now(), "acting": request.official, "reason": reason}
    if holder is not None and "swap" in given:
        swap_beds(episode, other=holder, **by)
        messages.success(request, _("The two have exchanged their beds."))
    else:
        allocate_bed(episode, bed=bed, **by)
        messages.success(request, _("The bed is assigned."))


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
