"""Community-correction opinions 2026: assessments and hand-over (items 1-20)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, months, working_days
from zhiheng.law.prison_sources import O2026
from zhiheng.law.reckoning import Truth, cite, rule


@rule(
    "PC-1.1-6-missing",
    provision=cite(O2026, "第一至五条", "items 1-5"),
    zh="材料不齐的，三个工作日内告知",
    en="missing papers are notified within 3 working days",
)
def missing_papers() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PC-11-1-impossible",
    provision=cite(O2026, "第一至五条", "items 1-5"),
    zh="无法评估的，三个工作日内说明",
    en="an impossible assessment is explained within 3 working days",
)
def assessment_impossible() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PC-11-1-return",
    provision=cite(O2026, "第一至五条", "items 1-5"),
    zh="无法评估的，五个工作日内退回",
    en="an impossible assessment is returned within 5 working days",
)
def assessment_returned() -> Clock:
    """Confidence: V."""
    return working_days(5)


@rule(
    "PC-11-1-valid",
    provision=cite(O2026, "第一至五条", "items 1-5"),
    zh="评估意见六个月内有效，情况没有变化的六个月内不重复委托",
    en="an assessment is valid for 6 months; none is repeated without change",
)
def assessment_validity() -> Clock:
    """Confidence: V."""
    return months(6)


@rule(
    "PC-11-1-again",
    provision=cite(O2026, "第一至五条", "items 1-5"),
    zh="六个月内没有变化的不得重复委托",
    en="no repeat within 6 months without change",
)
def may_commission_again(valid_still: bool, circumstances_changed: Truth) -> Truth:
    """Confidence: V."""
    return circumstances_changed if valid_still else Truth.YES


@rule(
    "PC-11-16-tell",
    provision=cite(O2026, "第十八条", "item 18"),
    zh="定期暂予监外执行的，期满三十日前告知决定机关",
    en="fixed-period cases: the deciding organ is told 30 days before the period ends",
)
def period_end_notice() -> Clock:
    """Counted back. Confidence: V."""
    return days(30)


@rule(
    "PC-11-3-missing",
    provision=cite(O2026, "第七条", "item 7; MM 16"),
    zh="文书不齐的先行登记，五日内要求补齐",
    en="papers missing: registered first, demanded within 5 days",
)
def papers_demand() -> Clock:
    """Confidence: V."""
    return days(5)


@rule(
    "PC-11-2",
    provision=cite(O2026, "第七条", "item 7"),
    zh="不得以未调查评估、非本地户籍为由拒绝接收",
    en="a receiving body may not refuse for lack of assessment or household",
)
def may_refuse_reception(no_assessment: bool, not_local: bool, other_lawful_ground: Truth) -> Truth:
    """Confidence: V."""
    return other_lawful_ground
