"""Acts on sealed records, as the trail shows them: that they were done, when and by whom; not on whom, nor what they changed.

The log keeps what it was told: its labels are never altered. What is shown of it is decided here, for lists, exports and the page of an act.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Model
from django.utils.translation import gettext as _

from zhiheng.domains.conduct.grading.models import Cycle, Interruption, Regrading, ResultsReport
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance, PointEntry
from zhiheng.domains.custody.departure.queries.seals import sealed_rows, sealed_subjects
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.queries import Line, Record

NAMED_AFTER: Final[Mapping[str, tuple[type[Model], str]]] = {
    "points-entry": (PointEntry, "episode__person"), "points-circumstance": (Circumstance, "episode__person"),
    "points-adjustment": (Adjustment, "episode__person"), "points-interruption": (Interruption, "episode__person"),
    "points-cycle": (Cycle, "episode__person"), "points-regrading": (Regrading, "cycle__episode__person"),
    "points-report": (ResultsReport, "episode__person"),
}  # fmt: skip
"""Subjects of the trail that bear a person's name without being the person: kind of reference -> its table, and the way to the person."""


def masked(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of sealed records without name, reason and rows. A few queries, whatever their number."""
    sealed, rows = sealed_refs(line.act.subject for line in lines), sealed_rows(row for line in lines for row in line.first)
    return [_masked(line) if line.act.subject in sealed else _without(line, rows) for line in lines]


def unsealed(lines: Sequence[Line]) -> list[Line]:
    """The lines without those of sealed records: whoever asks for a name is not told that a record under it is sealed."""
    sealed = sealed_refs(line.act.subject for line in lines)
    return [line for line in lines if line.act.subject not in sealed]


def is_masked(act: Act) -> bool:
    """Whether an act concerns a sealed record: its page is not shown."""
    return bool(sealed_refs([act.subject]))


def shown(record: Record) -> tuple[Record, bool]:
    """An act in full as it may be shown, and whether something of a sealed record was taken out of it: rows, what it was called with, why."""
    others = [act for act in (record.within, *record.parts) if act is not None]
    named = sealed_refs(act.subject for act in others)
    for act in others:
        if act.subject in named:
            act.subject_label = _("sealed record")
    hidden = sealed_rows(record.rows)
    if not hidden:
        return record, False
    record.act.inputs, record.act.reason = {}, ""
    rows = [dataclasses.replace(row, fields=()) if (row.table, row.row) in hidden else row for row in record.rows]
    return dataclasses.replace(record, rows=rows), True


def sealed_refs(refs: Iterable[str]) -> set[str]:
    """Which of these subjects are sealed records, or bear the name of one."""
    asked = set(refs)
    found = sealed_subjects(asked)
    for kind, (model, person) in NAMED_AFTER.items():
        keys = [key for of, _sep, key in (ref.partition(":") for ref in asked) if of == kind and key.isdecimal()]
        if keys:
            of_sealed = model._default_manager.filter(pk__in=keys, **{f"{person}__sealed_at__isnull": False})
            found |= {f"{kind}:{key}" for key in of_sealed.values_list("pk", flat=True)}
    return found


def _masked(line: Line) -> Line:
    line.act.subject_label, line.act.reason = _("sealed record"), ""
    return dataclasses.replace(line, first=(), changes=0)


def _without(line: Line, hidden: set[tuple[str, str]]) -> Line:
    kept = tuple(row for row in line.first if (row.table, row.row) not in hidden)
    if len(kept) == len(line.first):
        return line
    line.act.reason = ""
    return dataclasses.replace(line, first=kept, changes=line.changes - len(line.first) + len(kept))
