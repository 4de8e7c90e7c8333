"""Command says that it knows of a count that does not reconcile, and what is being done."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.errors import CountAcknowledged, OwnCount
from zhiheng.domains.custody.whereabouts.models import RollCall
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid


@act(policy.ACKNOWLEDGE, subject="roll")
def acknowledge_count(roll: RollCall, *, words: str, acting: Official, reason: str) -> RollCall:
    """Acknowledge a roll call that does not reconcile, once, by another than who counted. Its discrepancies stay until settled.

    Raises:
        CountAcknowledged: acknowledged before, or nothing to acknowledge.
        OwnCount.
        Invalid: no words.
    """
    locked = RollCall.objects.select_for_update(of=("self",)).get(pk=roll.pk)
    officer = named(acting)
    if locked.reconciles is not False or locked.acknowledged_at is not None:
        raise CountAcknowledged
    if locked.submitted_by_id == officer.pk:
        raise OwnCount
    if not words.strip() or len(words) > 500:
        raise Invalid(fields={"words": _("Say what is being done, in at most 500 characters.")})
    locked.acknowledged_by, locked.acknowledged_at, locked.acknowledged_words = officer, timezone.now(), words.strip()
    locked.save(update_fields=["acknowledged_by", "acknowledged_at", "acknowledged_words"])
    return locked
