"""The clauses as the page's script reads them, and the rights that may never cost points, with their provisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.law.protected import Act
from zhiheng.law.scale import Part
from zhiheng.lib.language import said
from zhiheng.web.pages.points.writing import protection_words


def clause_json(clauses: Sequence[Clause], used: Sequence[Clause]) -> dict[str, Any]:
    """``{"clauses": [{code, words, sign, part, partWords, low, high, usual, evidence}], "used": [codes]}``, daily ones only."""
    daily = [clause for clause in clauses if clause.direction in (Clause.Direction.ADD, Clause.Direction.DEDUCT)]
    return {"clauses": [_one(clause) for clause in daily], "used": [clause.code for clause in used if clause in daily]}


def _one(clause: Clause) -> dict[str, Any]:
    part = Part(clause.part)
    return {
        "code": clause.code,
        "words": str(clause),
        "sign": clause.sign,
        "part": clause.part,
        "partWords": said(part.zh, part.en),
        "low": clause.lowest,
        "high": clause.highest,
        "usual": clause.usual,
        "evidence": clause.evidence,
    }


def rights_json(day: dt.date) -> list[dict[str, Any]]:
    """Every protected act with the sentence that refuses it on that day."""
    rights = [(act, protection_words(act, day)) for act in Act if act != Act.BREACH]
    return [{"act": int(act), "name": said(act.zh, act.en), "words": words} for act, words in rights if words]
