"""The tree of steps as JSON for screens and files: dates ISO, terms as objects, captions in both languages."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from zhiheng.law.calendar import Term
from zhiheng.law.choices import Choice
from zhiheng.law.kinds import Named
from zhiheng.law.reckoning import Caption, Day, Provision, Refusal, Rule, Step, Truth, date_of
from zhiheng.law.wording import LABELS


def node(step: Step) -> dict[str, Any]:
    """One step and everything below it."""
    said = _said(step.rule)
    inputs: dict[str, Any] = {}
    labels: dict[str, dict[str, str]] = {}
    for name, value in step.inputs().items():
        # A reading is worth a word only where somebody has chosen another than that of the fact sheet.
        if type(value) in _PLAIN or not (isinstance(value, Choice) and value.is_default):
            inputs[name] = shown(value, said.kinds[name])
            labels[name] = said.labels[name].copy()
    return {
        "rule": step.rule.id,
        "provision": said.provision.copy(),
        "caption": said.caption.copy(),
        "inputs": inputs,
        "labels": labels,
        "result": shown(step.result, said.kinds["return"]),
        "children": [node(child) for child in step.children],
    }


class _Said(NamedTuple):
    """What every node of one rule says alike: provision, caption, names of the inputs, kinds of the values."""

    provision: dict[str, str]
    caption: dict[str, str]
    labels: dict[str, dict[str, str]]
    kinds: dict[str, str]


@cache
def _said(rule: Rule[..., Any]) -> _Said:
    # Words are most of a tree and were most of its cost. A node takes copies, so that no reader can spoil the next one's.
    labels = {name: LABELS[name]._asdict() for name in rule.parameters}
    return _Said(_provision(rule.provision, rule.since), rule.caption._asdict(), labels, rule.body.__annotations__)


def _provision(provision: Provision, since: date) -> dict[str, str]:
    return {"zh": provision.zh, "en": provision.en, "instrument": provision.instrument.short, "since": since.isoformat()}


_PLAIN: Final = frozenset((int, bool, str, type(None)))


@lru_cache(maxsize=1 << 15)
def _iso(day: Day) -> str:
    # The days of ninety years: all that the papers of the living name.
    return date_of(day).isoformat()


def shown(value: Any, annotation: str) -> Any:
    """A plain value as JSON. The rule's own annotation tells a day from a number."""
    if annotation == "Day":
        return _iso(value)
    if annotation == "Points":
        return value / 100
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Truth):
        return {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}[value]
    if isinstance(value, Named):
        return value.code
    if isinstance(value, Refusal):
        return value.as_json()
    if isinstance(value, Term):
        return value._asdict()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: shown(part, "") for name, part in value._asdict().items()}
    if isinstance(value, IntEnum):
        return int(value)
    return value


def tree(rule: str, provision: Provision, caption: Caption, inputs: dict[str, Any], result: Any, steps: list[Step]) -> dict[str, Any]:
    """A root over several steps, in the same form as a node; ``inputs`` and ``result`` are JSON already."""
    return {
        "rule": rule,
        "provision": _provision(provision, provision.instrument.since),
        "caption": caption._asdict(),
        "inputs": inputs,
        "labels": {name: LABELS[name]._asdict() for name in inputs},
        "result": result,
        "children": [node(step) for step in steps],
    }
