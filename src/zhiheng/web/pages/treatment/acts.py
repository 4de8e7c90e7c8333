"""Pages of graded treatment: who is due, a proposal, and the steps of a level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.queries import profile
from zhiheng.domains.conduct.grading.queries.graded import last_grade
from zhiheng.domains.conduct.treatment import actions, policy
from zhiheng.domains.conduct.treatment.models import TreatmentLevel
from zhiheng.domains.conduct.treatment.queries import due_levels, level_at, levels, recheck_at
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web import exports
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.formats import day_count
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.steps import Step, step_page
from zhiheng.web.pages.treatment import forms
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, page_of

AHEAD = 30
State = TreatmentLevel.State


def _ordinary(one: TreatmentLevel) -> bool:
    return one.state == State.PROPOSED and one.level != TreatmentLevel.Code.STRICT


def _strict(one: TreatmentLevel) -> bool:
    return one.state == State.PROPOSED and one.level == TreatmentLevel.Code.STRICT


_FOLLOWS = _l("It holds from today and is announced; the person may object within the time of the schedule. What was booked is re-checked.")

LEVEL_STEPS: dict[str, Step[TreatmentLevel]] = {
    "decide": Step(
        policy.DECIDE, _l("Decide the level"), _l("It is in force from today."), lambda data, one: ReasonForm(data),
        lambda one, given, by: actions.decide_level(one, **by), _ordinary, _FOLLOWS, "scale",
    ),
    "decide-strict": Step(
        policy.STRICT, _l("Decide strict management"), _l("It is in force from today."), lambda data, one: ReasonForm(data),
        lambda one, given, by: actions.decide_level(one, **by), _strict, _FOLLOWS, "scale", ask=True,
    ),
    "decline": Step(
        policy.DECIDE, _l("Decline the proposal"), _l("Declined; what was in force stays."), lambda data, one: ReasonForm(data),
        lambda one, given, by: actions.decline_level(one, **by), lambda one: one.state == State.PROPOSED, "", "x",
    ),
    "review": Step(
        policy.REVIEW, _l("Review and keep"), _l("The review is on record."), lambda data, one: forms.ReviewForm(data),
        lambda one, given, by: actions.keep_level(one, words=given["words"], on=timezone.localdate(), **by),
        lambda one: one.state == State.IN_FORCE, _l("If another level fits, propose it instead."), "clock",
    ),
}  # fmt: skip


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Levels in reach, the next review first; by default those due within a month."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    return render(request, "discipline/list.html", {"table": table, "data_time": timezone.now()})


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("which", "level"))


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    today = timezone.localdate()
    found = levels(paths) if state.filters.get("which") == "all" else due_levels(paths, today + dt.timedelta(AHEAD))
    if state.filters.get("level") in TreatmentLevel.Code.values:
        found = found.filter(level=state.filters["level"])
    shown = page_of(found, state)
    return Table(
        id="treatment", state=state, caption=_("Treatment levels"), rows=[_row(one, today) for one in shown.rows],
        columns=(
            Column("name", _("Name"), strong=True, fixed=True, sub=_("Prisoner number")), Column("level", _("Level")), Column("state", _("State")),
            Column("due", _("Next review")), Column("where", _("Ward"), lesser=True),
        ),
        next=shown.next, previous=shown.previous,
        filters=(
            Filter("which", _("Which"), options=(("all", _l("all, also not due")),), unset=_l("due within a month")),
            Filter("level", _("Level"), options=TreatmentLevel.Code.choices),
        ),
        empty=Empty(_("Nobody is due"), _("Proposals that wait and reviews within a month appear here.")),
        export=exports.offered(request, reverse("treatment_export")),
    )  # fmt: skip


export = exports.list_export(policy.VIEW, _asked, _table)


def _row(one: TreatmentLevel, today: dt.date) -> Row:
    by = min(one.review_on, one.ends_by or one.review_on)
    late = by < today and one.state == State.IN_FORCE
    due = Chip(_("overdue by %(days)s") % {"days": day_count((today - by).days)}, "bad", "alert") if late else by
    cells = {
        "name": Cell(one.episode.person.name, sub=one.episode.number), "level": one.get_level_display(),
        "state": Chip(one.get_state_display(), "warn" if one.state == State.PROPOSED else "line"), "due": due,
        "where": str(one.episode.ward or one.episode.place),
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("person_conduct", args=[one.episode.person_id]), cells=cells, exported={"due": by})


@form_page(policy.PROPOSE)
def propose(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Propose a level for a person."""
    found = profile(person_id)
    authorise(request.official, policy.PROPOSE, found.subject)
    latest = found.latest
    if latest is None:
        raise OutsideScope
    form = forms.LevelForm(request.POST if request.method == "POST" else None, decided=last_grade(latest, timezone.localdate()))
    about = ActPage(
        _("Propose a treatment level"), f"{found.person.name} {latest.number}", _("Propose"), _("Proposed. Another officer decides."),
        reverse("person_conduct", args=[person_id]),
        _(
            "Time held, sanctions and the last grade are read from the records. What is not known counts as neither yes nor no. "
            "No right that was used lowers a level."
        ),
        nav="people",
    )  # fmt: skip

    def do() -> object:
        if not found.held:
            raise NotInCustody
        by: dict[str, Any] = {"acting": request.official, "reason": form.cleaned_data["words"][:200]}
        return actions.propose_level(latest, wish=form.wish(), on=timezone.localdate(), **by)

    return answer(request, about, form, do)


@form_page(policy.VIEW)
def level_step(request: SignedInRequest, level_id: int, step: str) -> HttpResponse:
    """The form of one step of a level."""
    one = level_at(level_id, request.viewer.reach.over(policy.VIEW))
    over = f"{one.episode.person.name} {one.get_level_display()}"
    return step_page(request, LEVEL_STEPS, step, one, over=over, back=reverse("person_conduct", args=[one.episode.person_id]), nav="treatment")


@form_page(policy.RECHECK)
def settle(request: SignedInRequest, recheck_id: int) -> HttpResponse:
    """Say what became of what was booked."""
    found = recheck_at(recheck_id, request.viewer.reach.over(policy.RECHECK))
    person = found.treatment.episode.person
    form = forms.RecheckForm(request.POST if request.method == "POST" else None)
    consequence = _("%(what)s: %(before)d before, %(after)d now.") % {
        "what": found.get_entitlement_display(),
        "before": found.before,
        "after": found.after,
    }
    back = reverse("person_conduct", args=[person.pk])
    about = ActPage(_("Re-check what was booked"), person.name, _("Done"), _("On record."), back, consequence, nav="treatment")
    by: dict[str, Any] = {"acting": request.official, "reason": str(_("the level changed"))}
    return answer(request, about, form, lambda: actions.settle_recheck(found, outcome=form.cleaned_data["outcome"], **by))
