"""What is due and overdue over a prison: steps of admission, doubts, releases; each with its export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.queries import Scope, scope_of
from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.custody.departure.queries.releases import Horizon, Leaver, leavers
from zhiheng.domains.custody.departure.queries.releases import leaving as leaving_soon
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.models import IdentityDoubt, ReceptionStep
from zhiheng.domains.custody.reception.queries.desk import Wanted, open_doubts, open_steps
from zhiheng.domains.custody.reception.schedule import ADMISSION
from zhiheng.engines.trail.acts import Subject, authorise, note_event
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.formats import moment
from zhiheng.web.official import Viewer
from zhiheng.web.pages.reception.person import basis_words, chip_of
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Export, Filter, ListState, Row, Table, page_of
from zhiheng.web.uncounted import not_entered

DUE = (("overdue", _l("overdue")), ("today", _l("due today")), ("week", _l("within a week")), ("uncounted", _l("working calendar not entered")))
WHEN = (("over", _l("held beyond the end of term")), ("today", _l("today")), ("week", _l("within a week")), ("month", _l("within a month")))
EXPORT_AT_MOST = 5000


def _scope(request: SignedInRequest, state: ListState, power: str) -> Scope:
    """The viewer's reach, or the ward that was chosen within it. OutsideScope for another."""
    paths = request.viewer.over(power)
    chosen = state.filters.get("place", "")
    if chosen and not any(chosen == path or chosen.startswith(f"{path}.") for path in paths):
        raise OutsideScope
    return scope_of([chosen] if chosen else paths)


def _places(request: SignedInRequest) -> list[tuple[str, str]]:
    found = Place.objects.filter(kind=Kind.WARD, closed_on__isnull=True, path__under_any=request.viewer.over(policy.VIEW)).order_by("path")
    return [(ward.path, str(ward)) for ward in found[:200]]


@page(policy.VIEW)
def steps(request: SignedInRequest) -> HttpResponse:
    """Steps of admission that are owed, the most overdue first."""
    state = ListState.read(request.GET, filters=("due", "step", "place"), size=50)
    found = open_steps(_scope(request, state, policy.VIEW), _wanted(state), timezone.now())
    shown = page_of(found, state)
    table = Table(
        id="steps", caption=_("Steps of admission"), state=state,
        columns=(
            Column("name", _("Name"), strong=True, fixed=True), Column("step", _("Step")), Column("due", _("Due")), Column("state", _("State")),
            Column("where", _("Ward"), lesser=True), Column("basis", _("Basis"), lesser=True, wrap=True),
        ),
        rows=[_step_row(step, request.viewer) for step in shown.rows],
        next=shown.next, previous=shown.previous,
        filters=(
            Filter("due", _("Due"), options=DUE), Filter("step", _("Step"), options=[(one.kind.value, one.kind.label) for one in ADMISSION]),
            Filter("place", _("Ward"), options=_places(request)),
        ),
        empty=Empty(_("Nothing is owed"), _("Steps appear here with an admission, each with its clock.")),
        export=Export(reverse("reception_steps_export")) if request.viewer.may(people_policy.EXPORT) else None,
        saved=((_("Overdue"), "?due=overdue"),),
    )  # fmt: skip
    return render(request, "ward/list.html", {"table": table, "title": _("Steps of admission"), "nav": "reception_steps"})


def _wanted(state: ListState) -> Wanted:
    return Wanted(state.filters.get("due", ""), state.filters.get("step", ""))


def _step_row(step: ReceptionStep, viewer: Viewer) -> Row:
    cells = {
        "name": Cell(str(step.episode.person), sub=step.episode.number), "step": step.get_kind_display(), "due": step.due_at or not_entered(viewer),
        "state": chip_of(step.done_at, step.due_at), "where": str(step.episode.ward or step.episode.prison), "basis": basis_words(step.basis),
    }  # fmt: skip
    return Row(key=str(step.pk), href=reverse("person_reception", args=[step.episode.person_id]), cells=cells)


@deed(people_policy.EXPORT)
def steps_export(request: SignedInRequest) -> HttpResponse:
    """The filtered steps as a table, for a reason."""
    state = ListState.read(request.GET, filters=("due", "step", "place"), size=50)
    found = open_steps(_scope(request, state, people_policy.EXPORT), _wanted(state), timezone.now())[:EXPORT_AT_MOST]
    header = [_("Name"), _("Prisoner number"), _("Ward"), _("Step"), _("Due"), _("State"), _("Basis")]
    rows: list[list[sheets.Value]] = [
        [
            str(step.episode.person), step.episode.number, str(step.episode.ward or step.episode.prison), step.get_kind_display(),
            moment(step.due_at) if step.due_at else _("working calendar not entered"), str(chip_of(None, step.due_at).text), basis_words(step.basis),
        ]
        for step in found
    ]  # fmt: skip
    return _file(request, "admission-steps", _("Steps of admission"), header, rows)


@page(policy.VIEW)
def releases(request: SignedInRequest) -> HttpResponse:
    """Whose term ends: those held beyond it on top, in red words."""
    state = ListState.read(request.GET, filters=("when", "place"), size=50)
    today, scope = timezone.localdate(), _scope(request, state, policy.VIEW)
    found = leaving_soon(scope, Horizon(state.filters.get("when", "")), today)
    shown = page_of(found, state)
    table = Table(
        id="releases", caption=_("Releases"), state=state,
        columns=(
            Column("name", _("Name"), strong=True, fixed=True), Column("end", _("End of term")), Column("left", _("State")),
            Column("steps", _("Steps done"), num=True), Column("next", _("Next step")), Column("where", _("Ward"), lesser=True),
        ),
        rows=[_leaver_row(one, today) for one in leavers(shown.rows, today)],
        next=shown.next, previous=shown.previous,
        filters=(Filter("when", _("When"), options=WHEN), Filter("place", _("Ward"), options=_places(request))),
        empty=Empty(_("Nobody is released in the next hundred days"), _("Whoever has a determined end of term appears here in time.")),
        export=Export(reverse("releases_export")) if request.viewer.may(people_policy.EXPORT) else None,
        saved=((_("Today"), "?when=today"),),
    )  # fmt: skip
    over = leavers(list(leaving_soon(scope, Horizon("over"), today)[:20]), today)
    return render(request, "reception/releases.html", {"table": table, "over": over, "nav": "releases"})


def _leaver_row(one: Leaver, today: dt.date) -> Row:
    next_step = one.next
    cells = {
        "name": Cell(str(one.episode.person), sub=one.episode.number), "end": one.end, "left": left_chip(one, today),
        "steps": f"{one.done} / {len(one.steps)}",
        "next": Cell(str(next_step.owed.kind.label), sub=moment(next_step.owed.due_at) if next_step.owed.due_at else "") if next_step else None,
        "where": str(one.episode.ward or one.episode.prison),
    }  # fmt: skip
    return Row(key=str(one.episode.pk), href=reverse("person_leaving", args=[one.episode.person_id]), cells=cells)


def left_chip(one: Leaver, today: dt.date) -> Chip:
    """How the day stands: held beyond it, today, or how many days."""
    if one.over:
        return Chip(_("HELD %(n)d DAYS BEYOND THE END") % {"n": one.over}, "bad", "alert")
    days = (one.end - today).days
    return Chip(_("today"), "warn") if days == 0 else Chip(_("in %(n)d days") % {"n": days}, "line")


@deed(people_policy.EXPORT)
def releases_export(request: SignedInRequest) -> HttpResponse:
    """The filtered releases as a table, for a reason."""
    state = ListState.read(request.GET, filters=("when", "place"), size=50)
    today = timezone.localdate()
    found = leaving_soon(_scope(request, state, people_policy.EXPORT), Horizon(state.filters.get("when", "")), today)
    header = [_("Name"), _("Prisoner number"), _("Ward"), _("End of term"), _("State"), _("Steps done"), _("Steps")]
    rows: list[list[sheets.Value]] = [
        [
            str(one.episode.person), one.episode.number, str(one.episode.ward or one.episode.prison), one.end, str(left_chip(one, today).text),
            one.done, len(one.steps),
        ]
        for one in leavers(list(found[:EXPORT_AT_MOST]), today)
    ]  # fmt: skip
    return _file(request, "releases", _("Releases"), header, rows)


def _file(request: SignedInRequest, name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[sheets.Value]]) -> HttpResponse:
    """Kept in the trail, and the file says who, when and what for."""
    reason = request.POST.get("reason", "").strip()
    if not reason or len(reason) > 200:
        raise Invalid(_("State in at most 200 characters what the export is for. Nothing was exported."))
    subject = Subject(ref=f"reception:{name}", label=title, place=min(request.viewer.over(people_policy.EXPORT), key=len))
    authorise(request.official, people_policy.EXPORT, subject)
    note_event("export", acting=request.official, subject=subject, reason=reason, inputs={"list": name, "rows": len(rows)})
    now = timezone.localtime()
    told: list[tuple[sheets.Value, ...]] = [
        (_("Exported by"), request.viewer.name), (_("Time"), moment(now)), (_("Reason"), reason), (_("Rows"), len(rows)),
    ]  # fmt: skip
    body = sheets.write_xlsx([sheets.Sheet(_("About this file"), [], told), sheets.Sheet(title, list(header), rows)])
    answer = HttpResponse(body, content_type=sheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{now:%Y%m%d-%H%M%S}.xlsx"'
    return answer


@page(policy.IDENTITY)
def doubts(request: SignedInRequest) -> HttpResponse:
    """Doubts without an outcome, the next due first."""
    state = ListState.read(request.GET, filters=("kind", "owner"), size=50)
    mine = request.viewer.officer.pk if state.filters.get("owner") == "me" else None
    found = open_doubts(scope_of(request.viewer.over(policy.IDENTITY)), owner=mine)
    found = found.filter(kind=state.filters["kind"]) if state.filters.get("kind") in IdentityDoubt.Kind.values else found
    shown = page_of(found, state)
    table = Table(
        id="doubts", caption=_("Doubts about identity"), state=state,
        columns=(
            Column("name", _("Name"), strong=True, fixed=True), Column("kind", _("What may be false")),
            Column("words", _("What does not fit"), wrap=True, lesser=True), Column("owner", _("Who finds out")), Column("due", _("Until")),
        ),
        rows=[_doubt_row(doubt) for doubt in shown.rows],
        next=shown.next, previous=shown.previous,
        filters=(
            Filter("kind", _("What may be false"), options=IdentityDoubt.Kind.choices),
            Filter("owner", _("Who finds out"), options=[("me", _("me"))]),
        ),
        empty=Empty(_("No doubt is open"), _("A doubt is raised on a person's admission page when a check differs.")),
    )  # fmt: skip
    return render(request, "ward/list.html", {"table": table, "title": _("Doubts about identity"), "nav": "identity_doubts"})


def _doubt_row(doubt: IdentityDoubt) -> Row:
    late = doubt.due_on < timezone.localdate()
    cells = {
        "name": Cell(str(doubt.episode.person), sub=doubt.episode.number), "kind": doubt.get_kind_display(), "words": doubt.words,
        "owner": str(doubt.owner), "due": Cell(doubt.due_on, beside=_("overdue")) if late else doubt.due_on,
    }  # fmt: skip
    return Row(key=str(doubt.pk), href=reverse("identity_doubt", args=[doubt.pk]), drawer=True, cells=cells)
