"""No outlook rests on a provision that was not in force on the day that decides: random people, with rulings from 2006 to 2032."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.law.cast import d
from tests.law.outlook_oracle import pack
from tests.law.rows import explained, term
from tests.law.test_outlook_oracle import random_case
from zhiheng.law.reckoning import RULES

BY_THE_CRIME = {"R-A-2t", "R-F-3", "R-B-7", "R-M-3", "R-M-4"}
"""In force on the day of the latest crime, whenever the ruling is made."""

NO_OLDER_TEXT = {
    "R-G-40.1": "from which day waits and intervals run (OQ-29)",
    "R-G-40.2": "from which day waits and intervals run (OQ-29)",
    "R-A-3": "parole after a reprieve before 2017",
    "R-B-3": "no parole after a reprieve for violent crime, before 2017",
    "R-B-4": "answers no where no whole-life imprisonment was ordered",
    "R-M-12": "the remainder is reckoned alike under R-M-14",
    "R-P12-6m": "major merit before 2012-07-01",
}
"""What the fact sheet has no older row for, though the question is asked."""


def random_person(seed: int) -> dict[str, Any]:
    """As the oracle knows them, and some with a later crime, bad health, political rights or a parole."""
    case, chance = random_case(seed), random.Random(seed)
    later = {"final_date": case["report_date"], "how_found": "self", "sentence": {"kind": "fixed", **term(1)}}
    if chance.random() < 0.3:
        case["new_crimes"] = [later | {"intentional": chance.random() < 0.5}]
    if chance.random() < 0.3:
        case["undiscovered_crimes"] = [later]
    if chance.random() < 0.3:
        case |= {"birth_date": "1955-03-01", "health": ["seriously_ill", "cannot_work", "cannot_care_for_self"]}
    if chance.random() < 0.3 and case["original"]["kind"] == "fixed":
        case["original"]["political_rights"] = term(2)
    return case


def out_of_force(found: dict[str, Any], ruled: date) -> Iterator[str]:
    named = {rule["id"] for rule in found["rules"]} | (RULES.keys() & set(found["flags"]))
    for id in sorted(named - BY_THE_CRIME):
        asked_too_early = id in NO_OLDER_TEXT and ruled < RULES[id].since
        if not RULES[id].in_force(ruled) and not asked_too_early:
            yield id


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_every_rule_that_is_used_is_in_force(first: int) -> None:
    for seed in range(first, first + 100):
        case = random_person(seed)
        found = explained(**case)
        ruled = d(case["ruling_date"] or case["report_date"])
        if "rules" in found:
            assert list(out_of_force(found, ruled)) == [], (seed, ruled, pack(case))
