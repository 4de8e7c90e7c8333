"""New and undiscovered crimes: the range in which the court decides anew, and what becomes of time removed before (R-M-9 to R-M-14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from zhiheng.law.acts.criminal_law.combination import (
    cap_by_latest_crime,
    combined_range,
    confirmed_reduction,
    range_with_new_crime,
    remainder_day,
    removed_time_lost_2012,
    rest_after_intentional_crime,
)
from zhiheng.law.calendar import NOTHING, remainder, shorter, span, total
from zhiheng.law.cases import LaterCrime
from zhiheng.law.facts import TermFinding
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.outlook.ground import Ground
from zhiheng.law.outlook.plainly import Parts, json_range, json_term
from zhiheng.law.prospects import NO_DAY
from zhiheng.law.reckoning import Caption, date_of, day_of
from zhiheng.law.sources import O2012, P2016

NEW: Final = Caption("又犯新罪：先减后并", "new crime: deduct, then combine")
UNDISCOVERED: Final = Caption("发现漏罪：先并后减", "undiscovered crime: combine, then deduct")


def later_crimes(ground: Ground, finding: TermFinding, parts: Parts) -> list[dict[str, Any]]:
    """For each later crime with a fixed term, beside a fixed term: remainder and range. What the court decided is not known here."""
    if ground.position.origin != SentenceKind.FIXED or ground.position.began == NO_DAY:
        return []
    return [*_new(ground, finding, parts), *_undiscovered(ground, parts)]


def _fixed(crimes: tuple[LaterCrime, ...]) -> Iterator[LaterCrime]:
    return (crime for crime in crimes if crime.kind == SentenceKind.FIXED and crime.term is not None)


def _new(ground: Ground, finding: TermFinding, parts: Parts) -> Iterator[dict[str, Any]]:
    for crime in _fixed(ground.case.new_crimes):
        if crime.final_date is None or crime.term is None or finding.governing_end is None or crime.final_date > finding.governing_end:
            continue
        ground.flags.append("OQ-5")
        if ground.position.removed != NOTHING and crime.final_date < O2012.since:
            ground.flags.append("no_number:P1997-remainder")
        found = parts.part("R-M-10", NEW, lambda crime=crime: _rest_and_range(ground, crime), lambda pair: json_range(pair[1]))  # type: ignore[misc]
        yield {"kind": "new", "rest": json_term(found[0]), "range": json_range(found[1])}


def _rest_and_range(ground: Ground, crime: LaterCrime) -> Any:
    """The remainder, and the range of the court."""
    p = ground.position
    assert crime.final_date is not None
    assert crime.term is not None
    day = remainder_day(day_of(crime.final_date))
    rest = remainder(day, ground.end)
    if p.removed != NOTHING and removed_is_lost(crime.final_date, crime.intentional is True):
        rest = rest_after_intentional_crime(p.original, span(p.began, day))
    cap = cap_by_latest_crime(max(p.latest_crime, day), total(rest, crime.term))
    return rest, range_with_new_crime(rest, crime.term, cap)


def removed_is_lost(final: date, intentional: bool) -> bool:
    """Removed time is not time executed, by the text of the day on which the remainder is fixed: R-M-12, before 2017 R-M-14, before 2012-01-18
    nothing on file. Since 2017 negligence is left open (OQ-15)."""
    if final >= P2016.since:
        return intentional
    return final >= O2012.since and removed_time_lost_2012(intentional)


def _undiscovered(ground: Ground, parts: Parts) -> Iterator[dict[str, Any]]:
    p = ground.position
    for crime in _fixed(ground.case.undiscovered_crimes):
        assert crime.term is not None
        longest = crime.term if shorter(p.original, crime.term) else p.original
        summed = total(p.original, crime.term)
        found = parts.part(
            "R-M-9",
            UNDISCOVERED,
            lambda longest=longest, summed=summed: combined_range(longest, summed, cap_by_latest_crime(p.latest_crime, summed)),  # type: ignore[misc]
            json_range,
        )
        shown: dict[str, Any] = {"kind": "undiscovered", "range": json_range(found)}
        if p.removed != NOTHING and (crime.final_date or date_of(ground.governs)) >= P2016.since:
            ground.flags.append("R-M-13")
            shown["confirmed_reduction"] = json_range(confirmed_reduction(crime.how_found == "self", p.removed))
        yield shown
