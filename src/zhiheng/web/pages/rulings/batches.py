"""Imported rulings: the batches, the rows of one, one row with its tree, and the export."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.domains.sentence import policy, ruling_queries
from zhiheng.domains.sentence.models import RulingBatch
from zhiheng.domains.sentence.published import LETTERS
from zhiheng.engines.trail.acts import note_event
from zhiheng.lib.sheets import XLSX, Sheet, write_xlsx
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.formats import moment
from zhiheng.web.pages.rulings.rows import EXPORT_HEADER, VERDICT_WORDS, columns, export_row, ruling_face, table_row, verdict_tabs
from zhiheng.web.pages.sentence.views import official_label
from zhiheng.web.parts import Cell
from zhiheng.web.shell import url_or_none
from zhiheng.web.tables import Column, Empty, Export, Filter, ListState, Row, Table, encode_cursor, key_at


@page(policy.RULINGS_VIEW)
def batch_list(request: SignedInRequest) -> HttpResponse:
    """Every batch, newest first."""
    state = ListState.read(request.GET, size=50)
    found, more = ruling_queries.batches(before=key_at(state.after), size=state.size)
    may_import = request.viewer.may(policy.RULINGS_IMPORT)
    names = {ref: official_label(ref) for ref in {batch.imported_by for batch in found}}
    empty = Empty(
        _("No rulings are imported yet"),
        _("Import a file of published rulings; every row is recomputed and compared with what the court printed."),
        _("Import rulings") if may_import else "",
        reverse("rulings_import") if may_import else "",
    )
    table = Table(
        id="batches",
        caption=_("Imported files"),
        state=state,
        columns=_batch_columns(),
        rows=[_batch_row(batch, names[batch.imported_by]) for batch in found],
        next=encode_cursor(found[-1].pk) if more else None,
        empty=empty,
    )
    return render(request, "rulings/batches.html", {"table": table, "may_import": may_import})


def _batch_columns() -> tuple[Column, ...]:
    counted = tuple(Column(verdict, words, num=True) for verdict, words in VERDICT_WORDS.items())
    named = (Column("name", _("File"), strong=True, fixed=True), Column("at", _("Imported at")), Column("by", _("By"), lesser=True))
    return (*named, Column("rows", _("Rows"), num=True), *counted, Column("edition", _("Rules"), lesser=True))


def _batch_row(batch: RulingBatch, by: str) -> Row:
    counted = {verdict: getattr(batch, verdict) for verdict in LETTERS}
    cells: dict[str, object] = {"name": Cell(batch.name), "at": moment(batch.imported_at), "by": by, "edition": batch.edition}
    return Row(key=str(batch.pk), href=reverse("rulings_batch", args=[batch.pk]), cells=cells | counted | {"rows": sum(counted.values())})


@page(policy.RULINGS_VIEW)
def batch(request: SignedInRequest, batch: int) -> HttpResponse:
    """One batch, row by row."""
    found = ruling_queries.batch_of(batch)
    state = ListState.read(request.GET, filters=("verdict", "q"), size=50)
    verdict, text = state.filters.get("verdict", ""), state.filters.get("q", "")
    rows, more = ruling_queries.rulings(found, verdict=verdict, text=text, after=key_at(state.after) or 0, size=state.size)
    tally = {name: getattr(found, name) for name in LETTERS}
    table = Table(
        id="rulings",
        caption=_("Rows of the file"),
        state=state,
        columns=columns(),
        rows=[table_row(ruling, reverse("ruling", args=[found.pk, ruling.line])) for ruling in rows],
        next=encode_cursor(rows[-1].line) if more else None,
        total=None if text else tally.get(verdict, sum(tally.values())),
        filters=(Filter("q", _("Row id, court or offence")), Filter("verdict", _("Result"), options=list(VERDICT_WORDS.items()))),
        export=Export(reverse("rulings_export", args=[found.pk]), personal=False),
        empty=Empty(_("No such rows"), _("The file has no row with this result.")),
    )
    context = {
        "batch": found,
        "table": table,
        "tally": tally,
        "tabs": verdict_tabs(tally, state),
        "tab": verdict,
        "by": official_label(found.imported_by),
        "trail_url": _trail_url(request, found),
        "nav": "rulings",
    }
    return render(request, "rulings/batch.html", context)


@page(policy.RULINGS_VIEW)
def row(request: SignedInRequest, batch: int, line: int) -> HttpResponse:
    """One ruling: printed beside computed, reasons, what is missing, the tree, the row as given."""
    found = ruling_queries.batch_of(batch)
    face = ruling_face(ruling_queries.ruling_of(found, line))
    context = {"face": face, "batch": found, "name": found.name, "back": reverse("rulings_batch", args=[found.pk]), "nav": "rulings"}
    return render(request, "rulings/row.html", context)


@deed(policy.RULINGS_VIEW)
def export(request: SignedInRequest, batch: int) -> HttpResponse:
    """Exactly the filtered rows as a spreadsheet, with a first sheet that says what it is. The export is kept in the trail."""
    found = ruling_queries.batch_of(batch)
    state = ListState.read(request.GET, filters=("verdict", "q"), size=50)
    verdict, text = state.filters.get("verdict", ""), state.filters.get("q", "")
    rows = [export_row(ruling) for ruling in ruling_queries.exported(found, verdict=verdict, text=text)]
    about: list[list[str | int]] = [
        [_("File"), found.name],
        [_("SHA-256"), found.digest],
        [_("Rules"), found.edition],
        [_("Filter"), " ".join([str(VERDICT_WORDS.get(verdict, "")), text]).strip() or _("none")],
        [_("Rows"), len(rows)],
        [_("Exported by"), f"{request.official.label} {request.official.ref}"],
        [_("Exported at"), moment(timezone.now())],
    ]
    note_event("export_rulings", acting=request.official, subject=found.trail_subject(), inputs={"verdict": verdict, "text": text, "rows": len(rows)})
    header = [str(words) for words in EXPORT_HEADER]
    data = write_xlsx([Sheet(_("About"), [_("What"), _("Value")], about), Sheet(_("Rulings"), header, rows)])
    name = f"{found.name.rpartition('.')[0] or found.name}.xlsx"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"})


def _trail_url(request: SignedInRequest, found: RulingBatch) -> str:
    """Who imported and who exported this file, for who may read the trail."""
    trail = url_or_none("trail") if request.viewer.may("trail.view") else None
    return f"{trail}?subject={quote(found.trail_subject().ref)}" if trail else ""
