"""One of two leniencies for minors, the elderly, the ill and the disabled: a wider amount, or a shorter time (R-K-3, R-K-4)."""

from __future__ import annotations

from typing import Any, Final

from zhiheng.law.acts.commutation_2016.fixed_terms import shortened_by_third, widened_by_third
from zhiheng.law.acts.commutation_2016.leniency import ADULT, elderly, frail_leniency, minor_leniency
from zhiheng.law.calendar import NOTHING, Term, after, complete_on
from zhiheng.law.contradictions import TERMLESS
from zhiheng.law.kinds import Grade, Pack, Standing
from zhiheng.law.outlook.ground import Ground
from zhiheng.law.outlook.plainly import Parts, iso, json_term
from zhiheng.law.prospects import NO_DAY, cap, earliest, end_after, first_wait, floor_end, interval, lifted, most, refused, reopened
from zhiheng.law.reckoning import Caption, Day, day_of

LENIENCY: Final = Caption("放宽幅度或者缩短时间（二者择一）", "a wider amount or a shorter time, one of the two")
WIDER: Final = Caption("选择放宽幅度的，现在可以减去的刑期", "with the wider amount: what can be taken off now")
SHORTER: Final = Caption("选择缩短时间的，最早报请日和届时可以减去的刑期", "with the shorter time: the earliest report, and what can be taken off")


def alternatives(ground: Ground, grades: tuple[Grade, ...], bars: tuple[str, ...], parts: Parts) -> list[dict[str, Any]]:
    """Both choices with the keys that they change; empty where neither provision applies. Floors stay (OQ-17)."""
    rule = parts.part("R-K", LENIENCY, lambda: leniency(ground, bars), lambda found: found)
    if rule is None or ground.position.lapsed != NOTHING or ground.standing == Standing.WHOLE_LIFE or ground.lacks("waiting", "bar"):
        return []
    ground.flags.append("OQ-17")
    choices = [_time(ground, rule, grades, parts)]
    if ground.position.state not in TERMLESS and not ground.lacks("term", "floor"):
        choices.insert(0, _amount(ground, rule, grades, parts))
    return choices


def leniency(ground: Ground, bars: tuple[str, ...]) -> str | None:
    """The rule that grants it; P2012 is lenient without a fraction, so nothing is computed there."""
    case, birth = ground.case, ground.case.birth_date
    if ground.pack != Pack.P2016 or ground.report == NO_DAY:
        return None
    old = birth is not None and elderly(day_of(birth), ground.report)
    if birth is not None:
        statutory = any(bar in ("R-B-1", "R-B-2", "R-B-3") for bar in bars)
        if ground.report == after(day_of(birth), ADULT):
            ground.flags.append("OQ-30")
        if minor_leniency(day_of(birth), ground.report, statutory):
            return "R-K-3"
    health = case.health
    frail = frail_leniency(old, "seriously_ill" in health, "disabled" in health, "cannot_work" in health, "cannot_care_for_self" in health)
    return "R-K-4" if frail else None


def _amount(ground: Ground, rule: str, grades: tuple[Grade, ...], parts: Parts) -> dict[str, Any]:
    """The cap widened by a third, the dates as they are."""
    p, amounts, ends = ground.position, {}, {}
    for grade in grades:
        day = earliest(p, grade)
        if refused(p, grade) or ground.report < day:
            continue
        amount = parts.part("R-K-amount", WIDER, lambda grade=grade: _widened(ground, grade), json_term, grade)  # type: ignore[misc]
        amounts[grade.code], ends[grade.code] = json_term(amount), iso(end_after(p, amount))
    return {"choice": "amount", "rule": rule, "max_amount": amounts, "earliest_end_by_grade": ends}


def _time(ground: Ground, rule: str, grades: tuple[Grade, ...], parts: Parts) -> dict[str, Any]:
    """Wait or interval shortened by a third, the amounts as they are."""
    p = ground.position
    key = "earliest_next_report" if p.again or (p.origin in TERMLESS and ground.case.facts.changes) else "earliest_first_report"
    termless = p.state in TERMLESS or bool(ground.lacks("term", "floor"))
    days, amounts, ends = [], {}, {}
    for grade in grades[:1] if termless else grades:
        day, amount = parts.part("R-K-time", SHORTER, lambda grade=grade: _sooner(ground, grade, termless), _shown, grade)  # type: ignore[misc]
        days.append(day)
        if amount is not None:
            amounts[grade.code], ends[grade.code] = json_term(amount), iso(end_after(p, amount))
    found: dict[str, Any] = {"choice": "time", "rule": rule, key: iso(days[0])}
    return found if termless else found | {"max_amount": amounts, "earliest_end_by_grade": ends}


def _widened(ground: Ground, grade: Grade) -> Term:
    p = ground.position
    return most(p, widened_by_third(cap(p, grade)), max(floor_end(p), ground.ruling))


def _sooner(ground: Ground, grade: Grade, termless: bool) -> tuple[Day, Term | None]:
    """The day, and the amount where the report may be made by now; no amount for a sentence without a term."""
    p, day = ground.position, shortened(ground, grade)
    if termless or refused(p, grade) or day > ground.report:
        return day, None
    return day, most(p, cap(p, grade), max(floor_end(p), ground.ruling))


def _shown(found: tuple[Day, Term | None]) -> dict[str, Any]:
    day, amount = found
    return {"earliest": iso(day)} | ({} if amount is None else {"amount": json_term(amount)})


def shortened(ground: Ground, grade: Grade) -> Day:
    """The earliest report with the time shortened; bars and the six months of a cured property item stay."""
    p = ground.position
    if lifted(p, grade):
        return earliest(p, grade)
    day = complete_on(p.reference, shortened_by_third(interval(p) if p.again else first_wait(p)))
    if p.cured != NO_DAY:
        day = max(day, reopened(p))
    return max(day, p.barred_until)
