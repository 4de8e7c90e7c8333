"""A province's clauses as rows: to take out of an edition, change in a spreadsheet, and bring back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from zhiheng.domains.conduct.clauses.checks import ClauseEntry
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.law.scale import Part

COLUMNS: Final = ("code", "direction", "part", "zh", "en", "lowest", "usual", "highest", "evidence_zh", "evidence_en", "item")
LARGEST: Final = 200_000
# Written in Chinese, as the papers are; the codes are read too.
DIRECTIONS: Final = {"加分": "add", "扣分": "deduct", "专项加分": "special", "看守所表现折算": "convert"}
PARTS: Final = {part.zh: int(part) for part in Part} | {"监管": 1, "教育": 2, "劳动": 3, "": 0}
_HEADING: Final = ("代码", "加扣", "部分", "内容", "英文", "最低", "通常", "最高", "证据", "证据（英文）", "第十四条项次")


class Misread(NamedTuple):
    """A line that is no clause, and why."""

    line: int
    words: str


def rows_of(clauses: Iterable[Clause]) -> str:
    """The clauses as tab-separated rows under a heading: what a spreadsheet takes when it is pasted."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(_HEADING)
    for one in clauses:
        writer.writerow(_row(one))
    return out.getvalue()


def _row(one: Clause) -> tuple[object, ...]:
    direction = next(words for words, code in DIRECTIONS.items() if code == one.direction)
    part = Part(one.part).zh if one.part else ""
    values = (f"{Decimal(value) / 100:f}" for value in (one.lowest, one.usual, one.highest))
    return one.code, direction, part, one.zh, one.en, *values, one.evidence_zh, one.evidence_en, one.special_item or ""


def read_rows(text: str) -> tuple[list[ClauseEntry], list[Misread]]:
    """Clauses of pasted rows (tabs or commas, with or without the heading), and the lines that cannot be read."""
    found: list[ClauseEntry] = []
    misread: list[Misread] = []
    lines = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ",")
    for number, row in enumerate(lines, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0] in (_HEADING[0], COLUMNS[0]):
            continue
        try:
            found.append(_clause(cells))
        except ValueError as error:
            misread.append(Misread(number, str(error)))
    return found, misread


def _clause(cells: Sequence[str]) -> ClauseEntry:
    """Raises ValueError with what is wrong in words."""
    if len(cells) < len(COLUMNS) - 1:
        raise ValueError(_("a row has %(count)d columns") % {"count": len(COLUMNS)})
    code, direction, part, zh, en, lowest, usual, highest, evidence_zh, evidence_en, item = (*cells, "")[: len(COLUMNS)]
    if direction not in DIRECTIONS and direction not in DIRECTIONS.values():
        raise ValueError(_("addition, deduction or special bonus is missing"))
    if part not in PARTS and part not in ("0", "1", "2", "3"):
        raise ValueError(_("no such part of the appraisal"))
    return ClauseEntry(
        code, DIRECTIONS.get(direction, direction), PARTS[part] if part in PARTS else int(part), zh, en, _value(lowest), _value(highest),
        _value(usual or lowest), evidence_zh, evidence_en, int(item) if item.isdigit() else None,
    )  # fmt: skip


def _value(text: str) -> int:
    try:
        value = Decimal(text) * 100
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value != value.to_integral_value():
        raise ValueError(_("values are numbers with at most two decimal places"))
    return int(value)
