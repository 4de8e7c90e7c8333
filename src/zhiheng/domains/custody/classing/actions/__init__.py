"""Verbs of classification, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.classing.actions.classify import confirm_classification, decline_classification, propose_classification
from zhiheng.domains.custody.classing.actions.objections import answer_objection
from zhiheng.domains.custody.classing.actions.separations import decide_separation, end_separation

__all__ = [
    "answer_objection",
    "confirm_classification",
    "decide_separation",
    "decline_classification",
    "end_separation",
    "propose_classification",
]
