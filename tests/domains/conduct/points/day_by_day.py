"""A slow bookkeeper of points: a life day by day, with exact fractions, written from the fact sheet and from no code of the product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DAY = dt.timedelta(days=1)
PAUSING = {"investigation", "isolation", "outside", "away"}


@dataclass
class Life:
    """One custody: (kind, first day, last day), entries by month as (part, points in hundredths), and where the nights were spent."""

    received: dt.date
    ended: dt.date | None = None
    periods: list[tuple[str, dt.date, dt.date]] = field(default_factory=list)
    adds: dict[dt.date, list[tuple[int, int]]] = field(default_factory=dict)
    offs: dict[dt.date, list[tuple[int, int]]] = field(default_factory=dict)
    other: dict[dt.date, int] = field(default_factory=dict)
    moves: list[tuple[dt.date, int]] = field(default_factory=list)

    def on(self, day: dt.date) -> set[str]:
        """What holds on a day."""
        return {kind for kind, first, last in self.periods if first <= day <= last}

    def held(self, day: dt.date) -> bool:
        return self.received <= day and (self.ended is None or day <= self.ended)

    def ward(self, day: dt.date) -> int:
        """The ward of the last move up to the day."""
        return [ward for since, ward in self.moves if since <= day][-1]


def two_months_on(day: dt.date) -> dt.date:
    """Entry education: two months (the cast is received on days that every month has)."""
    month = day.month + 2
    return day.replace(year=day.year + (month - 1) // 12, month=(month - 1) % 12 + 1)


def half_up(points: Fraction) -> int:
    return int((Decimal(points.numerator) * 100 / Decimal(points.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def days_of(month: dt.date) -> list[dt.date]:
    days, day = [], month
    while day.month == month.month:
        days.append(day)
        day += DAY
    return days


def score(life: Life, month: dt.date, cap: int) -> int | None:
    """The month's score in hundredths; None when nothing of it was appraised. ``cap``: what the strictly scored may add in all."""
    days = days_of(month)
    mine = [day for day in days if life.held(day)]
    if mine and all(life.on(day) & PAUSING for day in mine):
        return None
    unable = all("unable" in life.on(day) for day in mine)
    base = sum((given(life, day, unable) for day in mine), Fraction(0)) / len(days)
    added = [sum(value for part, value in life.adds.get(month, []) if part == number) for number in (1, 2, 3)]
    limits = (25_00, 25_00, 0) if unable else (17_50, 17_50, 15_00)
    counted = sum(min(raw, limit) for raw, limit in zip(added, limits, strict=True))
    if all("strict" in life.on(day) for day in (days if life.ended is None or life.ended >= days[-1] else [days[0], *mine])):
        counted = min(counted, cap)
    return half_up(base) + counted - sum(value for _, value in life.offs.get(month, [])) + life.other.get(month, 0)


def given(life: Life, day: dt.date, unable: bool) -> int:
    """What one day gives of a base of 100 a month."""
    found = life.on(day)
    if day < two_months_on(life.received) or found & PAUSING or "confinement" in found:
        return 0
    return 70 if "hospital" in found and not unable else 100


def book(life: Life, months: list[dt.date], cap: int) -> list[tuple[int, int, int]]:
    """(score, balance at the total, what is carried) of each month in which the person was held."""
    lines, balance = [], 0
    for month in months:
        if not any(life.held(day) for day in days_of(month)):
            continue
        points = score(life, month, cap)
        reached = balance + (points or 0)
        # A month that is not appraised ends no cycle.
        balance = reached - 600_00 if points is not None and reached >= 600_00 else reached
        lines.append((points or 0, reached, balance))
    return lines
