"""Tables of what follows from closed months, a file a subject."""

from __future__ import annotations

from zhiheng.domains.conduct.grading.models.grades import Cycle, Regrading, Round
from zhiheng.domains.conduct.grading.models.interruptions import Interruption
from zhiheng.domains.conduct.grading.models.notices import Notice
from zhiheng.domains.conduct.grading.models.reports import ResultsReport

__all__ = [
    "Cycle",
    "Interruption",
    "Notice",
    "Regrading",
    "ResultsReport",
    "Round",
]
