"""Rewards: the list, a proposal, a decision, the posting."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.queries import profile
from zhiheng.domains.conduct.discipline import actions, policy
from zhiheng.domains.conduct.discipline.models import Reward
from zhiheng.domains.conduct.discipline.queries import reward_at, rewards
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web import exports
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.latest import latest_first, next_after
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.discipline import forms
from zhiheng.web.pages.steps import Step, offered, step_page
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

REWARD_STEPS: dict[str, Step[Reward]] = {
    "decide": Step(
        policy.DECIDE_REWARD, _l("Decide the reward"), _l("Decided."), lambda data, one: forms.GrantForm(data),
        lambda one, given, by: actions.decide_reward(one, grant=given["grant"] == "yes", **by), lambda one: one.state == Reward.State.PROPOSED,
        _l("Check the evidence. Whoever proposed it cannot decide."), "scale",
    ),
    "post": Step(
        policy.SERVE, _l("Post the reward"), _l("Posted."), lambda data, one: forms.DayForm(data),
        lambda one, given, by: actions.post_reward(one, on=given["on"], **by),
        lambda one: one.state == Reward.State.GRANTED and one.posted_on is None, _l("In the ward, at least 3 working days."), "open",
    ),
}  # fmt: skip


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """All rewards in reach, newest first."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    return render(request, "discipline/list.html", {"table": table, "data_time": timezone.now()})


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("state", "kind"))


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    found = rewards(paths)
    for name, allowed in (("state", Reward.State.values), ("kind", Reward.Kind.values)):
        if state.filters.get(name) in allowed:
            found = found.filter(**{name: state.filters[name]})
    rows = latest_first(found, "happened_on", state)
    return Table(
        id="rewards", state=state, caption=_("Rewards"), rows=[_row(one) for one in rows[: state.size]],
        columns=(
            Column("name", _("Name"), strong=True, fixed=True, sub=_("Prisoner number")), Column("on", _("Day")),
            Column("kind", _("Reward")), Column("words", _("What the person did"), wrap=True),
            Column("state", _("State")), Column("number", _("Paper"), lesser=True),
        ),
        next=next_after(rows, "happened_on", state),
        filters=(Filter("state", _("State"), options=Reward.State.choices), Filter("kind", _("Reward"), options=Reward.Kind.choices)),
        empty=Empty(_("No rewards"), _("An officer proposes one on a person's page; commendations come from points.")),
        export=exports.offered(request, reverse("rewards_export")),
    )  # fmt: skip


export = exports.list_export(policy.VIEW, _asked, _table)


def _row(one: Reward) -> Row:
    cells = {
        "name": Cell(one.episode.person.name, sub=one.episode.number), "on": one.happened_on, "kind": one.get_kind_display(), "words": one.words,
        "state": Chip(one.get_state_display(), "warn" if one.state == Reward.State.PROPOSED else "line"), "number": one.number or None,
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("reward", args=[one.pk]), drawer=True, cells=cells)


@page(policy.VIEW)
def reward(request: SignedInRequest, reward_id: int) -> HttpResponse:
    """One reward."""
    one = reward_at(reward_id, request.viewer.reach.over(policy.VIEW))
    return render(request, "discipline/reward.html", {"one": one, "offered": offered(REWARD_STEPS, one, request.viewer), "nav": "rewards"})


@form_page(policy.VIEW)
def reward_step(request: SignedInRequest, reward_id: int, step: str) -> HttpResponse:
    """Decide or post."""
    one = reward_at(reward_id, request.viewer.reach.over(policy.VIEW))
    over = f"{one.episode.person.name} {one.get_kind_display()}"
    return step_page(request, REWARD_STEPS, step, one, over=over, back=reverse("reward", args=[one.pk]), nav="rewards")


@form_page(policy.PROPOSE_REWARD)
def propose(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Propose a reward."""
    found = profile(person_id)
    authorise(request.official, policy.PROPOSE_REWARD, found.subject)
    latest = found.latest
    if latest is None:
        raise OutsideScope
    form = forms.MeritForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Propose a reward"), f"{found.person.name} {latest.number}", _("Propose"), _("Proposed. Another officer decides."),
        reverse("person_conduct", args=[person_id]), _("Facts and evidence; commendations come from the points appraisal."), nav="people",
    )  # fmt: skip
    return answer(
        request, about, form,
        lambda: actions.propose_reward(latest, merit=form.merit(), acting=request.official, reason=form.cleaned_data["words"][:200]),
    )  # fmt: skip
