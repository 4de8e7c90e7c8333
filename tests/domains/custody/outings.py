"""Movements and roll calls as the tests make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.whereabouts.actions import Entry, Going, begin_movement, open_roll_call, return_people, submit_roll_call
from zhiheng.domains.custody.whereabouts.models import Party, RollCall

WARD = "b.p1.w1"


def soon(minutes: float = 60) -> dt.datetime:
    return timezone.now() + dt.timedelta(minutes=minutes)


def ids(cast: Cast, who: Sequence[str]) -> list[int]:
    return [cast.episode(name).pk for name in who]


def going(cast: Cast, purpose: str = "work", *, escorts: Sequence[Officer] | None = None, **changes: Any) -> Going:
    """To the workshop with the ward officer, outside with two."""
    outside = purpose in ("hospital", "court", "transfer")
    named = escorts if escorts is not None else [cast.ward_officer, *([cast.ward_head] if outside else [])]
    given: dict[str, Any] = {"words": "第二车间", "expected_back": soon(), "escorts": [officer.number for officer in named]}
    return Going(purpose, **(given | changes))


def take_out(cast: Cast, *who: str, purpose: str = "work", place: str = WARD, at: dt.datetime | None = None, **changes: Any) -> Party:
    acting = cast.acting(cast.ward_officer)
    return begin_movement(
        cast.place(place), people=ids(cast, who), going=going(cast, purpose, **changes), occurred_at=at, acting=acting, reason="出工"
    )


def bring_back(cast: Cast, party: Party, *who: str, at: dt.datetime | None = None, ending: str = "back") -> Party:
    return return_people(party, people=ids(cast, who), occurred_at=at, ending=ending, acting=cast.acting(cast.ward_officer), reason="收工")


def call(cast: Cast, entry: Entry | None = None, *, place: str = WARD, at: dt.datetime | None = None) -> RollCall:
    """Opened and submitted by the ward officer."""
    acting = cast.acting(cast.ward_officer)
    roll = open_roll_call(cast.place(place), acting=acting, reason="点名")
    return submit_roll_call(roll, entry=entry or Entry(), occurred_at=at, acting=acting, reason="点名")
