"""Talks with each prisoner about every third week; most are up to date, a few are due."""

from __future__ import annotations

import datetime as dt
from typing import Final

from zhiheng.demo.life.hours import Turns
from zhiheng.demo.life.scene import Scene, Staying, clock, minutes

DAYS: Final = 100
LATE: Final = 0.03
GIST: Final = {
    "admission": (
        "入监谈话。告知权利义务、申诉和控告途径、考核办法；本人表示清楚，无疑问。",
        "入监谈话。了解家庭情况和身体状况；告知申诉、控告、检举的途径，本人表示会遵守监规。",
    ),
    "regular": (
        "了解近期劳动和学习情况，本人表示适应，对考核分无异议。",
        "谈话中情绪平稳，能够说明近期得失，表示争取下月不扣分。",
        "反映近期睡眠不好，已联系狱内医院安排就诊。",
        "询问余刑和下一次提请的时间，已按判决书和规定解释，本人表示理解。",
        "反映监舍内一处水龙头漏水，已报修。表示与同舍人员相处正常。",
        "鼓励其参加职业技能培训，本人愿意报名电工班。",
    ),
    "concern": ("情绪低落，原因是家中老人住院；已安排亲情电话，列为近期关注。", "与同组人员有矛盾，双方已谈话，愿意各退一步。"),
    "conduct": ("就本月一次内务扣分谈话，说明依据，本人无异议。", "就劳动中不服从安排一事谈话，本人认识到不对，写了检查。"),
    "family": ("来信得知家中困难，询问能否申请帮扶，已说明办法并转教育科。", "家属会见后谈话，情绪稳定，子女入学问题已得到当地答复。"),
    "release": ("出监前谈话，了解回去后的住处和打算，告知安置帮教和复查户口的办法。",),
}  # fmt: skip
KINDS: Final = ("regular",) * 12 + ("concern", "concern", "conduct", "conduct", "family", "family")


def talks(scene: Scene, turns: Turns) -> None:
    """The talks of the last months with everybody in the ward, one after the other in time."""
    for one in scene.house.people:
        for day, kind in _days(scene, one):
            at = clock(day, scene.rng.randint(18, 20), scene.rng.randint(0, 59))
            officer = turns.on_duty(at)
            words = scene.rng.choice(GIST[kind])
            scene.add("talk", one.episode, scene.house.ward.id, kind, words, at, at + minutes(scene.rng.randint(15, 90)), officer)


def _days(scene: Scene, one: Staying) -> list[tuple[dt.date, str]]:
    """Days backwards from the newest talk, which lies at most thirty days back unless it is late."""
    rng = scene.rng
    ago = rng.randint(31, 36) if rng.random() < LATE else rng.randint(1, 27)
    found: list[tuple[dt.date, str]] = []
    while ago <= DAYS and scene.now.day(ago) > one.received:
        found.append((scene.now.day(ago), "release" if not found and scene.house.ward.use == "release" else rng.choice(KINDS)))
        ago += rng.randint(17, 29)
    if one.received > scene.now.day(DAYS):
        found.append((one.received + dt.timedelta(days=1), "admission"))
    return [each for each in found if each[0] < scene.now.today]
