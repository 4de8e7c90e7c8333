"""The list over all kinds: what waits, for whom, until when."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from zhiheng.base.objections import policy
from zhiheng.base.objections.grounds import grounds, readers
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import NOT_LATE, OPEN, objections, owed_at
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.objection_words import due_words, kind_words, owner_words, state_of
from zhiheng.web.official import Viewer
from zhiheng.web.parts import Cell, Words
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, encode_cursor, key_at

STATES: dict[str, Words] = {
    "open": _l("open"), "mine": _l("mine to do"), "serve": _l("answer to be served"), "late": _l("late; answered all the same"), "all": _l("all"),
}  # fmt: skip


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Those open, newest first; by state, kind, addressee."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    return render(request, "objections/list.html", {"table": table, "data_time": timezone.now()})


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("state", "kind", "to", "q"))


def seen(viewer: Viewer, paths: Sequence[str]) -> QuerySet[Objection]:
    """What a viewer reads of these places: as far as they read the decisions themselves."""
    return objections(lambda power: paths if power == policy.VIEW else viewer.over(power), readers())


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    rows = list(_chosen(request.viewer, state, paths)[: state.size + 1])
    today = timezone.localdate()
    return Table(
        id="objections", state=state, caption=_("Objections and complaints"),
        columns=(
            Column("receipt", _("Receipt"), strong=True, fixed=True), Column("who", _("Prisoner"), sub=_("Prisoner number")),
            Column("against", pgettext("objection", "Against"), wrap=True, sub=_("The decision")),
            Column("to", pgettext("objection", "Addressee"), lesser=True),
            Column("received", pgettext("objection", "Received"), lesser=True), Column("due", _("Due")),
            Column("owner", _("Owed by"), wrap=True, lesser=True),
            Column("state", _("State")),
        ),
        rows=[_row(one, today) for one in rows[: state.size]],
        next=encode_cursor(rows[state.size - 1].pk) if len(rows) > state.size else None,
        filters=(
            Filter("q", _("Receipt, name or number")), Filter("state", _("State"), options=tuple(STATES.items())),
            Filter("kind", pgettext("objection", "Against"), options=[(ground.kind, ground.title) for ground in grounds()]),
            Filter("to", pgettext("objection", "Addressee"), options=Objection.To.choices),
        ),
        empty=Empty(_("Nothing waits"), _("An objection is taken on the page of the decision that it is against.")),
        export=offered(request, reverse("objections_export")),
        saved=((_("Mine to do"), "?state=mine"), (_("All"), "?state=all")),
    )  # fmt: skip


export = list_export(policy.VIEW, _asked, _table)


def _chosen(viewer: Viewer, state: ListState, paths: Sequence[str]) -> QuerySet[Objection]:
    found, chosen = seen(viewer, paths), state.filters
    found = found.filter(_in_state(viewer, chosen.get("state", "open")))
    for key in ("kind", "to"):
        if chosen.get(key):
            found = found.filter(**{key: chosen[key]})
    if wanted := chosen.get("q", "").strip():
        found = found.filter(Q(receipt=wanted.upper()) | Q(episode__number=wanted.upper()) | Q(episode__person__name__startswith=wanted))
    after = key_at(state.after)
    return found.filter(pk__lt=after) if after is not None else found


def _in_state(viewer: Viewer, state: str) -> Q:
    if state == "mine":
        powers = {policy.RECORD, *(ground.answers for ground in grounds())}
        mine = Q(pk__in=())
        for power in sorted(powers):
            mine |= Q(owed_at(viewer.over(power)), owner=power)
        return mine
    waits = {"open": OPEN, "serve": Q(answered_at__isnull=False, served_on__isnull=True), "late": ~NOT_LATE}
    return waits.get(state, Q())


def _row(one: Objection, today: object) -> Row:
    return Row(
        key=str(one.pk), href=reverse("objection", args=[one.pk]),
        cells={
            "receipt": one.receipt, "who": Cell(str(one.episode.person), sub=one.episode.number),
            "against": Cell(kind_words(one), sub=one.about), "to": one.get_to_display(), "received": one.received_on,
            "due": due_words(one, timezone.localdate()), "owner": Cell(str(one.place), sub=owner_words(one)) if one.owner else owner_words(one),
            "state": state_of(one),
        },
    )  # fmt: skip
