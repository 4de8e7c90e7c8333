"""Provisions of 2012, arts 5 to 14 and 22: amounts, times and bars. Arts 5-12 checked against a second text, others from memory."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term, complete_on, shorter, whole_months
from zhiheng.law.kinds import Grade, SentenceKind
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import P2012


@rule(
    "R-P12-5",
    provision=cite(P2012, "第五条", "art 5"),
    zh="有期徒刑一次减刑：悔改或者立功一般不超过一年；悔改并立功或者重大立功一般不超过二年",
    en="fixed term at once: repentance or merit normally at most 1 year; both, or major merit, normally at most 2 years",
)
def cap_2012(grade: Grade) -> Term:
    return Term(1, 0, 0) if grade == Grade.A else Term(2, 0, 0)


@rule(
    "R-P12-6",
    provision=cite(P2012, "第六条", "art 6"),
    zh="五年以上的一般执行一年六个月以上方可减刑；不满五年的可以适当缩短（起算日，OQ-29）",
    en="from 5 years normally after 1 year 6 months; below 5 years it may be suitably shortened (from which day: OQ-29)",
)
def wait_2012() -> Term:
    return Term(1, 6, 0)


@rule(
    "R-P12-6i",
    provision=cite(P2012, "第六条", "art 6"),
    zh="减刑间隔一般一年以上；不满五年的可以适当缩短",
    en="interval normally 1 year; below 5 years it may be suitably shortened",
)
def interval_2012() -> Term:
    return Term(1, 0, 0)


@rule(
    "R-P12-6s",
    provision=cite(P2012, "第六条", "art 6"),
    zh="不满五年的，起始时间和间隔时间可以适当缩短（没有数字）",
    en="below 5 years both times may be suitably shortened (no number)",
)
def may_be_shorter_2012(original: Term) -> bool:
    return shorter(original, Term(5, 0, 0))


@rule(
    "R-P12-6m",
    provision=cite(P2012, "第六条", "art 6"),
    zh="有重大立功表现的，不受起始时间和间隔时间的限制",
    en="major merit lifts the waiting time and the interval",
)
def lifted_2012(grade: Grade) -> bool:
    return grade == Grade.C or grade == Grade.D


@rule(
    "R-P12-7",
    provision=cite(P2012, "第七条", "art 7"),
    zh="无期徒刑执行二年以上可以减刑",
    en="life: commutation after 2 years",
)
def life_wait_2012() -> Term:
    return Term(2, 0, 0)


@rule(
    "R-P12-7r",
    provision=cite(P2012, "第七条", "art 7"),
    zh="无期徒刑：悔改或者立功减为二十年以上二十二年以下；重大立功减为十五年以上二十年以下",
    en="life becomes 20 to 22 years; with major merit 15 to 20",
)
def life_result_2012(grade: Grade) -> Range:
    if grade == Grade.C or grade == Grade.D:
        return Range(Term(15, 0, 0), Term(20, 0, 0))
    return Range(Term(20, 0, 0), Term(22, 0, 0))


@rule(
    "R-P12-9",
    provision=cite(P2012, "第九条", "art 9"),
    zh="死缓减为无期徒刑后执行二年以上可以减刑：减为二十五年；重大立功减为二十三年",
    en="reprieve that became life, after 2 years: 25 years; with major merit 23",
)
def reprieve_result_2012(grade: Grade) -> Range:
    if grade == Grade.C or grade == Grade.D:
        return Range(Term(23, 0, 0), Term(23, 0, 0))
    return Range(Term(25, 0, 0), Term(25, 0, 0))


@rule(
    "R-K-2",
    provision=cite(P2012, "第十一条", "art 11"),
    zh="管制、拘役，以及余刑不满一年的，可以酌情减刑；实际执行不少于二分之一",
    en="control, detention, or less than 1 year left: at discretion; floor one half",
)
def at_discretion_2012(kind: SentenceKind, rest: Term) -> bool:
    """``rest``: as counted to the last day, its days less than a month whatever the month's length."""
    return kind == SentenceKind.CONTROL or kind == SentenceKind.DETENTION or whole_months(rest) < 12


@rule(
    "R-K-8",
    provision=cite(P2012, "第十四条", "art 14"),
    zh="原判十年以上或者无期徒刑又犯新罪：新罪有期徒刑以下的一般二年内不减刑，无期徒刑的三年内不减刑",
    en="10 years or life with a new crime: normally no commutation for 2 years (new fixed term or less), 3 years (new life)",
)
def barred_after_new_crime_2012(kind: SentenceKind, original: Term, new_kind: SentenceKind, final: Day) -> Day:
    """The first day on which a report is possible again. From memory."""
    if kind == SentenceKind.FIXED and shorter(original, Term(10, 0, 0)):
        return final
    long = new_kind == SentenceKind.LIFE or new_kind == SentenceKind.DEATH_REPRIEVE
    return complete_on(final, Term(3, 0, 0) if long else Term(2, 0, 0))


@rule(
    "R-P12-22",
    provision=cite(P2012, "第二十二条", "art 22"),
    zh="减刑后假释的间隔一般一年；一次减去二年的，间隔不少于二年",
    en="parole after commutation: normally 1 year; after a single reduction of 2 years, 2 years",
)
def parole_after_commutation_2012(served: Day, amount: Term) -> Day:
    return complete_on(served, Term(1, 0, 0) if shorter(amount, Term(2, 0, 0)) else Term(2, 0, 0))


@rule(
    "R-P12-22s",
    provision=cite(P2012, "第二十二条", "art 22"),
    zh="减刑后余刑不满二年的，假释间隔时间可以适当缩短",
    en="less than 2 years left after commutation: the interval may be suitably shortened",
)
def interval_may_be_shorter_2012(rest: Term) -> bool:
    """``rest``: as counted to the last day, its days less than a month whatever the month's length."""
    return whole_months(rest) < 24
