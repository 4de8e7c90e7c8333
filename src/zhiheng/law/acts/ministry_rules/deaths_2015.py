"""Handling of prisoners’ deaths 2015 (司发〔2015〕5号)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days
from zhiheng.law.prison_sources import DEATHS
from zhiheng.law.reckoning import Day, cite, rule


@rule(
    "PC-5.3-4",
    provision=cite(DEATHS, "第七条", "art 7"),
    zh="封存死亡前十五日的原始监控录像",
    en="original video of the 15 days before death is sealed",
)
def video_sealed_from(death: Day) -> Day:
    """The first day of it. Confidence: V2."""
    return death - 15


@rule(
    "PC-5.3-4-hold",
    provision=cite(DEATHS, "第七条", "art 7"),
    zh="死亡后有关材料不得删改",
    en="nothing about the death may be deleted or changed",
)
def may_delete_after_death(recorded: Day, death: Day) -> bool:
    """Video older than the sealed time is outside this hold. Confidence: V2."""
    return recorded < death - 15


@rule(
    "PC-5.3-6",
    provision=cite(DEATHS, "（复议）", "reconsideration"),
    zh="家属有异议的，参照看守所规定三日内申请复议；本规定自身的日数未证实",
    en="relatives in doubt: 3 days in the parallel detention-house rule; this rule’s own number is not confirmed",
)
def death_reconsideration() -> Clock:
    """Confidence: U (number not confirmed); in doubt a later application is accepted."""
    return days(3)
