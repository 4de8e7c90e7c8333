"""Who sits in the two bodies on this day: who holds their power at that place."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Holding
from zhiheng.domains.conduct.points import policy
from zhiheng.engines.procedure.deliberation import Body
from zhiheng.law.scale import Body as Decider


def ward_team(ward: Place) -> Body:
    """All officers of the ward (art 6); its head convenes and chairs."""
    members, heads = _holders(policy.WARD_TEAM, Q(post__place__path__under=ward.path))
    return Body(f"ward-team:{ward.path}", f"{ward.name}计分考核工作小组", ward.path, heads or next(iter(members), ""), members)


def prison_group(prison: Place) -> Body:
    """The warden and the heads of departments (art 6); the warden chairs."""
    members, heads = _holders(policy.PRISON_GROUP, Q(post__place=prison))
    return Body(f"prison-group:{prison.path}", f"{prison.name}计分考核工作组", prison.path, heads or next(iter(members), ""), members)


def body_of(place: Place) -> tuple[Body, Decider]:
    """The body that decides at a place: a ward's team, a prison's group."""
    if place.kind == Kind.PRISON:
        return prison_group(place), Decider.PRISON_GROUP
    return ward_team(place), Decider.WARD_TEAM


def _holders(power: str, where: Q) -> tuple[dict[str, str], str]:
    """Members (reference -> name) and the reference of who leads them."""
    now = timezone.now()
    found = Holding.objects.filter(
        where, during__contains=now, post__closed_at__isnull=True, officer__left_on__isnull=True,
        post__kind__carries__power=power, post__kind__carries__during__contains=now,
    ).select_related("officer", "post").order_by("officer__number")  # fmt: skip
    leads = [held.officer.ref for held in found if held.post.kind_id in ("ward-head", "warden")]
    return {held.officer.ref: held.officer.name for held in found}, leads[0] if leads else ""
