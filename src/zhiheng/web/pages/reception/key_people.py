"""The mark of somebody to be collected on release: made, looked at again, contested, answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.queries import Profile
from zhiheng.domains.custody.departure import actions
from zhiheng.domains.custody.departure.models import KeyPerson
from zhiheng.domains.custody.departure.policy import ANSWER_MARK, PREPARE
from zhiheng.domains.custody.departure.queries.key_people import mark_at, marks_of
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.people.frame import may
from zhiheng.web.pages.reception.deeds import by, given, over, reached, sent
from zhiheng.web.pages.reception.forms import choice, day, words


class MarkForm(ReasonForm):
    grounds = forms.MultipleChoiceField(label=_l("Why"), choices=KeyPerson.Ground.choices, widget=forms.CheckboxSelectMultiple)
    words = words(_l("Facts"), _l("What can be checked: papers, talks, visits. No guess about the future."), required=True)
    review_on = day(_l("Look again by"), help_text=_l("Within three months."))


class ReviewForm(ReasonForm):
    stands = choice(_l("Outcome"), [("yes", _l("the mark stands")), ("no", _l("the mark ends"))])
    words = words(_l("What was found"), required=True)
    review_on = day(_l("Look again by"), required=False, help_text=_l("For a mark that stands."))


class ContestForm(ReasonForm):
    words = words(_l("What the person says"), _l("In the person's own words. It is never counted against anybody."), required=True)


class AnswerForm(ReasonForm):
    answer = choice(_l("Outcome"), KeyPerson.Answer.choices)
    words = words(_l("Reasons"), _l("The person reads them."), required=True)


def marks_shown(viewer: Viewer, found: Profile) -> dict[str, Any]:
    """Every mark of the latest custody, and what the viewer may do about the one that stands."""
    if found.latest is None:
        return {}
    marks = marks_of(found.latest)
    standing = next((mark for mark in marks if mark.ended_at is None), None)
    prepares = found.held and may(viewer, PREPARE, found)
    waits = standing is not None and standing.contested_at is not None and standing.answered_at is None
    return {
        "marks": [(mark, [KeyPerson.Ground(one).label for one in mark.grounds]) for mark in marks], "standing": standing,
        "may_mark": prepares and standing is None, "may_review": prepares and standing is not None,
        "may_contest": prepares and standing is not None and standing.contested_at is None,
        "may_answer": found.held and waits and may(viewer, ANSWER_MARK, found),
    }  # fmt: skip


@form_page(PREPARE)
def mark(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Mark somebody."""
    found, episode = reached(request, person_id, PREPARE)
    form = MarkForm(sent(request))
    about = _about(found, _("Mark for collection"), _("Marked. The resettlement office is told with the notice of release."))
    return answer(request, about, form, lambda: actions.mark_key_person(episode, **given(form, "grounds", "words", "review_on"), **by(request, form)))


@form_page(PREPARE)
def review(request: SignedInRequest, person_id: int, mark_id: int) -> HttpResponse:
    """Look at a mark again."""
    found, episode = reached(request, person_id, PREPARE)
    one = mark_at(episode, mark_id)
    form = ReviewForm(sent(request))
    about = _about(found, _("Look at the mark again"), _("Recorded."))
    return answer(request, about, form, lambda: actions.review_key_person(
        one, stands=form.cleaned_data["stands"] == "yes", **given(form, "words", "review_on"), **by(request, form)
    ))  # fmt: skip


@form_page(PREPARE)
def contest(request: SignedInRequest, person_id: int, mark_id: int) -> HttpResponse:
    """Write down what the person says against a mark."""
    found, episode = reached(request, person_id, PREPARE)
    one = mark_at(episode, mark_id)
    form = ContestForm(sent(request))
    about = _about(found, _("The person contests the mark"), _("Written down. Another officer answers."))
    return answer(request, about, form, lambda: actions.contest_key_person(one, words=form.cleaned_data["words"], **by(request, form)))


@form_page(ANSWER_MARK)
def answer_mark(request: SignedInRequest, person_id: int, mark_id: int) -> HttpResponse:
    """Answer what the person says."""
    found, episode = reached(request, person_id, ANSWER_MARK)
    one = mark_at(episode, mark_id)
    form = AnswerForm(sent(request))
    about = _about(found, _("Answer the person"), _("Answered."))
    return answer(request, about, form, lambda: actions.answer_key_person(one, **given(form, "answer", "words"), **by(request, form)))


def _about(found: Profile, title: str, done: str) -> ActPage:
    return ActPage(title, over(found), title, done, reverse("person_leaving", args=[found.person.pk]), nav="people")
