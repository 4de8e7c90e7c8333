"""What a month may hold, and which bookings lie above it. The room of levels hands the limits in; nothing here knows a level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from zhiheng.base.bookings.models import Booking
from zhiheng.base.people.models import Episode


class Limit(NamedTuple):
    """Of one kind in a calendar month: ``times`` bookings of ``each`` minutes, or ``total`` yuan together; None is not limited so.

    ``source``: the document that says so, as a refusal cites it.
    """

    times: int | None
    each: int | None
    total: int | None
    source: str


type LimitSource = Callable[[Episode, str], Limit]

_source: list[LimitSource] = []


def set_limits(source: LimitSource) -> None:
    """Hand in what a month may hold, by person and kind."""
    _source[:] = [source]


def limit_of(episode: Episode, kind: str) -> Limit:
    """What a month may hold; nothing is limited where no room has handed in a source."""
    return _source[0](episode, kind) if _source else Limit(None, None, None, "")


def above_times(found: Iterable[Booking], times: int) -> list[Booking]:
    """Bookings beyond the number of their month, the last of a month first to be beyond it."""
    return [one for month in _months(found) for one in month[times:]]


def above_each(found: Iterable[Booking], each: int) -> list[Booking]:
    """Bookings that last longer than one may."""
    return [one for one in found if one.amount > each]


def above_total(found: Iterable[Booking], total: int) -> list[Booking]:
    """Bookings with which the sum of their month runs over."""
    above = []
    for month in _months(found):
        spent = 0
        for one in month:
            spent += one.amount
            if spent > total:
                above.append(one)
    return above


def _months(found: Iterable[Booking]) -> list[Sequence[Booking]]:
    """Apart by calendar month, each in order of day and hour."""
    months: dict[dt.date, list[Booking]] = {}
    for one in sorted(found, key=lambda one: (one.on, one.at or dt.time(), one.pk)):
        months.setdefault(one.on.replace(day=1), []).append(one)
    return list(months.values())
