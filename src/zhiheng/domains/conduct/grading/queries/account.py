"""The account of one prisoner: every movement with what made it, down to the entries and the provisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.points import months
from zhiheng.domains.conduct.points.models import Adjustment, PointEntry
from zhiheng.domains.conduct.points.months import owner_of
from zhiheng.domains.conduct.points.queries.entries import entries_of
from zhiheng.domains.conduct.points.queries.months import MonthLine, person_months
from zhiheng.engines.ledger import queries as ledger
from zhiheng.law.scale import Part, Sanction

_BASE_RULES = (
    (months.CREDITED, "PT-I9"), (months.DENIED, "PT-I5-proved"), (months.ENTRY, "PT-V5"), (months.UNABLE, "PT-V1"), (months.HOSPITAL, "PT-V2"),
    (months.CONFINED, "PT-V8"), (months.PARTIAL, "PT-M8"),
)  # fmt: skip
_PART_RULES = {Part.SUPERVISION: "PT-M1", Part.EDUCATION: "PT-M2", Part.LABOUR: "PT-M3"}
_SPECIAL_BUCKET = 7


class Piece(NamedTuple):
    """A share of a month's score: the rules that give it, hundredths with their sign, the entries behind it, what a cap kept out."""

    kind: str
    rules: tuple[str, ...]
    amount: int
    part: Part | None = None
    sanction: Sanction | None = None
    entries: tuple[PointEntry, ...] = ()
    lost: int = 0


class Movement(NamedTuple):
    """A line of the account. ``balance``: what it left. A month that gave nothing is a line too."""

    kind: str
    period: dt.date
    on: dt.date
    amount: int
    balance: int
    pieces: tuple[Piece, ...] = ()
    month: MonthLine | None = None
    cycle: Cycle | None = None
    adjustment: Adjustment | None = None


def account_of(episode: Episode) -> list[Movement]:
    """Every movement, the oldest first, as the ledger has them; months without one stand where they belong."""
    of_month = {line.month: line for line in person_months(episode)}
    entries = _by_month(entries_of(episode.pk).filter(state=PointEntry.State.POSTED, bucket__gt=0))
    moved = list(_posted(episode, of_month, entries))
    told = {one.period for one in moved if one.kind == "month"}
    still = [_month(line, _last_day(line.month), 0, line.figures.closing, entries) for line in of_month.values() if line.month not in told]
    changed = Adjustment.objects.filter(episode=episode, entry__isnull=True).order_by("id")
    still += [Movement(one.kind, one.month, one.on, 0, one.balance, adjustment=one) for one in changed]
    return sorted([*moved, *still], key=lambda one: one.period)  # stable: within a month as posted


def pieces_of(line: MonthLine, entries: Iterable[PointEntry]) -> tuple[Piece, ...]:
    """What the month's score is made of. The amounts add up to it; a paused month has none."""
    if line.paused:
        return ()
    buckets = {bucket: tuple(some) for bucket, some in groupby(sorted(entries, key=lambda one: one.bucket), key=lambda one: one.bucket)}
    f = line.figures
    adds, offs = (f.add_supervision, f.add_education, f.add_labour), (f.off_supervision, f.off_education, f.off_labour)
    made = [Piece("base", _base_rules(line.mark), f.base)]
    for part, add, off in zip(Part, adds, offs, strict=True):
        mine, against = buckets.get(int(part), ()), buckets.get(int(part) + len(Part), ())
        made.append(Piece("add", ("PT-M5",), add, part, entries=mine, lost=max(0, sum(one.stands for one in mine) - add)))
        made.append(Piece("off", (_PART_RULES[part],), -off, part, entries=against))
    made.append(Piece("special", ("PT-S1",), f.special, entries=buckets.get(_SPECIAL_BUCKET, ())))
    return tuple(piece for piece in [*made, *_sanctions(buckets, f.taken)] if piece.amount or piece.entries or piece.kind == "base")


def _sanctions(buckets: Mapping[int, tuple[PointEntry, ...]], taken: int) -> list[Piece]:
    found = [(sanction, buckets.get(_SPECIAL_BUCKET + int(sanction), ())) for sanction in Sanction]
    made = [Piece("sanction", (f"PT-P{int(one)}",), sum(e.stands for e in some), sanction=one, entries=some) for one, some in found if some]
    # An entry cancelled since leaves the month's figure as it was totalled.
    rest = -taken - sum(piece.amount for piece in made)
    return [*made, Piece("sanction", ("PT-P1", "PT-P2", "PT-P3"), rest)] if rest else made


def _base_rules(mark: int) -> tuple[str, ...]:
    return tuple(rule for bit, rule in _BASE_RULES if mark & bit) or ("PT-M4",)


def _posted(episode: Episode, of_month: Mapping[dt.date, MonthLine], entries: Mapping[dt.date, Sequence[PointEntry]]) -> Iterable[Movement]:
    adjusted = {one.entry_id: one for one in Adjustment.objects.filter(episode=episode, entry__isnull=False)}
    closed = {cycle.closed: cycle for cycle in Cycle.objects.filter(episode=episode).select_related("cancelled_by")}
    for line in ledger.statement(owner_of(episode.pk), months.UNIT):
        period = dt.date.fromisoformat(f"{line.period}-01")
        if line.kind == "month" and period in of_month:
            yield _month(of_month[period], line.occurred_on, line.amount, line.balance, entries)
        elif line.kind == "cycle":
            yield Movement("cycle", period, line.occurred_on, line.amount, line.balance, cycle=closed.get(period))
        else:
            yield Movement(line.kind, period, line.occurred_on, line.amount, line.balance, adjustment=adjusted.get(line.entry))


def _month(line: MonthLine, on: dt.date, amount: int, balance: int, entries: Mapping[dt.date, Sequence[PointEntry]]) -> Movement:
    return Movement("month", line.month, on, amount, balance, pieces_of(line, entries.get(line.month, ())), line)


def _by_month(entries: Iterable[PointEntry]) -> dict[dt.date, list[PointEntry]]:
    found: dict[dt.date, list[PointEntry]] = {}
    for entry in entries:
        found.setdefault(entry.month, []).append(entry)
    return found


def _last_day(month: dt.date) -> dt.date:
    return months.next_month(month) - dt.timedelta(days=1)
