"""The tree of steps as JSON for screens and files: dates ISO, terms as objects, captions in both languages."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from zhiheng.law.calendar import Term
from zhiheng.law.choices import Choice
from zhiheng.law.kinds import Named
from zhiheng.law.reckoning import Caption, Provision, Refusal, Rule, Step, Truth, date_of
from zhiheng.law.wording import LABELS


def node(step: Step) -> dict[str, Any]:
    """One step and everything below it."""
    annotations = step.rule.body.__annotations__
    # A reading is worth a word only where somebody has chosen another than that of the fact sheet.
    inputs = {name: value for name, value in step.inputs().items() if not (isinstance(value, Choice) and value.is_default)}
    return {
        **_heading(step.rule),
        "inputs": {name: shown(value, annotations[name]) for name, value in inputs.items()},
        "labels": {name: LABELS[name]._asdict() for name in inputs},
        "result": shown(step.result, annotations["return"]),
        "children": [node(child) for child in step.children],
    }


def _heading(rule: Rule[..., Any]) -> dict[str, Any]:
    provision = rule.provision
    return {
        "rule": rule.id,
        "provision": {
            "zh": provision.zh,
            "en": provision.en,
            "instrument": provision.instrument.short,
            "since": rule.since.isoformat(),
        },
        "caption": rule.caption._asdict(),
    }


def shown(value: Any, annotation: str) -> Any:
    """A plain value as JSON. The rule's own annotation tells a day from a number."""
    if isinstance(value, Truth):
        return {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}[value]
    if isinstance(value, Named):
        return value.code
    if annotation == "Day":
        return date_of(value).isoformat()
    if annotation == "Points":
        return value / 100
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
        "provision": {
            "zh": provision.zh,
            "en": provision.en,
            "instrument": provision.instrument.short,
            "since": provision.instrument.since.isoformat(),
        },
        "caption": caption._asdict(),
        "inputs": inputs,
        "labels": {name: LABELS[name]._asdict() for name in inputs},
        "result": result,
        "children": [node(step) for step in steps],
    }
