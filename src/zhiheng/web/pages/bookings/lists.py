"""Everything that is booked in reach: what comes, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.bookings import policy
from zhiheng.base.bookings.models import STANDING, Booking
from zhiheng.base.bookings.queries import bookings
from zhiheng.base.bookings.questions import Question, questions
from zhiheng.domains.custody.daily.queries import wards_under
from zhiheng.web import exports
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.latest import earliest_first, next_after
from zhiheng.web.pages.bookings.desk import amount_words, hour_of
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

WHICH = (("asked", _l("to be decided about")), ("all", _l("all, also past ones")))


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """What comes, the next first; or everything."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    return render(request, "discipline/list.html", {"table": table, "data_time": timezone.now()})


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("which", "kind", "state", "ward"))


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    wards = wards_under(paths)
    found = _chosen(state, {ward.path for ward in wards}, paths)
    asked = questions(found)
    if state.filters.get("which") == "asked":
        found = found.filter(pk__in=asked)
    rows = earliest_first(found, "on", state)
    return Table(
        id="bookings", state=state, caption=_("Visits, calls and spending booked"), rows=[_row(one, asked.get(one.pk)) for one in rows[: state.size]],
        columns=(
            Column("on", _("Day"), strong=True, fixed=True), Column("name", _("Name"), sub=_("Prisoner number")),
            Column("kind", _("What is booked"), sub=_("How much")), Column("words", _("With whom, or for what"), wrap=True, lesser=True),
            Column("state", _("State")), Column("where", _("Ward"), lesser=True), Column("by", _("Booked by"), lesser=True),
        ),
        next=next_after(rows, "on", state),
        filters=(
            Filter("which", _("Which"), options=WHICH, unset=_l("from today on")),
            Filter("kind", _("What is booked"), options=Booking.Kind.choices), Filter("state", _("State"), options=Booking.State.choices),
            Filter("ward", _("Ward"), options=[(ward.path, str(ward)) for ward in wards[:200]]),
        ),
        empty=Empty(_("Nothing is booked"), _("A ward's desk books on a person's page, under conduct.")),
        export=exports.offered(request, reverse("bookings_export")),
    )  # fmt: skip


def _chosen(state: ListState, wards: set[str], paths: Sequence[str]) -> QuerySet[Booking]:
    given = state.filters
    found = bookings([given["ward"]] if given.get("ward") in wards else paths)
    if given.get("which") != "all":
        found = found.filter(on__gte=timezone.localdate())
    if given.get("state") in Booking.State.values:
        found = found.filter(state=given["state"])
    elif given.get("which") != "all":
        found = found.filter(state__in=STANDING)
    return found.filter(kind=given["kind"]) if given.get("kind") in Booking.Kind.values else found


export = exports.list_export(policy.VIEW, _asked, _table)


def _row(one: Booking, asked: Question | None) -> Row:
    state = Chip(one.get_state_display(), "good" if one.state == Booking.State.BOOKED else "line")
    cells = {
        "on": Cell(one.on, sub=hour_of(one)), "name": Cell(one.episode.person.name, sub=one.episode.number),
        "kind": Cell(one.get_kind_display(), sub=amount_words(one)), "words": one.words,
        "state": Cell(Chip(_("to be decided about"), "warn", "alert"), sub=asked.why) if asked else state,
        "where": str(one.episode.ward or one.episode.place), "by": str(one.made_by),
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("person_conduct", args=[one.episode.person_id]), cells=cells)
