"""Who sits in a body on a day: whoever then holds its power at its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.db.models import Q

from zhiheng.base.powers.models import Holding

HEADS: Final = ("ward-head", "warden")
"""Kinds of post that take the chair of the bodies of their place."""


class Seats(NamedTuple):
    """Members (reference -> name), by officer's number, and the reference of who takes the chair: the head, else the first; '' of nobody."""

    members: Mapping[str, str]
    chair: str


def seats(power: str, where: Q, at: dt.datetime) -> Seats:
    """Who holds the power at that moment, of the holdings that ``where`` takes in."""
    found = Holding.objects.filter(
        where, during__contains=at, post__closed_at__isnull=True, officer__left_on__isnull=True,
        post__kind__carries__power=power, post__kind__carries__during__contains=at,
    ).select_related("officer", "post").order_by("officer__number")  # fmt: skip
    held = list(found)
    heads = [one.officer.ref for one in held if one.post.kind_id in HEADS]
    members = {one.officer.ref: one.officer.name for one in held}
    return Seats(members, next(iter([*heads, *members]), ""))
