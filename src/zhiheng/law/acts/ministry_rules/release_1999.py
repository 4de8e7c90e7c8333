"""Resettlement notice 1999, exit education (Order 79), and the older rule on files."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, at_once, months
from zhiheng.law.prison_sources import ARCHIVES, O79, RELEASE
from zhiheng.law.procedure_kinds import Retention
from zhiheng.law.reckoning import cite, rule


@rule(
    "PC-7-1-length",
    provision=cite(O79, "（出监教育）", "exit education"),
    zh="出监教育三个月",
    en="exit education lasts 3 months",
)
def exit_education() -> Clock:
    """Counted back from release. Confidence: V2."""
    return months(3)


@rule(
    "PC-7-3",
    provision=cite(RELEASE, "（释放通知）", "notice of release"),
    zh="刑满一个月前寄送刑满释放人员通知书；因裁定提前释放的立即寄送",
    en="notice to police and county justice 1 month before; early release by ruling: at once",
)
def release_notice(early_by_ruling: bool) -> Clock:
    """Counted back from release. Confidence: V2."""
    if early_by_ruling:
        return at_once()
    return months(1)


@rule(
    "PC-3-12",
    provision=cite(ARCHIVES, "（保管期限）", "retention"),
    zh="判决十五年以上、重大案件、判决书、释放存根永久；存疑从长",
    en="permanent for 15 years or more, major cases, judgments, release stubs; the longer class in doubt",
)
def file_retention(sentence_years: int, major_case: bool, judgment_or_stub: bool, long_class: bool) -> Retention:
    """Counted from release or death. Confidence: V2 (current version U; make it configurable)."""
    if sentence_years >= 15 or major_case or judgment_or_stub:
        return Retention.PERMANENT
    return Retention.LONG if long_class else Retention.SHORT
