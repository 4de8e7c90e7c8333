"""Grades put before the prison group anew after a correction: what stood, what the law makes of it now, where the first decision had gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.conduct.grading import policy
from zhiheng.domains.conduct.grading.actions import regradings as acts
from zhiheng.domains.conduct.grading.models import Cycle, Regrading
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.scale import Grade, Reward
from zhiheng.lib.language import said
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.cosign import CosignForm, second_of
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.forms import text
from zhiheng.web.pages.points.reach import reaches
from zhiheng.web.rules import RuleWords, rule_words

State = Regrading.State


class AnewForm(ReasonForm):
    grade = forms.ChoiceField(label=_l("Grade"), widget=forms.RadioSelect)
    withdraw = forms.BooleanField(
        label=_l("The reward falls"), required=False,
        help_text=_l("Without the cancelled points the cycle would not have closed (article 29). The grade stands."),
    )  # fmt: skip

    def __init__(self, *args: Any, regrading: Regrading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        highest = Grade(regrading.highest)
        grades = [highest, Grade.QUALIFIED] if highest == Grade.POSITIVE else [highest]
        choices = [(str(int(grade)), f"{said(grade.zh, grade.en)} · {_reward(regrading.rewards[grade.code])}") for grade in grades]
        choice = self.fields["grade"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = choices
        if not regrading.short:
            del self.fields["withdraw"]


class DecideForm(CosignForm):
    minutes = text(_l("Minutes"), required=False)


@dataclass(frozen=True, slots=True)
class Anew:
    """A regrading as a round's page shows it."""

    one: Regrading
    before: tuple[Grade, Reward]
    highest: Grade
    reasons: list[RuleWords]
    decided: tuple[Grade, Reward] | None
    used: list[tuple[str, str]]
    steps: list[tuple[str, Any]]


def anew_of(cycles: Sequence[Cycle], *, grading: bool) -> list[Anew]:
    """The regradings of a round's cycles, open ones first."""
    found = Regrading.objects.filter(cycle__in=cycles).select_related("cycle__episode__person").order_by("decided_on", "pk")
    return [_anew(one, grading=grading) for one in sorted(found, key=lambda one: one.state == State.DECIDED)]


def _anew(one: Regrading, *, grading: bool) -> Anew:
    decided = None
    if one.state == State.DECIDED and one.grade is not None and one.reward is not None:
        decided = Grade(one.grade), Reward.NONE if one.withdrawn else Reward(one.reward)
    steps = [(key, STEPS[key][1]) for key in STEPS if grading and STEPS[key][0] == one.state and (key != "copy" or one.copied_on is None)]
    used = [_used(ref) for ref in one.used if ":" in ref]
    before = Grade(one.grade_before), Reward(one.reward_before)
    return Anew(one, before, Grade(one.highest), [rule_words(rule) for rule in one.reasons], decided, used, steps)


def _used(ref: str) -> tuple[str, str]:
    """(what, its page or nothing)."""
    kind, _colon, value = ref.partition(":")
    if kind == "points-notice":
        return _("notice"), reverse("points_notice", args=[value])
    return _("copied to the procuratorate %(day)s") % {"day": value}, ""


def _reward(code: str) -> str:
    reward = Reward.named(code)
    assert reward is not None
    return said(reward.zh, reward.en)


STEPS: dict[str, tuple[str, Any, Any]] = {
    "open": (State.OPEN, _l("Put before the prison group"), _l("The group votes on this grade and the reward that it brings.")),
    "close": (State.VOTING, _l("Close and grade anew"),
              _l("With two thirds of all members the new grade takes the place of the old; a second official signs. Papers sent out stay.")),
    "copy": (State.DECIDED, _l("Copied to the procuratorate"), _l("Notes that the new decision went to the resident procuratorate today.")),
}  # fmt: skip


@form_page(policy.GRADE)
def step(request: SignedInRequest, regrading_id: int, key: str) -> HttpResponse:
    """One step of deciding a grade anew."""
    one = Regrading.objects.select_related("cycle__episode__person", "cycle__round__prison", "deliberation").filter(pk=regrading_id).first()
    if one is None or key not in STEPS or not reaches(request.viewer, policy.GRADE, one.cycle.round.prison.path):
        raise OutsideScope
    form = _form(request, one, key)
    _state, title, consequence = STEPS[key]
    person, month = one.cycle.episode.person, f"{one.cycle.closed:%Y-%m}"
    back = reverse("points_round", args=[one.cycle.round_id])
    about = ActPage(title, f"{person} · {month}", title, _("Done; it stands in the record."), back, consequence, nav="points_rounds")
    return answer(request, about, form, lambda: _do(request, one, key, form))


def _form(request: SignedInRequest, one: Regrading, key: str) -> Any:
    data = request.POST if request.method == "POST" else None
    if key == "open":
        return AnewForm(data, regrading=one, initial={"grade": str(min(one.highest, int(Grade.QUALIFIED)))})
    return DecideForm(data) if key == "close" else ReasonForm(data)


def _do(request: SignedInRequest, one: Regrading, key: str, form: Any) -> object:
    given: dict[str, Any] = form.cleaned_data
    by: dict[str, Any] = {"acting": request.official, "reason": given["reason"]}
    if key == "open":
        return acts.open_regrading(one, grade=Grade(int(given["grade"])), withdraw=given.get("withdraw", False), **by)
    if key == "close":
        return acts.close_regrading(one, minutes=given["minutes"], second=second_of(request, form), **by)
    return acts.copy_regrading(one, **by)
