"""Time limits as provisions state them, and the last day that each leaves.

A rule returns a :class:`Clock`. :func:`deadline` counts it: the first day is not counted; working days by the calendar that
is handed in; a last day on a holiday moves to the next working day, but never to the cost of a person in custody
(CPL art 105). A day for which no calendar is entered comes back as :class:`Undetermined`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from zhiheng.law.calendar import Term, WorkingDays, after, period_end, rolled, working_before, working_end
from zhiheng.law.kinds import Named
from zhiheng.law.reckoning import Caption, Dated, Day, Rule, RuleVersion, Truth, Undetermined, date_of, version_of


class Unit(Named):
    AT_ONCE = 0
    HOURS = 1
    DAYS = 2
    WORKING_DAYS = 3
    MONTHS = 4
    YEARS = 5

    @property
    def zh(self) -> str:
        return UNIT_WORDS[self].zh

    @property
    def en(self) -> str:
        return UNIT_WORDS[self].en


UNIT_WORDS = {
    Unit.AT_ONCE: Caption("立即", "at once"),
    Unit.HOURS: Caption("小时", "hours"),
    Unit.DAYS: Caption("日", "days"),
    Unit.WORKING_DAYS: Caption("个工作日", "working days"),
    Unit.MONTHS: Caption("个月", "months"),
    Unit.YEARS: Caption("年", "years"),
}


class Clock(NamedTuple):
    """A length of time in one unit, as a provision states it."""

    amount: int
    unit: Unit


def at_once() -> Clock:
    return Clock(0, Unit.AT_ONCE)


def hours(amount: int) -> Clock:
    return Clock(amount, Unit.HOURS)


def days(amount: int) -> Clock:
    return Clock(amount, Unit.DAYS)


def working_days(amount: int) -> Clock:
    return Clock(amount, Unit.WORKING_DAYS)


def months(amount: int) -> Clock:
    return Clock(amount, Unit.MONTHS)


def years(amount: int) -> Clock:
    return Clock(amount, Unit.YEARS)


def clock_caption(clock: Clock) -> Caption:
    """5个工作日, 5 working days."""
    if clock.unit == Unit.AT_ONCE:
        return UNIT_WORDS[Unit.AT_ONCE]
    en = clock.unit.en if clock.amount != 1 else clock.unit.en[:-1]
    return Caption(f"{clock.amount}{clock.unit.zh}", f"{clock.amount} {en}")


def _length(clock: Clock) -> Term:
    """Days, months and years as a term; an hour that began spoils its day (:func:`due_at` when the hour is known)."""
    if clock.unit == Unit.HOURS:
        return Term(0, 0, (clock.amount + 23) // 24)
    return Term(
        clock.amount if clock.unit == Unit.YEARS else 0,
        clock.amount if clock.unit == Unit.MONTHS else 0,
        clock.amount if clock.unit == Unit.DAYS else 0,
    )


def due(begins: Day, clock: Clock, calendar: WorkingDays, *, in_custody: bool = False) -> Day | Undetermined:
    """The last day in time. ``in_custody``: the period keeps a person locked up, so no holiday lengthens it."""
    if clock.unit == Unit.WORKING_DAYS:
        return working_end(begins, clock.amount, calendar)
    if clock.unit == Unit.AT_ONCE or clock.unit == Unit.HOURS:
        return begins + _length(clock).days
    return rolled(period_end(begins, _length(clock)), calendar, in_custody=in_custody)


def due_at(begins: datetime, clock: Clock) -> datetime:
    """The last moment of a clock of hours; ValueError for another unit."""
    if clock.unit not in (Unit.AT_ONCE, Unit.HOURS):
        raise ValueError(f"a clock of {clock.unit.en} has no hour: ask for its day")
    return begins + timedelta(hours=clock.amount)


def posted_until(posted: Day, clock: Clock, calendar: WorkingDays) -> Day | Undetermined:
    """The last day through which a posting must hang; the day of posting is not counted, and no holiday lengthens it."""
    return due(posted, clock, calendar, in_custody=True)


def notice_by(event: Day, clock: Clock, calendar: WorkingDays) -> Day | Undetermined:
    """The last day on which a notice due so long before an event is still in time."""
    if clock.unit == Unit.WORKING_DAYS:
        return working_before(event, clock.amount, calendar)
    length = _length(clock)
    count = 12 * length.years + length.months
    return _months_before(event, count) if count else event - length.days


def _months_before(event: Day, count: int) -> Day:
    """The latest day from which the period of so many months has run out by the event."""
    day = event - 27 * count
    while after(day, Term(0, count, 0)) > event:
        day -= 1
    return day


def in_time(begins: Day, acted: Day, clock: Clock, calendar: WorkingDays, *, in_custody: bool = False) -> Truth:
    """Whether an act came within its limit; unknown when the calendar does not reach."""
    last = due(begins, clock, calendar, in_custody=in_custody)
    if isinstance(last, Undetermined):
        return Truth.UNKNOWN
    return Truth.YES if acted <= last else Truth.NO


def posted_long_enough(posted: Day, removed: Day, clock: Clock, calendar: WorkingDays) -> Truth:
    """Whether a posting hung through its whole last day: it may be taken down on the day after."""
    last = posted_until(posted, clock, calendar)
    if isinstance(last, Undetermined):
        return Truth.UNKNOWN
    return Truth.YES if removed > last else Truth.NO


class Deadline(NamedTuple):
    """A limit counted for one matter. ``last`` is None when ``missing`` says which fact is wanted."""

    rule: Rule[..., Clock]
    clock: Clock
    begins: Day
    last: Day | None
    missing: Undetermined | None
    version: RuleVersion

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule.id,
            "provision": {"zh": self.rule.provision.zh, "en": self.rule.provision.en},
            "caption": self.rule.caption._asdict(),
            "clock": clock_caption(self.clock)._asdict(),
            "begins": date_of(self.begins).isoformat(),
            "last": None if self.last is None else date_of(self.last).isoformat(),
            "missing": None if self.missing is None else self.missing._asdict(),
            "version": self.version.as_json(),
        }


type Limit = Rule[..., Clock] | Dated[..., Clock]


def limit_on(limit: Limit, on: Day) -> Rule[..., Clock]:
    """The version of a limit that governs an event of that day; NoRule when there was none."""
    return limit.version(on) if isinstance(limit, Dated) else limit


def deadline(limit: Limit, begins: Day, calendar: WorkingDays, *given: Any, in_custody: bool = False) -> Deadline:
    """The last day of a limit that begins on a day; ``given``: what the rule itself asks for."""
    chosen = limit_on(limit, begins)
    clock = chosen(*given)
    last = due(begins, clock, calendar, in_custody=in_custody)
    missing = last if isinstance(last, Undetermined) else None
    return Deadline(chosen, clock, begins, None if isinstance(last, Undetermined) else last, missing, version_of(chosen))
