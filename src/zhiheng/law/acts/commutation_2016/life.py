"""Provisions of 2016, arts 8 and 9: commutation of life imprisonment."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term, shorter
from zhiheng.law.kinds import Grade
from zhiheng.law.reckoning import cite, rule
from zhiheng.law.sources import P2016

TWENTY_YEARS = Term(20, 0, 0)


@rule(
    "R-P16-8.1",
    provision=cite(P2016, "第八条第一款", "art 8 para 1"),
    zh="无期徒刑执行二年以上方可减刑",
    en="life: first commutation after 2 years",
)
def life_wait() -> Term:
    """From when: OQ-8, the later of effectiveness and delivery."""
    return Term(2, 0, 0)


@rule(
    "R-P16-8.2",
    provision=cite(P2016, "第八条第一款", "art 8 para 1"),
    zh="无期徒刑减为：悔改或者立功二十二年；悔改并立功二十一至二十二年；重大立功二十至二十一年；悔改并重大立功十九至二十年",
    en="life becomes: repentance or merit 22 years; both 21 to 22; major merit 20 to 21; repentance and major merit 19 to 20",
)
def life_result(grade: Grade) -> Range:
    if grade == Grade.A:
        return Range(Term(22, 0, 0), Term(22, 0, 0))
    if grade == Grade.B:
        return Range(Term(21, 0, 0), Term(22, 0, 0))
    if grade == Grade.C:
        return Range(Term(20, 0, 0), Term(21, 0, 0))
    return Range(Term(19, 0, 0), Term(20, 0, 0))


@rule(
    "R-P16-8.3",
    provision=cite(P2016, "第八条第二款、第九条、第十条第二款", "arts 8 para 2, 9, 10 para 2"),
    zh="减为有期徒刑后再减刑的，间隔二年以上",
    en="later commutations, once a fixed term: interval 2 years",
)
def later_interval() -> Term:
    return Term(2, 0, 0)


@rule(
    "R-P16-9",
    provision=cite(P2016, "第九条", "art 9"),
    zh="第七条第一款所列、八类暴力犯罪、确有履行能力而不履行以及数罪并罚被判处无期徒刑的，从严",
    en="life: the list of art 7 para 1, the eight violent classes, able but unwilling, and combined sentences giving life: strict",
)
def strict_life(listed: bool, unwilling: bool, violent: bool, combined: bool) -> bool:
    return listed or unwilling or violent or combined


@rule(
    "R-P16-9a",
    provision=cite(P2016, "第九条", "art 9"),
    zh="从严的无期徒刑罪犯执行三年以上方可减刑",
    en="life, strict: first commutation after 3 years",
)
def strict_life_wait() -> Term:
    return Term(3, 0, 0)


@rule(
    "R-P16-9b",
    provision=cite(P2016, "第九条", "art 9"),
    zh="减刑幅度比照第八条从严掌握，减刑后的刑期最低不少于二十年（无具体数字，OQ-27）",
    en="stricter than art 8, the result never below 20 years (no further numbers, OQ-27)",
)
def strict_life_result(ordinary: Range) -> Range:
    """What art 8 and the 20 years bound together; a person sets the point inside."""
    least = TWENTY_YEARS if shorter(ordinary.least, TWENTY_YEARS) else ordinary.least
    return Range(least, ordinary.greatest)
