"""Opinion no. 5 of 2014: the three categories (职务犯罪、金融犯罪、涉黑犯罪). Numbers as printed in the press; waiver from memory."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term, shorter
from zhiheng.law.kinds import Grade
from zhiheng.law.reckoning import cite, rule
from zhiheng.law.sources import D5


@rule(
    "R-D5-1",
    provision=cite(D5, "（三类罪犯）", "the three categories"),
    zh="职务犯罪，破坏金融管理秩序和金融诈骗犯罪，组织、领导、参加、包庇、纵容黑社会性质组织犯罪",
    en="duty crimes, financial-order and financial-fraud crimes, mafia-type organisations",
)
def in_three_categories(duty: bool, financial: bool, mafia: bool) -> bool:
    return duty or financial or mafia


@rule(
    "R-D5-2",
    provision=cite(D5, "（起始时间）", "first commutation"),
    zh="有期徒刑执行二年以上方可减刑",
    en="fixed term: first commutation after 2 years",
)
def category_wait() -> Term:
    return Term(2, 0, 0)


@rule(
    "R-D5-3",
    provision=cite(D5, "（起始时间）", "first commutation"),
    zh="无期徒刑、死缓减为无期徒刑的，执行三年以上方可减刑",
    en="life, and a reprieve that became life: after 3 years",
)
def category_life_wait() -> Term:
    return Term(3, 0, 0)


@rule(
    "R-D5-4",
    provision=cite(D5, "（幅度）", "amount"),
    zh="一次减刑不超过一年",
    en="at most 1 year at once",
)
def category_cap(ordinary: Term) -> Term:
    return Term(1, 0, 0) if shorter(Term(1, 0, 0), ordinary) else ordinary


@rule(
    "R-D5-5",
    provision=cite(D5, "（间隔时间）", "interval"),
    zh="间隔：十年以下一年以上，十年以上一年六个月以上",
    en="interval: up to 10 years 1 year, from 10 years 1 year 6 months",
)
def category_interval(original: Term) -> Term:
    return Term(1, 0, 0) if shorter(original, Term(10, 0, 0)) else Term(1, 6, 0)


@rule(
    "R-D5-6",
    provision=cite(D5, "（间隔时间）", "interval"),
    zh="原判无期徒刑、死缓的，减为有期徒刑后间隔二年以上",
    en="after life or reprieve: interval 2 years once a fixed term",
)
def category_later_interval() -> Term:
    return Term(2, 0, 0)


@rule(
    "R-D5-7",
    provision=cite(D5, "（无期徒刑）", "life"),
    zh="无期徒刑减为二十年以上二十二年以下",
    en="life becomes 20 to 22 years",
)
def category_life_result() -> Range:
    return Range(Term(20, 0, 0), Term(22, 0, 0))


@rule(
    "R-D5-8",
    provision=cite(D5, "（死缓）", "reprieve"),
    zh="死缓减为无期徒刑后减为二十五年",
    en="reprieve, then life, becomes 25 years",
)
def category_reprieve_result() -> Range:
    return Range(Term(25, 0, 0), Term(25, 0, 0))


@rule(
    "R-D5-9",
    provision=cite(D5, "（重大立功）", "major merit"),
    zh="有重大立功表现的，不受起始时间和间隔时间的限制",
    en="major merit lifts the waiting time and the interval",
)
def category_lifted(grade: Grade) -> bool:
    return grade == Grade.C or grade == Grade.D
