"""Provisions of 1997: amounts, times, floors. Checked against a second text only."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term, complete_on, last_day, shorter
from zhiheng.law.kinds import Grade, SentenceKind
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import P1997

TEN_YEARS = Term(10, 0, 0)


@rule(
    "R-P97-cap",
    provision=cite(P1997, "（有期徒刑的幅度）", "amounts for fixed terms"),
    zh="有期徒刑一次减刑：悔改或者立功不超过一年；悔改并立功或者重大立功不超过二年；十年以上有重大立功的不超过三年",
    en="fixed term at once: repentance or merit 1 year; both or major merit 2 years; from 10 years with major merit 3 years",
)
def cap_1997(original: Term, grade: Grade) -> Term:
    """Outstanding repentance or merit (from 10 years: 2 or 3 years) is more than a grade can tell."""
    if grade == Grade.A:
        return Term(1, 0, 0)
    major = grade == Grade.C or grade == Grade.D
    return Term(3, 0, 0) if major and not shorter(original, TEN_YEARS) else Term(2, 0, 0)


@rule(
    "R-P97-wait",
    provision=cite(P1997, "（起始时间）", "first commutation"),
    zh="五年以上的一般执行一年六个月以上方可减刑；不满五年的可以缩短",
    en="from 5 years normally after 1 year 6 months; below 5 years it may be shortened",
)
def wait_1997() -> Term:
    return Term(1, 6, 0)


@rule(
    "R-P97-interval",
    provision=cite(P1997, "（间隔时间）", "interval"),
    zh="间隔一般一年以上；十年以上一次减去二至三年的，一般间隔二年以上；不满五年的可以缩短",
    en="interval normally 1 year; from 10 years after a reduction of 2 to 3 years, 2 years; below 5 years it may be shortened",
)
def interval_1997(original: Term, last: Term) -> Term:
    long = not shorter(original, TEN_YEARS) and not shorter(last, Term(2, 0, 0))
    return Term(2, 0, 0) if long else Term(1, 0, 0)


@rule(
    "R-P97-short",
    provision=cite(P1997, "（不满五年）", "below 5 years"),
    zh="不满五年的，起始时间和间隔时间可以缩短（没有数字）",
    en="below 5 years both times may be shortened (no number)",
)
def may_be_shorter_1997(original: Term) -> bool:
    return shorter(original, Term(5, 0, 0))


@rule(
    "R-P97-life",
    provision=cite(P1997, "（无期徒刑）", "life"),
    zh="无期徒刑执行二年以上可以减刑",
    en="life: commutation after 2 years",
)
def life_wait_1997() -> Term:
    return Term(2, 0, 0)


@rule(
    "R-P97-life-result",
    provision=cite(P1997, "（无期徒刑）", "life"),
    zh="无期徒刑：悔改或者立功减为十八年以上二十年以下；重大立功减为十三年以上十八年以下",
    en="life becomes 18 to 20 years; with major merit 13 to 18",
)
def life_result_1997(grade: Grade) -> Range:
    if grade == Grade.C or grade == Grade.D:
        return Range(Term(13, 0, 0), Term(18, 0, 0))
    return Range(Term(18, 0, 0), Term(20, 0, 0))


@rule(
    "R-F-5",
    provision=cite(P1997, "（死缓）", "reprieve"),
    zh="死缓罪犯实际执行不少于十二年，二年缓期不包括在内",
    en="after reprieve at least 12 years actually served, the two years not counted",
)
def reprieve_floor_1997(expiry: Day) -> Day:
    return last_day(expiry, Term(12, 0, 0))


@rule(
    "R-P97-parole",
    provision=cite(P1997, "（假释间隔）", "parole after commutation"),
    zh="减刑后假释的间隔一般一年；一次减去二至三年的，间隔不少于二年",
    en="parole after commutation: normally 1 year; after a reduction of 2 to 3 years, 2 years",
)
def parole_after_commutation_1997(served: Day, amount: Term) -> Day:
    return complete_on(served, Term(1, 0, 0) if shorter(amount, Term(2, 0, 0)) else Term(2, 0, 0))


@rule(
    "R-P97-crime",
    provision=cite(P1997, "（无期徒刑罪犯又犯新罪）", "lifer with a new crime"),
    zh="无期徒刑罪犯又犯新罪，新罪有期徒刑以下的，自判决确定之日起一般二年内不减刑；无期徒刑的，起始时间适当推迟",
    en="lifer with a new crime: new fixed term or lighter, normally no commutation for 2 years; new life, suitably later (no number)",
)
def barred_after_new_crime_1997(kind: SentenceKind, final: Day) -> Day:
    return complete_on(final, Term(2, 0, 0)) if kind == SentenceKind.LIFE else final
