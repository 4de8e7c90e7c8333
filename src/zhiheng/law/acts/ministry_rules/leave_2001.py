"""Home and special leave rules 2001 (司发通〔2001〕094号)."""

from __future__ import annotations

from zhiheng.law.calendar import Term, shorter
from zhiheng.law.clocks import Clock, days, working_days
from zhiheng.law.prison_sources import LEAVE
from zhiheng.law.reckoning import Truth, both, cite, rule, truth

HEBEI_LEAVE_POSTING = 3
"""Working days, one province's figure."""


@rule(
    "PC-5.2-home-length",
    provision=cite(LEAVE, "（离监探亲期限）", "length of home leave"),
    zh="离监探亲三至七日，含路途",
    en="home leave lasts 3 to 7 days, travel included",
)
def home_leave_length(days: int) -> bool:
    """Confidence: M (V2 in restatements)."""
    return 3 <= days <= 7


@rule(
    "PC-5.2-home-2001",
    provision=cite(LEAVE, "（离监探亲条件）", "further conditions"),
    zh="宽管级，探望配偶、直系亲属，亲属在本省",
    en="lenient level, spouse, children or parents, living in the same province",
)
def home_leave_further(lenient_level: Truth, near_relative: Truth, same_province: Truth) -> Truth:
    """Names of levels are provincial. Confidence: V2."""
    return both(lenient_level, both(near_relative, same_province))


@rule(
    "PC-5.2-special-2001",
    provision=cite(LEAVE, "（特许离监条件）", "special leave"),
    zh="余刑不超过十年，有县级医院证明和基层组织、公安意见，在本省",
    en="rest of 10 years at most, county-hospital certificate, committee and police opinion, same province",
)
def special_leave_further(rest: Term, certificate: Truth, opinions: Truth, same_province: Truth) -> Truth:
    """Confidence: V2."""
    return both(truth(not shorter(Term(10, 0, 0), rest)), both(certificate, both(opinions, same_province)))


@rule(
    "PC-5.2-special-length",
    provision=cite(LEAVE, "（特许离监期限）", "length of special leave"),
    zh="特许离监一日；当夜不能返回的羁押于当地监狱、看守所",
    en="special leave lasts 1 day; held locally if no return the same night",
)
def special_leave_length() -> Clock:
    """Confidence: V2."""
    return days(1)


@rule(
    "PC-5.2-posting",
    provision=cite(LEAVE, "（公示）", "posting"),
    zh="公示日数由省规定",
    en="the posting is a matter of the province",
)
def leave_posting(province_days: int) -> Clock:
    """Working days; HEBEI_LEAVE_POSTING is an example. Confidence: V2."""
    return working_days(province_days)
