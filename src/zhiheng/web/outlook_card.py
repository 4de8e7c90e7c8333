"""The outlook card: what may become of the sentence, from when, and on which unrecorded facts it hangs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.settings.queries import Snapshot, snapshot
from zhiheng.domains.sentence.models import Judgment
from zhiheng.domains.sentence.outlook import Outlook, Reading, outlook_of, unknown
from zhiheng.law.choices import reading_codes
from zhiheng.law.reckoning import EDITION
from zhiheng.web.formats import NOTHING
from zhiheng.web.open_questions import QuestionFace, question_faces
from zhiheng.web.outlook_words import (
    GRADES,
    KEYS,
    assumption_words,
    class_words,
    facts_words,
    grade_words,
    hanging,
    key_words,
    plain_words,
    remark,
    said,
    span_words,
)
from zhiheng.web.parts import Chip, Moment, Words

BY_GRADE: Final = ("earliest_report_by_grade", "max_amount", "max_amount_at_earliest", "result_range", "earliest_end_by_grade")

AT_A_GLANCE: Final = (
    "rule_pack", "class", "floor_end_date", "waiting_ends", "earliest_first_report", "earliest_next_report", "parole_earliest", "parole_bars",
)  # fmt: skip


class ReadingRow(NamedTuple):
    """One reading in a line of the table: what is supposed, and what follows. ``amounts`` in the order of the grades."""

    number: int
    supposed: str
    standing: str
    report: str
    amounts: tuple[str, ...]
    parole: str


class GradeRow(NamedTuple):
    """One grade of conduct in one reading."""

    grade: str
    report: str
    now: str
    later: str
    end: str


@dataclass(frozen=True, slots=True)
class OutlookFace:
    """What the card and the drawer draw of an outlook; ``chosen`` is the reading that is shown whole."""

    outlook: Outlook
    person_id: int
    chosen: int = 0
    taken: Snapshot | None = None
    place: str = ""

    @property
    def reading(self) -> Reading:
        return self.outlook.readings[self.chosen]

    @property
    def url(self) -> str:
        return reverse("outlook", args=[self.person_id])

    @property
    def closed(self) -> bool:
        return self.outlook.closed

    @property
    def on(self) -> date:
        return self.outlook.on

    @property
    def edition(self) -> str:
        return EDITION

    @property
    def refusals(self) -> list[str]:
        """Contradictions, and what the law refuses, in words."""
        return [said((one["message_zh"], one["message_en"])) for one in self.reading.found.get("refusals", [])]

    @property
    def chip(self) -> Chip:
        """Whether the times for commutation have run, in a word."""
        report = earliest_report(self.outlook.main)
        if self.closed:
            return Chip(_("contradictory"), "bad", "alert")
        if unknown(report):
            return Chip(_("a fact is missing"), "warn", "unk")
        if report is None:
            return Chip(_("no commutation"), "line")
        if report <= self.on.isoformat():
            return Chip(_("waiting period or interval has run"), "info", "check")
        return Chip(_("commutation: earliest report %(day)s") % {"day": report}, "line", "clock")

    @property
    def pairs(self) -> list[tuple[Words, object]]:
        """The answers at a glance, all readings together."""
        found = [(KEYS[key], self._every_answer(key)) for key in AT_A_GLANCE]
        return [(label, answer) for label, answer in found if answer not in (NOTHING, _("none"))]

    def _every_answer(self, key: str) -> str:
        """The answers of all readings, each once: what may come out, whatever the unrecorded facts turn out to be."""
        answers = dict.fromkeys(key_words(key, reading.found.get(key)) for reading in self.outlook.readings)
        if len(answers) == 1:
            return next(iter(answers))
        return _(" or ").join(_("not at all") if answer == NOTHING else answer for answer in answers)

    @property
    def every_pair(self) -> list[tuple[Words, object]]:
        """Every key of the reading shown, but those that have a row for each grade."""
        found = self.reading.found
        return [(label, key_words(key, found.get(key))) for key, label in KEYS.items() if key not in BY_GRADE]

    @property
    def supposed(self) -> str:
        return assumption_words(self.reading.assumption)

    @property
    def rows(self) -> list[ReadingRow]:
        """The readings side by side; one row only when nothing is supposed."""
        return [_row(number, reading) for number, reading in enumerate(self.outlook.readings)]

    @property
    def grades(self) -> list[str]:
        return [grade_words(grade) for grade in GRADES]

    @property
    def grade_rows(self) -> list[GradeRow]:
        """The reading shown, grade by grade."""
        return list(_grades(self.reading.found))

    @property
    def missing(self) -> str:
        return facts_words(self.outlook.missing)

    @property
    def questions(self) -> list[QuestionFace]:
        """Open questions of the law that touch this person, each with the reading taken and who chose it."""
        taken = self.taken or Snapshot(self.on, ())
        return question_faces(self.outlook.flags, reading_codes(self.outlook.taken), taken, self.place)

    @property
    def remarks(self) -> list[str]:
        return [words for words in map(remark, self.outlook.flags) if words]

    @property
    def moments(self) -> list[Moment]:
        """The time line: from when the times for commutation and for parole have run, in the reading shown."""
        return sorted(_moments(self.reading.found.get("spans") or [], self.on.isoformat()), key=lambda moment: str(moment.at))


def outlook_face(judgment: Judgment, *, person_id: int, birth_date: date | None, on: date, place: str) -> OutlookFace:
    """The card for a judgment whose counts, credits and changes are loaded. One query: the readings in force on the day."""
    taken = snapshot(on)
    found = outlook_of(judgment, birth_date=birth_date, on=on, taken=taken.chosen(place).sentence)
    return OutlookFace(found, person_id, taken=taken, place=place)


def earliest_report(found: dict[str, Any]) -> Any:
    """The earliest report that comes next: the next one after a ruling, else the first; None where there is none."""
    return found.get("earliest_next_report") or found.get("earliest_first_report")


def amount_of(found: dict[str, Any], grade: str) -> str:
    """What one commutation may take off, or to which term life may be changed, in one grade."""
    for key in ("max_amount", "max_amount_at_earliest", "result_range"):
        value = found.get(key)
        if unknown(value):
            return hanging(unknown(value))
        if value and grade in value:
            one = value[grade]
            return key_words("class", one["kind"]) if "kind" in one else plain_words(one)
    return plain_words(None)


def _row(number: int, reading: Reading) -> ReadingRow:
    found = reading.found
    bars = found.get("parole_bars")
    parole = _("barred") if bars and not unknown(bars) else key_words("parole_earliest", found.get("parole_earliest"))
    return ReadingRow(
        number=number,
        supposed=assumption_words(reading.assumption) or _("as recorded"),
        standing=class_words(found.get("class")),
        report=plain_words(earliest_report(found)),
        amounts=tuple(amount_of(found, grade) for grade in GRADES),
        parole=parole,
    )


def _grades(found: dict[str, Any]) -> Iterator[GradeRow]:
    by_grade = found.get("earliest_report_by_grade") or {}
    for grade in GRADES:
        if not unknown(by_grade) and grade not in by_grade:
            continue
        yield GradeRow(
            grade=grade_words(grade),
            report=_of(by_grade, grade),
            now=_of(found.get("max_amount"), grade),
            later=_of(found.get("max_amount_at_earliest") or found.get("result_range"), grade),
            end=_of(found.get("earliest_end_by_grade"), grade),
        )


def _of(value: Any, grade: str) -> str:
    """One grade's part of a value; the whole when it is unknown."""
    if unknown(value):
        return hanging(unknown(value))
    one = (value or {}).get(grade)
    return key_words("class", one["kind"]) if isinstance(one, dict) and "kind" in one else plain_words(one)


def _moments(spans: Any, today: str) -> Iterator[Moment]:
    for span in [] if unknown(spans) else spans:
        if span["from"] is None and len([one for one in spans if one["of"] == span["of"]]) > 1:
            continue  # the time before the first day says only what the next span ends
        first = _("since the beginning") if span["from"] is None else span["from"]
        passed = span["from"] is None or span["from"] <= today
        yield Moment(first, span_words(span), _("reached") if passed and span["open"] else "", "on" if span["open"] and passed else "wait")
