"""Where each sentence stands as of a report, out of the records and column by column: what the compiled outlook asks for.

What no record holds is taken as the kept outlooks take it: property items performed, no category beyond those that a crime's name tells.
The class and the provisions that govern are asked of the law once for each kind of case, on a case that stands for all of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Final

import numpy as np
import psycopg
import pyarrow as pa
from numpy.typing import NDArray

from zhiheng.domains.sentence.outlook import CRIMES
from zhiheng.domains.sentence.sweep.columns import UNKNOWN, Rows, rows_of
from zhiheng.domains.sentence.sweep.counting import each, mapped
from zhiheng.domains.sentence.sweep.database import Course, at_places, batch_of, course_of
from zhiheng.domains.sentence.sweep.kernel import ends_of, only, refusals
from zhiheng.domains.sentence.sweep.outlooks import INPUT, MISSING
from zhiheng.domains.sentence.sweep.records import NONE, Changes, Counts, Days, Numbers, RecordSlice, record_slices
from zhiheng.domains.sentence.sweep.taken import NOTHING_CHOSEN, ByPrison, under
from zhiheng.law.acts.commutation_2016.definitions import interval_from, waits_from
from zhiheng.law.acts.criminal_law.reprieve import life_after_reprieve
from zhiheng.law.calendar import Term, of_months
from zhiheng.law.cases import Case, Count
from zhiheng.law.choices import LifeWaitReading, ParoleIntervalReading, Readings, Wait2012Reading
from zhiheng.law.contradictions import kind_after
from zhiheng.law.facts import SentenceFacts
from zhiheng.law.kinds import ChangeKind, Pack, SentenceKind
from zhiheng.law.outlook.categories import of_ten, recidivist, violence
from zhiheng.law.outlook.ground import COMMUTING, pack_for, parole_after, standing_of
from zhiheng.law.outlook.worlds import LONG_AGO, World, worlds
from zhiheng.law.population import TermColumns, term_ends
from zhiheng.law.prospects import NO_DAY
from zhiheng.law.reckoning import day_of
from zhiheng.law.sources import CL, CL_2011, CL_2015

NAMES: Final = list(CRIMES)
_CODES: Final = 2 * (len(NAMES) + 1)
_MANY: Final = 3 ** np.arange(_CODES, dtype=np.int64)
"""No rule asks whether there are more than two counts of a sort."""
_TURNS: Final = (CL.since, LONG_AGO, CL_2011.since, CL_2015.since)
"""The days on which a case changes its kind."""
_WORLD: Final = 12
_FAR: Final = 1 << 20
"""The answer of one world: bits, and above the first _WORLD of them its latest crime, counted from _FAR days before 1970."""


def positions(connection: psycopg.Connection[Any], on: date, taken: ByPrison = NOTHING_CHOSEN) -> Iterator[pa.RecordBatch]:
    """Batches of ``outlooks.INPUT`` (with ``missing`` and ``of``), report and ruling ``on``, of everybody in custody on that day."""
    for records in record_slices(connection, on, NAMES, taken):
        yield positions_of(records, on)


def positions_of(records: RecordSlice, on: date) -> pa.RecordBatch:
    """A slice of the records as positions, one for each world that the record leaves open; ``of`` is the person's place in the slice."""
    course, day = course_of(records), day_of(on)
    of, kinds = _kinds_of_case(records, on)
    size = len(records.judgments.id)
    found: dict[str, Any] = dict.fromkeys(INPUT.names[1:], np.zeros(size, np.int64))
    found |= _as_judged(records, course) | _running(records, course) | _waiting(records)
    found |= {"ruling": np.full(size, day), "report": np.full(size, day), "performed": np.ones(size, np.int64)}
    found |= {"cured": np.full(size, NO_DAY), "barred_until": np.full(size, NO_DAY)}
    found = {name: column[of] for name, column in found.items()} | kinds
    if records.readings.wait_2012 == Wait2012Reading.EFFECTIVENESS:
        found |= _waiting_from_effectiveness(found)
    found |= _parole(records, kinds["pack"], of)
    missing = sum((found.pop(fact).astype(np.int64) << bit for bit, fact in enumerate(MISSING)), np.zeros(len(of), np.int64))
    columns = [pa.array(records.judgments.id[of]).cast(pa.string())]
    for field in list(INPUT)[1:]:
        values = found[field.name].astype(np.int32)
        columns.append(pa.array(values, pa.int32(), mask=(values == NO_DAY) if pa.types.is_date(field.type) else None).cast(field.type))
    schema = pa.schema([*INPUT, ("missing", pa.int64()), ("of", pa.int64())])
    return under(pa.record_batch([*columns, pa.array(missing), pa.array(of)], schema=schema), records.readings)


def _known(days: NDArray[Any]) -> Numbers:
    known: Numbers = np.where(days == UNKNOWN, NO_DAY, days).astype(np.int64)
    return known


def _months(years: NDArray[Any], months: NDArray[Any]) -> Numbers:
    found: Numbers = 12 * np.maximum(years, 0).astype(np.int64) + np.maximum(months, 0)
    return found


# --- what the judgment says -----------------------------------------------------------------------------------------------------------


def _as_judged(records: RecordSlice, course: Course) -> dict[str, Any]:
    judgments, changes = records.judgments, records.changes
    termed = judgments.kind <= SentenceKind.FIXED
    turned = at_places(changes.kind, course.turn, 0)
    by_merit = np.zeros(len(termed), np.int64)
    by_merit[changes.of[changes.kind == ChangeKind.REPRIEVE_TO_FIXED]] = 1
    return {
        "origin": judgments.kind,
        "state": each(_state, np.stack([judgments.kind.astype(np.int64), turned])),
        "original_months": np.where(termed, _months(judgments.years, judgments.months), 0),
        "original_days": np.where(termed, np.maximum(judgments.days, 0), 0),
        "excluded": course.excluded,
        "final": _known(judgments.final),
        "expiry": _expiry(records),
        "by_merit": by_merit,
        "original.final_date": (judgments.kind == SentenceKind.LIFE) & (judgments.final == UNKNOWN),
        "original.reprieve_served_date": (judgments.kind == SentenceKind.DEATH_REPRIEVE) & (judgments.reprieve == UNKNOWN),
    }


def _state(kind: int, turned: int) -> int:
    """What the sentence is after its last turn."""
    return int(kind_after(SentenceKind(kind), ChangeKind(turned)) if turned else kind)


def _expiry(records: RecordSlice) -> Numbers:
    served = np.where(records.judgments.kind == SentenceKind.DEATH_REPRIEVE, records.judgments.reprieve, UNKNOWN)
    return _known(mapped(life_after_reprieve, served))


# --- the term now running -------------------------------------------------------------------------------------------------------------


def _running(records: RecordSlice, course: Course) -> dict[str, Any]:
    """Start, length, reductions and the days between the formula and the end that governs, by the sweep of terms."""
    rows = rows_of(batch_of(records, course))
    codes = refusals(rows)
    good = codes == 0
    kept = only(rows, good)
    moved = ends_of(kept, records.readings).governing - _plain_ends(kept, records.readings)
    start = _spread(kept.of["start"], good, NO_DAY)
    termed = records.judgments.kind <= SentenceKind.FIXED
    return {
        "start": start,
        "began": np.where(termed, start, NO_DAY),
        "running_months": _spread(_months(kept.of["years"], kept.of["months"]), good, 0),
        "running_days": _spread(kept.of["days"], good, 0),
        "removed_months": _spread(kept.of["reduced_months"], good, 0),
        "removed_days": _spread(kept.of["reduced_days"], good, 0),
        "moved": _spread(moved, good, 0),
        "term": ~good & (course.refused != 1),
    }


def _plain_ends(rows: Rows, readings: Readings) -> Days:
    of, nothing = rows.of, np.zeros(len(rows.kind), np.int32)
    years, months, days, less_months, less_days = (
        of[name].astype(np.int16) for name in ("years", "months", "days", "reduced_months", "reduced_days")
    )
    return term_ends(TermColumns(of["start"], years, months, days, less_months, less_days, nothing, nothing, nothing), readings).end


def _spread(values: NDArray[Any], good: NDArray[np.bool_], otherwise: int) -> Numbers:
    found = np.full(len(good), otherwise, np.int64)
    found[good] = values
    return found


# --- from when wait and interval run --------------------------------------------------------------------------------------------------


def _waiting(records: RecordSlice) -> dict[str, Any]:
    judgments, changes = records.judgments, records.changes
    size = len(judgments.id)
    commutes = np.flatnonzero(np.isin(changes.kind, [int(kind) for kind in COMMUTING]))
    last = np.full(size, -1, np.int64)
    last[changes.of[commutes]] = commutes
    again, by_amount = last >= 0, at_places(changes.kind, last, 0) == ChangeKind.COMMUTATION
    lacks_amount = by_amount & (at_places(_silent(changes), last, 0) == 1)
    served = mapped(interval_from, at_places(changes.served, last).astype(np.int32))
    delivered = mapped(waits_from, judgments.delivered)
    legal = np.where(judgments.kind == SentenceKind.LIFE, _known(judgments.final), _expiry(records))
    alone = records.readings.life_wait_from == LifeWaitReading.EFFECTIVENESS
    of_life = legal if alone else np.where(legal == NO_DAY, NO_DAY, np.maximum(legal, _known(judgments.delivered)))
    first = np.where(judgments.kind <= SentenceKind.FIXED, _known(delivered), of_life)
    return {
        "again": again,
        "reference": np.where(again, np.where(lacks_amount, NO_DAY, _known(served)), first),
        "last_months": np.where(by_amount, at_places(_months(changes.years, changes.months), last, 0), 0),
        "last_days": np.where(by_amount, at_places(np.maximum(changes.days, 0), last, 0), 0),
        "history.served": again & (served == UNKNOWN),
        "history.amount": lacks_amount,
        "original.delivery_date": ~again & (judgments.kind <= SentenceKind.FIXED) & (judgments.delivered == UNKNOWN),
    }


def _waiting_from_effectiveness(found: dict[str, Any]) -> dict[str, Any]:
    """As the law has a first wait under the Provisions of 2012 where that is chosen (OQ-29)."""
    turned = (found["pack"] == Pack.P2012) & ~found["again"] & (found["origin"] <= SentenceKind.FIXED)
    final = _known(mapped(waits_from, np.where(found["final"] == NO_DAY, UNKNOWN, found["final"]).astype(np.int32)))
    return {
        "reference": np.where(turned, final, found["reference"]),
        "original.delivery_date": found["original.delivery_date"] & ~turned,
        "original.final_date": found["original.final_date"] | (turned & (final == NO_DAY)),
    }


def _silent(changes: Changes) -> Numbers:
    """1 where a ruling says no length."""
    return _all_none(changes.years, changes.months, changes.days)


def _all_none(years: NDArray[Any], months: NDArray[Any], days: NDArray[Any]) -> Numbers:
    found: Numbers = ((years == NONE) & (months == NONE) & (days == NONE)).astype(np.int64)
    return found


def _parole(records: RecordSlice, packs: Numbers, of: Numbers) -> dict[str, Any]:
    """The latest of the days from which the rulings allow parole, or that of the last ruling where that is chosen (OQ-26).

    Unknown where one of the rulings lacks its service or its amount.
    """
    changes, size = records.changes, len(records.judgments.id)
    last_only = records.readings.parole_interval == ParoleIntervalReading.LAST_RULING
    commutes, to_life = changes.kind == ChangeKind.COMMUTATION, changes.kind == ChangeKind.REPRIEVE_TO_LIFE
    lacking = ~to_life & ((changes.served == UNKNOWN) | (commutes & (_silent(changes) == 1)))
    counts = ~lacking & (changes.served != UNKNOWN) & (changes.kind != ChangeKind.PAROLE)
    months = np.where(commutes, _months(changes.years, changes.months), 0)
    rulings = np.stack([changes.served.astype(np.int64), months, np.where(commutes, np.maximum(changes.days, 0), 0)])[:, counts]
    unknown, latest = np.zeros(size, bool), np.full(len(of), NO_DAY, np.int64)
    unknown[changes.of[lacking]] = True
    for pack in np.unique(packs):
        days = np.full(size, NO_DAY, np.int64)
        each_day = each(partial(_parole_after, int(pack)), rulings)
        if last_only:
            days[changes.of[counts]] = each_day  # rulings come in their order, so the last one written stays
        else:
            np.maximum.at(days, changes.of[counts], each_day)
        latest = np.where(packs == pack, days[of], latest)
    return {"parole_from": latest, "parole": unknown[of]}


@cache
def _parole_after(pack: int, served: int, months: int, days: int) -> int:
    return int(parole_after(Pack(pack), served, of_months(months, days)))


# --- the kind of case -----------------------------------------------------------------------------------------------------------------


def _kinds_of_case(records: RecordSlice, on: date) -> tuple[Numbers, dict[str, Any]]:
    """Provisions, class and violence, asked of the law once for all cases that differ in nothing that it asks.

    Each person comes once for each world that the record leaves open (the first of the two answers says who), one after the other.
    """
    judgments, counts = records.judgments, records.counts
    assert counts is not None
    size = len(judgments.id)
    own, named = _counted(counts, size)
    latest = np.full(size, NO_DAY, np.int64)
    np.maximum.at(latest, counts.of, _known(counts.offended))
    dates = (judgments.judged, judgments.final, judgments.start, judgments.delivered, judgments.reprieve)
    sides = [*(_side(_known(days)) for days in dates), _side(latest)]
    lengths = (judgments.years, judgments.months, judgments.days)
    given = np.stack([judgments.kind, judgments.restricted, judgments.whole_life, *lengths, *sides, own, named]).astype(np.int64)
    number = each(lambda *row: len(_answers(on, records.readings, *row)), given)
    of = np.repeat(np.arange(size), number)
    world = np.arange(len(of)) - np.repeat(np.cumsum(number) - number, number)
    found = each(lambda world, *row: _answers(on, records.readings, *row)[world], np.concatenate([world[None], given[:, of]]))
    crime = np.where(latest[of] == NO_DAY, (found >> _WORLD) - _FAR, latest[of])
    return of, {
        "pack": found & 7,
        "standing": found >> 3 & 7,
        "recidivist": found >> 6 & 1,
        "violent": found >> 7 & 1,
        "ten_or_life": found >> 8 & 1,
        "old_code": crime < day_of(CL.since),
        "latest_crime": np.maximum(crime, day_of(CL.since)),
        "offence_dates": np.repeat(number > 1, number),
    }


def _side(days: Numbers) -> Numbers:
    """0 unknown, else on which side of the days that matter."""
    return np.where(days == NO_DAY, 0, 1 + np.searchsorted([day_of(day) for day in _TURNS], days, "right"))


def _counted(counts: Counts, size: int) -> tuple[Numbers, Numbers]:
    """How many counts of each sort (none, one, more) as one number, and the crimes that a judgment without counts names as bits."""
    months, days = _months(counts.years, counts.months), np.maximum(counts.days, 0).astype(np.int64)
    long = each(_long, np.stack([_all_none(counts.years, counts.months, counts.days), months, days]))
    sort = 2 * counts.crime.astype(np.int64) + long
    mine = counts.own == 1
    number = np.bincount(counts.of[mine] * _CODES + sort[mine], minlength=size * _CODES).reshape(size, _CODES)
    named = np.zeros(size, np.int64)
    np.bitwise_or.at(named, counts.of[~mine], np.int64(1) << counts.crime[~mine].astype(np.int64))
    return np.minimum(number, 2) @ _MANY, named


def _long(silent: int, months: int, days: int) -> int:
    return int(of_ten(Count(None, None if silent else of_months(months, days))))


@cache
def _answers(on: date, readings: Readings, *row: int) -> tuple[int, ...]:
    """Pack, class, the three marks of violence and the latest crime in every world that the record leaves open, each as one number."""
    case = _case(on, *row)
    harm = violence(case, readings)
    marks = recidivist(case) << 6 | harm.found << 7 | harm.ten_or_life << 8
    return tuple(marks | _class(case, world, on, readings) | (world.latest_crime + _FAR) << _WORLD for world in worlds(case, on))


def _class(case: Case, world: World, on: date, readings: Readings) -> int:
    pack = pack_for(case, world, day_of(on))
    return int(pack) | int(standing_of(case, world, pack, day_of(on), readings)) << 3


def _case(on: date, kind: int, restricted: int, whole_life: int, *rest: int) -> Case:
    """A case that stands for all of its kind."""
    years, months, days, *sides, own, named = rest
    term = None if (years, months, days) == (NONE, NONE, NONE) else Term(max(years, 0), max(months, 0), max(days, 0))
    counts = tuple(_count(code) for code in range(_CODES) for _ in range(own // int(_MANY[code]) % 3))
    crimes = [*(count.crime for count in counts), *(CRIMES[name] for place, name in enumerate(NAMES, 1) if named >> place & 1)]
    judged, final, start, delivered, reprieve, offended = map(_on_side, sides)
    facts = SentenceFacts(
        kind=SentenceKind(kind),
        term=term,
        judgment_date=judged,
        final_date=final,
        printed_start=start,
        delivery_date=delivered,
        reprieve_served=reprieve,
        offence_dates=() if offended is None else (offended,),
    )
    categories = tuple(dict.fromkeys(crime for crime in crimes if crime))
    return Case("", facts, on, restricted=restricted == 1, whole_life=whole_life == 1, counts=counts, categories=categories, property="done")


def _count(code: int) -> Count:
    """A count of a sort: its category, if its name tells one, and whether it is of ten years."""
    crime, long = divmod(code, 2)
    return Count(CRIMES[NAMES[crime - 1]] if crime else "", Term(10) if long else Term(1))


def _on_side(side: int) -> date | None:
    """A day on a side of the days that matter."""
    if side == 0:
        return None
    return _TURNS[0] - timedelta(1) if side == 1 else _TURNS[side - 2]
