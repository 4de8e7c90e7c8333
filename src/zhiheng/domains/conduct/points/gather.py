"""From the records to the columns that the law asks: who is totalled, what was entered, under which circumstances, from which state."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from django.db import connection
from django.db.models import Q
from numpy.typing import NDArray

from zhiheng.domains.conduct.clauses.queries import library_on
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


def gather(episodes: Ids, received: Whole, ended: Whole, month: dt.date, states: dict[str, Whole]) -> Gathered:
    """``episodes`` ascending; ``received`` and ``ended`` their days of custody; ``states`` from :func:`states_before`."""
    count = len(episodes)
    made: dict[str, Whole] = {name: np.zeros(count, np.int32) for name in MonthColumns._fields}
    for name in ("counted", "labour", "credited", "strict_cap"):
        made[name][:] = NONE
    made["able"][:] = made["performed"][:] = Truth.UNKNOWN
    made |= states
    _entered(episodes, month, made)
    gathered = Gathered(episodes, MonthColumns(**made), np.zeros(count, np.int32), np.zeros(count, np.bool_))
    _circumstances(gathered, received, ended, month, made)
    _facts(gathered, ended, month, made)
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


# --- circumstances that change days ---------------------------------------------------------------------------------

_PAUSING = {Circumstance.Kind.INVESTIGATION, Circumstance.Kind.ISOLATION, Circumstance.Kind.OUTSIDE, Circumstance.Kind.AWAY}


class _Period(NamedTuple):
    """A circumstance that touches the month: its kind, first and last day, and the labour score given with it."""

    kind: str
    since: Day
    until: Day
    labour: int | None


def _circumstances(gathered: Gathered, received: Whole, ended: Whole, month: dt.date, made: dict[str, Whole]) -> None:
    first, last = day_of(month), day_of(next_month(month)) - 1
    by_row: dict[int, list[_Period]] = defaultdict(list)
    for episode, period in _periods(gathered.episodes, month):
        at = int(np.searchsorted(gathered.episodes, episode))
        if at < len(gathered.episodes) and gathered.episodes[at] == episode:
            by_row[at].append(period)
    special = (received > first - 31 * (ENTRY_MONTHS + 1)) | (ended < last)
    for i in {*by_row, *(int(n) for n in np.nonzero(special)[0])}:
        days = _Days(first, last, min(last, int(ended[i])))
        _one(gathered, made, i, by_row.get(i, []), int(received[i]), days)


def _periods(episodes: Ids, month: dt.date) -> Iterable[tuple[int, _Period]]:
    """(episode, period) of what changes days of the month."""
    # Entry education that ended before the month still says that it is over: without a record of it two months are taken.
    lately = Q(kind=Circumstance.Kind.ENTRY, during__endswith__gt=month - dt.timedelta(days=100))
    found = Circumstance.objects.exclude(kind__in=_FACTS).filter(lately | Q(during__overlap=(month, next_month(month))))
    found = found.exclude(kind=Circumstance.Kind.CONFINEMENT, outcome=Circumstance.Outcome.CLEARED)  # set aside: its days give their base
    if len(episodes) <= MANY:
        found = found.filter(episode__in=[int(episode) for episode in episodes])
    for episode, kind, during, labour in found.values_list("episode_id", "kind", "during", "labour_given"):
        until = 2**31 - 1 if during.upper is None else day_of(during.upper) - 1
        yield episode, _Period(kind, -(2**31) if during.lower is None else day_of(during.lower), until, labour)


class _Days(NamedTuple):
    """A month as a row of bits, the lowest its first day; custody may end before the month does."""

    first: Day
    last: Day
    until: Day

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def within(self, since: Day, until: Day) -> int:
        """The days of a period that lie in the month and in custody."""
        begins, ends = max(since, self.first), min(until, self.until)
        return 0 if ends < begins else ((1 << ends - begins + 1) - 1) << begins - self.first


def _one(gathered: Gathered, made: dict[str, Whole], i: int, found: Sequence[_Period], received: Day, days: _Days) -> None:
    """One prisoner's month, day by day: a day without base for one reason is not taken off again for another."""
    kinds = Circumstance.Kind
    there = days.within(max(_appraised_from(found, received), received), days.until)
    away, confined, hospital = (_bits(found, days, of) & there for of in (_PAUSING, {kinds.CONFINEMENT}, {kinds.HOSPITAL}))
    confined &= ~away
    hospital &= ~(away | confined)
    made["confined"][i], made["hospital"][i] = confined.bit_count(), hospital.bit_count()
    for period in found:
        if period.kind in (kinds.RESCUE, kinds.SUSPENDED) and period.labour is not None:
            made["labour"][i] = period.labour
    unable = any(one.kind == kinds.UNABLE and one.since <= days.first and one.until >= days.until for one in found)
    # A certificate from within a month begins to matter with the next: the whole base is 100 either way.
    made["unable"][i] = unable
    mark = months.UNABLE * unable | months.HOSPITAL * bool(hospital) | months.CONFINED * bool(confined) | months.LAST * (days.until < days.last)
    held = days.within(days.first, days.until)
    gathered.marks[i] |= mark | _days_that_count(made, i, there, away, days.length)
    gathered.paused[i] = held != 0 and _bits(found, days, _PAUSING) == held


def _appraised_from(found: Sequence[_Period], received: Day) -> Day:
    """The day after entry education, as recorded or after two months."""
    ends = [period.until + 1 for period in found if period.kind == Circumstance.Kind.ENTRY]
    return max(ends) if ends else same_day(received, ENTRY_MONTHS)


def _bits(found: Sequence[_Period], days: _Days, kinds: set[Circumstance.Kind]) -> int:
    bits = 0
    for period in found:
        if period.kind in kinds:
            bits |= days.within(period.since, period.until)
    return bits


def _days_that_count(made: dict[str, Whole], i: int, there: int, away: int, length: int) -> int:
    """Entry education fills the month or ends in it; days away and days after the last are left out (art 26)."""
    if not there:
        made["entry"][i] = 1
        return months.ENTRY
    counted = (there & ~away).bit_count()
    if counted < length:
        made["counted"][i] = counted
        return months.PARTIAL
    return 0


# --- circumstances that a grade or a cap asks for -------------------------------------------------------------------

_PROPERTY = {
    Circumstance.Kind.PROPERTY_DONE: (Truth.YES, Truth.YES),
    Circumstance.Kind.PROPERTY_UNABLE: (Truth.NO, Truth.NO),
    Circumstance.Kind.PROPERTY_UNWILLING: (Truth.YES, Truth.NO),
}
_FACTS = (*_PROPERTY, Circumstance.Kind.FINDING, Circumstance.Kind.PROVINCIAL_BAR, Circumstance.Kind.STRICT)
_FACT_ROWS = """
select episode_id, array_position(array[{kinds}], kind), coalesce(lower(during) - date '1970-01-01', {before})::int,
  coalesce(upper(during) - 1 - date '1970-01-01', {after})::int
from points_circumstance where kind in ({kinds}) and during && daterange('{month}', '{next}'){some} order by episode_id, lower(during)
"""


def _facts(gathered: Gathered, ended: Whole, month: dt.date, made: dict[str, Whole]) -> None:
    """What does not change days: read as columns, since most prisoners of a service have such a record."""
    first, last = day_of(month), day_of(next_month(month)) - 1
    listed = ", ".join(f"'{kind}'" for kind in _FACTS)
    some = "" if len(gathered.episodes) > MANY else f" and episode_id in ({_listed(gathered.episodes)})"
    query = _FACT_ROWS.format(kinds=listed, before=-(2**31), after=2**31 - 1, month=month, next=next_month(month), some=some)
    with connection.cursor() as cursor:
        found = columns_out(cursor, query, ("episode", "kind", "since", "until"))
    at, known = places_of(gathered.episodes, found["episode"])
    kind, since, until = (found[name][known] for name in ("kind", "since", "until"))
    to_the_end = until >= np.minimum(last, ended[at])
    for number, name in enumerate(_FACTS, start=1):
        here = kind == number
        if name in _PROPERTY:
            rows = at[here & to_the_end]
            made["able"][rows], made["performed"][rows] = _PROPERTY[name]
        elif name == Circumstance.Kind.FINDING:
            np.add.at(made["findings"], at[here & (since >= first)], 1)
        elif name == Circumstance.Kind.PROVINCIAL_BAR:
            made["provincial"][at[here]] = 1
            gathered.marks[at[here]] |= months.PROVINCIAL
        else:
            # A restriction binds months that it covers whole.
            _cap(gathered, made, at[here & to_the_end & (since <= first)], month)


def _cap(gathered: Gathered, made: dict[str, Whole], rows: NDArray[np.intp], month: dt.date) -> None:
    """The province's cap on what the strictly scored may add in a month (art 19); without a figure there is none."""
    library = library_on(next_month(month) - dt.timedelta(days=1)) if len(rows) else None
    if library is not None and library.strict_add_cap is not None:
        made["strict_cap"][rows] = library.strict_add_cap
        gathered.marks[rows] |= months.STRICT


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


def states_before(episodes: Ids, prisons: Sequence[int], month: dt.date) -> tuple[dict[str, Whole], NDArray[np.bool_]]:
    """The open cycle of each episode as the month before, or an adjustment since, left it, and who has a line of the month before.

    New arrivals start from nothing.
    """
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
    return made, seen


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
    grade = np.where(closed, rows[:, _HIGHEST], rows[:, _LAST])
    made["last_grade"][at] = np.where(rows[:, _CLOSES] > 1, State().last_grade, grade)  # as months.state_after


def _adjusted(episodes: Ids, month: dt.date, made: dict[str, Whole]) -> None:
    for episode, state in Adjustment.objects.filter(month=month).order_by("id").values_list("episode_id", "state"):
        at = int(np.searchsorted(episodes, episode))
        if at < len(episodes) and episodes[at] == episode:
            for field, name in STATE_COLUMNS.items():
                made[name][at] = state[field]
