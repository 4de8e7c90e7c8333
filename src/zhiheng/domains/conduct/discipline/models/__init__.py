"""The records of discipline."""

from __future__ import annotations

from zhiheng.domains.conduct.discipline.models.cases import DisciplineCase, Evidence, Fitness, Hearing, Involved
from zhiheng.domains.conduct.discipline.models.rewards import Reward
from zhiheng.domains.conduct.discipline.models.sanctions import Reversal, Sanction

__all__ = [
    "DisciplineCase",
    "Evidence",
    "Fitness",
    "Hearing",
    "Involved",
    "Reversal",
    "Reward",
    "Sanction",
]
