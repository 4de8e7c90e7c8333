"""The monthly total: what it would come to, what is missing, closing it once, the sheet afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.months import Closed, close_month, earliest_open_month
from zhiheng.domains.conduct.points.models import PointEntry, Sheet
from zhiheng.domains.conduct.points.months import first_of, month_before, next_month
from zhiheng.domains.conduct.points.queries.months import MonthLine, preview
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.exports import exported
from zhiheng.web.pages.points.person import mark_chips, month_of
from zhiheng.web.pages.points.reach import reaches, ward_at, wards_in_reach


class CloseMonthForm(ReasonForm):
    leave_waiting = forms.BooleanField(
        label=_l("Leave undecided entries for the next month"), required=False,
        help_text=_l("Otherwise the total waits until every entry of the month is decided."),
    )  # fmt: skip


@page(policy.VIEW)
def months(request: SignedInRequest) -> HttpResponse:
    """Which wards have totalled the month before, and what still waits there."""
    asked = request.GET.get("month", "")
    month = month_of(asked) if asked else month_before(first_of(timezone.localdate()))
    wards = wards_in_reach(request.viewer, policy.VIEW)
    sheets = {sheet.ward_id: sheet for sheet in Sheet.objects.filter(month=month, ward__in=wards)}
    waits = PointEntry.objects.filter(ward__in=wards, state=PointEntry.State.PROPOSED, month__lte=month)
    waiting = dict(waits.values_list("ward_id").annotate(count=Count("id")))
    tops = [place for place in _tops(request) if reaches(request.viewer, policy.CONVENE, place.path)]
    context = {
        "month": month,
        "before": month_before(month),
        "after": next_month(month) if next_month(month) <= timezone.localdate() else None,
        "wards": [(ward, sheets.get(ward.pk), waiting.get(ward.pk, 0)) for ward in wards],
        "closed": len(sheets),
        "tops": [(place, earliest_open_month(place)) for place in tops],
        "this_month": first_of(timezone.localdate()),
        "nav": "points_months",
    }
    return render(request, "points/months.html", context)


def _tops(request: SignedInRequest) -> Sequence[Place]:
    """The places whose months the viewer closes at once: their own level."""
    return list(
        Place.objects.filter(path__in=request.viewer.over(policy.CONVENE), kind__in=(Kind.WARD, Kind.PRISON, Kind.BUREAU)).order_by("path")[:20]
    )


@page(policy.VIEW)
def sheet(request: SignedInRequest, place: str, month: str) -> HttpResponse:
    """A ward's month: its sheet, or what a total would write now."""
    ward, asked = ward_at(request.viewer, place, policy.VIEW), month_of(month)
    if asked > timezone.localdate():
        raise OutsideScope
    found = preview(ward, asked)
    context = {
        "ward": ward,
        "month": asked,
        "found": found,
        "rows": rows_of_lines(found.lines),
        "sums": _sums(found.lines),
        "over": next_month(asked) <= timezone.localdate(),
        "sheet": Sheet.objects.filter(ward=ward, month=asked).first(),
        "may_close": not found.closed and reaches(request.viewer, policy.CONVENE, ward.path),
        "may_export": request.viewer.may(people_policy.EXPORT),
        "nav": "points_months",
    }
    return render(request, "points/month_sheet.html", context)


def rows_of_lines(lines: Sequence[MonthLine]) -> list[tuple[MonthLine, Episode | None, Any]]:
    people = Episode.objects.select_related("person").in_bulk([line.episode for line in lines])
    return [(line, people.get(line.episode), mark_chips(line)) for line in lines]


def _sums(lines: Sequence[MonthLine]) -> dict[str, int]:
    return {
        "people": len(lines),
        "low": sum(line.figures.low for line in lines),
        "below": sum(line.figures.below for line in lines),
        "closes": sum(line.figures.closes for line in lines),
        "paused": sum(line.paused for line in lines),
    }


@deed(people_policy.EXPORT)
def export(request: SignedInRequest, place: str, month: str) -> HttpResponse:
    """The sheet as a workbook, for a reason."""
    ward, asked = ward_at(request.viewer, place, policy.VIEW), month_of(month)
    header = [_("Prisoner number"), _("Name"), _("supervision"), _("education and culture"), _("labour"), _("special bonus"), _("sanctions"), _("Score"), _("Balance")]  # noqa: E501  # fmt: skip
    rows: list[tuple[sheets.Value, ...]] = [
        (episode.number if episode else "", str(episode.person) if episode else "", *(value / 100 for value in _figures(line)))
        for line, episode, _chips in rows_of_lines(preview(ward, asked).lines)
    ]
    return exported(request, f"{ward} {asked:%Y-%m}", ward.path, header, rows)


def _figures(line: MonthLine) -> tuple[int, ...]:
    figures = line.figures
    return figures.supervision, figures.education, figures.labour, figures.special, figures.taken, figures.score, figures.closing


@form_page(policy.CONVENE)
def close(request: SignedInRequest, place: str, month: str) -> HttpResponse:
    """Close the month of a ward, a prison or the bureau."""
    found, asked = place_at(place, request.viewer.reach.over(policy.CONVENE)), month_of(month)
    form = CloseMonthForm(request.POST if request.method == "POST" else None)
    waiting = PointEntry.objects.filter(
        Q(ward__path__under=found.path), state=PointEntry.State.PROPOSED, month__lte=asked
    ).count()  # fmt: skip
    words = _(
        "Every prisoner's score of %(month)s is computed, posted and frozen. It is not opened again; what is found later is corrected by an entry."
    )
    told = [words % {"month": f"{asked:%Y-%m}"}]
    if waiting:
        told.append(_("%(count)d entries still wait for a decision.") % {"count": waiting})
    about = ActPage(
        _("Total the month"), f"{found} {asked:%Y-%m}", _("Total the month"), "", f"{reverse('points_months')}?month={asked:%Y-%m}", " ".join(told),
        ask=True, nav="points_months",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        done = close_month(found, month=asked, leave_waiting=given["leave_waiting"], acting=request.official, reason=given["reason"])
        messages.success(request, _result(done))
        return done

    return answer(request, about, form, do)


def _result(done: Closed) -> str:
    if done.unchanged:
        return _("Every ward was totalled before: nothing was changed.")
    words = _("%(wards)d wards totalled, %(people)d people, %(cycles)d cycles closed.")
    return words % {"wards": done.wards, "people": done.people, "cycles": done.cycles}
