"""Verbs of bookings: book within the limit of the month; keep, move or call off, with the reason. No machine cancels anything."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.bookings import limits, policy
from zhiheng.base.bookings.errors import BookingOver, OverTheLimit, TwoAtOnce
from zhiheng.base.bookings.models import Booking
from zhiheng.base.bookings.queries import of_month
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

State = Booking.State
AHEAD = 92
"""Days; nothing is booked further ahead: the level may be another by then."""
LONGEST_WORDS = 200
EXCLUDED = "23P01"


class Wanted(NamedTuple):
    """What is to be booked. ``amount``: minutes from ``at`` on, or yuan without an hour. ``ref``: the record of the room that holds the details."""

    kind: str
    on: dt.date
    amount: int
    words: str
    at: dt.time | None = None
    ref: str = ""


@act(policy.MAKE, subject="episode")
def book(episode: Episode, *, wanted: Wanted, acting: Official, reason: str) -> Booking:
    """Book within what the month may hold. Locks the person: two desks cannot both take the last visit.

    Raises:
        NotInCustody, OverTheLimit, TwoAtOnce.
        Invalid: an unknown kind, a day that has gone or lies too far ahead, no hour for a visit or call, nothing booked, no words.
    """
    locked = _held(_locked(episode))
    _refuse_wrong(wanted)
    _refuse_over(locked, wanted)
    return _written(episode=locked, made_by=named(acting), made_at=timezone.now(), **wanted._asdict())


@act(policy.MAKE, subject="booking")
def move_booking(booking: Booking, *, on: dt.date, at: dt.time | None, words: str, acting: Official, reason: str) -> Booking:
    """Another day or hour for the same; the former one stays on record. Within what that month may hold.

    Raises:
        BookingOver, NotInCustody, OverTheLimit, TwoAtOnce; Invalid: as for ``book``.
    """
    former, now, officer = _still_held(_standing(booking)), timezone.now(), named(acting)
    wanted = Wanted(former.kind, on, former.amount, former.words, at, former.ref)
    _refuse_wrong(wanted)
    _close(former, State.MOVED, words, officer, now)
    _refuse_over(former.episode, wanted)
    return _written(episode=former.episode, instead_of=former, made_by=officer, made_at=now, **wanted._asdict())


@act(policy.MAKE, subject="booking")
def call_off_booking(booking: Booking, *, words: str, acting: Official, reason: str) -> Booking:
    """Call it off; the month is free for another. Also after the person was released.

    Raises:
        BookingOver; Invalid: no words.
    """
    return _close(_standing(booking), State.CALLED_OFF, words, named(acting), timezone.now())


@act(policy.KEEP, subject="booking")
def keep_booking(booking: Booking, *, words: str, acting: Official, reason: str) -> Booking:
    """Looked at again, because the level fell or the person was to be elsewhere, and it stays.

    Raises:
        BookingOver, NotInCustody; Invalid: no words.
    """
    return _close(_still_held(_standing(booking)), State.KEPT, words, named(acting), timezone.now())


def _locked(episode: Episode) -> Episode:
    return Episode.objects.select_for_update(of=("self",)).select_related("place").get(pk=episode.pk)


def _held(episode: Episode) -> Episode:
    if episode.ended_on is not None:
        raise NotInCustody
    return episode


def _still_held(booking: Booking) -> Booking:
    _held(booking.episode)
    return booking


def _standing(booking: Booking) -> Booking:
    """Locks the person first, as ``book`` does."""
    _locked(booking.episode)
    locked = Booking.objects.select_for_update(of=("self",)).select_related("episode__place").get(pk=booking.pk)
    if not locked.stands:
        raise BookingOver
    return locked


def _close(booking: Booking, state: str, words: str, officer: Officer, at: dt.datetime) -> Booking:
    if not words.strip():
        raise Invalid(fields={"words": _("Say why, and who was told.")})
    booking.state, booking.looked_words, booking.looked_by, booking.looked_at = state, words.strip(), officer, at
    booking.save(update_fields=["state", "looked_words", "looked_by", "looked_at"])
    return booking


def _written(**row: Any) -> Booking:
    """PostgreSQL has the last word about two at once."""
    try:
        with transaction.atomic():
            return Booking.objects.create(**row)
    except IntegrityError as clash:
        if getattr(clash.__cause__, "sqlstate", "") != EXCLUDED:
            raise
        raise TwoAtOnce(fields={"at": TwoAtOnce.words}) from clash


def _refuse_over(episode: Episode, wanted: Wanted) -> None:
    limit, there = limits.limit_of(episode, wanted.kind), of_month(episode, wanted.kind, wanted.on)
    if limit.each is not None and wanted.amount > limit.each:
        _over(_("The level gives %(each)d minutes at most. Nothing was booked.") % {"each": limit.each}, "amount", limit)
    if limit.times is not None and len(there) >= limit.times:
        words = _("The level gives %(times)d in a month, and that month has %(there)d already. Choose another month, or move one.")
        _over(words % {"times": limit.times, "there": len(there)}, "on", limit)
    spent = sum(one.amount for one in there)
    if limit.total is not None and spent + wanted.amount > limit.total:
        words = _("The level gives %(total)d yuan in a month; %(spent)d are booked already. Nothing was booked.")
        _over(words % {"total": limit.total, "spent": spent}, "amount", limit)


def _over(words: Words, field: str, limit: limits.Limit) -> None:
    raise OverTheLimit(words, basis=limit.source, fields={field: words})


def _refuse_wrong(wanted: Wanted) -> None:
    wrong: dict[str, Words] = {}
    today = timezone.localdate()
    if wanted.kind not in Booking.Kind.values:
        wrong["kind"] = _("Choose what is booked.")
    if not today <= wanted.on <= today + dt.timedelta(AHEAD):
        wrong["on"] = _("Choose a day from today on, within three months.")
    if (wanted.kind == Booking.Kind.SPENDING) != (wanted.at is None):
        wrong["at"] = _("A visit and a call have their hour; a sum to spend has none.")
    if wanted.amount < 1:
        wrong["amount"] = _("Enter at least 1.")
    if not wanted.words.strip() or len(wanted.words) > LONGEST_WORDS:
        wrong["words"] = _("Say with whom, or for what, in at most 200 characters.")
    if wrong:
        raise Invalid(fields=wrong)
