"""The interference register (arts 5-7)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, at_once, months
from zhiheng.law.prison_sources import LEADERS
from zhiheng.law.reckoning import cite, rule


@rule(
    "PC-9-1",
    provision=cite(LEADERS, "第五条", "art 5"),
    zh="干预过问情况即时全面如实记录",
    en="recorded at once, fully and truthfully",
)
def interference_entry() -> Clock:
    """Confidence: V."""
    return at_once()


@rule(
    "PC-9-4",
    provision=cite(LEADERS, "第七条", "art 7"),
    zh="按季度汇总报送同级政法委和上级机关；紧急的立即报送",
    en="quarterly to the political-legal committee and the higher body; urgent ones at once",
)
def interference_report(urgent: bool) -> Clock:
    """Zero reports where the province requires. Confidence: V (quarter)."""
    if urgent:
        return at_once()
    return months(3)


@rule(
    "PC-9-6",
    provision=cite(LEADERS, "（不记录的责任）", "failure to record"),
    zh="首次不记录或者不如实记录的警告、通报批评；两次以上的给予纪律处分",
    en="first failure: warning and criticism; twice or more: discipline",
)
def discipline_due(failures: int) -> bool:
    """Confidence: V2."""
    return failures >= 2


@rule(
    "PC-9-7",
    provision=cite(LEADERS, "第六条", "art 6"),
    zh="非因法定事由、非经法定程序不得免职、调离、降级",
    en="no dismissal, transfer or demotion without statutory ground and procedure",
)
def measure_lawful(statutory_ground: bool, statutory_procedure: bool) -> bool:
    """Confidence: V."""
    return statutory_ground and statutory_procedure
