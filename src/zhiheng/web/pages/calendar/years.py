"""The years with what covers them, and one year at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.calendar import policy, queries
from zhiheng.base.calendar.duties import missing_years
from zhiheng.base.calendar.models import HolidayNotice
from zhiheng.base.calendar.queries import Cover, WorkingCalendar
from zhiheng.base.places.models import Kind, Place
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.calendar.months import year_of
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, ListState, Row, Table

YEARS_BACK = 5
_REACH = (1990, 2100)


@page(None)
def calendar(request: SignedInRequest) -> HttpResponse:
    """Every year of now, newest first, and what covers it. Open to every official: many dates hang on it."""
    today, known = timezone.localdate(), queries.working_days()
    years = range(today.year + 1, today.year - YEARS_BACK - 1, -1)
    notices = {one.year: one for one in queries.notices().filter(state=HolidayNotice.State.APPROVED, during__contains=today)}
    waiting = {one.year: one for one in queries.notices().filter(state=HolidayNotice.State.PROPOSED)}
    shown = sorted({*years, *notices, *waiting}, reverse=True)
    rows = [_row(known, year, notices.get(year), waiting.get(year)) for year in shown]
    context = {"table": _table(request.GET, rows), "missing": missing_years(today), "may_enter": bureau_of(request.viewer) is not None}
    return render(request, "calendar/years.html", context | {"earlier": list(_earlier(shown[-1]))})


def _earlier(last: int) -> Iterator[int]:
    return iter(range(last - 1, queries.first_shipped() - 1, -1))


def _table(query: QueryDict, rows: list[Row]) -> Table:
    return Table(
        id="calendar",
        state=ListState.read(query),
        columns=(
            Column("year", _("Year"), strong=True, fixed=True),
            Column("cover", _("Working days known from")),
            Column("document", _("Notice of the State Council"), wrap=True),
            Column("entered", _("Entered by"), lesser=True),
            Column("approved", _("Approved by"), lesser=True),
        ),
        rows=rows,
        total=len(rows),
        empty=Empty(_("No year"), ""),
        caption=_("Working calendar"),
    )


def _row(known: WorkingCalendar, year: int, notice: HolidayNotice | None, waiting: HolidayNotice | None) -> Row:
    document = Cell(notice.document, sub=_("issued %(day)s") % {"day": notice.issued_on}) if notice else None
    cells = {
        "year": str(year),
        "cover": Cell(cover_chip(known.cover(year)), sub=_("an entry waits for approval") if waiting else ""),
        "document": document,
        "entered": str(notice.proposed_by) if notice else None,
        "approved": str(notice.decided_by) if notice else None,
    }
    return Row(str(year), cells, href=reverse("calendar_year", args=[year]))


def cover_chip(cover: Cover) -> Chip:
    """What covers a year, as a label."""
    return {
        Cover.NOTICE: Chip(_("notice entered"), "info"),
        Cover.SHIPPED: Chip(_("shipped with the product"), "line"),
        Cover.NONE: Chip(_("not entered"), "warn", "alert"),
    }[cover]


@page(None)
def calendar_year(request: SignedInRequest, year: int) -> HttpResponse:
    """Twelve months with their holidays and working weekends, and every notice that was entered for the year."""
    if not _REACH[0] <= year <= _REACH[1]:
        raise OutsideScope
    known, today = queries.working_days(), timezone.localdate()
    context = {
        "year": year,
        "shown": year_of(known, year, today),
        "cover": cover_chip(known.cover(year)),
        "covered": known.cover(year) != Cover.NONE,
        "notice": queries.in_force(year),
        "history": queries.notices(year),
        "waiting": queries.waiting(year),
        "may_enter": may_enter(request.viewer, year, today),
        "nav": "calendar",
    }
    return render(request, "calendar/year.html", context)


def bureau_of(viewer: Viewer) -> Place | None:
    """The bureau for which the viewer may enter a calendar; None where the power reaches none. The chosen level does not narrow it."""
    return Place.objects.filter(path__under_any=list(viewer.reach.over(policy.ENTER)), kind=Kind.BUREAU).order_by("path").first()


def may_enter(viewer: Viewer, year: int, today: dt.date) -> bool:
    """Whether the viewer may enter a notice of that year now."""
    return year <= today.year + 1 and bureau_of(viewer) is not None
