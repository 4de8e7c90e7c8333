"""The steps of a complaint against a sanction."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.conduct.discipline import actions, policy
from zhiheng.domains.conduct.discipline.models import Complaint
from zhiheng.web.pages.discipline import forms
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.steps import Step

COMPLAINT_STEPS: dict[str, Step[Complaint]] = {
    "forward": Step(
        policy.COMPLAIN, _l("Forward the complaint"), _l("Forwarded."), lambda data, one: ReasonForm(data),
        lambda one, given, by: actions.forward_complaint(one, **by), lambda one: one.to != Complaint.To.PRISON and one.forwarded_at is None,
        _l("Unopened and unchanged, within 5 working days."), "right",
    ),
    "answer": Step(
        policy.ANSWER, _l("Answer the complaint"), _l("The answer is on record."), lambda data, one: forms.AnswerForm(data),
        lambda one, given, by: actions.answer_complaint(one, **given, **by), lambda one: one.answered_at is None, "", "chat",
    ),
}  # fmt: skip
