"""Facts that nobody has stated, each with the answers it can have: the outlook is worked out in every such world.

Where all worlds agree the value stands, because the unknown fact does not matter for it. Where they differ the value is
``{"unknown": [facts]}``: never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any, Final, NamedTuple

from zhiheng.law.cases import Case
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.outlook.categories import chapter_8, is_functionary, recidivist, violent
from zhiheng.law.reckoning import Day, day_of
from zhiheng.law.sources import CL, CL_2011, CL_2015, N2013, P2012, S2019

OLD_CODE: Final = day_of(CL.since) - 1
OLD_LAW: Final = day_of(CL_2011.since) - 1
NEW_LAW: Final = day_of(CL_2011.since)
LONG_AGO: Final = date(2001, 1, 1)
ONLY_NO: Final = (False,)
ONLY_YES: Final = (True,)
OPEN: Final = (False, True)


class World(NamedTuple):
    """One set of answers to the questions on which rules turn."""

    unwilling: bool
    restricted: bool
    whole_life: bool
    pronounced_since_2015: bool
    latest_crime: Day
    final_since_2011: bool
    new_crime_intentional: bool


FACTS: Final = (
    "property",
    "original.restricted",
    "original.whole_life",
    "original.judgment_date",
    "offence_dates",
    "original.final_date",
    "new_crimes",
)
"""The fact behind each field of :class:`World`, in order."""


def worlds(case: Case, ruling: date) -> tuple[World, ...]:
    """Every world that the stated facts allow; one when all is known."""
    answers = (
        _unwilling(case),
        _restricted(case),
        _whole_life(case),
        _pronounced(case, ruling),
        _latest_crimes(case),
        _final_since_2011(case, ruling),
        _intentional(case),
    )
    return tuple(World(*answer) for answer in product(*answers))


def _unwilling(case: Case) -> tuple[bool, ...]:
    if case.property in (None, "unknown"):
        return OPEN
    return ONLY_YES if case.property == "able_unwilling" else ONLY_NO


def _stated(value: bool | None, possible: bool) -> tuple[bool, ...]:
    """An unstated fact is open only where the law allows it at all."""
    if value is None and possible:
        return OPEN
    return ONLY_YES if value else ONLY_NO


def _restricted(case: Case) -> tuple[bool, ...]:
    reprieve = case.facts.kind == SentenceKind.DEATH_REPRIEVE
    return _stated(case.restricted if reprieve else False, recidivist(case) or violent(case))


def _whole_life(case: Case) -> tuple[bool, ...]:
    reprieve = case.facts.kind == SentenceKind.DEATH_REPRIEVE
    return _stated(case.whole_life if reprieve else False, chapter_8(case))


def _pronounced(case: Case, ruling: date) -> tuple[bool, ...]:
    """Whether the sentence was pronounced since 2015-11-01; asked only where the provisions of 2019 could apply."""
    if not (chapter_8(case) and is_functionary(case) and ruling >= S2019.since):
        return ONLY_NO
    return _since(case, CL_2015.since)


def _since(case: Case, day: date) -> tuple[bool, ...]:
    """Whether the judgment is of that day or later, as far as the dates around it tell."""
    facts = case.facts
    judged = facts.judgment_date or facts.final_date
    if judged is not None:
        return ONLY_YES if judged >= day else ONLY_NO
    if facts.delivery_date is not None and facts.delivery_date < day:
        return ONLY_NO
    after = [known for known in (facts.printed_start, *facts.offence_dates) if known is not None]
    return ONLY_YES if after and max(after) >= day else OPEN


def _latest_crimes(case: Case) -> tuple[Day, ...]:
    """The day of the latest crime; unknown, one day of each law under which it may have been committed."""
    facts = case.facts
    if facts.offence_dates:
        return (day_of(max(facts.offence_dates)),)
    before = [known for known in (facts.judgment_date, facts.final_date, facts.printed_start, facts.reprieve_served) if known is not None]
    if not before:
        return (OLD_CODE, OLD_LAW, NEW_LAW)
    first = min(before)
    possible = (OLD_CODE,) if first < LONG_AGO else ()
    return (*possible, OLD_LAW) if day_of(first) <= OLD_LAW else (*possible, OLD_LAW, NEW_LAW)


def _final_since_2011(case: Case, ruling: date) -> tuple[bool, ...]:
    """Asked only for rulings from 2012-07-01 to 2016-12-31 (N2013)."""
    assert N2013.until is not None
    if not P2012.since <= ruling <= N2013.until:
        return ONLY_YES
    if case.facts.final_date is not None:
        return ONLY_YES if case.facts.final_date >= CL_2011.since else ONLY_NO
    return _since(case, CL_2011.since)


def _intentional(case: Case) -> tuple[bool, ...]:
    unstated = any(crime.intentional is None for crime in case.new_crimes)
    return OPEN if unstated else ONLY_NO


# --- merging --------------------------------------------------------------------------------------------------------


def merged(found: dict[World, dict[str, Any]]) -> dict[str, Any]:
    """One outlook from those of all worlds: each value, or the facts that it hangs on."""
    first = next(iter(found.values()))
    if len(found) == 1:
        return first
    return {key: _value(key, found) for key in first}


def _value(key: str, found: dict[World, dict[str, Any]]) -> Any:
    values = [outlook[key] for outlook in found.values()]
    if all(value == values[0] for value in values):
        return values[0]
    return {"unknown": list(dict.fromkeys(_facts_behind(key, found)))}


def _facts_behind(key: str, found: dict[World, dict[str, Any]]) -> Iterator[str]:
    """The facts that move a value: two worlds that differ in nothing else give different ones; and what each lacks."""
    for one, other in ((one, other) for one in found for other in found):
        differing = [name for name, a, b in zip(FACTS, one, other, strict=True) if a != b]
        if len(differing) == 1 and found[one][key] != found[other][key]:
            yield differing[0]
    for outlook in found.values():
        value = outlook[key]
        if isinstance(value, dict) and "unknown" in value:
            yield from value["unknown"]
