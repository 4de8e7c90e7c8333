"""Judgments made anew (R-K-9, R-M-15 to R-M-17) and suspended sentences, each with what it leaves and what it refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.law.rows import explained, term

TEN = {"kind": "fixed", **term(10), "start": "2012-01-10", "delivery_date": "2012-09-01"}
LIFE = {"kind": "life", "final_date": "2010-05-20", "delivery_date": "2010-05-20"}
REPRIEVE = {"kind": "death_reprieve", "reprieve_served_date": "2015-01-10", "delivery_date": "2015-01-10"}


def commuted(on: str, years: int, months: int) -> dict[str, Any]:
    return {"date": on, "served": on, "kind": "commutation", "amount": term(years, months)}


def turned(on: str, years: int, kind: str = "life_to_fixed") -> dict[str, Any]:
    return {"date": on, "served": on, "kind": kind, "to": term(years)}


def rules(node: dict[str, Any]) -> set[str]:
    return {node["rule"]}.union(*(rules(child) for child in node["children"]))


OLD = [commuted("2015-06-05", 0, 9), commuted("2017-06-05", 0, 6)]
CHANGED = {"date": "2018-03-01", "outcome": "changed"}
EIGHT = TEN | term(8)

# --- retrial ----------------------------------------------------------------------------------------------------------


def test_what_lapsed_on_retrial_may_be_removed_anew_at_once_and_no_more_than_that() -> None:
    found = explained(original=EIGHT, history=OLD, retrial=CHANGED, report_date="2018-04-01")

    assert (found["end_date"], found["floor_end_date"]) == ("2020-01-09", "2016-01-09")
    assert found["earliest_first_report"] == "2018-03-01"
    assert found["earliest_next_report"] is None
    assert set(map(str, found["max_amount"].values())) == {str(term(1, 3))}
    assert found["earliest_end_by_grade"]["A"] == "2018-10-09"
    assert "R-K-9" in found["flags"]
    assert {"R-K-9", "R-K-9b"} <= rules(found["trace"])


def test_once_decided_anew_the_ordinary_interval_runs() -> None:
    found = explained(original=EIGHT, history=[*OLD, commuted("2018-05-05", 1, 3)], retrial=CHANGED, report_date="2018-06-01")

    assert (found["end_date"], found["earliest_next_report"]) == ("2018-10-09", "2019-08-05")


def test_a_confirmed_judgment_leaves_the_rulings() -> None:
    with_it, without = (
        explained(original=TEN, history=OLD, report_date="2018-04-01", **more) for more in ({"retrial": CHANGED | {"outcome": "confirmed"}}, {})
    )

    assert with_it["end_date"] == without["end_date"] == "2020-10-09"
    assert "R-K-9b" in rules(with_it["trace"])
    assert with_it["renewal"] is None


def test_a_retrial_after_the_report_is_left_out() -> None:
    found = explained(original=TEN, history=OLD, retrial=CHANGED, report_date="2018-02-01")

    assert found["end_date"] == "2020-10-09"
    assert found["refusal"]["code"] == "retrial_after_report"


def test_before_2017_the_law_has_no_number_for_it() -> None:
    found = explained(original=EIGHT, history=OLD[:1], retrial=CHANGED | {"date": "2015-09-01"}, report_date="2016-04-01")

    assert "no_number:P2012-retrial" in found["flags"]
    assert found["end_date"] == "2020-01-09"


def test_an_amount_that_is_not_stated_leaves_what_may_be_removed_unknown() -> None:
    found = explained(original=EIGHT, history=[{"date": "2015-06-05", "kind": "commutation"}], retrial=CHANGED, report_date="2018-04-01")

    assert found["max_amount"] == {"unknown": ["history[0].amount"]}


def test_life_on_retrial_counts_what_was_served_once_it_becomes_a_term() -> None:
    life = {"kind": "life", "final_date": "2018-03-01", "delivery_date": "2018-03-01"}
    history = [*OLD, turned("2021-06-01", 22)]
    known, unknown = (
        explained(original=life, history=history, retrial=CHANGED | more, report_date="2023-07-01") for more in ({"served_from": "2012-01-10"}, {})
    )

    days = date(2018, 3, 1) - date(2012, 1, 10)
    assert known["end_date"] == str(date(2043, 5, 31) - days)
    assert "R-K-9c" in rules(known["trace"])
    assert unknown["end_date"] == {"unknown": ["retrial.served_from"]}


def test_acquitted_there_is_nothing_to_compute() -> None:
    found = explained(original=TEN, retrial=CHANGED | {"outcome": "acquitted"})

    assert (found["refusal"]["kind"], found["refusal"]["code"]) == ("unsupported", "acquitted_on_retrial")
    assert "trace" not in found


# --- an undiscovered crime beside reprieve and life -----------------------------------------------------------------------------


def crime(final: str, combined: str | None, sentence: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"final_date": final, "how_found": "self", "sentence": sentence, "combined": None if combined is None else {"kind": combined}}]


THREE, HEAVY = {"kind": "fixed", **term(3)}, {"kind": "fixed", **term(3, 0, 1)}


@pytest.mark.parametrize(("own", "expiry"), [(THREE, "2017-01-10"), ({"kind": "death_reprieve"}, "2019-03-01")])
def test_found_in_the_reprieve_the_time_run_counts_unless_the_crime_drew_one(own: dict[str, Any], expiry: str) -> None:
    found = explained(original=REPRIEVE | {"reprieve_served_date": "2015-01-10"}, undiscovered_crimes=crime("2017-03-01", "death_reprieve", own))
    inside = explained(original=REPRIEVE | {"reprieve_served_date": "2016-01-10"}, undiscovered_crimes=crime("2017-03-01", "death_reprieve", own))

    assert found["earliest_first_report"] == expiry
    assert inside["earliest_first_report"] == ("2018-01-10" if own is THREE else "2019-03-01")
    assert "R-M-15" in inside["flags"]


def test_found_after_the_reprieve_the_days_of_life_count_inside_the_later_term() -> None:
    history = [turned("2018-09-10", 25), turned("2022-03-01", 25)]
    found = explained(original=REPRIEVE, history=history, undiscovered_crimes=crime("2019-01-10", "life", THREE), report_date="2023-06-01")

    assert found["end_date"] == str(date(2047, 2, 28) - (date(2019, 1, 10) - date(2017, 1, 10)))
    assert "R-M-16" in rules(found["trace"])


def test_found_after_the_reprieve_and_before_a_ruling_life_waits_from_the_new_judgment() -> None:
    found = explained(original=REPRIEVE, history=[turned("2018-09-10", 25)], undiscovered_crimes=crime("2019-01-10", "life", THREE))

    assert found["end_date"] is None
    assert (found["class"], found["earliest_next_report"]) == ("ordinary", "2022-01-10")


@pytest.mark.parametrize(("own", "report"), [(THREE, "2019-05-20"), ({"kind": "detention", **term(0, 6)}, "2019-05-20"), (HEAVY, "2020-05-20")])
def test_a_lifer_again_a_lifer_waits_from_the_new_judgment_one_year_for_a_light_crime(own: dict[str, Any], report: str) -> None:
    found = explained(original=LIFE, history=[turned("2013-03-01", 19)], undiscovered_crimes=crime("2018-05-20", "life", own))

    assert found["end_date"] is None
    assert found["earliest_first_report"] == report
    assert ("R-M-17w" in rules(found["trace"])) == (report == "2019-05-20")


def test_what_a_lifer_served_between_both_judgments_is_deducted_later() -> None:
    history = [turned("2013-03-01", 19), turned("2021-06-01", 22)]
    found = explained(original=LIFE, history=history, undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2023-07-01")
    unknown = explained(
        original=LIFE | {"final_date": None}, history=history, undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2023-07-01"
    )

    assert found["end_date"] == str(date(2043, 5, 31) - timedelta(days=2922))
    assert unknown["end_date"] == {"unknown": ["original.final_date"]}


def test_a_printed_end_has_counted_those_days_already() -> None:
    history = [turned("2013-03-01", 19), turned("2021-06-01", 22) | {"end_after": "2035-06-01"}]
    found = explained(original=LIFE, history=history, undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2023-07-01")

    assert found["end_date"] == "2035-06-01"


@pytest.mark.parametrize(
    "crimes",
    [
        crime("2018-05-20", None, THREE),  # what the court decided is not stated
        crime("2016-05-20", "life", THREE),  # before the provisions of 2016
        crime("2018-05-20", "fixed", THREE),
        crime("2030-05-20", "life", THREE),  # after the report
        crime("2018-05-20", "death_reprieve", THREE),  # no provision for a lifer
    ],
)
def test_what_the_provisions_do_not_cover_leaves_the_case(crimes: list[dict[str, Any]]) -> None:
    found = explained(original=LIFE, history=[turned("2013-03-01", 19)], undiscovered_crimes=crimes)

    assert found["end_date"] == "2032-02-29"
    assert found["renewal"] is None


def test_an_undiscovered_crime_that_drew_a_reprieve_does_not_make_life() -> None:
    found = explained(original=REPRIEVE, undiscovered_crimes=crime("2019-01-10", "life", {"kind": "death_reprieve"}))

    assert found["renewal"] is None


# --- suspended sentences --------------------------------------------------------------------------------------------------------

SUSPENDED = {"kind": "fixed", **term(3), "final_date": "2023-05-10", "suspended": term(4)}


def suspended(**changed: Any) -> dict[str, Any]:
    more = {name: changed.pop(name) for name in ("categories", "custody", "report_date", "ruling_date") if name in changed}
    return explained(original=SUSPENDED | changed, **({"report_date": "2024-06-01"} | more))


def test_of_a_suspended_sentence_only_the_probation_runs() -> None:
    found = suspended()

    assert found["suspended"] == {
        "from": "2023-05-10", "to": "2027-05-09", "printed_to": None, "agrees": None,
        "in_range": True, "allowed": True, "least_after_major_merit": term(1),
    }  # fmt: skip
    assert (found["end_date"], found["start"], found["max_amount"], found["parole_earliest"], found["refusal"]) == (None, None, {}, None, None)
    assert "suspended" in found["flags"]
    assert {"R-S-6", "R-S-6e", "R-S-7", "R-G-5"} <= rules(found["trace"])


def test_a_printed_probation_is_compared() -> None:
    agrees, differs = (suspended(suspended=term(4) | {"probation_start": "2023-05-10", "probation_end": end}) for end in ("2027-05-09", "2027-05-10"))

    assert (agrees["suspended"]["agrees"], differs["suspended"]["agrees"]) == (True, False)
    assert "probation_end_differs" in differs["flags"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"suspended": term(2)}, "probation_outside_range"),
        ({"suspended": term(6)}, "probation_outside_range"),
        (term(4), "suspension_not_allowed"),
        ({"categories": ["recidivist"]}, "suspension_not_allowed"),
    ],
)
def test_what_the_law_does_not_allow_is_said(changed: dict[str, Any], code: str) -> None:
    assert code in suspended(**changed)["flags"]


@pytest.mark.parametrize(
    ("changed", "missing"), [({"final_date": None}, ["original.final_date"]), ({"suspended": {"years": None}}, ["original.suspended.years"])]
)
def test_what_is_not_stated_is_unknown(changed: dict[str, Any], missing: list[str]) -> None:
    assert suspended(**changed)["suspended"]["to"] == {"unknown": missing}


def test_once_revoked_the_term_is_executed_with_the_custody_before_it() -> None:
    custody = [{"from": "2022-01-01", "to": "2022-03-01"}, {"from": "2024-06-01", "to": None}]
    revoked, before = (
        suspended(suspended=term(4) | {"revoked_on": "2024-05-20"}, custody=custody, report_date=day) for day in ("2025-06-01", "2024-05-01")
    )

    assert revoked["end_date"] == "2027-04-02"  # 60 days before 2027-05-31, or a day later by the other way (OQ-4)
    assert "suspended" not in revoked
    assert before["suspended"]["to"] == "2027-05-09"


# --- refusals ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"retrial": {"outcome": "changed"}}, "missing", "retrial.date"),
        ({"retrial": {"date": "2018-03-01"}}, "missing", "retrial.outcome"),
        ({"retrial": {"date": "2018-03-01", "outcome": "perhaps"}}, "unknown_word", "retrial.outcome"),
        ({"retrial": "2018-03-01"}, "not_an_object", "retrial"),
        ({"retrial": CHANGED | {"served_from": "2019-01-01"}}, "dates_out_of_order", "retrial.served_from"),
        ({"original": TEN | {"suspended": 4}}, "not_an_object", "original.suspended"),
        ({"original": LIFE | {"suspended": term(4)}}, "suspension_does_not_fit", "original.suspended"),
        ({"original": SUSPENDED | {"suspended": term(4) | {"revoked_on": "2023-01-01"}}}, "revoked_before_judgment", "original.suspended.revoked_on"),
        ({"original": SUSPENDED, "report_date": "2024-06-01", "ruling_date": "2024-01-01"}, "ruling_before_report", "ruling_date"),
        ({"undiscovered_crimes": [{"combined": {"kind": "exile"}}]}, "unknown_kind", "undiscovered_crimes[0].combined.kind"),
    ],
)
def test_what_contradicts_itself_is_refused(given: dict[str, Any], code: str, field: str) -> None:
    found = explained(**({"original": TEN} | given))

    assert "trace" not in found
    assert (code, True) in [(refusal["code"], field in refusal["fields"]) for refusal in found["refusals"]]
