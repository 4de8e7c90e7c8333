"""A second bookkeeper for points: exact fractions, one pass, no code of the product."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

TAKEN = {"WARNING": 100, "DEMERIT": 200, "CONFINEMENT": 400}


def half_up(value: Fraction) -> int:
    """Hundredths of an exact number of points."""
    return int((Decimal(value.numerator) * 100 / Decimal(value.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def share(points: int, days: int, month: date) -> int:
    return half_up(Fraction(points * days, calendar.monthrange(month.year, month.month)[1]))


def score_of(month: Any) -> int:
    """One month, day by day: what each day gives, then what is posted."""
    length = calendar.monthrange(month.month.year, month.month.month)[1]
    days = length if month.counted_days is None else month.counted_days
    given = Fraction(0)
    for number in range(days):
        if number < min(month.confinement_days, days):
            continue
        working = number - min(month.confinement_days, days) >= month.hospital_days
        if not month.entry:
            given += Fraction(100 if month.unable or working else 70, length)
    total = half_up(given)
    caps = (25_00, 25_00, 0) if month.unable else (17_50, 17_50, 15_00)
    added = sum(min(raw, cap) for raw, cap in zip(month.adds, caps, strict=True))
    total += (added if month.strict_cap is None else min(added, month.strict_cap)) - sum(month.deductions)
    return total + month.special - 100 * sum(TAKEN[sanction.name] for sanction in month.sanctions)


def ledger(months: list[Any]) -> tuple[list[int], list[int], list[tuple[date, int]]]:
    """Scores, running balance, and what each closed cycle carries over."""
    scores, running, closings, balance = [], [], [], 0
    for month in months:
        scores.append(score_of(month))
        balance += scores[-1]
        running.append(balance)
        if balance >= 600_00:
            balance -= 600_00
            closings.append((month.month, balance))
    return scores, running, closings
