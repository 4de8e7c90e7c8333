"""From the records to the columns that the law asks: who is totalled, what was entered, under which circumstances, from which state."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db import connection
from django.db.models import Q
from numpy.typing import NDArray

from zhiheng.domains.conduct.points import months
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance
from zhiheng.domains.conduct.points.months import COLUMNS, State, month_before, next_month, unpacked
from zhiheng.law.calendar import same_day
from zhiheng.law.population.points import NONE, MonthColumns, Whole
from zhiheng.law.reckoning import Day, Truth, day_of
from zhiheng.lib.copying import array_of, columns_out, fields_out

type Ids = NDArray[np.int64]

ENTRY_MONTHS: Final = 2
"""Entry education (Ministry Order 79, art 9): no base in that time."""
MANY: Final = 20_000
"""From so many prisoners on, a table is read whole instead of by their numbers."""

_ENTRIES = """
select episode_id,
  coalesce(sum(stands) filter (where bucket = 1), 0)::int, coalesce(sum(stands) filter (where bucket = 2), 0)::int,
  coalesce(sum(stands) filter (where bucket = 3), 0)::int, coalesce(-sum(stands) filter (where bucket = 4), 0)::int,
  coalesce(-sum(stands) filter (where bucket = 5), 0)::int, coalesce(-sum(stands) filter (where bucket = 6), 0)::int,
  coalesce(sum(stands) filter (where bucket = 7), 0)::int, (count(*) filter (where bucket = 8))::int,
  (count(*) filter (where bucket = 9))::int, (count(*) filter (where bucket = 10))::int,
  coalesce(-min(stands) filter (where bucket between 4 and 6), 0)::int
from points_entry where state = 'posted' and month = '{month}'{some} group by episode_id order by episode_id
"""
_ENTERED = (*MonthColumns._fields[:11],)


@dataclass(slots=True)
class Gathered:
    """The columns of a month for these episodes (ascending), the marks of each, and who is not appraised at all."""

    episodes: Ids
    columns: MonthColumns
    marks: Whole
    paused: NDArray[np.bool_]


def gather(episodes: Ids, received: Whole, month: dt.date, states: dict[str, Whole]) -> Gathered:
    """``episodes`` ascending; ``received`` their days of reception; ``states`` from :func:`states_before`."""
    count = len(episodes)
    made: dict[str, Whole] = {name: np.zeros(count, np.int32) for name in MonthColumns._fields}
    for name in ("counted", "labour", "credited"):
        made[name][:] = NONE
    made["able"][:] = made["performed"][:] = Truth.UNKNOWN
    made |= states
    _entered(episodes, month, made)
    gathered = Gathered(episodes, MonthColumns(**made), np.zeros(count, np.int32), np.zeros(count, np.bool_))
    _circumstances(gathered, received, month, made)
    return gathered


def _entered(episodes: Ids, month: dt.date, made: dict[str, Whole]) -> None:
    some = "" if len(episodes) > MANY else f" and episode_id in ({_listed(episodes)})"
    with connection.cursor() as cursor:
        found = columns_out(cursor, _ENTRIES.format(month=month.isoformat(), some=some), ("episode", *_ENTERED))
    at, known = places_of(episodes, found["episode"])
    for name in _ENTERED:
        made[name][at] = found[name][known]


def places_of(episodes: Ids, wanted: Ids) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where each wanted episode stands among the episodes (ascending), and which of the wanted are among them."""
    at = np.searchsorted(episodes, wanted)
    inside = np.minimum(at, max(len(episodes) - 1, 0))
    known = episodes[inside] == wanted if len(episodes) else np.zeros(len(wanted), np.bool_)
    return at[known], known


def _listed(episodes: Iterable[Any]) -> str:
    return ", ".join(str(int(episode)) for episode in episodes) or "null"


# --- circumstances --------------------------------------------------------------------------------------------------

_PAUSING = {Circumstance.Kind.INVESTIGATION, Circumstance.Kind.ISOLATION, Circumstance.Kind.OUTSIDE, Circumstance.Kind.AWAY}
_PROPERTY = {
    Circumstance.Kind.PROPERTY_DONE: (Truth.YES, Truth.YES),
    Circumstance.Kind.PROPERTY_UNABLE: (Truth.NO, Truth.NO),
    Circumstance.Kind.PROPERTY_UNWILLING: (Truth.YES, Truth.NO),
}


def _circumstances(gathered: Gathered, received: Whole, month: dt.date, made: dict[str, Whole]) -> None:
    first, last = day_of(month), day_of(next_month(month)) - 1
    rows = _rows(gathered.episodes, month)
    by_row: dict[int, list[tuple[str, Day, Day, int | None]]] = defaultdict(list)
    for episode, kind, since, until, labour in rows:
        at = int(np.searchsorted(gathered.episodes, episode))
        if at < len(gathered.episodes) and gathered.episodes[at] == episode:
            by_row[at].append((kind, since, until, labour))
    new = np.nonzero(received > first - 31 * (ENTRY_MONTHS + 1))[0]
    for i in {*by_row, *(int(n) for n in new)}:
        _one(gathered, made, i, by_row.get(i, []), int(received[i]), first, last)


def _rows(episodes: Ids, month: dt.date) -> list[tuple[int, str, Day, Day, int | None]]:
    """(episode, kind, first day, last day, labour score) of what touches the month."""
    # Entry education that ended before the month still says that it is over: without a record of it two months are taken.
    lately = Q(kind=Circumstance.Kind.ENTRY, during__endswith__gt=month - dt.timedelta(days=100))
    found = Circumstance.objects.filter(lately | Q(during__overlap=(month, next_month(month))))
    if len(episodes) <= MANY:
        found = found.filter(episode__in=[int(episode) for episode in episodes])
    rows = []
    for episode, kind, during, labour in found.values_list("episode_id", "kind", "during", "labour_given"):
        until = 2**31 - 1 if during.upper is None else day_of(during.upper) - 1
        rows.append((episode, kind, -(2**31) if during.lower is None else day_of(during.lower), until, labour))
    return rows


def _one(
    gathered: Gathered, made: dict[str, Whole], i: int, found: Sequence[tuple[str, Day, Day, int | None]], received: Day, first: Day, last: Day
) -> None:
    """One prisoner's month: days that count, days in hospital or confinement, and what the grade will ask."""
    kinds, length, mark = Circumstance.Kind, last - first + 1, 0
    starts = same_day(received, ENTRY_MONTHS)
    away = 0
    for kind, since, until, labour in found:
        days = min(until, last) - max(since, first) + 1
        if kind == kinds.ENTRY:
            starts = until + 1
        elif kind == kinds.HOSPITAL:
            made["hospital"][i] += days
            mark |= months.HOSPITAL
        elif kind == kinds.CONFINEMENT:
            made["confined"][i] += days
            mark |= months.CONFINED
        elif kind in _PAUSING:
            away += days
        elif kind in (kinds.RESCUE, kinds.SUSPENDED) and labour is not None:
            made["labour"][i] = labour
        mark |= _facts_of_grade(made, i, kind, since, until, first, last)
    mark |= _days_that_count(made, i, starts, away, first, length)
    gathered.marks[i] |= mark
    gathered.paused[i] = away >= length


def _facts_of_grade(made: dict[str, Whole], i: int, kind: str, since: Day, until: Day, first: Day, last: Day) -> int:
    """What does not change the month's score, but what grade is open; and a certificate that covers the whole month."""
    kinds = Circumstance.Kind
    if kind == kinds.UNABLE and since <= first and until >= last:
        # A certificate from within a month begins to matter with the next: the whole base is 100 either way.
        made["unable"][i] = 1
        return months.UNABLE
    if kind == kinds.FINDING and since >= first:
        made["findings"][i] += 1
    elif kind == kinds.PROVINCIAL_BAR:
        made["provincial"][i] = 1
    elif kind in _PROPERTY and until >= last:
        made["able"][i], made["performed"][i] = _PROPERTY[kinds(kind)]
    return 0


def _days_that_count(made: dict[str, Whole], i: int, starts: Day, away: int, first: Day, length: int) -> int:
    """Entry education fills the month or ends in it; days away are left out (art 26)."""
    before = min(max(starts - first, 0), length)
    if before == length:
        made["entry"][i] = 1
        return months.ENTRY
    if before or away:
        made["counted"][i] = max(length - before - away, 0)
        return months.PARTIAL
    return 0


# --- states ---------------------------------------------------------------------------------------------------------

STATE_COLUMNS: Final = dict(
    zip(
        State._fields,
        (
            "opening", "low_before", "below_before", "parts_before", "heaviest_before", "warnings_before", "demerits_before",
            "confinements_before", "findings_before", "last_grade",
        ),
        strict=True,
    )
)  # fmt: skip
_CLOSES, _CARRIED, _CLOSING, _HIGHEST = (COLUMNS.index(name) for name in ("closes", "carried", "closing", "highest"))
_LOW, _LAST = COLUMNS.index("low_months"), COLUMNS.index("last_grade")


def states_before(episodes: Ids, prisons: Sequence[int], month: dt.date) -> dict[str, Whole]:
    """The open cycle of each episode as the month before, or an adjustment since, left it; new arrivals start from nothing."""
    made = {name: np.zeros(len(episodes), np.int32) for name in STATE_COLUMNS.values()}
    made["last_grade"][:] = State().last_grade
    before = month_before(month)
    seen = np.zeros(len(episodes), np.bool_)
    for ids, lines in _sheets(f"month = '{before}' and prison_id in ({_listed(prisons)})"):
        _fill(episodes, seen, made, ids, lines)
    missing = episodes[~seen]
    if 0 < len(missing) <= MANY:
        # Who came from another prison has the last line there.
        wanted = f"array[{_listed(missing)}]::bigint[]"
        for ids, lines in _sheets(f"month = '{before}' and prison_id not in ({_listed(prisons)}) and episodes && {wanted}"):
            _fill(episodes, seen, made, ids, lines)
    _adjusted(episodes, month, made)
    return made


def _sheets(where: str) -> Iterable[tuple[Ids, Whole]]:
    with connection.cursor() as cursor:
        # Numbers and dates only.
        query = f"select l.episodes, l.lines from points_sheet s join points_sheet_lines l on l.sheet_id = s.id where {where}"  # noqa: S608
        for ids, lines in fields_out(cursor, query):
            people = array_of(ids)
            yield people, unpacked(lines, len(people))


def _fill(episodes: Ids, seen: NDArray[np.bool_], made: dict[str, Whole], ids: Ids, lines: Whole) -> None:
    order = np.argsort(ids)
    at, known = places_of(episodes, ids[order])
    rows = lines[order][known]
    seen[at] = True
    closed = rows[:, _CLOSES] > 0
    made["opening"][at] = np.where(closed, rows[:, _CARRIED], rows[:, _CLOSING])
    for offset, name in enumerate(list(STATE_COLUMNS.values())[1:-1]):
        made[name][at] = np.where(closed, 0, rows[:, _LOW + offset])
    made["last_grade"][at] = np.where(closed, rows[:, _HIGHEST], rows[:, _LAST])


def _adjusted(episodes: Ids, month: dt.date, made: dict[str, Whole]) -> None:
    for episode, state in Adjustment.objects.filter(month=month).order_by("id").values_list("episode_id", "state"):
        at = int(np.searchsorted(episodes, episode))
        if at < len(episodes) and episodes[at] == episode:
            for field, name in STATE_COLUMNS.items():
                made[name][at] = state[field]
