"""What the law leaves open: each question of the fact sheets once, its readings, the one taken by default, and why.

A question is settable where two readings can really be computed; a service then chooses, dated and with reasons
(``base/settings``), and the rules take the choice as an argument (``choices``). The others stand as they are here, with
the reason; some are left to a named person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from zhiheng.law.choices import DEFAULTS, QUESTION_OF, Readings, reading_codes
from zhiheng.law.kinds import Named
from zhiheng.law.points_question_texts import POINTS
from zhiheng.law.question_texts import SENTENCE, Chapter, Text
from zhiheng.law.reckoning import Caption
from zhiheng.law.scale import Readings as PointsReadings

POINTS_QUESTION_OF: Final = {
    "sanction": "PT-Q1",
    "base": "PT-Q2",
    "remainder": "PT-Q3",
    "demerit": "PT-Q4",
    "entry": "PT-Q5",
    "rounding": "PT-Q6",
    "year": "PT-Q7",
    "available": "PT-Q8",
}
"""The question that each field of the points readings answers."""


class UnknownReading(ValueError):
    """A question that does not exist or cannot be set, or a reading that it does not have: ``question``, ``reading``."""

    def __init__(self, question: str, reading: str) -> None:
        super().__init__(f"{question}={reading}")
        self.question, self.reading = question, reading


class Option(NamedTuple):
    """One reading of a question."""

    code: str
    zh: str
    en: str


class Question(NamedTuple):
    """One open question. ``readings``: the default first; one only where the question cannot be set, ``fixed`` says why.

    ``caution``: what a choice other than the default may do to somebody, for whoever chooses.
    """

    code: str
    chapter: Chapter
    title: Caption
    words: Caption
    provision: Caption
    readings: tuple[Option, ...]
    why: Caption
    fixed: Caption | None = None
    caution: Caption | None = None

    @property
    def default(self) -> str:
        return self.readings[0].code

    @property
    def settable(self) -> bool:
        return self.fixed is None

    def option(self, code: str) -> Option:
        """The reading of that code; UnknownReading when there is none."""
        found = next((option for option in self.readings if option.code == code), None)
        if found is None:
            raise UnknownReading(self.code, code)
        return found


class Chosen(NamedTuple):
    """The readings taken of every settable question, sentence law and points."""

    sentence: Readings = DEFAULTS
    points: PointsReadings = PointsReadings()


# --- the questions --------------------------------------------------------------------------------------------------

_FIELDS: Final = {code: (0, name) for name, code in QUESTION_OF.items()} | {code: (1, name) for name, code in POINTS_QUESTION_OF.items()}


def _kind(code: str) -> type[Named]:
    """The enumeration whose members are the readings of a settable question."""
    part, name = _FIELDS[code]
    kind: type[Named] = type(getattr(Chosen()[part], name))
    return kind


def _options(code: str) -> tuple[Option, ...]:
    """The default first, whatever its number."""
    part, name = _FIELDS[code]
    default = getattr(Chosen()[part], name)
    return tuple(Option(one.code, one.zh, one.en) for one in (default, *(one for one in _kind(code) if one != default)))


def _question(code: str, text: Text) -> Question:
    readings = _options(code) if code in _FIELDS else (Option(text.taken_code, *text.taken),)
    return Question(code, text.chapter, text.title, text.words, text.provision, readings, text.why, text.fixed, text.caution)


QUESTIONS: Final = {code: _question(code, text) for code, text in (SENTENCE | POINTS).items()}
"""Every open question by its code, in the order of the fact sheets."""


# --- choosing -------------------------------------------------------------------------------------------------------


def chosen(choices: Mapping[str, str]) -> Chosen:
    """The readings with some of them chosen, question -> reading; the rest as the fact sheet. UnknownReading for nonsense."""
    parts: list[dict[str, Any]] = [{}, {}]
    for code, reading in choices.items():
        if code not in _FIELDS:
            raise UnknownReading(code, reading)
        part, name = _FIELDS[code]
        parts[part][name] = _member(code, reading)
    return Chosen(Readings(**parts[0]), PointsReadings(**parts[1]))


def _member(code: str, reading: str) -> Named:
    member = _kind(code).named(reading)
    if member is None:
        raise UnknownReading(code, reading)
    return member


def codes_of(readings: Chosen | Readings) -> dict[str, str]:
    """Question -> reading for every settable question: what is stored; :func:`chosen` reads it back."""
    if isinstance(readings, Readings):
        return reading_codes(readings)
    points = {POINTS_QUESTION_OF[name]: reading.code for name, reading in readings.points._asdict().items()}
    return reading_codes(readings.sentence) | points


@cache
def _sentence_codes(readings: Readings) -> dict[str, str]:
    return reading_codes(readings)


def opened(flags: Iterable[str], readings: Readings) -> list[dict[str, Any]]:
    """The questions among some flags, each with the reading taken. Who set it, and when, the law does not know."""
    codes = _sentence_codes(readings)
    found = [QUESTIONS[flag] for flag in dict.fromkeys(flags) if flag in QUESTIONS]
    return [
        {"code": question.code, "reading": codes.get(question.code, question.default), "default": question.default, "set_by": None, "since": None}
        for question in found
    ]
