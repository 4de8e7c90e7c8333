"""The ward team's weekly review: the last weeks of each ward, one week, beginning its review."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.weeks import open_week
from zhiheng.domains.conduct.points.models import DaySheet, PointEntry, WeekReview
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.reach import reaches, ward_at, wards_in_reach

WEEKS = 5


@page(policy.VIEW)
def weeks(request: SignedInRequest) -> HttpResponse:
    """The last weeks of each ward: sheets submitted, entries, whether the team has reviewed."""
    wards = wards_in_reach(request.viewer, policy.VIEW)[:40]
    monday = timezone.localdate() - dt.timedelta(days=timezone.localdate().weekday())
    mondays = [monday - dt.timedelta(days=7 * n) for n in range(WEEKS)]
    reviews = {(one.ward_id, one.week): one for one in WeekReview.objects.filter(ward__in=wards, week__in=mondays).select_related("deliberation")}
    context = {
        "rows": [(ward, [(week, reviews.get((ward.pk, week))) for week in mondays]) for ward in wards],
        "mondays": mondays,
        "nav": "points_weeks",
    }
    return render(request, "points/weeks.html", context)


@page(policy.VIEW)
def week(request: SignedInRequest, place: str, monday: str) -> HttpResponse:
    """One ward's week: days recorded, entries, the review."""
    ward, first = ward_at(request.viewer, place, policy.VIEW), _monday(monday)
    days = [first + dt.timedelta(days=n) for n in range(7)]
    sheets = list(DaySheet.objects.filter(ward=ward, day__in=days))
    entries = PointEntry.objects.filter(ward=ward, happened_on__in=days).select_related("episode__person", "clause", "deliberation")
    review = WeekReview.objects.filter(ward=ward, week=first).select_related("deliberation").first()
    context = {
        "ward": ward,
        "monday": first,
        "days": [(day, sum(1 for sheet in sheets if sheet.day == day)) for day in days],
        "entries": entries.order_by("happened_on", "pk")[:300],
        "review": review,
        "may_open": review is None and first <= timezone.localdate() and reaches(request.viewer, policy.CONVENE, ward.path),
        "nav": "points_weeks",
    }
    return render(request, "points/week.html", context)


def _monday(text: str) -> dt.date:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError as error:
        raise OutsideScope from error
    return found - dt.timedelta(days=found.weekday())


@form_page(policy.CONVENE)
def open_review(request: SignedInRequest, place: str, monday: str) -> HttpResponse:
    """Begin the ward team's review of a week."""
    ward, first = ward_at(request.viewer, place, policy.CONVENE), _monday(monday)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"reason": _("weekly review")})
    about = ActPage(
        _("Begin the weekly review"), f"{ward} {first}", _("Begin"), _("The members vote now."), reverse("points_week", args=[ward.path, first]),
        _("Every entry of the week that waits for the ward team is decided in one vote; a week without events is reviewed too."), nav="points_weeks",
    )  # fmt: skip
    return answer(request, about, form, lambda: open_week(ward, week=first, acting=request.official, reason=form.cleaned_data["reason"]))
