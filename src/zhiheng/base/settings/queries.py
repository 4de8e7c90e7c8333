"""Which reading is in force where and when, who set it, and what was chosen before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q, QuerySet

from zhiheng.base.places.models import Place
from zhiheng.base.settings.models import SettingChoice
from zhiheng.law.questions import QUESTIONS, Chosen, UnknownReading, chosen


class InForce(NamedTuple):
    """A choice that is in force: at which place, from when, until when (the first day on which it is not; None = open), by whom."""

    id: int
    code: str
    reading: str
    path: str
    since: dt.date
    until: dt.date | None
    document: str
    set_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All choices in force on a day: one query, then answers for as many places as are asked."""

    on: dt.date
    choices: tuple[InForce, ...]
    _found: dict[str, Chosen] = field(default_factory=dict)

    def chosen(self, path: str) -> Chosen:
        """The readings for a place: of each question the choice of the nearest place above it, else the law book's default."""
        if path not in self._found:
            self._found[path] = chosen({choice.code: choice.reading for choice in self._over(path).values()})
        return self._found[path]

    def who(self, code: str, path: str) -> InForce | None:
        """The choice that decides a question for a place; None where the law book's default stands."""
        return self._over(path).get(code)

    def _over(self, path: str) -> dict[str, InForce]:
        above = [choice for choice in self.choices if path == choice.path or path.startswith(f"{choice.path}.")]
        return {choice.code: choice for choice in sorted(above, key=lambda choice: len(choice.path))}


def snapshot(on: dt.date) -> Snapshot:
    """The choices in force on a day. What this edition of the law book does not know any more is left out."""
    found = SettingChoice.objects.filter(state=SettingChoice.State.APPROVED, during__contains=on)
    rows = found.select_related("place", "proposed_by", "decided_by").order_by("pk")
    return Snapshot(on, tuple(_in_force(choice) for choice in rows if is_known(choice.question, choice.reading)))


def is_known(code: str, reading: str) -> bool:
    """Whether the law book of this edition has the question, can set it, and has that reading."""
    try:
        chosen({code: reading})
    except UnknownReading:
        return False
    return True


def _in_force(choice: SettingChoice) -> InForce:
    during = choice.during
    return InForce(
        choice.pk, choice.question, choice.reading, choice.place.path, during.lower, during.upper,
        choice.document, str(choice.proposed_by), str(choice.decided_by),
    )  # fmt: skip


def readings_at(place: Place | str, on: dt.date) -> Chosen:
    """The readings of every question for a place on a day."""
    return snapshot(on).chosen(place if isinstance(place, str) else place.path)


def who_set(code: str, place: Place | str, on: dt.date) -> InForce | None:
    """Who decided a question for a place; None where the law book's default stands."""
    return snapshot(on).who(code, place if isinstance(place, str) else place.path)


def history(code: str, paths: Sequence[str]) -> QuerySet[SettingChoice]:
    """Every choice and proposal on a question at the places that concern those of ``paths`` (above or below), newest first."""
    concerned = Q(place__path__under_any=list(paths))
    for path in paths:
        parts = path.split(".")
        concerned |= Q(place__path__in=[".".join(parts[:length]) for length in range(1, len(parts) + 1)])
    found = SettingChoice.objects.filter(concerned, question=code)
    return found.select_related("place", "proposed_by", "decided_by", "withdrawn_by").order_by("-proposed_at", "-pk")


def open_proposals(paths: Sequence[str]) -> dict[str, list[SettingChoice]]:
    """Proposals that wait for a second person at places of ``paths``, by question."""
    waiting = SettingChoice.objects.filter(state=SettingChoice.State.PROPOSED, place__path__under_any=list(paths))
    found: dict[str, list[SettingChoice]] = {code: [] for code in QUESTIONS}
    for choice in waiting.select_related("place", "proposed_by").order_by("pk"):
        found.setdefault(choice.question, []).append(choice)
    return found
