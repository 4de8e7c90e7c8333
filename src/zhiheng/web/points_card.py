"""The points card of the profile: six months by part under their caps, the cycle on its way to 600, grades so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.grading.objecting import undecided
from zhiheng.domains.conduct.points import months as marks
from zhiheng.domains.conduct.points.months import next_month
from zhiheng.domains.conduct.points.queries.months import MonthLine, balance_of, person_months
from zhiheng.law.acts.points_2021.general import CYCLE
from zhiheng.law.acts.points_2021.scoring import counted_adds, standard_base
from zhiheng.law.acts.points_2021.variants import unable_base
from zhiheng.law.scale import Grade, Part, Points, Reward

SHOWN: Final = 6
CYCLES: Final = 4
WIDTH, HEIGHT = 640.0, 176.0
TOP, ZERO = 26.0, 136.0
_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """A part in a month: its bar, where its base and its cap lie."""

    part: Part
    value: Points
    x: float
    width: float
    y: float
    height: float
    base: float
    cap: float


@dataclass(frozen=True, slots=True)
class MonthFace:
    """A month: three columns, its score; special bonus and sanctions in words, since no cap bounds them."""

    line: MonthLine
    columns: Sequence[Column]
    middle: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A closed cycle with its grade, where it has one."""

    cycle: Cycle
    grade: Grade | None
    reward: Reward | None


@dataclass(frozen=True, slots=True)
class PointsFace:
    """What the card draws. ``months`` empty: nothing is totalled yet."""

    months: Sequence[MonthFace]
    balance: Points
    cycles: Sequence[Standing]
    objections: int
    totalled: dt.date | None
    full: Points = CYCLE
    width: float = WIDTH
    height: float = HEIGHT
    zero: float = ZERO

    @property
    def filled(self) -> float:
        """Of the cycle, in percent; a debt fills nothing."""
        return min(100.0, max(0.0, self.balance * 100 / self.full))


def points_face(episode: Episode) -> PointsFace:
    """The card of a custody episode. Who may see it, the page has asked."""
    lines = person_months(episode)[-SHOWN:]
    cycles = Cycle.objects.filter(episode=episode).select_related("cancelled_by").order_by("-closed")[:CYCLES]
    return PointsFace(
        months=_faces(lines),
        balance=balance_of([episode.pk]).get(episode.pk, 0),
        cycles=[_standing(cycle) for cycle in cycles],
        objections=len(undecided([episode.pk])),
        totalled=next_month(lines[-1].month) - dt.timedelta(days=1) if lines else None,
    )


def _standing(cycle: Cycle) -> Standing:
    return Standing(
        cycle, Grade(cycle.grade) if cycle.grade is not None else None, Reward(cycle.reward) if cycle.reward is not None else None
    )  # fmt: skip


def _faces(lines: Sequence[MonthLine]) -> list[MonthFace]:
    highest = max((max(value, cap) for line in lines for value, _base, cap in _parts(line)), default=1)
    step = WIDTH / max(len(lines), 1)
    return [MonthFace(line, _columns(line, step * n, step, (ZERO - TOP) / highest), step * (n + 0.5)) for n, line in enumerate(lines)]


def _parts(line: MonthLine) -> list[tuple[Points, Points, Points]]:
    """(score, base of a full month, cap) of each part."""
    base_of = unable_base if line.mark & marks.UNABLE else standard_base
    scores = (line.figures.supervision, line.figures.education, line.figures.labour)
    bases = [base_of(part) for part in Part]
    return [(score, base, base + counted_adds(base, base)) for score, base in zip(scores, bases, strict=True)]


def _columns(line: MonthLine, left: float, step: float, per: float) -> list[Column]:
    width = (step * 0.66 - 2 * _GAP) / 3
    made = []
    for n, (part, (value, base, cap)) in enumerate(zip(Part, _parts(line), strict=True)):
        height = max(value, 0) * per
        x = left + step * 0.17 + n * (width + _GAP)
        made.append(Column(part, value, x, width, ZERO - height, height, ZERO - base * per, ZERO - cap * per))
    return made
