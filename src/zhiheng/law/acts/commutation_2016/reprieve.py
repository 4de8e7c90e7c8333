"""Provisions of 2016, arts 10 to 14: commutation after death with reprieve."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term, last_day
from zhiheng.law.kinds import Grade
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import P2012, P2016


@rule(
    "R-P16-10.1",
    provision=cite(P2016, "第十条、第十一条", "arts 10, 11"),
    zh="死缓减为无期徒刑后，执行三年以上方可减刑（重大立功亦不免）",
    en="after a reprieve became life: 3 years before the next commutation, also with major merit",
)
def reprieve_wait() -> Term:
    return Term(3, 0, 0)


@rule(
    "R-P16-10.2",
    provision=cite(P2016, "第十条第一款", "art 10 para 1"),
    zh="减为：悔改或者立功二十五年；悔改并立功二十四至二十五年；重大立功二十三至二十四年；悔改并重大立功二十二至二十三年",
    en="becomes: repentance or merit 25 years; both 24 to 25; major merit 23 to 24; repentance and major merit 22 to 23",
)
def reprieve_result(grade: Grade) -> Range:
    if grade == Grade.A:
        return Range(Term(25, 0, 0), Term(25, 0, 0))
    if grade == Grade.B:
        return Range(Term(24, 0, 0), Term(25, 0, 0))
    if grade == Grade.C:
        return Range(Term(23, 0, 0), Term(24, 0, 0))
    return Range(Term(22, 0, 0), Term(23, 0, 0))


@rule(
    "R-P16-11",
    provision=cite(P2016, "第十一条", "art 11"),
    zh="第七条第一款所列、八类暴力犯罪、确有履行能力而不履行以及数罪并罚被判处死缓的，从严",
    en="reprieve: the list of art 7 para 1, the eight violent classes, able but unwilling, and combined sentences giving reprieve: strict",
)
def strict_reprieve(listed: bool, unwilling: bool, violent: bool, combined: bool) -> bool:
    return listed or unwilling or violent or combined


@rule(
    "R-P16-11b",
    provision=cite(P2016, "第十一条", "art 11"),
    zh="从严的：一般减为二十五年；有立功或者重大立功的减为二十三年以上二十五年以下（悔改与立功同列时，OQ-27）",
    en="strict: normally 25 years; with merit or major merit 23 to 25 (grade A joins repentance and merit, OQ-27)",
)
def strict_reprieve_result(grade: Grade) -> Range:
    """The same bounds for every grade; repentance alone is 25 years, which grade A cannot tell from merit."""
    return Range(Term(23, 0, 0), Term(25, 0, 0))


@rule(
    "R-F-4",
    provision=cite(P2016, "第十二条第一款", "art 12 para 1 (2012: art 9)"),
    since=P2012.since,
    zh="死缓罪犯经过减刑后实际执行不少于十五年，死缓执行期间不包括在内",
    en="after reprieve at least 15 years actually served, the reprieve not counted",
)
def reprieve_floor(expiry: Day) -> Day:
    """The last day of the least time."""
    return last_day(expiry, Term(15, 0, 0))


@rule(
    "R-P16-13",
    provision=cite(P2016, "第十三条", "art 13"),
    zh="限制减刑的死缓罪犯减为无期徒刑后，执行五年以上方可减刑",
    en="restricted reprieve that became life: 5 years before the next commutation",
)
def restricted_wait() -> Term:
    return Term(5, 0, 0)


@rule(
    "R-P16-14",
    provision=cite(P2016, "第十四条", "art 14"),
    zh="限制减刑的死缓罪犯减为有期徒刑后，一次减刑不超过六个月，有重大立功的不超过一年",
    en="restricted reprieve, once a fixed term: at most 6 months at once, with major merit 1 year",
)
def restricted_cap(grade: Grade) -> Term:
    return Term(1, 0, 0) if grade == Grade.C or grade == Grade.D else Term(0, 6, 0)


@rule(
    "R-P16-14b",
    provision=cite(P2016, "第十四条", "art 14"),
    zh="限制减刑的死缓罪犯减为有期徒刑后，间隔二年以上；有重大立功的可以适当缩短（不免除）",
    en="restricted reprieve, once a fixed term: interval 2 years; major merit may shorten it, not lift it",
)
def restricted_interval() -> Term:
    return Term(2, 0, 0)
