"""Invented courts, document numbers, and the crimes of the synthetic bureau with the lengths that courts pronounce for them."""

from __future__ import annotations

import bisect
import itertools
from datetime import date
from random import Random
from typing import Final, NamedTuple

DISTRICTS: Final = ("东湾", "北桥", "柳溪", "清荷", "城南", "滨江", "云岭", "石浦")
DIVISIONS: Final = ("第一", "第二")


class Crime(NamedTuple):
    """A crime as judgments name it. Months are the usual least and most of a fixed term; shares are of people convicted of it."""

    name: str
    weight: int
    least: int
    most: int
    life: float = 0.0
    reprieve: float = 0.0
    official: bool = False  # investigated by a supervision commission


CRIMES: Final = (
    Crime("盗窃罪", 150, 9, 96),
    Crime("诈骗罪", 140, 12, 156, 0.01),
    Crime("走私、贩卖、运输、制造毒品罪", 150, 12, 180, 0.12, 0.07),
    Crime("故意伤害罪", 95, 12, 156, 0.06, 0.04),
    Crime("抢劫罪", 60, 36, 168, 0.05, 0.02),
    Crime("强奸罪", 55, 36, 144, 0.02, 0.01),
    Crime("寻衅滋事罪", 50, 9, 60),
    Crime("开设赌场罪", 50, 9, 84),
    Crime("帮助信息网络犯罪活动罪", 40, 9, 30),
    Crime("掩饰、隐瞒犯罪所得、犯罪所得收益罪", 40, 9, 60),
    Crime("故意杀人罪", 36, 84, 180, 0.34, 0.28),
    Crime("非法吸收公众存款罪", 30, 18, 96),
    Crime("敲诈勒索罪", 26, 10, 96),
    Crime("受贿罪", 22, 24, 156, 0.06, 0.02, official=True),
    Crime("合同诈骗罪", 22, 18, 156, 0.02),
    Crime("职务侵占罪", 20, 12, 96),
    Crime("集资诈骗罪", 16, 36, 168, 0.14),
    Crime("交通肇事罪", 16, 10, 60),
    Crime("组织卖淫罪", 14, 36, 132),
    Crime("非法拘禁罪", 14, 9, 48),
    Crime("非法持有毒品罪", 12, 12, 120),
    Crime("贪污罪", 10, 24, 168, 0.05, 0.01, official=True),
    Crime("绑架罪", 8, 60, 180, 0.12, 0.05),
    Crime("危险驾驶罪", 6, 4, 6),
    Crime("放火罪", 5, 36, 144, 0.05, 0.02),
)
_REACH: Final = tuple(itertools.accumulate(crime.weight for crime in CRIMES))


def crime(rng: Random) -> Crime:
    """A crime, as often as the table weighs it."""
    return CRIMES[bisect.bisect(_REACH, rng.random() * _REACH[-1])]


def trial_court(rng: Random, *, grave: bool) -> tuple[str, str]:
    """A court of first instance and its sign in document numbers; grave cases go to an intermediate court."""
    if grave:
        turn = rng.randrange(len(DIVISIONS))
        return f"江城市{DIVISIONS[turn]}中级人民法院", f"江{turn + 1:02d}刑初"
    turn = rng.randrange(len(DISTRICTS))
    return f"江城市{DISTRICTS[turn]}区人民法院", f"江{111 + turn}刑初"


def ruling_court(rng: Random, *, life: bool) -> tuple[str, str]:
    """A court that rules on commutation and its sign: the high court for life, an intermediate court for a fixed term (CPL art 273)."""
    if life:
        return "江城市高级人民法院", "江刑更"
    turn = rng.randrange(len(DIVISIONS))
    return f"江城市{DIVISIONS[turn]}中级人民法院", f"江{turn + 1:02d}刑更"


def document(rng: Random, sign: str, on: date) -> str:
    """A document number such as （2021）江02刑初102号."""
    return f"（{on.year}）{sign}{rng.randint(1, 1999)}号"
