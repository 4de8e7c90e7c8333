"""Who may be reported for commutation or paroled in a period, read from the kept outlooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Self

from django.db.models import Q, QuerySet

from zhiheng.domains.sentence.models import Judgment, Outlook
from zhiheng.law.reckoning import EDITION

type Of = Literal["commutation", "parole"]
FIELDS: Final[dict[str, str]] = {"commutation": "report_from", "parole": "parole_from"}
AT_ONCE: Final = 2000  # outlooks worked out by one press of the button


class Period(NamedTuple):
    """First and last day, both inside; no first day = everything up to the last."""

    first: dt.date | None
    last: dt.date

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        first = dt.date(year, 3 * number - 2, 1)
        following = dt.date(year + number // 4, 3 * (number % 4) + 1, 1)
        return cls(first, following - dt.timedelta(1))


@dataclass(frozen=True, slots=True)
class EligibilityQuery:
    """``paths``: every list of places must hold the person (one for each power that is asked)."""

    period: Period
    of: Of
    paths: tuple[Sequence[str], ...]
    ward: int | None = None
    standing: str = ""
    after: tuple[dt.date, int] | None = None
    size: int = 50


class EligibilityPage(NamedTuple):
    rows: list[Outlook]
    more: bool


def eligible(query: EligibilityQuery) -> EligibilityPage:
    """People in custody whose day falls into the period, by day; a page after the row of ``after`` (day, judgment)."""
    day = FIELDS[query.of]
    found = _of(query, day)
    if query.after is not None:
        at, judgment = query.after
        found = found.filter(Q(**{f"{day}__gt": at}) | Q(**{day: at, "judgment__gt": judgment}))
    related = ("judgment__episode__person", "judgment__episode__ward__parent", "judgment__episode__prison")
    rows = list(found.select_related(*related).order_by(day, "judgment")[: query.size + 1])
    return EligibilityPage(rows[: query.size], len(rows) > query.size)


def count_eligible(query: EligibilityQuery) -> int:
    """How many there are in all."""
    return _of(query, FIELDS[query.of]).count()


def _of(query: EligibilityQuery, day: str) -> QuerySet[Outlook]:
    held = {"judgment__superseded_by__isnull": True, "judgment__episode__ended_on__isnull": True}
    found = Outlook.objects.filter(**held, **{f"{day}__lte": query.period.last})
    if query.period.first is not None:
        found = found.filter(**{f"{day}__gte": query.period.first})
    for paths in query.paths:
        found = found.filter(judgment__episode__place__path__under_any=list(paths))
    if query.ward is not None:
        found = found.filter(judgment__episode__ward=query.ward)
    return found.filter(standing=query.standing) if query.standing else found


def to_work_out(paths: Sequence[str], *, on: dt.date) -> list[int]:
    """Judgments in custody without an outlook, or with one of an earlier edition or quarter; at most :data:`AT_ONCE` and one more."""
    stale = Q(outlook__isnull=True) | ~Q(outlook__edition=EDITION) | Q(outlook__as_of__lt=quarter_of(on).first)
    held = Judgment.objects.filter(superseded_by__isnull=True, episode__ended_on__isnull=True, episode__place__path__under_any=list(paths))
    return list(held.filter(stale).order_by("pk").values_list("pk", flat=True)[: AT_ONCE + 1])


def quarter_of(day: dt.date) -> Period:
    return Period.quarter(day.year, (day.month + 2) // 3)
