"""Provisions of 2016, arts 19, 20, 31 and 39: minors, the elderly, the ill and the disabled."""

from __future__ import annotations

from zhiheng.law.calendar import Term, complete_on, day_of_month, month_of
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import P2016

ADULT = Term(18, 0, 0)


@rule(
    "R-K-3",
    provision=cite(P2016, "第十九条", "art 19"),
    zh="报请前服刑期间不满十八周岁，且不属于刑法第八十一条第二款情形的，幅度可以放宽或者时间可以缩短，最多三分之一",
    en="below 18 during the time served before the report, not within CL art 81 para 2: amount or time eased by at most one third",
)
def minor_leniency(birth: Day, report: Day, parole_barred: bool) -> bool:
    """The eighteenth birthday itself is adult (OQ-30)."""
    return report < complete_on(birth, ADULT) and not parole_barred


@rule(
    "R-G-39.1",
    provision=cite(P2016, "第三十九条第一款", "art 39 para 1"),
    zh="老年罪犯：报请减刑、假释时年满六十五周岁",
    en="elderly: 65 or older at the report",
)
def elderly(birth: Day, report: Day) -> bool:
    return report >= complete_on(birth, Term(65, 0, 0))


@rule(
    "R-K-4",
    provision=cite(P2016, "第二十条", "art 20"),
    zh="老年、患严重疾病、身体残疾，基本丧失劳动能力、生活难以自理的，幅度可以放宽或者时间可以缩短，最多三分之一",
    en="elderly, seriously ill or disabled, basically unable to work and hardly self-sufficient: amount or time eased by at most one third",
)
def frail_leniency(elderly: bool, ill: bool, disabled: bool, cannot_work: bool, dependent: bool) -> bool:
    return (elderly or ill or disabled) and cannot_work and dependent


@rule(
    "R-K-5",
    provision=cite(P2016, "第三十一条", "art 31"),
    zh="年满八十周岁、患病或者生活难以自理、没有再犯罪危险，既符合减刑又符合假释条件的，优先假释；不能假释的从宽减刑",
    en="80 or older, ill or not self-sufficient, no danger: parole first; if barred, leniency in commutation",
)
def parole_first(birth: Day, report: Day, ill_or_dependent: bool) -> bool:
    """Whether the person is without danger remains for a person to say."""
    return ill_or_dependent and report >= complete_on(birth, Term(80, 0, 0))


def known_birthday(birth: Day) -> bool:
    """29 February: the birthday of a common year is open between two days."""
    return not (month_of(birth) % 12 == 1 and day_of_month(birth) == 29)
