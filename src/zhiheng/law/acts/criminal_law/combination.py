"""Criminal Law, part 1 chapter 4 section 4 (arts 69-71): combined sentences (数罪并罚)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zhiheng.law.calendar import NOTHING, Term, last_day, of_months, shorter, total, whole_months
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Dated, Day, cite, rule
from zhiheng.law.sources import CL, CL_2011, CL_2015, O2012, P2016, R1986, T2011, T2015


class Range(NamedTuple):
    """Both ends inside."""

    least: Term
    greatest: Term


@rule(
    "R-M-3",
    provision=cite(CL, "（1997年文本）第六十九条第一款", "1997 text of art 69 para 1"),
    until=date(2011, 4, 30),
    zh="有期徒刑数罪并罚，最高不能超过二十年",
    en="combined fixed terms: at most 20 years",
)
def fixed_cap_1997(summed: Term) -> Term:
    return Term(20, 0, 0)


@rule(
    "R-M-2",
    provision=cite(CL_2011, "第六十九条第一款", "art 69 para 1"),
    zh="总和刑期不满三十五年的，最高不能超过二十年；三十五年以上的，最高不能超过二十五年",
    en="sum below 35 years: at most 20 years; sum of 35 years or more: at most 25 years",
)
def fixed_cap_2011(summed: Term) -> Term:
    return Term(20, 0, 0) if shorter(summed, Term(35, 0, 0)) else Term(25, 0, 0)


fixed_cap = Dated("R-M-2/3", fixed_cap_1997, fixed_cap_2011)


@rule(
    "R-M-4",
    provision=cite(T2011, "第六条", "art 6"),
    zh="数罪均发生在2011年4月30日以前的适用旧法上限；其中有一罪在2011年5月1日以后的适用新法上限",
    en="all crimes up to 2011-04-30: the old cap; at least one from 2011-05-01: the new cap",
)
def cap_by_latest_crime(latest_crime: Day, summed: Term) -> Term:
    return fixed_cap(latest_crime, summed)


@rule(
    "R-M-5",
    provision=cite(CL, "第六十九条第一款", "art 69 para 1"),
    zh="管制最高不能超过三年，拘役最高不能超过一年",
    en="combined control at most 3 years, combined detention at most 1 year",
)
def lesser_cap(kind: SentenceKind) -> Term:
    return Term(3, 0, 0) if kind == SentenceKind.CONTROL else Term(1, 0, 0)


@rule(
    "R-M-1",
    provision=cite(CL, "第六十九条第一款", "art 69 para 1"),
    zh="在总和刑期以下、数刑中最高刑期以上，酌情决定，不超过上限",
    en="from the longest single term to the sum, at most the cap",
)
def combined_range(longest: Term, summed: Term, cap: Term) -> Range:
    greatest = summed if shorter(summed, cap) else cap
    return Range(longest, greatest)


def range_of(kind: SentenceKind, terms: tuple[Term, ...], latest_crime: Day) -> Range:
    """The range for several sentences of one kind, all for crimes before the judgment."""
    summed, longest = NOTHING, NOTHING
    for term in terms:
        summed = total(summed, term)
        longest = term if shorter(longest, term) else longest
    cap = cap_by_latest_crime(latest_crime, summed) if kind == SentenceKind.FIXED else lesser_cap(kind)
    return combined_range(longest, summed, cap)


@rule(
    "R-M-6",
    provision=cite(CL_2015, "第六十九条第二款", "art 69 para 2"),
    zh="有期徒刑与拘役并存的，只执行有期徒刑（此前犯罪而后审判的亦同：法释〔2015〕19号第三条）",
    en="fixed term and detention: only the fixed term is executed (also for earlier crimes tried later: T2015 art 3)",
)
def detention_absorbed(fixed: bool, detention: bool) -> bool:
    return fixed and detention


@rule(
    "R-M-7",
    provision=cite(T2015, "第三条", "art 3; CL art 69 para 2"),
    zh="有期徒刑或者拘役执行完毕后，管制仍须执行",
    en="control is executed after the fixed term or the detention",
)
def control_start(last_day_of_other: Day) -> Day:
    return last_day_of_other + 1


@rule(
    "R-M-8",
    provision=cite(CL, "第六十九条第一款", "art 69 para 1"),
    zh="数罪中有死刑或者无期徒刑的，吸收其他主刑；附加刑仍须执行",
    en="a count of death or life absorbs the other principal sentences; supplementary penalties are still executed",
)
def absorbing(kind: SentenceKind) -> bool:
    return kind == SentenceKind.LIFE or kind == SentenceKind.DEATH_REPRIEVE


@rule(
    "R-M-9",
    provision=cite(CL, "第七十条", "art 70"),
    zh="发现漏罪：先并后减，已执行的刑期计算在新判决的刑期以内，自原起始日计算",
    en="undiscovered crime: combine, then deduct; time executed counts inside, so the new term runs from the old start",
)
def end_with_undiscovered_crime(old_start: Day, decided: Term) -> Day:
    return last_day(old_start, decided)


@rule(
    "R-M-11",
    provision=cite(R1986, "", "whole"),
    zh="余刑以新罪判决确定之日为准（有争议，OQ-5）",
    en="the remainder is fixed on the day the judgment for the new crime becomes final (contested, OQ-5)",
)
def remainder_day(final: Day) -> Day:
    return final


@rule(
    "R-M-10",
    provision=cite(CL, "第七十一条", "art 71"),
    zh="又犯新罪：先减后并，未执行的余刑与新罪之刑在范围内决定执行的刑期",
    en="new crime: deduct, then combine; the remainder and the new sentence give the range",
)
def range_with_new_crime(rest: Term, new: Term, cap: Term) -> Range:
    longest = new if shorter(rest, new) else rest
    return combined_range(longest, total(rest, new), cap)


@rule(
    "R-M-10b",
    provision=cite(CL, "第七十一条", "art 71"),
    zh="决定执行的刑期自余刑确定之日起计算，已执行的刑期不再扣除",
    en="the term decided runs from the day of the remainder; time executed is not deducted",
)
def end_with_new_crime(from_day: Day, decided: Term) -> Day:
    return last_day(from_day, decided)


@rule(
    "R-M-12",
    provision=cite(P2016, "第三十三条", "art 33"),
    zh="减刑后又犯故意之罪，原减去的刑期不计入已执行刑期：余刑为原判刑期减实际执行刑期",
    en="intentional crime after commutation: removed time is not executed time; remainder is the original term less time served",
)
def rest_after_intentional_crime(original: Term, served: Term) -> Term:
    """Lengths in whole months are subtracted as months; days as days, borrowing 30."""
    months, days = whole_months(original) - whole_months(served), original.days - served.days
    return of_months(months - 1, days + 30) if days < 0 else of_months(months, days)


@rule(
    "R-M-14",
    provision=cite(O2012, "", "whole"),
    zh="（2016年底前）又犯新罪或者发现漏罪的，原减去的刑期不计入已执行刑期",
    en="(until 2016) new or undiscovered crime: removed time is not counted as executed",
)
def removed_time_lost_2012(intentional: bool) -> bool:
    return True


@rule(
    "R-M-13",
    provision=cite(P2016, "第三十四条", "art 34"),
    zh="发现漏罪的，原减刑裁定自动失效；自行交代的，重新裁定确认减去的刑期；他人揭发的，酌情裁定，不超过原减去的刑期",
    en="undiscovered crime: commutation rulings lapse; self-disclosed, the removed time is confirmed; otherwise at most that time",
)
def confirmed_reduction(self_disclosed: bool, removed: Term) -> Range:
    return Range(removed, removed) if self_disclosed else Range(NOTHING, removed)


@rule(
    "R-M-15",
    provision=cite(P2016, "第三十五条", "art 35"),
    zh="死缓期间发现漏罪，并罚仍为死缓的，自新判决确定之日起计算，已执行的期间计入；漏罪本身被判死缓的除外",
    en="found in the reprieve, again a reprieve: from finality of the new judgment, time run counts, unless the crime itself drew a reprieve",
)
def reprieve_days_counted(days_run: int, drew_reprieve: bool) -> int:
    return 0 if drew_reprieve else days_run


@rule(
    "R-M-16",
    provision=cite(P2016, "第三十六条", "art 36"),
    zh="死缓期满后发现漏罪的，减为有期徒刑时，减为无期徒刑至新判决生效之间已执行的时间计入刑期",
    en="found after the reprieve: the days from life to the new judgment count inside the later fixed term",
)
def days_inside_fixed(life_from: Day, new_judgment: Day) -> int:
    return new_judgment - life_from


@rule(
    "R-M-17w",
    provision=cite(P2016, "第三十七条", "art 37"),
    zh="漏罪被判处三年有期徒刑以下刑罚的，自新判决生效之日起一年以上可以减刑",
    en="the undiscovered crime drew three years or less: commutation after 1 year from the new judgment",
)
def wait_after_light_crime() -> Term:
    return Term(1, 0, 0)


@rule(
    "R-M-17",
    provision=cite(P2016, "第三十七条", "art 37"),
    zh="无期徒刑减为有期徒刑后发现漏罪，并罚为无期徒刑的，前后两判决生效之间已执行的时间在新无期徒刑减为有期徒刑时扣除",
    en="lifer reduced to fixed, undiscovered crime, again life: the days between both judgments are deducted in the later term",
)
def days_deducted_from_later_term(first_judgment: Day, new_judgment: Day) -> int:
    return new_judgment - first_judgment
