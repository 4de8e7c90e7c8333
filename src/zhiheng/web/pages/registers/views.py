"""The standing registers of a ward: the list with gaps, one day's page, its export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhiheng.base.people import policy as people_policy
from zhiheng.base.places.models import Place
from zhiheng.base.places.queries import place_at
from zhiheng.base.registers import REGISTERS, Register
from zhiheng.domains.custody.daily import policy
from zhiheng.domains.custody.daily.queries import wards_under
from zhiheng.engines.trail.acts import authorise, note_event, note_read
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.exports import reason_of
from zhiheng.web.formats import iso_date, moment

DAYS = 30


@dataclass(frozen=True, slots=True)
class Book:
    """One register of a place with its last month."""

    register: Register
    today: int
    total: int
    last: dt.date | None
    gaps: Sequence[dt.date]


@page(policy.VIEW)
def registers(request: SignedInRequest) -> HttpResponse:
    """The books of one ward that the viewer may read."""
    wards = wards_under(request.viewer.over(policy.VIEW))
    asked = request.GET.get("place", "")
    here = next((ward for ward in wards if ward.path == asked), wards[0] if wards else None)
    lines = [_book(register, here) for register in _readable(request, here)] if here else []
    return render(request, "registers/registers.html", {"places": wards, "here": here, "lines": lines, "days": DAYS, "nav": "registers"})


@page(policy.VIEW)
def register(request: SignedInRequest, code: str) -> HttpResponse:
    """One day's page of one book."""
    found, here, day = _asked(request, code, request.GET)
    context = {
        **_page_of(found, here, day),
        "kept": found.kept_on(day),
        "gap": bool(found.gaps(here.path, day, day)) and day < timezone.localdate(),
        "before": day - dt.timedelta(days=1),
        "after": day + dt.timedelta(days=1),
        "may_export": request.viewer.may(people_policy.EXPORT),
        "nav": "registers",
    }
    return render(request, "registers/register.html", context)


@page(policy.VIEW)
def sheet(request: SignedInRequest, code: str) -> HttpResponse:
    """The page of a day as it is bound into the book: numbered lines, what follows is struck out, two signatures. The reading is kept."""
    found, here, day = _asked(request, code, request.GET)
    note_read(found.power, acting=request.official, subject=here.trail_subject(), reason=f"{found} {day.isoformat()}")
    return render(request, "registers/print_register.html", _page_of(found, here, day))


def _page_of(found: Register, here: Place, day: dt.date) -> dict[str, object]:
    return {"register": found, "here": here, "day": day, "lines": found.page(here.path, day), "may_go": found.may_go_after(day)}


@deed(people_policy.EXPORT)
def export(request: SignedInRequest, code: str) -> HttpResponse:
    """The page as a table, for a reason that the trail keeps; the file says who, when and what for."""
    found, here, day = _asked(request, code, request.POST)
    authorise(request.official, people_policy.EXPORT, here.trail_subject())
    reason = reason_of(request)
    inputs = {"power": people_policy.EXPORT, "register": code, "day": day.isoformat()}
    note_event("export", acting=request.official, subject=here.trail_subject(), reason=reason, inputs=inputs)
    header = [_("No."), pgettext("register", "Time"), *(str(column) for column in found.columns), _("Officer")]
    lines = enumerate(found.page(here.path, day), start=1)
    rows: list[list[sheets.Value]] = [[number, moment(line.at), *line.cells, line.officer] for number, line in lines]
    about: list[list[sheets.Value]] = [
        [str(found), ""], [_("Place"), str(here)], [_("Day"), iso_date(day)], [_("Exported by"), request.viewer.name],
        [_("Exported at"), moment(timezone.now())], [_("Reason"), reason],
    ]  # fmt: skip
    body = sheets.write_xlsx([sheets.Sheet(_("About"), ["", ""], about), sheets.Sheet(str(found), header, rows)])
    answer = HttpResponse(body, content_type=sheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{code}-{day.isoformat()}.xlsx"'
    return answer


def _asked(request: SignedInRequest, code: str, given: object) -> tuple[Register, Place, dt.date]:
    """Book, place and day that were asked for. OutsideScope for a book, or a place, that the viewer may not read."""
    get = getattr(given, "get")  # noqa: B009  # GET or POST
    found = REGISTERS.get(code)
    if found is None or not request.viewer.may(found.power):
        raise OutsideScope
    reach = request.viewer.reach.over(found.power)
    asked = str(get("place", "")) or next((ward.path for ward in wards_under(request.viewer.over(found.power))), "")
    here = place_at(asked, reach)
    words = str(get("day", ""))
    return found, here, (parse_date(words) if len(words) == 10 else None) or timezone.localdate()


def _readable(request: SignedInRequest, here: Place | None) -> Sequence[Register]:
    if here is None:
        return ()
    paths = {code: request.viewer.reach.over(found.power) for code, found in REGISTERS.items()}
    return [found for code, found in REGISTERS.items() if any(here.path == path or here.path.startswith(f"{path}.") for path in paths[code])]


def _book(found: Register, here: Place) -> Book:
    today = timezone.localdate()
    first = today - dt.timedelta(days=DAYS - 1)
    counts = found.counts(here.path, first, today)
    days = [day for day, lines in counts.items() if lines]
    # Today may still be filled: a gap is a day that is over.
    gaps = found.gaps(here.path, max(first, found.since), today - dt.timedelta(days=1))
    return Book(found, counts.get(today, 0), sum(counts.values()), max(days, default=None), list(reversed(gaps)))
