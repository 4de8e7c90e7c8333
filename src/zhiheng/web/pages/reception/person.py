"""One person: admission step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Profile
from zhiheng.domains.custody.departure.models import Transfer
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.actions.steps import BY_DESK
from zhiheng.domains.custody.reception.models import IdentityCheck, IdentityDoubt, ReceptionStep, StepKind
from zhiheng.domains.custody.reception.queries.custody import belongings_of, property_lists_of
from zhiheng.domains.custody.reception.queries.desk import examinations_of, steps_of
from zhiheng.engines.trail.acts import note_read
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.people.frame import may, person_frame
from zhiheng.web.pages.reception.deeds import offers
from zhiheng.web.parts import Chip

_OWN_FORM = {StepKind.SEARCH: "reception_search", StepKind.EXAMINATION: "reception_examination", StepKind.EXAMINATION_WHOLE: "reception_examination"}
_OWN_POWER = {StepKind.SEARCH: policy.SEARCH, StepKind.EXAMINATION: policy.EXAMINE, StepKind.EXAMINATION_WHOLE: policy.EXAMINE}


@dataclass(frozen=True, slots=True)
class Line:
    """A step as the page shows it."""

    label: str
    chip: Chip
    due: Any
    basis: str
    done: ReceptionStep | None
    url: str = ""
    told: Sequence[str] = ()
    second_url: str = ""


@page(policy.VIEW)
def admission(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Steps with their clocks, identity, health on entry, belongings, transfers."""
    context = person_frame(request, person_id, tab="reception", power=policy.VIEW)
    found: Profile = context["profile"]
    episode = found.latest
    if episode is None:
        raise OutsideScope
    doubts = IdentityDoubt.objects.filter(episode=episode).select_related("owner").order_by("-pk")
    context |= {
        "lines": [_admission_line(request.viewer, found, step) for step in steps_of(episode)],
        "checks": IdentityCheck.objects.filter(episode=episode).select_related("officer").order_by("-made_on", "-pk"),
        "doubts": [(doubt, _doubt_chip(doubt)) for doubt in doubts],
        "examinations": _examinations(request, found, episode),
        "medical": may(request.viewer, policy.MEDICAL, found),
        "belongings": belongings_of(episode), "lists": property_lists_of(episode),
        "transfers": Transfer.objects.filter(episode=episode).select_related("from_prison", "to_prison").order_by("-pk"),
        "offers": offers(request.viewer, found, "check", "doubt", "search", "examination", "hand-out", "transfer"),
        "may_card": may(request.viewer, policy.CARD, found), "may_leave": found.held,
        "may_store": found.held and may(request.viewer, policy.PROPERTY, found),
    }  # fmt: skip
    return render(request, "reception/admission.html", context)


def _examinations(request: SignedInRequest, found: Profile, episode: Episode) -> Sequence[Any]:
    """The medical part is a read of its own, kept in the trail, and only for who holds that power."""
    rows = examinations_of(episode)
    if rows and may(request.viewer, policy.MEDICAL, found):
        note_read(policy.MEDICAL, acting=request.official, subject=found.subject, reason="")
    return rows


def _admission_line(viewer: Viewer, found: Profile, step: ReceptionStep) -> Line:
    kind, url = StepKind(step.kind), ""
    power = _OWN_POWER.get(kind, policy.STEP)
    if step.done_at is None and found.held and may(viewer, power, found) and (kind in _OWN_FORM or kind in BY_DESK):
        own = _OWN_FORM.get(kind)
        url = reverse(own, args=[found.person.pk]) if own else reverse("reception_step", args=[found.person.pk, kind.value])
    return Line(str(kind.label), chip_of(step.done_at, step.due_at), step.due_at, basis_words(step.basis), step if step.done_at else None, url,
                _told(step))  # fmt: skip


def chip_of(done_at: Any, due_at: Any) -> Chip:
    """Done, done late, overdue or due, in words and in colour; a step whose day nobody can count yet is open."""
    if done_at is not None:
        late = due_at is not None and done_at > due_at
        return Chip(_("done late"), "warn") if late else Chip(_("done"), "good", "check")
    if due_at is not None and due_at < timezone.now():
        return Chip(_("overdue"), "bad", "alert")
    today = due_at is not None and timezone.localdate(due_at) == timezone.localdate()
    return Chip(_("due today"), "warn") if today else Chip(_("open"), "line")


def basis_words(basis: dict[str, Any]) -> str:
    """The provision and its limit in the reader's language; the house's own limits say so."""
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    if not basis:
        return ""
    words = f"{basis['provision'][language]} · {basis['clock'][language]}"
    return _("%(words)s (internal)") % {"words": words} if basis.get("internal") else words


def _told(step: ReceptionStep) -> list[str]:
    details = step.details or {}
    return [str(details[name]) for name in ("told", "relation", "telephone", "committee", "language") if details.get(name)]


def _doubt_chip(doubt: IdentityDoubt) -> Chip:
    if doubt.outcome:
        return Chip(doubt.get_outcome_display(), "good" if doubt.outcome != "not-established" else "warn")
    late = doubt.due_on < timezone.localdate()
    return Chip(_("overdue") if late else _("open"), "bad" if late else "warn", "alert" if late else "")
