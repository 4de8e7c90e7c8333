"""A prison's grades of a month: candidates with what bars them, the quota, the ward teams' proposals, the prison group's vote, rewards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind
from zhiheng.base.places.queries import place_at
from zhiheng.domains.conduct.grading import policy
from zhiheng.domains.conduct.grading.actions.grades import (
    GradeProposal,
    close_grading,
    copy_to_procuratorate,
    open_grading,
    open_objections,
    open_round,
    propose_grade,
)
from zhiheng.domains.conduct.grading.models import Cycle, Round
from zhiheng.domains.conduct.points import policy as points_policy
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.scale import Grade, Reward
from zhiheng.lib.language import said
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.grading.reach import round_at
from zhiheng.web.pages.grading.regradings import anew_of
from zhiheng.web.pages.grading.round_checks import contradicting
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.forms import CloseForm
from zhiheng.web.pages.points.person import month_of
from zhiheng.web.pages.points.reach import prisons_in_reach, prisons_seen, reaches
from zhiheng.web.rules import RuleWords, rule_words


class RoundForm(ReasonForm):
    share = forms.IntegerField(
        label=_l("Share of positive grades, percent"), required=False, min_value=0, max_value=15,
        help_text=_l("Empty: the province's figure. Never above 15."),
    )  # fmt: skip


class GradeForm(ReasonForm):
    grade = forms.ChoiceField(label=_l("Grade"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, open_grades: list[Grade], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(str(int(grade)), said(grade.zh, grade.en)) for grade in open_grades]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cycle of the round: why not higher, what was proposed, what came of it."""

    cycle: Cycle
    highest: Grade
    reasons: list[RuleWords]
    proposed: Grade | None
    grade: Grade | None
    reward: Reward | None
    contested: bool


@page(points_policy.VIEW)
def rounds(request: SignedInRequest) -> HttpResponse:
    """The rounds of the prisons in reach, newest first; a new one where cycles were closed."""
    prisons = prisons_in_reach(request.viewer, points_policy.VIEW)
    seen = prisons_seen(request.viewer, points_policy.VIEW)
    found = Round.objects.filter(prison__in=seen).select_related("prison").order_by("-month", "prison__path")[:100]
    month = timezone.localdate().replace(day=1)
    begun = set(Round.objects.filter(prison__in=prisons, month=month).values_list("prison_id", flat=True))
    may = [prison for prison in prisons if prison.pk not in begun and reaches(request.viewer, policy.GRADE, prison.path)]
    context = {"rounds": found, "may_open": may, "month": month, "nav": "points_rounds"}
    return render(request, "points/rounds.html", context)


@form_page(policy.GRADE)
def new(request: SignedInRequest, place: str, month: str) -> HttpResponse:
    """Open a prison's round for the cycles closed in the month before."""
    prison, asked = place_at(place, request.viewer.reach.over(policy.GRADE)), month_of(month)
    if prison.kind != Kind.PRISON:
        raise OutsideScope
    form = RoundForm(request.POST if request.method == "POST" else None)
    words = _("Every cycle that the wards closed in the month before is taken in, each with the highest grade that the law leaves open.")
    about = ActPage(_("Open a grade round"), f"{prison} {asked:%Y-%m}", _("Open the round"), _("The round is open; the wards propose."),
                    reverse("points_rounds"), words, nav="points_rounds")  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        return open_round(prison, month=asked, share=given["share"], acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


@page(points_policy.VIEW)
def round_page(request: SignedInRequest, round_id: int) -> HttpResponse:
    """One round, candidate by candidate."""
    found = round_at(request.viewer, round_id, points_policy.VIEW)
    cycles = list(found.cycles.select_related("episode__person", "ward").order_by("ward__path", "episode__sort_key", "pk"))
    contested = {objection.episode_id for objection in open_objections(cycles)}
    grading = reaches(request.viewer, policy.GRADE, found.prison.path)
    opened = found.state == Round.State.OPEN
    complete = all(cycle.proposed_grade is not None for cycle in cycles)
    context = {
        "one": found,
        "candidates": [_candidate(cycle, contested) for cycle in cycles],
        "positive": sum(cycle.proposed_grade == Grade.POSITIVE for cycle in cycles),
        "contested": len(contested),
        "complete": complete,
        "may_propose": opened and request.viewer.may(points_policy.CONVENE),
        "steps": [
            (key, step.button)
            for key, step in STEPS.items()
            if grading and step.state == found.state and (key != "open" or complete) and (key != "copy" or found.copied_on is None)
        ],
        "anew": anew_of(cycles, grading=grading),
        "nav": "points_rounds",
    }
    return render(request, "points/round.html", context)


def _candidate(cycle: Cycle, contested: set[int]) -> Candidate:
    return Candidate(
        cycle, Grade(cycle.highest), [rule_words(rule) for rule in cycle.reasons], Grade(cycle.proposed_grade) if cycle.proposed_grade else None,
        Grade(cycle.grade) if cycle.grade else None, Reward(cycle.reward) if cycle.reward is not None else None, cycle.episode_id in contested,
    )  # fmt: skip


@form_page(points_policy.CONVENE)
def propose(request: SignedInRequest, cycle_id: int) -> HttpResponse:
    """The ward team's proposal for one cycle."""
    cycle = Cycle.objects.select_related("episode__person", "episode__place", "round", "ward").filter(pk=cycle_id).first()
    if cycle is None or not reaches(request.viewer, points_policy.CONVENE, cycle.episode.place.path):
        raise OutsideScope
    highest = Grade(cycle.highest)
    open_grades: list[Grade] = [highest, Grade.QUALIFIED] if highest == Grade.POSITIVE else [highest]
    form = GradeForm(request.POST if request.method == "POST" else None, open_grades=open_grades, initial={"grade": str(int(open_grades[-1]))})
    person: Episode = cycle.episode
    about = ActPage(
        _("Propose a grade"), str(person.person), _("Propose"), _("Proposed; the prison group decides."),
        reverse("points_round", args=[cycle.round_id]), _("Only grades that the law leaves open can be chosen."), nav="points_rounds",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        made = GradeProposal(Grade(int(given["grade"])), given["reason"])
        return propose_grade(cycle, proposal=made, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a round: in which state it is due, its form and its verb."""

    state: str
    button: Any
    done: Any
    consequence: Any
    form: Callable[..., ReasonForm]
    do: Callable[..., object]


STEPS: dict[str, Step] = {
    "open": Step(
        "open", _l("Put before the prison group"), _l("The prison group votes."),
        _l("Proposals stand as they are; nobody changes them while the group votes."),
        ReasonForm, open_grading,
    ),
    "close": Step(
        "voting", _l("Close and grade"), _l("Closed. Where carried, grades and rewards are set; post them in the wards."),
        _l("With two thirds of all members every cycle gets its grade and the reward that the law gives with it."), CloseForm, close_grading,
    ),
    "copy": Step(
        "decided", _l("Copied to the procuratorate"), _l("Noted."), _l("Notes that the decision went to the resident procuratorate today."),
        ReasonForm, copy_to_procuratorate,
    ),
}  # fmt: skip


@form_page(policy.GRADE)
def step(request: SignedInRequest, round_id: int, key: str) -> HttpResponse:
    """One step of the round."""
    found, asked = round_at(request.viewer, round_id, policy.GRADE), STEPS.get(key)
    if asked is None or not reaches(request.viewer, policy.GRADE, found.prison.path):
        raise OutsideScope
    form = asked.form(request.POST if request.method == "POST" else None)
    back = reverse("points_round", args=[found.pk])
    told = f"{asked.consequence} {contradicting(found)}".strip() if key == "copy" else asked.consequence
    about = ActPage(asked.button, str(found.prison), asked.button, asked.done, back, told, nav="points_rounds")

    def do() -> object:
        extra = {"minutes": form.cleaned_data["minutes"]} if "minutes" in form.cleaned_data else {}
        return asked.do(found, **extra, acting=request.official, reason=form.cleaned_data["reason"])

    return answer(request, about, form, do)
