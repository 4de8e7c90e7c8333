"""What people say against decisions: a few of each kind, most answered and served, the newest waiting for their answer or on their way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from zhiheng.base.objections import policy
from zhiheng.base.objections.clocks import FORWARDING, Limits, came_in_time
from zhiheng.demo.life.scene import SHIPPED_DAYS, Scene, clock

LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
OUTSIDE: Final = ("bureau", "procuratorate")


FORWARDED_AFTER: Final = dt.timedelta(days=2)


class Said(NamedTuple):
    """One objection. ``begins``: the time to object runs from it; ``owner``: the power that answers; ``hands``: who took part."""

    episode: int
    against: str
    about: str
    words: str
    begins: dt.date
    received: dt.date
    owner: str
    hands: Sequence[int]
    limits: Limits
    to: str = "prison"


def said(scene: Scene, one: Said, *, reply: str = "", answered_by: int = 0) -> None:
    """Taken by an officer of the ward; answered some days later when there is a ``reply`` and that day has come, and served the day after."""
    rng, taken = scene.rng, clock(one.received, 16, scene.rng.randint(0, 59))
    answered = clock(one.received + dt.timedelta(days=rng.randint(2, 6)), 11, rng.randint(0, 59))
    served = answered.date() + dt.timedelta(days=1)
    over = bool(reply) and answered < scene.now.at
    outside, last = one.to in OUTSIDE, one.limits.object.last(one.begins, SHIPPED_DAYS)
    done = over and served < scene.now.today
    sent = clock(one.received + FORWARDED_AFTER, 9) if outside and (over or one.received + FORWARDED_AFTER < scene.now.today) else None
    waits = _waits(scene, one, sent)
    owner = "" if done else policy.RECORD if over else waits.owner
    drawn = "".join(rng.choices(LETTERS, k=10))
    scene.add(
        "objection", one.episode, one.against, one.about, 1, one.to, f"{drawn[:5]}-{drawn[5:]}", one.words, "", one.received, one.begins, last,
        int(came_in_time(last, one.received)), FORWARDING.last(one.received, SHIPPED_DAYS) if outside else None, sent, waits.due,
        scene.house.ward.id if over else waits.place, owner, f"{{{','.join(map(str, sorted(set(one.hands))))}}}",
        rng.choice(scene.house.officers), taken, "dismissed" if over else "", reply if over else "", answered_by if over else None,
        answered if over else None, served if done else None,
    )  # fmt: skip


class _Waits(NamedTuple):
    """Whose next step is owed while it is not answered: the power, the place, the day."""

    owner: str
    place: int
    due: dt.date | None


def _waits(scene: Scene, one: Said, sent: dt.datetime | None) -> _Waits:
    """Inside it waits for its answer; outside to be forwarded, then for the bureau's answer, or for one that is no longer ours."""
    house = scene.house
    if one.to not in OUTSIDE:
        return _Waits(one.owner, house.prison.id if one.to == "prison" else house.ward.id, one.limits.answer.last(one.received, SHIPPED_DAYS))
    if sent is None:
        return _Waits(policy.RECORD, house.ward.id, None)
    if one.to == "bureau":
        return _Waits(one.owner, house.bureau, one.limits.answer.last(sent.date(), SHIPPED_DAYS))
    return _Waits("", house.ward.id, None)
