"""Tables of the points appraisal, a file a subject."""

from __future__ import annotations

from zhiheng.domains.conduct.points.models.entries import Circumstance, DaySheet, PointEntry
from zhiheng.domains.conduct.points.models.months import Adjustment, Sheet, SheetLines
from zhiheng.domains.conduct.points.models.papers import SpotNotice
from zhiheng.domains.conduct.points.models.weeks import WeekReview

__all__ = [
    "Adjustment",
    "Circumstance",
    "DaySheet",
    "PointEntry",
    "Sheet",
    "SheetLines",
    "SpotNotice",
    "WeekReview",
]
