"""Tables of the points appraisal, a file a subject."""

from __future__ import annotations

from zhiheng.domains.conduct.points.models.entries import Circumstance, DaySheet, PointEntry
from zhiheng.domains.conduct.points.models.grades import Cycle, Regrading, Round
from zhiheng.domains.conduct.points.models.interruptions import Interruption
from zhiheng.domains.conduct.points.models.library import Clause, Library
from zhiheng.domains.conduct.points.models.months import Adjustment, Sheet, SheetLines
from zhiheng.domains.conduct.points.models.notices import Notice, WeekReview
from zhiheng.domains.conduct.points.models.papers import ResultsReport, SpotNotice

__all__ = [
    "Adjustment",
    "Circumstance",
    "Clause",
    "Cycle",
    "DaySheet",
    "Interruption",
    "Library",
    "Notice",
    "PointEntry",
    "Regrading",
    "ResultsReport",
    "Round",
    "Sheet",
    "SheetLines",
    "SpotNotice",
    "WeekReview",
]
