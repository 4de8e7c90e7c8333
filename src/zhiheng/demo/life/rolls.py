"""Roll calls of the last two months, their few differences, and today's: done, under way, and one that does not reconcile."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from zhiheng.demo.life.goings import Books
from zhiheng.demo.life.hours import Turns, hours
from zhiheng.demo.life.scene import Scene, clock, minutes

DAYS: Final = 60
WRONG: Final = 0.006  # share of roll calls that did not reconcile at first
TOLD: Final = ("岗位复点后一致，系一人在卫生间。", "复点一致，首次清点少计一人。", "与监舍长核对后复点一致。")
KNOWN: Final = "已知悉，要求立即复点并回报。"
TAKEN_AWAY: Final = "已电话核实，人在狱内医院，出诊登记待补录。"


class Call(NamedTuple):
    """One roll call: key, moment, who took it."""

    key: int
    at: dt.datetime
    officer: int


def roll_calls(scene: Scene, books: Books, turns: Turns, today: str) -> int:
    """The ward's roll calls. ``today``: "missed" (the last one was not taken), "begun" (one is open), "differs" or "".

    Returns how many differences are open.
    """
    moments = [
        clock(scene.now.day(ago), hour, minute) + minutes(scene.rng.randint(3, 14))
        for ago in range(DAYS, -1, -1)
        for hour, minute in hours(scene.house, "roll-call")
    ]
    due = [at for at in moments if at + minutes(3) < scene.now.at]
    for at in due[:-1] if today == "missed" else due:
        _called(scene, books, Call(scene.keys.next("roll_call"), at, turns.on_duty(at)))
    if today == "begun":
        _begun(scene, turns)
    return _differing(scene, books, turns) if today == "differs" else 0


def _begun(scene: Scene, turns: Turns) -> None:
    at = scene.now.at - minutes(4)
    officer = turns.on_duty(at)
    scene.add("roll_call", scene.keys.next("roll_call"), scene.house.ward.id, officer, at, *[None] * 8, "", False, None, None, "")


def _called(scene: Scene, books: Books, call: Call) -> None:
    """A roll call as the books have it, or now and then with a difference that was settled minutes later."""
    out, rng = books.out(call.at), scene.rng
    held = books.held(call.at)
    here = held - len(out)
    if here > 1 and rng.random() < WRONG:
        _keep(scene, call, (held, here, here, here - 1), rng.choice(TOLD), (rng.choice(scene.house.commanders), call.at + minutes(3), KNOWN))
        _difference(scene, call, None, "number", settled=(call.at + minutes(rng.randint(4, 13)), "corrected", "复点后人数一致。"))
    else:
        _keep(scene, call, (held, here, here, here), "")
    for gone in out:
        scene.add("roll_mark", call.key, gone.episode, False, gone.purpose, False, "")


type Acknowledged = tuple[int | None, dt.datetime | None, str]
NOBODY: Final[Acknowledged] = (None, None, "")


def _keep(scene: Scene, call: Call, figures: tuple[int, int, int, int], words: str, acknowledged: Acknowledged = NOBODY) -> None:
    _, expected, present, counted = figures
    scene.add(
        "roll_call", call.key, scene.house.ward.id, call.officer, call.at - minutes(3), call.at, call.officer, call.at + minutes(1), *figures,
        expected == present == counted, words, False, *acknowledged,
    )  # fmt: skip


def _differing(scene: Scene, books: Books, turns: Turns) -> int:
    """A check just now: somebody is away without a movement on the books, and the clock of the difference runs."""
    at = scene.now.at - minutes(12)
    call = Call(scene.keys.next("roll_call"), at, turns.on_duty(at))
    here = books.here(at)
    if not here:
        return 0
    missing, held = here[len(here) // 2], books.held(at)
    _keep(scene, call, (held, len(here), len(here) - 1, len(here) - 1), TAKEN_AWAY)
    scene.add("roll_mark", call.key, missing, False, "clinic", True, "随班民警陪同")
    for gone in books.out(at):
        scene.add("roll_mark", call.key, gone.episode, False, gone.purpose, False, "")
    _difference(scene, call, missing, "unrecorded", settled=None)
    return 1


def _difference(scene: Scene, call: Call, episode: int | None, kind: str, settled: tuple[dt.datetime, str, str] | None) -> None:
    due = call.at + minutes(15 if kind == "number" else 30)
    at, how, words = settled or (None, "", "")
    settler = None if settled is None else call.officer
    scene.add("discrepancy", scene.house.ward.id, call.key, episode, kind, call.at, due, call.officer, how, words, settler, at)
