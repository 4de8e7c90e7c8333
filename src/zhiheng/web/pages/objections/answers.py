"""The steps of an objection that a viewer may do: passing on, the same for all; the answer, as its room gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections import actions, policy
from zhiheng.base.objections.answering import ANSWERS, Answer
from zhiheng.base.objections.grounds import ground_of
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import owes
from zhiheng.domains.conduct.discipline.actions import Rest, answer_complaint
from zhiheng.domains.conduct.discipline.models.cases import SanctionKind
from zhiheng.domains.conduct.grading.actions import objections as points
from zhiheng.domains.conduct.treatment.actions import answer_level_objection
from zhiheng.domains.custody.classing.actions import answer_objection
from zhiheng.web.access import SignedInRequest
from zhiheng.web.forms import Form
from zhiheng.web.pages.conduct_fields import lines
from zhiheng.web.pages.cosign import CosignForm, second_of
from zhiheng.web.pages.objections.filing import SaidForm
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.forms import PointsField
from zhiheng.web.pages.steps import Data, Step

Outcome = Objection.Outcome
type Steps = dict[str, Step[Objection]]
_DISMISSED, _CHANGED = Outcome.DISMISSED, Outcome.PARTLY


def _opinion() -> forms.CharField:
    return lines(_l("Answer with reasons"), _l("The person reads it."), rows=5)


class AnswerForm(Form):
    outcome = forms.ChoiceField(label=_l("Outcome"), choices=[(one.value, one.label) for one in ANSWERS], widget=forms.RadioSelect)
    opinion = _opinion()


class SanctionForm(CosignForm):
    """The second official signs what changes the sanction; a complaint that is not upheld needs none."""

    reason = None  # type: ignore[assignment]  # the answer gives the reasons
    outcome = forms.ChoiceField(label=_l("Outcome"), choices=[(one.value, one.label) for one in ANSWERS], widget=forms.RadioSelect)
    opinion = _opinion()
    kind = forms.ChoiceField(
        label=_l("What stays of the sanction"), required=False, help_text=_l("Upheld in part only. The points follow the kind."),
        choices=[("", _l("as it was")), *SanctionKind.choices],
    )  # fmt: skip
    days = forms.IntegerField(
        label=_l("Days of confinement that stay"), required=False, min_value=1, help_text=_l("Upheld in part only. Empty: as it was.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("second", "second_password"):
            self.fields[name].required = False
        self.fields["second"].help_text = _l("Signs what is upheld. Took no part in the case.")


class HearingForm(ReasonForm):
    outcome = forms.ChoiceField(
        label=_l("Answer put before the body"),
        choices=[(_DISMISSED.value, _l("the decision stands")), (_CHANGED.value, _l("the decision is changed"))],
    )
    value = PointsField(label=_l("What the entry should have been"), required=False, help_text=_l("With its sign; 0 cancels it. Of an entry only."))


class OpinionForm(CosignForm):
    opinion = _opinion()


class ServeForm(Form):
    on = forms.DateField(label=_l("Served on"), initial=timezone.localdate)


def steps_for(request: SignedInRequest, one: Objection) -> Steps:
    """Every step of this kind, each with whether it is open. The answer is offered where it is owed."""
    owed = owes(request.viewer.reach.over(ground_of(one.against).answers), one.place.path)
    waits = one.is_open and owed and (not one.outside or one.forwarded_at is not None)
    answers = _POINTS if one.kind.startswith("points-") else _ROOMS[one.kind]
    return answers(request, waits) | _PASSING_ON


def _plain(verb: Callable[..., object]) -> Callable[[SignedInRequest, bool], Steps]:
    """Rooms in which one officer answers."""

    def steps(request: SignedInRequest, waits: bool) -> Steps:
        return {"answer": Step(
            verb.__dict__["power"], _l("Answer it"), _l("The answer is on record; serve it."), lambda data, one: AnswerForm(data),
            lambda one, given, by: verb(one, answer=Answer(given["outcome"], given["opinion"]), **by), lambda one: waits,
            _l("By an officer who took no part. What is upheld is decided anew at once."), "chat",
        )}  # fmt: skip

    return steps


def _sanction(request: SignedInRequest, waits: bool) -> Steps:
    form = _Held[SanctionForm](SanctionForm)

    def do(one: Objection, given: dict[str, Any], by: dict[str, Any]) -> object:
        second = second_of(request, form.made) if given["second"] else None
        rest = Rest(given["kind"], given["days"])
        return answer_complaint(one, answer=Answer(given["outcome"], given["opinion"]), rest=rest, second=second, **by)

    return {"answer": Step(
        answer_complaint.__dict__["power"], _l("Answer it"), _l("The answer is on record; serve it."), form, do, lambda one: waits,
        _l("Upheld: the sanction is set aside, its points are given back and a running confinement ends at once. Never made heavier."), "chat",
    )}  # fmt: skip


def _points(request: SignedInRequest, waits: bool) -> Steps:
    form, power = _Held[OpinionForm](OpinionForm), points.answer.__dict__["power"]

    def give(one: Objection, given: dict[str, Any], by: dict[str, Any]) -> object:
        return points.answer(one, opinion=given["opinion"], second=second_of(request, form.made), **by)

    return {
        "hearing": Step(
            power, _l("Put before the body"), _l("The members vote now."), lambda data, one: HearingForm(data),
            lambda one, given, by: points.open_hearing(one, outcome=given["outcome"], value=given["value"], **by),
            lambda one: waits and one.deliberation_id is None,
            _l("The body votes on this answer; the officer complained of does not convene."), "people",
        ),
        "opinion": Step(
            power, _l("Give the opinion"), _l("The answer is on record; serve it."), form, give,
            lambda one: waits and one.deliberation_id is not None,
            _l("The vote is counted. A change is entered at once by a correction; a second official signs."), "chat",
        ),
    }  # fmt: skip


class _Held[F: Form]:
    """Makes the form of a step and keeps it: the second official's signature is read from it."""

    def __init__(self, kind: Callable[[Data], F]) -> None:
        self.kind = kind

    def __call__(self, data: Data, one: Objection) -> F:
        self.made = self.kind(data)
        return self.made


_POINTS = _points
_ROOMS = {"classification": _plain(answer_objection), "treatment": _plain(answer_level_objection), "sanction": _sanction}
_PASSING_ON: Steps = {
    "forward": Step(
        policy.RECORD, _l("Forward it"), _l("Forwarded."), lambda data, one: ReasonForm(data),
        lambda one, given, by: actions.forward_objection(one, **by),
        lambda one: one.is_open and one.outside and one.forwarded_at is None, _l("Unopened and unchanged, within 5 working days."), "right",
    ),
    "serve": Step(
        policy.RECORD, _l("Serve the answer"), _l("Served; it stands in the record."), lambda data, one: ServeForm(data),
        lambda one, given, by: actions.serve_answer(one, on=given["on"], **by), lambda one: one.answered_at is not None and one.served_on is None,
        _l("Where there is a second step, its time runs from this day."), "check",
    ),
    "again": Step(
        policy.RECORD, _l("Take a second objection"), _l("Taken. Print the slip and hand it over."), lambda data, one: SaidForm(data),
        lambda one, given, by: actions.object_again(
            one, filing=actions.Filing(given["words"], "", given["written_by"], given["received_on"]), **by
        ),
        lambda one: one.step == 1 and one.served_on is not None and not one.outside and ground_of(one.against).second is not None
        and not hasattr(one, "second"),
        _l("It goes to the prison, whose answer is final inside; the procuratorate gets a copy."), "chat",
    ),
    "withdraw": Step(
        policy.RECORD, _l("Withdrawn by the person"), _l("Withdrawn; it stays on record."), lambda data, one: ReasonForm(data),
        lambda one, given, by: actions.withdraw_objection(one, **by), lambda one: one.is_open, _l("Only of their own will and in writing."), "close",
    ),
}  # fmt: skip
