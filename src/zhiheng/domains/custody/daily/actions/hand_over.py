"""A ward passes from shift to shift: one officer says how it stands, another counts and takes it over."""

from __future__ import annotations

from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.daily import policy
from zhiheng.domains.custody.daily.errors import CountUnexplained, HandOverDecided, HandOverWaiting, NotTheAuthor, OwnHandOver
from zhiheng.domains.custody.daily.models import HandOver
from zhiheng.domains.custody.daily.queries import change_of_shift, standing_of
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

_STATE = HandOver.State


class Handed(NamedTuple):
    """What the outgoing officer adds to the figures: whom to watch, keys and equipment, unfinished work."""

    watched: str = ""
    keys: str = ""
    open_work: str = ""


@act(policy.HAND_OVER, subject="place")
def hand_over(place: Place, *, handed: Handed, acting: Official, reason: str) -> HandOver:
    """Sign how the ward stands at this moment. The figures are read from the roll, never typed.

    Raises:
        HandOverWaiting; Invalid: the place is no ward.
    """
    if place.kind != Kind.WARD:
        raise Invalid(fields={"place": _("Only a ward is handed over.")})
    now = timezone.now()
    standing = standing_of(place)
    try:
        with transaction.atomic():
            return HandOver.objects.create(
                place=place, due_at=change_of_shift(place, now), on_books=standing.on_books, out=standing.out, unresolved=standing.unresolved,
                given_by=named(acting), given_at=now, **{name: words.strip() for name, words in handed._asdict().items()},
            )  # fmt: skip
    except IntegrityError as clash:
        raise HandOverWaiting from clash


@act(policy.TAKE_OVER, subject="waiting")
def take_over(waiting: HandOver, *, counted: int, difference: str = "", acting: Official, reason: str) -> HandOver:
    """Count the ward and take charge of it.

    Raises:
        HandOverDecided, OwnHandOver; CountUnexplained: the count differs from the figures signed and no words say why.
    """
    waiting = _waiting(waiting)
    officer = named(acting)
    if waiting.given_by_id == officer.pk:
        raise OwnHandOver
    if counted != waiting.expected and not difference.strip():
        raise CountUnexplained(fields={"difference": CountUnexplained.words})
    waiting.state, waiting.counted, waiting.difference = _STATE.TAKEN, counted, difference.strip()
    waiting.taken_by, waiting.taken_at = officer, timezone.now()
    waiting.save(update_fields=["state", "counted", "difference", "taken_by", "taken_at"])
    return waiting


@act(policy.HAND_OVER, subject="waiting")
def withdraw_hand_over(waiting: HandOver, *, acting: Official, reason: str) -> HandOver:
    """Take back one's own hand-over before it is taken over, to prepare it anew.

    Raises:
        HandOverDecided, NotTheAuthor.
    """
    waiting = _waiting(waiting)
    if waiting.given_by_id != named(acting).pk:
        raise NotTheAuthor
    waiting.state = _STATE.WITHDRAWN
    waiting.save(update_fields=["state"])
    return waiting


def _waiting(found: HandOver) -> HandOver:
    """Locks it: two officers cannot both take a ward over."""
    found = HandOver.objects.select_for_update(of=("self",)).select_related("place").get(pk=found.pk)
    if found.state != _STATE.WAITING:
        raise HandOverDecided
    return found
