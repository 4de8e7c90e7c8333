"""Reads of searches and finds. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.contraband.models import DISPOSALS, Draw, Find, Handling, Search
from zhiheng.engines.trail.refusals import OutsideScope


def searches(paths: Sequence[str]) -> QuerySet[Search]:
    """All searches at or below these paths, newest day first."""
    found = Search.objects.filter(place__path__under_any=list(paths))
    related = found.select_related("place__parent", "episode__person", "planned_by", "recorded_by", "struck_by", "draw")
    return related.annotate(found=Count("finds", filter=Q(finds__struck_at__isnull=True))).order_by("-on", "-pk")


def search_at(pk: int, paths: Sequence[str]) -> Search:
    """One search with its officers and finds. OutsideScope when there is none."""
    found = searches(paths).prefetch_related("searchers__officer", "finds").filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found


def draw_at(pk: int, paths: Sequence[str]) -> Draw:
    """One draw with its searches. OutsideScope when there is none."""
    found = Draw.objects.filter(pk=pk, place__path__under_any=list(paths)).select_related("place", "drawn_by")
    draw = found.prefetch_related(Prefetch("searches", Search.objects.select_related("place__parent").order_by("place__path"))).first()
    if draw is None:
        raise OutsideScope
    return draw


def finds(paths: Sequence[str], *, standing: str = "") -> QuerySet[Find]:
    """All finds at or below these paths, newest first, each with the kind of its last signed link as ``standing``; or those of one."""
    last = Handling.objects.filter(find=OuterRef("pk"), signed_at__isnull=False).order_by("-number")
    found = Find.objects.filter(place__path__under_any=list(paths)).select_related("place__parent", "holder__person", "found_by")
    told = found.annotate(standing=Subquery(last.values("kind")[:1]), keeper=Subquery(last.values("to__name")[:1]))
    return (told.filter(standing=standing) if standing else told).order_by("-found_at", "-pk")


def find_at(pk: int, paths: Sequence[str]) -> Find:
    """One find. OutsideScope when there is none."""
    found = finds(paths).select_related("search").filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found


def chain_of(find: Find) -> Sequence[Handling]:
    """Every link in order, withdrawn ones too."""
    return list(find.handlings.select_related("by", "to", "signed_by").order_by("number"))


def holder_of(find: Find) -> Officer | None:
    """Whoever signed for it last; nobody after a disposal."""
    last = find.handlings.filter(signed_at__isnull=False).select_related("to").order_by("-number").first()
    return last.to if last else None


def waiting_for(officer: Officer) -> QuerySet[Handling]:
    """Hand-overs that wait for this officer's signature."""
    found = Handling.objects.filter(to=officer, kind=Handling.Kind.HANDED_ON, signed_at__isnull=True, withdrawn=False)
    return found.select_related("find__place", "by").order_by("at")


def disposals_waiting(paths: Sequence[str]) -> QuerySet[Handling]:
    """Disposals that wait for a second officer."""
    found = Handling.objects.filter(kind__in=DISPOSALS, signed_at__isnull=True, withdrawn=False, find__place__path__under_any=list(paths))
    return found.select_related("find__place", "by").order_by("at")


class Month(NamedTuple):
    """Finds of one month by kind."""

    month: dt.date
    kinds: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def by_month(paths: Sequence[str], first: dt.date, last: dt.date) -> list[Month]:
    """Finds per month and kind, months in order, those without a find included."""
    within = Find.objects.filter(place__path__under_any=list(paths), found_at__date__range=(first, last), struck_at__isnull=True).order_by()
    rows = within.annotate(month=TruncMonth("found_at")).values("month", "kind").annotate(n=Count("pk"))
    months: dict[dt.date, dict[str, int]] = {month: {} for month in _months(first, last)}
    for row in rows:
        months[row["month"].date().replace(day=1)][row["kind"]] = row["n"]
    return [Month(month, kinds) for month, kinds in months.items()]


class Line(NamedTuple):
    """A place with its searches done and finds of a period."""

    name: str
    searches: int
    finds: int


def by_place(places: Sequence[tuple[str, str]], first: dt.date, last: dt.date) -> list[Line]:
    """Searches done and finds per place, given as (path, name). Two queries a place: for a dozen wards, not for a list."""
    lines = []
    for path, name in places:
        done = Search.objects.filter(place__path__under=path, state=Search.State.DONE, on__range=(first, last)).count()
        found = Find.objects.filter(place__path__under=path, found_at__date__range=(first, last), struck_at__isnull=True).count()
        lines.append(Line(name, done, found))
    return lines


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return [dt.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count + 1)]
