"""Searches of two years, drawn by lot and planned, what they brought to light, and the chain of custody of every find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from zhiheng.demo.life.scene import Scene, clock, minutes
from zhiheng.domains.conduct.contraband.drawing import drawn

DAYS: Final = 400
FOUND: Final = 0.05
CLEAN: Final = ("未发现违禁品，内务符合要求。", "未发现违禁品。一处柜门合页松动，已报修。", "未发现违禁品，收缴多余被服两件。")
# kind, what, unit, where it was, how it ends
THINGS: Final = (
    ("tool", "自制绳索，约1.2米", "条", "床板下", "destroyed"), ("weapon", "磨尖的塑料牙刷柄", "支", "枕套内", "destroyed"),
    ("fire", "打火机", "个", "暖气片后", "destroyed"), ("drug", "囤积的感冒药片", "片", "洗漱包内", "destroyed"),
    ("money", "现金", "元", "鞋垫下", "treasury"), ("print", "未经检查的书刊", "册", "储物柜", "returned"),
    ("clothes", "便服上衣", "件", "储物柜底层", "returned"), ("phone", "手机卡", "张", "书脊夹层", "police"),
    ("other", "自制扑克牌", "副", "床垫下", "destroyed"),
)  # fmt: skip
ENDS: Final = {
    "destroyed": "在狱政科两人见证下销毁，照片附卷。", "treasury": "缴入专户，回执附卷。", "returned": "登记后交家属领回，收条附卷。",
    "police": "移送狱侦部门，移送单附卷。",
}  # fmt: skip


class Made(NamedTuple):
    """A search that was made: key, place, when, and its two officers."""

    key: int
    place: int
    at: dt.datetime
    officers: Sequence[int]


def searches(scene: Scene, *, shown: bool) -> None:
    """A draw of cells every third week, a workshop or a body now and then, and today's; ``shown``: with a find that waits for a signature."""
    for ago in range(DAYS - scene.rng.randint(0, 20), 0, -21):
        _drawn(scene, scene.now.day(ago))
    for ago in (200, 90, 33, 12):
        _single(scene, scene.now.day(ago + scene.rng.randint(0, 9)))
    _today(scene, shown=shown)


def _drawn(scene: Scene, day: dt.date) -> None:
    """Four cells by lot, searched in the afternoon."""
    for turn, (key, place) in enumerate(_draw(scene, day, 4, state="done", at=clock(day, 14, 20))):
        made = Made(key, place, clock(day, 14, 20) + minutes(turn * 25), scene.rng.sample(scene.house.officers, 2))
        _result(scene, made)


def _draw(scene: Scene, day: dt.date, size: int, *, state: str, at: dt.datetime, done: int = 99) -> list[tuple[int, int]]:
    """The draw and its searches; the first ``done`` are made, the rest planned. Returns the made ones: key and cell."""
    ward, commander = scene.house.ward, scene.rng.choice(scene.house.commanders)
    cells = {f"{ward.path}.c{(turn // 12 + 1) * 100 + turn % 12 + 1}": ward.id + 2 + turn for turn in range(ward.cells)}
    key, seed, size = scene.keys.next("search_draw"), f"{scene.rng.getrandbits(64):016x}", min(size, ward.cells)
    planned = at - minutes(scene.rng.randint(60, 300))
    scene.add("search_draw", key, ward.id, day, seed, ward.cells, size, commander, planned)
    made = []
    for turn, path in enumerate(drawn(seed, cells, size)):
        search = scene.keys.next("search")
        if turn < done:
            made.append((search, cells[path]))
            ready = at + minutes(turn * 25)
            officer, words = scene.rng.choice(scene.house.officers), scene.rng.choice(CLEAN)
            finished: tuple[object, ...] = (state, key, commander, planned, ready, ready + minutes(12), officer, words)
        else:
            finished = ("planned", key, commander, planned, None, None, None, "")
        scene.add("search", search, cells[path], "cell", None, day, *finished)
    return made


def _single(scene: Scene, day: dt.date) -> None:
    """A workshop, or somebody's body and belongings: women by women."""
    rng, house = scene.rng, scene.house
    at = clock(day, 16, rng.randint(0, 40))
    held = house.held_on(day)
    body = bool(held) and rng.random() < 0.5
    officers = [duty.officer for duty in house.staff[house.ward.id, "ward-officer"] if duty.female or not (body and house.prison.women)]
    if len(officers) < 2:
        return
    one = rng.choice(held) if body else None
    key, place = scene.keys.next("search"), house.ward.id if body else house.room(4 + house.ward.id % 2)
    pair = rng.sample(officers, 2)
    scene.add(
        "search", key, place, "body" if body else "area", one.episode if one else None, day, "done", None, rng.choice(house.commanders),
        at - minutes(90), at, at + minutes(9), pair[0], rng.choice(CLEAN),
    )  # fmt: skip
    for officer in pair:
        scene.add("searcher", key, officer)


def _result(scene: Scene, made: Made) -> None:
    for officer in made.officers:
        scene.add("searcher", made.key, officer)
    if scene.rng.random() < FOUND:
        chain = _Chain(scene, made)
        chain.whole() if made.at < clock(scene.now.day(30), 0) else chain.stored()


def _today(scene: Scene, *, shown: bool) -> None:
    """Four cells drawn for today: two searched where the hour allows, two still planned."""
    begun = scene.now.at - minutes(75)
    day = scene.now.today
    morning = begun > clock(day, 7)
    done = _draw(scene, day, 4, state="done", at=begun, done=2 if morning else 0)
    for key, _ in done:
        for officer in scene.rng.sample(scene.house.officers, 2):
            scene.add("searcher", key, officer)
    if shown:
        before = scene.now.at - dt.timedelta(days=1)
        old = Made(0, scene.house.ward.id + 2, before, scene.house.officers[1:3])
        _Chain(scene, old).waiting_for(scene.house.head)
        _Chain(scene, old._replace(at=before - dt.timedelta(days=9))).to_be_disposed()


class _Chain:
    """One find and its links so far."""

    def __init__(self, scene: Scene, made: Made) -> None:
        rng, house = scene.rng, scene.house
        self.scene, self.at, self.number, self.officer = scene, made.at + minutes(6), 0, made.officers[0]
        self.find, self.seal = scene.keys.next("find"), f"FT{rng.randint(100000, 999999)}"
        kind, words, unit, spot, self.ends = rng.choice(THINGS)
        quantity = rng.choice((20, 50, 100)) if kind == "money" else rng.randint(6, 15) if unit == "片" else 1
        inside = [one for one in house.held_on(made.at.date()) if one.cell == made.place]
        holder = rng.choice(inside).episode if inside and rng.random() < 0.6 else None
        photo = f"ZP-{self.at:%Y%m%d}-{self.find:04d}"
        scene.add(
            "find", self.find, made.key or None, made.place, spot, kind, words, quantity, unit, holder, photo, self.at, self.at + minutes(9),
            self.officer,
        )  # fmt: skip
        self._link("sealed", self.officer, self.officer, "", self.officer)

    def stored(self) -> None:
        """Sealed, handed to the head of the ward, who put it away."""
        head = self.scene.house.head
        self._link("handed-on", self.officer, head, "", head)
        self._link("stored", head, head, "监区物证柜2号格", head)

    def whole(self) -> None:
        """To its end, confirmed by a duty commander."""
        self.stored()
        self._link(self.ends, self.scene.house.head, None, ENDS[self.ends], self.scene.rng.choice(self.scene.house.commanders), days=12)

    def waiting_for(self, officer: int) -> None:
        """Handed on and not yet signed for."""
        self._link("handed-on", self.officer, officer, "", None)

    def to_be_disposed(self) -> None:
        """A disposal that waits for the second officer."""
        self.stored()
        self._link(self.ends, self.scene.house.head, None, ENDS[self.ends], None, days=5)

    def _link(self, kind: str, by: int, to: int | None, words: str, signer: int | None, *, days: int = 0) -> None:
        self.number += 1
        self.at += minutes(20) + dt.timedelta(days=days)
        signed = None if signer is None else self.at + minutes(3)
        self.scene.add("handling", self.find, self.number, kind, by, to, self.seal if signer else "", words, self.at, signer, signed, False)
