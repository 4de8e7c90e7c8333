"""Hand-overs between the shifts of the last two months, signed by both."""

from __future__ import annotations

from typing import Final

from zhiheng.demo.life.goings import Books
from zhiheng.demo.life.hours import Turns
from zhiheng.demo.life.scene import Scene, minutes

DAYS: Final = 60
WATCHED: Final = (
    "", "", "新收押人员情绪低落，夜间加强巡查。", "一人昨日家属会见后情绪波动，已谈话，继续关注。", "两人发生口角，已分开座位，注意观察。",
    "一人发热，已用药，夜间测体温两次。", "一人近期拒绝参加劳动，班组长每日汇报。",
)  # fmt: skip
KEYS: Final = (
    "钥匙2串、对讲机3部、执法记录仪2台，齐全。",
    "钥匙2串、对讲机3部、执法记录仪2台、急救箱1个，齐全。",
    "钥匙2串、对讲机3部，记录仪1台送修。",
)
WORK: Final = ("", "", "", "外诊一人待返，返回后登记。", "会见申请两份待审核。", "监舍灯具一处报修，等待后勤处理。", "本周谈话尚余数人未完成。")


def hand_overs(scene: Scene, books: Books, turns: Turns) -> None:
    """One for each change of shift, the newest taken by the officer who has the ward now."""
    rng = scene.rng
    for change in turns.lately(DAYS):
        given = change.at - minutes(rng.randint(3, 9))
        held, out = books.held(given), len(books.out(given))
        to, by = turns.officer(change.turn), turns.officer(change.turn + 1)
        scene.add(
            "hand_over", scene.house.ward.id, "taken", change.at, held, out, 0, rng.choice(WATCHED), rng.choice(KEYS), rng.choice(WORK),
            by, given, held - out, "", to, change.at + minutes(rng.randint(0, 6)),
        )  # fmt: skip
