"""Hospital, rescue, certificates, inquiries, time away: recorded with their document, ended with their outcome."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import numpy as np
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.adjusting import Ground, adjust
from zhiheng.domains.conduct.points.counting import points_readings
from zhiheng.domains.conduct.points.gather import STATE_COLUMNS
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance
from zhiheng.domains.conduct.points.months import State, next_month, state_after
from zhiheng.domains.conduct.points.queries.months import MonthLine, columns_of, person_months, state_of
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021.interruptions import score_while_absent
from zhiheng.law.acts.points_2021.scoring import rounded_share
from zhiheng.law.acts.points_2021.variants import labour_after_rescue
from zhiheng.law.population.points import MonthLines, line_of_one
from zhiheng.law.reckoning import day_of
from zhiheng.law.scale import Points, Readings

Kind, Outcome = Circumstance.Kind, Circumstance.Outcome
_ENDED_BY = {
    Kind.INVESTIGATION: {Outcome.CLEARED, Outcome.PROVED},
    Kind.ISOLATION: {Outcome.CLEARED, Outcome.PROVED},
    Kind.OUTSIDE: {Outcome.RETURNED, Outcome.RECALLED},
    Kind.AWAY: {Outcome.RETURNED, Outcome.CONVICTED, Outcome.KEPT, Outcome.WITNESS},
}


class CircumstanceEntry(NamedTuple):
    """A circumstance from its first day; ``last`` None while it goes on. ``labour_given``: the province's figure for suspended work."""

    kind: Circumstance.Kind
    first: dt.date
    document: str
    last: dt.date | None = None
    issuer: str = ""
    labour_given: int | None = None


@act(policy.RECORD, subject="episode")
def record_circumstance(episode: Episode, *, entry: CircumstanceEntry, acting: Official, reason: str) -> Circumstance:
    """Record what changes a month: from when, on which document.

    Raises:
        Invalid: no document, days that cannot be, or the same kind at the same time.
    """
    if not entry.document.strip():
        raise Invalid(fields={"document": _("State the certificate, decision or record that this rests on.")})
    if entry.last is not None and entry.last < entry.first:
        raise Invalid(fields={"last": _("The last day lies before the first.")})
    until = None if entry.last is None else entry.last + dt.timedelta(days=1)
    given = entry.labour_given
    if given is None and entry.kind in (Kind.RESCUE, Kind.SUSPENDED):
        given = _labour_before(episode, entry.first)
    try:
        with transaction.atomic():
            return Circumstance.objects.create(
                episode=episode, kind=entry.kind, during=DateRange(entry.first, until), document=entry.document, issuer=entry.issuer,
                labour_given=given,
            )  # fmt: skip
    except IntegrityError as error:
        raise Invalid(fields={"first": _("The same is recorded for this time already. End it first.")}) from error


@act(policy.RECORD, subject="circumstance")
def end_circumstance(
    circumstance: Circumstance, *, last: dt.date, outcome: Circumstance.Outcome = Outcome.ENDED, acting: Official, reason: str
) -> Circumstance:
    """End a circumstance with its outcome. Cleared, or away through no fault: the time is credited at the mean of the three months before.

    Proved: no base for that time, what was entered in it counts. Raises Invalid for an outcome that the kind cannot have.
    """
    locked = Circumstance.objects.select_for_update().get(pk=circumstance.pk)
    if locked.outcome or outcome not in _ENDED_BY.get(Kind(locked.kind), {Outcome.ENDED}):
        raise Invalid(fields={"outcome": _("It was ended before, or cannot end like this.")})
    if last < locked.during.lower:
        raise Invalid(fields={"last": _("The last day lies before the first.")})
    locked.during, locked.outcome = DateRange(locked.during.lower, last + dt.timedelta(days=1)), outcome
    locked.save(update_fields=["during", "outcome"])
    if outcome in (Outcome.CLEARED, Outcome.WITNESS, Outcome.PROVED):
        _settle(locked, last, proved=outcome == Outcome.PROVED, reason=reason)
    return locked


# --- averages -------------------------------------------------------------------------------------------------------


def _before(episode: Episode, first: dt.date) -> list[MonthLine]:
    """The appraised months before a day, at most three, in order."""
    month = first.replace(day=1)
    return [line for line in person_months(episode) if line.month < month and not line.paused][-3:]


def _days(lines: list[MonthLine]) -> int:
    return sum((next_month(line.month) - line.month).days for line in lines)


def _labour_before(episode: Episode, first: dt.date) -> Points:
    """Art 17: the mean labour score of the three months before; under three months the daily mean."""
    lines = _before(episode, first)
    total = sum(line.figures.labour for line in lines)
    readings = points_readings(episode.prison.path, first)
    return labour_after_rescue(total, len(lines), _days(lines), 30, readings.rounding)


def _settle(circumstance: Circumstance, last: dt.date, *, proved: bool, reason: str) -> None:
    """Total the months that were left out while it went on, now that the outcome is known, and post them at once."""
    episode, first = circumstance.episode, circumstance.during.lower
    readings = points_readings(episode.prison.path, last)
    lines = _before(episode, first)
    state = state_of(episode)
    for line in person_months(episode):
        if first.replace(day=1) <= line.month <= last:
            state = _with_month(state, episode, line, _Mean(lines, readings, proved, first, last))
    kind = Adjustment.Kind.PROVED if proved else Adjustment.Kind.CREDITED
    rule = "PT-I5-proved" if proved else "PT-I9" if circumstance.outcome == Outcome.WITNESS else "PT-I5-cleared"
    adjust(episode, Ground(kind, last, circumstance.document, rule), state, reason=reason)


class _Mean(NamedTuple):
    """The months before, the readings, and the time that is settled."""

    lines: list[MonthLine]
    readings: Readings
    proved: bool
    first: dt.date
    last: dt.date

    def of(self, days: int) -> Points:
        total = sum(line.figures.score for line in self.lines)
        return score_while_absent(total, len(self.lines), _days(self.lines), days, self.readings.rounding)


def _with_month(state: State, episode: Episode, line: MonthLine, mean: _Mean) -> State:
    """The state after one month of that time: a whole month is totalled anew, a part of one is credited by its days."""
    length = (next_month(line.month) - line.month).days
    if not line.paused:
        away = (min(mean.last, next_month(line.month) - dt.timedelta(days=1)) - max(mean.first, line.month)).days + 1
        credit = 0 if mean.proved else rounded_share(mean.of(length) * away, length, mean.readings.rounding)
        return state._replace(balance=state.balance + credit)
    columns, _mark = columns_of(episode, line.month)
    before = {STATE_COLUMNS[field]: _one(value) for field, value in state._asdict().items()}
    credited = columns.credited if mean.proved else _one(mean.of(length))
    asked = columns._replace(**before, credited=credited, denied=_one(int(mean.proved)), counted=_one(length))
    found = MonthLines(*line_of_one(asked, 0, day_of(line.month), mean.readings))
    # A cycle that this fills ends at the next total, not now (art 4).
    return state_after([*found._replace(closes=0), 0])


def _one(value: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array([value], np.int32)


__all__ = ["CircumstanceEntry", "end_circumstance", "record_circumstance"]
