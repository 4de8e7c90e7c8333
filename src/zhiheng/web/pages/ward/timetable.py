"""A ward's hours, dated."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.base.places.queries import place_at
from zhiheng.domains.custody.daily import actions, policy
from zhiheng.domains.custody.daily.models import TimetableLine
from zhiheng.domains.custody.daily.queries import timetable_of
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.ward.forms import LastDayForm, TimetableForm
from zhiheng.web.parts import Words


@page(policy.VIEW)
def timetable(request: SignedInRequest, place: str) -> HttpResponse:
    """The hours of a day, today unless asked for another; lines that begin later stand below."""
    here = place_at(place, request.viewer.reach.over(policy.VIEW))
    today = timezone.localdate()
    asked = request.GET.get("day", "")
    day = (parse_date(asked) if len(asked) == 10 else None) or today
    hours = timetable_of(here, day)
    context = {
        "here": here,
        "day": day,
        "hours": hours,
        "inherited": hours[0].line.place if hours and hours[0].line.place_id != here.pk else None,
        "coming": TimetableLine.objects.filter(place=here, during__startswith__gt=day).order_by("during", "hour"),
        "before": day - dt.timedelta(days=1),
        "after": day + dt.timedelta(days=1),
        "may_set": request.viewer.may(policy.TIMETABLE),
        "nav": "ward_day",
    }
    return render(request, "ward/timetable.html", context)


@form_page(policy.TIMETABLE)
def timetable_set(request: SignedInRequest, place: str) -> HttpResponse:
    """Add an hour from a day on."""
    here = place_at(place, request.viewer.reach.over(policy.TIMETABLE))
    form = TimetableForm(request.POST if request.method == "POST" else None)
    about = _about(here, _("Add to the timetable"), _("Add to the timetable"), _("The timetable has the new line."))
    return answer(
        request, about, form,
        lambda: actions.set_timetable_line(
            here, item=form.cleaned_data["item"], hour=form.cleaned_data["hour"], since=form.cleaned_data["since"],
            acting=request.official, reason=form.cleaned_data["reason"],
        ),
    )  # fmt: skip


@form_page(policy.TIMETABLE)
def timetable_end(request: SignedInRequest, place: str, line_id: int) -> HttpResponse:
    """Let a line end."""
    here = place_at(place, request.viewer.reach.over(policy.TIMETABLE))
    line = TimetableLine.objects.select_related("place").filter(pk=line_id, place=here).first()
    if line is None:
        raise OutsideScope
    form = LastDayForm(request.POST if request.method == "POST" else None)
    about = _about(here, _("End %(line)s") % {"line": line}, _("End this line"), _("The line ends on that day."))
    return answer(
        request, about, form,
        lambda: actions.end_timetable_line(line, on=form.cleaned_data["on"], acting=request.official, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


def _about(here: Place, title: Words, button: Words, done: Words) -> ActPage:
    return ActPage(title, str(here), button, done, reverse("timetable", args=[here.path]), nav="ward_day")
