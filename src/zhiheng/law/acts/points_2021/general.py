"""Points provisions, chapter 1: the cycle of 600 (arts 4, 56)."""

from __future__ import annotations

from zhiheng.law.calendar import first_of, month_of
from zhiheng.law.prison_sources import PA2021
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.scale import Points, RemainderReading

CYCLE: Points = 600_00


@rule(
    "PT-C1",
    provision=cite(PA2021, "第四条", "art 4"),
    zh="自收监之日起实施计分考核",
    en="appraisal starts on the day of admission",
)
def cycle_start(admission: Day) -> Day:
    """Confidence: V."""
    return admission


@rule(
    "PT-C2",
    provision=cite(PA2021, "第四条", "art 4"),
    zh="月汇总时累计满六百分为一个考核周期",
    en="a cycle ends when the balance reaches 600 at a monthly total",
)
def cycle_closes(balance: Points) -> bool:
    """Confidence: V. 600 itself closes it."""
    return balance >= CYCLE


@rule(
    "PT-C3",
    provision=cite(PA2021, "第四条", "art 4"),
    zh="考核周期结束的次月评定等级",
    en="the grade is decided in the month after the cycle ends",
)
def grading_month(closed: Day) -> Day:
    """The first day of that month. Confidence: V."""
    return first_of(month_of(closed) + 1)


@rule(
    "PT-C5",
    provision=cite(PA2021, "第十五条、第三十条", "arts 15, 30, 31, 34"),
    zh="累计分可以为负，负分结转，补足后方可计满六百分",
    en="a balance may be negative; it is carried and must be worked off",
)
def balance_after(balance: Points, score: Points) -> Points:
    """Confidence: V."""
    return balance + score


@rule(
    "PT-C6",
    provision=cite(PA2021, "第四条、第三十八条", "arts 4, 38"),
    zh="扣除六百分后剩余仍满六百分的，文本未规定（Q3）",
    en="a remainder that is still 600 or more is not foreseen (Q3)",
)
def second_close_at_once(carried: Points, remainder: RemainderReading) -> bool:
    """Confidence: U (Q3). The default waits for the next month and flags the prison group."""
    return carried >= CYCLE and remainder == RemainderReading.AT_ONCE
