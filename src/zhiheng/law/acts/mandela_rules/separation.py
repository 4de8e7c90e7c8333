"""Nelson Mandela Rules: solitary confinement, daily doctor, time outdoors, reprisals (rules 23, 43-46, 57)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, hours
from zhiheng.law.prison_sources import MANDELA
from zhiheng.law.reckoning import Day, Truth, both, cite, opposite, rule


@rule(
    "RT-44-hours",
    provision=cite(MANDELA, "第四十四条", "rule 44"),
    zh="每日二十二小时以上没有有意义的人际接触的，为单独关押",
    en="22 hours or more a day without meaningful human contact is solitary",
)
def is_solitary(hours_without_contact: int) -> bool:
    """Confidence: V."""
    return hours_without_contact >= 22


@rule(
    "RT-44",
    provision=cite(MANDELA, "第四十三条、第四十四条", "rules 43-44"),
    zh="连续单独关押不得超过十五日：禁闭、隔离调查、保护性隔离、严管合并计算",
    en="never more than 15 consecutive days alone: confinement, inquiry, protection and strict cells in one count",
)
def may_stay_alone(consecutive_days: int) -> bool:
    """The 16th day is blocked. Confidence: V."""
    return consecutive_days <= 15


@rule(
    "RT-44-warn",
    provision=cite(MANDELA, "第四十四条", "rule 44"),
    zh="连续第十二日起预警",
    en="a warning from the 12th consecutive day",
)
def alone_warning(consecutive_days: int) -> bool:
    """Confidence: V (the day of the warning is a product choice)."""
    return consecutive_days >= 12


@rule(
    "PC-4.1-stack",
    provision=cite(MANDELA, "第四十三至四十五条", "rules 43-45"),
    zh="两次禁闭不得相接而使连续日数超过十五日",
    en="two confinements may not run on beyond 15 consecutive days",
)
def may_confine_again(days_alone_before: int, days: int) -> bool:
    """``days_alone_before``: unbroken up to the first new day. Confidence: V (derived)."""
    return days_alone_before + days <= 15


@rule(
    "PC-4.1-2",
    provision=cite(MANDELA, "第四十四条", "rule 44; PR art 33"),
    zh="隔离调查没有最长期限；默认连同其后的禁闭不超过十五日",
    en="isolation for an inquiry has no maximum; 15 days with the confinement after it by default",
)
def inquiry_within_cap(inquiry_days: int, confinement_days: int) -> bool:
    """Confidence: U (product cap)."""
    return inquiry_days + confinement_days <= 15


@rule(
    "RT-45",
    provision=cite(MANDELA, "第四十五条", "rule 45"),
    zh="仅在例外情形、由监区以外的人复核；因残疾、疾病会恶化的不得适用",
    en="only exceptionally, reviewed from outside the ward, never where a disability would worsen",
)
def separation_allowed(last_resort: Truth, reviewed_outside: Truth, worsens_health: Truth) -> Truth:
    """Confidence: V (opening), details from memory."""
    return both(both(last_resort, reviewed_outside), opposite(worsens_health))


@rule(
    "RT-46",
    provision=cite(MANDELA, "第四十六条", "rule 46"),
    zh="禁闭期间医务人员每日查看；医务停止意见不得推翻",
    en="health staff see the person daily; their stop order is not overridden",
)
def may_continue(seen_today: bool, health_stop: Truth) -> Truth:
    """Missing the daily visit is an alarm. Confidence: M."""
    if not seen_today:
        return Truth.NO
    return opposite(health_stop)


@rule(
    "PC-5.5",
    provision=cite(MANDELA, "第四十五条", "rule 45"),
    zh="保护性隔离在第二十四小时、第三日、第七日、第十四日复核",
    en="protective separation is reviewed at 24 hours, 3, 7 and 14 days",
)
def separation_review(number: int) -> Clock:
    """``number``: 1 to 4, later ones every 7 days after the fourth. Confidence: U (product floor)."""
    if number <= 1:
        return hours(24)
    if number == 2:
        return days(3)
    return days(7 * (number - 2))


@rule(
    "RT-43-family",
    provision=cite(MANDELA, "第四十三条第三款", "rule 43(3)"),
    zh="不得禁止与家人联系，只能在有限时间内为秩序严格限制",
    en="no ban on family contact: only for a limited time and strictly for order",
)
def family_contact_limited(limited_time: Truth, for_order: Truth, total_ban: bool) -> Truth:
    """Confidence: V."""
    if total_ban:
        return Truth.NO
    return both(limited_time, for_order)


@rule(
    "RT-23",
    provision=cite(MANDELA, "第二十三条", "rule 23"),
    zh="每日户外活动不少于一小时",
    en="at least one hour outdoors daily",
)
def outdoors_enough(minutes: int) -> bool:
    """Confidence: M."""
    return minutes >= 60


@rule(
    "RT-57",
    provision=cite(MANDELA, "第五十七条", "rule 57"),
    zh="申诉、控告后九十日内的处罚、降级、调动列入检察院视图",
    en="sanctions, level drops and moves within 90 days after a complaint are shown to the procuratorate",
)
def reprisal_watch(complained: Day, happened: Day) -> bool:
    """Confidence: M (90 days: product choice)."""
    return 0 <= happened - complained <= 90


@rule(
    "RT-39",
    provision=cite(MANDELA, "第三十九条", "rule 39"),
    zh="一个事实只处罚一次",
    en="one fact, one sanction",
)
def may_sanction(sanctioned_before: bool) -> bool:
    """Confidence: M."""
    return not sanctioned_before


@rule(
    "RT-40",
    provision=cite(MANDELA, "第四十条", "rule 40; PL-2026 art 23"),
    zh="罪犯不得行使惩戒、管理他人的职权",
    en="no prisoner holds any power over another",
)
def may_hold_power(prisoner: bool) -> bool:
    """Confidence: V."""
    return not prisoner


@rule(
    "RT-48",
    provision=cite(MANDELA, "第四十七至四十九条", "rules 47-49"),
    zh="械具不得用作惩罚，不得在分娩时使用，不得使用禁用种类",
    en="restraints are never a sanction, never during labour or birth, never of a banned kind",
)
def may_restrain(as_sanction: bool, in_childbirth: Truth, banned_kind: bool) -> Truth:
    """Confidence: M (rule 43: V)."""
    if as_sanction or banned_kind:
        return Truth.NO
    return opposite(in_childbirth)
