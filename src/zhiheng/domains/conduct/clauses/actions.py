"""Put the province's clauses in force. An edition is never edited: the next one ends it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.clauses import policy
from zhiheng.domains.conduct.clauses.checks import ClauseEntry, remarks_on
from zhiheng.domains.conduct.clauses.example import CLAUSES, EXAMPLE
from zhiheng.domains.conduct.clauses.models import Clause, Library
from zhiheng.domains.conduct.clauses.told import last_total
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

_NAMED = 5


class LibraryEntry(NamedTuple):
    """An edition: document and date, first day in force, the province's own figures, its clauses."""

    province: str
    name_zh: str
    name_en: str
    document: str
    issued_on: dt.date
    since: dt.date
    clauses: tuple[ClauseEntry, ...]
    positive_share: int = 15
    strict_add_cap: int | None = None


@act(policy.LIBRARY, subject="bureau", second="second")
def record_library(bureau: Place, *, entry: LibraryEntry, second: Official, acting: Official, reason: str) -> Library:
    """Put an edition in force from a day; the one in force until then ends on the day before.

    Raises:
        Invalid: no document, a share above 15 percent, clauses that national law bars, a day before the issue, in a totalled month, or at or
            before the beginning of another edition.
    """
    _check(entry)
    before = Library.objects.select_for_update().filter(during__contains=entry.since).first()
    if Library.objects.filter(during__startswith__gte=entry.since).exists():
        raise Invalid(fields={"since": _("An edition that begins on this day or later is recorded already.")})
    if before is not None:
        before.during = DateRange(before.during.lower, entry.since)
        before.save(update_fields=["during"])
    given = entry._asdict()
    since, clauses = given.pop("since"), given.pop("clauses")
    made = Library.objects.create(during=DateRange(since, None), **given)
    Clause.objects.bulk_create(Clause(library=made, **clause._asdict()) for clause in clauses)
    return made


def ship_example_library(bureau: Place, *, second: Official, acting: Official, reason: str) -> Library:
    """The edition that comes with the product: of no real province, and says so."""
    entry = LibraryEntry(*EXAMPLE, clauses=tuple(ClauseEntry(*clause) for clause in CLAUSES))
    return record_library(bureau, entry=entry, second=second, acting=acting, reason=reason)


def _check(entry: LibraryEntry) -> None:
    wrong = {}
    if not entry.document.strip():
        wrong["document"] = _("State the number of the document.")
    if not 0 <= entry.positive_share <= 15:
        wrong["positive_share"] = _("The share of positive grades is at most 15 percent.")
    if entry.since < entry.issued_on:
        wrong["since"] = _("An edition is not in force before it was issued.")
    last = last_total()
    if last is not None and entry.since.replace(day=1) <= last:
        wrong["since"] = _("Months up to %(month)s are totalled under the clauses of then. Begin later.") % {"month": f"{last:%Y-%m}"}
    barred = [remark for remark in remarks_on(entry.clauses, entry.since) if remark.bars]
    if barred:
        wrong["clauses"] = "; ".join(f"{one.code} {one.words}".strip() for one in barred[:_NAMED])
    if wrong:
        raise Invalid(fields=dict(wrong))
