"""Prison procedure for temporary service outside prison (2016)."""

from __future__ import annotations

from datetime import date

from zhiheng.law.clocks import Clock, days, months, working_days
from zhiheng.law.prison_sources import PL_2012, PP2016
from zhiheng.law.reckoning import cite, rule


@rule(
    "PC-2.2-1",
    provision=cite(PP2016, "第六条", "art 6; TP 8"),
    zh="申请的答复时限未规定；默认五个工作日",
    en="no time to answer an application is stated; 5 working days by default",
)
def application_answer() -> Clock:
    """Refusal in writing with reasons. Confidence: V (time U: product default)."""
    return working_days(5)


@rule(
    "PC-2.2-4b",
    provision=cite(PP2016, "第三条、第九条", "arts 3, 9"),
    zh="生活自理能力鉴别小组七人以上，医务人员二人以上，监狱长任组长",
    en="self-care group: at least 7 members, 2 of them medical, the warden as head",
)
def assessment_group_valid(members: int, medical: int, warden_heads: bool) -> bool:
    """Confidence: V."""
    return members >= 7 and medical >= 2 and warden_heads


@rule(
    "PC-2.2-4b-asked",
    provision=cite(PP2016, "第九条", "art 9"),
    zh="鉴别须询问民警、护理人员及二名以上罪犯并现场观察",
    en="officer, carers and at least 2 prisoners are asked, and the site is observed",
)
def assessment_interviews(officers: int, carers: int, prisoners: int, observed: bool) -> bool:
    """Confidence: V."""
    return officers >= 1 and carers >= 1 and prisoners >= 2 and observed


@rule(
    "PC-2.2-10",
    provision=cite(PP2016, "第三条", "art 3"),
    zh="暂予监外执行评审委员会九人以上，监狱长任主任",
    en="the committee has at least nine members, the warden in the chair",
)
def outside_committee_valid(members: int, warden_chairs: bool) -> bool:
    """Confidence: V."""
    return members >= 9 and warden_chairs


@rule(
    "PC-2.2-11-2016",
    provision=cite(PP2016, "第十七条", "art 17"),
    until=PL_2012.until,
    zh="暂予监外执行建议在监狱内公示三个工作日",
    en="a proposal is posted in the prison for 3 working days",
)
def outside_posting_2016() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PC-2.2-15-urgent-2016",
    provision=cite(PP2016, "第二十三条", "art 23"),
    until=date(2023, 6, 30),
    zh="紧急情形先行决定的，三日内提请委员会确认",
    en="urgent: the committee confirms within 3 days",
)
def urgent_confirmation_2016() -> Clock:
    """Calendar days. Confidence: V."""
    return days(3)


@rule(
    "PC-2.2-18-answer-2016",
    provision=cite(PP2016, "第二十四条", "art 24"),
    until=PL_2012.until,
    zh="检察院不同意的，十五日内重新核查并答复",
    en="a procuratorate objection is re-checked and answered within 15 days",
)
def recheck_2016() -> Clock:
    """Calendar days. Confidence: V."""
    return days(15)


@rule(
    "PC-2.2-18-prison",
    provision=cite(PP2016, "第二十四条", "art 24"),
    zh="重新核查的结果十五日内作出；2026年法律另有一个月的上限",
    en="the result of the re-check within 15 days; from 2026 the statute adds a month as the outer limit",
)
def recheck_result() -> Clock:
    """Keeps applying beside the statute of 2026. Confidence: V."""
    return days(15)


@rule(
    "PC-2.2-19-told",
    provision=cite(PP2016, "第二十七条", "art 27"),
    zh="移送情况五个工作日内告知检察院",
    en="the procuratorate is told of the hand-over within 5 working days",
)
def handover_told() -> Clock:
    """Confidence: V."""
    return working_days(5)


@rule(
    "PC-2.2-20-sender",
    provision=cite(PP2016, "第二十八条", "art 28"),
    zh="跨省的，移出省局自批准之日起三个工作日内发函",
    en="cross-province: the sending bureau writes within 3 working days of approval",
)
def transfer_letter() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PC-2.2-20-receiver",
    provision=cite(PP2016, "第二十八条", "art 28"),
    zh="接收省局十个工作日内指定监狱",
    en="the receiving bureau names a prison within 10 working days",
)
def receiving_prison() -> Clock:
    """Confidence: V."""
    return working_days(10)


@rule(
    "PC-2.3-5",
    provision=cite(PP2016, "第三十一条", "art 31; CPL art 268"),
    zh="不计入刑期的，监狱向中级人民法院提请；材料五个工作日内补齐",
    en="time not counted: missing papers within 5 working days",
)
def exclusion_papers() -> Clock:
    """Confidence: V."""
    return working_days(5)


@rule(
    "PC-2.3-5-ruling",
    provision=cite(PP2016, "第三十一条", "art 31; OP 16"),
    zh="法院一个月内裁定",
    en="time not counted: ruling within 1 month",
)
def exclusion_ruling() -> Clock:
    """Confidence: V."""
    return months(1)


@rule(
    "PC-10-permanent",
    provision=cite(PP2016, "第三十四条", "art 34"),
    zh="案卷和会议记录永久保存，分歧意见如实记载，到会人员签名",
    en="files and minutes are permanent; dissent stated; all sign",
)
def outside_file_permanent() -> bool:
    """Confidence: V."""
    return True
