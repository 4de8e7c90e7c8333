"""Discrepancies of the roll: what is not settled, whose it is, how long is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy as people_policy
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.daily.queries import wards_under
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions import hand_over_discrepancy, settle_discrepancy
from zhiheng.domains.custody.whereabouts.models import Discrepancy
from zhiheng.domains.custody.whereabouts.queries.live import OnRecord, discrepancy_at, on_record, unsettled_in
from zhiheng.domains.custody.whereabouts.queries.out import escorts_for
from zhiheng.engines.trail.acts import authorise
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.latest import latest_first, next_after
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.whereabouts.board import discrepancy_rows
from zhiheng.web.pages.whereabouts.forms import HandOverForm, SettleForm
from zhiheng.web.pages.whereabouts.reach import clock_chip, may_at
from zhiheng.web.parts import Cell
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

COLUMNS = (
    Column("found", _l("Found at"), strong=True, fixed=True),
    Column("what", _l("What")),
    Column("who", _l("Who"), sub=_l("Prisoner number")),
    Column("where", _l("Where"), lesser=True),
    Column("owner", _l("Owner"), lesser=True, shown=False),
    Column("words", _l("What was found"), wrap=True, lesser=True),
    Column("by", _l("Settled by"), lesser=True),
    Column("at", _l("Settled at"), lesser=True),
)
STATES = (("open", _l("not settled")), ("settled", _l("settled")))


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("state", "kind", "ward", "day"), size=20)


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """What is open, the soonest due first; and all that are on record."""
    paths = request.viewer.over(policy.VIEW)
    context = {
        "unsettled": discrepancy_rows(request.viewer, unsettled_in(paths)),
        "table": _table(request, _asked(request), paths),
        "data_time": timezone.now(),
    }
    return render(request, "whereabouts/discrepancies.html", context)


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    wards = wards_under(paths)
    rows = latest_first(_chosen(state, {ward.path for ward in wards}, paths), "found_at", state)
    return Table(
        id="discrepancies",
        caption=_("Discrepancies"),
        state=state,
        columns=COLUMNS,
        rows=[_row(request.viewer, one) for one in rows[: state.size]],
        next=next_after(rows, "found_at", state),
        filters=(
            Filter("state", _("State"), options=STATES), Filter("kind", _("What"), options=Discrepancy.Kind.choices),
            Filter("ward", _("Ward"), options=[(ward.path, str(ward)) for ward in wards[:200]]), Filter("day", _("Day"), kind="date"),
        ),
        export=offered(request, reverse("discrepancies_export")),
        empty=Empty(_("No discrepancy is on record"), _("A roll call that does not reconcile leaves a line here, with an owner and a clock.")),
    )  # fmt: skip


def _chosen(state: ListState, wards: set[str], paths: Sequence[str]) -> QuerySet[Discrepancy]:
    given = state.filters
    ward, words = given.get("ward", ""), given.get("day", "")
    wanted = OnRecord(
        kind=given.get("kind", ""),
        settled={"open": False, "settled": True}.get(given.get("state", "")),
        day=parse_date(words) if len(words) == 10 else None,
    )
    return on_record([ward] if ward in wards else paths, wanted)


def _row(viewer: Viewer, one: Discrepancy) -> Row:
    named = may_at(viewer, people_policy.VIEW, one.place.path)
    person = one.episode.person if one.episode else None
    link = reverse("person", args=[person.pk]) if person and named else ""
    cells: dict[str, object] = {
        "found": one.found_at,
        "what": one.get_kind_display(),
        "who": Cell(person.name, sub=one.episode.number, href=link) if person and one.episode else None,
        "where": str(one.place),
        "owner": str(one.owner),
        "words": f"{one.get_how_display()}: {one.words}" if one.settled_at else clock_chip(one),
        "by": str(one.settled_by) if one.settled_by else None,
        "at": one.settled_at,
    }
    source = reverse("roll_call", args=[one.roll_id]) if one.roll_id else reverse("movement", args=[one.party_id])
    return Row(key=str(one.pk), cells=cells, href=source, exported={"words": one.words})


export = list_export(policy.VIEW, _asked, _table)


@form_page(policy.SETTLE)
def settle(request: SignedInRequest, discrepancy_id: int) -> HttpResponse:
    """Close one with what was found."""
    found = _seen(request, discrepancy_id)
    form = SettleForm(request.POST if request.method == "POST" else None)
    about = _about(found, _("Settle the discrepancy"), _("Settle it"), _("The discrepancy is settled."))
    by: dict[str, Any] = {"acting": request.official, "reason": str(found.get_kind_display())}
    return answer(
        request, about, form, lambda: settle_discrepancy(found, how=form.cleaned_data["how"], words=form.cleaned_data["words"], **by)
    )  # fmt: skip


@form_page(policy.SETTLE)
def hand_over(request: SignedInRequest, discrepancy_id: int) -> HttpResponse:
    """Let another officer own it."""
    found = _seen(request, discrepancy_id)
    officers = escorts_for([found.place.path])
    form = HandOverForm(request.POST if request.method == "POST" else None, officers=officers)
    about = _about(found, _("Hand it over"), _("Hand it over"), _("It is handed over; its clock runs on."))

    def do() -> object:
        owner: Officer = next(officer for officer in officers if officer.number == form.cleaned_data["owner"])
        return hand_over_discrepancy(found, owner=owner, acting=request.official, reason=form.cleaned_data["reason"])

    return answer(request, about, form, do)


def _seen(request: SignedInRequest, discrepancy_id: int) -> Discrepancy:
    found = discrepancy_at(discrepancy_id)
    authorise(request.official, policy.SETTLE, found.trail_subject())
    return found


def _about(found: Discrepancy, title: str, button: str, done: str) -> ActPage:
    who = f" {found.episode.person.name}" if found.episode else ""
    return ActPage(title, f"{found.place}{who} · {found.get_kind_display()}", button, done, reverse("discrepancies"), nav="discrepancies")
