"""Walks every rule of the package and lays the book out: instrument, chapter, rule."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final, NamedTuple

from zhiheng.law import acts, prison_sources, sources
from zhiheng.law.book.titles import title_of
from zhiheng.law.confidence import confidence_of, questions_of
from zhiheng.law.reckoning import EDITION, RULES, Caption, Dated, Instrument, Rule, version_of
from zhiheng.law.wording import LABELS

_PACKAGE: Final = "zhiheng.law."
_OPEN_QUESTION: Final = re.compile(r"\bOQ-\d+\b")
_ARTICLE_IN_DIGITS: Final = re.compile(r"第?(\d{1,3})条")


class Parameter(NamedTuple):
    """One input of a rule: its name in the code, its name in words, its type as annotated."""

    name: str
    label: Caption
    type: str


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as the book shows it. Rules are named by id: ``versions`` holds the family in order of commencement, itself inside."""

    id: str
    instrument: str
    chapter: str
    article: str
    provision: Caption
    caption: Caption
    since: date
    until: date | None
    family: str
    versions: tuple[str, ...]
    note: str
    parameters: tuple[Parameter, ...]
    calls: tuple[str, ...]
    called_by: tuple[str, ...]
    questions: tuple[str, ...]
    confidence: str

    @property
    def source(self) -> str:
        """The function as it runs, without its decorator."""
        lines = inspect.getsource(RULES[self.id].body).splitlines()
        first = next(number for number, line in enumerate(lines) if line.startswith("def "))
        return "\n".join(lines[first:])

    @property
    def digest(self) -> str:
        """The mark by which determinations name this very text."""
        return version_of(RULES[self.id]).digest

    def in_force(self, on: date) -> bool:
        return RULES[self.id].in_force(on)


class Chapter(NamedTuple):
    """Rules of one instrument on one subject, as they stand in the code."""

    instrument: str
    key: str
    title: Caption
    rules: tuple[RuleEntry, ...]


class InstrumentPart(NamedTuple):
    """An instrument with its chapters."""

    instrument: Instrument
    chapters: tuple[Chapter, ...]

    @property
    def rule_count(self) -> int:
        return sum(len(chapter.rules) for chapter in self.chapters)


class Beside(NamedTuple):
    """One subject in two instruments; None where one of them has no rule on it."""

    old: RuleEntry | None
    new: RuleEntry | None


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book of one edition."""

    edition: str
    instruments: tuple[InstrumentPart, ...]
    rules: dict[str, RuleEntry]

    def chapter(self, instrument: str, key: str) -> Chapter | None:
        """A chapter by the short name of its instrument and its own key."""
        chapters = (chapter for part in self.instruments for chapter in part.chapters)
        return next((c for c in chapters if (c.instrument, c.key) == (instrument, key)), None)

    def neighbours(self, entry: RuleEntry) -> tuple[RuleEntry, ...]:
        """Every version of the rule, in order of commencement."""
        return tuple(self.rules[id] for id in entry.versions)

    def beside(self, old: str, new: str) -> tuple[Beside, ...]:
        """Two instruments side by side, chapter by chapter of the newer: rules of one subject in one line, then what stands alone."""
        mine, theirs = ([entry for entry in self.rules.values() if entry.instrument == name] for name in (new, old))
        paired = [Beside(_counterpart(entry, theirs), entry) for entry in mine]
        met = {line.old.id for line in paired if line.old}
        return (*paired, *(Beside(entry, None) for entry in theirs if entry.id not in met))

    def predecessor(self, short: str) -> str:
        """The instrument that this one replaced, by the rules of which it has later versions; empty when there is none."""
        earlier = (id for entry in self.rules.values() if entry.instrument == short for id in entry.versions[: entry.versions.index(entry.id)])
        replaced = (RULES[id].provision.instrument for id in earlier)
        return next((found.short for found in replaced if found.until is not None and found.short.partition("-")[0] == short.partition("-")[0]), "")

    def search(self, text: str) -> tuple[RuleEntry, ...]:
        """Rules that hold every word of the text in id, provision, words or notes; 第78条 finds 第七十八条. An id comes first."""
        wanted = _in_chinese_numerals(text).casefold().split()
        if not wanted:
            return ()
        found = [entry for entry in self.rules.values() if all(word in _hay(entry) for word in wanted)]
        asked = text.strip().casefold()
        return tuple(sorted(found, key=lambda entry: entry.id.casefold() != asked))


def _counterpart(entry: RuleEntry, others: list[RuleEntry]) -> RuleEntry | None:
    """The version of the same rule in the other instrument."""
    return next((other for other in others if other.id in entry.versions), None)


@cache
def law_book() -> Book:
    """Every rule there is, gathered once. Imports all of ``law.acts``."""
    acts.read_all()
    families, called = _families(), {rule.id: _callees(rule) for rule in RULES.values()}
    callers: dict[str, list[str]] = {}
    for caller, callees in called.items():
        for callee in callees:
            callers.setdefault(callee, []).append(caller)
    entries = [_entry(rule, families.get(rule.id), called[rule.id], tuple(callers.get(rule.id, ()))) for rule in RULES.values()]
    return Book(EDITION, tuple(_parts(entries)), {entry.id: entry for entry in entries})


def _law_modules() -> Iterator[ModuleType]:
    return (module for name, module in list(sys.modules.items()) if name.startswith(_PACKAGE))


def _families() -> dict[str, Dated[..., Any]]:
    """The dated family of each rule that has one."""
    found = (value for module in _law_modules() for value in vars(module).values() if isinstance(value, Dated))
    return {version.id: family for family in found for version in family.versions}


# --- who calls whom -------------------------------------------------------------------------------------------------


def _callees(rule: Rule[..., Any]) -> tuple[str, ...]:
    """Rules that a rule calls, also through plain functions of the law; of a family, every version."""
    found: dict[str, None] = {}
    _follow(rule.body, found, set())
    found.pop(rule.id, None)
    return tuple(found)


def _follow(body: Any, found: dict[str, None], seen: set[Any]) -> None:
    seen.add(body)
    for value in _named(body):
        if isinstance(value, Rule):
            found[value.id] = None
        elif isinstance(value, Dated):
            found.update(dict.fromkeys(version.id for version in value.versions))
        elif isinstance(value, FunctionType) and value.__module__.startswith(_PACKAGE) and value not in seen:
            _follow(value, found, seen)


def _named(body: Any) -> Iterator[Any]:
    """What the code of a function names, including through a module (``penalties.start``)."""
    for name in _names(body.__code__):
        value = body.__globals__.get(name)
        if isinstance(value, ModuleType) and value.__name__.startswith(_PACKAGE):
            yield from (vars(value)[other] for other in _names(body.__code__) if other in vars(value))
        elif value is not None:
            yield value


def _names(code: CodeType) -> tuple[str, ...]:
    inner = (name for constant in code.co_consts if isinstance(constant, CodeType) for name in _names(constant))
    return (*code.co_names, *inner)


# --- one entry, and their order -------------------------------------------------------------------------------------


def _entry(rule: Rule[..., Any], family: Dated[..., Any] | None, calls: tuple[str, ...], callers: tuple[str, ...]) -> RuleEntry:
    note = inspect.getdoc(rule.body) or ""
    annotations = rule.body.__annotations__
    asked = {*_OPEN_QUESTION.findall(f"{note} {rule.caption.zh} {rule.caption.en}"), *questions_of(rule)}
    return RuleEntry(
        id=rule.id,
        instrument=rule.provision.instrument.short,
        chapter=rule.body.__module__.removeprefix(_PACKAGE).removeprefix("acts."),
        article=rule.provision.article,
        provision=Caption(rule.provision.zh, rule.provision.en),
        caption=rule.caption,
        since=rule.since,
        until=rule.until,
        family=family.name if family else "",
        versions=tuple(version.id for version in family.versions) if family else (rule.id,),
        note=note,
        parameters=tuple(Parameter(name, LABELS.get(name, Caption(name, name)), str(annotations[name])) for name in rule.parameters),
        calls=calls,
        called_by=callers,
        questions=tuple(sorted(asked, key=_by_number)),
        confidence=str(confidence_of(rule) or ""),
    )


def _by_number(question: str) -> tuple[str, int]:
    letters = question.rstrip("0123456789")
    return letters, int(question.removeprefix(letters))


def _parts(entries: Iterable[RuleEntry]) -> Iterator[InstrumentPart]:
    """Instruments in the order of the lists of sources, chapters and rules in the order of the code."""
    instruments = [value for module in (sources, prison_sources) for value in vars(module).values() if isinstance(value, Instrument)]
    by_instrument: dict[str, dict[str, list[RuleEntry]]] = {}
    for entry in entries:
        by_instrument.setdefault(entry.instrument, {}).setdefault(entry.chapter, []).append(entry)
    for instrument in dict.fromkeys(instruments):
        chapters = by_instrument.get(instrument.short, {})
        if chapters:
            yield InstrumentPart(instrument, tuple(_chapter(instrument, key, chapters[key]) for key in sorted(chapters)))


def _chapter(instrument: Instrument, key: str, rules: list[RuleEntry]) -> Chapter:
    module = sys.modules.get(f"{_PACKAGE}acts.{key}") or sys.modules[_PACKAGE + key]
    return Chapter(instrument.short, key, title_of(key, module.__doc__ or ""), tuple(rules))


# --- finding --------------------------------------------------------------------------------------------------------


@cache
def _hay(entry: RuleEntry) -> str:
    words = (entry.id, *entry.provision, *entry.caption, entry.note, *entry.questions, entry.family)
    return " ".join(words).casefold()


def _in_chinese_numerals(text: str) -> str:
    return _ARTICLE_IN_DIGITS.sub(lambda found: f"第{_numeral(int(found[1]))}条", text)


def _numeral(number: int) -> str:
    """1 to 999 as articles are numbered: 78 is 七十八, 205 is 二百零五."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")
