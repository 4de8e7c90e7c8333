"""The tree of a determination as numbered rows: step, provision, inputs, result; checks hang under their step.

Reads the trace that the law kernel writes (``rule, provision, caption, inputs, labels, result, children``), in
Chinese or English. What it does not know it prints as it is: an explanation may be plain, never silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from zhiheng.law.kinds import KIND_WORDS
from zhiheng.law.reckoning import RULES
from zhiheng.web.formats import in_chinese, is_term, shown, term

DEEPEST = 4
type Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the explanation. ``depth`` 0 is a numbered step; ``answer`` is the last, highlighted one."""

    number: str
    depth: int
    caption: str
    provision: str
    provision_title: str
    inputs: str
    result: str
    unknown: bool
    answer: bool
    first: bool = False
    last: bool = False
    href: str = ""

    @property
    def classes(self) -> str:
        marks = [f"k k{self.depth}" if self.depth else "", "first" if self.first else "", "last" if self.last else "", "sum" if self.answer else ""]
        return " ".join(m for m in ["xr", *marks] if m)


def rows(tree: Node) -> list[Row]:
    """Rows in reading order: what the root called, each with its own checks, then the root as the answer."""
    children = tree.get("children") or []
    found: list[Row] = []
    for number, child in enumerate(children, start=1):
        found.append(_row(child, str(number), 0))
        found.extend(_beneath(child, 1))
    found.append(_row(tree, str(len(children) + 1), 0, answer=True))
    return _ends_marked(found)


def _beneath(node: Node, depth: int) -> Iterator[Row]:
    for child in node.get("children") or []:
        yield _row(child, "", min(depth, DEEPEST))
        yield from _beneath(child, depth + 1)


def _row(node: Node, number: str, depth: int, *, answer: bool = False) -> Row:
    provision = node.get("provision") or {}
    since = provision.get("since") if isinstance(provision, Mapping) else ""
    title = _("In force since %(date)s") % {"date": since} if since else ""
    return Row(
        number=number,
        depth=depth,
        caption=_said(node.get("caption")) or str(node.get("rule", "")),
        provision=_said(provision),
        provision_title=title,
        inputs=_inputs(node),
        result=value_words(node.get("result")),
        unknown=is_unknown(node.get("result")),
        answer=answer,
        href=_rule_page(str(node.get("rule", ""))),
    )


def _rule_page(rule: str) -> str:
    """Address of a rule in the law book; none for a node that is no rule, and where there is no such page."""
    if rule not in RULES:
        return ""
    try:
        return reverse("law_rule", args=[rule])
    except NoReverseMatch:
        return ""


def _ends_marked(found: Sequence[Row]) -> list[Row]:
    from dataclasses import replace

    marked = list(found)
    marked[0] = replace(marked[0], first=True)
    marked[-1] = replace(marked[-1], last=True)
    return marked


def _said(words: object) -> str:
    """A (zh, en) pair in the reader's language; the other language when one is missing."""
    if not isinstance(words, Mapping):
        return str(words or "")
    first, second = ("zh", "en") if in_chinese() else ("en", "zh")
    return str(words.get(first) or words.get(second) or "")


def _inputs(node: Node) -> str:
    labels = node.get("labels") or {}
    pairs = (
        f"{_said(labels.get(name)) or name.replace('_', ' ')}{'' if in_chinese() else ':'} {value_words(value)}"
        for name, value in (node.get("inputs") or {}).items()
        if not _is_nothing(value)
    )
    return ("，" if in_chinese() else "; ").join(pairs)


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, list | tuple | dict | str) and not value)


def is_unknown(value: object) -> bool:
    """Whether a result is the third truth value or names a missing fact."""
    return value == "unknown" or (isinstance(value, Mapping) and "unknown" in value)


def value_words(value: object) -> str:
    """A traced value in words."""
    if value == "unknown":
        return _("to check")
    if isinstance(value, Mapping):
        return _mapping_words(value)
    if isinstance(value, str) and value in KIND_WORDS:
        return _said(KIND_WORDS[value]._asdict())
    if isinstance(value, list | tuple):
        return ("；" if in_chinese() else "; ").join(value_words(item) for item in value) or _("none")
    return shown(value)


def _mapping_words(value: Mapping[str, Any]) -> str:
    if is_term(value):
        return term(value)
    if "unknown" in value:
        facts = value["unknown"]
        return _("to check: %(facts)s") % {"facts": shown(facts)}
    if "zh" in value or "en" in value:
        return _said(value)
    parts = (f"{str(name).replace('_', ' ')} {value_words(part)}" for name, part in value.items() if not _is_nothing(part))
    return ("，" if in_chinese() else ", ").join(parts) or "—"
