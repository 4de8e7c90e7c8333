"""Criminal Law arts 54-58: supplementary deprivation of political rights (附加剥夺政治权利)."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term, last_day, shorter
from zhiheng.law.choices import CompletedReading
from zhiheng.law.reckoning import Dated, Day, cite, rule
from zhiheng.law.sources import CL, P2016, R2009


@rule(
    "R-L-1",
    provision=cite(CL, "第五十五条第一款", "art 55 para 1"),
    zh="剥夺政治权利的期限为一年以上五年以下",
    en="deprivation of political rights: 1 to 5 years",
)
def rights_in_range(term: Term) -> bool:
    return not shorter(term, Term(1, 0, 0)) and not shorter(Term(5, 0, 0), term)


@rule(
    "R-L-2",
    provision=cite(CL, "第五十五条第二款", "art 55 para 2"),
    zh="判处管制附加剥夺政治权利的，期限与管制相等，同时执行",
    en="with control: as long as the control, at the same time",
)
def rights_end_with_control(control_end: Day) -> Day:
    return control_end


@rule(
    "R-L-3",
    provision=cite(CL, "第五十七条第一款", "art 57 para 1"),
    zh="死刑、无期徒刑应当剥夺政治权利终身",
    en="death and life: for life",
)
def rights_for_life() -> bool:
    return True


@rule(
    "R-L-4s",
    provision=cite(CL, "第五十七条第二款", "art 57 para 2"),
    until=P2016.since.replace(year=2016, month=12, day=31),
    zh="死缓、无期徒刑减为有期徒刑时，改为三年以上十年以下",
    en="on reprieve or life becoming fixed: changed to 3 to 10 years",
)
def changed_rights_1997(term: Term) -> bool:
    return not shorter(term, Term(3, 0, 0)) and not shorter(Term(10, 0, 0), term)


@rule(
    "R-L-4",
    provision=cite(P2016, "第十七条第二款", "art 17 para 2"),
    zh="死缓、无期徒刑减为有期徒刑时，剥夺政治权利改为七年以上十年以下",
    en="on reprieve or life becoming fixed: changed to 7 to 10 years",
)
def changed_rights_2016(term: Term) -> bool:
    return not shorter(term, Term(7, 0, 0)) and not shorter(Term(10, 0, 0), term)


@rule(
    "R-L-4sn",
    provision=cite(CL, "第五十七条第二款", "art 57 para 2"),
    until=P2016.since.replace(year=2016, month=12, day=31),
    zh="死缓、无期徒刑减为有期徒刑后的剥夺政治权利：三年至十年",
    en="political rights after reprieve or life became fixed: 3 to 10 years",
)
def rights_after_change_1997() -> Range:
    return Range(Term(3, 0, 0), Term(10, 0, 0))


@rule(
    "R-L-4n",
    provision=cite(P2016, "第十七条第二款", "art 17 para 2"),
    zh="死缓、无期徒刑减为有期徒刑后的剥夺政治权利：七年至十年",
    en="political rights after reprieve or life became fixed: 7 to 10 years",
)
def rights_after_change_2016() -> Range:
    return Range(Term(7, 0, 0), Term(10, 0, 0))


rights_after_change = Dated("R-L-4n", rights_after_change_1997, rights_after_change_2016)
"""By the day of the ruling; later commutations never go below 3 years (R-L-5)."""

changed_rights_in_range = Dated("R-L-4", changed_rights_1997, changed_rights_2016)
"""By the day of the ruling."""


@rule(
    "R-L-5",
    provision=cite(P2016, "第十七条", "art 17"),
    since=CL.since,
    zh="减刑时剥夺政治权利的期限可以酌减：原判有期徒刑的不少于一年，原判死缓、无期徒刑的不少于三年",
    en="may be reduced on commutation: not below 1 year, after reprieve or life not below 3 years",
)
def least_rights(after_life: bool) -> Term:
    return Term(3, 0, 0) if after_life else Term(1, 0, 0)


@rule(
    "R-L-6",
    provision=cite(CL, "第五十八条第一款", "art 58 para 1"),
    zh="附加剥夺政治权利的刑期，从徒刑、拘役执行完毕之日或者从假释之日起计算",
    en="runs from the day imprisonment is completed, or from the day of parole",
)
def rights_start(completed: Day, completion: CompletedReading) -> Day:
    """``completed``: the last day of the term, or the day of parole. Release day or next day: OQ-6, default the last day."""
    return completed + 1 if completion == CompletedReading.NEXT_DAY else completed


@rule(
    "R-L-6e",
    provision=cite(CL, "第五十八条第一款", "art 58 para 1"),
    zh="剥夺政治权利的止日",
    en="last day of the deprivation of political rights",
)
def rights_end(start: Day, term: Term) -> Day:
    return last_day(start, term)


@rule(
    "R-L-7",
    provision=cite(R2009, "", "whole"),
    zh="执行剥夺政治权利期间又犯新罪的，余期自新罪有期徒刑执行之日停止计算，执行完毕或者假释之日起继续",
    en="new crime while only this runs: the rest stops at the new imprisonment and goes on after it",
)
def rights_end_resumed(stopped: Day, old_end: Day, resumed: Day) -> Day:
    """``stopped``: first day of the new imprisonment. The days not yet run are run from ``resumed``."""
    return resumed + (old_end - stopped)
