"""One person's classification: what is in force and why, what waits, what was before, objections, who is kept apart."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from zhiheng.base.objections import policy as objecting
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.models import Classification
from zhiheng.domains.custody.classing.queries import ClassingRecord, classing_record, separations_of
from zhiheng.domains.custody.classing.schedule import schedule_named
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.objection_words import said
from zhiheng.web.pages.people.frame import may, person_frame
from zhiheng.web.parts import Verdict


@page(policy.VIEW)
def tab(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The tab of the profile."""
    context = person_frame(request, person_id, tab="classing", power=policy.VIEW)
    profile, viewer = context["profile"], request.viewer
    record = classing_record(profile.latest) if profile.latest else ClassingRecord([], [])
    today = timezone.localdate()
    context |= {
        "in_force": face_of(record, record.in_force),
        "proposed": face_of(record, record.proposed),
        "earlier": [face_of(record, c) for c in record.classifications if c not in (record.in_force, record.proposed)],
        "said": said(record.objections),
        "separations": [(s, s.high if s.low_id == person_id else s.low, s.holds_on(today)) for s in separations_of(person_id)],
        "held": profile.held,
        "today": today,
        "own": record.proposed is not None and record.proposed.proposed_by_id == viewer.officer.pk,
        **{f"may_{name}": profile.held and may(viewer, power, profile) for name, power in _POWERS.items()},
    }
    return render(request, "classing/tab.html", context)


_POWERS = {"propose": policy.PROPOSE, "confirm": policy.CONFIRM, "object": objecting.RECORD, "separate": policy.SEPARATE}


def face_of(record: ClassingRecord, classification: Classification | None) -> dict[str, Any] | None:
    """A classification with the schedule's words in the reader's language."""
    if classification is None:
        return None
    chinese = (get_language() or "zh").startswith("zh")
    schedule = schedule_named(classification.schedule)
    grounds = [
        Verdict("fail" if ground["known"] else "unk", f"{ground['code']} {ground['zh'] if chinese else ground['en']}")
        for ground in classification.grounds
        if not ground["known"] or not str(ground["code"]).startswith("L")
    ]
    titles = (schedule.title, schedule.basis) if schedule else None
    return {
        "c": classification,
        "follows_objection": record.follows_objection(classification),
        "grounds": grounds,
        "title": (titles[0].zh if chinese else titles[0].en) if titles else classification.schedule,
        "basis": (titles[1].zh if chinese else titles[1].en) if titles else "",
    }
