from __future__ import annotations

import json
from typing import Any

import pytest

from tests.law.cast import d
from tests.law.rows import case, term
from zhiheng.law.cases import Case, case_or_bad
from zhiheng.law.outlook import explain_case

DATES = {"start", "end_date", "floor_end_date", "earliest_first_report", "earliest_next_report", "parole_earliest"}
AMOUNTS = {"max_amount", "result_range", "earliest_end_by_grade", "parole_bars", "probation", "political_rights"}
CONTRACT = {"id", "rule_pack", "class", "flags", "refusal", "trace"} | DATES | AMOUNTS


def outlook(**changed: Any) -> dict[str, Any]:
    found = explain_case(case_or_bad(case(**changed)))
    return dict(json.loads(json.dumps(found)))


def test_it_works() -> None:
    found = outlook()

    assert (found["start"], found["end_date"], found["floor_end_date"]) == ("2018-01-10", "2022-01-09", "2020-01-09")
    assert set(found) >= CONTRACT
    assert found["refusal"] is None
    assert found["trace"]["children"]


def test_an_unknown_fact_is_named_in_place_of_the_date() -> None:
    found = outlook(original={"start": None}, custody=[])

    assert found["start"] == found["end_date"] == {"unknown": ["original.start"]}
    assert found["missing"][0]["zh"]


def test_life_has_no_end() -> None:
    found = outlook(original={"kind": "life", "years": None, "months": None, "days": None, "final_date": "2014-06-18"}, counts=[])

    assert (found["start"], found["end_date"], found["floor_end_date"]) == ("2014-06-18", None, "2027-06-17")
    assert found["political_rights"] == {"from": None, "to": None, "for_life": True}


def test_political_rights_run_from_the_last_day() -> None:
    found = outlook(original={"political_rights": term(3)})

    assert found["political_rights"] == {"from": "2022-01-09", "to": "2025-01-08", "for_life": False}
    assert "OQ-6" in found["flags"]


def test_the_report_date_may_be_handed_in() -> None:
    read = case_or_bad(case(report_date=None))
    assert isinstance(read, Case)

    assert explain_case(read, d("2020-02-02"))["report_date"] == "2020-02-02"
    assert explain_case(read)["report_date"] is None


@pytest.mark.parametrize(
    "changed",
    [
        {"original": {"end": "2017-01-01"}},
        {"original": {"start": "2018-02-30"}},
        {"original": {"kind": "life"}},
        {"original": {"judgment_date": "2019-01-01"}, "ruling_date": "2018-12-31"},
        {"original": {"judgment_date": "2019-01-01"}, "history": [{"kind": "commutation", "date": "2018-12-01", "amount": term(0, 3)}]},
    ],
)
def test_an_invalid_case_has_only_its_id_and_its_refusals(changed: dict[str, Any]) -> None:
    found = outlook(**changed)

    assert set(found) == {"id", "refusal", "refusals"}
    assert found["refusal"]["kind"] == "invalid"
    assert found["refusal"]["fields"]


def test_an_unusual_case_is_computed_with_a_warning() -> None:
    found = outlook(original=term(26), counts=[])

    assert found["refusal"]["kind"] == "warning"
    assert found["refusal"]["code"] == "outside_statutory_range"
    assert found["end_date"] == "2044-01-09"


TWO = [{"crime": "theft", **term(12)}, {"crime": "robbery", **term(9)}]


def test_combined_counts_give_the_range_with_its_provisions() -> None:
    found = outlook(original=term(18), counts=TWO)

    assert found["combined_range"] == {"least": term(12), "greatest": term(20)}
    assert "R-M-2" in {used["id"] for used in found["rules"]}
    assert found["trace"]["children"][0]["rule"] == "R-M-4"


@pytest.mark.parametrize("years", [11, 21])
def test_a_term_outside_the_combined_range_is_a_warning(years: int) -> None:
    refusal = outlook(original=term(years), counts=TWO)["refusal"]

    assert (refusal["kind"], refusal["code"], refusal["fields"]) == ("warning", "outside_combined_range", ["original", "counts"])


@pytest.mark.parametrize("years", [12, 20])
def test_both_ends_of_the_combined_range_are_inside(years: int) -> None:
    assert outlook(original=term(years), counts=TWO)["refusal"] is None


@pytest.mark.parametrize(
    ("offences", "greatest"), [(["2010-01-01", "2011-04-30"], 20), (["2010-01-01", "2011-05-01"], 25), (["2011-05-01", "2010-01-01"], 25)]
)
def test_the_latest_offence_decides_which_cap_binds(offences: list[str], greatest: int) -> None:
    counts = [{"crime": "theft", **term(15)}, {"crime": "robbery", **term(14)}, {"crime": "fraud", **term(6)}]

    assert outlook(original=term(18), counts=counts, offence_dates=offences)["combined_range"] == {"least": term(15), "greatest": term(greatest)}


def test_counts_from_before_the_code_of_1997_have_its_cap() -> None:
    found = outlook(original=term(18) | {"start": "1998-01-10", "delivery_date": "1998-09-20"}, counts=TWO, offence_dates=["1996-05-05"])

    assert found["combined_range"] == {"least": term(12), "greatest": term(20)}


def test_one_count_is_no_combination() -> None:
    assert outlook(original=term(18), counts=TWO[:1])["combined_range"] is None


def test_the_range_waits_for_the_dates_of_the_offences() -> None:
    found = outlook(original=term(18), counts=TWO, offence_dates=[])

    assert found["combined_range"] is None
    assert found["missing"][-1]["fact"] == "offence_dates"


def test_detention_needs_no_date_of_offence_and_a_count_of_life_absorbs() -> None:
    detention = outlook(original={"kind": "detention", **term(0, 8)}, counts=[term(0, 6), term(0, 5)], offence_dates=[])
    life = outlook(original=term(18), counts=[TWO[0], {"crime": "homicide", "years": None, "months": None, "days": None}])

    assert detention["combined_range"] == {"least": term(0, 6), "greatest": term(0, 11)}
    assert life["combined_range"] is None
