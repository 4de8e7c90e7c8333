"""Other ways in which courts have arrived at a date, and words for a printed date that is not the computed one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from zhiheng.law.calendar import (
    Term,
    after,
    day_of_month,
    is_month_end,
    same_day,
    span,
    whole_months,
)
from zhiheng.law.facts import Difference, Reading, Stage
from zhiheng.law.reckoning import Undetermined, date_of, day_of
from zhiheng.law.sources import CPLI_2021
from zhiheng.law.wording import term_en, term_zh

FACTS: Final = {
    "original.start": ("起始日（羁押首日或判决执行之日）", "the start of the term"),
    "original.end": ("止日", "the last day of the term"),
    "original.years": ("原判刑期", "the original term"),
    "original.final_date": ("判决确定之日", "the day the judgment became final"),
    "original.reprieve_served_date": ("死缓文书宣告或送达之日", "the day the reprieve document was served"),
    "date_of_ruling": ("裁定之日", "the date of the ruling"),
    "excluded_days": ("不计入执行刑期的日数", "the days that do not count"),
    "result.amount": ("本次减刑幅度", "the amount of this commutation"),
    "result.end_after": ("本次裁定后的止日", "the end after this ruling"),
    "result.remainder": ("余刑", "the remainder"),
    "result.from_date": ("余刑起算日", "the day from which the remainder is counted"),
}


def wants(fact: str) -> Undetermined:
    """A missing fact with words for it; entries of the history are named by their number."""
    if fact in FACTS:
        return Undetermined(fact, *FACTS[fact])
    if fact == "history":
        return Undetermined(fact, "减为有期徒刑的裁定", "the ruling that changed the sentence into a fixed term")
    number = int(fact.split("[")[1].split("]")[0]) + 1
    part = fact.rsplit(".", 1)[-1]
    zh, en = {"amount": ("幅度", "amount"), "date": ("裁定之日", "date"), "to": ("减为的刑期", "resulting term")}.get(part, ("止日", "end"))
    return Undetermined(fact, f"第{number}次变更的{zh}", f"the {en} of change {number}")


def uneven_month_end(start: date, judged: date | None) -> bool:
    """OQ-2: a start near a month's end under a judgment from before the written rule; unknown dates by the start."""
    return (start.day > 28 or is_month_end(day_of(start))) and (judged or start) < CPLI_2021.since


def subtracted(end: date | None, amount: Term | None) -> date | None:
    """The subtracting method (逆减法) on the day after the end, so that month ends keep their place."""
    if end is None or amount is None:
        return None
    return date_of(same_day(day_of(end) + 1, -whole_months(amount)) - amount.days - 1)


def backward_readings(end: date, amount: Term) -> Iterator[Reading]:
    """The two ways of subtracting an amount from an end that courts have used."""
    same = same_day(day_of(end), -whole_months(amount)) - amount.days
    yield Reading("backward_same_day", date_of(same), "自前一止日逆减（同日对应）", "subtracted from the previous end, same day")
    kept = subtracted(end, amount)
    assert kept is not None
    yield Reading("backward", kept, "自前一止日逆减（月末对月末）", "subtracted from the previous end, month end to month end")


def forward_readings(start: date, term: Term, computed: date) -> Iterator[Reading]:
    """Ways of counting a term forward that were in use before the written rule, moved by the same days as the result."""
    day = day_of(start)
    exclusive = after(day, term)
    moved = day_of(computed) - (exclusive - 1)
    if is_month_end(exclusive) and day_of_month(exclusive) < day_of_month(day):
        zh, en = "缺对应日的以当月末日为止日", "where there is no such day the month's last day is the end"
        yield Reading("forward_month_end", date_of(exclusive + moved), zh, en)
    direct = same_day(day, whole_months(term)) + term.days - 1
    yield Reading("forward_same_day", date_of(direct + moved), "自起始日同日正算", "counted forward to the same day")
    yield Reading("start_not_counted", date_of(exclusive + moved), "起始日不计入", "the first day not counted")


def other_readings(stage: Stage, previous: date | None, excluded: int) -> tuple[Reading, ...]:
    """Other readings of a stage than its computed date, each date once."""
    found: list[Reading] = []
    if previous is not None and stage.amount is not None:
        found += backward_readings(previous, stage.amount)
    if stage.start is not None and stage.term is not None and stage.computed is not None:
        found += forward_readings(stage.start, stage.term, stage.computed)
    if excluded and stage.computed is not None:
        without = date_of(day_of(stage.computed) - excluded)
        found.append(Reading("without_exclusion", without, "未计不计入的日数", "without the days that do not count"))
    first = {reading.end: reading for reading in reversed(found)}
    return tuple(reading for reading in found if first[reading.end] is reading and reading.end != stage.computed)


def difference(what: str, printed: date, computed: date, others: tuple[Reading, ...]) -> Difference:
    """A difference with its words: by how much, which reading gives the printed date, or what it would take."""
    days = day_of(printed) - day_of(computed)
    match = next((reading for reading in others if reading.end == printed), None)
    zh = f"印制{printed}，计算{computed}，相差{abs(days)}日（印制{'晚' if days > 0 else '早'}）"
    en = f"printed {printed}, computed {computed}: printed {abs(days)} day{'s' * (abs(days) != 1)} {'later' if days > 0 else 'earlier'}"
    if match is not None:
        return Difference(what, printed, computed, days, f"{zh}；印制日期合于“{match.zh}”", f"{en}; the printed date is the one {match.en}", others)
    return Difference(what, printed, computed, days, zh + guess_zh(printed, computed), en + guess_en(printed, computed), others)


def apart(printed: date, computed: date) -> Term:
    """The distance of two dates in years, months and days."""
    early, late = sorted((day_of(printed), day_of(computed)))
    return span(early + 1, late + 1)


def guess_zh(printed: date, computed: date) -> str:
    length = term_zh(apart(printed, computed))
    if printed < computed:
        return f"；如另有折抵或者减刑{length}未载明，则相符"
    return f"；如有中断或者不计入的期间{length}未载明，则相符"


def guess_en(printed: date, computed: date) -> str:
    length = term_en(apart(printed, computed))
    if printed < computed:
        return f"; it would agree if {length} more of credit or reduction had been left unsaid"
    return f"; it would agree if a gap or excluded time of {length} had been left unsaid"
