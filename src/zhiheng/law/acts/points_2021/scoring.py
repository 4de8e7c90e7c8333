"""Points provisions, chapter 2: base, daily adds and deductions, the month's score, special bonus (arts 9-14, 26, 28, 29)."""

from __future__ import annotations

from zhiheng.law.calendar import first_of, month_of
from zhiheng.law.prison_sources import PA2021
from zhiheng.law.reckoning import Day, Truth, both, cite, rule
from zhiheng.law.scale import Part, Points, Rounding, YearReading

LARGEST_BONUS: Points = 100_00
BONUS_OF_A_YEAR: Points = 300_00
LAST_UNLIMITED_ITEM = 5
"""Items 1 to 5 of art 14: reports, warnings, hazards. They never meet the year's limit and may stay unposted."""


def rounded_share(numerator: int, denominator: int, rounding: Rounding) -> Points:
    """Half up (Q6). Zero parts of anything are nothing."""
    if denominator <= 0:
        return 0
    unit = 10 if rounding == Rounding.TENTHS else 1
    return (2 * numerator + denominator * unit) // (2 * denominator * unit) * unit


def days_in(month: Day) -> int:
    return first_of(month_of(month) + 1) - first_of(month_of(month))


@rule(
    "PT-M1",
    provision=cite(PA2021, "第十一条", "art 11"),
    zh="监管改造基础分三十五分",
    en="supervision: base of 35",
)
def supervision_base() -> Points:
    """Confidence: V."""
    return 35_00


@rule(
    "PT-M2",
    provision=cite(PA2021, "第十二条", "art 12"),
    zh="教育和文化改造基础分三十五分",
    en="education and culture: base of 35",
)
def education_base() -> Points:
    """Confidence: V."""
    return 35_00


@rule(
    "PT-M3",
    provision=cite(PA2021, "第十三条", "art 13"),
    zh="劳动改造基础分三十分",
    en="labour: base of 30",
)
def labour_base() -> Points:
    """Confidence: V."""
    return 30_00


def standard_base(part: Part) -> Points:
    """The base of a part for an ordinary prisoner."""
    if part == Part.LABOUR:
        return labour_base()
    return supervision_base() if part == Part.SUPERVISION else education_base()


@rule(
    "PT-M4",
    provision=cite(PA2021, "第十条", "art 10"),
    zh="基础总分一百分",
    en="the three bases make 100",
)
def whole_base() -> Points:
    """Confidence: V."""
    return supervision_base() + education_base() + labour_base()


@rule(
    "PT-M5",
    provision=cite(PA2021, "第十条", "art 10"),
    zh="每部分日常加分不超过该部分基础分的百分之五十，超出部分不计入（不结转）",
    en="daily adds of a part count up to half of its base; the excess is lost",
)
def counted_adds(raw: Points, base: Points) -> Points:
    """Keep both the raw and the counted add. Confidence: V (loss of the excess: U, the text is silent)."""
    cap = base // 2
    return cap if raw > cap else raw


@rule(
    "PT-M6",
    provision=cite(PA2021, "第十条", "art 10"),
    zh="各部分单独计分，不得相互替补",
    en="each part stands alone; parts do not replace one another",
)
def part_score(base: Points, adds: Points, deductions: Points) -> Points:
    """``adds`` as counted, ``deductions`` as a positive number. Confidence: V (effect on art 38: Q2)."""
    return base + adds - deductions


@rule(
    "PT-M7",
    provision=cite(PA2021, "第十条", "art 10"),
    zh="不含专项加分，每月最高一百五十分",
    en="without special bonus a month ends at 150",
)
def month_ceiling() -> Points:
    """Confidence: V (derived)."""
    whole = whole_base()
    return whole + counted_adds(whole, whole)


@rule(
    "PT-M8",
    provision=cite(PA2021, "第二十六条", "art 26"),
    zh="不足月的，基础分按日折算，月末一次取整",
    en="an incomplete month: the base by days, rounded once at month end",
)
def pro_rata(base: Points, counted_days: int, month: Day, rounding: Rounding) -> Points:
    """Confidence: V; rounding U (Q6)."""
    return rounded_share(base * counted_days, days_in(month), rounding)


@rule(
    "PT-M8-total",
    provision=cite(PA2021, "第二十六条", "art 26"),
    zh="先算总分再列各部分：两部分基础分与劳动基础分各按其日数折算，合计后取整",
    en="the total first, then its parts: two parts and labour each by their days, rounded after adding up",
)
def month_base(without_labour: Points, counted_days: int, labour: Points, labour_days: int, month: Day, rounding: Rounding) -> Points:
    """Confidence: V; rounding U (Q6)."""
    return rounded_share(without_labour * counted_days + labour * labour_days, days_in(month), rounding)


@rule(
    "PT-M9",
    provision=cite(PA2021, "第二十八条", "art 28"),
    zh="同一事实符合多项加分（或者扣分）的，只按最高一项计",
    en="one fact, several items: only the highest single value counts",
)
def highest_only(one: Points, other: Points) -> Points:
    """Both adds, or both deductions as positive numbers. Confidence: V (its reach to sanctions: U)."""
    return one if one > other else other


@rule(
    "PT-M10",
    provision=cite(PA2021, "第二十九条", "art 29"),
    zh="以不正当手段取得的分数予以取消，并视情节扣分或者处罚",
    en="a score gained by improper means is cancelled by a reversing entry",
)
def improper_reversal(score: Points) -> Points:
    """The entry to post beside the one it reverses. Confidence: V."""
    return -score


@rule(
    "PT-M",
    provision=cite(PA2021, "第九条", "art 9"),
    zh="当月考核分＝基础分＋日常加分－日常扣分＋专项加分",
    en="month score = base + daily adds - daily deductions + special bonus",
)
def month_score(base: Points, adds: Points, deductions: Points, special: Points) -> Points:
    """Sanctions stand apart (art 15). Confidence: V."""
    return base + adds - deductions + special


# --- special bonus --------------------------------------------------------------------------------------------------


@rule(
    "PT-S1",
    provision=cite(PA2021, "第十四条", "art 14"),
    zh="每次专项加分不超过一百分",
    en="one special bonus is at most 100",
)
def bonus_in_range(bonus: Points) -> bool:
    """100 is allowed, 100.01 is not. Confidence: V."""
    return 0 < bonus <= LARGEST_BONUS


@rule(
    "PT-S2-items",
    provision=cite(PA2021, "第十四条", "art 14 items 6-8"),
    zh="第（六）至（八）项受年度三百分限制，第（一）至（五）项不受限制",
    en="only items 6 to 8 meet the year's limit of 300",
)
def meets_year_limit(item: int) -> bool:
    """``item``: 1 to 8. Confidence: V."""
    return item > LAST_UNLIMITED_ITEM


@rule(
    "PT-S2",
    provision=cite(PA2021, "第十四条", "art 14"),
    zh="年度累计原则上不超过三百分；超过的须监狱工作组说明理由后方计入",
    en="in principle 300 a year; above that only with reasons of the prison group",
)
def counted_bonus(item: int, bonus: Points, same_year: Points, reasoned: bool) -> Points:
    """``same_year``: what items 6-8 already gave in the year (Q7 says which year). An excess is warned of, not blocked. Confidence: V."""
    if meets_year_limit(item) and same_year + bonus > BONUS_OF_A_YEAR and not reasoned:
        return 0
    return bonus


@rule(
    "PT-S2-year",
    provision=cite(PA2021, "第十四条", "art 14"),
    zh="“每年度”按自然年度计（Q7）",
    en="which awards share a year (Q7)",
)
def in_same_year(earlier: Day, later: Day, year: YearReading) -> bool:
    """Confidence: U (Q7)."""
    if year == YearReading.ROLLING:
        return month_of(later) - month_of(earlier) < 12
    return month_of(later) // 12 == month_of(earlier) // 12


@rule(
    "PT-S3",
    provision=cite(PA2021, "第十四条", "art 14"),
    zh="尚不构成立功、重大立功的方给予专项加分；后认定立功的，同一事实的专项加分冲回",
    en="only short of merit: a bonus is reversed once the same fact is found to be merit",
)
def bonus_after_merit(bonus: Points, found_merit: Truth) -> Points:
    """What stays. Confidence: V (derived)."""
    return 0 if found_merit == Truth.YES else bonus


@rule(
    "PT-S-shall",
    provision=cite(PA2021, "第十四条", "art 14"),
    zh="查证属实且尚不构成立功的，应当给予专项加分",
    en="verified and short of merit: the bonus shall be given",
)
def bonus_due(verified: Truth, short_of_merit: Truth) -> Truth:
    """Confidence: V."""
    return both(verified, short_of_merit)


@rule(
    "PT-35-hidden",
    provision=cite(PA2021, "第三十五条", "art 35"),
    zh="检举、报告类事项（第（一）至（五）项）可以不公示",
    en="informant matters (items 1 to 5) may be kept out of the posting",
)
def may_stay_unposted(item: int) -> bool:
    """Confidence: V."""
    return 1 <= item <= LAST_UNLIMITED_ITEM
