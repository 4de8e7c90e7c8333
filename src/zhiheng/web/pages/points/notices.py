"""What hangs in the wards: entries, monthly scores, grades; since when, how long still. And the ward team's weekly review."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.conduct.grading.actions.notices import post_notice, take_down
from zhiheng.domains.conduct.grading.models import Cycle, Notice
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.weeks import open_week
from zhiheng.domains.conduct.points.models import DaySheet, PointEntry, Sheet, WeekReview
from zhiheng.domains.conduct.points.months import first_of, month_before
from zhiheng.domains.conduct.points.queries.months import lines_of
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.scale import Grade, Reward
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.months import rows_of_lines
from zhiheng.web.pages.points.person import month_of
from zhiheng.web.pages.points.reach import reaches, wards_in_reach
from zhiheng.web.papers import official_paper

WEEKS = 5


class NoticeForm(ReasonForm):
    what = forms.ChoiceField(label=_l("What"), choices=Notice.What.choices)
    month = forms.CharField(label=_l("Month"), max_length=7, help_text=_l("Written as 2026-03."))


@page(policy.VIEW)
def notices(request: SignedInRequest) -> HttpResponse:
    """Notices that hang, with the days left; then those taken down."""
    wards = wards_in_reach(request.viewer, policy.VIEW)
    found = Notice.objects.filter(ward__in=wards).select_related("ward").order_by("-posted_on", "-pk")
    today = timezone.localdate()
    mine = {ward.pk for ward in wards if reaches(request.viewer, policy.CONVENE, ward.path)}
    context = {
        "hanging": [(one, one.until < today, one.ward_id in mine) for one in found.filter(removed_on__isnull=True)[:100]],
        "down": found.filter(removed_on__isnull=False)[:30],
        "may_post": [ward for ward in wards if ward.pk in mine][:40],
        "nav": "points_notices",
    }
    return render(request, "points/notices.html", context)


@form_page(policy.CONVENE)
def post(request: SignedInRequest, place: str) -> HttpResponse:
    """Hang a notice in a ward."""
    ward = _ward(request, place, policy.CONVENE)
    last = month_before(first_of(timezone.localdate()))
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"month": f"{last:%Y-%m}", "what": Notice.What.MONTH})
    about = ActPage(
        _("Post a notice"), str(ward), _("Post it"), _("Posted. Print it and hang it in the ward."), reverse("points_notices"),
        _("It hangs for at least three working days. Bonuses for reports (items 1 to 5) stay off it to protect who reported."), nav="points_notices",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        what, month = Notice.What(given["what"]), month_of(given["month"])
        return post_notice(ward, what=what, month=month, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


def _ward(request: SignedInRequest, place: str, power: str) -> Place:
    ward = place_at(place, request.viewer.reach.over(power))
    if ward.kind != Kind.WARD:
        raise OutsideScope
    return ward


def _notice(request: SignedInRequest, notice_id: int, power: str) -> Notice:
    found = Notice.objects.select_related("ward").filter(pk=notice_id).first()
    if found is None or not reaches(request.viewer, power, found.ward.path):
        raise OutsideScope
    return found


@form_page(policy.CONVENE)
def remove(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Take a notice down after its last day."""
    found = _notice(request, notice_id, policy.CONVENE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Take the notice down"), f"{found.ward} · {found.get_what_display()}", _("Take it down"), _("Taken down; the record keeps both days."),
        reverse("points_notices"), _("Not before the end of its last day."), nav="points_notices",
    )  # fmt: skip
    return answer(request, about, form, lambda: take_down(found, acting=request.official, reason=form.cleaned_data["reason"]))


@page(policy.VIEW)
@official_paper
def paper(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """The notice as it hangs: A4."""
    found = _notice(request, notice_id, policy.VIEW)
    numbers = [int(ref.rpartition(":")[2]) for ref in found.refs]
    sheets = Sheet.objects.filter(pk__in=numbers).select_related("body") if found.what == Notice.What.MONTH else ()
    cycles = Cycle.objects.filter(pk__in=numbers).select_related("episode__person") if found.what in ("grades", "cancellation") else ()
    entries = PointEntry.objects.filter(pk__in=numbers).select_related("episode__person", "clause") if found.what == Notice.What.ENTRIES else ()
    context = {
        "one": found,
        "entries": entries,
        "scores": [row for sheet in sheets for row in rows_of_lines(lines_of(sheet))],
        "cycles": [(cycle, Grade(cycle.grade or cycle.highest), Reward(cycle.reward or 0)) for cycle in cycles],
    }
    return render(request, "points/print_notice.html", context)


# --- the week -------------------------------------------------------------------------------------------------------


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
    ward, first = _ward(request, place, policy.VIEW), _monday(monday)
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
    ward, first = _ward(request, place, policy.CONVENE), _monday(monday)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"reason": _("weekly review")})
    about = ActPage(
        _("Begin the weekly review"), f"{ward} {first}", _("Begin"), _("The members vote now."), reverse("points_week", args=[ward.path, first]),
        _("Every entry of the week that waits for the ward team is decided in one vote; a week without events is reviewed too."), nav="points_weeks",
    )  # fmt: skip
    return answer(request, about, form, lambda: open_week(ward, week=first, acting=request.official, reason=form.cleaned_data["reason"]))
