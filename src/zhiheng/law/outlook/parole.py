"""The part of the outlook on parole: bars, the earliest day, probation, preference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from zhiheng.law.acts.commutation_2012.numbers import interval_may_be_shorter_2012
from zhiheng.law.acts.commutation_2016.later_crimes import barred_after_revocation
from zhiheng.law.acts.commutation_2016.leniency import known_birthday, parole_first
from zhiheng.law.acts.commutation_2016.parole import barred_by_property, barred_by_reprieve, interval_may_be_shorter
from zhiheng.law.acts.criminal_law.parole import (
    barred_as_recidivist,
    barred_for_ever,
    parolable,
    probation_end,
    probation_end_of_life,
    violent_bar,
    violent_bar_1979,
    violent_bar_1997,
)
from zhiheng.law.calendar import span
from zhiheng.law.contradictions import TERMLESS
from zhiheng.law.kinds import ChangeKind, Pack, SentenceKind, Standing
from zhiheng.law.outlook.categories import recidivist, violence
from zhiheng.law.outlook.ground import Ground
from zhiheng.law.outlook.plainly import Parts, iso
from zhiheng.law.outlook.worlds import OLD_CODE, OLD_LAW
from zhiheng.law.prospects import NO_DAY, at_will, parole_earliest, parole_threshold
from zhiheng.law.reckoning import Caption, Day, day_of

BARS: Final = Caption("不得假释的情形", "bars to parole")
EARLIEST: Final = Caption("最早可以假释之日", "the earliest day of parole")
SHORTER: Final = {Pack.P2012: interval_may_be_shorter_2012, Pack.P2016: interval_may_be_shorter}
PROBATION: Final = Caption("假释考验期", "probation")


def bars_of(ground: Ground) -> tuple[str, ...]:
    """The ids of the sheet for every bar that holds (R-B-1 to R-B-6)."""
    case, world, p = ground.case, ground.world, ground.position
    if not parolable(p.origin):
        return ()
    found = violence(case, p.readings)
    crime = max(world.latest_crime, day_of(violent_bar_1979.since))
    old_code = world.latest_crime <= OLD_CODE
    reprieve = p.origin == SentenceKind.DEATH_REPRIEVE
    barred = {
        "R-B-1": not old_code and barred_as_recidivist(recidivist(case)),
        "R-B-2": violent_bar(crime, found.found, found.ten_or_life) and not reprieve,
        "R-B-3": reprieve and not old_code and barred_by_reprieve(recidivist(case), found.found),
        "R-B-4": barred_for_ever(ground.standing == Standing.WHOLE_LIFE),
        "R-B-5": p.pack == Pack.P2016 and barred_by_property(world.unwilling),  # before 2017 no more than strictness (R-Y-17)
        "R-B-6": _revoked(ground),
    }
    return tuple(name for name, holds in barred.items() if holds)


def _revoked(ground: Ground) -> bool:
    revocation = ground.case.revocation
    if revocation is None:
        return False
    return barred_after_revocation(revocation.cause == "undiscovered_crime", revocation.confessed is True)


def parole(ground: Ground, parts: Parts) -> dict[str, Any]:
    """``parole_earliest``, ``parole_bars`` and ``probation``; a person who is barred has no earliest day."""
    bars = parts.part("R-B", BARS, lambda: bars_of(ground), list)
    day = parts.part("R-A", EARLIEST, lambda: parole_earliest(ground.position), iso)
    lacking = _lacking(ground)
    applies = not at_will(ground.position)
    return {
        "parole_earliest": None if bars or not applies else lacking or iso(day),
        "parole_bars": list(bars),
        "parole_threshold": (lacking or iso(parole_threshold(ground.position))) if applies else None,
        "probation": None if bars or lacking or not applies else _probation(ground, day, parts),
    }


def _lacking(ground: Ground) -> dict[str, list[str]] | None:
    termless = ground.position.origin in TERMLESS
    return ground.lacks("floor", "parole") if termless else ground.lacks("term", "parole")


def _probation(ground: Ground, day: Day, parts: Parts) -> dict[str, Any] | None:
    """From the day of the ruling (R-V-1), once parole is possible on it."""
    life = ground.position.state in TERMLESS
    paroled = on_parole(ground)
    if paroled is not None:
        return _from(ground, paroled, life, parts)
    if ground.ruling < day or (not life and (ground.end == NO_DAY or ground.ruling > ground.end)):
        return None
    return _from(ground, ground.ruling, life, parts)


def _from(ground: Ground, paroled: Day, life: bool, parts: Parts) -> dict[str, Any]:
    if life:
        ground.flags.append("OQ-30")
    end = parts.part("R-V", PROBATION, lambda: probation_end_of_life(paroled) if life else probation_end(ground.end), iso)
    return {"from": iso(paroled), "to": iso(end)}


def on_parole(ground: Ground) -> Day | None:
    """The day of a parole that still runs: the last change, and not revoked."""
    changes = ground.case.facts.changes
    if not changes or changes[-1].kind != ChangeKind.PAROLE or ground.case.revocation is not None:
        return None
    day = changes[-1].printed_start or changes[-1].date
    return None if day is None else day_of(day)


def parole_flags(ground: Ground) -> Iterator[str]:
    """Open questions and discretion that touch the parole of this case."""
    p, found = ground.position, violence(ground.case)
    if at_will(p):
        return
    if on_parole(ground) is not None:
        yield "on_parole"
    if found.several_below:
        yield "OQ-13"
    if found.one_below:
        yield "OQ-28"
    if found.found and ground.world.latest_crime <= OLD_LAW:
        yield violent_bar_1979.id if ground.world.latest_crime <= OLD_CODE else violent_bar_1997.id
    if p.again and ground.end != NO_DAY and _shortens(ground):
        yield SHORTER[p.pack].id
    yield from _preference(ground)


def _shortens(ground: Ground) -> bool:
    """Less than two years left when the last commutation was served; of 1997 nothing is on file."""
    served, rule = ground.case.facts.changes[-1].served, SHORTER.get(ground.pack)
    return served is not None and rule is not None and day_of(served) <= ground.end and rule(span(day_of(served), ground.end + 1))


def _preference(ground: Ground) -> Iterator[str]:
    """R-A-26 and R-K-5: for whom parole is to be preferred; never against a bar."""
    case = ground.case
    if case.minor_at_offence:
        yield "R-A-26"
    poorly = "seriously_ill" in case.health or "cannot_care_for_self" in case.health
    birth = case.birth_date
    if birth is None or ground.report == NO_DAY or not known_birthday(day_of(birth)):
        return
    if parole_first(day_of(birth), ground.report, poorly):
        yield "R-K-5"
