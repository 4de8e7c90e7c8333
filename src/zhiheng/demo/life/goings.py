"""Who left the ward and came back: hospital and court over three years, visits and the clinic for two months, work for the last days.

A day is made in the order in which it takes people: whoever is away for longer is not taken again, and those left go to work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from zhiheng.demo.life.scene import RECEIVED_AT, ZONE, Scene, Staying, clock, minutes

YEARS: Final = 3 * 365
LATELY: Final = 60  # days of visits and the clinic
WORKED: Final = 10  # days of work
HOSPITALS: Final = ("江城市第二人民医院", "江城市中心医院", "江城市精神卫生中心")
COURTS: Final = ("江城市中级人民法院", "江城市城东区人民法院", "江城市城北区人民法院")
ROOM: Final = {"clinic": 3, "work": 4, "class": 6, "visit": 8}
OUTSIDE: Final = ("hospital", "court", "transfer")


class Out(NamedTuple):
    """One person out of the ward; ``back`` None: still out. ``party``: with whom."""

    episode: int
    purpose: str
    left: dt.datetime
    back: dt.datetime | None
    party: int = 0

    def covers(self, at: dt.datetime) -> bool:
        return self.left <= at and (self.back is None or at < self.back)


class Plan(NamedTuple):
    """A party to be: who, what for, from when, expected until when, when it was really back, and (for a transfer) to which prison."""

    people: Sequence[int]
    purpose: str
    leave: dt.datetime
    expected: dt.datetime
    back: dt.datetime | None
    to: int | None = None


@dataclass(slots=True)
class Books:
    """Whom the ward's books have, and who of them is out, at any moment up to now."""

    received: list[tuple[dt.datetime, int]]
    outs: list[Out] = field(default_factory=list)
    by_day: dict[dt.date, list[Out]] = field(default_factory=dict)

    def note(self, out: Out, until: dt.datetime) -> None:
        self.outs.append(out)
        day, last = out.left.astimezone(ZONE).date(), (out.back or until).astimezone(ZONE).date()
        while day <= last:
            self.by_day.setdefault(day, []).append(out)
            day += dt.timedelta(days=1)

    def held(self, at: dt.datetime) -> int:
        return sum(1 for since, _ in self.received if since <= at)

    def here(self, at: dt.datetime) -> list[int]:
        """Episodes in the ward at a moment."""
        away = {out.episode for out in self.out(at)}
        return [episode for since, episode in self.received if since <= at and episode not in away]

    def out(self, at: dt.datetime) -> list[Out]:
        return [out for out in self.by_day.get(at.astimezone(ZONE).date(), ()) if out.covers(at)]


def movements(scene: Scene, notable: Sequence[Plan]) -> Books:
    """The ward's movements up to now, and orders for tomorrow. ``notable`` parties of today are made first and as given."""
    house, now = scene.house, scene.now
    books = Books([(dt.datetime.combine(one.received, RECEIVED_AT, ZONE), one.episode) for one in house.people])
    kept = {episode: plan.leave.astimezone(ZONE).date() for plan in notable for episode in plan.people}
    away: dict[int, dt.date] = {}
    for ago in range(YEARS, -1, -1):
        day = now.day(ago)
        free = [one for one in house.held_on(day) if _is_free(one.episode, day, away, kept)] if _busy(scene, ago) else []
        for plan in _day(scene, day, ago, free):
            for episode in plan.people:
                away[episode] = (plan.back or plan.expected).astimezone(ZONE).date()
            _party(scene, plan, books)
    for plan in notable:
        _party(scene, plan, books)
    _tomorrow(scene, [one for one in house.people if one.episode not in away or away[one.episode] <= now.today], kept)
    return books


def _is_free(episode: int, day: dt.date, away: dict[int, dt.date], kept: dict[int, dt.date]) -> bool:
    """Not away on that day, and nothing notable ahead within the time that a stay in hospital may take."""
    return away.get(episode, dt.date.min) < day and (episode not in kept or day < kept[episode] - dt.timedelta(days=9))


def _busy(scene: Scene, ago: int) -> bool:
    return ago <= LATELY or scene.rng.random() < len(scene.house.people) * 0.0008


def _day(scene: Scene, day: dt.date, ago: int, free: list[Staying]) -> Iterable[Plan]:
    """The parties of one day, each taking its people out of those who are free."""
    rng = scene.rng
    rng.shuffle(free)
    weekday = day.weekday()
    if free and (ago > LATELY or rng.random() < len(free) * 0.0012):
        yield _outside(scene, day, free.pop())
    if ago > LATELY:
        return
    if free and weekday != 6:
        yield _inside(day, "clinic", _take(free, rng.randint(1, 3)), (9, 0), 75 + rng.randint(-15, 15))
    if free and weekday == (scene.house.ward.id + 2) % 5:
        for start in (9, 10, 14):
            yield _inside(day, "visit", _take(free, rng.randint(2, 5)), (start, 0), 40 + rng.randint(0, 12))
    if free and weekday in (1, 3):
        yield _inside(day, "class", _take(free, max(1, len(free) // 8)), (14, 0), 110)
    if ago <= WORKED and weekday != 6 and scene.house.ward.use in ("general", "release"):
        workers = _take(free, len(free) * 3 // 4)
        if workers:
            yield _inside(day, "work", workers, (7, 50), 560 - rng.randint(0, 6))


def _take(free: list[Staying], number: int) -> list[int]:
    taken = [one.episode for one in free[:number]]
    del free[:number]
    return taken


def _inside(day: dt.date, purpose: str, people: list[int], begin: tuple[int, int], length: int) -> Plan:
    leave = clock(day, *begin)
    expected = clock(day, 17, 10) if purpose == "work" else leave + minutes(60 if purpose != "class" else 110)
    return Plan(people, purpose, leave, expected, leave + minutes(length))


def _outside(scene: Scene, day: dt.date, one: Staying) -> Plan:
    """To hospital, for an hour or for days, or to court."""
    rng = scene.rng
    leave = clock(day, rng.randint(8, 9), rng.choice((0, 10, 20, 30, 40)))
    if rng.random() < 0.3:
        return Plan([one.episode], "court", leave, leave + minutes(360), leave + minutes(rng.randint(150, 400)))
    if rng.random() < 0.6:
        return Plan([one.episode], "hospital", leave, leave + minutes(300), leave + minutes(rng.randint(120, 310)))
    expected = clock(day + dt.timedelta(days=rng.randint(3, 8)), 16)
    return Plan([one.episode], "hospital", leave, expected, expected - minutes(rng.randint(30, 300)))


def _party(scene: Scene, plan: Plan, books: Books) -> None:
    """One party with escorts and movements; carried out under an order when it left the prison."""
    if not plan.people or plan.leave >= scene.now.at:
        return
    add, rng, key = scene.add, scene.rng, scene.keys.next("party")
    back = plan.back if plan.back is not None and plan.back + minutes(3) < scene.now.at else None
    outside = plan.purpose in OUTSIDE
    escorts = rng.sample(scene.house.officers, 2)
    room, words = _where(scene, plan)
    order = _order(scene, plan, escorts, "carried-out") if outside else None
    add(
        "party", key, scene.house.ward.id, plan.purpose, room, words, plan.leave, plan.leave + minutes(1), plan.expected, back, order,
    )  # fmt: skip
    for officer in escorts:
        add("escort", key, officer)
    for episode in plan.people:
        books.note(Out(episode, plan.purpose, plan.leave, back, key), scene.now.at)
        if back is None:
            add("movement", key, episode, f"[{plan.leave},)", outside, "", None)
        else:
            add("movement", key, episode, f"[{plan.leave},{back})", outside, "back", back + minutes(2))


def _where(scene: Scene, plan: Plan) -> tuple[int | None, str]:
    purpose = plan.purpose
    if plan.to is not None:
        return plan.to, ""
    if purpose == "hospital":
        return None, scene.rng.choice(HOSPITALS)
    if purpose == "court":
        return None, scene.rng.choice(COURTS)
    turn = ROOM[purpose] + (scene.house.ward.id % 2 if purpose == "work" else 0)
    return scene.house.room(turn), ""


def _order(scene: Scene, plan: Plan, escorts: Iterable[int], state: str) -> int:
    add, key, issued = scene.add, scene.keys.next("movement_order"), state == "issued"
    room, words = _where(scene, plan)
    add(
        "movement_order", key, scene.house.ward.id, plan.purpose, room, words, plan.leave, plan.expected, state, scene.house.head,
        min(plan.leave - dt.timedelta(hours=15), scene.now.at - minutes(40)),
    )  # fmt: skip
    for episode in plan.people:
        add("movement_order_line", key, episode, f"[{plan.leave},{plan.expected})", issued)
    for officer in escorts:
        add("movement_order_escort", key, officer)
    return key


def _tomorrow(scene: Scene, free: Sequence[Staying], kept: dict[int, dt.date]) -> None:
    """Orders that wait: somebody to hospital or court, and people to their visits."""
    rng, day = scene.rng, scene.now.day(-1)
    ready = [one for one in free if one.episode not in kept]
    rng.shuffle(ready)
    if ready and rng.random() < 0.5:
        plan = _outside(scene, day, ready.pop())
        _order(scene, plan, rng.sample(scene.house.officers, 2), "issued")
    people = _take(ready, 4)
    if people:
        _order(scene, _inside(day, "visit", people, (9, 30), 45), rng.sample(scene.house.officers, 1), "issued")
