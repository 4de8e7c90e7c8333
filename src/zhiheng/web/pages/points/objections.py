"""Objections of prisoners: taken with a receipt, reviewed, re-examined, answered in writing, served; the clocks in working days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhiheng.base.people.queries import profile
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions import objections as acts
from zhiheng.domains.conduct.points.actions.objections import ObjectionEntry
from zhiheng.domains.conduct.points.models import Cycle, Objection, Sheet
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.cosign import CosignForm, second_of
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.entries import entry_at
from zhiheng.web.pages.points.forms import PointsField, text
from zhiheng.web.pages.points.person import month_of
from zhiheng.web.pages.points.reach import reaches, wards_in_reach
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, decode_cursor, encode_cursor

METHODS = ["GET", "HEAD", "POST"]
CHANGED, UPHELD = Objection.Outcome.CHANGED, Objection.Outcome.UPHELD


class FileForm(ReasonForm):
    text = text(_l("What the prisoner says"), _l("In their own words. Signed with a fingerprint on paper; the paper goes into the file."), rows=6)
    written_by = forms.CharField(
        label=_l("Written by"), max_length=100, required=False, help_text=_l("Empty: the prisoner. Another may write it for them.")
    )


class AgainForm(FileForm):
    """The second step, to the prison group."""


class HearingForm(ReasonForm):
    outcome = forms.ChoiceField(label=_l("Answer put before the body"), choices=[(UPHELD.value, UPHELD.label), (CHANGED.value, CHANGED.label)])
    value = PointsField(label=_l("What the entry should have been"), required=False, help_text=_l("With its sign; 0 cancels it. Of an entry only."))


class OpinionForm(CosignForm):
    opinion = text(_l("Written opinion"), _l("Grounds and result; it is served on the prisoner."), rows=6)


class ServeForm(ReasonForm):
    on = forms.DateField(label=_l("Served on"))


@page(policy.VIEW)
@never_cache
@require_safe
def objections(request: SignedInRequest) -> HttpResponse:
    """Objections in reach; those open, the next answer due first."""
    state = ListState.read(request.GET, filters=("state", "ward", "step"), size=50)
    wards = wards_in_reach(request.viewer, policy.VIEW)
    found = Objection.objects.filter(episode__place__path__under_any=request.viewer.over(policy.VIEW)).select_related(
        "episode__person", "ward", "entry"
    )
    chosen = state.filters
    if chosen.get("state", "open") == "open":
        found = found.filter(outcome="", accepted=True)
    elif chosen["state"] == "late":
        found = found.filter(accepted=False)
    if chosen.get("ward") in {ward.path for ward in wards}:
        found = found.filter(ward__path=chosen["ward"])
    if chosen.get("step") in ("1", "2"):
        found = found.filter(step=int(chosen["step"]))
    after = decode_cursor(state.after)
    if after and after[0] and after[0].isdigit():
        found = found.filter(pk__lt=int(after[0]))
    rows = list(found.order_by("-pk")[: state.size + 1])
    table = Table(
        id="points-objections",
        caption=_("Objections to points"),
        state=state,
        columns=(
            Column("receipt", _("Receipt"), strong=True, fixed=True), Column("who", _("Prisoner")),
            Column("about", _("About"), lesser=True, wrap=True),
            Column("step", _("Step")), Column("received", _("Received")), Column("due", _("Answer due")), Column("state", _("State")),
        ),
        rows=[_row(one) for one in rows[: state.size]],
        next=encode_cursor(rows[state.size - 1].pk) if len(rows) > state.size else None,
        filters=(
            Filter("state", _("State"), options=[("open", _("open")), ("all", _("all")), ("late", _("late, kept as complaint"))]),
            Filter("step", _("Step"), options=[(str(value), label) for value, label in Objection.Step.choices]),
            Filter("ward", _("Ward"), options=[(ward.path, str(ward)) for ward in wards]),
        ),
        empty=Empty(_("No objection is open"), _("Officers take objections from the entry, month or grade that they are about.")),
        saved=((_("All"), "?state=all"),),
    )  # fmt: skip
    return render(request, "points/objections.html", {"table": table, "nav": "points_objections"})


def _row(one: Objection) -> Row:
    today = timezone.localdate()
    late = not one.outcome and one.accepted and one.answer_due is not None and one.answer_due < today
    state = Chip(one.get_outcome_display(), "warn" if not one.outcome else "line") if one.accepted else Chip(_("late, kept as complaint"), "line")
    due = Chip(_("overdue since %(day)s") % {"day": one.answer_due}, "bad", "alert") if late else one.answer_due
    cells = {
        "receipt": one.receipt, "who": Cell(str(one.episode.person), sub=one.episode.number), "about": about_words(one),
        "step": one.get_step_display(),
        "received": one.received_on, "due": due, "state": state,
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("points_objection", args=[one.pk]), cells=cells)


def about_words(one: Objection) -> str:
    """What it is about."""
    if one.entry is not None:
        return _("entry of %(day)s: %(points)s") % {"day": one.entry.happened_on, "points": one.entry}
    return _("score of %(month)s") % {"month": f"{one.month:%Y-%m}"} if one.month else _("grade of a cycle")


def objection_at(request: SignedInRequest, point_objection_id: int, power: str) -> Objection:
    """An objection within reach.

    Raises:
        OutsideScope: there is none, or not there.
    """
    found = Objection.objects.select_related("episode__person", "episode__place", "entry__clause", "cycle", "ward", "first", "deliberation")
    one = found.filter(pk=point_objection_id).first()
    if one is None or not reaches(request.viewer, power, one.episode.place.path):
        raise OutsideScope
    return one


@page(policy.VIEW)
@never_cache
@require_safe
def objection(request: SignedInRequest, point_objection_id: int) -> HttpResponse:
    """One objection, its clocks, and what may be done next."""
    one = objection_at(request, point_objection_id, policy.VIEW)
    place = one.episode.place.path
    records, convenes = reaches(request.viewer, policy.RECORD, place), reaches(request.viewer, policy.CONVENE, place)
    is_open = not one.outcome and one.accepted
    answered = one.answered_on is not None
    offered = {
        "hearing": is_open and one.deliberation_id is None and convenes,
        "opinion": is_open and one.deliberation_id is not None and convenes,
        "withdraw": is_open and records,
        "serve": answered and one.served_on is None and records,
        "again": one.step == 1 and one.served_on is not None and records and not hasattr(one, "second"),
    }
    context = {
        "one": one,
        "about": about_words(one),
        "today": timezone.localdate(),
        "steps": [(key, STEPS[key][0]) for key, shown in offered.items() if shown],
        "second": getattr(one, "second", None),
        "nav": "points_objections",
    }
    return render(request, "points/objection.html", context)


@page(policy.RECORD)
@never_cache
@require_http_methods(METHODS)
def file_on_entry(request: SignedInRequest, entry_id: int) -> HttpResponse:
    """Take an objection to an entry."""
    entry = entry_at(request, entry_id, policy.RECORD)
    return _file(request, entry.episode, {"entry": entry})


@page(policy.RECORD)
@never_cache
@require_http_methods(METHODS)
def file_on_grade(request: SignedInRequest, cycle_id: int) -> HttpResponse:
    """Take an objection to a grade."""
    cycle = Cycle.objects.select_related("episode__place", "episode__person", "round").filter(pk=cycle_id).first()
    if cycle is None or not reaches(request.viewer, policy.RECORD, cycle.episode.place.path):
        raise OutsideScope
    return _file(request, cycle.episode, {"cycle": cycle})


@page(policy.RECORD)
@never_cache
@require_http_methods(METHODS)
def file_on_month(request: SignedInRequest, person_id: int, month: str) -> HttpResponse:
    """Take an objection to a monthly score."""
    asked = month_of(month)
    found = profile(person_id)
    episode = found.latest
    if episode is None or not reaches(request.viewer, policy.RECORD, found.subject.place):
        raise OutsideScope
    if not Sheet.objects.filter(month=asked, body__episodes__contains=[episode.pk]).exists():
        raise OutsideScope
    return _file(request, episode, {"month": asked})


def _file(request: SignedInRequest, episode: Any, target: dict[str, Any]) -> HttpResponse:
    form = FileForm(request.POST if request.method == "POST" else None, initial={"reason": _("the prisoner objects")})
    about = ActPage(
        _("Take an objection"), str(episode.person), _("Take it and give a receipt"), _("Taken. Give the prisoner the receipt code shown here."),
        reverse("points_objections"),
        _("It counts on but is marked contested until it is answered. Objecting never costs points; a late one is kept and goes on as a complaint."),
        nav="points_objections",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        entry = ObjectionEntry(given["text"], **target, written_by=given["written_by"])
        return acts.file_objection(episode, entry=entry, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


STEPS: dict[str, tuple[Any, str, Any, Any]] = {
    "hearing": (_l("Put before the body"), policy.CONVENE, HearingForm,
                _l("The body votes on this answer; the officer complained of does not convene.")),
    "opinion": (_l("Give the opinion"), policy.CONVENE, OpinionForm,
                _l("The vote is counted. A change is entered at once by a correction; a second official signs.")),
    "withdraw": (_l("Withdrawn by the prisoner"), policy.RECORD, ReasonForm, _l("Only of their own will and in writing.")),
    "serve": (_l("Served on the prisoner"), policy.RECORD, ServeForm, _l("The time for the second step runs from this day.")),
    "again": (_l("Second objection"), policy.RECORD, AgainForm, _l("It goes to the prison group, whose opinion is final inside the prison.")),
}  # fmt: skip


@page(policy.VIEW)
@never_cache
@require_http_methods(METHODS)
def step(request: SignedInRequest, point_objection_id: int, key: str) -> HttpResponse:
    """The next step of an objection."""
    if key not in STEPS:
        raise OutsideScope
    title, power, form_class, consequence = STEPS[key]
    one = objection_at(request, point_objection_id, power)
    initial = {"on": timezone.localdate()} if key == "serve" else {}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    about = ActPage(
        title, f"{one.episode.person} · {one.receipt}", title, _("Done; it stands in the record."), reverse("points_objection", args=[one.pk]),
        consequence, nav="points_objections",
    )  # fmt: skip
    return answer(request, about, form, lambda: _do(request, one, key, form))


def _do(request: SignedInRequest, one: Objection, key: str, form: Any) -> object:
    given: dict[str, Any] = form.cleaned_data
    by: dict[str, Any] = {"acting": request.official, "reason": given["reason"]}
    if key == "hearing":
        return acts.open_hearing(one, outcome=Objection.Outcome(given["outcome"]), value=given["value"], **by)
    if key == "opinion":
        return acts.answer(one, opinion=given["opinion"], second=second_of(request, form), **by)
    if key == "withdraw":
        return acts.withdraw_objection(one, **by)
    if key == "serve":
        return acts.serve_opinion(one, on=given["on"], **by)
    return acts.object_again(one, text=given["text"], written_by=given["written_by"], **by)
