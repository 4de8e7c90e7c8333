"""Roll calls that were taken."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch

from zhiheng.domains.custody.whereabouts.models import Discrepancy, RollCall, RollMark
from zhiheng.engines.trail.refusals import OutsideScope


def roll_at(pk: int) -> RollCall:
    """One roll call with its marks and what came of it. OutsideScope when there is none."""
    marks = Prefetch("marks", RollMark.objects.select_related("episode__person").order_by("episode__sort_key"))
    found = Prefetch("discrepancies", Discrepancy.objects.select_related("episode__person", "owner", "settled_by").order_by("pk"))
    rolls = RollCall.objects.filter(pk=pk).select_related("place", "opened_by", "submitted_by", "acknowledged_by").prefetch_related(marks, found)
    roll = rolls.first()
    if roll is None:
        raise OutsideScope
    return roll


def unacknowledged(paths: Sequence[str], *, limit: int = 20) -> Sequence[RollCall]:
    """Counts of these places that do not reconcile and that nobody in command has acknowledged, the oldest first."""
    found = RollCall.objects.filter(place__path__under_any=list(paths), reconciles=False, acknowledged_at__isnull=True)
    return list(found.select_related("place__parent", "submitted_by").order_by("occurred_at")[:limit])


def latest_calls(paths: Sequence[str], *, limit: int = 20) -> Sequence[RollCall]:
    """The latest submitted at these places, newest first."""
    done = RollCall.objects.filter(place__path__under_any=list(paths), submitted_at__isnull=False)
    return list(done.select_related("place__parent", "submitted_by").order_by("-occurred_at")[:limit])
