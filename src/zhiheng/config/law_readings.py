"""Readings of open questions on the command line: how they are given, and how a result names those that touch it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from zhiheng.law.choices import Readings, reading_codes
from zhiheng.law.questions import QUESTIONS, UnknownReading, chosen
from zhiheng.law.wording import say


class ReadingOption(argparse.Action):
    """``--reading OQ-6=next_day``, once for each question: ``options.reading`` is a Readings. Nonsense is refused by name."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: str | Sequence[Any] | None, option_string: str | None = None
    ) -> None:
        code, _, reading = str(values).partition("=")
        try:
            setattr(namespace, self.dest, with_reading(getattr(namespace, self.dest), code, reading))
        except UnknownReading:
            parser.error(f"{option_string} {values}: {possible(code)}")


def with_reading(readings: Readings, code: str, reading: str) -> Readings:
    """The readings with one more chosen; UnknownReading when the sentence law has no such reading."""
    if code not in reading_codes(readings):
        raise UnknownReading(code, reading)
    return chosen(reading_codes(readings) | {code: reading}).sentence


def possible(code: str) -> str:
    """What could have been given instead."""
    question = QUESTIONS.get(code)
    if question is None or code not in reading_codes(Readings()):
        return f"questions that can be set: {', '.join(reading_codes(Readings()))}"
    return f"readings of {code}: {', '.join(option.code for option in question.readings)}"


def question_lines(touched: Iterable[Mapping[str, Any]], lang: str) -> Iterator[str]:
    """One line for each open question: what it is about, the reading taken, whether it is the law book's default."""
    for one in touched:
        question = QUESTIONS[one["code"]]
        option = question.option(one["reading"])
        kept = say(lang, "法律规则默认", "default of the law book") if one["reading"] == one["default"] else say(lang, "另行选择", "chosen")
        title, words = say(lang, *question.title), say(lang, option.zh, option.en)
        yield f"  {say(lang, '未定事项', 'open question')} {question.code} {title}: {words} ({kept})"
