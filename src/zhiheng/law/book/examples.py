"""The worked examples of the fact sheets, as data (``law/examples``), and where each rule was used in them.

The product's tests hold the same files: what the book shows is what is tested.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from zhiheng.law.calendar import Term
from zhiheng.law.cases import case_or_bad
from zhiheng.law.clocks import Clock, Unit, clock_caption
from zhiheng.law.explanation import node
from zhiheng.law.kinds import Named, SentenceKind
from zhiheng.law.outlook import explain_case
from zhiheng.law.points import appraise
from zhiheng.law.points_facts import MonthFacts, Standing
from zhiheng.law.reckoning import RULES, Caption, Explanation, Truth, day_of, truth
from zhiheng.law.scale import Rounding, Sanction
from zhiheng.law.wording import say, term_en, term_zh

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
YES_NO: Final = {Truth.YES: Caption("是", "yes"), Truth.NO: Caption("否", "no"), Truth.UNKNOWN: Caption("不明", "unknown")}


class Use(NamedTuple):
    """A rule at work in one example: the number of the example, its words, and the node of the rule in its tree."""

    number: str
    words: Caption
    node: dict[str, Any]


@cache
def uses() -> dict[str, tuple[Use, ...]]:
    """For each rule the examples in which it was used, once each; those in which it decided something first.

    Every example is worked out here, once.
    """
    found: dict[str, dict[str, Use]] = {}
    for number, words, tree in (*_of_outlooks(), *_of_points(), *_of_single_rules()):
        for at_work in _nodes(tree):
            known = found.setdefault(at_work["rule"], {})
            if number not in known or (not _tells(known[number]) and _tells(Use(number, words, at_work))):
                known[number] = Use(number, words, at_work)
    return {rule: tuple(sorted(listed.values(), key=lambda use: not _tells(use))) for rule, listed in found.items() if rule in RULES}


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for child in tree["children"]:
        yield from _nodes(child)


def _tells(use: Use) -> bool:
    """Whether the rule came to something; that it did not apply is worth less of a reader's time."""
    return use.node["result"] not in (None, False, 0)


def read(name: str) -> list[dict[str, Any]]:
    """The rows of a file of examples."""
    rows: list[dict[str, Any]] = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    return rows


type Worked = tuple[str, Caption, dict[str, Any]]


def _of_outlooks() -> Iterator[Worked]:
    for example in read("outlook.json"):
        outlook = explain_case(case_or_bad(example["given"]))
        yield example["no"], Caption(example["words_zh"], example["words"]), outlook["trace"]


def _of_points() -> Iterator[Worked]:
    for example in read("points_months.json"):
        words = Caption(example["words_zh"], example["words"])
        for tree in appraise(months_of(example), standing_of(example)).trace:
            yield f"PT {example['no']}", words, tree


def _of_single_rules() -> Iterator[Worked]:
    for example in read("points_rules.json"):
        yield f"PT {example['no']}", Caption(example["words_zh"], example["words"]), _called(example)
    for example in read("time_limits.json"):
        yield "", Caption("", ""), _called(example)


def _called(example: dict[str, Any]) -> dict[str, Any]:
    """The node of one rule called with plain values."""
    with Explanation() as explanation:
        RULES[example["rule"]](*map(plain_value, example["given"]))
    return node(explanation.steps[0])


def plain_value(value: Any) -> Any:
    """A value of the examples: a kind of sentence, a day, a rounding, a truth, or itself."""
    if not isinstance(value, str):
        return value
    words: dict[str, Any] = {"hundredths": Rounding.HUNDREDTHS, "yes": Truth.YES, "no": Truth.NO}
    if value in words:
        return words[value]
    kind = SentenceKind.named(value)
    return day_of(date.fromisoformat(value)) if kind is None else kind


# --- months of points -------------------------------------------------------------------------------------------------------


def months_of(given: dict[str, Any]) -> list[MonthFacts]:
    """The months of an example of points; points stand in the file as numbers with decimals."""
    year, month = map(int, given.get("from", "2022-01").split("-"))
    return [_month(entry, date(year + (month + i - 1) // 12, (month + i - 1) % 12 + 1, 1)) for i, entry in enumerate(given["months"])]


def _month(entry: dict[str, Any], month: date) -> MonthFacts:
    made: dict[str, Any] = dict(entry)
    for name in ("adds", "deductions"):
        if name in made:
            made[name] = tuple(hundredths(value) for value in made[name])
    for name in ("special", "labour_given", "credited"):
        if name in made:
            made[name] = hundredths(made[name])
    made["sanctions"] = tuple(Sanction[word.upper()] for word in made.get("sanctions", []))
    return MonthFacts(month=month, **made)


def standing_of(given: dict[str, Any]) -> Standing:
    told = given.get("standing", {})
    balance = hundredths(told.get("balance", 0))
    return Standing(balance=balance, able_to_pay=truth(told.get("able")), property_performed=truth(told.get("performed")))


def hundredths(value: float) -> int:
    return round(value * 100)


# --- in words ---------------------------------------------------------------------------------------------------------------


def facts_in_words(use: Use, lang: str) -> str:
    """What went into the rule: 起始日 2010-03-05，刑期 10年."""
    labels = use.node["labels"]
    parts = (f"{labels.get(name, {}).get(lang, name)} {in_words(value, lang)}" for name, value in use.node["inputs"].items())
    return say(lang, "，", ", ").join(parts)


def result_in_words(use: Use, lang: str) -> str:
    return in_words(use.node["result"], lang)


def in_words(value: Any, lang: str) -> str:
    """A value of a tree for a reader."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return say(lang, *YES_NO[truth(value)])
    if isinstance(value, dict):
        return _object_in_words(value, lang)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return say(lang, *_code_words().get(value, Caption(value, value)))
    if isinstance(value, list):
        return say(lang, "、", ", ").join(in_words(part, lang) for part in value)
    return str(value)


def _object_in_words(value: dict[str, Any], lang: str) -> str:
    if set(value) == {"years", "months", "days"}:
        return say(lang, term_zh(Term(**value)), term_en(Term(**value)))
    if set(value) == {"amount", "unit"}:
        return say(lang, *clock_caption(Clock(value["amount"], Unit[value["unit"].upper()])))
    if set(value) == {"least", "greatest"}:
        least, greatest = in_words(value["least"], lang), in_words(value["greatest"], lang)
        return least if least == greatest else say(lang, f"{least}至{greatest}", f"{least} to {greatest}")
    return say(lang, "，", ", ").join(f"{name} {in_words(part, lang)}" for name, part in value.items())


@cache
def _code_words() -> dict[str, Caption]:
    """The words of every code that rules take and give."""
    return {member.code: Caption(member.zh, member.en) for kind in _kinds(Named) for member in kind}


def _kinds(parent: type[Named]) -> Iterator[type[Named]]:
    for kind in parent.__subclasses__():
        yield kind
        yield from _kinds(kind)
