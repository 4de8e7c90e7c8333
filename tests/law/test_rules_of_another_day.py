"""The outlook as if the instruments of another day governed: only what those instruments decide moves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from zhiheng.law.calendar import Term
from zhiheng.law.cases import Case
from zhiheng.law.outlook import explain_case
from zhiheng.law.sentence import SentenceFacts, SentenceKind

ON = dt.date(2026, 11, 22)
FACTS = SentenceFacts(
    kind=SentenceKind.FIXED,
    term=Term(12),
    printed_start=dt.date(2021, 9, 10),
    printed_end=dt.date(2033, 9, 9),
    judgment_date=dt.date(2022, 3, 25),
    final_date=dt.date(2022, 4, 6),
    delivery_date=dt.date(2022, 5, 18),
    offence_dates=(dt.date(2020, 11, 3),),
)
CASE = Case(id="c", facts=FACTS, report_date=ON, property="done", birth_date=dt.date(1980, 1, 1))


def of(**asked: Any) -> dict[str, Any]:
    return explain_case(CASE, **asked)


def test_the_rules_of_its_own_day_change_nothing() -> None:
    assert of(rules_of=ON) == of()


def test_an_earlier_instrument_governs_and_the_dates_of_the_case_stay() -> None:
    now, then = of(), of(rules_of=dt.date(2016, 1, 1))

    assert (now["rule_pack"], then["rule_pack"]) == ("P2016+PJ2024", "P2012")
    assert then["earliest_first_report"] == "2023-11-18"  # a year and a half under P2012, two years under P2016
    assert then["floor_end_date"] == now["floor_end_date"]  # the code decides it, not the provisions
    assert "ruling_before_judgment" not in then["flags"]


def test_property_items_bind_from_the_day_of_their_provisions() -> None:
    unwilling = CASE._replace(property="able_unwilling")

    assert explain_case(unwilling)["refusal"]["code"] == "R-Y-5"
    assert explain_case(unwilling, rules_of=dt.date(2024, 4, 30))["refusal"] is None


@pytest.mark.parametrize("day", [dt.date(1997, 11, 7), dt.date(1990, 1, 1)])
def test_before_the_first_provisions_nothing_governs(day: dt.date) -> None:
    assert of(rules_of=day)["refusal"]["code"] == "no_rule_pack"
