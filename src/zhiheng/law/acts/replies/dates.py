"""SPC reply on stating start and end dates in judgments (法释〔2000〕7号): the printed dates."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.commutation import forward_end
from zhiheng.law.acts.criminal_procedure.liberty import end_after_exclusion
from zhiheng.law.calendar import Term, last_day
from zhiheng.law.choices import LeapReading
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import CL, R2000


@rule(
    "R-D-2",
    provision=cite(R2000, "（连续羁押）", "continuous custody"),
    since=CL.since,
    zh="羁押连续的，刑期自羁押之日起计算",
    en="custody was continuous: the term starts on the first day of custody",
)
def start_of_continuous_custody(first_day: Day) -> Day:
    return first_day


@rule(
    "R-D-3",
    provision=cite(R2000, "（中断羁押）", "interrupted custody"),
    since=CL.since,
    zh="其间取保候审等中断羁押的，止日按中断日数后移；起始日之前的羁押按日折抵",
    en="custody was interrupted: the last day moves back by the gap; custody before the start is credited",
)
def end_with_interruption(end: Day, gap: int, credit: int) -> Day:
    return end + gap - credit


@rule(
    "R-D-4",
    provision=cite(CL, "第四十一条", "art 41"),
    zh="管制的刑期从判决执行之日起计算，折抵日数从止日扣除",
    en="control runs from the day the judgment is executed; credit is taken off the last day",
)
def control_end(execution: Day, term: Term, credit: int) -> Day:
    return last_day(execution, term) - credit


@rule(
    "R-D-1",
    provision=cite(R2000, "", "whole"),
    since=CL.since,
    zh="判决应当写明刑期起止：正算刑期，加中断、减折抵、加不计入的日数",
    en="the dates to print: the term counted forward, plus gap, less credit, plus days that do not count",
)
def end_of_term(start: Day, term: Term, reduced: Term, gap: int, credit: int, excluded: int, leap: LeapReading) -> Day:
    """The last day of a term (sheet 0.4, R-D-8, OQ-24). Days are calendar days."""
    end = forward_end(start, term, reduced, leap)
    if gap != 0 or credit != 0:
        end = end_with_interruption(end, gap, credit)
    if excluded != 0:
        end = end_after_exclusion(end, excluded)
    return end
