"""Visits, calls and sums that people have taken up under their level: what comes next month, and what was in the last weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from zhiheng.demo.life.scene import Scene, Staying, clock
from zhiheng.domains.conduct.treatment.schedule import Entitlements, Level

BACK: Final = 35  # days
RELATIVES: Final = ("母亲", "父亲", "配偶", "儿子", "女儿", "兄弟", "姐妹")
PURCHASES: Final = ("日用品", "食品", "书籍、文具")


class Wish(NamedTuple):
    """What somebody books."""

    kind: str
    on: dt.date
    hour: int | None
    amount: int


class Taken(NamedTuple):
    """One booking that stands."""

    key: int
    kind: str
    amount: int


def taken_up(scene: Scene, one: Staying, levels: Sequence[tuple[dt.date, Level]]) -> list[Taken]:
    """What one person has booked under their last level (day, level); who fell yesterday had booked all that the former one gave."""
    coming = (scene.now.today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    (on, level), former = levels[-1], levels[0][1]
    if on == scene.now.day(1) and level.rank < former.rank:
        return [_taken(scene, one, wish) for wish in _all_of(former.gives, coming)]
    if one.received >= scene.now.day(90):
        return []
    ago = scene.now.day(scene.rng.randint(5, BACK)).replace(day=1)
    return [_taken(scene, one, wish) for month in sorted({ago, coming}) for wish in _some_of(scene, level.gives, month)]


def beyond(entitlement: str, taken: Sequence[Taken], has: int) -> list[Taken]:
    """What lies above a right; all of ``taken`` is of one month and in order."""
    kind = entitlement.partition("_")[0].removesuffix("s")
    found = [one for one in taken if one.kind == kind]
    if entitlement in ("visits", "calls"):
        return found[has:]
    if kind == "spending":
        return [one for turn, one in enumerate(found) if sum(each.amount for each in found[: turn + 1]) > has]
    return [one for one in found if one.amount > has]


def _some_of(scene: Scene, gives: Entitlements, month: dt.date) -> Iterator[Wish]:
    """At most one of each kind: no level gives less."""
    rng = scene.rng
    if rng.random() < 0.4:
        yield Wish("visit", month.replace(day=rng.randint(1, 14)), rng.choice((9, 10, 14, 15)), 30)
    if rng.random() < 0.5:
        yield Wish("call", month.replace(day=rng.randint(15, 28)), rng.choice((18, 19)), gives.call_minutes)
    if rng.random() < 0.3:
        yield Wish("spending", month.replace(day=rng.randint(1, 28)), None, rng.choice((40, 60, 80, 100)))


def _all_of(gives: Entitlements, month: dt.date) -> Iterator[Wish]:
    for turn in range(gives.visits):
        yield Wish("visit", month.replace(day=4 + 12 * turn), 9, gives.visit_minutes)
    for turn in range(gives.calls):
        yield Wish("call", month.replace(day=2 + 7 * turn), 18, gives.call_minutes)
    yield Wish("spending", month.replace(day=5), None, gives.spending)


def _taken(scene: Scene, one: Staying, wish: Wish) -> Taken:
    key, made = scene.keys.next("booking"), clock(min(wish.on, scene.now.day(3)) - dt.timedelta(days=4), 10)
    words = scene.rng.choice(PURCHASES if wish.hour is None else RELATIVES)
    at = None if wish.hour is None else f"{wish.hour:02d}:00"
    by = scene.rng.choice(scene.house.officers)
    scene.add("booking", key, one.episode, wish.kind, wish.on, at, wish.amount, words, "", "booked", by, made, None, None, "")
    return Taken(key, wish.kind, wish.amount)
