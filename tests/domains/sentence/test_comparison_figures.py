"""What a difference between two outlooks means for the person, and which rule it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.law.test_rules_of_another_day import CASE, FACTS
from zhiheng.domains.sentence.comparison.candidate import Candidate, Kind, UnknownCandidate, compared
from zhiheng.domains.sentence.comparison.figures import Impact, cause_of, changed, figures_of, impacts_of
from zhiheng.law.calendar import Term
from zhiheng.law.choices import DEFAULTS
from zhiheng.law.outlook import explain_case
from zhiheng.law.reckoning import EDITION

OLD = Candidate.rules_of(dt.date(2016, 1, 1))
TWELVE = {"years": 1, "months": 0, "days": 0}
NINE = {"years": 0, "months": 9, "days": 0}
FIFTEEN_YEARS = {"least": {"years": 15, "months": 0, "days": 0}, "greatest": {"years": 20, "months": 0, "days": 0}}
TWENTY_YEARS = {"least": {"years": 20, "months": 0, "days": 0}, "greatest": {"years": 22, "months": 0, "days": 0}}


def test_an_older_instrument_lets_report_earlier_and_takes_off_more() -> None:
    found = compared(CASE, OLD, DEFAULTS)

    assert found is not None
    assert found.impacts == ("eligible_earlier", "amount_more")
    assert found.cause == "R-P12-6"  # the wait of P2012 in place of that of P2016, not the rule that chose the instrument
    assert (found.before["report"], found.after["report"]) == ("2024-05-18", "2023-11-18")


def test_another_reading_moves_what_hangs_on_it() -> None:
    deprived = CASE._replace(facts=replace(FACTS, political_rights=Term(2)))
    found = compared(deprived, Candidate.reading("OQ-6=next_day"), DEFAULTS)

    assert found is not None
    assert (found.impacts, found.cause) == (("rights_moved",), "R-L-6")
    assert compared(CASE, Candidate.reading("OQ-6=next_day"), DEFAULTS) is None  # nobody deprived, nothing moves


def test_a_candidate_that_is_in_force_already_changes_nothing() -> None:
    assert compared(CASE, Candidate.reading("OQ-6=last_day"), DEFAULTS) is None
    assert compared(CASE, Candidate.rules_of(dt.date(2026, 11, 22)), DEFAULTS) is None


@pytest.mark.parametrize(
    ("key", "before", "after", "impacts"),
    [
        ("end", "2030-01-02", "2030-01-01", ["released_too_late"]),  # the candidate ends earlier: until now too late
        ("end", "2030-01-01", "2030-01-02", ["released_too_early"]),
        ("end", None, "2030-01-02", ["other"]),
        ("computed_end", "2030-01-01", "2030-01-02", ["other"]),  # the printed end governs: nobody leaves on another day
        ("floor", "2030-01-01", "2030-01-02", ["other"]),
        ("report", "2026-01-01", "2026-01-02", ["eligible_later"]),
        ("report", {"unknown": ["property"]}, "2026-01-02", ["other"]),
        ("reports", {"A": "2026-01-02", "C": "2025-01-01"}, {"A": "2026-01-02", "C": "2024-01-01"}, ["eligible_earlier"]),
        ("reports", {"A": "2026-01-02"}, {"unknown": ["property"]}, ["other"]),
        ("parole", "2027-01-02", "2027-01-01", ["eligible_earlier"]),
        ("amounts", {"A": NINE}, {"A": TWELVE}, ["amount_more"]),
        ("amounts", {"A": TWELVE, "B": NINE}, {"A": NINE, "B": TWELVE}, ["amount_less", "amount_more"]),
        ("amounts", {"A": NINE}, {}, ["amount_less"]),
        ("amounts", {"A": TWENTY_YEARS}, {"A": FIFTEEN_YEARS}, ["amount_more"]),  # a shorter term results
        ("amounts", {"A": {"kind": "life"}}, {"A": {"kind": "fixed"}}, ["other"]),
        ("bars", [], ["R-B-2"], ["barred"]),
        ("bars", ["R-B-2"], [], ["unbarred"]),
        ("bars", ["R-B-1"], ["R-B-2"], ["other"]),
        ("bars", {"unknown": ["offence_dates"]}, [], ["other"]),
        ("rights", {"from": "2033-09-09"}, {"from": "2033-09-10"}, ["rights_moved"]),
        ("refusals", [], ["R-Y-5"], ["refusal_changed"]),
        ("pack", "P2016", "P2012", []),
        ("class", "ordinary", "strict", []),
        ("now", {}, {"A": NINE}, []),
    ],
)
def test_impacts(key: str, before: Any, after: Any, impacts: list[str]) -> None:
    assert impacts_of({key: before}, {key: after}) == impacts


def test_the_gravest_impact_comes_first() -> None:
    before = {"end": "2030-01-01", "rights": None, "amounts": {"A": NINE}, "bars": []}
    after = {"end": "2029-12-31", "rights": {}, "amounts": {"A": TWELVE}, "bars": ["R-B-1"]}

    assert impacts_of(before, after) == ["released_too_late", "barred", "amount_more", "rights_moved"]
    assert next(iter(Impact)) == "released_too_late"


def test_an_outlook_that_is_refused_altogether_has_only_its_refusals() -> None:
    impossible = CASE._replace(ruling_date=dt.date(2020, 1, 1))
    refused, found = figures_of(explain_case(impossible)), figures_of(explain_case(CASE))

    assert refused == {"refusals": ["ruling_before_judgment", "ruling_before_report"]}
    assert "refusal_changed" in impacts_of(found, refused)


def test_without_trees_there_is_no_cause() -> None:
    found = changed({"end": "2030-01-01"}, {"end": "2030-01-02"}, (None, None))

    assert found is not None
    assert found.cause == ""


def node(rule: str, result: Any, *children: dict[str, Any], **inputs: Any) -> dict[str, Any]:
    return {"rule": rule, "inputs": inputs, "result": result, "children": list(children)}


def test_the_cause_is_the_rule_whose_own_value_differs_not_one_that_was_asked_otherwise() -> None:
    before = node("R-D", "x", node("R-CAL-2", 5, term=1), node("R-P16-6.1", 1, original=12))
    after = node("R-D", "y", node("R-CAL-2", 6, term=2), node("R-P16-6.1", 2, original=12))

    assert cause_of(before, after, "eligible_later") == "R-P16-6.1"
    assert cause_of(before, before, "eligible_later") == ""


@pytest.mark.parametrize("asked", ["", "OQ-6", "OQ-6=", "=next_day", "OQ-6=foo", "OQ-99=x", "PT-Q1=total", "OQ-2=x"])
def test_what_is_no_reading_is_refused(asked: str) -> None:
    with pytest.raises(UnknownCandidate):
        Candidate.reading(*asked.split())


def test_rules_before_the_first_provisions_are_refused() -> None:
    with pytest.raises(UnknownCandidate):
        Candidate.rules_of(dt.date(1997, 11, 7))


def test_an_edition_has_no_readings_and_names_the_present_code() -> None:
    assert Candidate.edition() == (Kind.EDITION, EDITION)
    with pytest.raises(UnknownCandidate):
        Candidate.edition().readings()
