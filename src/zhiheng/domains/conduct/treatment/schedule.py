"""The schedules of treatment levels: dated tables of a province that say what a level entitles to and who comes into it.

The law gives the principle (Prison Law article 63; 2012: article 39) and leaves names, quotas and figures to the provinces. What is
shipped here is an example and says so. A fact that nobody knows is never a yes. No level goes below :data:`FLOOR`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from zhiheng.domains.conduct.treatment.errors import NoTreatmentSchedule
from zhiheng.law.acts.ministry_rules.visits_2016 import MONTHLY_VISITS
from zhiheng.law.reckoning import Caption


class Conduct(NamedTuple):
    """What a schedule looks at; None is not known. ``clean_months``: since the last sanction, or since reception without one."""

    months_held: int
    grade: str | None = None
    clean_months: int | None = None

    def as_json(self) -> dict[str, Any]:
        return self._asdict()


class Entitlements(NamedTuple):
    """What a level gives in a month; spending in yuan."""

    visits: int
    visit_minutes: int
    calls: int
    call_minutes: int
    spending: int


FLOOR = Entitlements(visits=MONTHLY_VISITS, visit_minutes=30, calls=1, call_minutes=5, spending=100)
"""No level gives less: a visit a month is the ministry's norm; the rest is the lowest published figure (product floor)."""

ALWAYS = (
    Caption("会见、通信、通话联系律师", "lawyer: meetings, letters, calls"),
    Caption("约见检察官，向检察、监察、上级机关写信（不受检查）", "procurator and higher bodies: meetings, sealed letters"),
    Caption("就医", "doctor"),
    Caption("申诉、控告、检举和投诉渠道", "petition, accusation, report of a crime, complaint"),
    Caption("伙食、饮水、衣被、用药、睡眠", "food, water, clothing, bedding, medicine, sleep"),
)
"""What no level touches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level. ``rank``: higher is more. ``months``: at most so long until the next review; ``limit``: at most so long at all."""

    code: str
    rank: int
    caption: Caption
    gives: Entitlements
    condition: Caption
    months: int
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A dated table of levels, lowest first. ``objection``: calendar days after the announcement; ``answer``: working days."""

    code: str
    title: Caption
    document: str
    since: dt.date
    until: dt.date | None
    levels: tuple[Level, ...]
    objection: int = 3
    answer: int = 5
    lenient_clean: int = 12
    watched_clean: int = 6
    strict_clean: int = 3

    def __post_init__(self) -> None:
        for level in self.levels:
            low = [name for name, floor in FLOOR._asdict().items() if getattr(level.gives, name) < floor]
            if low:
                raise ValueError(f"{self.code} {level.code} goes below the floor: {', '.join(low)}")

    def level(self, code: str) -> Level | None:
        """The level of that code."""
        return next((level for level in self.levels if level.code == code), None)


class Ground(NamedTuple):
    """A condition as it turned out; ``holds`` None: nobody knows the fact."""

    code: str
    zh: str
    en: str
    holds: bool | None


class Given(NamedTuple):
    """What a schedule gives for the facts."""

    schedule: Schedule
    level: Level
    grounds: tuple[Ground, ...]


def _strict(gives: Entitlements) -> Level:
    return Level(
        code="strict", rank=1, caption=Caption("严管级", "strict management"), gives=gives, months=1, limit=3,
        condition=Caption("近三个月内受过处罚，且确有秩序或者安全上的必要", "a sanction within three months, and a need of order or safety"),
    )  # fmt: skip


def _watched(gives: Entitlements) -> Level:
    return Level(
        code="observed", rank=2, caption=Caption("考察级", "observation"), gives=gives, months=3,
        condition=Caption("入监不满两个月，或者近六个月内受过处罚", "less than two months after reception, or a sanction within six months"),
    )  # fmt: skip


def _general(gives: Entitlements) -> Level:
    return Level(
        code="general", rank=3, caption=Caption("普管级", "general"), gives=gives, months=6,
        condition=Caption("不符合其他等级条件的", "whoever fits no other level"),
    )  # fmt: skip


def _lenient(gives: Entitlements) -> Level:
    return Level(
        code="lenient", rank=4, caption=Caption("宽管级", "lenient"), gives=gives, months=6,
        condition=Caption(
            "服刑满一年，近十二个月未受处罚，最近等级评定为合格以上",
            "a year served, no sanction within twelve months, graded qualified or better",
        ),
    )  # fmt: skip


SCHEDULES: tuple[Schedule, ...] = (
    Schedule(
        code="TL-2021", title=Caption("罪犯分级处遇规定（示例）", "Rules on graded treatment (example)"), document="示例省监规〔2021〕12号",
        since=dt.date(2021, 10, 1), until=dt.date(2026, 10, 31),
        levels=(
            _strict(Entitlements(1, 30, 1, 5, 100)), _watched(Entitlements(1, 30, 1, 5, 200)),
            _general(Entitlements(1, 40, 2, 5, 300)), _lenient(Entitlements(2, 60, 3, 10, 400)),
        ),
    ),
    Schedule(
        code="TL-2026", title=Caption("罪犯分级处遇规定（示例，2026年修订）", "Rules on graded treatment (example, revised 2026)"),
        document="示例省监规〔2026〕9号", since=dt.date(2026, 11, 1), until=None,
        levels=(
            _strict(Entitlements(1, 30, 1, 5, 100)), _watched(Entitlements(1, 30, 2, 5, 250)),
            _general(Entitlements(1, 45, 2, 10, 400)), _lenient(Entitlements(2, 60, 4, 10, 600)),
        ),
    ),
)  # fmt: skip


def schedule_on(day: dt.date) -> Schedule:
    """The schedule in force on a day.

    Raises:
        NoTreatmentSchedule.
    """
    found = next((one for one in SCHEDULES if one.since <= day and (one.until is None or day <= one.until)), None)
    if found is None:
        raise NoTreatmentSchedule
    return found


def schedule_named(code: str) -> Schedule | None:
    """A schedule by its code, also one that is no longer in force."""
    return next((one for one in SCHEDULES if one.code == code), None)


def given(conduct: Conduct, on: dt.date) -> Given:
    """What the schedule of a day gives. Strict management is never given: it is decided by name."""
    schedule = schedule_on(on)
    new = conduct.months_held < 2
    served = conduct.months_held >= 12
    watched = None if conduct.clean_months is None else conduct.clean_months < schedule.watched_clean
    clean = None if conduct.clean_months is None else conduct.clean_months >= schedule.lenient_clean
    graded = None if conduct.grade is None else conduct.grade in ("positive", "qualified")
    grounds = (
        Ground("T-1", "入监不满两个月", "less than two months after reception", new),
        Ground("T-2", "近六个月内受过处罚", "a sanction within six months", watched),
        Ground("T-3", "服刑满一年", "a year served", served),
        Ground("T-4", "近十二个月未受处罚", "no sanction within twelve months", clean),
        Ground("T-5", "最近等级评定为合格以上", "graded qualified or better", graded),
    )
    code = "observed" if new or watched else "lenient" if served and clean and graded else "general"
    level = schedule.level(code)
    assert level is not None
    return Given(schedule, level, grounds)
