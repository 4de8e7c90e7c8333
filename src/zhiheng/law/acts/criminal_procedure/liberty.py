"""Criminal Procedure Law: credit of designated residence, time that does not count, where the rest is served."""

from __future__ import annotations

from datetime import date

from zhiheng.law.calendar import Term, after
from zhiheng.law.choices import OddDayReading
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Day, Truth, both, cite, rule
from zhiheng.law.sources import CPL, CPL_2012, CPLI_2021


@rule(
    "R-C-2",
    provision=cite(CPL, "第七十六条", "art 76 (2012: art 74)"),
    since=CPL_2012.since,
    zh="指定居所监视居住：管制一日折抵一日；拘役、有期徒刑二日折抵一日（单数日法律未规定，从有利原则进一日，OQ-3）",
    en="designated residence: one for one against control; two for one against detention and fixed term (odd day rounded up, OQ-3)",
)
def residence_credit(kind: SentenceKind, days: int, odd_day: OddDayReading) -> int:
    """Days of credit; none before life and reprieve."""
    if kind == SentenceKind.CONTROL:
        return days
    if kind == SentenceKind.LIFE or kind == SentenceKind.DEATH_REPRIEVE:
        return 0
    return days // 2 if odd_day == OddDayReading.ROUNDED_DOWN else (days + 1) // 2


@rule(
    "R-X-1",
    provision=cite(CPL, "第二百六十八条第三款", "art 268 para 3 (2012: art 257)"),
    since=date(1997, 1, 1),
    zh="通过贿赂等非法手段被暂予监外执行的，监外期间不计入执行刑期",
    en="temporary service outside prison obtained by illegal means: the whole time outside does not count",
)
def illegal_outside_days(first: Day, last: Day) -> int:
    """Both days inside."""
    return last - first + 1


@rule(
    "R-X-2",
    provision=cite(CPL, "第二百六十八条第三款", "art 268 para 3 (2012: art 257)"),
    since=date(1997, 1, 1),
    zh="暂予监外执行期间脱逃的，脱逃期间不计入执行刑期",
    en="absconding during temporary service outside prison: the time away does not count",
)
def absconding_days(first: Day, last: Day) -> int:
    return last - first + 1


@rule(
    "R-X-3",
    provision=cite(CPLI_2021, "第五百一十八条", "art 518"),
    since=CPL_2012.since,
    zh="不计入执行刑期的期间，以人民法院决定载明的日数为准，止日相应后移",
    en="time that does not count is fixed by the court in days; the last day moves back by as many",
)
def end_after_exclusion(end: Day, excluded: int) -> Day:
    return end + excluded


@rule(
    "R-X-4",
    provision=cite(CPL, "（脱逃：无明文）", "escape: no express clause"),
    since=date(1997, 1, 1),
    zh="脱逃的时间不计入执行刑期；脱逃当日是否计入有争议（OQ-20），以法院、监狱认定的日数为准",
    en="escape is not time served; whether the day of escape counts is open (OQ-20): the stated number governs",
)
def escape_days(escaped: Day, returned: Day) -> int:
    """Full days absent: neither the day of escape nor the day of return."""
    return returned - escaped - 1


@rule(
    "R-X-5",
    provision=cite(CPL, "第二百六十五条", "art 265"),
    since=date(1997, 1, 1),
    zh="合法的暂予监外执行计入执行刑期",
    en="lawful temporary service outside prison counts in full",
)
def counts_outside(lawful: Truth, absconded: Truth) -> Truth:
    kept = Truth.UNKNOWN if absconded == Truth.UNKNOWN else Truth.NO if absconded == Truth.YES else Truth.YES
    return both(lawful, kept)


@rule(
    "R-D-10",
    provision=cite(CPL, "第二百六十四条第二款", "art 264 para 2"),
    since=CPL_2012.since,
    zh="交付执行前剩余刑期在三个月以下的，由看守所代为执行",
    en="a rest of 3 months or less before delivery is served in the detention house",
)
def served_in_detention_house(delivery: Day, end: Day) -> bool:
    return end + 1 <= after(delivery, Term(0, 3, 0))
