"""Criminal Law arts 78-80: what commutation does to the dates of a sentence."""

from __future__ import annotations

from zhiheng.law.calendar import NOTHING, Term, half_of, last_day, leap_doubt, month_step, of_months, total, whole_months
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import CL, CPLI_2021, PR2014


@rule(
    "R-D-5",
    provision=cite(CL, "第八十条", "art 80"),
    zh="无期徒刑减为有期徒刑的，刑期从裁定减刑之日起计算；已服无期徒刑的时间不计入",
    en="life to fixed term: the term runs from the date of the ruling; time served as life is not deducted",
)
def fixed_start_after_life(ruling: Day) -> Day:
    return ruling


def sum_of(reductions: tuple[Term, ...]) -> Term:
    """All reductions laid end to end."""
    summed = NOTHING
    for reduction in reductions:
        summed = total(summed, reduction)
    return summed


@rule(
    "R-D-8",
    provision=cite(PR2014, "第十七条第二款", "art 17 para 2; CL art 78"),
    since=CL.since,
    zh="减刑减的是刑期，起始日不变：自起始日正算“原判刑期减去历次减刑”，零日最后扣",
    en="commutation shortens the term, the start stays: count forward the term less all reductions, days last",
)
def forward_end(start: Day, term: Term, reduced: Term) -> Day:
    """The new last day by the forward method (正加法). ``reduced``: the sum of all reductions."""
    if reduced.years + reduced.months == 0:
        return last_day(start, term) - reduced.days
    left = of_months(whole_months(term) - whole_months(reduced), term.days)
    return last_day(start, left) - reduced.days


@rule(
    "R-F-1",
    provision=cite(CL, "第七十八条第二款第一项", "art 78 para 2 item 1"),
    zh="减刑以后实际执行的刑期不能少于原判刑期的二分之一",
    en="after commutation at least one half of the original term must actually be served",
)
def half_day(start: Day, term: Term) -> Day:
    """The last day of the first half, before gap, credit and excluded days move it (OQ-24).

    A start on 28 or 29 February can be read in two ways (OQ-1): a floor takes the later day.
    """
    half = half_of(term)
    end = last_day(start, half)
    if leap_doubt(start, half):
        at_once = month_step(start, whole_months(half)) + half.days - 1
        return at_once if at_once > end else end
    return end


@rule(
    "R-D-11",
    provision=cite(CPLI_2021, "第二百零二条", "art 202; CPL art 105 para 4"),
    since=CL.since,
    zh="刑期止日为节假日的，不顺延",
    en="a term that ends on a holiday is not extended",
)
def release_day(end: Day) -> Day:
    return end
