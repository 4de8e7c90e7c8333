"""The lines of a sheet, and the state of an open cycle between two totals. Points in hundredths."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiheng.law.population.points import MonthLines
from zhiheng.law.scale import Grade

UNIT: Final = "points"
COLUMNS: Final = (*MonthLines._fields, "mark")
"""What a line of ``Sheet.lines`` holds, in order: :class:`MonthLines`, then the marks of the month."""


def packed(lines: NDArray[np.int32]) -> bytes:
    """Lines as a sheet keeps them."""
    return lines.astype(">i4").tobytes()


def unpacked(kept: Any, people: int) -> NDArray[np.int32]:
    """A sheet's lines, one a row."""
    return np.frombuffer(kept, ">i4").reshape(people, -1).astype(np.int32)


ENTRY, UNABLE, PAUSED, CREDITED, DENIED, PARTIAL, HOSPITAL, CONFINED, LAST, STRICT, PROVINCIAL = (1 << bit for bit in range(11))
"""Marks: entry education, certified unable, not appraised, credited, base denied, partial month, days in hospital, in confinement, the last
month (released or dead in it; what is left of the cycle stays on record), scored strictly under the province's cap, barred from the positive
grade by an item of the province."""


class State(NamedTuple):
    """An open cycle: balance and what the tests of grade and reward have counted so far."""

    balance: int = 0
    low: int = 0
    below: int = 0
    parts: int = 0
    heaviest: int = 0
    warnings: int = 0
    demerits: int = 0
    confinements: int = 0
    findings: int = 0
    last_grade: int = Grade.QUALIFIED


_CYCLE: Final = slice(COLUMNS.index("low_months"), COLUMNS.index("last_grade"))


def state_after(line: list[int]) -> State:
    """What a line leaves to the next month: a closed cycle starts anew from what it carried.

    A second cycle that closed at once has no months of its own, so nothing can have failed it.
    """
    found = dict(zip(COLUMNS, line, strict=True))
    if found["closes"]:
        return State(found["carried"], last_grade=found["highest"] if found["closes"] == 1 else Grade.QUALIFIED)
    return State._make([found["closing"], *line[_CYCLE], found["last_grade"]])


def first_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def month_before(month: dt.date) -> dt.date:
    return (month - dt.timedelta(days=1)).replace(day=1)


def book_of(prison_path: str) -> str:
    """The ledger's book of a prison's points."""
    return f"points:{prison_path}"


def period_of(month: dt.date) -> str:
    return f"{month:%Y-%m}"


def owner_of(episode_id: int) -> str:
    """The ledger's name of a prisoner's account."""
    return f"episode:{episode_id}"
