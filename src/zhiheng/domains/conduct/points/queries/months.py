"""Reads of monthly totals: a ward's sheet, one prisoner's months, balance and open cycle, and the law's explanation of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from zhiheng.base.people.models import Episode, Stay
from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.conduct.points import months, totals
from zhiheng.domains.conduct.points.counting import points_readings
from zhiheng.domains.conduct.points.gather import Gathered, gather, states_before
from zhiheng.domains.conduct.points.members import HELD, wards_at
from zhiheng.domains.conduct.points.models import Adjustment, PointEntry, Sheet, SheetLines
from zhiheng.domains.conduct.points.months import State, next_month, owner_of, state_after
from zhiheng.engines.ledger import queries as ledger
from zhiheng.law.explanation import node
from zhiheng.law.population.points import MonthColumns, MonthLines, line_of_one
from zhiheng.law.reckoning import Explanation, day_of


class MonthLine(NamedTuple):
    """One prisoner's line of a sheet. ``figures`` in hundredths; ``mark`` holds the bits of ``months``."""

    episode: int
    ward: int
    month: dt.date
    figures: MonthLines
    mark: int

    @property
    def paused(self) -> bool:
        return bool(self.mark & months.PAUSED)


class Explained(NamedTuple):
    """A month computed anew for one prisoner, with the tree of rules; ``kept`` is what the sheet says (None: not totalled yet)."""

    line: MonthLines
    kept: MonthLines | None
    trace: tuple[dict[str, Any], ...]

    @property
    def agrees(self) -> bool:
        return self.kept is None or self.kept == self.line


class Preview(NamedTuple):
    """A month as it would be totalled now."""

    lines: list[MonthLine]
    waiting: int
    closed: bool


def lines_of(sheet: Sheet) -> list[MonthLine]:
    """The lines of a sheet in the order of its episodes."""
    body = sheet.body
    return [_line(episode, sheet.ward_id, sheet.month, line) for episode, line in zip(body.episodes, body.rows(), strict=True)]


def month_lines(ward: Place, month: dt.date) -> list[MonthLine]:
    """The ward's sheet of a month; empty before it is totalled."""
    sheet = Sheet.objects.filter(ward=ward, month=month).select_related("body").first()
    return lines_of(sheet) if sheet else []


def last_total() -> dt.date | None:
    """First day of the last month that any ward has totalled; None before the first."""
    return Sheet.objects.order_by("-month").values_list("month", flat=True).first()


def person_months(episode: Episode) -> list[MonthLine]:
    """Every totalled month of a custody episode, in order, in whichever ward it was spent."""
    return months_of([episode])[episode.pk]


def months_of(episodes: Sequence[Episode]) -> dict[int, list[MonthLine]]:
    """:func:`person_months` of several at once: each sheet is read once."""
    made: dict[int, list[MonthLine]] = {episode.pk: [] for episode in episodes}
    found = SheetLines.objects.filter(sheet__ward__in=_wards_of(episodes), episodes__overlap=list(made)).select_related("sheet")
    for body in found.order_by("sheet__month"):
        lines = body.rows_of(made)
        for episode, line in lines.items():
            made[episode].append(_line(episode, body.sheet.ward_id, body.sheet.month, line))
    return made


def state_of(episode: Episode) -> State:
    """Balance and open cycle as the last total, or an adjustment since, left them."""
    last = person_months(episode)[-1:]
    adjusted = Adjustment.objects.filter(episode=episode).order_by("-id").first()
    if adjusted is not None and (not last or adjusted.month > last[0].month):
        return State(**adjusted.state)
    return state_after([*last[0].figures, last[0].mark]) if last else State()


def balance_of(episode_ids: Iterable[int]) -> dict[int, int]:
    """Episode -> balance in hundredths, as the ledger has it."""
    owners = {owner_of(episode): episode for episode in episode_ids}
    return {owners[owner]: balance for owner, balance in ledger.balances(owners, months.UNIT).items()}


def preview(ward: Place, month: dt.date) -> Preview:
    """What a total would write now; nothing is kept."""
    if Sheet.objects.filter(ward=ward, month=month).exists():
        return Preview(month_lines(ward, month), 0, True)
    found = totals.compute([one for one in wards_at(ward, month) if one.pk == ward.pk], month)
    lines = [_line(int(e), ward.pk, month, line) for e, line in zip(found.episodes, found.lines.tolist(), strict=True)]
    waiting = PointEntry.objects.filter(ward=ward, state=PointEntry.State.PROPOSED, month__lte=month).count()
    return Preview(lines, waiting, False)


def explain_month(episode: Episode, month: dt.date) -> Explained:
    """Compute the month anew for one prisoner by the same rules, called one by one, so that they leave their tree."""
    columns, _ = columns_of(episode, month)
    readings = points_readings(episode.prison.path, next_month(month) - dt.timedelta(days=1))
    with Explanation() as explanation:
        found = MonthLines(*line_of_one(columns, 0, day_of(month), readings))
    kept = next((line.figures for line in person_months(episode) if line.month == month), None)
    return Explained(found, kept, tuple(node(step) for step in explanation.steps))


def columns_of(episode: Episode, month: dt.date) -> tuple[MonthColumns, int]:
    """The month's columns of one prisoner, and its mark."""
    gathered = gathered_of(episode, month)
    return gathered.columns, int(gathered.marks[0])


def gathered_of(episode: Episode, month: dt.date) -> Gathered:
    """What the records say of one prisoner's month."""
    ids = np.array([episode.pk], np.int64)
    received = np.array([day_of(episode.received_on)], np.int32)
    ended = np.array([HELD if episode.ended_on is None else day_of(episode.ended_on)], np.int32)
    return gather(ids, received, ended, month, states_before(ids, [episode.prison_id], month)[0])


def cycle_months(episode: Episode) -> list[MonthLine]:
    """The months of the open cycle so far."""
    lines = person_months(episode)
    last = max((n for n, line in enumerate(lines) if line.figures.closes), default=-1)
    return lines[last + 1 :]


def closed_cycle_months(episode: Episode, closed: dt.date) -> list[MonthLine]:
    """The months of the cycle that the total of ``closed`` ended."""
    lines = [line for line in person_months(episode) if line.month <= closed]
    before = max((n for n, line in enumerate(lines) if line.figures.closes and line.month < closed), default=-1)
    return lines[before + 1 :]


def _line(episode: int, ward: int, month: dt.date, line: list[int]) -> MonthLine:
    return MonthLine(episode, ward, month, MonthLines(*line[:-1]), line[-1])


def _wards_of(episodes: Sequence[Episode]) -> set[int]:
    """Wards in which the episodes were, by their beds and their entries."""
    keys = [episode.pk for episode in episodes]
    paths = set()
    for path in Stay.objects.filter(episode__in=keys).values_list("place__path", flat=True).distinct():
        steps = path.split(".")
        paths |= {".".join(steps[:n]) for n in range(2, len(steps))}
    wards = set(Place.objects.filter(path__in=paths, kind=Kind.WARD).values_list("pk", flat=True))
    wards |= set(PointEntry.objects.filter(episode__in=keys).values_list("ward_id", flat=True).distinct())
    return wards | {episode.ward_id for episode in episodes if episode.ward_id}


__all__ = [
    "Explained",
    "MonthLine",
    "Preview",
    "balance_of",
    "closed_cycle_months",
    "columns_of",
    "cycle_months",
    "explain_month",
    "gathered_of",
    "last_total",
    "lines_of",
    "month_lines",
    "months_of",
    "person_months",
    "preview",
    "state_of",
]
