"""What is known of a sentence, and what was found out about its dates: the types at the edge of the law."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from zhiheng.law.calendar import Term
from zhiheng.law.choices import DEFAULTS, Readings, reading_codes
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.reckoning import Refusal, RuleVersion, Undetermined


class Period(NamedTuple):
    """Days in a row, both ends inside; ``last`` None: still going on."""

    first: date
    last: date | None = None


class Exclusion(NamedTuple):
    """Days that do not count as executed, as the court states them."""

    days: int
    reason: str = ""


class Change(NamedTuple):
    """A ruling that changed the sentence. ``amount`` for a commutation, ``to`` for the change of kind."""

    kind: ChangeKind
    date: datetime.date | None = None
    served: datetime.date | None = None
    amount: Term | None = None
    to: Term | None = None
    printed_start: datetime.date | None = None
    printed_end: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacts:
    """One sentence as the papers give it. None is unknown and never assumed; an empty tuple is none."""

    kind: SentenceKind
    term: Term | None = None
    printed_start: date | None = None
    printed_end: date | None = None
    judgment_date: date | None = None
    final_date: date | None = None
    delivery_date: date | None = None
    reprieve_served: date | None = None
    custody: tuple[Period, ...] = ()
    supervisory_detention: tuple[Period, ...] = ()
    designated_residence: tuple[Period, ...] = ()
    stated_credit_days: int | None = None
    excluded: tuple[Exclusion, ...] = ()
    changes: tuple[Change, ...] = ()
    political_rights: Term | None = None
    political_rights_for_life: bool = False
    offence_dates: tuple[date, ...] = ()


class Stage(NamedTuple):
    """The dates after the judgment (number 0) or after the n-th change.

    ``backward`` is what subtracting from the previous end gives, where that can be done; ``governs`` the end that
    binds at this stage: the printed one if there is one.
    """

    number: int
    start: date | None = None
    term: Term | None = None
    computed: date | None = None
    printed: date | None = None
    backward: date | None = None
    amount: Term | None = None

    @property
    def governs(self) -> date | None:
        return self.printed if self.printed is not None else self.computed


class Reading(NamedTuple):
    """Another way to arrive at a date, and the date it gives."""

    code: str
    end: date
    zh: str
    en: str


class Difference(NamedTuple):
    """A printed date that is not the computed one. ``days`` is printed less computed."""

    what: str
    printed: date
    computed: date
    days: int
    zh: str
    en: str
    readings: tuple[Reading, ...] = ()


class PoliticalRights(NamedTuple):
    start: date | None
    end: date | None
    for_life: bool = False


@dataclass(frozen=True, slots=True)
class TermFinding:
    """The dates of a sentence with everything needed to explain and to repeat them."""

    start: date | None = None
    end: date | None = None
    governing_end: date | None = None
    original_end: date | None = None
    floor_end: date | None = None
    stages: tuple[Stage, ...] = ()
    political_rights: PoliticalRights | None = None
    remaining_term: Term | None = None
    differences: tuple[Difference, ...] = ()
    flags: tuple[str, ...] = ()
    missing: tuple[Undetermined, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    trace: dict[str, Any] | None = None
    rules: tuple[RuleVersion, ...] = ()
    readings: Readings = DEFAULTS

    def as_json(self) -> dict[str, Any]:
        """Dates ISO, terms as objects, ready for storing."""
        return {name: plain(getattr(self, name)) for name in self.__slots__}


def plain(value: Any) -> Any:
    """Dates to ISO text, tuples with names to objects, other tuples to lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Refusal | RuleVersion):
        return value.as_json()
    if isinstance(value, Readings):
        return reading_codes(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return value
