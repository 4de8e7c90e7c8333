"""The roll call on the phone: all present, mark the exceptions, check, submit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy as people_policy
from zhiheng.base.places.queries import inside, place_at
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions import Entry, Mark, call_off_roll_call, open_roll_call, submit_roll_call
from zhiheng.domains.custody.whereabouts.actions.roll_calls import ALL_PRESENT, UNEXPLAINED, Outcome, weigh
from zhiheng.domains.custody.whereabouts.errors import AlreadySubmitted
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Purpose, RollCall
from zhiheng.domains.custody.whereabouts.queries.books import Held, held_at
from zhiheng.domains.custody.whereabouts.queries.live import last_call
from zhiheng.domains.custody.whereabouts.queries.rolls import latest_calls, roll_at
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import Invalid, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.whereabouts.reach import may_at, wards_of
from zhiheng.web.parts import Words

REASONS: Sequence[tuple[str, Words]] = ((UNEXPLAINED, _l("not found, unexplained")), *((p.value, p.label) for p in Purpose))


@page(policy.VIEW)
def calls(request: SignedInRequest) -> HttpResponse:
    """Where the roll may be called, and what was called lately."""
    viewer = request.viewer
    wards = wards_of(viewer, policy.COUNT)
    now = timezone.now()
    context = {
        "places": [(ward, last_call(ward, now)) for ward in wards],
        "cells": [cell for cell in inside(wards[0]) if cell.kind == "cell" and cell.closed_on is None] if len(wards) == 1 else [],
        "latest": latest_calls(viewer.over(policy.VIEW)),
        "data_time": now,
        "nav": "roll_calls",
    }
    return render(request, "whereabouts/calls.html", context)


@deed(policy.COUNT)
def begin(request: SignedInRequest, place: str) -> HttpResponse:
    """Open a roll call, or go to the one that is open."""
    here = place_at(place, request.viewer.reach.over(policy.COUNT))
    roll = open_roll_call(here, acting=request.official, reason=str(_("roll call")))
    return redirect("roll_call", roll_id=roll.pk)


@form_page(policy.VIEW)
def call(request: SignedInRequest, roll_id: int) -> HttpResponse:
    """The sheet while it is open; what was found once it is submitted."""
    roll = _seen(request, roll_id)
    if roll.called_off:
        raise OutsideScope
    if request.method == "POST":
        authorise(request.official, policy.COUNT, roll.trail_subject())
        return _sent(request, roll)
    if roll.submitted_at is not None or not may_at(request.viewer, policy.COUNT, roll.place.path):
        return _result(request, roll)
    return _sheet(request, roll, Written())


@form_page(policy.COUNT)
def call_off(request: SignedInRequest, roll_id: int) -> HttpResponse:
    """Call off a roll call that was opened for nothing."""
    roll = roll_at(roll_id)
    authorise(request.official, policy.COUNT, roll.trail_subject())
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Call the roll call off"), str(roll.place), _("Call it off"), _("The roll call is called off."),
        reverse("roll_place", args=[roll.place.path]),
        _("Nothing is counted by it. What was marked on it is lost."), ask=True, nav="roll_calls",
    )  # fmt: skip
    return answer(request, about, form, lambda: call_off_roll_call(roll, acting=request.official, reason=form.cleaned_data["reason"]))


def _seen(request: SignedInRequest, roll_id: int) -> RollCall:
    roll = roll_at(roll_id)
    if not may_at(request.viewer, policy.VIEW, roll.place.path):
        raise OutsideScope
    return roll


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on the sheet: marks, heads, words, and the moment at which the phone says it was counted."""

    entry: Entry = ALL_PRESENT
    occurred_at: dt.datetime | None = None
    counted: str = ""

    @classmethod
    def read(cls, request: SignedInRequest, held: Sequence[Held]) -> Written:
        """Nonsense in a field is dropped or refused by the act; nothing that was marked is lost."""
        given = request.POST
        counted = given.get("counted", "").strip()
        heads = int(counted) if counted.isascii() and counted.isdigit() and len(counted) < 6 else None
        marks = () if "all_present" in given else tuple(mark for one in held if (mark := _mark(given, one)))
        entry = Entry(marks, heads, given.get("explanation", ""))
        return cls(entry, _moment(given.get("occurred_at", "")), counted)


def _mark(given: Any, one: Held) -> Mark | None:
    ticked = f"x{one.episode_id}" in given
    if not ticked:
        return None
    if not one.here:
        return Mark(one.episode_id, found=True)
    return Mark(one.episode_id, found=False, reason=given.get(f"r{one.episode_id}", UNEXPLAINED), note=given.get(f"n{one.episode_id}", "")[:200])


def _moment(text: str) -> dt.datetime | None:
    """What the phone's clock said; a clock that runs ahead is not believed, and the server's is taken."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None and found <= timezone.now() else None


def _sent(request: SignedInRequest, roll: RollCall) -> HttpResponse:
    if roll.submitted_at is not None:
        return _overtaken(request, roll)
    held = held_at(roll.place, timezone.now())
    written = Written.read(request, held)
    if request.POST.get("step") == "back":
        return _sheet(request, roll, written)
    if request.POST.get("step") != "submit":
        return _review(request, roll, written)
    try:
        submit_roll_call(roll, entry=written.entry, occurred_at=written.occurred_at, acting=request.official, reason=str(_("roll call")))
    except AlreadySubmitted:
        return _overtaken(request, roll_at(roll.pk))
    except Refusal as refusal:
        return _review(request, roll, written, refusal)
    return redirect("roll_call", roll_id=roll.pk)


def _sheet(request: SignedInRequest, roll: RollCall, written: Written) -> HttpResponse:
    held = held_at(roll.place, timezone.now())
    marks = {mark.episode: mark for mark in written.entry.marks}
    context = {
        "roll": roll,
        "rows": [(one, marks.get(one.episode_id), Purpose(one.purpose).label if one.purpose else "") for one in held],
        "reasons": REASONS,
        "expected": sum(1 for one in held if one.here),
        "on_roll": len(held),
        "away": sum(1 for one in held if not one.here),
        "counted": written.counted,
        "explanation": written.entry.explanation,
        "data_time": timezone.now(),
        "nav": "roll_calls",
    }
    return render(request, "whereabouts/sheet.html", context)


def _review(request: SignedInRequest, roll: RollCall, written: Written, refusal: Refusal | None = None) -> HttpResponse:
    try:
        outcome = weigh(held_at(roll.place, written.occurred_at or timezone.now()), written.entry)
    except Invalid:
        return _sheet(request, roll, written)
    context = {
        "roll": roll,
        "outcome": outcome,
        "marks": written.entry.marks,
        "differences": _difference_words(outcome),
        "absent": _absent(outcome),
        "written": written,
        "refusal": refusal,
        "data_time": timezone.now(),
        "nav": "roll_calls",
    }
    return render(request, "whereabouts/review.html", context, status=refusal.status if refusal else 200)


def _difference_words(outcome: Outcome) -> list[tuple[str, str]]:
    """(who or what, how books and count differ)."""
    named = [(one.name, str(Discrepancy.Kind(why).label)) for why, one in outcome.differences if one is not None]
    if outcome.counted != outcome.present:
        words = _("%(heads)d heads, %(names)d names") % {"heads": outcome.counted, "names": outcome.present}
        named.append((_("Number"), words))
    return named


def _absent(outcome: Outcome) -> list[tuple[str, str]]:
    labels = dict(REASONS)
    return [(one.name, str(labels.get(mark.reason, ""))) for one, mark in outcome.marks if not mark.found]


def _result(request: SignedInRequest, roll: RollCall) -> HttpResponse:
    return render(request, "whereabouts/result.html", _found(request, roll))


def _overtaken(request: SignedInRequest, roll: RollCall) -> HttpResponse:
    """Somebody else submitted first: theirs beside mine."""
    held = held_at(roll.place, roll.occurred_at or timezone.now())
    mine = {mark.episode: mark for mark in Written.read(request, held).entry.marks}
    theirs = {mark.episode_id: mark for mark in roll.marks.all()}
    names = {one.episode_id: one.name for one in held}
    rows = [
        (names.get(episode, "—"), _said(mine.get(episode)), _said(theirs.get(episode)))
        for episode in sorted(mine.keys() | {pk for pk, mark in theirs.items() if mark.found != mark.on_books}, key=lambda pk: names.get(pk, ""))
    ]
    return render(request, "whereabouts/result.html", _found(request, roll) | {"overtaken": True, "compared": rows}, status=409)


def _said(mark: Any) -> str:
    if mark is None:
        return _("as the books say")
    return _("here") if mark.found else str(dict(REASONS).get(mark.reason, mark.reason))


def _found(request: SignedInRequest, roll: RollCall) -> dict[str, Any]:
    labels = dict(REASONS)
    return {
        "roll": roll,
        "marks": [(mark, labels.get(mark.reason, "")) for mark in roll.marks.all()],
        "late": bool(roll.submitted_at and roll.occurred_at and roll.submitted_at - roll.occurred_at > dt.timedelta(minutes=1)),
        "discrepancies": roll.discrepancies.all(),
        "may_count": may_at(request.viewer, policy.COUNT, roll.place.path),
        "may_acknowledge": roll.reconciles is False and not roll.acknowledged_at and may_at(request.viewer, policy.ACKNOWLEDGE, roll.place.path),
        "named": may_at(request.viewer, people_policy.VIEW, roll.place.path),
        "data_time": timezone.now(),
        "nav": "roll_calls",
    }
