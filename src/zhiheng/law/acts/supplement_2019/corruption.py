"""Supplementary provisions of 2019, arts 1 to 7: offenders of embezzlement and bribery."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term, shorter
from zhiheng.law.kinds import Grade
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import S2019

TEN_YEARS = Term(10, 0, 0)


@rule(
    "R-S19-0",
    provision=cite(S2019, "序言、第一条", "preamble, art 1"),
    zh="适用于修正案九施行后宣判、依刑法分则第八章判处、原具有国家工作人员身份的罪犯",
    en="pronounced after Amendment IX took effect, under special part chapter 8, formerly a state functionary: all three",
)
def in_scope(pronounced_since_2015: bool, chapter_8: bool, functionary: bool) -> bool:
    return pronounced_since_2015 and chapter_8 and functionary


@rule(
    "R-S19-1",
    provision=cite(S2019, "第一条", "art 1"),
    zh="拒不认罪悔罪，或者确有履行能力而不履行、不全部履行财产性判项的，不予假释，一般不予减刑",
    en="refusing to admit guilt, or able but not fully performing property items: no parole, normally no commutation",
)
def normally_refused(refuses_guilt: bool, unwilling: bool) -> bool:
    return refuses_guilt or unwilling


@rule(
    "R-S19-2.1",
    provision=cite(S2019, "第二条", "art 2"),
    zh="有期徒刑：不满十年的执行二年以上，十年以上的执行三年以上方可减刑",
    en="fixed term: below 10 years after 2 years, from 10 years after 3 years",
)
def corruption_wait(original: Term) -> Term:
    return Term(2, 0, 0) if shorter(original, TEN_YEARS) else Term(3, 0, 0)


@rule(
    "R-S19-2.2",
    provision=cite(S2019, "第二条", "art 2"),
    zh="一次减刑：悔改或者立功不超过六个月；悔改并立功不超过九个月；重大立功不超过一年",
    en="at once at most: repentance or merit 6 months; both 9 months; major merit 1 year (grade D as C)",
)
def corruption_cap(grade: Grade) -> Term:
    if grade == Grade.A:
        return Term(0, 6, 0)
    return Term(0, 9, 0) if grade == Grade.B else Term(1, 0, 0)


@rule(
    "R-S19-2.3",
    provision=cite(S2019, "第二条", "art 2"),
    zh="间隔：不满十年的一年六个月以上，十年以上的二年以上",
    en="interval: below 10 years 1 year 6 months, from 10 years 2 years",
)
def corruption_interval(original: Term) -> Term:
    return Term(1, 6, 0) if shorter(original, TEN_YEARS) else Term(2, 0, 0)


@rule(
    "R-S19-3.1",
    provision=cite(S2019, "第三条、第四条", "arts 3, 4"),
    zh="无期徒刑，以及死缓减为无期徒刑后，执行四年以上方可减刑",
    en="life, and a reprieve that became life: first commutation after 4 years",
)
def corruption_life_wait() -> Term:
    return Term(4, 0, 0)


@rule(
    "R-S19-3.2",
    provision=cite(S2019, "第三条", "art 3"),
    zh="无期徒刑减为：悔改或者立功二十三年；悔改并立功二十二至二十三年；重大立功二十一至二十二年",
    en="life becomes: repentance or merit 23 years; both 22 to 23; major merit 21 to 22 (grade D as C)",
)
def corruption_life_result(grade: Grade) -> Range:
    if grade == Grade.A:
        return Range(Term(23, 0, 0), Term(23, 0, 0))
    if grade == Grade.B:
        return Range(Term(22, 0, 0), Term(23, 0, 0))
    return Range(Term(21, 0, 0), Term(22, 0, 0))


@rule(
    "R-S19-4.2",
    provision=cite(S2019, "第四条", "art 4"),
    zh="死缓减为无期徒刑后减为：悔改或者立功二十五年；悔改并立功二十四年六个月至二十五年；重大立功二十四年至二十四年六个月",
    en="reprieve, then life, becomes: 25 years; both 24 years 6 months to 25; major merit 24 to 24 years 6 months (grade D as C)",
)
def corruption_reprieve_result(grade: Grade) -> Range:
    if grade == Grade.A:
        return Range(Term(25, 0, 0), Term(25, 0, 0))
    if grade == Grade.B:
        return Range(Term(24, 6, 0), Term(25, 0, 0))
    return Range(Term(24, 0, 0), Term(24, 6, 0))


@rule(
    "R-S19-3.3",
    provision=cite(S2019, "第三条、第四条", "arts 3, 4"),
    zh="减为有期徒刑后再减刑的，间隔二年以上，幅度依照第二条",
    en="later commutations, once a fixed term: interval 2 years, amounts as art 2",
)
def corruption_later_interval() -> Term:
    return Term(2, 0, 0)


@rule(
    "R-S19-5",
    provision=cite(S2019, "第五条", "art 5"),
    zh="有重大立功表现的，减刑可以不受起始时间和间隔时间的限制",
    en="major merit may lift the waiting time and the interval",
)
def corruption_lifted(grade: Grade) -> bool:
    return grade == Grade.C or grade == Grade.D


@rule(
    "R-S19-6",
    provision=cite(S2019, "第六条", "art 6"),
    zh="假释应当从严掌握",
    en="parole is granted strictly",
)
def strict_parole(in_scope: bool) -> bool:
    """A flag for the person who decides."""
    return in_scope


@rule(
    "R-S19-7",
    provision=cite(S2019, "第七条", "art 7"),
    zh="此前的司法解释与本规定不一致的，以本规定为准",
    en="prevails over earlier interpretations",
)
def prevails(ruling: Day, in_force_from: Day) -> bool:
    return ruling >= in_force_from
