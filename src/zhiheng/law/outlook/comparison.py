"""What if: two outlooks of one person beside each other, key by key and node by node."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from zhiheng.law.cases import BadCase, Case
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.outlook.explained import explain_case

NOT_COMPARED: Final = frozenset(("id", "trace", "rules", "edition", "spans", "readings", "open_questions"))


class NodeChange(NamedTuple):
    """One place of the tree that is not the same: the rules on the way to it, and the node as it was and is."""

    path: tuple[str, ...]
    what: str
    before: Any
    after: Any


class Comparison(NamedTuple):
    """``keys``: (before, after) for each key of the outlook that differs; ``nodes``: every differing node."""

    keys: dict[str, tuple[Any, Any]]
    nodes: tuple[NodeChange, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "keys": {name: {"before": before, "after": after} for name, (before, after) in self.keys.items()},
            "nodes": [change._asdict() | {"path": list(change.path)} for change in self.nodes],
        }


def compare(
    case: Case | BadCase,
    changed: Case | BadCase,
    on: date | None = None,
    readings: Readings = DEFAULTS,
    changed_readings: Readings | None = None,
) -> Comparison:
    """The same person with facts changed (a reward, a payment, another ruling date): what it moves, and by which rule.

    ``changed_readings``: with other readings of what the law leaves open on the second side; None = the same ones.
    """
    before, after = explain_case(case, on, readings), explain_case(changed, on, readings if changed_readings is None else changed_readings)
    names = [name for name in dict.fromkeys([*before, *after]) if name not in NOT_COMPARED]
    keys = {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}
    return Comparison(keys, tuple(differing(before.get("trace"), after.get("trace"))))


def differing(before: Any, after: Any, path: tuple[str, ...] = ()) -> Iterator[NodeChange]:
    """Nodes that differ in rule, inputs or result, outermost first; a node on one side only comes whole."""
    if before is None or after is None or before["rule"] != after["rule"]:
        if before is not after:
            yield NodeChange(path, "rule", _short(before), _short(after))
        return
    here = (*path, before["rule"])
    for what in ("inputs", "result"):
        if before[what] != after[what]:
            yield NodeChange(here, what, before[what], after[what])
    for one, other in aligned(before["children"], after["children"]):
        yield from differing(one, other, here)


def aligned(before: list[Any], after: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Children side by side: by their rule, those of one rule in their order."""
    rules = list(dict.fromkeys(node["rule"] for node in [*before, *after]))
    for rule in rules:
        yield from zip_longest(*([node for node in side if node["rule"] == rule] for side in (before, after)))


def _short(node: Any) -> Any:
    """A node without its children."""
    return None if node is None else {name: value for name, value in node.items() if name not in ("children", "labels")}
