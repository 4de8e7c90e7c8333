"""One of two leniencies for minors, the elderly, the ill and the disabled: a wider amount, or a shorter time (R-K-3, R-K-4)."""

from __future__ import annotations

from typing import Any, Final

from zhiheng.law.acts.commutation_2016.fixed_terms import shortened_by_third, widened_by_third
from zhiheng.law.acts.commutation_2016.leniency import ADULT, elderly, frail_leniency, minor_leniency
from zhiheng.law.calendar import NOTHING, after, complete_on
from zhiheng.law.contradictions import TERMLESS
from zhiheng.law.kinds import Grade, Pack, Standing
from zhiheng.law.outlook.ground import Ground
from zhiheng.law.outlook.plainly import Parts, iso, json_term
from zhiheng.law.prospects import NO_DAY, cap, earliest, end_after, first_wait, floor_end, interval, lifted, most, refused, reopened
from zhiheng.law.reckoning import Caption, Day, day_of

LENIENCY: Final = Caption("放宽幅度或者缩短时间（二者择一）", "a wider amount or a shorter time, one of the two")


def alternatives(ground: Ground, grades: tuple[Grade, ...], bars: tuple[str, ...], parts: Parts) -> list[dict[str, Any]]:
    """Both choices with the keys that they change; empty where neither provision applies. Floors stay (OQ-17)."""
    rule = parts.part("R-K", LENIENCY, lambda: leniency(ground, bars), lambda found: found)
    if rule is None or ground.position.lapsed != NOTHING or ground.standing == Standing.WHOLE_LIFE or ground.lacks("waiting", "bar"):
        return []
    ground.flags.append("OQ-17")
    choices = [_time(ground, rule, grades)]
    if ground.position.state not in TERMLESS and not ground.lacks("term", "floor"):
        choices.insert(0, _amount(ground, rule, grades))
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


def _amount(ground: Ground, rule: str, grades: tuple[Grade, ...]) -> dict[str, Any]:
    """The cap widened by a third, the dates as they are."""
    p, amounts, ends = ground.position, {}, {}
    for grade in grades:
        day = earliest(p, grade)
        if refused(p, grade) or ground.report < day:
            continue
        amount = most(p, widened_by_third(cap(p, grade)), max(floor_end(p), ground.ruling))
        amounts[grade.code], ends[grade.code] = json_term(amount), iso(end_after(p, amount))
    return {"choice": "amount", "rule": rule, "max_amount": amounts, "earliest_end_by_grade": ends}


def _time(ground: Ground, rule: str, grades: tuple[Grade, ...]) -> dict[str, Any]:
    """Wait or interval shortened by a third, the amounts as they are."""
    p = ground.position
    key = "earliest_next_report" if p.again or (p.origin in TERMLESS and ground.case.facts.changes) else "earliest_first_report"
    day = shortened(ground, grades[0])
    found: dict[str, Any] = {"choice": "time", "rule": rule, key: iso(day)}
    if p.state in TERMLESS or ground.lacks("term", "floor"):
        return found
    amounts, ends = {}, {}
    for grade in grades:
        if not refused(p, grade) and shortened(ground, grade) <= ground.report:
            amount = most(p, cap(p, grade), max(floor_end(p), ground.ruling))
            amounts[grade.code], ends[grade.code] = json_term(amount), iso(end_after(p, amount))
    return found | {"max_amount": amounts, "earliest_end_by_grade": ends}


def shortened(ground: Ground, grade: Grade) -> Day:
    """The earliest report with the time shortened; bars and the six months of a cured property item stay."""
    p = ground.position
    if lifted(p, grade):
        return earliest(p, grade)
    day = complete_on(p.reference, shortened_by_third(interval(p) if p.again else first_wait(p)))
    if p.cured != NO_DAY:
        day = max(day, reopened(p))
    return max(day, p.barred_until)
