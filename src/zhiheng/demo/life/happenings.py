"""Events of the last year as officers reported them; one or two of the newest are not closed yet."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Final
from uuid import UUID

from zhiheng.demo.life.hours import Turns
from zhiheng.demo.life.scene import Scene, clock, minutes

DAYS: Final = 365
EVERY: Final = 12  # days between two events of a ward, roughly
WHAT: Final = (
    ("illness", "一人晚饭后腹痛，面色发白。", "送狱内医院，诊断为急性胃炎，用药后好转，已回监舍。"),
    ("illness", "一人劳动中手指划伤，已止血。", "医生清创包扎，工位防护罩松动，已修复并登记。"),
    ("illness", "一人发热三十九度。", "隔离观察两日，退热后回监舍；同舍人员无症状。"),
    ("fight", "两人因座位争吵并推搡，已隔开。", "各自谈话，无人受伤；按规定分别处理，座位已调整。"),
    ("utilities", "二层监舍停电约十分钟。", "空气开关跳闸，电工检查后恢复，换下旧开关一个。"),
    ("utilities", "卫生间水管漏水，地面湿滑。", "后勤当日修复，放置防滑提示。"),
    ("contraband", "清点劳动工具时发现少一把剪线钳。", "在工作台夹层找到，无人带出；工具柜改为双人双锁清点。"),
    ("other", "一人拒绝吃午饭。", "谈话得知系想念家人，安排亲情电话后恢复进食。"),
    ("self-harm", "一人情绪激动，用头撞墙，被同舍人员劝住。", "医生检查无明显外伤；心理咨询师谈话，列为重点关注，专人陪护。"),
    ("fire", "车间配电箱有焦味。", "断电检查，一处接线端子发热，已更换；无明火，无人受伤。"),
)


def events(scene: Scene, turns: Turns, *, open_ones: int) -> None:
    """The ward's events, oldest first; the newest ``open_ones`` wait to be closed by somebody else."""
    rng, ago = scene.rng, DAYS - scene.rng.randint(0, EVERY)
    while ago > 1:
        _event(scene, turns, clock(scene.now.day(ago), rng.randint(7, 21), rng.randint(0, 59)), closed=True)
        ago -= rng.randint(4, 2 * EVERY)
    for turn in range(open_ones):
        _event(scene, turns, scene.now.at - minutes(95 + 180 * turn), closed=False)


def _event(scene: Scene, turns: Turns, at: dt.datetime, *, closed: bool) -> None:
    rng, head = scene.rng, scene.house.head
    kind, words, found = rng.choice(WHAT)
    told, ended = at + minutes(rng.randint(1, 6)), at + minutes(rng.randint(40, 900))
    done = (found, head, ended) if closed and ended < scene.now.at else ("", None, None)
    scene.add("event_report", scene.house.ward.id, kind, words, _token(rng), at, told, turns.on_duty(at), *done)


def _token(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
