"""The sentence records as the columns of a sweep: what each judgment, its rulings and its custody come to on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import psycopg
import pyarrow as pa
from numpy.typing import NDArray

from zhiheng.domains.sentence.sweep.columns import INPUT, UNKNOWN
from zhiheng.domains.sentence.sweep.counting import Counted, counted, mapped
from zhiheng.domains.sentence.sweep.records import EXCLUDED, NONE, Changes, Days, Judgments, Numbers, RecordSlice, record_slices
from zhiheng.domains.sentence.sweep.taken import NOTHING_CHOSEN, ByPrison, under
from zhiheng.law.acts.criminal_law.reprieve import fixed_start_after_reprieve
from zhiheng.law.kinds import ChangeKind, SentenceKind

type Mask = NDArray[np.bool_]

KINDS: Final = pa.array([None, *(kind.code for kind in SentenceKind)], pa.string())
REFUSALS: Final = pa.array([None, "no_term", "amount_unknown"], pa.string())


def recorded(connection: psycopg.Connection[Any], on: date, taken: ByPrison = NOTHING_CHOSEN) -> Iterator[pa.RecordBatch]:
    """Batches of ``columns.INPUT``: everybody in custody on a day with a judgment in force, each under the readings of their prison."""
    for records in record_slices(connection, on, taken=taken):
        yield batch_of(records, course_of(records))


def batch_of(records: RecordSlice, course: Course) -> pa.RecordBatch:
    """A slice of the records as rows of ``columns.INPUT``. A sentence that has turned into another runs from its last turn."""
    columns: dict[str, Any] = {
        "id": pa.array(records.judgments.id).cast(pa.string()),
        "kind": KINDS.take(pa.array(records.judgments.kind)),
        "refused": REFUSALS.take(pa.array(course.refused)),
        "changed": pa.array(course.last >= 0),
    }
    for name, values in course.figures(records).items():
        field = INPUT.field(name)
        columns[name] = pa.array(values.astype(np.int32), pa.int32(), mask=values == UNKNOWN).cast(field.type)
    return under(pa.record_batch([columns[field.name] for field in INPUT], schema=INPUT), records.readings)


class Course(NamedTuple):
    """What has become of each sentence: the place in ``changes`` of its last turn and of its last ruling (-1: none), and what was taken off."""

    turn: Numbers
    last: Numbers
    less_months: Numbers
    less_days: Numbers
    excluded: Numbers
    counted: Counted
    refused: NDArray[np.int8]

    def figures(self, records: RecordSlice) -> dict[str, NDArray[Any]]:
        """The numbers and days of ``columns.INPUT``."""
        judgments, changes = records.judgments, records.changes
        turned = self.turn >= 0
        years, months, days = (self._of_term(records, name) for name in ("years", "months", "days"))
        years = np.where((years == UNKNOWN) & ((months != UNKNOWN) | (days != UNKNOWN)), 0, years)
        return {
            "start": self._start(records),
            "years": years,
            "months": months,
            "days": days,
            "reduced_months": self.less_months,
            "reduced_days": self.less_days,
            "gap": np.where(turned, 0, self.counted.gap),
            "credit": np.where(turned, 0, self.counted.credit),
            "excluded": self.excluded,
            "original_end": np.where(turned, UNKNOWN, judgments.end),
            "printed_end": at_places(changes.end, self.last),
            "judged_on": judgments.judged,
        }

    def _of_term(self, records: RecordSlice, name: str) -> Numbers:
        """A length as judged, or as the last turn made it."""
        turned = at_places(getattr(records.changes, name), self.turn, NONE)
        found = np.where(self.turn >= 0, turned, getattr(records.judgments, name)).astype(np.int64)
        return np.where(found == NONE, UNKNOWN, found)

    def _start(self, records: RecordSlice) -> Days:
        """As printed; else from the ruling that ended life, from the end of the reprieve, or as the law counts custody."""
        changes = records.changes
        printed, ruled = at_places(changes.start, self.turn), at_places(changes.ruled, self.turn)
        kind = at_places(changes.kind, self.turn, 0)
        by_law = np.where(kind == ChangeKind.LIFE_TO_FIXED, ruled, mapped(fixed_start_after_reprieve, records.judgments.reprieve))
        turned = np.where(printed != UNKNOWN, printed, by_law)
        return np.where(self.turn >= 0, turned, self.counted.start).astype(np.int32)


def course_of(records: RecordSlice) -> Course:
    """The rulings in their order, each sentence by itself."""
    judgments, changes = records.judgments, records.changes
    size, places = len(judgments.id), np.arange(len(changes.of))
    commutes = changes.kind == ChangeKind.COMMUTATION
    turn = _last_of(changes.of[~commutes], places[~commutes], size)
    less = commutes & (places > turn[changes.of])
    silent = (changes.years == NONE) & (changes.months == NONE) & (changes.days == NONE)
    months = 12 * np.maximum(changes.years, 0).astype(np.int64) + np.maximum(changes.months, 0)
    spent = records.credits.kind == EXCLUDED
    return Course(
        turn,
        _last_of(changes.of, places, size),
        _summed(changes.of[less], months[less], size),
        _summed(changes.of[less], np.maximum(changes.days[less], 0), size),
        _summed(records.credits.of[spent], records.credits.days[spent], size),
        counted(records, records.readings),
        _refused(judgments, changes, turn, _summed(changes.of, less & silent, size)),
    )


def _refused(judgments: Judgments, changes: Changes, turn: Numbers, unknown: Numbers) -> NDArray[np.int8]:
    """Places in REFUSALS."""
    kind = at_places(changes.kind, turn, 0)
    termless = (turn < 0) & (judgments.kind >= SentenceKind.LIFE)
    return np.select([termless | (kind == ChangeKind.REPRIEVE_TO_LIFE), unknown > 0], [1, 2], 0).astype(np.int8)


def at_places(column: NDArray[Any], places: Numbers, absent: int = UNKNOWN) -> Numbers:
    """The values at some places; ``absent`` for a place below 0."""
    if len(column) == 0:
        return np.full(len(places), absent, np.int64)
    return np.where(places < 0, absent, column[places]).astype(np.int64)


def _last_of(of: Numbers, places: Numbers, size: int) -> Numbers:
    """The last of the places that belong to each; places come in order, so the last one written stays."""
    found = np.full(size, -1, np.int64)
    found[of] = places
    return found


def _summed(of: Numbers, numbers: NDArray[Any], size: int) -> Numbers:
    return np.bincount(of, numbers, size).astype(np.int64)
