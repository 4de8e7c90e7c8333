"""Talks: who is waiting for one, a person's talks, and the record of a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.daily import actions, policy
from zhiheng.domains.custody.daily.queries import TALK_EVERY, TalkDue, talks_due, talks_with, wards_under
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.frame import frame_of, may, opened, person_frame
from zhiheng.web.pages.ward.forms import TalkForm
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, page_read

AHEAD = dt.timedelta(days=7)


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("ward",), size=50)


@page(policy.TALK)
def talk_list(request: SignedInRequest) -> HttpResponse:
    """Whom somebody should speak with within a week, longest without a talk first."""
    table = _table(request, _asked(request), request.viewer.over(policy.TALK))
    return render(request, "ward/list.html", {"table": table, "title": _("Talks due"), "help": _rule(), "nav": "talks"})


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    today, wards = timezone.localdate(), wards_under(paths)
    ward = state.filters.get("ward", "")
    over = [ward] if ward in {one.path for one in wards} else paths
    shown = page_read(lambda first, most: talks_due(scope_of(over), today + AHEAD, limit=most, offset=first), state)
    return Table(
        id="talks",
        caption=_("Talks due"),
        state=state,
        columns=(
            Column("name", _("Prisoner"), strong=True, fixed=True, sub=_("Prisoner number")), Column("ward", _("Ward"), lesser=True),
            Column("last", _("Last talk")), Column("due", _("By")),
        ),
        rows=[_row(row, today) for row in shown.rows],
        next=shown.next, previous=shown.previous,
        filters=(Filter("ward", _("Ward"), options=[(one.path, str(one)) for one in wards[:200]]),),
        export=offered(request, reverse("talks_export")),
        empty=Empty(_("Nobody is waiting for a talk this week"), _("People appear here a week before thirty days without a talk are over.")),
    )  # fmt: skip


export = list_export(policy.TALK, _asked, _table)


def _row(row: TalkDue, today: dt.date) -> Row:
    due = Cell(row.due, beside=_("overdue")) if row.due < today else row.due
    cells = {"name": Cell(row.name, sub=row.number), "ward": row.ward or None, "last": row.last or Chip(_("never"), "warn"), "due": due}
    return Row(key=row.number, href=reverse("talk_record", args=[row.person_id]), drawer=True, cells=cells, mark="warn" if row.due < today else "")


@page(policy.TALK)
def person_talks(request: SignedInRequest, person_id: int) -> HttpResponse:
    """One person's talks, newest first."""
    context = person_frame(request, person_id, tab="talks", power=policy.TALK)
    found = context["profile"]
    context["talks"] = talks_with(found.latest)[:100] if found.latest else []
    context["may_record"] = found.held and may(request.viewer, policy.TALK, found)
    return render(request, "ward/talks.html", context)


@form_page(policy.TALK)
def talk_record(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Keep the gist of a talk."""
    found = opened(request, person_id, policy.TALK)
    episode = found.latest
    if episode is None:
        raise OutsideScope
    form = TalkForm(request.POST if request.method == "POST" else None)
    over = str(frame_of(request, found, "talks")["where"])
    back = reverse("person_talks", args=[person_id])
    about = ActPage(
        _("Record a talk with %(name)s") % {"name": found.person.name}, over, _("Keep the talk"), _("The talk is kept."), back, nav="talks"
    )
    return answer(
        request, about, form,
        lambda: actions.record_talk(
            episode, kind=form.cleaned_data["kind"], words=form.cleaned_data["words"], held_at=form.cleaned_data["held_at"],
            acting=request.official, reason=_("talk"),
        ),
    )  # fmt: skip


def _rule() -> str:
    return _("Internal rule: an officer of the ward speaks with each prisoner at least once in %(days)d days.") % {"days": TALK_EVERY.days}
