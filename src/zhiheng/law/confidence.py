"""How sure the fact sheets are of a rule: the word after ``Confidence:`` in its docstring."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from zhiheng.law.reckoning import Rule

_STATED = re.compile(r"Confidence: (V2|V|M|U)\b")
_QUESTION = re.compile(r"\bQ[1-8]\b")


class Confidence(StrEnum):
    """V: checked in the text; V2: in a restatement; M: from memory; U: unsure or unsettled."""

    V = "V"
    V2 = "V2"
    M = "M"
    U = "U"


def confidence_of(rule: Rule[..., Any]) -> Confidence | None:
    """None when the rule says nothing."""
    found = _STATED.search(rule.body.__doc__ or "")
    return Confidence(found[1]) if found else None


def questions_of(rule: Rule[..., Any]) -> tuple[str, ...]:
    """The open questions of the points sheet that a rule names, each once."""
    return tuple(sorted(set(_QUESTION.findall(f"{rule.body.__doc__ or ''} {rule.caption.zh}"))))
