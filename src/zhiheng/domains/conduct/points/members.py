"""Whose month a ward totals: everybody whose last ward of that month it was, the released and the dead included.

A month belongs to the ward in which the month, or the custody, ended: who moved since then is totalled where they came from, who left
the prison is totalled once more to their last day (points provisions arts 26, 37). So each month of a prisoner has one total.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from django.db import connection
from django.utils import timezone
from numpy.typing import NDArray

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.conduct.points.models import Sheet
from zhiheng.domains.conduct.points.months import first_of, next_month
from zhiheng.lib.copying import array_of, columns_out, fields_out

type Ids = NDArray[np.int64]

HELD: Final = 2**31 - 1
"""The last day of who is still in custody."""

# Our own keys and days: nothing from outside. Two halves, so that each finds its index.
_MEMBERS = """
select id, ward_id, received_on - date '1970-01-01', {held} from episode
  where ended_on is null and {where} and received_on < date '{after}'
union all
select id, ward_id, received_on - date '1970-01-01', ended_on - date '1970-01-01' from episode
  where ended_on >= date '{month}' and {where} and received_on < date '{after}'
order by 1
"""
# The bed at the month's end, where somebody has left it since, and its ward.
_MOVED = """
select distinct on (s.episode_id) s.episode_id, w.id from stay s join place bed on bed.id = s.place_id
join place w on w.kind = 'ward' and w.path @> bed.path
where s.during @> (timestamp '{after}' - interval '1 microsecond') at time zone 'Asia/Shanghai' and not upper_inf(s.during) {some}
order by s.episode_id, nlevel(w.path) desc
"""


class Members(NamedTuple):
    """Episodes (ascending), the number of each one's ward among the wards asked for, day of reception, last day (``HELD``: none yet)."""

    episodes: Ids
    of_ward: NDArray[np.int64]
    received: NDArray[np.int32]
    ended: NDArray[np.int32]


def members(wards: Sequence[int], prisons: Sequence[int], month: dt.date) -> Members:
    """Everybody whose month these wards total, whoever has a total of it already left out."""
    found = _recorded(f"ward_id in ({_listed(wards)}) and prison_id in ({_listed(prisons)})", month)
    found = _as_it_was(found, wards, month)
    keys = np.array(wards, np.int64)
    order = np.argsort(keys)
    ward = found["ward"]
    at = np.minimum(np.searchsorted(keys[order], ward), max(len(keys) - 1, 0))
    here = (keys[order][at] == ward) if len(keys) else np.zeros(len(ward), np.bool_)
    here &= ~np.isin(found["id"], _totalled(month))
    return Members(found["id"][here], order[at][here], found["received"][here], found["ended"][here])


def _recorded(where: str, month: dt.date) -> dict[str, NDArray[Any]]:
    query = _MEMBERS.format(held=HELD, where=where, month=month, after=next_month(month))
    with connection.cursor() as cursor:
        return columns_out(cursor, query, ("id", "ward", "received", "ended"))


def _as_it_was(found: dict[str, NDArray[Any]], wards: Sequence[int], month: dt.date) -> dict[str, NDArray[Any]]:
    """Put those who moved since the month's end where they were then."""
    then = moved_since(month)
    here = set(wards)
    come = [episode for episode, ward in then.items() if ward in here]
    more = _recorded(f"ward_id is not null and id in ({_listed(np.setdiff1d(come, found['id']))})", month) if come else None
    if more is not None and len(more["id"]):
        found = {name: np.concatenate([found[name], more[name]]) for name in found}
        order = np.argsort(found["id"])
        found = {name: column[order] for name, column in found.items()}
    for at in np.nonzero(np.isin(found["id"], list(then)))[0]:
        found["ward"][at] = then[int(found["id"][at])]
    return found


def moved_since(month: dt.date, episode: int | None = None) -> dict[int, int]:
    """Episode -> ward at the end of the month, of everybody (or of one) who has left that bed since."""
    some = "" if episode is None else f"and s.episode_id = {episode}"
    with connection.cursor() as cursor:
        cursor.execute(_MOVED.format(after=next_month(month), some=some))
        return dict(cursor.fetchall())


def _totalled(month: dt.date) -> Ids:
    """Who has a total of the month: somebody's move may have been entered after one of the two wards was totalled."""
    query = f"select l.episodes from points_sheet s join points_sheet_lines l on l.sheet_id = s.id where s.month = '{month}'"  # noqa: S608
    with connection.cursor() as cursor:
        found = [array_of(episodes) for (episodes,) in fields_out(cursor, query)]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _listed(numbers: Iterable[Any]) -> str:
    return ", ".join(str(int(number)) for number in numbers) or "null"


# --- wards ----------------------------------------------------------------------------------------------------------


class Ward(NamedTuple):
    """A ward to be totalled: its place, its prison's, their paths."""

    pk: int
    prison: int
    path: str
    prison_path: str


def wards_at(place: Place, month: dt.date | None = None) -> list[Ward]:
    """Wards at or below the place that hold people, or that total somebody's month, in the order of their paths."""
    return wards_under([place.path], month)


def wards_under(paths: Sequence[str], month: dt.date | None = None) -> list[Ward]:
    """As :func:`wards_at`, of several places at once."""
    here = Episode.objects.filter(ward__path__under_any=list(paths))
    keys = set(here.filter(ended_on__isnull=True).values_list("ward", flat=True).distinct())
    if month is not None:
        left = here.filter(ended_on__gte=month, received_on__lt=next_month(month))
        keys |= set(left.values_list("ward", flat=True).distinct()) | set(moved_since(month).values())
    rows = Place.objects.filter(pk__in=keys, path__under_any=list(paths), kind=Kind.WARD).order_by("path").values_list("pk", "path")
    prisons = dict(Place.objects.filter(kind=Kind.PRISON).values_list("path", "pk"))
    return [_ward(pk, path, prisons) for pk, path in rows]


def _ward(pk: int, path: str, prisons: dict[str, int]) -> Ward:
    steps = path.split(".")
    prison = next(above for n in range(len(steps), 0, -1) if (above := ".".join(steps[:n])) in prisons)
    return Ward(pk, prisons[prison], path, prison)


# --- one prisoner ---------------------------------------------------------------------------------------------------


def closing_ward(episode: Episode, month: dt.date) -> int | None:
    """The ward that totals a month of one prisoner."""
    if next_month(month) > timezone.localdate():
        return episode.ward_id
    return moved_since(month, episode.pk).get(episode.pk, episode.ward_id)


def open_month(episode: Episode, day: dt.date) -> dt.date:
    """The month of the day, or the first one after it that the prisoner's ward of that time has not totalled."""
    month = first_of(day)
    while True:
        last = Sheet.objects.filter(ward_id=closing_ward(episode, month)).order_by("-month").values_list("month", flat=True).first()
        if last is None or month > last:
            return month
        month = next_month(last)


def is_totalled(episode: Episode, month: dt.date) -> bool:
    """Whether nothing can be entered in that month any more."""
    return open_month(episode, month) != month
