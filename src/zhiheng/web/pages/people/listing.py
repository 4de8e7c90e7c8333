"""The list of people within the viewer's area, and its export."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Literal, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy
from zhiheng.base.people.queries import Listing, ListQuery, PersonRow, Scope, list_people, scope_of
from zhiheng.base.people.queries.record import age
from zhiheng.base.powers.models import Sex
from zhiheng.domains.custody.reception import policy as reception_policy
from zhiheng.domains.sentence import policy as sentence_policy
from zhiheng.domains.sentence.models import SentenceKind
from zhiheng.domains.sentence.queries import EpisodeEnd, ends_of
from zhiheng.engines.trail.acts import Subject, authorise, note_event
from zhiheng.engines.trail.refusals import Invalid, OutsideScope, Unsupported
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.official import Viewer
from zhiheng.web.parts import Cell
from zhiheng.web.tables import Column, Empty, Export, Filter, ListState, Row, Table, decode_cursor, encode_cursor

SORTS = ("name", "number", "received")
FILTERS = ("q", "place", "sex", "state")
TERMLESS = (SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE)
EXPORT_AT_MOST = 20_000
_EXPORT_PAGE = 1000

COLUMNS = (
    Column("name", _l("Name"), sort=True, strong=True, fixed=True),
    Column("number", _l("Prisoner number"), sort=True),
    Column("sex", _l("Sex"), lesser=True),
    Column("age", _l("Age"), num=True, lesser=True),
    Column("where", _l("Ward, cell, bed")),
    Column("prison", _l("Prison"), lesser=True),
    Column("received", _l("Received"), sort=True, lesser=True),
)
END = Column("end", _l("End of term"))
RELEASED = Column("released", _l("Released"))


@page(policy.VIEW)
def people(request: SignedInRequest) -> HttpResponse:
    """People in custody, or released."""
    state = ListState.read(request.GET, sorts=SORTS, default_sort="name", filters=FILTERS)
    query = query_of(request.viewer, state, request.viewer.over(policy.VIEW))
    found = list_people(query)
    table = Table(
        id="people", state=state, columns=_columns(request.viewer, query), rows=_rows(request.viewer, query, found),
        next=_cursor(found.rows[-1]) if found.has_next and found.rows else None,
        previous=_cursor(found.rows[0]) if found.has_previous and found.rows else None,
        total=found.count, total_is_floor=found.beyond, filters=_filters(request.viewer),
        empty=Empty(_("Nobody is held here."), _("People appear here once their reception is registered.")),
        export=Export("/people/export") if request.viewer.may(policy.EXPORT) else None,
        caption=_("Prisoners"),
    )  # fmt: skip
    context = {
        "table": table,
        "may_admit": request.viewer.may(policy.REGISTER) and request.viewer.may(reception_policy.VIEW),
        "released": not query.held,
        "cut_off": found.cut_off,
        "data_time": timezone.now(),
    }
    return render(request, "people/list.html", context)


def query_of(viewer: Viewer, state: ListState, reach: list[str]) -> ListQuery:
    """What the address asks of the list, within ``reach``.

    Raises:
        OutsideScope: the place asked for does not lie within it.
    """
    chosen = state.filters
    name, descending = state.sort[0]
    return ListQuery(
        scope=_scope(chosen.get("place", ""), reach),
        text=chosen.get("q", ""),
        sex=chosen["sex"] if chosen.get("sex") in Sex.values else "",
        held=chosen.get("state") != "released",
        sort=cast(Literal["name", "number", "received"], name),
        descending=descending,
        after=_edge(state.after, name),
        before=_edge(state.before, name),
        size=state.size,
        identity=viewer.may(policy.IDENTITY),
    )


def _scope(place: str, reach: list[str]) -> Scope:
    if not place:
        return scope_of(reach)
    if not any(place == path or place.startswith(f"{path}.") for path in reach):
        raise OutsideScope
    return scope_of([place])


def _edge(cursor: str | None, sort: str) -> tuple[str, int] | None:
    """The row a cursor stands at; a damaged cursor shows the first page."""
    values = decode_cursor(cursor)
    if values is None or len(values) != 2 or values[0] is None or not (values[1] or "").isdecimal():
        return None
    if sort == "received" and not _is_day(values[0]):
        return None
    row = int(str(values[1]))
    return (values[0], row) if row < 2**63 and "\x00" not in values[0] else None


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _cursor(row: PersonRow) -> str:
    return encode_cursor(row.key, row.episode_id)


def _columns(viewer: Viewer, query: ListQuery) -> tuple[Column, ...]:
    if not query.held:
        return (*COLUMNS, RELEASED)
    return (*COLUMNS, END) if viewer.may(sentence_policy.VIEW) else COLUMNS


def _filters(viewer: Viewer) -> tuple[Filter, ...]:
    places = [(option.code, f"{'　' * option.depth}{option.name}") for option in viewer.scopes]
    return (
        Filter("q", _("Name, pinyin or number"), placeholder=_("one character is enough")),
        Filter("place", _("Prison or ward"), options=places),
        Filter("sex", _("Sex"), options=[(sex.value, sex.label) for sex in Sex]),
        Filter("state", _("State"), options=(("released", _("released")),), unset=_("in custody")),
    )


def _rows(viewer: Viewer, query: ListQuery, found: Listing) -> list[Row]:
    today = timezone.localdate()
    seen = viewer.may(sentence_policy.VIEW) and query.held
    ends = ends_of([row.episode_id for row in found.rows]) if seen and found.rows else {}
    return [_row(row, ends.get(row.episode_id), today) for row in found.rows]


def _row(row: PersonRow, end: EpisodeEnd | None, today: dt.date) -> Row:
    cells: dict[str, object] = {
        "name": row.name,
        "number": row.number,
        "sex": Sex(row.sex).label,
        "age": age(row.birth_date, today),
        "where": where(row),
        "prison": row.prison,
        "received": row.received_on,
        "end": end_cell(end),
        "released": row.ended_on,
    }
    return Row(key=str(row.episode_id), cells=cells, href=f"/people/{row.person_id}")


def where(row: PersonRow) -> str:
    """Ward, cell and bed in a line."""
    return " ".join(part for part in (row.ward, row.cell, row.bed) if part)


def end_cell(end: EpisodeEnd | None) -> object:
    """The end that governs; marked where printed and computed differ."""
    if end is None:
        return None
    day: object = end.end or (SentenceKind(end.kind).label if end.kind in TERMLESS else None)
    return Cell(day, beside=_("differs")) if end.agreement == "differs" else day


@deed(policy.EXPORT)
def export(request: SignedInRequest) -> HttpResponse:
    """Exactly the filtered rows, for a reason; the export itself is kept, and the file says who and when."""
    reason = request.POST.get("reason", "").strip()
    if not reason or len(reason) > 200:
        raise Invalid(_("State in at most 200 characters what the export is for. Nothing was exported."))
    state = ListState.read(request.GET, sorts=SORTS, default_sort="name", filters=FILTERS)
    reach = request.viewer.over(policy.EXPORT)
    query = query_of(request.viewer, state, reach)
    top = min(reach, key=len)
    subject = Subject(ref="people:list", label=str(_("list of prisoners")), place=top)
    authorise(request.official, policy.EXPORT, subject)
    rows = list(_every_row(query))
    inputs = {"power": policy.EXPORT, "filters": dict(state.filters), "rows": len(rows)}
    note_event("export", acting=request.official, subject=subject, reason=reason, inputs=inputs)
    return _file(request, state, reason, rows)


def _every_row(query: ListQuery) -> Iterator[PersonRow]:
    at = dataclasses.replace(query, size=_EXPORT_PAGE, after=None, before=None)
    seen = 0
    while True:
        found = list_people(at)
        seen += len(found.rows)
        if seen > EXPORT_AT_MOST:
            raise Unsupported(_("More than 20,000 rows. Narrow the list by a filter; nothing was exported."))
        yield from found.rows
        if not found.has_next:
            return
        at = dataclasses.replace(at, after=(found.rows[-1].key, found.rows[-1].episode_id))


def _file(request: SignedInRequest, state: ListState, reason: str, rows: list[PersonRow]) -> HttpResponse:
    now = timezone.localtime()
    header = [str(column.label) for column in COLUMNS] + [str(RELEASED.label)]
    body = [
        (r.name, r.number, str(Sex(r.sex).label), age(r.birth_date, now.date()), where(r), r.prison, r.received_on, r.ended_on)
        for r in rows
    ]  # fmt: skip
    name = f"people-{now:%Y%m%d-%H%M%S}"
    if request.GET.get("format") == "csv":
        return _download(sheets.write_csv(header, body), sheets.CSV, f"{name}.csv")
    told: list[tuple[sheets.Value, ...]] = [
        (_("Exported by"), f"{request.official.label} {request.official.ref}"),
        (_("Time"), now.replace(tzinfo=None)),
        (_("Reason"), reason),
        (_("Filters"), _("; ").join(f"{key} = {value}" for key, value in state.filters.items()) or _("none")),
        (_("Rows"), len(rows)),
        (_("Notice"), _("Personal data. This export is kept in the trail; do not pass it on.")),
    ]
    book = sheets.write_xlsx([sheets.Sheet(_("About this file"), [], told), sheets.Sheet(_("Prisoners"), header, body)])
    return _download(book, sheets.XLSX, f"{name}.xlsx")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"})
