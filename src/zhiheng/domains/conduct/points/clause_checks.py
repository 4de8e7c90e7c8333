"""What national law leaves open to a province's clauses, and what it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from zhiheng.domains.conduct.points.errors import said
from zhiheng.law.acts.points_2021.scoring import LARGEST_BONUS, counted_adds, standard_base
from zhiheng.law.protected import Act
from zhiheng.law.scale import Part

ITEMS: Final = range(1, 9)
DIRECTIONS: Final = ("add", "deduct", "special", "convert")
# Words that name a right: a deduction that speaks of one is looked at by a person, never judged by its words.
_RIGHTS: Final = {
    "申诉": Act.APPEAL, "控告": Act.ACCUSATION, "检举": Act.REPORT, "异议": Act.OBJECTION, "检察": Act.CONTACT_WITH_OVERSIGHT,
    "律师": Act.LAWYER, "法律援助": Act.LEGAL_AID, "就医": Act.MEDICAL_CARE, "患病": Act.MEDICAL_CARE, "看病": Act.MEDICAL_CARE,
    "丧失劳动能力": Act.UNABLE_TO_WORK, "休息日": Act.REST_DAY, "宗教": Act.RELIGION_LANGUAGE_CUSTOM, "风俗": Act.RELIGION_LANGUAGE_CUSTOM,
    "连带": Act.ANOTHERS_ACT, "同组": Act.ANOTHERS_ACT, "财产": Act.UNABLE_TO_PAY,
}  # fmt: skip


class ClauseEntry(NamedTuple):
    """One clause as the province's document has it. Values in hundredths; ``part`` 0 for a special bonus."""

    code: str
    direction: str
    part: int
    zh: str
    en: str
    lowest: int
    highest: int
    usual: int
    evidence_zh: str
    evidence_en: str
    special_item: int | None = None


class Remark(NamedTuple):
    """Something about a clause (code; '' the whole): ``bars`` it cannot be in force like this; else a person looks. ``rule``: of the law."""

    code: str
    words: str
    bars: bool
    rule: str = ""


def remarks_on(clauses: Sequence[ClauseEntry]) -> list[Remark]:
    """Everything to be said of an edition's clauses, what bars it first."""
    found = [*_whole(clauses), *(remark for clause in clauses for remark in _one(clause))]
    return sorted(found, key=lambda remark: not remark.bars)


def _whole(clauses: Sequence[ClauseEntry]) -> Iterator[Remark]:
    if not clauses:
        yield Remark("", _("An edition without clauses cannot be put in force."), True)
    for code, count in Counter(clause.code for clause in clauses).items():
        if count > 1:
            yield Remark(code, _("the code stands more than once"), True)
    served = {clause.special_item for clause in clauses}
    lacking = [str(item) for item in ITEMS if item not in served]
    if clauses and lacking:
        yield Remark(
            "", _("No clause for item %(items)s of article 14, which must be rewarded.") % {"items": _(", ").join(lacking)}, False, "PT-S-shall"
        )


def _one(clause: ClauseEntry) -> Iterable[Remark]:
    yield from _whole_row(clause)
    if not 0 < clause.lowest <= clause.usual <= clause.highest:
        yield Remark(clause.code, _("no possible value: lowest, usual and highest rise from above zero"), True)
    if clause.direction == "special":
        yield from _special(clause)
    elif clause.part not in set(Part):
        yield Remark(clause.code, _("the part of the appraisal is missing"), True, "PT-M6")
    else:
        yield from _daily(clause)


def _whole_row(clause: ClauseEntry) -> Iterator[Remark]:
    if not clause.code or not clause.zh:
        yield Remark(clause.code, _("code and words are missing"), True)
    if clause.direction not in DIRECTIONS:
        yield Remark(clause.code, _("addition, deduction or special bonus is missing"), True)
    if clause.direction != "add" and not clause.evidence_zh:
        yield Remark(clause.code, _("say which evidence it takes"), True, "PT-D4")


def _special(clause: ClauseEntry) -> Iterator[Remark]:
    if clause.special_item not in ITEMS or clause.part:
        yield Remark(clause.code, _("a special bonus names one of items 1 to 8 of article 14 and no part"), True, "PT-S2-items")
    if clause.highest > LARGEST_BONUS:
        yield Remark(clause.code, _("a special bonus is at most 100"), True, "PT-S1")


def _daily(clause: ClauseEntry) -> Iterator[Remark]:
    if clause.special_item is not None:
        yield Remark(clause.code, _("only a special bonus names an item of article 14"), True, "PT-S2-items")
    base = standard_base(Part(clause.part))
    if clause.direction == "add" and clause.highest > counted_adds(clause.highest, base):
        yield Remark(clause.code, _("more than the part's cap of a month: it can never count in full"), False, "PT-M5")
    if clause.direction == "deduct":
        for act in dict.fromkeys(act for word, act in _RIGHTS.items() if word in clause.zh):
            words = _("speaks of a right (%(right)s): its use alone may never be deducted for") % {"right": said(act.zh, act.en)}
            yield Remark(clause.code, words, False, "PT-9-2" if act == Act.OBJECTION else "PT-9-1-court")
