"""Points provisions, chapter 5: settlement, rewards, posting, export to court (arts 38-41)."""

from __future__ import annotations

from zhiheng.law.acts.points_2021.general import CYCLE, cycle_closes, second_close_at_once
from zhiheng.law.clocks import Clock, at_once, working_days
from zhiheng.law.prison_sources import PA2021
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.scale import AvailableReading, BaseReading, EntryReading, Grade, Points, RemainderReading, Reward


@rule(
    "PT-C4",
    provision=cite(PA2021, "第三十八条", "art 38"),
    zh="评定等级后扣除六百分，剩余转入下一周期",
    en="exactly 600 is subtracted, whatever the grade; the rest goes to the next cycle",
)
def carried_over(balance: Points) -> Points:
    """Confidence: V."""
    return balance - CYCLE


def settled(balance: Points, remainder: RemainderReading) -> tuple[Points, int]:
    """What a balance carries over and how many cycles it closes: one, or under the reading that closes at once as many as it holds (Q3)."""
    closes = 0
    while cycle_closes(balance):
        balance, closes = carried_over(balance), closes + 1
        if not second_close_at_once(balance, remainder):
            break
    return balance, closes


@rule(
    "PT-Q8",
    provision=cite(PA2021, "第三十八条", "art 38"),
    zh="比较所用的基础分：不足月按日折算，住院月按一百分（Q8）",
    en="the base to test against: pro rata for a partial month, 100 for a hospital month (Q8)",
)
def base_to_reach(whole: Points, pro_rata: Points, granted: Points, reading: AvailableReading) -> Points:
    """``pro_rata``: the whole base by days counted; ``granted``: the base actually given. Confidence: U (Q8)."""
    if reading == AvailableReading.FULL:
        return whole
    return granted if reading == AvailableReading.AS_GRANTED else pro_rata


@rule(
    "PT-Q2",
    provision=cite(PA2021, "第三十八条", "art 38"),
    zh="当月考核分是否达到基础分（Q2）",
    en="whether a month reaches its base (Q2)",
)
def reaches_base(total: Points, capped_total: Points, parts_below: int, base: Points, reading: BaseReading) -> bool:
    """``capped_total``: the total with each part capped at its base. Confidence: U (Q2)."""
    if reading == BaseReading.EACH_PART:
        return parts_below == 0 and total >= base
    return (capped_total if reading == BaseReading.CAPPED_PARTS else total) >= base


@rule(
    "PT-38-below",
    provision=cite(PA2021, "第三十八条", "art 38"),
    zh="低于基础分的月份；入监教育月份默认不参加比较（Q5）",
    en="a month below base; entry months are left out by default (Q5)",
)
def month_below(reaches: bool, entry: bool, reading: EntryReading) -> bool:
    """Confidence: V; entry months U (Q5)."""
    return not reaches and not (entry and reading == EntryReading.EXCLUDED)


@rule(
    "PT-38",
    provision=cite(PA2021, "第三十八条", "art 38"),
    zh="积极：表扬，可以同时物质奖励；合格且每月达到基础分：表扬；合格但有月份低于基础分：物质奖励；不合格：不予奖励并批评教育",
    en="positive: commendation; qualified: commendation if every month reached base, else material; unqualified: none",
)
def reward_of(points_grade: Grade, months_below: int) -> Reward:
    """Confidence: V."""
    if points_grade == Grade.UNQUALIFIED:
        return Reward.NONE
    return Reward.COMMENDATION if points_grade == Grade.POSITIVE or months_below == 0 else Reward.MATERIAL


@rule(
    "PT-38-material",
    provision=cite(PA2021, "第三十八条", "art 38"),
    zh="积极等级可以同时给予物质奖励",
    en="only the positive grade may have a material reward beside the commendation",
)
def material_beside(points_grade: Grade) -> bool:
    """Confidence: V."""
    return points_grade == Grade.POSITIVE


@rule(
    "PT-39-posting",
    provision=cite(PA2021, "第三十九条", "art 39"),
    zh="奖励、不予奖励、取消积分或者奖励，在监区公示不少于三个工作日",
    en="a reward, no reward, or a cancellation is posted in the ward for at least 3 working days",
)
def reward_posting() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PT-39-copy",
    provision=cite(PA2021, "第三十九条", "art 39"),
    zh="奖励决定及时抄送检察院",
    en="the decision is copied promptly to the procuratorate",
)
def reward_copy() -> Clock:
    """Confidence: V."""
    return at_once()


# --- checks before anything goes to a court (art 41) -----------------------------------------------------------------


@rule(
    "PT-41-a",
    provision=cite(PA2021, "第四十一条", "art 41"),
    zh="档案中每个月恰有一份月汇总",
    en="every month in the file has exactly one monthly total",
)
def one_total_a_month(months_in_file: int, totals: int, distinct_months: int) -> bool:
    """Confidence: V (derived check)."""
    return months_in_file == totals == distinct_months


@rule(
    "PT-41-b",
    provision=cite(PA2021, "第四十一条", "art 41"),
    zh="每项奖励对应一个满六百分的周期",
    en="each reward points to a closed cycle of 600",
)
def reward_has_cycle(closing_balance: Points) -> bool:
    """Confidence: V (derived check)."""
    return closing_balance >= CYCLE


@rule(
    "PT-41-c",
    provision=cite(PA2021, "第四十一条", "art 41"),
    zh="处罚与其扣分一一对应",
    en="each sanction has its deduction and each such deduction its sanction",
)
def sanctions_match(sanctions: Points, posted_points: Points) -> bool:
    """Sums of art 15 called for and posted_points. Confidence: V (derived check)."""
    return sanctions == posted_points


@rule(
    "PT-41-d",
    provision=cite(PA2021, "第二十七条、第四十一条", "arts 27, 41"),
    zh="应由监狱工作组批准的分数，批准日期不晚于入账日期",
    en="what needs the prison group was approved not later than it was posted",
)
def approved_first(approved_on: Day, posted_on: Day) -> bool:
    """Confidence: V (derived check)."""
    return approved_on <= posted_on


@rule(
    "PT-41-e",
    provision=cite(PA2021, "第三十一条、第四十一条", "arts 31, 41"),
    zh="暂予监外执行期间没有加分",
    en="no add during temporary service outside prison",
)
def outside_without_adds(add: Points, happened: Day, left_on: Day, returned_on: Day) -> bool:
    """``left_on`` and ``returned_on``: the last day before and the first day after the time outside. Confidence: V (derived check)."""
    return add == 0 or not left_on < happened < returned_on
