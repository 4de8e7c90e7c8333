"""A stored result computed again: of one person, as a section of why the term ends; of everybody, as the newest comparison with what is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions import record_replay_reason
from zhiheng.domains.sentence.actions.compare import rule_subject
from zhiheng.domains.sentence.comparison import queries
from zhiheng.domains.sentence.comparison.replay import Replay, replay, rights_of
from zhiheng.domains.sentence.models import Agreement, Determination
from zhiheng.domains.sentence.queries import determination_of
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope, Refusal
from zhiheng.law.reckoning import EDITION
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.formats import moment
from zhiheng.web.forms import Form
from zhiheng.web.outlook_words import plain_words
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.comparisons.words import cause
from zhiheng.web.pages.sentence.outlook import Moved, steps_of
from zhiheng.web.pages.sentence.views import number, official_label, opened, person_context


@page(policy.VIEW)
def replayed(request: SignedInRequest, person: int) -> HttpResponse:
    """A determination computed again from its own inputs, under the rules of its day: the same, or what differs here. A trailed read."""
    episode = opened(request, person, _("computed a stored determination again"))
    determination = determination_of(episode, number(request, "determination"))
    if determination is None:
        raise OutsideScope
    found = replay(determination)
    context = person_context(request, episode) | {
        "determination": determination,
        "found": found,
        "at": moment(determination.at),
        "differences": [Moved(_values()[one.what], "", _words(one.what, one.before), _words(one.what, one.after)) for one in _told(found)],
        "steps": steps_of(list(found.nodes)),
        "texts": [(cause(change.rule), change) for change in found.rules_changed],
        "cause": cause(found.cause) if found.cause else None,
        "edition": EDITION,
        **_reason(request, determination, found),
    }
    return render(request, "comparisons/replay.html", context)


def _values() -> dict[str, str]:
    """Values of a finding that have words; the others are told by the steps of the tree."""
    return {
        "start": _("Start"),
        "end": _("End that governs"),
        "computed_end": _("Computed end"),
        "floor_end": _("Floor"),
        "agreement": _("Agreement"),
        "original_end": _("End of the original term"),
        "political_rights": _("Political rights"),
        "remaining_term": _("Present term"),
    }


def _words(what: str, value: Any) -> str:
    """A value of a finding in words."""
    if what == "agreement":
        return str(Agreement(value).label)
    return plain_words(rights_of(value) if what == "political_rights" else value)


def _told(found: Replay) -> list[Any]:
    """Each named value once: the stored columns repeat some of the finding."""
    named = {one.what: one for one in found.differences if one.what in _values()}
    return list(named.values())


def _reason(request: SignedInRequest, determination: Determination, found: Replay) -> dict[str, Any]:
    """Why it differs, as it was recorded; or the way to record it, for who may do so for the whole bureau."""
    if found.same:
        return {}
    recorded = queries.reason_for(found)
    if recorded is not None:
        return {"reason": recorded, "reason_by": official_label(recorded.by)}
    may = may_explain(request, found.cause)
    mark = {"cause": found.cause, "then": found.then, "now": found.now, "person": str(determination.judgment.episode.person_id)}
    return {"reason_url": f"{reverse('law_replay_reason')}?{urlencode(mark)}" if may else ""}


def may_explain(request: SignedInRequest, rule: str) -> bool:
    """Whether the viewer may say why a rule's text changed: that binds everybody, so it takes the power over the whole bureau."""
    try:
        authorise(request.official, policy.COMPARE, rule_subject(rule))
    except Refusal:
        return False
    return True


class ReasonForm(Form):
    """Why the text changed, and where that is decided."""

    reason = forms.CharField(
        label=_l("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Holds for everybody whom the change touches."),
    )


@form_page(policy.COMPARE)
def reason(request: SignedInRequest) -> HttpResponse:
    """Record why what is computed now differs from what was stored, once for each change of a rule's text."""
    mark = {name: request.GET.get(name, "")[:100] for name in ("cause", "then", "now")}
    if not all(mark.values()):
        return HttpResponseRedirect(reverse("law_replays"))
    if not may_explain(request, mark["cause"]):
        raise OutsideScope
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        title=_("Why the result differs"),
        over=f"{mark['cause']} {cause(mark['cause']).words}",
        button=_("Record the reason"),
        done=_("The reason was recorded."),
        back=_back(request),
        consequence=_("The reason is kept with your name and shown wherever this change of the rule makes a difference. It cannot be altered."),
        nav="law_comparisons",
    )
    about_rule = rule_subject(mark["cause"])
    return answer(request, about, form, lambda: record_replay_reason(about_rule, **mark, acting=request.official, reason=form.cleaned_data["reason"]))


def _back(request: SignedInRequest) -> str:
    person = number(request, "person")
    return reverse("sentence_replay", args=[person]) if person else reverse("law_replays")


@page(policy.COMPARE)
def stored(request: SignedInRequest) -> HttpResponse:
    """Stored results that are computed otherwise now: the newest comparison with the present code, or how to ask for one."""
    newest = queries.newest_of_edition(request.viewer.over(policy.COMPARE))
    if newest is not None:
        return HttpResponseRedirect(reverse("law_comparison", args=[newest.pk]))
    return render(request, "comparisons/stored.html", {"edition": EDITION, "nav": "law_comparisons"})
