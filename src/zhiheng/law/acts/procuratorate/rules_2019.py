"""Procuratorate Rules 2019: review of requests, corrections (arts 624, 635)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, months
from zhiheng.law.prison_sources import PRULES
from zhiheng.law.reckoning import Truth, cite, rule


@rule(
    "PC-1.2-16",
    provision=cite(PRULES, "第六百三十五条", "art 635"),
    zh="收到建议书副本后十日内审查；案情复杂的延长十日",
    en="a copied request is reviewed within 10 days, 10 more if complex",
)
def request_review(complex_case: bool) -> Clock:
    """Confidence: V."""
    return days(20 if complex_case else 10)


@rule(
    "PC-6-correct-oral",
    provision=cite(PRULES, "第六百二十四条", "art 624"),
    zh="口头纠正意见七日内未纠正的，发出书面纠正",
    en="oral correction not followed in 7 days becomes written",
)
def oral_correction() -> Clock:
    """Confidence: V."""
    return days(7)


@rule(
    "PC-6-correct-notice",
    provision=cite(PRULES, "第六百二十四条", "art 624"),
    zh="纠正违法通知书十五日内未回复的，报上一级检察院",
    en="a correction notice unanswered for 15 days goes to the higher procuratorate",
)
def correction_notice() -> Clock:
    """Confidence: V."""
    return days(15)


@rule(
    "PC-6-correct-proposal",
    provision=cite(PRULES, "第六百二十四条", "art 624"),
    zh="检察建议二个月内未回复的，报上一级检察院",
    en="a proposal unanswered for 2 months goes to the higher procuratorate",
)
def correction_proposal() -> Clock:
    """Confidence: V."""
    return months(2)


@rule(
    "PC-6-correct-657",
    provision=cite(PRULES, "第六百五十七条、第六百六十条", "arts 657, 660"),
    zh="违法禁闭、使用械具，或者不安排会见的，检察院应当纠正",
    en="unlawful confinement or restraints, or visits not arranged: to be corrected",
)
def to_be_corrected(unlawful_confinement: Truth, unlawful_restraint: Truth, visit_refused: Truth) -> Truth:
    """Confidence: V."""
    if unlawful_confinement == Truth.YES or unlawful_restraint == Truth.YES:
        return Truth.YES
    return visit_refused
