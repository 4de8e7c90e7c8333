"""Discrepancies: owned, on a clock, settled by a named officer with words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.errors import AlreadySettled, StillOverdue
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Movement
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

How = Discrepancy.How
_LONGEST = 500


@act(policy.SETTLE, subject="discrepancy")
def settle_discrepancy(discrepancy: Discrepancy, *, how: str, words: str, acting: Official, reason: str) -> Discrepancy:
    """Close a discrepancy with what was found, in one's own name.

    Raises:
        AlreadySettled.
        StillOverdue: the person is still out and should be back.
        Invalid: no words, or no choice of how.
    """
    locked = _open(discrepancy)
    _refuse_still_overdue(locked)
    if how not in How.values:
        raise Invalid(fields={"how": _("Choose how it is settled.")})
    if not words.strip() or len(words) > _LONGEST:
        raise Invalid(fields={"words": _("Write down what was found, in at most 500 characters.")})
    locked.how, locked.words, locked.settled_by, locked.settled_at = how, words.strip(), named(acting), timezone.now()
    locked.save(update_fields=["how", "words", "settled_by", "settled_at"])
    return locked


@act(policy.SETTLE, subject="discrepancy")
def hand_over_discrepancy(discrepancy: Discrepancy, *, owner: Officer, acting: Official, reason: str) -> Discrepancy:
    """Let another officer own it. Its clock does not start anew.

    Raises:
        AlreadySettled.
        Invalid: the officer has left.
    """
    locked = _open(discrepancy)
    if owner.left_on is not None:
        raise Invalid(fields={"owner": _("This officer has left the service. Choose another.")})
    locked.owner = owner
    locked.save(update_fields=["owner"])
    return locked


def corrected(people: Collection[int], kinds: Sequence[str], by: Officer | None, words: str, how: str = How.CORRECTED, **where: Any) -> int:
    """Inside an open act: what is thereby explained is settled in the name of who recorded it. Returns how many."""
    if by is None:
        return 0
    found = Discrepancy.objects.filter(episode__in=people, kind__in=kinds, settled_at__isnull=True, **where)
    return found.update(how=how, words=words, settled_by=by, settled_at=timezone.now())


def _refuse_still_overdue(found: Discrepancy) -> None:
    """Words do not bring anybody back: the return does, or a later time that somebody answers for."""
    if found.kind != Discrepancy.Kind.OVERDUE:
        return
    out = Movement.objects.filter(episode=found.episode_id, ending="", party__expected_back__lt=timezone.now())
    if out.exists():
        raise StillOverdue


def _open(discrepancy: Discrepancy) -> Discrepancy:
    locked = Discrepancy.objects.select_for_update().get(pk=discrepancy.pk)
    if locked.settled_at is not None:
        raise AlreadySettled
    return locked
