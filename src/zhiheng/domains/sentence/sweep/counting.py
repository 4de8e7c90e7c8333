"""From where each term runs and what custody adds to it or takes off, column by column; the law's own rules give every number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiheng.domains.sentence.sweep.columns import UNKNOWN
from zhiheng.domains.sentence.sweep.records import CUSTODY, NONE, OPEN, RESIDENCE, SUPERVISORY, Credits, Days, Judgments, Numbers, RecordSlice
from zhiheng.law import custody
from zhiheng.law.acts.criminal_law.penalties import credit_of_custody
from zhiheng.law.acts.criminal_procedure.liberty import residence_credit
from zhiheng.law.acts.supervision_law.measures import supervisory_credit
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.facts import Period, SentenceFacts
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import date_of, day_of

type Mask = NDArray[np.bool_]

_WHOLE: Final = np.int64(1) << 33


class Counted(NamedTuple):
    """Per judgment; ``start`` UNKNOWN where nobody can tell it."""

    start: Days
    gap: Days
    credit: Days


def counted(records: RecordSlice, readings: Readings = DEFAULTS) -> Counted:
    """Every sentence as judged. Where no start is printed the law for one person is asked, person by person: they are few."""
    judgments, credits = records.judgments, records.credits
    start = judgments.start.copy()
    known = start != UNKNOWN
    gap = np.where(known & (judgments.kind != SentenceKind.CONTROL), _gaps(judgments, credits), 0)
    credit = np.where(known, _credited(judgments, credits, readings), 0)
    termed = judgments.kind <= SentenceKind.FIXED
    for place in np.flatnonzero(~known & termed):
        facts = _facts(judgments, credits, int(place))
        found = custody.counted_from(facts, custody.custody_runs(facts), readings)
        start[place], gap[place], credit[place] = UNKNOWN if found.start is None else found.start, found.gap, found.credit
    return Counted(start, gap.astype(np.int32), credit.astype(np.int32))


# --- days at liberty ------------------------------------------------------------------------------------------------------------------


def _gaps(judgments: Judgments, credits: Credits) -> Numbers:
    """Days between the end of one custody and the beginning of the next, since the start; delivery ends the last absence."""
    held = (credits.kind == CUSTODY) | (credits.kind == SUPERVISORY)
    of, first, last = credits.of[held], credits.first[held].astype(np.int64), _ending(credits.last[held])
    latest = np.full(len(judgments.id), UNKNOWN, np.int64)
    np.maximum.at(latest, of, last)
    back = np.flatnonzero((latest > UNKNOWN) & (judgments.delivered > latest))
    of, first = np.concatenate([of, back]), np.concatenate([first, judgments.delivered[back]])
    last = np.concatenate([last, np.full(len(back), custody.OPEN, np.int64)])
    order = np.lexsort((last, first, of))
    of, first, last = of[order], first[order], last[order]
    # The latest day in custody so far, person by person: persons are far enough apart not to mix.
    so_far = np.maximum.accumulate(of * _WHOLE + last) - of * _WHOLE
    follows = np.flatnonzero(of[1:] == of[:-1]) + 1
    free = first[follows] - np.maximum(so_far[follows - 1] + 1, judgments.start[of[follows]])
    return _summed(of[follows], np.maximum(free, 0), len(judgments.id))


# --- what earlier days take off -------------------------------------------------------------------------------------------------------


def _credited(judgments: Judgments, credits: Credits, readings: Readings) -> Numbers:
    """Days of credit, by the rules for each kind of sentence; the days are counted here, the rules asked once for each number of them."""
    start = judgments.start.astype(np.int64)
    before = _days_before(credits, credits.kind == CUSTODY, start, None)
    supervised = _days_before(credits, credits.kind == SUPERVISORY, start, supervisory_credit.since)
    resided = _residence(credits, start)
    stated = judgments.stated.astype(np.int64)
    asked = np.flatnonzero((before > 0) | (supervised > 0) | (resided != 0) | (stated != NONE))
    given = np.stack([judgments.kind[asked].astype(np.int64), before[asked], supervised[asked], resided[asked], stated[asked]])
    credit = np.zeros(len(start), np.int64)
    credit[asked] = each(lambda *row: _credit(*row, readings=readings), given)
    return credit


def _credit(kind: int, before: int, supervised: int, resided: int, stated: int, *, readings: Readings) -> int:
    """As ``law.custody.credit_before``, from the numbers of days."""
    sentence = SentenceKind(kind)
    credit = credit_of_custody(sentence, before) if before else 0
    credit += supervisory_credit(sentence, supervised) if supervised else 0
    if stated != NONE:
        return credit + stated
    return credit + (residence_credit(sentence, resided, readings.odd_day) if resided else 0)


def _days_before(credits: Credits, which: Mask, start: Numbers, since: date | None) -> Numbers:
    """Days of some periods that lie before the start, from the commencement of their rule on."""
    of, first, last = credits.of[which], credits.first[which].astype(np.int64), _ending(credits.last[which])
    if since is not None:
        first = np.maximum(first, day_of(since))
    return _summed(of, np.maximum(np.minimum(last + 1, start[of]) - first, 0), len(start))


def _residence(credits: Credits, start: Numbers) -> Numbers:
    """Days of designated residence wherever they lie; one still open is counted to the start."""
    which = credits.kind == RESIDENCE
    of, last = credits.of[which], credits.last[which].astype(np.int64)
    first, since = credits.first[which].astype(np.int64), day_of(residence_credit.since)
    days = np.where(last == OPEN, start[of], last + 1) - np.maximum(first, since)
    return _summed(of, np.where(last >= since, days, 0), len(start))


def _ending(last: Days) -> Numbers:
    """Last days; an open period ends on the law's day beyond every term."""
    return np.where(last == OPEN, custody.OPEN, last).astype(np.int64)


def _summed(of: Numbers, days: Numbers, size: int) -> Numbers:
    return np.bincount(of, days, size).astype(np.int64)


# --- one by one -----------------------------------------------------------------------------------------------------------------------


def each(rule: Callable[..., Any], given: NDArray[Any]) -> Numbers:
    """A rule for every column of ``given`` (arguments by people), asked once for each set of arguments."""
    sets, of = np.unique(given, axis=1, return_inverse=True)
    return np.array([rule(*(int(argument) for argument in one)) for one in sets.T], np.int64)[of.reshape(-1)] if sets.size else np.empty(0, np.int64)


def mapped(rule: Callable[[int], int], days: Days, absent: int = UNKNOWN) -> Days:
    """A rule from day to day; ``absent`` stays as it is."""
    found, of = np.unique(days, return_inverse=True)
    return np.array([day if day == absent else once(rule, day) for day in found.tolist()], np.int32)[of] if len(found) else days


@cache
def once(rule: Callable[[int], int], day: int) -> int:
    """Days come again and again over a population."""
    return int(rule(day))


def _facts(judgments: Judgments, credits: Credits, place: int) -> SentenceFacts:
    """As much of one record as counting needs."""
    mine = np.flatnonzero(credits.of == place)

    def periods(kind: int) -> tuple[Period, ...]:
        return tuple(Period(date_of(int(credits.first[i])), _date(credits.last[i])) for i in mine if credits.kind[i] == kind)

    stated = int(judgments.stated[place])
    return SentenceFacts(
        kind=SentenceKind(int(judgments.kind[place])),
        delivery_date=_date(judgments.delivered[place]),
        stated_credit_days=None if stated == NONE else stated,
        custody=periods(CUSTODY),
        designated_residence=periods(RESIDENCE),
        supervisory_detention=periods(SUPERVISORY),
    )


def _date(day: Any) -> date | None:
    return None if int(day) in (UNKNOWN, OPEN) else date_of(int(day))
