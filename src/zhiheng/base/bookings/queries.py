"""Reads of bookings. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from zhiheng.base.bookings.limits import Limit, limit_of
from zhiheng.base.bookings.models import STANDING, Booking
from zhiheng.base.people.models import Episode
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.calendar import Term, after
from zhiheng.law.reckoning import date_of, day_of

_RELATED = ("episode__person", "episode__place", "episode__ward", "made_by", "looked_by", "moved_to", "instead_of")


class Used(NamedTuple):
    """What a month holds of one kind: how many, how much together, and what it may hold."""

    kind: Booking.Kind
    times: int
    total: int
    limit: Limit


def standing(episode: Episode) -> QuerySet[Booking]:
    """Everything of a person that was neither moved nor called off."""
    return Booking.objects.filter(episode=episode, state__in=STANDING)


def of_month(episode: Episode, kind: str, day: dt.date) -> list[Booking]:
    """What stands in the calendar month of a day."""
    first = day.replace(day=1)
    following = date_of(after(day_of(first), Term(0, 1, 0)))
    return list(standing(episode).filter(kind=kind, on__gte=first, on__lt=following).order_by("on", "at", "pk"))


def used(episode: Episode, day: dt.date) -> list[Used]:
    """The month of a day, kind by kind."""
    return [_used(episode, kind, day) for kind in Booking.Kind]


def _used(episode: Episode, kind: Booking.Kind, day: dt.date) -> Used:
    found = of_month(episode, kind, day)
    return Used(kind, len(found), sum(one.amount for one in found), limit_of(episode, kind))


def bookings(paths: Sequence[str]) -> QuerySet[Booking]:
    """All bookings of people held in these places, and of those whom these prisons released: their books stay with the prison."""
    over = list(paths)
    held = Q(episode__ended_on__isnull=True, episode__place__path__under_any=over)
    released = Q(episode__ended_on__isnull=False, episode__prison__path__under_any=over)
    return Booking.objects.filter(held | released).select_related(*_RELATED)


def coming(episode: Episode, day: dt.date) -> list[Booking]:
    """What stands from a day on, the next first."""
    return list(standing(episode).filter(on__gte=day).select_related(*_RELATED).order_by("on", "at", "pk"))


def booking_at(pk: int, paths: Sequence[str]) -> Booking:
    """One booking. OutsideScope when there is none."""
    found = bookings(paths).filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found
