"""Days without liberty before and around the start of a term: what is credited, what interrupts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from zhiheng.law.acts.criminal_law.penalties import credit_of_custody
from zhiheng.law.acts.criminal_procedure.liberty import residence_credit
from zhiheng.law.acts.replies.dates import start_of_continuous_custody
from zhiheng.law.acts.supervision_law.measures import supervisory_credit
from zhiheng.law.choices import DEFAULTS, InterruptedReading, Readings
from zhiheng.law.facts import Period, SentenceFacts
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Day, day_of

# An open period runs on; no term reaches this day.
OPEN: Day = day_of(date(9000, 1, 1))


class Run(NamedTuple):
    """Days in a row, both ends inside."""

    first: Day
    last: Day


class Counting(NamedTuple):
    """From where a term is counted, and the days that move its end."""

    start: Day | None
    gap: int = 0
    credit: int = 0


NOT_COUNTED = Counting(None)


def runs_of(periods: Iterable[Period]) -> list[Run]:
    """Periods in order, joined where no day lies between them."""
    joined: list[Run] = []
    for run in sorted(as_run(period) for period in periods):
        if joined and run.first <= joined[-1].last + 1:
            joined[-1] = Run(joined[-1].first, max(joined[-1].last, run.last))
        else:
            joined.append(run)
    return joined


def as_run(period: Period) -> Run:
    return Run(day_of(period.first), OPEN if period.last is None else day_of(period.last))


def days_before(periods: Iterable[Period], start: Day) -> int:
    """How many days of the periods lie before a day."""
    return sum(max(0, min(run.last + 1, start) - run.first) for run in map(as_run, periods))


def in_force_part(periods: Iterable[Period], since: date) -> tuple[Period, ...]:
    """The part of each period since a rule's commencement: earlier days have no rule that credits them."""
    return tuple(Period(max(period.first, since), period.last) for period in periods if period.last is None or period.last >= since)


def custody_runs(facts: SentenceFacts) -> list[Run]:
    """Custody and supervisory detention joined; delivery ends an absence after the last closed period."""
    runs = runs_of(facts.custody + facts.supervisory_detention)
    if runs and facts.delivery_date is not None and day_of(facts.delivery_date) > runs[-1].last:
        return runs_of((*facts.custody, *facts.supervisory_detention, Period(facts.delivery_date)))
    return runs


def counted_from(facts: SentenceFacts, runs: list[Run], readings: Readings = DEFAULTS) -> Counting:
    """Start, gap and credit of a fixed term or detention (R-D-2, R-D-3), or of control (R-D-4).

    A printed start governs whichever way interrupted custody is read (OQ-4).
    """
    if readings.interrupted == InterruptedReading.LAST_CUSTODY and facts.printed_start is None:
        last = from_last_custody(facts, runs, readings)
        if last is not None and runs[-1].last == OPEN:
            return last
    return from_first_custody(facts, runs, readings)


def from_first_custody(facts: SentenceFacts, runs: list[Run], readings: Readings) -> Counting:
    """Variant A of R-D-3: the gap moves the end."""
    start = _start(facts, runs)
    if start is None:
        return Counting(None)
    gap = 0 if facts.kind == SentenceKind.CONTROL else gap_days(runs, start)
    return Counting(start, gap, credit_before(facts, start, readings))


def _start(facts: SentenceFacts, runs: list[Run]) -> Day | None:
    if facts.printed_start is not None:
        return day_of(facts.printed_start)
    if facts.kind == SentenceKind.CONTROL:
        return None if facts.delivery_date is None else day_of(facts.delivery_date)
    if not runs or runs[-1].last != OPEN:
        return None
    return start_of_continuous_custody(runs[0].first) if len(runs) == 1 else runs[0].first


def gap_days(runs: list[Run], start: Day) -> int:
    """Days at liberty between the start and the last time that custody began."""
    pairs = pairwise(runs)
    return sum(max(0, later.first - max(earlier.last + 1, start)) for earlier, later in pairs)


def credit_before(facts: SentenceFacts, start: Day, readings: Readings) -> int:
    """Credit in days for what came before the start; designated residence is credited wherever it lies."""
    custody = days_before(facts.custody, start)
    supervisory = days_before(in_force_part(facts.supervisory_detention, supervisory_credit.since), start)
    credit = credit_of_custody(facts.kind, custody) if custody else 0
    credit += supervisory_credit(facts.kind, supervisory) if supervisory else 0
    if facts.stated_credit_days is not None:
        return credit + facts.stated_credit_days
    residence = residence_days(facts, start)
    return credit + (residence_credit(facts.kind, residence, readings.odd_day) if residence else 0)


def residence_days(facts: SentenceFacts, start: Day) -> int:
    """Days of designated residence since its rule is in force; one still open is counted to the start."""
    periods = in_force_part(facts.designated_residence, residence_credit.since)
    return sum((start if run.last == OPEN else run.last + 1) - run.first for run in map(as_run, periods))


def from_last_custody(facts: SentenceFacts, runs: list[Run], readings: Readings) -> Counting | None:
    """With interrupted custody, the count from the last time custody began (variant B of R-D-3); else None."""
    if len(runs) < 2 or facts.kind == SentenceKind.CONTROL:
        return None
    start = runs[-1].first
    return Counting(start, 0, credit_before(facts, start, readings))


def other_variant(facts: SentenceFacts, runs: list[Run], readings: Readings = DEFAULTS) -> Counting | None:
    """With interrupted custody, the count by the reading that is not taken (OQ-4); else None."""
    last = from_last_custody(facts, runs, readings)
    if last is None or readings.interrupted == InterruptedReading.FIRST_CUSTODY or facts.printed_start is not None:
        return last
    return from_first_custody(facts, runs, readings)
