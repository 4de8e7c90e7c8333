"""Who should be back and is not: written down with an owner and a clock, so that it lasts longer than a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from zhiheng.base.places.models import Place
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Escort, Movement
from zhiheng.engines.trail.acts import Official, act

WITHIN = dt.timedelta(minutes=15)
"""How soon somebody must find out where they are. An internal rule: the law counts no minutes."""


@act(policy.WATCH, subject="place")
def record_overdue(place: Place, *, at: dt.datetime, acting: Official, reason: str) -> int:
    """A discrepancy for everybody from below a place who is out beyond the expected return. A second run at the same moment makes none.

    It is the first escort's until handed over. Somebody about whom a discrepancy is open already gets no second one.
    Returns how many were made.
    """
    late = list(unrecorded([place.path], at).select_related("party"))
    owners = _owners(late)
    made = [
        Discrepancy(
            place_id=one.party.place_id, party=one.party, episode_id=one.episode_id, kind=Discrepancy.Kind.OVERDUE,
            found_at=at, due_at=at + WITHIN, owner_id=owners[one.party_id],
        )
        for one in late
    ]  # fmt: skip
    return len(Discrepancy.objects.bulk_create(made))


def unrecorded(paths: Sequence[str], at: dt.datetime) -> QuerySet[Movement]:
    """Who is out beyond the expected return without a discrepancy that says so."""
    known = Discrepancy.objects.filter(episode=OuterRef("episode"), settled_at__isnull=True)
    out = Movement.objects.filter(~Exists(known), ending="", party__closed_at__isnull=True, party__expected_back__lt=at)
    return out.filter(party__place__path__under_any=list(paths)).order_by("pk")


def _owners(late: Sequence[Movement]) -> dict[int, int]:
    """The first escort of each party, by the party's id."""
    escorts = Escort.objects.filter(party__in={one.party_id for one in late}).order_by("party", "pk")
    return dict(escorts.distinct("party").values_list("party", "officer"))
