"""One person on the way out: steps, checks of the date, papers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Profile
from zhiheng.domains.custody.departure import actions, policy
from zhiheng.domains.custody.departure.actions.releases import BY_HAND
from zhiheng.domains.custody.departure.models import Release
from zhiheng.domains.custody.departure.release import Ahead, EndOfTerm, end_of_term, obstacles, over_days, plan
from zhiheng.domains.custody.departure.schedule import CHECKS
from zhiheng.domains.custody.reception.models import IssuedPaper, ReceptionStep, StepKind
from zhiheng.domains.custody.reception.policy import VIEW
from zhiheng.domains.custody.reception.queries.papers import papers_of
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.people.frame import may, person_frame
from zhiheng.web.pages.reception import forms
from zhiheng.web.pages.reception.deeds import about_step, by, given, kind_of, over, reached, sent
from zhiheng.web.pages.reception.key_people import marks_shown
from zhiheng.web.pages.reception.person import Line, basis_words, chip_of
from zhiheng.web.pages.reception.sealed import standing_words
from zhiheng.web.parts import Chip


@page(VIEW)
def leaving(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The way out: the end of term, what stops it, steps and checks, papers."""
    context = person_frame(request, person_id, tab="leaving", power=VIEW)
    found: Profile = context["profile"]
    episode = found.latest
    if episode is None:
        raise OutsideScope
    standing, today = end_of_term(episode), timezone.localdate()
    release = Release.objects.filter(episode=episode).select_related("certificate__prison", "released_by").first()
    stops = obstacles(episode, today) if found.held else []
    context |= {
        "standing": standing, "release": release, "over": over_days(standing.end, today) if found.held else 0,
        "stops": [one for one in stops if one.stops], "ready": found.held and not any(one.stops for one in stops),
        "left": [StepKind(code).label if code in StepKind.values else _("belongings or doubts") for code in release.left_open] if release else [],
        "lines": _release_lines(request.viewer, found, episode, standing) if found.held or release else [], "unkept": not (found.held or release),
        "papers": papers_of(episode), "to_issue": _to_issue(request.viewer, found),
        "may_release": found.held and may(request.viewer, people_policy.RELEASE, found),
        "key": marks_shown(request.viewer, found), "sealing": standing_words(request.viewer, found),
    }  # fmt: skip
    return render(request, "reception/leaving.html", context)


def _release_lines(viewer: Viewer, found: Profile, episode: Episode, standing: EndOfTerm) -> list[Line]:
    return [_release_line(viewer, found, step) for step in plan(episode, standing)]


def _release_line(viewer: Viewer, found: Profile, step: Ahead) -> Line:
    owed, done = step.owed, step.done
    url = second = ""
    if found.held and not step.complete:
        if owed.kind in CHECKS and may(viewer, policy.DATE, found):
            address = reverse("release_check", args=[found.person.pk, owed.kind.value])
            url, second = ("", address) if done else (address, "")
        elif owed.kind in BY_HAND and may(viewer, policy.PREPARE, found):
            url = reverse("release_step", args=[found.person.pk, owed.kind.value])
    at = done.second_at if done and owed.kind in CHECKS else done.done_at if done else None
    chip = chip_of(at, owed.due_at) if found.held or at is not None else Chip(pgettext("step", "left open"), "warn")
    return Line(str(owed.kind.label), chip, owed.due_at, basis_words(owed.basis), done, url, (), second)


def _to_issue(viewer: Viewer, found: Profile) -> list[tuple[str, str]]:
    if not found.held or not may(viewer, policy.PAPERS, found):
        return []
    kinds = [kind for kind in IssuedPaper.Kind if kind != IssuedPaper.Kind.REFUSAL]
    return [(str(kind.label), reverse("paper_issue", args=[found.person.pk, kind.value])) for kind in kinds]


@form_page(policy.PREPARE)
def release_step(request: SignedInRequest, person_id: int, step: str) -> HttpResponse:
    """Do one step before release."""
    found, episode = reached(request, person_id, policy.PREPARE)
    kind = kind_of(step)
    form = forms.StepForm(sent(request))
    return answer(request, about_step(found, kind, "person_leaving"), form, lambda: actions.complete_release_step(
        episode, kind=step, **given(form, "output", "document"), occurred_at=form.at(), **by(request, form)
    ))  # fmt: skip


@form_page(policy.DATE)
def check_date(request: SignedInRequest, person_id: int, step: str) -> HttpResponse:
    """Check the release date: as the first of two people, or as the second."""
    found, episode = reached(request, person_id, policy.DATE)
    kind = kind_of(step)
    first = ReceptionStep.objects.filter(episode=episode, kind=kind, second_by__isnull=True).order_by("-for_end").first()
    form = forms.ConfirmForm(sent(request)) if first else ReasonForm(sent(request))
    words = _l("The end of term is computed anew from the record and compared with the one determined. Two people do it, one after the other.")
    about = ActPage(kind.label, over(found), kind.label, _l("Recorded."), reverse("person_leaving", args=[person_id]), words, nav="people")
    if first is None:
        return answer(request, about, form, lambda: actions.check_release_date(episode, kind=step, **by(request, form)))
    return answer(request, about, form, lambda: actions.confirm_release_date(first, document=form.cleaned_data["document"], **by(request, form)))


@form_page(policy.PAPERS)
def issue(request: SignedInRequest, person_id: int, step: str) -> HttpResponse:
    """Issue a paper of the release, or replace the one that stands."""
    found, episode = reached(request, person_id, policy.PAPERS)
    if step not in IssuedPaper.Kind.values or step == IssuedPaper.Kind.REFUSAL:
        raise OutsideScope
    standing = IssuedPaper.objects.filter(episode=episode, kind=step, replaced_by__isnull=True).select_related("prison").first()
    form = ReasonForm(sent(request))
    words = _l("A paper of this kind stands. The new one takes its place; the old one stays on record, void.") if standing else ""
    title = IssuedPaper.Kind(step).label
    about = ActPage(title, over(found), _l("Issue"), _l("Issued under its number."), reverse("person_leaving", args=[person_id]), words, nav="people")
    if standing is None:
        return answer(request, about, form, lambda: actions.issue_paper(episode, kind=step, **by(request, form)))
    return answer(request, about, form, lambda: actions.replace_paper(standing, **by(request, form)))
