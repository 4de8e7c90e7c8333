"""Total a month: of a ward, of a prison, of the bureau. Once; a second time nothing changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Max, Min
from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points import policy, totals
from zhiheng.domains.conduct.points.errors import OutOfOrder, WaitingEntries
from zhiheng.domains.conduct.points.late import catch_up
from zhiheng.domains.conduct.points.members import Ward, members, wards_at, wards_under
from zhiheng.domains.conduct.points.models import PointEntry, Sheet
from zhiheng.domains.conduct.points.months import book_of, first_of, month_before, next_month, period_of
from zhiheng.engines.ledger.posting import freeze
from zhiheng.engines.trail.acts import Official, act


class Closed(NamedTuple):
    """What a total did. ``unchanged``: every ward was totalled before, nothing was written."""

    wards: int
    people: int
    cycles: int
    unchanged: bool


@act(policy.CONVENE, subject="place", bulk=True)
def close_month(place: Place, *, month: dt.date, leave_waiting: bool = False, acting: Official, reason: str) -> Closed:
    """Total the month of every ward at the place that has people: base, parts, score, balance, cycles at 600, what is carried.

    Holds the entries against writers while it reads them, so that none falls between two months. ``leave_waiting``: entries that no
    body has decided go into the next month instead of stopping the total.

    Raises:
        OutOfOrder: the month is not over, or an earlier one is open. WaitingEntries.
    """
    month = first_of(month)
    if next_month(month) > timezone.localdate():
        raise OutOfOrder
    with connection.cursor() as cursor:
        # One total at a time: who comes second finds the first one's sheets.
        cursor.execute("select pg_advisory_xact_lock(52141)")
        cursor.execute("lock table points_entry in share mode")
        # Sorting a nation's entries in memory is worth more than the server's cautious default.
        cursor.execute("set local work_mem = '256MB'")
    wards = wards_at(place, month)
    done = totals.wards_with_sheet(wards, month)
    left = [ward for ward in wards if ward.pk not in done]
    if not left:
        return Closed(0, 0, 0, True)
    _check_order(left, month)
    if not leave_waiting and _waiting(left, month):
        raise WaitingEntries
    found = totals.compute(left, month)
    if catch_up(found.behind, month, reason):
        found = totals.compute(left, month)
    totals.write(found, closed_by=acting.ref)
    _freeze(left, month)
    return Closed(len(left), len(found.episodes), found.cycles, False)


def _check_order(wards: Sequence[Ward], month: dt.date) -> None:
    """Month after month: a ward's last total is of the month before, or it has none yet, or nobody's month was left out since."""
    last = Sheet.objects.filter(ward__in=[ward.pk for ward in wards]).values_list("ward").annotate(last=Max("month"))
    for ward, before in last:
        if before != month_before(month) and (before >= month or _anybody(ward, wards, next_month(before), month)):
            raise OutOfOrder


def _anybody(ward: int, wards: Sequence[Ward], first: dt.date, until: dt.date) -> bool:
    """Whether the ward has a month to total from ``first`` to before ``until``: it may have stood empty."""
    prison = next(one.prison for one in wards if one.pk == ward)
    while first < until:
        if len(members([ward], [prison], first).episodes):
            return True
        first = next_month(first)
    return False


def _waiting(wards: Sequence[Ward], month: dt.date) -> bool:
    keys = [ward.pk for ward in wards]
    return PointEntry.objects.filter(ward__in=keys, state=PointEntry.State.PROPOSED, month__lte=month).exists()


def _freeze(wards: Sequence[Ward], month: dt.date) -> None:
    """The ledger's period of a prison is frozen once none of the wards that total it is open."""
    paths = sorted({ward.prison_path for ward in wards})
    every = wards_under(paths, month)
    done = totals.wards_with_sheet(every, month)
    still_open = {ward.prison_path for ward in every if ward.pk not in done}
    for path in paths:
        if path not in still_open:
            freeze(book_of(path), period_of(month))


def earliest_open_month(place: Place) -> dt.date | None:
    """The first month that some ward of the place has not totalled; None before anybody was received."""
    wards = wards_at(place)
    last = dict(Sheet.objects.filter(ward__in=[w.pk for w in wards]).values_list("ward").annotate(last=Max("month")))
    if len(last) == len(wards) and wards:
        return next_month(min(last.values()))
    first = Episode.objects.filter(ended_on__isnull=True, ward__in=[w.pk for w in wards]).aggregate(first=Min("received_on"))["first"]
    return None if first is None else first_of(first)
