"""Community-correction measures 2020: assessment, leave, change of place, rewards, recall (arts 13-51)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, months, working_days
from zhiheng.law.prison_sources import MM2020
from zhiheng.law.procedure_kinds import Permission
from zhiheng.law.reckoning import Truth, both, cite, either, rule


@rule(
    "PC-1.1-6-assess",
    provision=cite(MM2020, "第十四条", "art 14"),
    zh="调查评估十个工作日内完成；适用速裁程序的五个工作日",
    en="the assessment takes 10 working days from complete papers; fast track 5",
)
def assessment(fast_track: bool) -> Clock:
    """Confidence: V."""
    return working_days(5 if fast_track else 10)


@rule(
    "PC-11-3-receipt",
    provision=cite(MM2020, "第十六条", "art 16"),
    zh="五日内送达回执",
    en="receipt within 5 days",
)
def papers_receipt() -> Clock:
    """Confidence: V."""
    return days(5)


@rule(
    "PC-2.2-21-health",
    provision=cite(MM2020, "第二十四条", "art 24"),
    zh="暂予监外执行对象每月报告身体情况",
    en="temporary service: health reported monthly",
)
def health_report() -> Clock:
    """Confidence: V."""
    return months(1)


@rule(
    "PC-2.2-21-check",
    provision=cite(MM2020, "第二十四条", "art 24; TP 21"),
    zh="保外就医每三个月提交病情复查",
    en="medical ground: re-check every 3 months",
)
def medical_recheck() -> Clock:
    """Confidence: V."""
    return months(3)


@rule(
    "PC-2.2-21-longer",
    provision=cite(MM2020, "第二十四条", "art 24"),
    zh="复查间隔延长一个月以上不满三个月的报上一级批准，三个月以上的报省级批准",
    en="an interval longer by 1 to below 3 months: next level up; by 3 months or more: province",
)
def recheck_extension(months_longer: int) -> Permission:
    """Less than a month stays with the county body. Confidence: V."""
    if months_longer >= 3:
        return Permission.PROVINCE
    return Permission.NEXT_LEVEL if months_longer >= 1 else Permission.COUNTY


@rule(
    "PC-11-8-apply",
    provision=cite(MM2020, "第二十六条", "art 26"),
    zh="外出提前三日申请",
    en="leave is applied for 3 days ahead",
)
def leave_application() -> Clock:
    """Counted back from leaving. Confidence: V."""
    return days(3)


@rule(
    "PC-11-8",
    provision=cite(MM2020, "第二十七条", "art 27"),
    zh="外出七日内的可由司法所批准，超过七日的由县级批准，超过三十日或者两个月内累计超过三十日的由上一级批准",
    en="leave up to 7 days: justice office if entrusted; over 7: county; over 30, or over 30 in two months: next level up",
)
def leave_permission(days: int, in_two_months: int, entrusted: bool) -> Permission:
    """``in_two_months``: all days with this leave. 7 and 30 stay below (超过 excludes). Confidence: V."""
    if days > 30 or in_two_months > 30:
        return Permission.NEXT_LEVEL
    return Permission.OFFICE if days <= 7 and entrusted else Permission.COUNTY


@rule(
    "PC-11-8-ground",
    provision=cite(MM2020, "第二十六条", "art 26"),
    zh="外出须有就医、就学、诉讼、处理重要家庭或者工作事务等正当理由",
    en="leave needs medical, study, litigation, or important family or work matters",
)
def leave_ground(medical_reason: Truth, study: Truth, litigation: Truth, family_or_work: Truth) -> Truth:
    """Confidence: V."""
    return either(either(medical_reason, study), either(litigation, family_or_work))


@rule(
    "PC-11-9",
    provision=cite(MM2020, "第二十九条", "art 29"),
    zh="经常性跨市县活动的批准六个月内有效",
    en="a standing permission is valid for 6 months",
)
def standing_permission() -> Clock:
    """Confidence: V."""
    return months(6)


@rule(
    "PC-11-10-apply",
    provision=cite(MM2020, "第三十条", "art 30"),
    zh="变更执行地提前一个月申请",
    en="change of place is applied for about a month ahead",
)
def change_application() -> Clock:
    """Counted back. Confidence: V."""
    return months(1)


@rule(
    "PC-11-10",
    provision=cite(MM2020, "第三十条、第三十一条", "arts 30-31"),
    zh="征求意见、回复、告知、移交各五日",
    en="change of place: consult, reply, tell and move papers within 5 days each",
)
def change_step() -> Clock:
    """Confidence: V."""
    return days(5)


@rule(
    "PC-11-10-report",
    provision=cite(MM2020, "第三十一条", "art 31"),
    zh="变更后七日内报到",
    en="after a change the person reports within 7 days",
)
def change_report() -> Clock:
    """Confidence: V."""
    return days(7)


@rule(
    "PC-11-12",
    provision=cite(MM2020, "第三十二条、第三十三条", "arts 32-33"),
    zh="接受矫正六个月以上并符合四项条件，或者有突出表现的，可以表扬",
    en="commendation after 6 months with four conditions, or an outstanding act at any time",
)
def commendable(whole_months: int, four_conditions: Truth, outstanding: Truth) -> Truth:
    """Confidence: V."""
    if whole_months >= 6:
        return either(four_conditions, outstanding)
    return outstanding


@rule(
    "PC-11-13",
    provision=cite(MM2020, "第三十五条", "art 35"),
    zh="两次训诫仍不改正的，给予警告",
    en="two admonitions uncorrected: warning",
)
def warning_due(admonitions: int, corrected: Truth) -> bool:
    """Confidence: V."""
    return admonitions >= 2 and corrected == Truth.NO


@rule(
    "PC-11-14",
    provision=cite(MM2020, "第三十八条", "art 38; 司发通〔2026〕8号 items 13-14"),
    zh="无正当理由失去联系超过四十八小时的，为脱管",
    en="out of contact more than 48 hours without reason: off supervision",
)
def off_supervision(hours_lost: int, good_reason: Truth) -> bool:
    """48 hours is not yet (超过 excludes). Confidence: V."""
    return hours_lost > 48 and good_reason != Truth.YES


@rule(
    "PC-11-15-missing",
    provision=cite(MM2020, "第四十六条", "art 46"),
    zh="脱离监管超过一个月，或者两次警告仍不改正的，建议撤销",
    en="off supervision for more than a month, or two warnings uncorrected: revocation is proposed",
)
def revocation_ground(missing_over_a_month: Truth, warnings: int, corrected: Truth) -> Truth:
    """Confidence: V."""
    if warnings >= 2 and corrected == Truth.NO:
        return Truth.YES
    return missing_over_a_month


@rule(
    "PC-2.3-1",
    provision=cite(MM2020, "第四十九条", "art 49"),
    zh="不符合条件、未经批准离开经警告不改或者脱管、受治安处罚仍不改、两次警告、不交复查材料、情形消失余刑未满、失去保证人等，提请收监",
    en="the grounds on which recall is proposed",
)
def recall_proposed(
    unqualified: Truth, left_or_lost: Truth, penalised: Truth, two_warnings: Truth, no_recheck: Truth, ground_gone: Truth, no_guarantor: Truth
) -> Truth:
    """Other serious breaches: a person decides. Confidence: V."""
    conduct = either(either(left_or_lost, penalised), either(two_warnings, no_recheck))
    return either(conduct, either(unqualified, either(ground_gone, no_guarantor)))


@rule(
    "PC-1.1-6-usable",
    provision=cite(MM2020, "第十四条", "art 14; 司发通〔2026〕8号 items 1-5"),
    zh="调查评估意见是参考，不是否决",
    en="an assessment is material for the decision, not a veto",
)
def proposal_may_go_on(commissioned: Truth, waited: Truth) -> Truth:
    """Whatever the report says. Confidence: V."""
    return both(commissioned, waited)
