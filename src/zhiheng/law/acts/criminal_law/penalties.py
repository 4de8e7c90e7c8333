"""Criminal Law, part 1 chapter 3: the kinds of sentence, their ranges, their start, and credit of custody."""

from __future__ import annotations

from zhiheng.law.calendar import Term, last_day, shorter
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Day, Truth, cite, rule
from zhiheng.law.sources import CL


@rule(
    "R-S-1",
    provision=cite(CL, "第三十八条第一款、第六十九条第一款", "arts 38 para 1, 69 para 1"),
    zh="管制：三个月以上二年以下，数罪并罚不超过三年",
    en="control: at least 3 months, at most 2 years, combined at most 3 years",
)
def control_in_range(term: Term, combined: bool) -> bool:
    longest = Term(3, 0, 0) if combined else Term(2, 0, 0)
    return not shorter(term, Term(0, 3, 0)) and not shorter(longest, term)


@rule(
    "R-S-2",
    provision=cite(CL, "第四十二条、第六十九条第一款", "arts 42, 69 para 1"),
    zh="拘役：一个月以上六个月以下，数罪并罚不超过一年",
    en="detention: at least 1 month, at most 6 months, combined at most 1 year",
)
def detention_in_range(term: Term, combined: bool) -> bool:
    longest = Term(1, 0, 0) if combined else Term(0, 6, 0)
    return not shorter(term, Term(0, 1, 0)) and not shorter(longest, term)


@rule(
    "R-S-3",
    provision=cite(CL, "第四十五条、第五十条、第六十九条第一款", "arts 45, 50, 69 para 1"),
    zh="有期徒刑：六个月以上十五年以下；数罪并罚及死缓减刑可至二十五年",
    en="fixed term: at least 6 months, at most 15 years; up to 25 years when combined or after a reprieve",
)
def fixed_in_range(term: Term, combined: bool) -> bool:
    longest = Term(25, 0, 0) if combined else Term(15, 0, 0)
    return not shorter(term, Term(0, 6, 0)) and not shorter(longest, term)


def in_range(kind: SentenceKind, term: Term, combined: bool) -> bool:
    """Whether a pronounced term lies in the statutory range of its kind; life and reprieve have no term."""
    if kind == SentenceKind.CONTROL:
        return control_in_range(term, combined)
    if kind == SentenceKind.DETENTION:
        return detention_in_range(term, combined)
    return fixed_in_range(term, combined)


@rule(
    "R-S-4",
    provision=cite(CL, "第四十六条", "art 46"),
    zh="无期徒刑自判决确定之日起执行，先行羁押不折抵",
    en="life runs from the day the judgment becomes final; earlier custody is not credited",
)
def life_start(final: Day) -> Day:
    return final


@rule(
    "R-C-1a",
    provision=cite(CL, "第四十一条", "art 41"),
    zh="管制：羁押一日折抵刑期二日",
    en="control: one day of custody counts as two",
)
def custody_credit_of_control(days: int) -> int:
    return 2 * days


@rule(
    "R-C-1",
    provision=cite(CL, "第四十四条、第四十七条", "arts 44, 47"),
    zh="拘役、有期徒刑：羁押一日折抵刑期一日",
    en="detention and fixed term: one day of custody counts as one",
)
def custody_credit(days: int) -> int:
    return days


def credit_of_custody(kind: SentenceKind, days: int) -> int:
    """Days of credit; none before life and reprieve (R-S-4, R-S-5), not even after they become a fixed term."""
    if kind == SentenceKind.CONTROL:
        return custody_credit_of_control(days)
    if kind == SentenceKind.LIFE or kind == SentenceKind.DEATH_REPRIEVE:
        return 0
    return custody_credit(days)


@rule(
    "R-S-6",
    provision=cite(CL, "第七十三条", "art 73"),
    zh="缓刑考验期：拘役为原判刑期以上一年以下，不少于二个月；有期徒刑为原判刑期以上五年以下，不少于一年",
    en="probation of a suspended sentence: not below the term; detention 2 months to 1 year, fixed term 1 to 5 years",
)
def probation_in_range(kind: SentenceKind, term: Term, probation: Term) -> bool:
    if shorter(probation, term):
        return False
    if kind == SentenceKind.DETENTION:
        return not shorter(probation, Term(0, 2, 0)) and not shorter(Term(1, 0, 0), probation)
    return not shorter(probation, Term(1, 0, 0)) and not shorter(Term(5, 0, 0), probation)


@rule(
    "R-S-6e",
    provision=cite(CL, "第七十三条第三款", "art 73 para 3"),
    zh="缓刑考验期自判决确定之日起计算",
    en="the probation of a suspended sentence runs from the day the judgment took effect",
)
def suspension_ends(final: Day, probation: Term) -> Day:
    return last_day(final, probation)


@rule(
    "R-S-7",
    provision=cite(CL, "第七十二条、第七十四条", "arts 72, 74"),
    zh="缓刑限于拘役或者三年以下有期徒刑；累犯和犯罪集团的首要分子不适用",
    en="a sentence may be suspended up to 3 years; never for recidivists and ringleaders of criminal groups",
)
def suspension_allowed(kind: SentenceKind, term: Term, barred: Truth) -> Truth:
    """``barred``: recidivist or ringleader."""
    if kind != SentenceKind.DETENTION and (kind != SentenceKind.FIXED or shorter(Term(3, 0, 0), term)):
        return Truth.NO
    if barred == Truth.UNKNOWN:
        return Truth.UNKNOWN
    return Truth.NO if barred == Truth.YES else Truth.YES
