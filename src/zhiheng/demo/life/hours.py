"""The timetable of each prison, of the wards that keep their own, and the moments of a day that follow from it."""

from __future__ import annotations

import bisect
import datetime as dt
from typing import Final, NamedTuple

from zhiheng.demo.estate import Prison
from zhiheng.demo.life.scene import House, Moment, clock
from zhiheng.demo.rows import Rows

type Line = tuple[int, int, str]

DAY: Final[tuple[Line, ...]] = (
    (6, 0, "unlock"), (6, 20, "roll-call"), (6, 50, "meal"), (7, 30, "shift"), (7, 50, "work-out"), (11, 40, "meal"), (15, 30, "exercise"),
    (17, 10, "work-back"), (17, 40, "roll-call"), (18, 0, "meal"), (18, 50, "class"), (19, 30, "shift"), (21, 0, "roll-call"),
    (22, 0, "lights-out"),
)  # fmt: skip
# The old and the ill rise later and do not go out to work.
CARE_DAY: Final[tuple[Line, ...]] = (
    (6, 30, "unlock"), (6, 50, "roll-call"), (7, 10, "meal"), (7, 30, "shift"), (9, 30, "exercise"), (11, 30, "meal"), (15, 0, "exercise"),
    (17, 0, "roll-call"), (17, 30, "meal"), (19, 30, "shift"), (20, 30, "roll-call"), (21, 30, "lights-out"),
)  # fmt: skip
DAYS: Final = 400  # days over which the shifts are counted
OLDER_CLASS: Final = (19, 10, "class")  # until the winter timetable of this year


class Shift(NamedTuple):
    """One change of shift: when, and its turn among all, the newest being 0."""

    at: dt.datetime
    turn: int


class Turns:
    """The changes of shift of a ward up to now: its officers take turns, and the first of them has the present shift."""

    def __init__(self, house: House, now: Moment) -> None:
        moments = [clock(now.day(ago), *hour) for ago in range(DAYS, -1, -1) for hour in hours(house, "shift")]
        self._moments = [moment for moment in moments if moment <= now.at - dt.timedelta(minutes=8)]
        self._officers = house.officers

    def officer(self, turn: int) -> int:
        """Who had the ward so many changes ago."""
        return self._officers[turn % len(self._officers)]

    def on_duty(self, at: dt.datetime) -> int:
        """Who had the ward at a moment."""
        return self.officer(len(self._moments) - bisect.bisect(self._moments, at))

    def lately(self, days: int) -> list[Shift]:
        """The changes of the last days, the newest first."""
        newest = self._moments[-1 : -1 - days * 2 : -1]
        return [Shift(moment, turn) for turn, moment in enumerate(newest)]


def hours(house: House, item: str) -> list[tuple[int, int]]:
    """When something happens in a ward on any day."""
    day = CARE_DAY if house.ward.use == "care" else DAY
    return [(hour, minute) for hour, minute, what in day if what == item]


def timetable(prison: Prison, now: Moment, rows: Rows) -> None:
    """The prison's lines for the last three years, and those of its ward for the old and ill."""
    since = now.day(3 * 365)
    changed = now.day(40)
    for hour, minute, item in DAY:
        first = changed if item == "class" else since
        rows.add("timetable_line", prison.id, item, f"{hour:02}:{minute:02}", f"[{first},)")
    hour, minute, item = OLDER_CLASS
    rows.add("timetable_line", prison.id, item, f"{hour:02}:{minute:02}", f"[{since},{changed})")
    for ward in prison.wards:
        if ward.use == "care":
            for hour, minute, item in CARE_DAY:
                rows.add("timetable_line", ward.id, item, f"{hour:02}:{minute:02}", f"[{since},)")
