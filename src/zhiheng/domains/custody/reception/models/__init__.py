"""Tables of reception, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.reception.models.arrivals import ExpectedArrival, PaperState
from zhiheng.domains.custody.reception.models.belongings import Belonging, PropertyList
from zhiheng.domains.custody.reception.models.examinations import EntryExamination
from zhiheng.domains.custody.reception.models.files import FileItem, FileVersion, Section, Volume
from zhiheng.domains.custody.reception.models.identity import IdentityCheck, IdentityDoubt
from zhiheng.domains.custody.reception.models.papers import IssuedPaper
from zhiheng.domains.custody.reception.models.steps import Procedure, ReceptionStep, StepKind

__all__ = [
    "Belonging", "EntryExamination", "ExpectedArrival", "FileItem", "FileVersion", "IdentityCheck", "IdentityDoubt", "IssuedPaper",
    "PaperState", "Procedure", "PropertyList", "ReceptionStep", "Section", "StepKind", "Volume",
]  # fmt: skip
