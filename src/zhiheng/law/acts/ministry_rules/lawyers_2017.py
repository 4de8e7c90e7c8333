"""Rules on lawyers’ meetings 2017 (司发通〔2017〕124号)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, hours
from zhiheng.law.prison_sources import LAWYERS
from zhiheng.law.reckoning import Truth, both, cite, rule


@rule(
    "PC-5.1-lawyers",
    provision=cite(LAWYERS, "（安排会见）", "arranging a meeting"),
    zh="及时安排，至迟四十八小时内",
    en="arranged promptly, at latest within 48 hours",
)
def lawyer_meeting() -> Clock:
    """Confidence: M (48 hours; V2 in restatements)."""
    return hours(48)


@rule(
    "PC-5.1-lawyer-papers",
    provision=cite(LAWYERS, "（证件）", "papers"),
    zh="须持执业证书、律师事务所证明和委托书或者法律援助公函",
    en="licence, firm letter, and mandate or legal-aid letter",
)
def lawyer_papers(licence: Truth, firm_letter: Truth, mandate: Truth) -> Truth:
    """Confidence: V."""
    return both(licence, both(firm_letter, mandate))
