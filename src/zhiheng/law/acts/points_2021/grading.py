"""Points provisions, chapter 3: the grade of a cycle (arts 21-24)."""

from __future__ import annotations

from zhiheng.law.prison_sources import PA2021
from zhiheng.law.reckoning import Truth, both, cite, either, opposite, rule, truth
from zhiheng.law.scale import DemeritReading, EntryReading, Grade, Points

LARGEST_SHARE = 15
"""Percent of the prisoners graded in a round who may be positive (art 21)."""
LOW_MONTH: Points = 60_00
HEAVY_DEDUCTION: Points = 10_00


@rule(
    "PT-23-1",
    provision=cite(PA2021, "第二十三条第一至六项、第十项", "art 23 items 1-6, 10"),
    zh="有第（一）至（六）项或者省级规定情形，经查证认定的，评为不合格",
    en="items 1 to 6 and the province's items: only on a finding with evidence",
)
def fails_by_finding(findings: int) -> bool:
    """Never an automatic text match. Confidence: V."""
    return findings > 0


@rule(
    "PT-23-7",
    provision=cite(PA2021, "第二十三条第七项", "art 23 item 7"),
    zh="受到二次以上警告或者记过的，评为不合格（Q4）",
    en="two or more warnings or demerits fail the cycle (Q4)",
)
def fails_by_sanctions(warnings: int, demerits: int, reading: DemeritReading) -> bool:
    """Confidence: V; the sum is U (Q4)."""
    if reading == DemeritReading.ONE_DEMERIT:
        return warnings >= 2 or demerits >= 1
    return warnings + demerits >= 2


@rule(
    "PT-23-8",
    provision=cite(PA2021, "第二十三条第八项", "art 23 item 8"),
    zh="受到禁闭处罚的，评为不合格",
    en="confinement fails the cycle",
)
def fails_by_confinement(confinements: int) -> bool:
    """Confidence: V."""
    return confinements > 0


@rule(
    "PT-23-low",
    provision=cite(PA2021, "第二十三条第九项", "art 23 item 9"),
    zh="当月考核分低于六十分的月份",
    en="a month below 60",
)
def low_month(score: Points, entry: bool, reading: EntryReading) -> bool:
    """60 is not low. Months of entry education are left out by default. Confidence: V; entry months U (Q5)."""
    return score < LOW_MONTH and not (entry and reading == EntryReading.EXCLUDED)


@rule(
    "PT-23-9",
    provision=cite(PA2021, "第二十三条第九项", "art 23 item 9"),
    zh="三个以上月份当月考核分低于六十分的，评为不合格",
    en="three or more months below 60 fail the cycle",
)
def fails_by_low_months(low_months: int) -> bool:
    """Confidence: V."""
    return low_months >= 3


@rule(
    "PT-23",
    provision=cite(PA2021, "第二十三条", "art 23"),
    zh="有不合格情形之一的，应当评为不合格",
    en="any item of art 23: unqualified, mandatory",
)
def must_fail(findings: int, warnings: int, demerits: int, confinements: int, low_months: int, reading: DemeritReading) -> bool:
    """Confidence: V."""
    by_conduct = fails_by_finding(findings) or fails_by_confinement(confinements)
    return by_conduct or fails_by_sanctions(warnings, demerits, reading) or fails_by_low_months(low_months)


@rule(
    "PT-22-1",
    provision=cite(PA2021, "第二十二条第一项", "art 22 item 1"),
    zh="因违规违纪单次被扣十分以上的，不得评为积极",
    en="a single deduction of 10 or more bars the positive grade",
)
def barred_by_deduction(largest_deduction: Points) -> bool:
    """10 bars, 9.99 does not. Confidence: V."""
    return largest_deduction >= HEAVY_DEDUCTION


@rule(
    "PT-22-part",
    provision=cite(PA2021, "第二十二条第二项", "art 22 item 2"),
    zh="某部分当月得分低于其基础分",
    en="a part below its base",
)
def part_below(score: Points, base: Points) -> bool:
    """34.99 of 35 is below. Confidence: V."""
    return score < base


@rule(
    "PT-22-2",
    provision=cite(PA2021, "第二十二条第二项", "art 22 item 2"),
    zh="任何一部分任何一个月低于基础分的，不得评为积极",
    en="any one part in any month below its base bars the positive grade",
)
def barred_by_part(parts_below: int) -> bool:
    """Confidence: V."""
    return parts_below > 0


@rule(
    "PT-22-3",
    provision=cite(PA2021, "第二十二条第三项", "art 22 item 3"),
    zh="上一考核周期评为不合格的，不得评为积极",
    en="an unqualified cycle before bars the positive grade",
)
def barred_by_last_cycle(last_grade: Grade) -> bool:
    """Confidence: V."""
    return last_grade == Grade.UNQUALIFIED


@rule(
    "PT-22-4",
    provision=cite(PA2021, "第二十二条第四项", "art 22 item 4"),
    zh="确有履行能力而不履行或者不全部履行财产性判项的，不得评为积极",
    en="able but not, or not fully, performing the property part bars the positive grade",
)
def barred_by_property(able: Truth, performed: Truth) -> Truth:
    """Real inability never bars. Confidence: V."""
    return both(able, opposite(performed))


@rule(
    "PT-22",
    provision=cite(PA2021, "第二十二条", "art 22"),
    zh="有限制情形之一的，至多评为合格",
    en="any bar of art 22: at most qualified",
)
def barred_from_positive(
    largest_deduction: Points, parts_below: int, last_grade: Grade, able: Truth, performed: Truth, provincial_item: bool
) -> Truth:
    """``provincial_item``: an item of the province's rules (item 5). Confidence: V."""
    by_score = truth(barred_by_deduction(largest_deduction) or barred_by_part(parts_below))
    by_history = truth(barred_by_last_cycle(last_grade) or provincial_item)
    return either(either(by_score, by_history), barred_by_property(able, performed))


@rule(
    "PT-21-grade",
    provision=cite(PA2021, "第二十一至二十三条", "arts 21-23"),
    zh="依次适用：不合格情形、积极限制情形；其余由监区评议、监狱批准",
    en="the highest grade still open: fail items first, then bars; people decide within it",
)
def highest_grade(fails: bool, bar: Truth) -> Grade:
    """An unknown bar keeps the positive grade closed until the fact is known. Confidence: V."""
    if fails:
        return Grade.UNQUALIFIED
    return Grade.POSITIVE if bar == Truth.NO else Grade.QUALIFIED


@rule(
    "PT-21-share",
    provision=cite(PA2021, "第二十一条", "art 21"),
    zh="积极等级比例由监狱确定，不超过当期评定人数的百分之十五",
    en="the share of positives is fixed by the prison, never above 15 percent",
)
def share_allowed(share: int) -> bool:
    """Percent. Confidence: V."""
    return 0 <= share <= LARGEST_SHARE


@rule(
    "PT-21",
    provision=cite(PA2021, "第二十一条", "art 21"),
    zh="积极等级人数以当期评定人数乘以比例向下取整",
    en="positives of a round: the share of all graded, rounded down",
)
def positive_quota(graded: int, share: int) -> int:
    """``graded``: all prisoners graded in this round in the prison. Confidence: V."""
    return graded * share // 100
