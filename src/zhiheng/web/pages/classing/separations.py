"""Who is kept apart from whom: the list, a new decision, its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import profile
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.actions import decide_separation, end_separation
from zhiheng.domains.custody.classing.actions.separations import Terms
from zhiheng.domains.custody.classing.queries import SeparationRow, separation_at, separations_within
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.formats import until
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.classing.forms import EndSeparationForm, SeparateForm
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, ListState, Row, Table, page_of

COLUMNS: Final = (
    Column("who", _l("Who"), strong=True, fixed=True, sub=_l("Ward")),
    Column("from", _l("Apart from"), strong=True, sub=_l("Ward")),
    Column("reach", _l("How far")),
    Column("grounds", _l("Grounds"), lesser=True, wrap=True),
    Column("period", _l("Period"), lesser=True),
    Column("by", _l("Decided by"), lesser=True),
    Column("end", _l("Acts")),
)


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """Separations in force that concern somebody of the chosen level; those who must be moved come first."""
    rows = separations_within(request.viewer.over(policy.VIEW), timezone.localdate())
    table = _drawn(request, _asked(request), rows)
    context = {"table": table, "together": sum(1 for row in rows if row.together), "data_time": timezone.now()}
    return render(request, "classing/separations.html", context)


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET)


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    return _drawn(request, state, separations_within(paths, timezone.localdate()))


def _drawn(request: SignedInRequest, state: ListState, found: Sequence[SeparationRow]) -> Table:
    shown = page_of(sorted(found, key=lambda row: not row.together), state)
    return Table(
        id="separations", state=state, columns=COLUMNS, rows=[_row(row, request.viewer) for row in shown.rows], total=len(found),
        next=shown.next, previous=shown.previous,
        empty=Empty(_("Nobody is kept apart here"), _("A decision to keep two people apart is made on the record of one of them.")),
        caption=_("Kept apart"), export=offered(request, reverse("separations_export")),
    )  # fmt: skip


export = list_export(policy.VIEW, _asked, _table)


def _row(row: SeparationRow, viewer: Viewer) -> Row:
    kept = row.separation
    end = reverse("separation_end", args=[kept.pk]) if _may_end(viewer, row.first or row.second) else ""
    return Row(
        key=str(kept.pk),
        href=reverse("person_classing", args=[kept.low_id]),
        cells={
            "who": Cell(kept.low.name, sub=_where(row.first)),
            "from": Cell(kept.high.name, sub=_where(row.second), href=reverse("person_classing", args=[kept.high_id])),
            "reach": [kept.get_reach_display(), *([Chip(_("together now"), "bad", "alert")] if row.together else [])],
            "grounds": kept.grounds,
            "period": until(kept.since, kept.until),
            "by": str(kept.decided_by),
            "end": Cell(pgettext("a separation", "End"), href=end) if end else "",
        },
        exported={"reach": _(", ").join([kept.get_reach_display(), *([_("together now")] if row.together else [])]), "end": ""},
    )


def _where(episode: Episode | None) -> str:
    return str(episode.ward or episode.prison) if episode else ""


@form_page(policy.SEPARATE)
def separate(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Keep this person apart from another."""
    found = profile(person_id)
    authorise(request.official, policy.SEPARATE, found.subject)
    form = SeparateForm(request.POST if request.method == "POST" else None, initial={"since": timezone.localdate()})
    about = ActPage(
        _("Keep apart from another person"), found.person.name, _("Keep them apart"), _("They are kept apart; no bed together is assigned."),
        reverse("person_classing", args=[person_id]), _("Nobody is moved by it. Who shares a place now is shown until one of them is moved."),
        nav="people",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        other = _other(request, given["number"])
        terms = Terms(given["reach"], given["grounds"], given["since"], given["until"])
        return decide_separation(found.person, other=other, terms=terms, acting=request.official, reason=given["grounds"][:200])

    return answer(request, about, form, do)


@form_page(policy.SEPARATE)
def end(request: SignedInRequest, separation_id: int) -> HttpResponse:
    """End a separation whose reason is gone."""
    found = separation_at(separation_id)
    authorise(request.official, policy.SEPARATE, found.trail_subject())
    form = EndSeparationForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    about = ActPage(
        _("End the separation"), f"{found.low.name} – {found.high.name}", _("End it"), _("The separation is ended; it stays on record."),
        reverse("separations"), found.grounds, nav="separations",
    )  # fmt: skip
    given: dict[str, Any] = {"acting": request.official}
    return answer(
        request, about, form, lambda: end_separation(found, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"], **given)
    )  # fmt: skip


def _other(request: SignedInRequest, number: str) -> Any:
    """The person of that number, if the power reaches there; the same words whether it exists or not."""
    words = _("No record of this number in your area.")
    episode = Episode.objects.filter(number=number.upper(), ended_on__isnull=True).select_related("person", "place").first()
    if episode is None:
        raise Invalid(fields={"number": words})
    try:
        authorise(request.official, policy.SEPARATE, episode.trail_subject())
    except OutsideScope:
        raise Invalid(fields={"number": words}) from None
    return episode.person


def _may_end(viewer: Viewer, episode: Episode | None) -> bool:
    if episode is None:
        return False
    path = episode.place.path
    return any(path == top or path.startswith(f"{top}.") for top in viewer.reach.over(policy.SEPARATE))
