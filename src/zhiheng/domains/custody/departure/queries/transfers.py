"""Transfers from one prison to another."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from zhiheng.domains.custody.departure.models import Transfer
from zhiheng.engines.trail.refusals import OutsideScope


def transfers(paths: Sequence[str], *, state: str = "open") -> QuerySet[Transfer]:
    """Transfers from or to these places, newest first."""
    found = Transfer.objects.filter(Q(from_prison__path__under_any=list(paths)) | Q(to_prison__path__under_any=list(paths)))
    if state == "open":
        found = found.filter(state__in=("proposed", "approved", "handed"))
    elif state in Transfer.State.values:
        found = found.filter(state=state)
    return found.select_related("episode__person", "from_prison", "to_prison", "proposed_by").order_by("-pk")


def transfer_at(pk: int) -> Transfer:
    """One transfer. OutsideScope when there is none."""
    related = ("episode__person", "episode__place", "episode__prison", "from_prison", "to_prison", "proposed_by", "decided_by", "handed_by",
               "taken_by", "party")  # fmt: skip
    found = Transfer.objects.filter(pk=pk).select_related(*related).first()
    if found is None:
        raise OutsideScope
    return found
