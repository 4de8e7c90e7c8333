"""The anchor rules in the house manner: one function a rule, each with its provision; made up, and no part of the law.

``outlook`` is what is asked, for one person (explained) and for a million (compiled) alike.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from peers.people import NEVER
from zhiheng.law.calendar import same_day
from zhiheng.law.reckoning import Caption, Day, Instrument, Rule, cite

ANCHOR: Final = Instrument("ANCHOR", "测速规则", "Anchor rules", date(2000, 1, 1))

CAPTIONS: Final = {
    "wait": Caption("起报前应执行的月数", "months to wait"),
    "first": Caption("首次可报之日", "first report possible"),
    "floor": Caption("最低执行至", "served at least until"),
}
"""Names of inputs that the law itself does not use."""


def anchor[**P, R](article: int, number: str, paragraph: str, zh: str, en: str) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """A rule of the anchor instrument. It stays out of ``RULES``, which are the law's."""

    def make(body: Callable[P, R]) -> Rule[P, R]:
        provision = cite(ANCHOR, f"第{number}条", f"art {article}{paragraph}")
        return Rule(body, f"ANCHOR-{article}{paragraph.replace(' para ', '-')}", provision, ANCHOR.since, None, Caption(zh, en))

    return make


@anchor(1, "一", "", "止日：起始日加刑期（扣除已减月数），再扣折抵日数", "end: the term less all reductions from the start, less credited days")
def end(start: Day, term: int, reduced: int, credit: int) -> Day:
    return same_day(start, term - reduced) - credit


@anchor(2, "二", "", "首次报请前应执行的月数", "months before the first report")
def wait(term: int, strict: bool) -> int:
    if strict or term >= 120:
        return 24
    return 12 if term < 60 else 18


@anchor(3, "三", "", "两次报请间隔的月数", "months between two reports")
def interval(term: int) -> int:
    return 18 if term >= 120 else 12


@anchor(4, "四", " para 1", "首次可报之日", "the first report")
def first_report(start: Day, wait: int) -> Day:
    return same_day(start, wait)


@anchor(4, "四第二款", " para 2", "已减过刑的，并须距上次满间隔期", "after an earlier commutation, the interval must have passed too")
def next_report(first: Day, last: Day, interval: int) -> Day:
    again = same_day(last, interval)
    return again if again > first else first


@anchor(5, "五", "", "最低执行至：起始日加刑期的一半，再扣折抵日数", "floor: one half of the term from the start, less credited days")
def floor(start: Day, term: int, credit: int) -> Day:
    return same_day(start, (term + 1) // 2) - credit


@anchor(6, "六", "", "可减月数：不超过等次上限，也不使实际执行低于一半", "amount: within the cap of the grade, and never below one half")
def amount(term: int, reduced: int, cap: int) -> int:
    room = term - reduced - (term + 1) // 2
    most = cap if cap < room else room
    return most if most > 0 else 0


@anchor(7, "七", "", "从严的不得假释", "no parole for whoever is scored strictly")
def parole_barred(strict: bool) -> bool:
    return strict


class Outlook(NamedTuple):
    """The figures of one person: days since 1970-01-01 and months; ``parole`` is ``NEVER`` where there is none."""

    end: Day
    next: Day
    amount: int
    parole: Day
    wait: int
    interval: int


class Deciders(NamedTuple):
    """Which provision gave each figure, as its number in :data:`DECIDING`."""

    end: int
    next: int
    amount: int
    parole: int


DECIDING: Final = ("", "art 1", "art 4 para 1", "art 4 para 2", "art 5", "art 6: the cap", "art 6: one half", "art 6: nothing left", "art 7")


def outlook(start: Day, term: int, reduced: int, credit: int, strict: bool, cap: int, last: Day) -> Outlook:
    """All figures of one person. ``reduced``: months removed so far; ``last``: day of the last commutation or ``NEVER``."""
    waiting, between = wait(term, strict), interval(term)
    report = first_report(start, waiting)
    if last != NEVER:
        report = next_report(report, last, between)
    least = floor(start, term, credit)
    freed = NEVER if parole_barred(strict) else least
    return Outlook(end(start, term, reduced, credit), report, amount(term, reduced, cap), freed, waiting, between)


def deciders(found: Outlook, start: Day, cap: int, strict: bool) -> Deciders:
    """The provision that decided each figure. Of two that give the same, the earlier one."""
    most = 7 if found.amount == 0 else 5 if found.amount == cap else 6
    return Deciders(1, 2 if found.next == first_report(start, found.wait) else 3, most, 8 if strict else 4)
