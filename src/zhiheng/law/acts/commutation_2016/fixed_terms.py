"""Provisions of 2016, arts 6, 7 and 16: commutation of fixed terms, control and detention."""

from __future__ import annotations

from zhiheng.law.calendar import Term, of_months, shorter, total, whole_months
from zhiheng.law.choices import ExactlyTenReading
from zhiheng.law.kinds import Grade, SentenceKind
from zhiheng.law.reckoning import cite, rule
from zhiheng.law.sources import P2016

FIVE_YEARS = Term(5, 0, 0)
TEN_YEARS = Term(10, 0, 0)
ONE_YEAR = Term(1, 0, 0)
YEAR_AND_HALF = Term(1, 6, 0)
TWO_YEARS = Term(2, 0, 0)


@rule(
    "R-P16-6.1",
    provision=cite(P2016, "第六条第一款", "art 6 para 1"),
    zh="减刑起始时间：不满五年的一年以上，五年以上不满十年的一年六个月以上，十年以上的二年以上",
    en="first commutation: below 5 years after 1 year, from 5 to below 10 after 1 year 6 months, from 10 after 2 years",
)
def ordinary_wait(original: Term) -> Term:
    """Counted from delivery (art 40): custody before it does not help."""
    if shorter(original, FIVE_YEARS):
        return ONE_YEAR
    return YEAR_AND_HALF if shorter(original, TEN_YEARS) else TWO_YEARS


@rule(
    "R-P16-6.2",
    provision=cite(P2016, "第六条第二款", "art 6 para 2"),
    zh="一次减刑：悔改或者立功不超过九个月；悔改并立功不超过一年；重大立功不超过一年六个月；悔改并重大立功不超过二年",
    en="at once at most: repentance or merit 9 months; both 1 year; major merit 1 year 6 months; repentance and major merit 2 years",
)
def ordinary_cap(grade: Grade) -> Term:
    if grade == Grade.A:
        return Term(0, 9, 0)
    if grade == Grade.B:
        return ONE_YEAR
    return YEAR_AND_HALF if grade == Grade.C else TWO_YEARS


@rule(
    "R-P16-6.3",
    provision=cite(P2016, "第六条第三款", "art 6 para 3"),
    zh="减刑间隔：不满十年的一年以上，十年以上的一年六个月以上",
    en="interval: below 10 years 1 year, from 10 years 1 year 6 months",
)
def ordinary_interval(original: Term) -> Term:
    return ONE_YEAR if shorter(original, TEN_YEARS) else YEAR_AND_HALF


@rule(
    "R-P16-6.3b",
    provision=cite(P2016, "第六条第三款", "art 6 para 3"),
    zh="减刑间隔时间不得低于上次减刑减去的刑期（OQ-16：从严罪犯亦同）",
    en="the interval is never shorter than the time removed last (OQ-16: for strict classes too)",
)
def interval_not_below_last(interval: Term, last: Term) -> Term:
    return last if shorter(interval, last) else interval


@rule(
    "R-P16-6.4",
    provision=cite(P2016, "第六条第四款、第七条第三款", "arts 6 para 4, 7 para 3"),
    zh="有重大立功表现的，不受减刑起始时间和间隔时间的限制",
    en="major merit lifts the waiting time and the interval, never the amount or the floor",
)
def lifted_by_major_merit(grade: Grade) -> bool:
    return grade == Grade.C or grade == Grade.D


@rule(
    "R-P16-7.1",
    provision=cite(P2016, "第七条第一款", "art 7 para 1"),
    zh="职务、金融、涉黑、危害国家安全、恐怖、毒品首要和再犯、累犯，以及确有履行能力而不履行的，从严",
    en="duty, financial, mafia, state security, terrorism, drug ringleaders and re-offenders, recidivists, able but unwilling: strict",
)
def strict_by_list(listed: bool, unwilling: bool) -> bool:
    return listed or unwilling


@rule(
    "R-P16-7.2",
    provision=cite(P2016, "第七条第二款", "art 7 para 2"),
    zh="十年以上：八类暴力犯罪判处十年以上，或者数罪中有两罪以上均判处十年以上的，从严",
    en="from 10 years: one of the eight violent classes with 10 years or more, or two counts of 10 years or more each: strict",
)
def strict_by_length(original: Term, violent_ten: bool, two_counts_of_ten: bool) -> bool:
    return (violent_ten or two_counts_of_ten) and not shorter(original, TEN_YEARS)


@rule(
    "R-P16-7a",
    provision=cite(P2016, "第七条", "art 7"),
    zh="从严罪犯执行二年以上方可减刑",
    en="strict classes: first commutation after 2 years",
)
def strict_wait() -> Term:
    return TWO_YEARS


@rule(
    "R-P16-7b",
    provision=cite(P2016, "第七条", "art 7"),
    zh="减刑幅度比照第六条从严掌握，一次不超过一年",
    en="amount: stricter than art 6, at most 1 year at once",
)
def strict_cap(ordinary: Term) -> Term:
    return ONE_YEAR if shorter(ONE_YEAR, ordinary) else ordinary


@rule(
    "R-P16-7c",
    provision=cite(P2016, "第七条", "art 7"),
    zh="从严罪犯减刑间隔：十年以下一年以上，十年以上一年六个月以上（正好十年从严，OQ-7）",
    en="strict classes, interval: up to 10 years 1 year, from 10 years 1 year 6 months (exactly 10: the longer, OQ-7)",
)
def strict_interval(original: Term, exactly_ten: ExactlyTenReading) -> Term:
    if exactly_ten == ExactlyTenReading.PARAGRAPH_1 and original == TEN_YEARS:
        return ONE_YEAR
    return ONE_YEAR if shorter(original, TEN_YEARS) else YEAR_AND_HALF


@rule(
    "R-K-1",
    provision=cite(P2016, "第十六条", "art 16"),
    zh="管制、拘役，以及判决生效后剩余刑期不满二年的，可以酌情减刑，起始时间可以适当缩短；实际执行不少于二分之一",
    en="control, detention, or less than 2 years left when the judgment took effect: at discretion, the wait may be shorter; floor one half",
)
def at_discretion(kind: SentenceKind, rest: Term) -> bool:
    """``rest``: what was left of the term when the judgment took effect, days being less than a month whatever its length."""
    return kind == SentenceKind.CONTROL or kind == SentenceKind.DETENTION or whole_months(rest) < 24


@rule(
    "R-P16-17",
    provision=cite(P2016, "第十七条第一款", "art 17 para 1"),
    zh="有期徒刑减刑时，附加剥夺政治权利的期限可以酌减，不少于一年",
    en="commuting a fixed term: political rights may be reduced too, never below 1 year",
)
def shortened_rights(rights: Term, reduction: Term) -> Term:
    """What remains; a reduction that would go below one year is cut there."""
    months = whole_months(rights) - whole_months(reduction)
    return ONE_YEAR if months < 12 else of_months(months, rights.days)


@rule(
    "R-G-5",
    provision=cite(P2016, "第十八条", "art 18"),
    zh="缓刑一般不减刑；有重大立功的可以减刑并缩短考验期：拘役不少于二个月，有期徒刑不少于一年",
    en="suspended sentence: normally none; with major merit, probation not below 2 months (detention) or 1 year (fixed term)",
)
def suspended_probation(kind: SentenceKind, probation: Term, reduction: Term) -> Term:
    """The shortest probation that may be left after a reduction for major merit."""
    least = Term(0, 2, 0) if kind == SentenceKind.DETENTION else ONE_YEAR
    left = of_months(whole_months(probation) - whole_months(reduction), probation.days)
    return least if shorter(left, least) else left


@rule(
    "R-K-3f",
    provision=cite(P2016, "第十九条、第二十条", "arts 19, 20"),
    zh="起始、间隔时间可以缩短，最多三分之一",
    en="waiting time or interval may be shortened by at most one third",
)
def shortened_by_third(time: Term) -> Term:
    """Whole months come out as months, the rest of a month as days of 30 (a third is at most what is granted)."""
    days = whole_months(time) * 30 * 2 + time.days * 2
    days = (days + 2) // 3
    return of_months(days // 30, days % 30)


@rule(
    "R-K-3a",
    provision=cite(P2016, "第十九条、第二十条", "arts 19, 20"),
    zh="减刑幅度可以放宽，最多三分之一",
    en="the amount may be widened by at most one third",
)
def widened_by_third(cap: Term) -> Term:
    days = (whole_months(cap) * 30 + cap.days) // 3
    return total(cap, of_months(days // 30, days % 30))
