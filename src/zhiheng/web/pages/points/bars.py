"""Geometry of the month bars: base and additions of each part stacked upwards, deductions and sanctions downwards. One scale for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from zhiheng.domains.conduct.points.queries.months import MonthLine

WIDTH, HEIGHT = 640.0, 200.0
TOP, BOTTOM, LEFT = 12.0, 180.0, 34.0
BASE = 100_00


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a bar: its class and its rectangle."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: its pieces, where its label stands."""

    month: dt.date
    score: int
    blocks: Sequence[Block]
    middle: float
    top: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars, the zero line and the line of the base (100)."""

    bars: Sequence[Bar]
    zero: float
    base: float
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT


def draw(lines: Sequence[MonthLine]) -> Drawing | None:
    """The drawing of some months; None without any."""
    if not lines:
        return None
    highest = max(BASE, *(sum(_up(line)) for line in lines))
    lowest = min(0, *(-_down(line) for line in lines))
    per = (BOTTOM - TOP) / (highest - lowest)
    zero = TOP + highest * per
    step = (WIDTH - LEFT) / len(lines)
    bars = [_bar(line, LEFT + step * n + step * 0.2, step * 0.6, zero, per) for n, line in enumerate(lines)]
    return Drawing(bars, zero, zero - BASE * per)


def _up(line: MonthLine) -> tuple[int, int, int, int]:
    """Supervision, education, labour as they stand, special bonus; what is below zero is drawn downwards."""
    figures = line.figures
    return max(figures.supervision, 0), max(figures.education, 0), max(figures.labour, 0), figures.special


def _down(line: MonthLine) -> int:
    figures = line.figures
    return figures.taken + sum(-part for part in (figures.supervision, figures.education, figures.labour) if part < 0)


def _bar(line: MonthLine, x: float, width: float, zero: float, per: float) -> Bar:
    blocks, y = [], zero
    for kind, amount in zip(("p1", "p2", "p3", "p4"), _up(line), strict=True):
        if amount:
            y -= amount * per
            blocks.append(Block(kind, round(x, 1), round(y, 1), round(width, 1), round(amount * per, 1)))
    if _down(line):
        blocks.append(Block("minus", round(x, 1), round(zero, 1), round(width, 1), round(_down(line) * per, 1)))
    return Bar(line.month, line.figures.score, blocks, round(x + width / 2, 1), round(y - 3, 1))
