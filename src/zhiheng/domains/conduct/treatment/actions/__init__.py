"""The verbs of graded treatment."""

from __future__ import annotations

from zhiheng.domains.conduct.treatment.actions.levels import Wish, decide_level, decline_level, propose_level
from zhiheng.domains.conduct.treatment.actions.objections import answer_level_objection
from zhiheng.domains.conduct.treatment.actions.reviews import keep_level, settle_recheck

__all__ = [
    "Wish",
    "answer_level_objection",
    "decide_level",
    "decline_level",
    "keep_level",
    "propose_level",
    "settle_recheck",
]
