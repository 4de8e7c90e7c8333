"""The verbs of sweeps: keep what was found of everybody, and let it go again. Each is one act, whatever the number of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final

import numpy as np
from django.db import connection
from django.utils import timezone

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence.actions.determine import next_key
from zhiheng.domains.sentence.sweep import policy
from zhiheng.domains.sentence.sweep.keeping import FLAGS_OF, Found, Legend, numbers_of
from zhiheng.domains.sentence.sweep.models import Sweep, SweptOutlook, SweptRefusal, SweptRow, SweptTerm
from zhiheng.domains.sentence.sweep.packing import HEAD, TAIL, Column, rows_of_columns
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.law.reckoning import EDITION

TABLES: Final[dict[str, type[SweptRow]]] = {Sweep.Figures.TERMS: SweptTerm, Sweep.Figures.OUTLOOK: SweptOutlook}
EVERYBODY: Final = Subject(ref="sentence", label="the sentence record")


@act(policy.KEEP, subject="subject", secret=("answers",))
def keep_sweep(subject: Subject | Place, answers: Iterable[Found], *, figures: str, on: dt.date, acting: Official, reason: str) -> Sweep:
    """Keep the answers of a sweep as of ``on``, written as they come; memory stays flat. The rows are sealed by one digest."""
    key, legend, seal, refused = next_key("sweep"), Legend(FLAGS_OF[figures]), sha256(), Refused()
    found = 0
    for rows, count in _copied(TABLES[figures], _rows(answers, TABLES[figures], key, legend, refused)):
        seal.update(rows)
        found += count
    for rows, _ in _copied(SweptRefusal, refused.rows(key)):
        seal.update(rows)
    return Sweep.objects.create(
        pk=key,
        figures=figures,
        as_of=on,
        at=timezone.now(),
        by=acting.ref,
        edition=EDITION,
        found=found,
        refused=refused.count,
        legend=legend.as_json(),
        digest=seal.hexdigest(),
    )


@act(policy.KEEP, subject="sweep")
def discard_sweep(sweep: Sweep, *, acting: Official, reason: str) -> Sweep:
    """Let the rows of a sweep go. That it was, its numbers and its seal stay."""
    for table in (TABLES[sweep.figures], SweptRefusal):
        table._base_manager.filter(sweep=sweep).delete()
    sweep.discarded = True
    sweep.save(update_fields=["discarded"])
    return sweep


# --- rows -----------------------------------------------------------------------------------------------------------------------------

type Rows = Iterator[tuple[bytes, int]]


class Refused:
    """Who was refused and why; they are few, and come after the rows that were found."""

    def __init__(self) -> None:
        self._ids: list[np.ndarray[Any, np.dtype[np.int64]]] = []
        self._reasons: list[int] = []

    @property
    def count(self) -> int:
        return len(self._reasons)

    def add(self, answer: Found, legend: Legend) -> None:
        self._ids.append(numbers_of(answer.refused.column("id")))
        self._reasons += [legend.reason(row) for row in answer.refused.to_pylist()]

    def rows(self, key: int) -> Rows:
        if self._reasons:
            columns = [_key_column(key, self.count), Column(np.concatenate(self._ids)), Column(np.array(self._reasons, np.int16))]
            yield rows_of_columns(columns), self.count


def _rows(answers: Iterable[Found], table: type[SweptRow], key: int, legend: Legend, refused: Refused) -> Rows:
    names = columns_of(table)[2:]
    for answer in answers:
        refused.add(answer, legend)
        columns = [legend.numbered(answer.columns[name], answer.rules) if name.endswith("_by") else answer.columns[name] for name in names]
        yield rows_of_columns([_key_column(key, len(answer.ids)), Column(answer.ids), *columns]), len(answer.ids)


def _key_column(key: int, count: int) -> Column:
    return Column(np.full(count, key, np.int64))


def _copied(table: type[SweptRow], slices: Rows) -> Rows:
    """Send slices to a table as they come; each is handed on once it is on its way."""
    columns = ", ".join(f'"{name}"' for name in columns_of(table))
    statement = f"copy {table._meta.db_table} ({columns}) from stdin (format binary)"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as stream:
        stream.write(HEAD)
        for rows, count in slices:
            stream.write(rows)
            yield rows, count
        stream.write(TAIL)


def columns_of(table: type[SweptRow]) -> list[str]:
    """The columns in the order in which rows are written and sealed."""
    return [field.column for field in table._meta.concrete_fields if field.column]
