"""Rewards beside the commendation that points give: what somebody did well, proposed by the ward, decided by the prison, posted in the ward."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from zhiheng.demo.life.scene import SHIPPED_DAYS, Scene, Staying, clock
from zhiheng.domains.conduct.discipline.actions.decisions import posting_ends

DAYS: Final = 3 * 365
RATE: Final = 0.00004  # rewards a person a day
DECIDED: Final = 6  # days from the deed to the decision


class Deed(NamedTuple):
    """What somebody did, what shows it, and what is given for it."""

    kind: str
    words: str
    evidence: str
    form: str


DEEDS: Final = (
    Deed("material", "发现车间配电箱冒烟，立即报告并按要求协助断电，避免了损失。", "当班民警记录；监控录像", "日用品一份"),
    Deed("material", "同舍人员夜间突发疾病，及时按铃报告并协助急救。", "值班记录；医师证明", "奖励加餐一次"),
    Deed("material", "提出工装改进办法，经试用返工率下降。", "生产部门证明", "学习用品一套"),
    Deed("merit", "制止两名罪犯持工具打架，夺下工具，防止了伤害。", "民警报告；证人两名；监控录像", ""),
)
OPINION: Final = "事实清楚，符合规定，同意。"


def rewards(scene: Scene) -> None:
    """The ward's rewards over three years; in some wards one of the last days still waits for its decision."""
    rng, now = scene.rng, scene.now
    for ago in range(DAYS, DECIDED, -1):
        held = scene.house.held_on(now.day(ago + 30))
        if held and rng.random() < RATE * len(held):
            _reward(scene, rng.choice(held), now.day(ago), rng.choices(DEEDS, (4, 4, 4, 1))[0], decided=True)
    settled = scene.house.held_on(now.day(60))
    if settled and scene.house.prison.wards.index(scene.house.ward) % 3 == 1:
        _reward(scene, settled[-1], now.day(2), DEEDS[1], decided=False)


def _reward(scene: Scene, one: Staying, day: dt.date, deed: Deed, *, decided: bool) -> None:
    house, proposed = scene.house, clock(day + dt.timedelta(days=1), 15)
    decision: tuple[object, ...] = ("", "proposed", house.head, proposed, None, None, "", None, None)
    if decided:
        on = day + dt.timedelta(days=DECIDED)
        number = f"{house.prison.code}狱奖〔{on.year}〕{scene.keys.next(f'reward:{house.prison.id}:{on.year}')}号"
        by = house.of_prison("warden")[0]
        posting = (None, None) if on >= scene.now.today else (on, posting_ends(on, SHIPPED_DAYS))
        decision = (number, "granted", house.head, proposed, by, clock(on, 10), OPINION, *posting)
    scene.add("reward", one.episode, deed.kind, day, deed.words, deed.evidence, deed.form, *decision)
