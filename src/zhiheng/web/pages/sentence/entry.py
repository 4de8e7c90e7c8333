"""Entering court papers: each page is one form, each form one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.sentence import actions, policy
from zhiheng.domains.sentence.models import Change, Credit, Judgment
from zhiheng.domains.sentence.queries import determination_of, episode_of
from zhiheng.engines.trail.acts import Subject, note_refusal
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.forms import Form
from zhiheng.web.pages.sentence.forms import COUNTS, ChangeForm, CreditForm, JudgmentForm, ReasonForm, RecomputeForm
from zhiheng.web.pages.sentence.views import number, person_context
from zhiheng.web.sentence_card import may_at


@dataclass(frozen=True, slots=True)
class Entry:
    """One form page: what it is called, what its button says, what it leads to, and the act."""

    title: str
    button: str
    done: str
    template: str = "sentence/form.html"
    consequence: str = ""
    help: str = ""


@form_page(policy.RECORD)
def record(request: SignedInRequest, person: int) -> HttpResponseBase:
    """Record the judgment."""
    episode = _opened(request, person, policy.RECORD)
    form = JudgmentForm(request.POST, counts=_counts_sent(request)) if request.method == "POST" else JudgmentForm()
    done = _("The judgment is recorded and its dates are computed.")
    about = Entry(_("Record the judgment"), _("Record and compute"), done, "sentence/judgment_form.html")
    return _answer(request, episode, form, about, lambda: actions.record_judgment(episode, entry=form.entry(), **_by(request, form)))


@form_page(policy.RECORD)
def correct(request: SignedInRequest, person: int) -> HttpResponseBase:
    """Correct the judgment: a new record beside the old one."""
    episode = _opened(request, person, policy.RECORD)
    judgment = _in_force(episode)
    form = JudgmentForm(request.POST, counts=_counts_sent(request)) if request.method == "POST" else JudgmentForm.of(judgment)
    about = Entry(
        _("Correct the judgment"),
        _("Correct and compute"),
        _("The judgment is corrected; the earlier record is kept beside it."),
        "sentence/judgment_form.html",
        help=_("The earlier record stays and can be read. Credits and rulings are carried over."),
    )
    return _answer(request, episode, form, about, lambda: actions.correct_judgment(judgment, entry=form.entry(), **_by(request, form)))


@form_page(policy.RECORD)
def change(request: SignedInRequest, person: int) -> HttpResponseBase:
    """Record a ruling that changed the sentence."""
    episode = _opened(request, person, policy.RECORD)
    judgment = _in_force(episode)
    form = ChangeForm(request.POST if request.method == "POST" else None)
    about = Entry(
        _("Record a ruling"), _("Record and compute"), _("The ruling is recorded and the dates are computed anew."), "sentence/change_form.html"
    )
    return _answer(request, episode, form, about, lambda: actions.record_change(judgment, entry=form.entry(), **_by(request, form)))


@form_page(policy.RECORD)
def credit(request: SignedInRequest, person: int) -> HttpResponseBase:
    """Record custody before the judgment, or days that do not count."""
    episode = _opened(request, person, policy.RECORD)
    judgment = _in_force(episode)
    form = CreditForm(request.POST if request.method == "POST" else None)
    about = Entry(_("Record custody or excluded days"), _("Record and compute"), _("Recorded; the dates are computed anew."))
    return _answer(request, episode, form, about, lambda: actions.record_credit(judgment, entry=form.entry(), **_by(request, form)))


@form_page(policy.RECORD)
def withdraw_change_of(request: SignedInRequest, person: int, key: int) -> HttpResponseBase:
    """Take back a ruling that was recorded in error."""
    episode = _opened(request, person, policy.RECORD)
    found = Change.objects.filter(pk=key, judgment__episode=episode).select_related("judgment").first()
    if found is None:
        raise OutsideScope
    return _withdraw(request, episode, str(found), lambda by: actions.withdraw_change(found, **by))


@form_page(policy.RECORD)
def withdraw_credit_of(request: SignedInRequest, person: int, key: int) -> HttpResponseBase:
    """Take back a credit that was recorded in error."""
    episode = _opened(request, person, policy.RECORD)
    found = Credit.objects.filter(pk=key, judgment__episode=episode).select_related("judgment").first()
    if found is None:
        raise OutsideScope
    return _withdraw(request, episode, str(found.get_kind_display()), lambda by: actions.withdraw_credit(found, **by))


@form_page(policy.DETERMINE)
def recompute(request: SignedInRequest, person: int) -> HttpResponseBase:
    """Compute the dates anew by the rules of today."""
    episode = _opened(request, person, policy.DETERMINE)
    judgment = _in_force(episode)
    newest = determination_of(episode)
    form = RecomputeForm(request.POST) if request.method == "POST" else RecomputeForm(initial={"seen": newest.pk if newest else None})
    about = Entry(
        _("Compute anew"),
        _("Compute anew"),
        _("Computed anew; the earlier result is kept beside it."),
        help=_("The present facts and rules are used. The earlier result stays, and what differs is shown."),
    )
    return _answer(request, episode, form, about, lambda: actions.determine(judgment, seen=form.cleaned_data["seen"], **_by(request, form)))


def _withdraw(request: SignedInRequest, episode: Episode, what: str, act: Callable[[dict[str, Any]], object]) -> HttpResponseBase:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = Entry(
        _("Withdraw %(what)s") % {"what": what},
        _("Withdraw and compute"),
        _("Withdrawn; the dates are computed anew."),
        consequence=_("It no longer counts and the dates change. It stays in the record with your name and reason."),
        help=_("For what was recorded in error only. A ruling that a court revoked is recorded by the court's new ruling."),
    )
    return _answer(request, episode, form, about, lambda: act(_by(request, form)))


def _opened(request: SignedInRequest, person: int, power: str) -> Episode:
    """The episode, when one of the viewer's posts reaches it; the act checks again. A stranger's attempt is kept."""
    refusal = OutsideScope()
    try:
        episode = episode_of(person, number(request, "episode"))
        subject = episode.trail_subject()
        if may_at(request.viewer, power, subject.place):
            return episode
    except OutsideScope:
        subject = Subject(f"person:{person}", "")
    note_refusal("open", power, refusal, acting=request.official, subject=subject)
    raise refusal


def _in_force(episode: Episode) -> Judgment:
    judgment = Judgment.objects.filter(episode=episode, superseded_by__isnull=True).select_related("episode__place", "episode__person").first()
    if judgment is None:
        raise OutsideScope
    return judgment


def _counts_sent(request: SignedInRequest) -> int:
    """How many counts the form that was sent had, within reason."""
    sent = sum(name.startswith("crime_") for name in request.POST)
    return min(max(sent, COUNTS), 40)


def _by(request: SignedInRequest, form: Form) -> dict[str, Any]:
    return {"acting": request.official, "reason": form.cleaned_data["reason"]}


def _answer(request: SignedInRequest, episode: Episode, form: Form, about: Entry, act: Callable[[], object]) -> HttpResponseBase:
    """The form, or the act and the way back; a refusal is shown in the form, with what was entered."""
    status = 200
    context = person_context(request, episode)
    if request.method == "POST":
        if form.is_valid() and (status := _acted(form, act)) == 200:
            messages.success(request, about.done)
            return redirect(cast(str, context["sentence_url"]))
        status = 422 if status == 200 else status
    return _drawn(request, form, about, context, status)


def _drawn(request: SignedInRequest, form: Form, about: Entry, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, about.template, context | {"form": form, "about": about}, status=status)


def _acted(form: Form, act: Callable[[], object]) -> int:
    """Do the act; 200, or the refusal's status with its words in the form."""
    try:
        act()
    except (OutsideScope, NeedsFreshSignIn):
        raise
    except Refusal as refusal:
        show_refusal(form, refusal)
        return refusal.status
    return 200


def show_refusal(form: Form, refusal: Refusal) -> None:
    """A refusal's words where they belong: at their fields, and above the form what concerns all of it."""
    place = getattr(form, "place_error", lambda name: name if name in form.fields else None)
    form.add_error(None, f"{refusal.words}{refusal.basis and _(' Basis: ')}{refusal.basis}")
    for name, words in refusal.fields.items():
        if words != refusal.words:
            form.add_error(place(name), str(words))
