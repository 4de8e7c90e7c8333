"""Months that no ward totalled for a prisoner: held outside the wards at its end, or moved by an entry made after both wards had totalled.

No month is lost: it is computed by the same rules and posted before the next total, which then starts from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
from django.db import connection

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points.adjusting import Ground, adjust
from zhiheng.domains.conduct.points.counting import points_readings
from zhiheng.domains.conduct.points.gather import STATE_COLUMNS, Ids
from zhiheng.domains.conduct.points.models import Adjustment, Sheet
from zhiheng.domains.conduct.points.months import State, first_of, next_month, period_of, state_after
from zhiheng.domains.conduct.points.queries.months import gathered_of, person_months, state_of
from zhiheng.law.population.points import MonthLines, line_of_one
from zhiheng.law.reckoning import day_of

# Only where the prison has totals from the person's time: before its first one nobody is behind.
_BEHIND = """
select e.id from episode e where e.id = any(%s) and exists (
  select from points_sheet s where s.prison_id = e.prison_id and s.month < %s and s.month >= date_trunc('month', e.received_on)) order by 1
"""


def catch_up(behind: Ids, month: dt.date, reason: str) -> int:
    """Inside an open act: total the months before ``month`` that these prisoners have no line of. How many prisoners had any."""
    if not len(behind) or not Sheet.objects.filter(month__lt=month).exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [[int(episode) for episode in behind], month])
        found = [episode for (episode,) in cursor.fetchall()]
    people = Episode.objects.select_related("prison").in_bulk(found)
    return sum(_caught_up(people[episode], month, reason) for episode in found)


def _caught_up(episode: Episode, month: dt.date, reason: str) -> bool:
    missed = list(_missed(episode, month))
    state = before = state_of(episode)
    for one in missed:
        state = _after(episode, one, state)
    if state != before:
        said = ", ".join(period_of(one) for one in missed)
        adjust(episode, Ground(Adjustment.Kind.LATE, month, said, "PT-M8"), state, reason=reason, month=month)
    return state != before


def _missed(episode: Episode, month: dt.date) -> Iterator[dt.date]:
    """The months from the last that left a state (or from the reception) to before ``month``."""
    lines = person_months(episode)
    adjusted = Adjustment.objects.filter(episode=episode).order_by("-id").values_list("month", flat=True).first()
    known = [next_month(lines[-1].month)] if lines else []
    known += [adjusted] if adjusted is not None else []
    one = max(known) if known else _begun(episode)
    while one is not None and one < month:
        yield one
        one = next_month(one)


def _begun(episode: Episode) -> dt.date | None:
    """The month of reception, when the prison totalled it: who came before the first total of all has no months here."""
    received = first_of(episode.received_on)
    return received if Sheet.objects.filter(prison=episode.prison_id, month=received).exists() else None


def _after(episode: Episode, month: dt.date, state: State) -> State:
    """What a month leaves. A cycle that it fills ends at the next total, not now (art 4)."""
    gathered = gathered_of(episode, month)
    if gathered.paused[0]:
        return state
    before = {STATE_COLUMNS[field]: np.array([value], np.int32) for field, value in state._asdict().items()}
    readings = points_readings(episode.prison.path, next_month(month) - dt.timedelta(days=1))
    line = MonthLines(*line_of_one(gathered.columns._replace(**before), 0, day_of(month), readings))
    return state_after([*line._replace(closes=0), 0])


__all__ = ["catch_up"]
