"""Open questions of the law where they touch a sentence: which reading was taken, and who chose it. Read only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Func, JSONField, QuerySet

from zhiheng.base.settings.queries import InForce, Snapshot, snapshot
from zhiheng.domains.sentence.models import Outlook
from zhiheng.law.choices import Readings
from zhiheng.law.questions import QUESTIONS, Option, Question


class Touched(NamedTuple):
    """A question that touches a result, the reading that was taken, and the choice behind it (None: the law book's default)."""

    question: Question
    option: Option
    choice: InForce | None

    @property
    def is_default(self) -> bool:
        return self.option.code == self.question.default

    def as_json(self) -> dict[str, Any]:
        """The form of the outlook contract."""
        return {
            "code": self.question.code,
            "reading": self.option.code,
            "default": self.question.default,
            "set_by": None if self.choice is None else self.choice.set_by,
            "since": None if self.choice is None else self.choice.since.isoformat(),
        }


def taken_at(path: str, on: dt.date) -> Readings:
    """The readings of the sentence law for a place on the day of an event."""
    return snapshot(on).chosen(path).sentence


def touched(flags: Iterable[str], readings: Mapping[str, str], taken: Snapshot, path: str) -> list[Touched]:
    """The questions among the flags of a result, with the readings stored with it; a choice is named where it gave that reading."""
    found = []
    for code in dict.fromkeys(flags):
        question = QUESTIONS.get(code)
        if question is None:
            continue
        option = question.option(readings.get(code, question.default))
        choice = taken.who(code, path)
        found.append(Touched(question, option, choice if choice is not None and choice.reading == option.code else None))
    return found


def in_place(found: dict[str, Any], taken: Snapshot, path: str) -> dict[str, Any]:
    """An outlook of the law with the choices behind its open questions filled in."""
    flags = [question["code"] for question in found.get("open_questions", [])]
    return found | {"open_questions": [one.as_json() for one in touched(flags, found.get("readings", {}), taken, path)]}


def people_touched(paths: Sequence[str]) -> dict[str, int]:
    """How many people in custody each question touches now, by the kept outlooks: one query."""
    flags = Func("flags", function="jsonb_array_elements_text", output_field=JSONField())
    counted = _held(paths).annotate(flag=flags).values("flag").annotate(people=Count("pk")).values_list("flag", "people")
    return dict(counted)


def _held(paths: Sequence[str]) -> QuerySet[Outlook]:
    return Outlook.objects.filter(
        judgment__superseded_by__isnull=True,
        judgment__episode__ended_on__isnull=True,
        judgment__episode__place__path__under_any=list(paths),
    )
