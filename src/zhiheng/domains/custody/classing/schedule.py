"""The classification schedules: dated tables that propose level, phase and ward need from facts.

The law gives the principle (Prison Law article 63: sex, age, offence, sentence, risk, health) and leaves the standard to the service:
these tables are internal rules, marked as such, each with the day from which it holds. A fact that nobody knows is never a yes: it
stands among the grounds as something to find out, and it keeps the level from being lowered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from zhiheng.domains.custody.classing.errors import NoSchedule
from zhiheng.domains.custody.classing.models import Level, Need, Phase
from zhiheng.law.calendar import same_day
from zhiheng.law.reckoning import Caption, date_of, day_of

type Known = bool | None


class Asked(NamedTuple):
    """What the officer establishes and the records do not say; None is not known."""

    escape: Known = None
    violence: Known = None
    ringleader: Known = None
    self_harm: Known = None
    ill: Known = None
    disabled: Known = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a schedule may look at. Months and days are as of the day of classification; None is not known."""

    termless: Known
    months_left: int | None
    months_held: int
    days_to_end: int | None
    age: int | None
    asked: Asked

    def as_json(self) -> dict[str, Any]:
        """As kept with the classification."""
        own = {name: getattr(self, name) for name in ("termless", "months_left", "months_held", "days_to_end", "age")}
        return own | self.asked._asdict()


class Line(NamedTuple):
    """A line of a schedule: when it holds; None where its fact is not known."""

    code: str
    caption: Caption
    holds: Callable[[Facts], Known]


class Ground(NamedTuple):
    """A line that held, or whose fact nobody knows."""

    code: str
    zh: str
    en: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A dated table. ``high``: any line that holds makes the level high. ``low``: all must hold, known, for it to be low."""

    code: str
    title: Caption
    basis: Caption
    since: dt.date
    until: dt.date | None
    high: tuple[Line, ...]
    low: tuple[Line, ...]
    care: tuple[Line, ...]
    intake_months: int
    release_days: int
    review_months: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a schedule gives for the facts."""

    schedule: Schedule
    level: Level
    phase: Phase
    need: Need
    grounds: tuple[Ground, ...]
    review_on: dt.date


def _at_least(value: int | None, least: int) -> Known:
    return None if value is None else value >= least


def _at_most(value: int | None, most: int) -> Known:
    return None if value is None else value <= most


def _not(value: Known) -> Known:
    return None if value is None else not value


def _long_left(months: int) -> Line:
    return Line("H-2", Caption(f"余刑满{months // 12}年", f"{months // 12} years or more left"), lambda f: _at_least(f.months_left, months))


_TERMLESS = Line("H-1", Caption("无期徒刑或者死刑缓期执行", "life, or death with reprieve"), lambda f: f.termless)
_ESCAPE = Line("H-3", Caption("有脱逃或者企图脱逃的事实", "escaped or tried to escape"), lambda f: f.asked.escape)
_VIOLENCE = Line("H-4", Caption("两年内在关押中有暴力行为", "violence in custody within two years"), lambda f: f.asked.violence)
_RINGLEADER = Line("H-5", Caption("有组织犯罪的组织者、领导者", "organiser or leader of organised crime"), lambda f: f.asked.ringleader)
_CARE = (
    Line("C-1", Caption("年满六十五周岁", "aged 65 or more"), lambda f: _at_least(f.age, 65)),
    Line("C-2", Caption("患病需要照护", "ill and in need of care"), lambda f: f.asked.ill),
    Line("C-3", Caption("残疾，生活需要协助", "disabled and in need of help"), lambda f: f.asked.disabled),
)
_NO_HIGH = (
    Line("L-3", Caption("没有脱逃或者企图脱逃", "no escape and no attempt"), lambda f: _not(f.asked.escape)),
    Line("L-4", Caption("两年内在关押中没有暴力行为", "no violence in custody within two years"), lambda f: _not(f.asked.violence)),
    Line("L-5", Caption("不是有组织犯罪的组织者、领导者", "no organiser or leader of organised crime"), lambda f: _not(f.asked.ringleader)),
)
_INTERNAL = Caption(
    "《监狱法》第六十三条规定分类关押；标准为内部规则（法律未作具体规定）",
    "Prison Law article 63 requires classification; the standard is an internal rule (the law sets none)",
)

SCHEDULES: tuple[Schedule, ...] = (
    Schedule(
        code="CL-2013", title=Caption("分类标准表（2013年）", "Classification schedule (2013)"),
        basis=Caption(
            "《监狱法》（2012年修正）第三十九条规定分类关押；标准为内部规则", "Prison Law (2012) article 39; the standard is an internal rule"
        ),
        since=dt.date(2013, 1, 1), until=dt.date(2026, 10, 31),
        high=(_TERMLESS, _long_left(180), _ESCAPE, _VIOLENCE, _RINGLEADER),
        low=(
            Line("L-1", Caption("余刑不满三年", "less than 3 years left"), lambda f: _at_most(f.months_left, 35)),
            Line("L-2", Caption("已收押满一年", "held for a year or more"), lambda f: _at_least(f.months_held, 12)),
            *_NO_HIGH,
        ),
        care=_CARE, intake_months=2, release_days=92, review_months={Level.HIGH: 12, Level.MEDIUM: 12, Level.LOW: 12},
    ),
    Schedule(
        code="CL-2026", title=Caption("分类标准表（2026年）", "Classification schedule (2026)"), basis=_INTERNAL,
        since=dt.date(2026, 11, 1), until=None,
        high=(
            _TERMLESS, _long_left(180), _ESCAPE, _VIOLENCE, _RINGLEADER,
            Line("H-6", Caption("有自伤、自杀现实危险", "present danger of self-harm"), lambda f: f.asked.self_harm),
        ),
        low=(
            Line("L-1", Caption("余刑不满五年", "less than 5 years left"), lambda f: _at_most(f.months_left, 59)),
            Line("L-2", Caption("已收押满六个月", "held for six months or more"), lambda f: _at_least(f.months_held, 6)),
            *_NO_HIGH,
        ),
        care=_CARE, intake_months=2, release_days=92, review_months={Level.HIGH: 3, Level.MEDIUM: 6, Level.LOW: 12},
    ),
)  # fmt: skip


def schedule_on(day: dt.date) -> Schedule:
    """The schedule in force on a day.

    Raises:
        NoSchedule: none is entered for it.
    """
    for schedule in SCHEDULES:
        if schedule.since <= day and (schedule.until is None or day <= schedule.until):
            return schedule
    raise NoSchedule


def schedule_named(code: str) -> Schedule | None:
    """A schedule by its code, for what was classified under it."""
    return next((schedule for schedule in SCHEDULES if schedule.code == code), None)


def classed(facts: Facts, on: dt.date) -> Outcome:
    """What the schedule of that day gives."""
    schedule = schedule_on(on)
    level = _level(schedule, facts)
    phase = _phase(schedule, facts)
    cared = any(line.holds(facts) is True for line in schedule.care)
    grounds = _grounds((*schedule.high, *schedule.care), facts) + (_grounds(schedule.low, facts) if level != Level.HIGH else ())
    review = _first_review(schedule, facts, phase, level, on)
    return Outcome(schedule, level, phase, _need(level, phase, cared=cared), grounds, review)


def _level(schedule: Schedule, facts: Facts) -> Level:
    if any(line.holds(facts) is True for line in schedule.high):
        return Level.HIGH
    return Level.LOW if all(line.holds(facts) is True for line in schedule.low) else Level.MEDIUM


def _phase(schedule: Schedule, facts: Facts) -> Phase:
    if facts.days_to_end is not None and facts.days_to_end <= schedule.release_days:
        return Phase.RELEASE
    return Phase.INTAKE if facts.months_held < schedule.intake_months else Phase.SERVING


def _need(level: Level, phase: Phase, *, cared: bool) -> Need:
    """Care comes before security, and security before the phase, but everybody begins in intake."""
    if cared:
        return Need.CARE
    if phase == Phase.INTAKE:
        return Need.INTAKE
    if level == Level.HIGH:
        return Need.HIGH
    return Need.RELEASE if phase == Phase.RELEASE else Need.GENERAL


def _grounds(lines: tuple[Line, ...], facts: Facts) -> tuple[Ground, ...]:
    found = [(line, line.holds(facts)) for line in lines]
    return tuple(Ground(line.code, *line.caption, known=holds is not None) for line, holds in found if holds is not False)


def _first_review(schedule: Schedule, facts: Facts, phase: Phase, level: Level, on: dt.date) -> dt.date:
    """When the phase turns, or when the level's interval has run, whichever is first."""
    turns = [date_of(same_day(day_of(on), schedule.review_months[level]))]
    if phase == Phase.INTAKE:
        turns.append(date_of(same_day(day_of(on), max(1, schedule.intake_months - facts.months_held))))
    if phase == Phase.SERVING and facts.days_to_end is not None:
        turns.append(on + dt.timedelta(facts.days_to_end - schedule.release_days))
    return min(turns)
