"""Two people who are kept apart: decided by name, with grounds and a period."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Person
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.errors import AlreadyDecided, AlreadySeparated
from zhiheng.domains.custody.classing.models import Separation
from zhiheng.engines.trail.acts import Official, act, authorise
from zhiheng.engines.trail.refusals import Invalid

_LONGEST = 500


class Terms(NamedTuple):
    """What is decided: how far apart, why, from when, to when (open)."""

    reach: str
    grounds: str
    since: dt.date
    until: dt.date | None = None


@act(policy.SEPARATE, subject="person")
def decide_separation(person: Person, *, other: Person, terms: Terms, acting: Official, reason: str) -> Separation:
    """Keep two people apart. Nobody is moved by it: if they share a place now, the live roll shows that they must be moved.

    Raises:
        AlreadySeparated; OutsideScope: the power does not reach the other person.
        Invalid: the same person, no grounds, or a period that ends before it begins.
    """
    if person.pk == other.pk:
        raise Invalid(fields={"other": _("Choose another person.")})
    authorise(acting, policy.SEPARATE, other.trail_subject())
    _refuse_wrong(terms)
    low, high = sorted((person, other), key=lambda one: one.pk)
    try:
        with transaction.atomic():
            return Separation.objects.create(
                low=low, high=high, reach=terms.reach, grounds=terms.grounds.strip(), since=terms.since, until=terms.until,
                decided_by=named(acting), decided_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError as clash:
        raise AlreadySeparated from clash


@act(policy.SEPARATE, subject="separation")
def end_separation(separation: Separation, *, on: dt.date, acting: Official, reason: str) -> Separation:
    """End a separation with ``on`` as its last day.

    Raises:
        AlreadyDecided: it has ended before that day.
        Invalid: a day before it began.
    """
    locked = Separation.objects.select_for_update().get(pk=separation.pk)
    if locked.until is not None and locked.until <= on:
        raise AlreadyDecided(_("This separation ends by that day already. Nothing was changed."))
    if on < locked.since:
        raise Invalid(fields={"on": _("The last day cannot lie before the first.")})
    locked.until, locked.ended_by = on, named(acting)
    locked.save(update_fields=["until", "ended_by"])
    return locked


def _refuse_wrong(terms: Terms) -> None:
    if terms.reach not in Separation.Reach.values:
        raise Invalid(fields={"reach": _("Choose how far apart.")})
    if not terms.grounds.strip() or len(terms.grounds) > _LONGEST:
        raise Invalid(fields={"grounds": _("Give the grounds, in at most 500 characters.")})
    if terms.until is not None and terms.until < terms.since:
        raise Invalid(fields={"until": _("The last day cannot lie before the first.")})
