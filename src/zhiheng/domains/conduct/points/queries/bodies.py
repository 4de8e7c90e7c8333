"""Who sits in the two bodies on this day: who holds their power at that place."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.bodies import seats
from zhiheng.domains.conduct.points import policy
from zhiheng.engines.procedure.deliberation import Body
from zhiheng.law.scale import Body as Decider


def ward_team(ward: Place) -> Body:
    """All officers of the ward (art 6); its head convenes and chairs."""
    found = seats(policy.WARD_TEAM, Q(post__place__path__under=ward.path), timezone.now())
    return Body(f"ward-team:{ward.path}", f"{ward.name}计分考核工作小组", ward.path, found.chair, found.members)


def prison_group(prison: Place) -> Body:
    """The warden and the heads of departments (art 6); the warden chairs."""
    found = seats(policy.PRISON_GROUP, Q(post__place=prison), timezone.now())
    return Body(f"prison-group:{prison.path}", f"{prison.name}计分考核工作组", prison.path, found.chair, found.members)


def body_of(place: Place) -> tuple[Body, Decider]:
    """The body that decides at a place: a ward's team, a prison's group."""
    if place.kind == Kind.PRISON:
        return prison_group(place), Decider.PRISON_GROUP
    return ward_team(place), Decider.WARD_TEAM
