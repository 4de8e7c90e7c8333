"""Who is not classified, waits for a second officer or an answer, or comes up for review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.models import Level
from zhiheng.domains.custody.classing.queries import DueRow, due_list
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.formats import day_count
from zhiheng.web.parts import Cell, Chip, Words
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, page_read

AHEAD = 30
WHY: dict[str, Words] = {
    "none": _l("not classified"),
    "decide": _l("waits for a second officer"),
    "answer": _l("objection to be answered"),
    "review": _l("review"),
}
COLUMNS = (
    Column("name", _l("Name"), strong=True, fixed=True, sub=_l("Prisoner number")),
    Column("why", _l("What is due")),
    Column("due", _l("Due")),
    Column("level", _l("Level now"), lesser=True),
    Column("where", _l("Prison and ward"), lesser=True),
)


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("why",))


@page(policy.VIEW)
def due(request: SignedInRequest) -> HttpResponse:
    """The longest due first; reviews up to a month ahead."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    return render(request, "classing/due.html", {"table": table, "data_time": timezone.now()})


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    today = timezone.localdate()
    by = today + dt.timedelta(AHEAD)
    why = state.filters.get("why", "")
    shown = page_read(lambda first, most: due_list(scope_of(paths), by, why=why, limit=most, offset=first), state)
    return Table(
        id="classing", state=state, columns=COLUMNS, rows=[_row(row, today) for row in shown.rows],
        next=shown.next, previous=shown.previous,
        filters=(Filter("why", _("What is due"), options=tuple(WHY.items())),), caption=_("Classification due"),
        empty=Empty(_("Nobody is due"), _("Whoever must be classified or reviewed within a month appears here.")),
        export=offered(request, reverse("classing_export")),
    )  # fmt: skip


export = list_export(policy.VIEW, _asked, _table)


def _row(row: DueRow, today: dt.date) -> Row:
    return Row(
        key=str(row.episode_id),
        href=reverse("person_classing", args=[row.person_id]),
        cells={
            "name": Cell(row.name, sub=row.number),
            "why": WHY[row.why],
            "due": _due(row, today),
            "level": Level(row.level).label if row.level else None,
            "where": Cell(row.ward or row.prison, sub=row.prison if row.ward else ""),
        },
        exported={"due": row.due} if row.due else {},
    )


def _due(row: DueRow, today: dt.date) -> object:
    """Days in words when it is near or over; the calendar of working days may not be entered."""
    if row.due is None:
        return Chip(_("calendar not entered"), "warn")
    if row.why in ("none", "decide"):
        return Cell(row.due, sub=_("since %(days)s") % {"days": day_count((today - row.due).days)})
    if row.due < today:
        return Chip(_("overdue by %(days)s") % {"days": day_count((today - row.due).days)}, "bad", "alert")
    if row.due == today:
        return Chip(_("due today"), "warn")
    return Cell(row.due, sub=_("in %(days)s") % {"days": day_count((row.due - today).days)})
