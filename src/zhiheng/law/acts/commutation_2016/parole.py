"""Provisions of 2016, arts 22 to 31: parole."""

from __future__ import annotations

from zhiheng.law.calendar import Term, complete_on, shorter, whole_months
from zhiheng.law.reckoning import Day, Truth, both, cite, either, opposite, rule
from zhiheng.law.sources import P2016


@rule(
    "R-A-3",
    provision=cite(P2016, "第二十三条第三款", "art 23 para 3"),
    zh="死缓减为无期徒刑或者有期徒刑的，实际执行十五年以上方可假释，死缓执行期间不包括在内",
    en="after reprieve: parole after 15 years actually served, the reprieve not counted",
)
def parole_after_reprieve(expiry: Day) -> Day:
    return complete_on(expiry, Term(15, 0, 0))


@rule(
    "R-A-5",
    provision=cite(P2016, "第二十四条", "art 24; CL art 81 para 1"),
    zh="特殊情况（国家政治、国防、外交需要）经最高人民法院核准，不受执行刑期限制",
    en="special circumstances of state, with approval of the SPC: any time served",
)
def parole_without_threshold(of_state: Truth, approved: Truth) -> Truth:
    return both(of_state, approved)


@rule(
    "R-B-3",
    provision=cite(P2016, "第二十五条第二款", "art 25 para 2"),
    zh="因累犯、八类暴力犯罪被判处死缓的，减为无期徒刑、有期徒刑后也不得假释",
    en="reprieve because of recidivism or one of the eight violent classes: no parole, also after it became life or fixed",
)
def barred_by_reprieve(recidivist: bool, violent: bool) -> bool:
    return recidivist or violent


@rule(
    "R-B-5",
    provision=cite(P2016, "第二十七条", "art 27"),
    zh="确有履行能力而不履行或者不全部履行财产性判项的，不予假释",
    en="able but not fully performing property items: no parole",
)
def barred_by_property(unwilling: bool) -> bool:
    return unwilling


@rule(
    "R-A-28",
    provision=cite(P2016, "第二十八条", "art 28"),
    zh="减刑后又假释的，间隔一年以上；一次减去一年以上的，间隔一年六个月以上",
    en="parole after commutation: 1 year; after one reduction of 1 year or more, 1 year 6 months",
)
def parole_after_commutation(served: Day, amount: Term) -> Day:
    """A ruling that changes life or reprieve into a term counts as a commutation without an amount."""
    return complete_on(served, Term(1, 0, 0) if shorter(amount, Term(1, 0, 0)) else Term(1, 6, 0))


@rule(
    "R-A-28b",
    provision=cite(P2016, "第二十八条第二款", "art 28 para 2"),
    zh="减刑后余刑不满二年的，假释间隔时间可以适当缩短",
    en="less than 2 years left after commutation: the interval may be suitably shortened",
)
def interval_may_be_shorter(rest: Term) -> bool:
    """``rest``: as counted to the last day, its days less than a month whatever the month's length."""
    return whole_months(rest) < 24


@rule(
    "R-A-26",
    provision=cite(P2016, "第二十六条第一款", "art 26 para 1"),
    zh="过失、中止、被胁迫、防卫或者避险过当、犯罪时未成年、老病残且生活确有着落等，假释可以从宽",
    en="negligent, abandoned or coerced crime, excess of defence, under 18 at the crime, frail with assured livelihood: lenient parole",
)
def lenient_parole(milder_crime: Truth, minor_at_offence: Truth, frail: Truth) -> Truth:
    """Never overrides a bar."""
    return either(milder_crime, either(minor_at_offence, frail))


@rule(
    "R-A-22",
    provision=cite(P2016, "第二十二条", "art 22; CL art 81 para 1"),
    zh="确有悔改表现、没有再犯罪的危险的，可以假释",
    en="parole may be granted to who repents and is without danger of re-offending",
)
def parole_open(repents: Truth, danger: Truth) -> Truth:
    """Both are findings of a person."""
    return both(repents, opposite(danger))


@rule(
    "R-V-12",
    provision=cite(P2016, "第二十九条", "art 29; CPLI-2021 art 542"),
    zh="违反监督管理规定的，由原裁定假释的法院撤销；新罪、漏罪由审理该罪的法院撤销",
    en="violations: the court that granted parole revokes; new or undiscovered crime: the court that tries it",
)
def granting_court_revokes(by_crime: bool) -> bool:
    return not by_crime
