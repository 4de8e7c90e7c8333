"""Criminal Law arts 78-80: what commutation does to the dates of a sentence."""

from __future__ import annotations

from zhiheng.law.calendar import (
    NOTHING,
    Term,
    after,
    half_of,
    last_day,
    last_day_by,
    leap_doubt,
    month_of,
    month_step,
    of_months,
    shorter,
    total,
    whole_months,
)
from zhiheng.law.choices import LeapReading, RestrictedFloorReading
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Dated, Day, Truth, cite, either, rule
from zhiheng.law.sources import CL, CL_2011, CPLI_2021, PR2014, T2011


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
def forward_end(start: Day, term: Term, reduced: Term, leap: LeapReading) -> Day:
    """The new last day by the forward method (正加法). ``reduced``: the sum of all reductions."""
    if reduced.years + reduced.months == 0:
        return last_day_by(start, term, leap) - reduced.days
    left = of_months(whole_months(term) - whole_months(reduced), term.days)
    return last_day_by(start, left, leap) - reduced.days


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


@rule(
    "R-G-1",
    provision=cite(CL, "第七十八条第一款", "art 78 para 1; Prison Law art 29"),
    zh="遵守监规、接受改造、确有悔改表现或者有立功表现的，可以减刑",
    en="who accepts reform and repents, or has merit, may be commuted",
)
def may_be_commuted(repents: Truth, merit: Truth) -> Truth:
    return either(repents, merit)


@rule(
    "R-G-1b",
    provision=cite(CL, "第七十八条第一款", "art 78 para 1; Prison Law art 29"),
    zh="有重大立功表现的，应当减刑",
    en="who has major merit must be commuted",
)
def must_be_commuted(major_merit: Truth) -> Truth:
    return major_merit


@rule(
    "R-G-2",
    provision=cite(CL, "第七十八条第一款", "art 78 para 1"),
    zh="减刑适用于管制、拘役、有期徒刑、无期徒刑；死缓另依第五十条",
    en="commutation is for control, detention, fixed term and life; reprieve has its own path (art 50)",
)
def commutable(kind: SentenceKind) -> bool:
    return kind != SentenceKind.DEATH_REPRIEVE


@rule(
    "R-F-3",
    provision=cite(T2011, "第七条", "art 7"),
    since=CL.since,
    until=CL_2011.since.replace(month=4, day=30),
    zh="2011年4月30日以前犯罪被判处无期徒刑的，减刑后实际执行不少于十年",
    en="life for crimes up to 2011-04-30: at least 10 years actually served",
)
def life_floor_1997(final: Day) -> Day:
    """The last day of the least time, from the day the judgment took effect."""
    return last_day(final, Term(10, 0, 0))


@rule(
    "R-F-2",
    provision=cite(CL_2011, "第七十八条第二款第二项", "art 78 para 2 item 2"),
    zh="判处无期徒刑的，减刑后实际执行不少于十三年",
    en="life: at least 13 years actually served",
)
def life_floor_2011(final: Day) -> Day:
    return last_day(final, Term(13, 0, 0))


life_floor = Dated("R-F-2/3", life_floor_1997, life_floor_2011)
"""By the day of the latest crime (crimes on both sides of 2011-05-01: OQ-30, 13 years)."""


@rule(
    "R-F-6",
    provision=cite(CL_2011, "第七十八条第二款第三项", "art 78 para 2 item 3"),
    zh="限制减刑的死缓罪犯，期满减为无期徒刑的，实际执行不少于二十五年（缓期不计，OQ-19）",
    en="restricted reprieve that became life: at least 25 years actually served (reprieve not counted, OQ-19)",
)
def restricted_floor_by_life(expiry: Day, restricted_floor: RestrictedFloorReading) -> Day:
    """The reprieve is two years: counted in, 23 years are left after it."""
    return last_day(expiry, Term(23, 0, 0) if restricted_floor == RestrictedFloorReading.WITH_REPRIEVE else Term(25, 0, 0))


@rule(
    "R-F-7",
    provision=cite(CL_2011, "第七十八条第二款第三项", "art 78 para 2 item 3"),
    zh="限制减刑的死缓罪犯，期满减为二十五年有期徒刑的，实际执行不少于二十年（缓期不计，OQ-19）",
    en="restricted reprieve that became 25 years: at least 20 years actually served (reprieve not counted, OQ-19)",
)
def restricted_floor_by_merit(expiry: Day, restricted_floor: RestrictedFloorReading) -> Day:
    return last_day(expiry, Term(18, 0, 0) if restricted_floor == RestrictedFloorReading.WITH_REPRIEVE else Term(20, 0, 0))


def reach(start: Day, months: int, leap: LeapReading) -> Day:
    """The day after the last of so many whole months, under the reading taken of OQ-1."""
    term = of_months(months, 0)
    if leap == LeapReading.AT_ONCE and leap_doubt(start, term):
        return month_step(start, months)
    return after(start, term)


def longest_cut(start: Day, term: Term, removed: Term, earliest_end: Day, leap: LeapReading) -> Term:
    """The most that may still be removed so that the term does not end before a day: whole months first, then days.

    All days are those of the term itself, before gap, credit and exclusions move them.
    """
    bound = earliest_end + 1 + removed.days - term.days
    least = max(0, month_of(bound) - month_of(start) - 1)
    while reach(start, least, leap) < bound:
        least += 1
    months = whole_months(term) - whole_months(removed) - least
    if months < 0:
        return NOTHING
    return of_months(months, reach(start, least, leap) - bound)


@rule(
    "R-F-0",
    provision=cite(CL, "第七十八条第二款", "art 78 para 2"),
    zh="可减幅度取幅度上限与实际执行下限所余二者之较小者；原判有期徒刑的，历次减刑合计不超过原判刑期二分之一",
    en="what may be removed is the lesser of the cap and of what the floor leaves; of a fixed term never more than one half in all",
)
def allowed_amount(cap: Term, room: Term, half: Term, removed: Term) -> Term:
    """``room``: what the floor leaves; ``half``: the most that all reductions together may remove (25 years: no such bound)."""
    tighter = whole_months(room) < whole_months(cap) or (whole_months(room) == whole_months(cap) and room.days < cap.days)
    amount = room if tighter else cap
    if not shorter(half, total(removed, amount)):
        return amount
    days = (whole_months(half) - whole_months(removed)) * 30 + half.days - removed.days
    return of_months(days // 30, days % 30) if days > 0 else NOTHING
