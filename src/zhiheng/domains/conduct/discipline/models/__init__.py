"""The records of discipline."""

from __future__ import annotations

from zhiheng.domains.conduct.discipline.models.cases import DisciplineCase, Evidence, Fitness, Hearing, Involved
from zhiheng.domains.conduct.discipline.models.rewards import Reward
from zhiheng.domains.conduct.discipline.models.sanctions import Reversal, Sanction
from zhiheng.domains.conduct.discipline.models.watch import Check, ClockAlarm, Restraint, Seclusion

__all__ = [
    "Check",
    "ClockAlarm",
    "DisciplineCase",
    "Evidence",
    "Fitness",
    "Hearing",
    "Involved",
    "Restraint",
    "Reversal",
    "Reward",
    "Sanction",
    "Seclusion",
]
