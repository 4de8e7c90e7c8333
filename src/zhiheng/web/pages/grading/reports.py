"""Results for court and procuratorate (art 41): the file held against itself, then the report with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading import policy
from zhiheng.domains.conduct.grading.actions.reports import report_results
from zhiheng.domains.conduct.grading.models import ResultsReport
from zhiheng.domains.conduct.grading.queries.reports import Check, checks_of, open_objections
from zhiheng.domains.conduct.points import policy as points_policy
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.reckoning import Truth
from zhiheng.law.scale import Body, Grade, Reward
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.people.frame import may, opened, person_frame
from zhiheng.web.pages.points.reach import reaches
from zhiheng.web.papers import official_paper
from zhiheng.web.parts import Verdict
from zhiheng.web.rules import RuleWords, rule_words


class CheckRow(NamedTuple):
    """A check as a row: verdict, rule, what stands against it, the named person's word."""

    verdict: Verdict
    rule: RuleWords
    against: str
    word: str = ""


class ReportForm(ReasonForm):
    """``unknown``: the checks that a named person must speak to; one field each."""

    purpose = forms.ChoiceField(label=_l("What for"), choices=ResultsReport.Purpose.choices)

    def __init__(self, *args: Any, unknown: Sequence[Check], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in unknown:
            asked = rule_words(one.rule)
            self.fields[f"word_{one.key}"] = forms.CharField(
                label=_("My word on: %(check)s") % {"check": asked.words}, help_text=f"{one.against} ({asked.basis})", required=False,
                max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def words(self) -> dict[str, str]:
        """Key of a check -> what was said to it."""
        return {name.removeprefix("word_"): value for name, value in self.cleaned_data.items() if name.startswith("word_")}


@page(points_policy.VIEW)
def checks(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The five checks as rows, and the reports that went out."""
    context = person_frame(request, person_id, tab="points", power=points_policy.VIEW)
    episode: Episode | None = context["profile"].latest
    if episode is None:
        raise OutsideScope
    found = checks_of(episode, timezone.localdate())
    objections = open_objections(episode)
    context |= {
        "rows": [check_row(one.verdict, one.rule, one.against) for one in found],
        "failed": any(one.verdict == Truth.NO for one in found),
        "unknown": sum(one.verdict == Truth.UNKNOWN for one in found),
        "objections": objections,
        "reports": ResultsReport.objects.filter(episode=episode).order_by("-pk")[:30],
        "may_report": may(request.viewer, policy.REPORT, context["profile"]),
    }
    return render(request, "points/checks.html", context)


def check_row(verdict: int, rule: str, against: str, word: str = "") -> CheckRow:
    """A check in words."""
    said: Mapping[int, Verdict] = {
        Truth.YES: Verdict("pass", _("pass")), Truth.NO: Verdict("fail", _("fail")), Truth.UNKNOWN: Verdict("unk", _("the records do not say")),
    }  # fmt: skip
    return CheckRow(said[verdict], rule_words(rule), against, word)


@form_page(policy.REPORT)
def report(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Report the results; refused in words while a check fails."""
    found = opened(request, person_id, policy.REPORT)
    if found.latest is None:
        raise OutsideScope
    episode = found.latest
    unknown = [one for one in checks_of(episode, timezone.localdate()) if one.verdict == Truth.UNKNOWN]
    form = ReportForm(request.POST if request.method == "POST" else None, unknown=unknown)
    about = ActPage(
        _("Report results"), str(found.person.name), _("Report under my name"), _("Kept as it stands now. Print it and send it with the file."),
        reverse("points_checks", args=[person_id]),
        _("Months, grades, rewards and the evidence are kept as they stand now, with your name. A check that fails blocks the report."), nav="people",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        purpose = ResultsReport.Purpose(given["purpose"])
        return report_results(episode, purpose=purpose, words=form.words(), acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


@page(points_policy.VIEW)
@official_paper
def paper(request: SignedInRequest, report_id: int) -> HttpResponse:
    """The report as it went out: A4."""
    one = ResultsReport.objects.select_related("episode__person", "episode__place", "episode__prison").filter(pk=report_id).first()
    if one is None or not reaches(request.viewer, points_policy.VIEW, one.episode.place.path):
        raise OutsideScope
    context = {
        "one": one,
        "rows": [check_row(check["verdict"], check["rule"], check["against"], check["word"]) for check in one.checks],
        "cycles": [(cycle, _kind(Grade, cycle["grade"]), _kind(Reward, cycle["reward"])) for cycle in one.content["cycles"]],
        "entries": [(entry, Body(entry["body"]) if entry["body"] else None) for entry in one.content["entries"]],
    }
    return render(request, "points/print_report.html", context)


def _kind[K: (Grade, Reward)](kinds: type[K], code: str | None) -> K | None:
    return next((kind for kind in kinds if kind.code == code), None)
