"""Patrol inspection provisions 2021: resident office, patrols, notice, feedback (arts 10-17, 29-40)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, months, years
from zhiheng.law.prison_sources import PATROL
from zhiheng.law.reckoning import cite, rule


@rule(
    "PC-6-resident",
    provision=cite(PATROL, "第十七条", "art 17"),
    zh="派驻检察室二人以上，其中检察官一人以上",
    en="a resident office has at least 2 staff, 1 of them a procurator",
)
def office_staffed(staff: int, procurators: int) -> bool:
    """Confidence: V."""
    return staff >= 2 and procurators >= 1


@rule(
    "PC-6-resident-days",
    provision=cite(PATROL, "第十七条", "art 17"),
    zh="每人每月派驻不少于十二个工作日，每个工作日有人值守",
    en="each at least 12 working days a month, someone on every working day",
)
def office_days_enough(days_present: int, unmanned_days: int) -> bool:
    """Confidence: V."""
    return days_present >= 12 and unmanned_days == 0


@rule(
    "PC-6-rotation",
    provision=cite(PATROL, "第十七条", "art 17"),
    zh="派驻人员每三年轮换",
    en="rotation every 3 years",
)
def rotation() -> Clock:
    """Confidence: V."""
    return years(3)


@rule(
    "PC-6-patrol",
    provision=cite(PATROL, "第十条", "art 10"),
    zh="每座监狱每年至少常规巡回检察一次，不少于十五日，在监不少于十日",
    en="conventional patrol: at least once a year per prison, 15 days, 10 of them on site",
)
def patrol_long_enough(days: int, on_site: int) -> bool:
    """Confidence: V."""
    return days >= 15 and on_site >= 10


@rule(
    "PC-6-patrol-year",
    provision=cite(PATROL, "第十条", "art 10"),
    zh="两次常规巡回检察间隔不超过一年",
    en="a conventional patrol at least every year",
)
def patrol_interval() -> Clock:
    """Confidence: V."""
    return years(1)


@rule(
    "PC-6-cross",
    provision=cite(PATROL, "第十一条", "art 11"),
    zh="每年交叉巡回检察不少于辖区三分之一的监狱",
    en="cross patrol of at least one third of the prisons a year",
)
def cross_patrols_enough(prisons: int, visited: int) -> bool:
    """Confidence: V."""
    return visited * 3 >= prisons


@rule(
    "PC-6-cross-length",
    provision=cite(PATROL, "第十一条", "art 11"),
    zh="交叉巡回检察不少于一个月，在监不少于二十日",
    en="a cross patrol: at least 1 month, 20 days on site",
)
def cross_patrol_long_enough(whole_months: int, on_site: int) -> bool:
    """Confidence: V."""
    return whole_months >= 1 and on_site >= 20


@rule(
    "PC-6-special",
    provision=cite(PATROL, "第十三条、第十四条", "arts 13-14"),
    zh="发生非正常死亡、脱逃、疫情等的，专门巡回检察不少于三个工作日",
    en="special patrol after an abnormal death, an escape, an epidemic: at least 3 working days",
)
def special_patrol_long_enough(worked_days: int) -> bool:
    """Confidence: V."""
    return worked_days >= 3


@rule(
    "PC-6-notice",
    provision=cite(PATROL, "第二十九条", "art 29"),
    zh="一般提前三日通知监狱，也可以当日通知",
    en="notice usually 3 days before; it may be the same day",
)
def patrol_notice(same_day: bool) -> Clock:
    """Confidence: V."""
    return days(0 if same_day else 3)


@rule(
    "PC-6-feedback",
    provision=cite(PATROL, "第三十五条", "art 35"),
    zh="巡回检察结束后三十日内反馈",
    en="feedback within 30 days after",
)
def patrol_feedback() -> Clock:
    """Confidence: V."""
    return days(30)


@rule(
    "PC-6-follow",
    provision=cite(PATROL, "第四十条", "art 40"),
    zh="三个月内督促整改",
    en="follow-up within 3 months",
)
def patrol_follow_up() -> Clock:
    """Confidence: V."""
    return months(3)
