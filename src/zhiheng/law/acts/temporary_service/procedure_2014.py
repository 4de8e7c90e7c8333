"""Provisions on temporary service outside prison (2014): decision, service, end (arts 14-28)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, months, working_days
from zhiheng.law.prison_sources import TP2014
from zhiheng.law.reckoning import cite, rule


@rule(
    "PC-2.2-15",
    provision=cite(TP2014, "第十四条", "art 14; PP arts 21-24"),
    zh="省级监狱管理局自收到之日起十五个工作日内决定",
    en="the bureau decides within 15 working days of receipt",
)
def bureau_decision() -> Clock:
    """Confidence: V."""
    return working_days(15)


@rule(
    "PC-2.2-16",
    provision=cite(TP2014, "第十四条", "art 14; PP art 24"),
    zh="决定五个工作日内送达监狱，抄送检察院、原审法院、执行地公安机关",
    en="the decision is served within 5 working days, with copies",
)
def decision_service() -> Clock:
    """Refusal has its own form. Confidence: V."""
    return working_days(5)


@rule(
    "PC-2.3-7",
    provision=cite(TP2014, "第二十八条", "art 28"),
    zh="监外死亡的，社区矫正机构自发现之日起五日内通知",
    en="death outside: told within 5 days of discovery",
)
def death_outside() -> Clock:
    """Calendar days. Confidence: V."""
    return days(5)


@rule(
    "PC-2.2-4",
    provision=cite(TP2014, "第九条", "art 9; OP 6-8"),
    zh="诊断由两名以上副高级职称医师（妊娠检查两名以上中级）作出并签名",
    en="two doctors of associate-senior rank sign; for pregnancy two of intermediate rank",
)
def diagnosis_signed(senior_doctors: int, intermediate_doctors: int, pregnancy: bool) -> bool:
    """``intermediate_doctors``: of that rank or above, below associate-senior. Confidence: V."""
    if pregnancy:
        return senior_doctors + intermediate_doctors >= 2
    return senior_doctors >= 2


@rule(
    "PC-2.3-6",
    provision=cite(TP2014, "第二十七条", "art 27"),
    zh="监外执行期间刑满的，期满前一个月内由社区矫正机构通知监狱办理释放",
    en="the term ends outside: the community body tells the prison within the month before",
)
def term_ends_outside() -> Clock:
    """Counted back from the end of the term. Confidence: V."""
    return months(1)
