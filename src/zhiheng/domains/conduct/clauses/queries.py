"""Reads of the clause library: its editions, and what changed between two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from zhiheng.domains.conduct.clauses.models import Clause, Library


class AnyClause(Protocol):
    """A clause, recorded or about to be."""

    @property
    def code(self) -> str: ...


class Change(NamedTuple):
    """One clause in two editions; None where an edition does not have it. ``fields``: what differs."""

    code: str
    before: AnyClause | None
    after: AnyClause | None
    fields: frozenset[str]


COMPARED = ("direction", "part", "zh", "lowest", "usual", "highest", "evidence_zh", "special_item")


def editions() -> list[Library]:
    """Every edition, the latest first."""
    return list(Library.objects.prefetch_related("clauses").order_by("-during"))


def library_on(day: dt.date) -> Library | None:
    """The edition in force on a day."""
    return Library.objects.filter(during__contains=day).first()


def clauses_on(day: dt.date) -> list[Clause]:
    """The clauses in force on a day, by code."""
    return list(Clause.objects.filter(library__during__contains=day).order_by("direction", "code"))


def edition_before(library: Library) -> Library | None:
    """The edition that this one ended."""
    return Library.objects.filter(during__startswith__lt=library.during.lower).order_by("-during").first()


def changes(before: Sequence[AnyClause], after: Sequence[AnyClause]) -> list[Change]:
    """What differs, by code; clauses that stayed are left out."""
    old, new = {one.code: one for one in before}, {one.code: one for one in after}
    found = [Change(code, old.get(code), new.get(code), _differs(old.get(code), new.get(code))) for code in sorted(old.keys() | new.keys())]
    return [one for one in found if one.before is None or one.after is None or one.fields]


def _differs(before: AnyClause | None, after: AnyClause | None) -> frozenset[str]:
    if before is None or after is None:
        return frozenset()
    return frozenset(name for name in COMPARED if getattr(before, name) != getattr(after, name))


def clauses_of(library: Library) -> list[Clause]:
    return list(library.clauses.order_by("direction", "code"))
