"""Every clock over somebody alone, restrained, or held beyond the end of term, worked out from the records at a moment. Nothing is stored here.

A clock has its due moment and the moment from which it comes near. Days are days of Shanghai; a day's duty is missed at its midnight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.seclusion.models import Check, Restraint, Seclusion
from zhiheng.law.acts.mandela_rules.separation import alone_warning, outdoors_enough, separation_review
from zhiheng.law.acts.prison_law_2026.custody import restraint_alarm, restraint_approval, restraint_doctor, restraint_review
from zhiheng.law.clocks import Clock, Unit
from zhiheng.law.facts import Period
from zhiheng.law.procedures import days_alone
from zhiheng.law.reckoning import day_of

Kind = Check.Kind
NOON: Final = dt.time(12)
GRAVE_AFTER: Final = dt.timedelta(hours=1)
"""A missed clock that is not mended within an hour is grave."""
AT_START: Final = dt.timedelta(minutes=30)
"""The first look of a doctor at somebody restrained (product default)."""
LAST_HOURS: Final = dt.time(16)
"""From this hour of the last day of term a person who is still in custody is named (product default)."""
OVERHELD: Final = "over-detention"
LIMITS: Final = frozenset({"limit", "stop", "seven-days", OVERHELD})
"""Clocks that are grave the moment they are missed: nobody is held a minute longer."""


class Running(NamedTuple):
    """A clock at work. ``met``: the duty is done and the clock only stands for the day.

    ``renewed``: since when it rings anew, so that an acknowledgement from before does not count any more.
    ``known``: since when the records have told of it, where one look alone began it; None: since the latest of them.
    """

    code: str
    due: dt.datetime
    near: dt.datetime
    met: bool = False
    renewed: dt.datetime | None = None
    known: dt.datetime | None = None

    def stage(self, at: dt.datetime) -> int:
        """0 quiet or met, 1 near, 2 missed, 3 missed and not mended."""
        if self.met or at < self.near:
            return 0
        if at < self.due:
            return 1
        return 3 if self.code in LIMITS or at >= self.due + GRAVE_AFTER else 2

    def began(self, stage: int) -> dt.datetime:
        """When a stage begins."""
        return (self.near, self.near, self.due, self.due if self.code in LIMITS else self.due + GRAVE_AFTER)[stage]

    def left(self, at: dt.datetime) -> dt.timedelta:
        """Time left; below zero when missed."""
        return self.due - at


class Alone(NamedTuple):
    """Somebody held alone with every day that counts in the same row, and the looks at them."""

    seclusion: Seclusion
    checks: Sequence[Check]
    periods: Sequence[Period]

    def day(self, at: dt.datetime) -> int:
        """Which day in a row it is, over every kind of seclusion."""
        today = timezone.localdate(at)
        here = [Period(self.seclusion.first, None if self.seclusion.ended_at is None else self.seclusion.until)]
        return days_alone([*self.periods, *here], day_of(today))


class Overheld(NamedTuple):
    """Custody of somebody whose term ends: ``end`` is its last day, None once nobody is held beyond it any more."""

    episode: Episode
    end: dt.date | None

    @property
    def pk(self) -> int:
        """Of the custody episode."""
        return self.episode.pk


def clocks_overheld(held: Overheld, at: dt.datetime) -> list[Running]:
    """The clock of the end of term (Prison Law art 59). Every further day beyond it rings anew: nobody acknowledges over-detention for good."""
    if held.end is None:
        return []
    due = _midnight(held.end + dt.timedelta(days=1))
    return [Running(OVERHELD, due, _at(held.end, LAST_HOURS), renewed=_midnight(timezone.localdate(at)) if at >= due else None)]


def clocks_alone(alone: Alone, at: dt.datetime) -> list[Running]:
    """The clocks of a seclusion; none once it has ended."""
    one = alone.seclusion
    if one.ended_at is not None:
        return []
    found = [_limit(alone), *_stops(alone.checks), *_daily(alone, Kind.DOCTOR, at), *_daily(alone, Kind.OUTDOORS, at)]
    if one.kind == Seclusion.Kind.PROTECTION:
        found += [*_daily(alone, Kind.CONTACT, at), _review(alone)]
    return sorted(found, key=lambda clock: clock.due)


def clocks_restrained(restraint: Restraint, checks: Sequence[Check]) -> list[Running]:
    """The clocks of a restraint; none once it has stopped."""
    if restraint.stopped_at is not None:
        return []
    start = restraint.started_at
    doctor = _last(checks, Kind.DOCTOR)
    seven = start + _span(restraint_alarm())
    found = [
        *_stops(checks),
        _after("review", _last(checks, Kind.OFFICER) or start, _span(restraint_review()), dt.timedelta(minutes=30)),
        _after("doctor", doctor, _span(restraint_doctor()), dt.timedelta(hours=2)) if doctor else _after("doctor-first", start, AT_START, AT_START),
        _after("approval", _last(checks, Kind.APPROVAL) or start, _span(restraint_approval()), dt.timedelta(hours=3)),
        Running("seven-days", seven, seven - dt.timedelta(days=1)),
    ]
    return sorted(found, key=lambda clock: clock.due)


def worst(clocks: Iterable[Running], at: dt.datetime) -> int:
    """The highest stage among clocks."""
    return max((clock.stage(at) for clock in clocks), default=0)


def _limit(alone: Alone) -> Running:
    """The end of the last lawful day; near from the twelfth day in a row, and on the last day in any case."""
    one = alone.seclusion
    due = _midnight(one.until + dt.timedelta(days=1))
    before = days_alone(alone.periods, day_of(one.first) - 1)
    twelfth = next((day for day in _days(one.first, one.until) if alone_warning(before + (day - one.first).days + 1)), one.until)
    return Running("limit", due, _midnight(twelfth))


def _daily(alone: Alone, kind: Kind, at: dt.datetime) -> list[Running]:
    """One clock for each day so far: today's, and every day that was missed. A day's midnight is its limit."""
    one, done = alone.seclusion, _done_days(alone.checks, kind)
    today = timezone.localdate(at)
    code = str(kind)
    found = [
        Running(f"{code}-missed" if day < today else code, _midnight(day + dt.timedelta(days=1)), _at(day, NOON), met=day in done)
        for day in _days(one.first, today)
    ]
    return [clock for clock, day in zip(found, _days(one.first, today), strict=True) if day == today or not clock.met]


def _done_days(checks: Iterable[Check], kind: Kind) -> set[dt.date]:
    looks = [check for check in checks if check.kind == kind]
    if kind != Kind.OUTDOORS:
        return {timezone.localdate(check.at) for check in looks}
    minutes: dict[dt.date, int] = {}
    for check in looks:
        day = timezone.localdate(check.at)
        minutes[day] = minutes.get(day, 0) + (check.minutes or 0)
    return {day for day, spent in minutes.items() if outdoors_enough(spent)}


def _review(alone: Alone) -> Running:
    """Protective separation: 24 hours, 3, 7, 14 days; the next review that has not been made."""
    start = alone.seclusion.started_at
    made = sum(1 for check in alone.checks if check.kind == Kind.WARDEN)
    due = start + _span(separation_review(made + 1))
    return Running("warden", due, due - dt.timedelta(hours=6))


def _stops(checks: Iterable[Check]) -> list[Running]:
    """A doctor's stop is due at the moment it is said."""
    first = min((check for check in checks if check.stop), key=lambda check: check.at, default=None)
    return [Running("stop", first.at, first.at, known=first.recorded_at)] if first else []


def _after(code: str, since: dt.datetime, span: dt.timedelta, near: dt.timedelta) -> Running:
    return Running(code, since + span, since + span - near)


def _last(checks: Iterable[Check], kind: Kind) -> dt.datetime | None:
    return max((check.at for check in checks if check.kind == kind), default=None)


def _span(clock: Clock) -> dt.timedelta:
    return dt.timedelta(hours=clock.amount) if clock.unit == Unit.HOURS else dt.timedelta(days=clock.amount)


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def _midnight(day: dt.date) -> dt.datetime:
    return _at(day, dt.time())


def _at(day: dt.date, hour: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, hour, timezone.get_current_timezone())
