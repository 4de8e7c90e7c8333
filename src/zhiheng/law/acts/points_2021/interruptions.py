"""Points provisions, chapter 4: new crimes, time outside, inquiries, return (arts 30-34)."""

from __future__ import annotations

from typing import NamedTuple

from zhiheng.law.acts.points_2021.variants import averaged
from zhiheng.law.prison_sources import PA2021
from zhiheng.law.reckoning import Day, Truth, cite, either, rule
from zhiheng.law.scale import Points, RestartReading, Rounding


class Carried(NamedTuple):
    """What stays of the points and of the rewards already given."""

    balance: Points
    rewards_kept: bool


def cancelled(balance: Points) -> Carried:
    """Points earned are cancelled, a debt is kept."""
    return Carried(balance if balance < 0 else 0, False)


@rule(
    "PT-I1",
    provision=cite(PA2021, "第三十条", "art 30"),
    zh="服刑期间又犯罪的，取消已有积分和奖励，负分保留",
    en="new crime while serving: points and rewards cancelled, a debt kept",
)
def after_new_crime(balance: Points) -> Carried:
    """Confidence: V."""
    return cancelled(balance)


@rule(
    "PT-I1-restart",
    provision=cite(PA2021, "第三十条", "art 30"),
    zh="自判决生效或者收监之日起重新考核（二者以何为准，文本未明）",
    en="appraisal starts again from judgment effect or admission: which of the two is open",
)
def restart_day(judgment_effective: Day, admission: Day, restart: RestartReading) -> Day:
    """Confidence: V; which of the two dates is U. The default restricts least: the earlier."""
    if restart == RestartReading.JUDGMENT:
        return judgment_effective
    if restart == RestartReading.ADMISSION or admission < judgment_effective:
        return admission
    return judgment_effective


@rule(
    "PT-I2",
    provision=cite(PA2021, "第三十一条", "art 31"),
    zh="暂予监外执行的，暂停考核；无过错收监后继续，积分和奖励有效",
    en="temporary service outside prison: paused; on return without fault all goes on",
)
def after_time_outside(balance: Points) -> Carried:
    """Confidence: V."""
    return Carried(balance, True)


@rule(
    "PT-I3",
    provision=cite(PA2021, "第三十一条", "art 31"),
    zh="暂予监外执行因违反规定被收监的，取消已有积分和奖励，负分保留",
    en="recalled for breach: points and rewards cancelled, a debt kept",
)
def after_recall(balance: Points) -> Carried:
    """Confidence: V."""
    return cancelled(balance)


@rule(
    "PT-I4",
    provision=cite(PA2021, "第三十二条", "art 32"),
    zh="假释因违反规定被收监的，取消已有积分和奖励；负分文本未规定",
    en="parole recalled for breach: points and rewards cancelled; the text is silent on a debt",
)
def after_parole_recall(balance: Points) -> Carried:
    """Confidence: V; a debt is U: silence restricts least, so none is carried."""
    return Carried(0, False)


@rule(
    "PT-I5-pause",
    provision=cite(PA2021, "第三十三条", "art 33"),
    zh="在监内被立案侦查的，暂停考核，已有积分和奖励保留",
    en="under investigation inside: paused; points and rewards kept",
)
def while_investigated(balance: Points) -> Carried:
    """Confidence: V."""
    return Carried(balance, True)


@rule(
    "PT-I5-proved",
    provision=cite(PA2021, "第三十三条", "art 33"),
    zh="经查证有违法行为的，期间基础分记零分",
    en="found to have violated the law: base 0 for that time",
)
def base_when_proved(base: Points, proved: Truth) -> Points:
    """Confidence: V."""
    return 0 if proved == Truth.YES else base


@rule(
    "PT-I5-cleared",
    provision=cite(PA2021, "第三十三条", "art 33"),
    zh="经查证没有违法行为的，参考立案前三个月平均分并结合期间表现计分；不足三个月的按日平均",
    en="cleared: the mean of the three months before, joined with conduct in that time; under three months the daily mean",
)
def score_when_cleared(total: Points, months_before: int, days_before: int, days: int, conduct: Points, rounding: Rounding) -> Points:
    """The month score. ``conduct``: adds less deductions in that time. Confidence: V."""
    return averaged(total, months_before, days_before, days, rounding) + conduct


@rule(
    "PT-I6",
    provision=cite(PA2021, "第三十三条", "art 33"),
    zh="隔离调查的，参照立案侦查办理",
    en="isolation for a disciplinary inquiry: by reference to investigation",
)
def base_after_inquiry(base: Points, proved: Truth) -> Points:
    """Confidence: V."""
    return base_when_proved(base, proved)


@rule(
    "PT-I8",
    provision=cite(PA2021, "第三十四条", "art 34"),
    zh="主动交代余罪、检察院抗诉加刑、收监时案件尚未办结的，不取消",
    en="own confession, a protest of the procuratorate, a case pending at admission: nothing is cancelled",
)
def kept_though_convicted(own_confession: Truth, protested: Truth, pending: Truth) -> Truth:
    """Confidence: V."""
    return either(either(own_confession, protested), pending)


@rule(
    "PT-I7",
    provision=cite(PA2021, "第三十四条", "art 34"),
    zh="被办案机关解回并被判处刑罚的，取消已有积分和奖励，负分保留；有例外情形的保留",
    en="taken back and convicted: cancelled, unless an exception keeps it; a debt is kept",
)
def after_conviction(balance: Points, kept: Truth) -> Carried:
    """``kept``: the answer of PT-I8; unknown cancels nothing yet. Confidence: V."""
    return cancelled(balance) if kept == Truth.NO else Carried(balance, True)


@rule(
    "PT-I9",
    provision=cite(PA2021, "第三十四条", "art 34"),
    zh="宣告无罪、再审减轻或者作证等被解回的，期间按解回前三个月平均分计；不足三个月的按日平均",
    en="not guilty, a lighter sentence, or as a witness: credited at the mean of the three months before",
)
def score_while_absent(total: Points, months_before: int, days_before: int, days: int, rounding: Rounding) -> Points:
    """One month of the absence. Confidence: V."""
    return averaged(total, months_before, days_before, days, rounding)


@rule(
    "PT-I10",
    provision=cite(PA2021, "第二十九条", "art 29"),
    zh="取消不正当取得的分数后，依赖该分数的奖励须复核",
    en="after an improper gain is cancelled, a reward that rests on it is reviewed",
)
def reward_to_review(closing_balance: Points, improper: Points) -> bool:
    """Whether the cycle would not have closed without the score. Confidence: V (arithmetic derived)."""
    return closing_balance - improper < 600_00
