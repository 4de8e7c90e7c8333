"""What is entered from a court's paper: plain values, as printed. None is unknown and never assumed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from zhiheng.law.calendar import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Common to all entries: the trail keeps them field by field."""

    def _asdict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountEntry(Entry):
    """One count: crime, day of the crime, its own term (None for life, death or unknown)."""

    crime: str
    offence_date: date | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentEntry(Entry):
    """A judgment. ``kind`` is a word of :class:`models.SentenceKind`; ``term`` None for life, reprieve or unknown."""

    document: str
    court: str
    offence: str
    kind: str
    term: Term | None = None
    judged_on: date | None = None
    final_on: date | None = None
    delivered_on: date | None = None
    reprieve_served_on: date | None = None
    printed_start: date | None = None
    printed_end: date | None = None
    political_rights_months: int | None = None
    political_rights_for_life: bool = False
    stated_credit_days: int | None = None
    restricted: bool = False
    whole_life: bool = False
    counts: tuple[CountEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditEntry(Entry):
    """A period of earlier deprivation of liberty (``first``, ``last`` inside), or ``days`` that do not count as served."""

    kind: str
    first: date | None = None
    last: date | None = None
    days: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry(Entry):
    """A ruling that changed the sentence. ``term``: what a commutation takes off, or the new fixed term."""

    kind: str
    document: str
    court: str
    ruled_on: date
    served_on: date | None = None
    term: Term | None = None
    printed_start: date | None = None
    printed_end: date | None = None
