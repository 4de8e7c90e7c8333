"""The list of people whose computed dates want a look: differing, contradictory, or not checkable."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.models import Agreement, Determination, SentenceKind
from zhiheng.domains.sentence.queries import TO_LOOK_AT, differences, printed_differences
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.formats import day_count
from zhiheng.web.pages.sentence.explained import missing_words, pair
from zhiheng.web.parts import Cell
from zhiheng.web.sentence_card import agreement_chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, decode_cursor, encode_cursor

COLUMNS = ("name", "ward", "kind", "agreement", "printed", "computed", "days", "why")


@page(policy.VIEW)
def differences_list(request: SignedInRequest) -> HttpResponse:
    """Filtered by agreement, ward and kind; each row opens the explanation."""
    state = ListState.read(request.GET, filters=("agreement", "ward", "kind"), size=50)
    paths = request.viewer.over(policy.VIEW)
    wards = Place.objects.filter(kind="ward", path__under_any=paths).select_related("parent").order_by("path")
    ward = state.filters.get("ward", "")
    found = differences(
        paths,
        agreement=state.filters.get("agreement", ""),
        ward=int(ward) if ward.isascii() and ward.isdigit() and len(ward) < 19 else None,
        kind=state.filters.get("kind", ""),
        after=_after(state.after),
        size=state.size,
    )
    last = found.rows[-1].judgment.episode if found.more else None
    table = Table(
        id="differences",
        caption=_("Terms to look at"),
        state=state,
        columns=_columns(),
        rows=[_row(determination) for determination in found.rows],
        next=encode_cursor(last.sort_key, last.pk) if last else None,
        filters=(
            Filter("agreement", _("Agreement"), options=[(choice.value, choice.label) for choice in TO_LOOK_AT]),
            Filter("ward", _("Ward"), options=[(str(place.pk), f"{place.parent} {place}") for place in wards]),
            Filter("kind", _("Kind of sentence"), options=SentenceKind.choices),
        ),
        empty=Empty(_("Nothing to look at"), _("People appear here when a computed date differs from the printed one, or cannot be checked.")),
    )
    return render(request, "sentence/differences.html", {"table": table})


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Name"), strong=True, fixed=True),
        Column("ward", _("Ward")),
        Column("kind", _("Kind of sentence"), lesser=True),
        Column("agreement", _("Agreement")),
        Column("printed", _("Printed by the court"), num=True),
        Column("computed", _("Computed"), num=True),
        Column("days", _("Days"), num=True),
        Column("why", _("Why"), wrap=True, lesser=True),
    )


def _row(determination: Determination) -> Row:
    episode, finding = determination.judgment.episode, determination.finding
    found = printed_differences(finding)
    first = found[-1] if found else None
    governs = determination.end if determination.agreement != Agreement.NOT_CHECKABLE else None
    return Row(
        key=str(determination.pk),
        href=f"{reverse('sentence_why', args=[episode.person_id])}?episode={episode.pk}",
        drawer="wide",
        cells={
            "name": Cell(episode.person.name, sub=episode.number),
            "ward": str(episode.ward) if episode.ward else None,
            "kind": determination.judgment.get_kind_display(),
            "agreement": agreement_chip(determination.agreement, endless=determination.end is None, missing=bool(finding.get("missing"))),
            "printed": first["printed"] if first else governs,
            "computed": first["computed"] if first else determination.computed_end,
            "days": day_count(first["days"]) if first else None,
            "why": _why(determination, first),
        },
    )


def _why(determination: Determination, first: dict[str, object] | None) -> str:
    if first is not None:
        return pair(first)
    refusals = [pair(refusal, "message_zh", "message_en") for refusal in determination.finding.get("refusals", [])]
    return _("; ").join(missing_words(determination.finding) or refusals)


def _after(cursor: str | None) -> tuple[str, int] | None:
    values = decode_cursor(cursor)
    if values is None or len(values) != 2 or values[0] is None or not (values[1] or "").isdigit():
        return None
    return values[0], int(values[1] or 0)
