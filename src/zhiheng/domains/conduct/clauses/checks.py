"""What national law leaves open to a province's clauses, and what it does not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from zhiheng.law.acts.points_2021.scoring import LARGEST_BONUS, counted_adds, standard_base
from zhiheng.law.points import protected_by
from zhiheng.law.prison_sources import PA2021
from zhiheng.law.protected import spoken_of
from zhiheng.law.reckoning import day_of
from zhiheng.law.scale import Part
from zhiheng.lib.language import said

ITEMS: Final = range(1, 9)
DIRECTIONS: Final = ("add", "deduct", "special", "convert")


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


def remarks_on(clauses: Sequence[ClauseEntry], since: dt.date) -> list[Remark]:
    """Everything to be said of the clauses of an edition in force from ``since``, what bars it first."""
    found = [*_whole(clauses), *(remark for clause in clauses for remark in _one(clause, since))]
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


def _one(clause: ClauseEntry, since: dt.date) -> Iterable[Remark]:
    yield from _whole_row(clause)
    if not 0 < clause.lowest <= clause.usual <= clause.highest:
        yield Remark(clause.code, _("no possible value: lowest, usual and highest rise from above zero"), True)
    if clause.direction == "special":
        yield from _special(clause)
    elif clause.part not in set(Part):
        yield Remark(clause.code, _("the part of the appraisal is missing"), True, "PT-M6")
    else:
        yield from _daily(clause, since)


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


def _daily(clause: ClauseEntry, since: dt.date) -> Iterator[Remark]:
    if clause.special_item is not None:
        yield Remark(clause.code, _("only a special bonus names an item of article 14"), True, "PT-S2-items")
    base = standard_base(Part(clause.part))
    if clause.direction == "add" and clause.highest > counted_adds(clause.highest, base):
        yield Remark(clause.code, _("more than the part's cap of a month: it can never count in full"), False, "PT-M5")
    if clause.direction == "deduct":
        on = day_of(max(since, PA2021.since))  # an older edition is read by the provisions that it now stands under
        for act in spoken_of(clause.zh):
            words = _("speaks of a right (%(right)s): its use alone may never be deducted for") % {"right": said(act.zh, act.en)}
            yield Remark(clause.code, words, False, protected_by(act, on)[-1].id)
