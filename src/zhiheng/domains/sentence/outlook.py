"""What may become of a person's sentence as of a report, from the record alone. Read only; nothing is stored here.

The record does not hold everything that the law asks. A fact nobody has recorded is answered in every way it can be
answered (a :class:`Reading` each); where the readings agree the value stands, where they differ it is unknown and the
facts it hangs on are named.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, NamedTuple

from zhiheng.domains.sentence.facts import facts_of
from zhiheng.domains.sentence.models import Judgment
from zhiheng.law.calendar import Term
from zhiheng.law.cases import Case, Count
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.contradictions import TERMLESS, kind_after
from zhiheng.law.outlook import Comparison, compare, explain_case
from zhiheng.law.sentence import Change, ChangeKind

PROPERTY: Final = "property"
CATEGORIES: Final = "categories"
GRADE: Final = "grade"

CRIMES: Final = {
    "故意杀人罪": "homicide",
    "强奸罪": "rape",
    "抢劫罪": "robbery",
    "绑架罪": "kidnapping",
    "放火罪": "arson",
    "爆炸罪": "explosion",
    "投放危险物质罪": "dangerous_substances",
    "贪污罪": "embezzlement_bribery",
    "受贿罪": "embezzlement_bribery",
    "组织、领导、参加黑社会性质组织罪": "mafia",
}
"""Crimes whose very name says the category; every other category (recidivist, ringleader ...) only a judgment can tell."""

STRICT: Final = "strict"
RECIDIVIST: Final = "recidivist"
NONE: Final = "none"
_ADDED: Final = {NONE: (), STRICT: ("mafia",), RECIDIVIST: ("recidivist",)}  # a listed crime stands for all that are handled strictly
_OPEN: Final = (("done", NONE), ("done", STRICT), ("done", RECIDIVIST), ("able_unwilling", NONE))


class Assumption(NamedTuple):
    """Answers to facts that are not recorded: ``property`` done|able_unwilling, ``categories`` none|strict|recidivist; None = recorded."""

    property: str | None = None
    categories: str | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Facts tried in place of the recorded ones; None leaves the record as it is. ``commutation`` is in months."""

    grade: str | None = None
    property: str | None = None
    categories: str | None = None
    ruling_date: dt.date | None = None
    commutation: int | None = None
    delivery_date: dt.date | None = None

    def __bool__(self) -> bool:
        return self != WhatIf()


class Reading(NamedTuple):
    """The outlook JSON of the law under one assumption."""

    assumption: Assumption
    case: Case
    found: dict[str, Any]


@dataclass(frozen=True)
class Outlook:
    """The outlook as of ``on``. The first reading is that of property items performed and no category beyond the recorded ones."""

    on: dt.date
    readings: tuple[Reading, ...]
    missing: tuple[str, ...]
    taken: Readings = DEFAULTS

    @cached_property
    def main(self) -> dict[str, Any]:
        return self.readings[0].found

    @property
    def closed(self) -> bool:
        """Whether the facts contradict each other, so that nothing was computed; ``main`` then holds only the refusals."""
        return "rule_pack" not in self.main

    def value(self, key: str) -> Any:
        """A key of the outlook in all readings together: the value, or ``{"unknown": [facts]}``."""
        values = [reading.found.get(key) for reading in self.readings]
        if all(value == values[0] for value in values):
            return values[0]
        return {"unknown": list(dict.fromkeys(self._hangs_on(key)))}

    def _hangs_on(self, key: str) -> Iterator[str]:
        """The unrecorded facts that move the value, and the facts that a reading itself lacks."""
        first = self.readings[0]
        for reading in self.readings[1:]:
            if reading.found.get(key) != first.found.get(key):
                yield PROPERTY if reading.assumption.property != first.assumption.property else CATEGORIES
        for reading in self.readings:
            yield from unknown(reading.found.get(key))

    @property
    def flags(self) -> list[str]:
        """Open questions and remarks of any reading."""
        return list(dict.fromkeys(flag for reading in self.readings for flag in reading.found.get("flags", [])))


def unknown(value: Any) -> list[str]:
    """The facts that a value of the contract says are missing; none for a known value."""
    return list(value["unknown"]) if isinstance(value, dict) and set(value) == {"unknown"} else []


def case_of(judgment: Judgment, *, birth_date: dt.date | None, on: dt.date) -> Case:
    """The record as a case of the law, report date ``on``. What the record has no place for stays unknown."""
    counts = tuple(judgment.counts.all())
    crimes = [count.crime for count in counts] or re.split(r"[，,；;]", judgment.offence)
    named = [CRIMES[crime.strip()] for crime in crimes if crime.strip() in CRIMES]
    return Case(
        id=f"judgment:{judgment.pk}",
        facts=facts_of(judgment),
        report_date=on,
        restricted=judgment.restricted,
        whole_life=judgment.whole_life,
        counts=tuple(Count(CRIMES.get(count.crime.strip(), count.crime), count.term) for count in counts),
        categories=tuple(dict.fromkeys(named)),
        birth_date=birth_date,
    )


def tried(case: Case, what_if: WhatIf) -> Case:
    """The case with the facts that are tried. A commutation is ruled and served on the ruling date, and reported on from then."""
    facts = case.facts
    if what_if.delivery_date is not None:
        facts = replace(facts, delivery_date=what_if.delivery_date)
    report, ruling = case.report_date, what_if.ruling_date or case.ruling_date
    if what_if.commutation:
        ruled = what_if.ruling_date or report
        amount = Term(what_if.commutation // 12, what_if.commutation % 12, 0)
        added = Change(ChangeKind.COMMUTATION, date=ruled, served=ruled, amount=amount)
        facts, report, ruling = replace(facts, changes=(*facts.changes, added)), ruled, None
    elif report is not None and ruling is not None and ruling < report:
        report = ruling  # a ruling in the past was reported by then
    changed = case._replace(facts=facts, report_date=report, ruling_date=ruling, grade=what_if.grade or case.grade)
    return changed._replace(property=what_if.property or case.property, categories=_with(case.categories, what_if.categories))


def termless(case: Case) -> bool:
    """Whether the sentence that runs has no term (life, reprieve), so that months cannot be taken off it."""
    state = case.facts.kind
    for change in case.facts.changes:
        state = kind_after(state, change.kind)
    return state in TERMLESS


def _with(categories: tuple[str, ...], added: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*categories, *_ADDED[added or NONE])))


def assumptions(case: Case, *, categories_known: bool = False) -> tuple[Assumption, ...]:
    """Every answer to what the record does not say, the plain one first."""
    known = case.property not in (None, "unknown")
    every = (Assumption(None if known else by_property, None if categories_known else by_category) for by_property, by_category in _OPEN)
    return tuple(dict.fromkeys(every))


def assumed(case: Case, assumption: Assumption) -> Case:
    """The case with an assumption put in."""
    answered = case._replace(categories=_with(case.categories, assumption.categories))
    return answered if assumption.property is None else answered._replace(property=assumption.property)


def outlook_of(judgment: Judgment, *, birth_date: dt.date | None, on: dt.date, what_if: WhatIf | None = None, taken: Readings = DEFAULTS) -> Outlook:
    """The outlook of a judgment in force as of the report date ``on``, with the facts of ``what_if`` in place of the recorded ones.

    ``taken``: the readings of what the law leaves open (``open_questions.taken_at`` for a person's place and day).
    Pure once the judgment's counts, credits and changes are loaded; never raises for bad facts (see ``Outlook.closed``).
    """
    trial = what_if or WhatIf()
    case = tried(case_of(judgment, birth_date=birth_date, on=on), trial)
    readings = tuple(
        Reading(assumption, answered, explain_case(answered, readings=taken))
        for assumption in assumptions(case, categories_known=trial.categories is not None)
        for answered in [assumed(case, assumption)]
    )
    return Outlook(on=case.report_date or on, readings=readings, missing=tuple(_missing(case, trial, readings[0].found)), taken=taken)


def earliest_of(
    judgment: Judgment, *, birth_date: dt.date | None, on: dt.date, readings: Readings = DEFAULTS
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The first reading alone, and the facts that are missing: a quarter of the work, for lists of thousands."""
    case = case_of(judgment, birth_date=birth_date, on=on)
    found = explain_case(assumed(case, assumptions(case)[0]), readings=readings)
    return found, tuple(_missing(case, WhatIf(), found))


def _missing(case: Case, trial: WhatIf, found: dict[str, Any]) -> Iterator[str]:
    """Facts that the record has no word on, those of the law's finding included."""
    if case.grade is None:
        yield GRADE
    if case.property in (None, "unknown"):
        yield PROPERTY
    if trial.categories is None:
        yield CATEGORIES
    lacking = dict.fromkeys(fact for value in found.values() for fact in unknown(value))
    yield from lacking
    yield from (item["fact"] for item in found.get("missing", []) if item["fact"] not in lacking)


def compared(before: Outlook, after: Outlook) -> Comparison:
    """What the tried facts move, key by key and node by node, in the first reading of each."""
    return compare(before.readings[0].case, after.readings[0].case, readings=before.taken, changed_readings=after.taken)
