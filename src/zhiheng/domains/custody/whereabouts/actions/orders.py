"""Movement orders: who goes where on a day, said beforehand, printed, carried out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions.movements import Going, escorts_named, leave, refuse_wrong
from zhiheng.domains.custody.whereabouts.errors import NotHere, OrderClosed, OrderedTwice
from zhiheng.domains.custody.whereabouts.models import MovementOrder, OrderEscort, OrderLine, Party
from zhiheng.domains.custody.whereabouts.moments import happened
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

State = MovementOrder.State


@act(policy.ORDER, subject="place")
def issue_order(place: Place, *, people: Sequence[int], going: Going, leave_at: dt.datetime, acting: Official, reason: str) -> MovementOrder:
    """Order people (episode ids) of a place to a destination at a time.

    Raises:
        NotHere, OrderedTwice, NeedsEscort.
        Invalid: nobody, no destination, a time that has passed or cannot be.
    """
    if leave_at < timezone.now() - dt.timedelta(hours=12):
        raise Invalid(fields={"leave_at": _("This lies in the past. An order is issued before they leave.")})
    refuse_wrong(going, leave_at)
    held = Episode.objects.filter(pk__in=people, ended_on__isnull=True, place__path__under=place.path).count()
    if not people or held < len(set(people)):
        raise NotHere(fields={"people": NotHere.words})
    order = MovementOrder.objects.create(
        place=place, purpose=going.purpose, destination=going.destination, destination_words=going.words.strip(), leave_at=leave_at,
        back_at=going.expected_back, issued_by=named(acting), issued_at=timezone.now(),
    )  # fmt: skip
    OrderEscort.objects.bulk_create(OrderEscort(order=order, officer=officer) for officer in escorts_named(going))
    during = DateTimeTZRange(leave_at, going.expected_back)
    try:
        with transaction.atomic():
            OrderLine.objects.bulk_create(OrderLine(order=order, episode_id=pk, during=during) for pk in sorted(set(people)))
    except IntegrityError as clash:
        raise OrderedTwice(fields={"people": OrderedTwice.words}) from clash
    return order


@act(policy.MOVE, subject="order")
def carry_out_order(
    order: MovementOrder, *, left_out: Sequence[int] = (), occurred_at: dt.datetime | None = None, acting: Official, reason: str
) -> Party:
    """Take the people of an order out, except those left out, from ``occurred_at`` (now).

    Raises:
        OrderClosed; and what ``begin_movement`` raises.
    """
    locked = _open(order)
    people = [pk for pk in locked.lines.values_list("episode_id", flat=True) if pk not in set(left_out)]
    numbers = list(locked.escorts.values_list("officer__number", flat=True))
    at = happened(occurred_at)
    going = Going(locked.purpose, max(locked.back_at, at + dt.timedelta(minutes=1)), numbers, locked.destination, locked.destination_words)
    party = leave(locked.place, people, going, at, acting, locked)
    _close(locked, State.CARRIED_OUT)
    return party


@act(policy.ORDER, subject="order")
def withdraw_order(order: MovementOrder, *, acting: Official, reason: str) -> MovementOrder:
    """Take an order back that was not carried out.

    Raises:
        OrderClosed.
    """
    return _close(_open(order), State.WITHDRAWN)


def _open(order: MovementOrder) -> MovementOrder:
    locked = MovementOrder.objects.select_for_update(of=("self",)).select_related("place", "destination").get(pk=order.pk)
    if locked.state != State.ISSUED:
        raise OrderClosed
    return locked


def _close(order: MovementOrder, state: str) -> MovementOrder:
    order.state = state
    order.save(update_fields=["state"])
    order.lines.update(live=False)
    return order
