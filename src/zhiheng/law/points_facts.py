"""What the points appraisal is asked about: months as recorded, what they do not tell, and what cannot stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from zhiheng.law.acts.points_2021.scoring import days_in
from zhiheng.law.contradictions import invalid, warning
from zhiheng.law.reckoning import Refusal, RefusalKind, Truth, day_of
from zhiheng.law.scale import Grade, Points, Sanction

type ByPart = tuple[Points, Points, Points]

NOTHING: Final = (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts:
    """One month as recorded. Deductions are positive numbers; adds are raw, before the cap. Paused months are left out."""

    month: date
    adds: ByPart = NOTHING
    deductions: ByPart = NOTHING
    special: Points = 0
    sanctions: tuple[Sanction, ...] = ()
    largest_deduction: Points = 0
    findings: int = 0
    counted_days: int | None = None
    """Days of appraisal in a partial month (art 26); None: the whole month."""
    hospital_days: int = 0
    confinement_days: int = 0
    entry: bool = False
    unable: bool = False
    """Certified without working ability all month (art 20)."""
    labour_given: Points | None = None
    """A labour score in place of the base: injured in a rescue (PT-V3), work suspended (PT-V4)."""
    credited: Points | None = None
    """A mean in place of the whole base: cleared after inquiry (PT-I5), away as a witness (PT-I9). Adds and deductions go on top."""
    strict_cap: Points | None = None
    """Scored strictly (art 19): what the adds of the month may come to in all, by the province's figure; None: no such limit."""
    base_denied: bool = False
    """A violation was proved for this time (PT-I5): base 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the months themselves do not tell: the balance brought along, the grade before, the property part, the province's items."""

    balance: Points = 0
    last_grade: Grade = Grade.QUALIFIED
    able_to_pay: Truth = Truth.UNKNOWN
    property_performed: Truth = Truth.UNKNOWN
    provincial_bar: bool = False


def contradictions(months: Sequence[MonthFacts]) -> tuple[Refusal, ...]:
    """Everything wrong with the months, invalid first."""
    found = [*_of_order(months)]
    for number, month in enumerate(months):
        found += _of_month(month, f"months.{number}")
    return tuple(sorted(found, key=lambda refusal: refusal.kind != RefusalKind.INVALID))


def _of_order(months: Sequence[MonthFacts]) -> Iterator[Refusal]:
    numbers = [(month.month.year, month.month.month) for month in months]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        yield invalid("months_out_of_order", "月份重复或者先后颠倒", "a month comes twice or out of order", "months")


def _of_month(month: MonthFacts, field: str) -> Iterator[Refusal]:
    numbers = (*month.adds, *month.deductions, month.special, month.largest_deduction, month.findings)
    if min(numbers) < 0:
        yield invalid("negative_points", "加分、扣分应记为正数", "adds and deductions are given as positive numbers", field)
    counted = days_in(day_of(month.month)) if month.counted_days is None else month.counted_days
    days = (counted, month.hospital_days, month.confinement_days)
    if min(days) < 0 or max(days) > days_in(day_of(month.month)):
        yield invalid("days_out_of_month", "日数超出当月", "more days than the month has, or fewer than none", field)
    if month.credited is not None and month.base_denied:
        yield invalid("cleared_and_proved", "同月既认定违法又按平均分计", "the same month cannot be both cleared and proved", field)
    if month.sanctions and not month.confinement_days and Sanction.CONFINEMENT in month.sanctions:
        yield warning(
            "confinement_without_days", "有禁闭处罚而当月没有禁闭日数，请核对", "a confinement without days of it in this month: check it", field
        )
