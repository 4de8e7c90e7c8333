"""What is tried: other readings of open questions, the rules of another day, or the present code beside what it once found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple, Self

from zhiheng.domains.sentence.comparison.figures import Changed, changed, figures_of
from zhiheng.law.cases import Case
from zhiheng.law.choices import QUESTION_OF, Readings
from zhiheng.law.outlook import explain_case
from zhiheng.law.outlook.doubts import FIRST_PACK
from zhiheng.law.questions import UnknownReading, chosen, codes_of
from zhiheng.law.reckoning import EDITION


class Kind(StrEnum):
    """What sets a candidate apart from the rules in force."""

    READING = "reading"
    RULES_OF = "rules_of"
    EDITION = "edition"


class UnknownCandidate(ValueError):
    """Nothing that can be tried; the message repeats what was asked."""


class Candidate(NamedTuple):
    """``value``: ``OQ-6=next_day`` (several with spaces between), an ISO day, or the edition of the present code."""

    kind: Kind
    value: str

    @classmethod
    def reading(cls, *pairs: str) -> Self:
        """Other readings, each ``QUESTION=reading``. UnknownCandidate for a question or a reading that is none, or is fixed."""
        found = cls(Kind.READING, " ".join(pairs))
        if not pairs:
            raise UnknownCandidate("")
        try:
            chosen(found.readings())
        except UnknownReading as error:
            raise UnknownCandidate(found.value) from error
        if not set(found.readings()) <= OF_SENTENCES:
            raise UnknownCandidate(found.value)
        return found

    @classmethod
    def rules_of(cls, day: date) -> Self:
        """The instruments in force on a day. UnknownCandidate before the first of them."""
        if day < FIRST_PACK:
            raise UnknownCandidate(day.isoformat())
        return cls(Kind.RULES_OF, day.isoformat())

    @classmethod
    def edition(cls) -> Self:
        """The code of this installation, beside whatever edition found what is stored."""
        return cls(Kind.EDITION, EDITION)

    def readings(self) -> dict[str, str]:
        """Question -> reading; UnknownCandidate when the text is not of that form."""
        pairs = [pair.partition("=") for pair in self.value.split()]
        if self.kind != Kind.READING or not all(code and reading for code, _, reading in pairs):
            raise UnknownCandidate(self.value)
        return {code: reading for code, _, reading in pairs}

    def outlook(self, case: Case, in_force: Readings, on: date | None = None) -> dict[str, Any]:
        """The outlook of a case under the candidate; ``in_force`` are the readings that it leaves as they are."""
        if self.kind == Kind.RULES_OF:
            return explain_case(case, on, readings=in_force, rules_of=date.fromisoformat(self.value))
        return explain_case(case, on, readings=with_readings(in_force, self.readings()))


OF_SENTENCES: Final = frozenset(QUESTION_OF.values())
"""The questions on which an outlook can hang; the others are about points."""


def with_readings(in_force: Readings, others: Mapping[str, str]) -> Readings:
    """The readings in force, with some of them exchanged."""
    return chosen({**codes_of(in_force), **others}).sentence


def compared(case: Case, candidate: Candidate, in_force: Readings, on: date | None = None) -> Changed | None:
    """One person under the rules in force and under the candidate; None when nothing moves. ``on`` stands in for a missing report date.

    Not for an edition: that needs what is stored.
    """
    before, after = explain_case(case, on, readings=in_force), candidate.outlook(case, in_force, on)
    return changed(figures_of(before), figures_of(after), (before.get("trace"), after.get("trace")))
