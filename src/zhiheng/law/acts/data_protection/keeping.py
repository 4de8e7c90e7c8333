"""How long records are kept and when people are told: PIPL arts 55-57, Cybersecurity Law art 23."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, at_once, months, years
from zhiheng.law.prison_sources import CSL_2026, PIPL
from zhiheng.law.reckoning import Day, Truth, both, cite, rule, truth


@rule(
    "RT-PIPL-56",
    provision=cite(PIPL, "第五十五条、第五十六条", "arts 55-56"),
    zh="影响评估报告和处理记录至少保存三年",
    en="an impact assessment is kept at least 3 years",
)
def assessment_kept() -> Clock:
    """Confidence: V."""
    return years(3)


@rule(
    "RT-PIPL-55",
    provision=cite(PIPL, "第五十五条", "art 55"),
    zh="处理敏感信息、自动化决策、对外提供或者公开之前须有影响评估",
    en="no sensitive data, automation, sharing or publication without an assessment first",
)
def module_may_open(assessed_on: Day, opens: Day, found_acceptable: Truth) -> Truth:
    """Confidence: V."""
    return both(truth(assessed_on <= opens), found_acceptable)


@rule(
    "RT-PIPL-57",
    provision=cite(PIPL, "第五十七条", "art 57"),
    zh="发生泄露的，立即补救并通知主管部门和个人",
    en="a breach: act at once, notify authority and people",
)
def breach_notice() -> Clock:
    """Confidence: V."""
    return at_once()


@rule(
    "RT-PIPL-24",
    provision=cite(PIPL, "第二十四条", "art 24"),
    zh="有重大影响的决定不得仅由自动化作出",
    en="no decision of major effect by automation alone",
)
def decision_stands(major_effect: bool, decided_by_person: Truth) -> Truth:
    """Confidence: V."""
    return decided_by_person if major_effect else Truth.YES


@rule(
    "RT-CSL-23",
    provision=cite(CSL_2026, "第二十三条", "art 23"),
    zh="网络日志至少留存六个月",
    en="network and security logs are kept at least 6 months",
)
def log_kept() -> Clock:
    """Confidence: V."""
    return months(6)


@rule(
    "RT-keep",
    provision=cite(PIPL, "第十九条", "art 19"),
    zh="保存期限为实现目的所必需的最短时间，法律另有规定的从长",
    en="the shortest time needed, unless law says longer",
)
def kept_until(needed_to: Day, law_demands: Day, held: bool, far_end: Day) -> Day:
    """``held``: a legal hold keeps it to ``far_end``. Confidence: V."""
    if held:
        return far_end
    return law_demands if law_demands > needed_to else needed_to


@rule(
    "RT-dispose",
    provision=cite(PIPL, "第四十七条", "art 47"),
    zh="期限届满且没有保全的，应当删除",
    en="disposed of when the time has run out and no hold stands",
)
def may_dispose(today: Day, kept_to: Day, held: bool, permanent: bool) -> bool:
    """Confidence: V."""
    return today > kept_to and not held and not permanent
