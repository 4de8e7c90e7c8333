"""The outlook of one person: everything that follows from the sentence, as of a report (contracts.md 2).

Vocabulary: *world* (one set of answers to the questions that nobody has answered), *ground* (the plain values that the
rules ask, in one world), *part* (one question with the tree of rules that answered it), *span* (days in which the same
conditions hold).

Always true: no clock; an unknown fact gives ``{"unknown": [...]}`` unless it does not matter; an open question of the
fact sheet gives a flag.
"""

from __future__ import annotations

from zhiheng.law.outlook.comparison import Comparison, NodeChange, compare
from zhiheng.law.outlook.explained import explain_case

__all__ = ["Comparison", "NodeChange", "compare", "explain_case"]
