"""Geometry of the line of a term: where days lie, and where their labels stand so that none covers another.

Units are those of the drawing's view box (896 wide; one unit is one pixel at full size).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from unicodedata import east_asian_width

from zhiheng.web.parts import TermLine, TermPoint

WIDTH = 896.0
LEFT, RIGHT = 14.0, 882.0
BAR_TOP, BAR_HEIGHT = 14.0, 14.0
ROW = 36.0  # two lines of 12 px type and their lead
GAP = 10.0
YEARS = 22.0  # the strip of year figures under the bar


@dataclass(frozen=True, slots=True)
class Label:
    """A dated label: its point on the bar, its middle, its row outward from the bar."""

    on: date
    words: str
    at: float
    middle: float
    row: int
    below: bool
    key: bool
    now: bool
    top: float = 0.0

    @property
    def baseline(self) -> float:
        """Of the words; the date stands 15 below."""
        return self.top + 12

    @property
    def date_baseline(self) -> float:
        return self.top + 27

    @property
    def width(self) -> float:
        return max(text_width(self.words) * 1.04, text_width(self.on.isoformat()))

    def lead(self, bar_top: float) -> str:
        """Path from the bar to the label, bent when the label had to stand aside."""
        foot = min(max(self.at, self.middle - self.width / 2 + 4), self.middle + self.width / 2 - 4)
        if self.below:
            return f"M{self.at} {bar_top + BAR_HEIGHT + 2}V{bar_top + BAR_HEIGHT + YEARS - 6}L{foot:.1f} {self.top}"
        return f"M{self.at} {bar_top - 2}V{bar_top - 8}L{foot:.1f} {self.top + 32}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template draws."""

    height: float
    bar_top: float
    today: float
    end: float
    full: float
    years: tuple[tuple[float, int], ...]
    labels: tuple[Label, ...]

    @property
    def shortened(self) -> bool:
        return self.full > self.end

    @property
    def done_width(self) -> float:
        return round(max(min(self.today, self.end) - LEFT, 0), 1)

    @property
    def rest_width(self) -> float:
        return round(self.end - LEFT, 1)

    @property
    def cut_width(self) -> float:
        return round(self.full - self.end, 1)

    @property
    def bar_foot(self) -> float:
        return self.bar_top + BAR_HEIGHT

    @property
    def bar_middle(self) -> float:
        return self.bar_top + BAR_HEIGHT / 2

    @property
    def year_baseline(self) -> float:
        return self.bar_foot + 17

    @property
    def today_mark(self) -> str:
        return f"M{self.today} {self.bar_top - 6}v26"

    @property
    def end_mark(self) -> str:
        return f"M{self.end} {self.bar_top - 4}v22"


def text_width(words: str) -> float:
    """Of 12 px type: a Chinese character is 12 wide, a Latin one about 7."""
    return sum(12.0 if east_asian_width(c) in "WF" else 6.9 for c in words)


def draw(line: TermLine, today_words: str, start_words: str) -> Drawing:
    """Lay the line out. Points outside the term are drawn at its edge."""
    last = max(line.end, line.original_end or line.end)
    scale = (RIGHT - LEFT) / max((last - line.start).days, 1)

    def at(day: date) -> float:
        return round(LEFT + min(max((day - line.start).days * scale, 0), RIGHT - LEFT), 1)

    points = [TermPoint(line.start, start_words), *line.points]
    if line.start <= line.today <= last:
        points.append(TermPoint(line.today, today_words))
    labels = _placed(points, at, line.today, today_words)
    rows_above = 1 + max((label.row for label in labels if not label.below), default=0)
    rows_below = 1 + max((label.row for label in labels if label.below), default=-1)
    bar_top = rows_above * ROW + BAR_TOP
    under = bar_top + BAR_HEIGHT + YEARS
    set_labels = tuple(_topped(label, bar_top, under) for label in labels)
    return Drawing(under + rows_below * ROW + 6, bar_top, at(line.today), at(line.end), at(last), _years(line.start, last, at), set_labels)


def _topped(label: Label, bar_top: float, under: float) -> Label:
    top = under + label.row * ROW if label.below else bar_top - BAR_TOP - (label.row + 1) * ROW
    return Label(label.on, label.words, label.at, label.middle, label.row, label.below, label.key, label.now, round(top, 1))


def _years(start: date, last: date, at: Callable[[date], float]) -> tuple[tuple[float, int], ...]:
    """Ticks at each New Year; every second, fifth or tenth year when they would crowd."""
    span = last.year - start.year
    every = next(n for n in (1, 2, 5, 10, 25, 100) if span / n <= 18 or n == 100)
    years = [y for y in range(start.year + 1, last.year + 1) if y % every == 0]
    ticks = [(at(date(y, 1, 1)), y) for y in years]
    return tuple((x, y) for x, y in ticks if LEFT + 8 < x < RIGHT - 8)


def _placed(points: Sequence[TermPoint], at: Callable[[date], float], today: date, today_words: str) -> list[Label]:
    """Rows are filled outward: what does not fit a row goes to the next, below before further up."""
    waiting = sorted(points, key=lambda p: p.on)
    placed: list[Label] = []
    lanes = [(False, 0), (True, 0), (False, 1), (True, 1), (False, 2), (True, 2)]
    for below, row in lanes:
        wanted = [p for p in waiting if not p.below or below]
        chosen = _that_fit(wanted, at)
        for point, middle in chosen:
            now = point.on == today and str(point.label) == today_words
            placed.append(Label(point.on, str(point.label), at(point.on), middle, row, below, point.key, now))
        waiting = [p for p in waiting if p not in [point for point, _ in chosen]]
    return placed


def _that_fit(points: Sequence[TermPoint], at: Callable[[date], float]) -> list[tuple[TermPoint, float]]:
    """Greedy choice for one row: key points and the ends first; then whatever still stands within 60 of its day."""
    order = sorted(points, key=lambda p: (not p.key, points.index(p) not in (0, len(points) - 1), points.index(p)))
    kept: list[TermPoint] = []
    middles: list[float] = []
    for point in order:
        tried = sorted([*kept, point], key=lambda p: (p.on, str(p.label)))
        places = spread([at(p.on) for p in tried], [_width(p) for p in tried])
        if all(abs(middle - _clamped(at(p.on), _width(p))) <= 60 for p, middle in zip(tried, places, strict=True)):
            kept, middles = tried, places
    return list(zip(kept, middles, strict=True))


def _width(point: TermPoint) -> float:
    return max(text_width(str(point.label)) * 1.04, text_width(point.on.isoformat()))


def _clamped(middle: float, width: float) -> float:
    return min(max(middle, width / 2), WIDTH - width / 2)


def spread(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Middles as near to the wanted ones as an order without overlap allows, inside the drawing.

    Groups that touch are moved together to the mean of what they want; when the row is too full, they overflow right.
    """
    groups: list[tuple[list[int], float]] = []
    for i in range(len(wanted)):
        groups.append(([i], _settled([i], wanted, widths)))
        while len(groups) > 1 and _touch(groups[-2], groups[-1], widths):
            members = groups[-2][0] + groups[-1][0]
            groups[-2:] = [(members, _settled(members, wanted, widths))]
    middles = [0.0] * len(wanted)
    for members, left in groups:
        for i in members:
            middles[i] = round(left + widths[i] / 2, 1)
            left += widths[i] + GAP
    return middles


def _extent(members: Sequence[int], widths: Sequence[float]) -> float:
    return sum(widths[i] for i in members) + GAP * (len(members) - 1)


def _settled(members: Sequence[int], wanted: Sequence[float], widths: Sequence[float]) -> float:
    """Left edge of a group of neighbours: the mean of their wishes, inside the drawing."""
    offset, wishes = 0.0, 0.0
    for i in members:
        wishes += wanted[i] - widths[i] / 2 - offset
        offset += widths[i] + GAP
    return max(min(wishes / len(members), WIDTH - _extent(members, widths)), 0.0)


def _touch(first: tuple[list[int], float], second: tuple[list[int], float], widths: Sequence[float]) -> bool:
    return first[1] + _extent(first[0], widths) + GAP > second[1]


def overlaps(drawing: Drawing) -> list[tuple[Label, Label]]:
    """Pairs of labels that cover one another: for tests, and for whoever changes the numbers above."""
    found = []
    for below in (False, True):
        for row in range(3):
            line = sorted((x for x in drawing.labels if x.below is below and x.row == row), key=lambda x: x.middle)
            found += [(a, b) for a, b in pairwise(line) if a.middle + text_width(a.on.isoformat()) / 2 > b.middle - text_width(b.on.isoformat()) / 2]
    return found
