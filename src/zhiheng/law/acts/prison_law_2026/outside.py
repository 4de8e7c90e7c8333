"""Prison Law 2026, chapter 3: temporary service outside prison (arts 44-48), beside the procedure of 2016."""

from __future__ import annotations

from zhiheng.law.acts.temporary_service import procedure_2016 as before
from zhiheng.law.clocks import Clock, at_once, days, months, working_days
from zhiheng.law.prison_sources import PL_2026
from zhiheng.law.reckoning import Dated, cite, rule
from zhiheng.law.sources import CCL, CPL


@rule(
    "PC-2.2-11-2026",
    provision=cite(PL_2026, "第四十五条", "art 45"),
    zh="暂予监外执行建议在监狱内公示三个工作日",
    en="a proposal is posted in the prison for 3 working days",
)
def outside_posting_2026() -> Clock:
    """Urgent cases: none before, see PC-2.2-11-urgent. Confidence: V."""
    return working_days(3)


@rule(
    "PC-2.2-11-urgent",
    provision=cite(PL_2026, "第四十五条", "art 45"),
    zh="紧急情形的，离监后三个工作日内公告",
    en="urgent: announced within 3 working days after leaving",
)
def urgent_announcement() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PC-2.2-18",
    provision=cite(PL_2026, "第四十六条；《刑事诉讼法》第二百六十七条", "art 46; CPL art 267"),
    since=CPL.since,
    zh="检察院一个月内提出书面意见",
    en="the procuratorate objects within 1 month of the decision",
)
def procuratorate_objection() -> Clock:
    """Confidence: V."""
    return months(1)


@rule(
    "PC-2.2-18-answer-2026",
    provision=cite(PL_2026, "第四十六条", "art 46"),
    zh="立即重新核查，至迟一个月内书面答复",
    en="re-checked at once, answered within 1 month at the latest",
)
def recheck_2026() -> Clock:
    """The 15 days of the procedure of 2016 stay the shorter duty of the prison side. Confidence: V."""
    return months(1)


@rule(
    "PC-2.2-19",
    provision=cite(PL_2026, "第四十七条；《社区矫正法》第二十一条", "art 47; CCL art 21"),
    since=CCL.since,
    zh="收到决定之日起十日内移送社区矫正机构",
    en="handed over within 10 days of receiving the decision",
)
def outside_handover() -> Clock:
    """Confidence: V."""
    return days(10)


@rule(
    "PC-2.3-3",
    provision=cite(PL_2026, "第四十八条", "art 48"),
    zh="决定收监的，立即收监",
    en="recalled: collected at once",
)
def recall_collection() -> Clock:
    """3 days from receipt at the latest (PC-2.3-3-latest). Confidence: V."""
    return at_once()


outside_posting = Dated("PC-2.2-11", before.outside_posting_2016, outside_posting_2026)
recheck = Dated("PC-2.2-18-answer", before.recheck_2016, recheck_2026)
