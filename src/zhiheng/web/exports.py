"""A list as a workbook: exactly the rows that the filters leave, for a reason; the export is kept in the trail.

The file is made from the same ``Table`` that the page draws, so that what is read on the screen and what is handed on
cannot part. Every column is in it, also those that a screen leaves out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people import policy as people_policy
from zhiheng.engines.trail.acts import Subject, authorise, note_event
from zhiheng.engines.trail.refusals import Invalid, OutsideScope, Unsupported
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest, deed
from zhiheng.web.formats import shown
from zhiheng.web.parts import Cell, Chip, Verdict
from zhiheng.web.tables import Column, Export, ListState, Row, Table, value_words

AT_MOST = 20_000
LONGEST_REASON = 200

type Reader = Callable[[SignedInRequest], ListState]
type Maker = Callable[[SignedInRequest, ListState, Sequence[str]], Table]


def offered(request: SignedInRequest, url: str) -> Export | None:
    """The export of a list, for those who may export at all."""
    return Export(url) if request.viewer.may(people_policy.EXPORT) else None


def list_export(power: str, read: Reader, make: Maker) -> Callable[[HttpRequest], HttpResponseBase]:
    """The export of a list that ``make`` draws and that ``power`` opens: the places where the viewer may do both.

    The view raises:
        Invalid: no reason was given. Unsupported: more than ``AT_MOST`` rows. OutsideScope: no place is left.
    """

    @deed(people_policy.EXPORT)
    def export(request: SignedInRequest) -> HttpResponse:
        reason = reason_of(request)
        paths = _in_both(request.viewer.over(power), request.viewer.over(people_policy.EXPORT))
        if not paths:
            raise OutsideScope
        table = make(request, replace(read(request), size=AT_MOST, after=None, before=None), paths)
        if table.next is not None:
            raise Unsupported(_("More than 20,000 rows. Narrow the list by a filter; nothing was exported."))
        subject = Subject(ref=f"list:{table.id}", label=str(table.caption), place=min(paths, key=len))
        authorise(request.official, people_policy.EXPORT, subject)
        inputs = {"power": people_policy.EXPORT, "filters": dict(table.state.filters), "rows": len(table.rows)}
        note_event("export", acting=request.official, subject=subject, reason=reason, inputs=inputs)
        return _file(request, table, reason)

    return export


def reason_of(request: SignedInRequest) -> str:
    """What an export is for. Raises Invalid where it is not said."""
    reason = request.POST.get("reason", "").strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid(_("State in at most 200 characters what the export is for. Nothing was exported."))
    return reason


def _in_both(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Places that lie within a place of either kind: the deeper one of each pair."""
    pairs = ((a, b) for a in some for b in others)
    return list(dict.fromkeys(max(a, b, key=len) for a, b in pairs if f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.")))


def _file(request: SignedInRequest, table: Table, reason: str) -> HttpResponse:
    now = timezone.localtime()
    filters = [f"{chosen.label}: {value_words(chosen, value)}" for chosen, value in table.active_filters]
    told: list[tuple[sheets.Value, ...]] = [
        (_("Exported by"), f"{request.official.label} {request.official.ref}"),
        (_("Time"), now.replace(tzinfo=None)),
        (_("Reason"), reason),
        (_("Filters"), _("; ").join(filters) or _("none")),
        (_("Rows"), len(table.rows)),
        (_("Notice"), _("Personal data. This export is kept in the trail; do not pass it on.")),
    ]
    rows = [list(_values(table.columns, row)) for row in table.rows]
    listed = sheets.Sheet(str(table.caption), list(_heads(table.columns)), rows)
    content = sheets.write_xlsx([sheets.Sheet(_("About this file"), [], told), listed])
    name = f'attachment; filename="{table.id}-{now:%Y%m%d-%H%M%S}.xlsx"'
    return HttpResponse(content, content_type=sheets.XLSX, headers={"Content-Disposition": name, "Cache-Control": "no-store"})


def _heads(columns: Sequence[Column]) -> Iterator[str]:
    """A heading for each column; one more where it holds two things, each of which a reader will want to sort by."""
    for column in columns:
        yield str(column.label)
        if column.sub:
            yield str(column.sub)


def _values(columns: Sequence[Column], row: Row) -> Iterator[sheets.Value]:
    for column in columns:
        value = row.exported.get(column.key, row.cells.get(column.key))
        if column.sub:
            yield plain(value.main if isinstance(value, Cell) else value)
            yield str(value.sub) if isinstance(value, Cell) else ""
        else:
            yield plain(value)


def plain(value: object) -> sheets.Value:
    """What a cell of the page says, as a spreadsheet counts and sorts it: times in Beijing, without their zone."""
    match value:
        case Cell():
            words = [str(part) for part in (value.beside, value.sub) if part]
            return f"{shown(value.main)} ({_(', ').join(words)})" if words else plain(value.main)
        case Chip() | Verdict():
            return str(value.text)
        case dt.datetime():
            return timezone.localtime(value).replace(tzinfo=None)
        case None | str() | int() | float() | dt.date():
            return value
    return shown(value)
