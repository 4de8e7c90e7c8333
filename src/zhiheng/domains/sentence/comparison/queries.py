"""Reads of comparisons and of reasons, shared by pages and exports. Who may read is checked by the caller, who gives the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Count, QuerySet

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence.comparison.candidate import Kind
from zhiheng.domains.sentence.comparison.replay import Replay
from zhiheng.domains.sentence.models import Comparison, ComparisonRow, Determination, ReplayReason
from zhiheng.engines.trail.refusals import OutsideScope

PAGE = 50


def comparisons(paths: Sequence[str], *, before: int | None = None, size: int = PAGE) -> tuple[list[Comparison], bool]:
    """Comparisons of places within ``paths``, newest first; whether there are more."""
    found = [one for one in Comparison.objects.filter(**_before(before)).order_by("-pk") if within(one.place, paths)]
    return found[:size], len(found) > size


def _before(key: int | None) -> dict[str, int]:
    return {} if key is None else {"pk__lt": key}


def within(place: str, paths: Sequence[str]) -> bool:
    """Whether a path is one of the places or below one of them."""
    return any(place == path or place.startswith(f"{path}.") for path in paths)


def comparison_of(key: int, paths: Sequence[str]) -> Comparison:
    """One comparison; OutsideScope when its place is not wholly within ``paths``."""
    found = Comparison.objects.filter(pk=key).first()
    if found is None or not within(found.place, paths):
        raise OutsideScope
    return found


def newest_of_edition(paths: Sequence[str]) -> Comparison | None:
    """The newest look at what is stored with the present code."""
    found = Comparison.objects.filter(kind=Kind.EDITION.value).order_by("-pk")
    return next((one for one in found if within(one.place, paths)), None)


@dataclass(frozen=True, slots=True)
class RowsQuery:
    """Rows of one comparison. Every list of ``paths`` must hold the person as of now: one for each power that is asked."""

    comparison: Comparison
    paths: tuple[Sequence[str], ...]
    impact: str = ""
    cause: str = ""
    prison: int | None = None
    after: int = 0
    size: int = PAGE


class RowsPage(NamedTuple):
    rows: list[ComparisonRow]
    more: bool


def rows(query: RowsQuery) -> RowsPage:
    """A page of the people touched, in the order in which they were looked at."""
    related = ("judgment__episode__person", "judgment__episode__ward", "prison")
    found = list(_rows(query).filter(pk__gt=query.after).select_related(*related).order_by("pk")[: query.size + 1])
    return RowsPage(found[: query.size], len(found) > query.size)


def count_rows(query: RowsQuery) -> int:
    return _rows(query).count()


def every_row(query: RowsQuery) -> Iterator[ComparisonRow]:
    """All rows, a thousand at a time."""
    at = replace(query, after=0, size=1000)
    while True:
        found = rows(at)
        yield from found.rows
        if not found.more:
            return
        at = replace(at, after=found.rows[-1].pk)


def _rows(query: RowsQuery) -> QuerySet[ComparisonRow]:
    found = query.comparison.rows.all()
    for paths in query.paths:
        found = found.filter(judgment__episode__place__path__under_any=list(paths))
    if query.impact:
        found = found.filter(impacts__contains=[query.impact])
    if query.cause:
        found = found.filter(cause="" if query.cause == NO_CAUSE else query.cause)
    return found if query.prison is None else found.filter(prison=query.prison)


NO_CAUSE = "none"
"""Stands in a filter for the rows whose cause no tree tells."""


def row_of(comparison: Comparison, key: int, paths: tuple[Sequence[str], ...]) -> ComparisonRow:
    """One row; OutsideScope when there is no such person in the comparison, or not in the viewer's area."""
    found = _rows(RowsQuery(comparison, paths)).filter(pk=key).select_related("judgment__episode__person", "judgment__episode__place").first()
    if found is None:
        raise OutsideScope
    return found


def by_prison(comparison: Comparison) -> list[tuple[Place, int]]:
    """How many are touched in each prison, most first."""
    counted = dict(comparison.rows.order_by().values_list("prison").annotate(people=Count("pk")))
    places = Place.objects.in_bulk(list(counted))
    return sorted(((places[key], people) for key, people in counted.items()), key=lambda pair: (-pair[1], str(pair[0].path)))


def newest_determination(judgment: int) -> Determination | None:
    return Determination.objects.filter(judgment=judgment, latest=True).select_related("judgment").first()


def reason_for(found: Replay) -> ReplayReason | None:
    """The reason recorded for the change of text that made the difference."""
    cause, then, now = found.mark
    return ReplayReason.objects.filter(cause=cause, then=then, now=now).first()
