"""What waits for a decision, put before its body in one press."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import open_decision
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.domains.conduct.points.queries.entries import waiting
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.law.scale import Body
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.pages.points.figures import points
from zhiheng.web.pages.points.names import names_of
from zhiheng.web.pages.points.reach import reaches, wards_in_reach
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import BatchAct, Column, Empty, Filter, ListState, Row, Table, encode_cursor, key_at

MOST = 200


@page(policy.VIEW)
def pending(request: SignedInRequest) -> HttpResponse:
    """Entries that wait, oldest first, by body and ward; open deliberations above."""
    state = ListState.read(request.GET, filters=("body", "ward", "q"), size=50)
    paths = request.viewer.over(policy.VIEW)
    wards = wards_in_reach(request.viewer, policy.VIEW)
    chosen = state.filters.get("ward")
    body = {"ward-team": Body.WARD_TEAM, "prison-group": Body.PRISON_GROUP}.get(state.filters.get("body", ""))
    found = waiting([chosen] if chosen and chosen in {ward.path for ward in wards} else paths, body)
    if state.filters.get("q"):
        found = found.filter(episode__person__name__contains=state.filters["q"])
    if (after := key_at(state.after)) is not None:
        found = found.filter(pk__gt=after)
    rows = list(found.select_related("deliberation").order_by("pk")[: state.size + 1])
    shown, names = rows[: state.size], names_of(one.proposed_by for one in rows)
    may_convene = request.viewer.may(policy.CONVENE)
    table = Table(
        id="points-pending",
        caption=_("Points waiting for a decision"),
        state=state,
        columns=(
            Column("who", _("Prisoner"), strong=True, fixed=True), Column("value", _("Points"), num=True), Column("clause", _("Reason"), wrap=True),
            Column("on", _("Day of the fact")), Column("ward", _("Ward"), lesser=True), Column("by", _("Proposed by"), lesser=True),
            Column("needs", _("Decided by")), Column("state", _("State")),
        ),
        rows=[_row(one, names) for one in shown],
        next=encode_cursor(shown[-1].pk) if len(rows) > state.size else None,
        filters=(
            Filter("q", _("Name")),
            Filter("body", _("Decided by"), options=[("ward-team", _("ward points team")), ("prison-group", _("prison points group"))]),
            Filter("ward", _("Ward"), options=[(ward.path, str(ward)) for ward in wards]),
        ),
        empty=Empty(_("Nothing waits for a decision"), _("Entries appear here once officers submit their day sheets.")),
        batch=(BatchAct(_("Put before the body"), reverse("points_convene")),) if may_convene else (),
        saved=((_("For the prison group"), "?body=prison-group"),),
    )  # fmt: skip
    return render(request, "points/pending.html", {"table": table, "open": _open(paths), "nav": "points_pending"})


def _row(one: PointEntry, names: dict[str, str]) -> Row:
    needs = Chip(_("prison points group"), "info") if one.needs == Body.PRISON_GROUP else Chip(_("ward points team"), "line")
    state = Chip(_("before the body"), "info") if one.deliberation_id else Chip(_("waits"), "warn")
    cells = {
        "who": Cell(str(one.episode.person), sub=one.episode.number), "value": points(one.raw, signed=True), "clause": str(one.clause or "—"),
        "on": one.happened_on, "ward": str(one.ward), "by": names.get(one.proposed_by, "—"), "needs": needs, "state": state,
    }  # fmt: skip
    return Row(key=str(one.pk), href=reverse("points_entry", args=[one.pk]), drawer=True, cells=cells)


def _open(paths: Sequence[str]) -> list[Deliberation]:
    """Deliberations on points that are open for votes within reach."""
    found = Deliberation.objects.filter(state=Deliberation.State.OPEN, matter__startswith="points").order_by("-pk")
    return [one for one in found[:300] if any(_within(one.place, path) or _within(path, one.place) for path in paths)][:40]


def _within(path: str, top: str) -> bool:
    return path == top or path.startswith(f"{top}.")


@deed(policy.CONVENE)
def convene(request: SignedInRequest) -> HttpResponse:
    """Put the chosen entries before their bodies: one deliberation for each ward's team, one for each prison's group."""
    keys = [int(key) for key in request.POST.getlist("key") if key.isascii() and key.isdigit()][:MOST]
    found = PointEntry.objects.filter(state=PointEntry.State.PROPOSED, deliberation__isnull=True).select_related("ward", "episode__prison")
    if request.POST.get("all"):
        chosen = list(found.filter(ward__path__under_any=request.viewer.over(policy.CONVENE)).order_by("pk")[:MOST])
    else:
        chosen = list(found.filter(pk__in=keys))
    made, refused = 0, ""
    for place, entries in _by_body(request, chosen).items():
        try:
            open_decision(place, entries=entries, acting=request.official, reason=_("entries put before the body"))
            made += 1
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            refused = f"{place}: {refusal.words}"
    _tell(request, made, refused)
    return HttpResponseRedirect(reverse("points_pending"))


def _tell(request: SignedInRequest, made: int, refused: str) -> None:
    if made:
        messages.success(request, _("%(count)d opened. The members vote; it closes with two thirds of all members.") % {"count": made})
    if refused or not made:
        messages.warning(request, refused or _("None of these entries waits for a body that you may convene."))


def _by_body(request: SignedInRequest, chosen: Sequence[PointEntry]) -> dict[Place, list[int]]:
    """Place of the deciding body -> its entries, as far as the viewer may convene there."""
    found: dict[Place, list[int]] = {}
    for one in chosen:
        place = one.episode.prison if one.needs == Body.PRISON_GROUP else one.ward
        if reaches(request.viewer, policy.CONVENE, place.path):
            found.setdefault(place, []).append(one.pk)
    return found
