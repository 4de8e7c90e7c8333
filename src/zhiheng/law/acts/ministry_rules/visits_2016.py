"""Visit and letter rules 2016 (司发通〔2016〕118号); figures of provinces are arguments."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, working_days
from zhiheng.law.prison_sources import VISITS
from zhiheng.law.reckoning import Truth, both, cite, rule

MONTHLY_VISITS = 1
"""A visit a month is the norm."""
GUANGDONG_VISITORS = 3
GUANGDONG_MINUTES = 60
"""One province's figures, shipped as an example."""


@rule(
    "PC-3-9",
    provision=cite(VISITS, "第五条", "art 5"),
    zh="收监后五个工作日内将会见事项告知亲属",
    en="relatives are told how to visit within 5 working days of admission",
)
def visit_information() -> Clock:
    """Confidence: V2."""
    return working_days(5)


@rule(
    "PC-5.1-first",
    provision=cite(VISITS, "第六条", "art 6"),
    zh="首次会见须有身份证件和关系证明",
    en="first visit: identity and proof of relationship",
)
def first_visit_papers(identity: Truth, relationship: Truth) -> Truth:
    """Confidence: V2."""
    return both(identity, relationship)


@rule(
    "PC-5.1-frequency",
    provision=cite(VISITS, "（次数、人数、时长）", "frequency"),
    zh="每月会见次数、每次人数和分钟数不超过本级处遇的标准",
    en="visits a month, visitors and minutes within what the level allows",
)
def visit_within_level(visits: int, most_visits: int, visitors: int, most_visitors: int, minutes: int, most_minutes: int) -> bool:
    """The limits are the province’s; examples below. Confidence: V2 (exact ministry numbers U)."""
    return visits <= most_visits and visitors <= most_visitors and minutes <= most_minutes


@rule(
    "PC-5.1-calls",
    provision=cite(VISITS, "（通话）", "calls"),
    zh="通话限于登记的亲属，次数和分钟数由省规定",
    en="calls to registered relatives; number and minutes are the province’s",
)
def call_within_level(registered: bool, calls: int, most_calls: int, minutes: int, most_minutes: int) -> bool:
    """Examples: 1 or 2 a month, 5 to 10 minutes. Confidence: V2 (numbers U)."""
    return registered and calls <= most_calls and minutes <= most_minutes


@rule(
    "PC-5.1-spending",
    provision=cite(VISITS, "（狱内消费）", "spending"),
    zh="每月消费不超过本级处遇的限额",
    en="spending within the month’s limit of the level",
)
def spending_within(spent: int, limit: int) -> bool:
    """Yuan; the limit is the province’s (published examples: 100-500, 400-800). Confidence: V2."""
    return spent <= limit


@rule(
    "PC-5.1-refusal",
    provision=cite(VISITS, "第十五至十七条", "arts 15-17"),
    zh="拒绝会见或者扣留信件须写明理由、期限、决定人和救济",
    en="a refused visit or a withheld letter states reason, duration, decider and remedy",
)
def refusal_complete(ground_stated: bool, length_stated: bool, decider_named: bool, remedy_told: bool) -> bool:
    """Confidence: V (derived)."""
    return ground_stated and length_stated and decider_named and remedy_told
