"""Judgments made anew (R-K-9, R-M-15 to R-M-17) and suspended sentences, each with what it leaves and what it refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.law.rows import explained, person, term
from zhiheng.law.cases import Case, case_or_bad
from zhiheng.law.outlook.anew import lapsing, since

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


def test_on_the_day_of_the_retrial_the_new_judgment_counts() -> None:
    found = explained(original=EIGHT, history=OLD, retrial=CHANGED, report_date="2018-03-01")

    assert (found["end_date"], found["earliest_first_report"], found["max_amount"]["A"]) == ("2020-01-09", "2018-03-01", term(1, 3))


def test_without_a_wait_the_day_of_delivery_does_not_matter() -> None:
    found = explained(original=EIGHT | {"delivery_date": None}, history=OLD, retrial=CHANGED, report_date="2018-04-01")

    assert (found["earliest_first_report"], found["max_amount"]["A"]) == ("2018-03-01", term(1, 3))


def test_a_ruling_either_lapses_or_stands() -> None:
    dates = [None, "2018-02-28", "2018-03-01", "2018-03-02"]
    case = case_or_bad(person(original=TEN, history=[{"date": on, "kind": "commutation", "amount": term(0, 6)} for on in dates]))

    assert isinstance(case, Case)
    lapsed, kept = lapsing(case, date(2018, 3, 1)), since(case, date(2018, 3, 1))
    assert lapsed + kept == case.facts.changes
    assert [change.date for change in lapsed] == [None, date(2018, 2, 28)]


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
    assert unknown["renewal"] == known["renewal"] | {"inside": 0, "missing": ["retrial.served_from"]}


def test_before_life_becomes_a_term_what_was_served_is_in_the_end_that_is_foreseen() -> None:
    """R-K-9 frees only the commutation of a term from wait and cap: life waits its two years (art 8), from the new judgment."""
    life = {"kind": "life", "final_date": "2018-03-01", "delivery_date": "2018-03-01"}
    known, unknown = (
        explained(original=life, history=OLD, grade="A", retrial=CHANGED | more, report_date="2019-01-01")
        for more in ({"served_from": "2012-01-10"}, {})
    )

    assert known["earliest_first_report"] == unknown["earliest_first_report"] == "2020-03-01"
    # 22 years from the first day on which there can be a ruling, less the days served before
    assert known["earliest_end_by_grade"] == {"A": str(date(2042, 2, 28) - (date(2018, 3, 1) - date(2012, 1, 10)))}
    assert unknown["earliest_end_by_grade"] == {"unknown": ["retrial.served_from"]}


def test_served_from_the_day_of_the_retrial_is_no_contradiction() -> None:
    found = explained(original=EIGHT, retrial=CHANGED | {"served_from": "2018-03-01"}, report_date="2018-04-01")

    assert found["refusals"] == []


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
    assert inside["renewal"]["inside"] == 0


def test_found_after_the_reprieve_the_days_of_life_count_inside_the_later_term() -> None:
    history = [turned("2018-09-10", 25), turned("2022-03-01", 25)]
    found = explained(original=REPRIEVE, history=history, undiscovered_crimes=crime("2019-01-10", "life", THREE), report_date="2023-06-01")

    assert found["end_date"] == str(date(2047, 2, 28) - (date(2019, 1, 10) - date(2017, 1, 10)))
    assert "R-M-16" in rules(found["trace"])


@pytest.mark.parametrize("history", [[], [turned("2018-09-10", 25)], [turned("2017-02-01", 25, "reprieve_to_fixed")]])
def test_found_after_the_reprieve_and_before_a_ruling_life_waits_from_the_new_judgment(history: list[dict[str, Any]]) -> None:
    """Life is executed whatever the reprieve had become; the days of life before count inside the 25 years (R-M-16)."""
    found = explained(original=REPRIEVE, history=history, undiscovered_crimes=crime("2019-01-10", "life", THREE), grade="A")

    assert found["end_date"] is None
    assert (found["class"], found["earliest_next_report"]) == ("ordinary", "2022-01-10")
    assert found["result_range"] == {"A": {"least": term(25), "greatest": term(25)}}
    assert found["earliest_end_by_grade"] == {"A": str(date(2047, 5, 31) - (date(2019, 1, 10) - date(2017, 1, 10)))}
    assert "R-M-16" in found["flags"]


def test_on_the_first_day_after_the_reprieve_it_has_expired() -> None:
    """The two years from 2015-01-10 end on 2017-01-09; a judgment of the next day finds life, of which no day was served."""
    last, first = (explained(original=REPRIEVE, undiscovered_crimes=crime(day, "life", THREE)) for day in ("2017-01-09", "2017-01-10"))

    assert last["renewal"] is None
    assert (first["renewal"]["rule"], first["renewal"]["inside"]) == ("R-M-16", 0)


def test_without_the_day_of_the_reprieve_nothing_is_made_anew() -> None:
    found = explained(original=REPRIEVE | {"reprieve_served_date": None}, undiscovered_crimes=crime("2018-05-20", "life", THREE))

    assert (found["renewal"], found["start"]) == (None, {"unknown": ["original.reprieve_served_date"]})


@pytest.mark.parametrize(
    ("own", "report"),
    [(THREE, "2019-05-20"), *[({"kind": kind, **term(0, 6)}, "2019-05-20") for kind in ("detention", "control")], (HEAVY, "2020-05-20")],
)
def test_a_lifer_again_a_lifer_waits_from_the_new_judgment_one_year_for_a_light_crime(own: dict[str, Any], report: str) -> None:
    found = explained(original=LIFE, history=[turned("2013-03-01", 19)], undiscovered_crimes=crime("2018-05-20", "life", own))

    assert found["end_date"] is None
    assert found["earliest_first_report"] == report
    assert "R-M-17" in found["flags"]
    assert ("R-M-17w" in rules(found["trace"])) == (report == "2019-05-20")


def test_what_a_lifer_served_between_both_judgments_is_deducted_later() -> None:
    history = [turned("2013-03-01", 19), turned("2021-06-01", 22)]
    found = explained(original=LIFE, history=history, undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2023-07-01")
    unknown = explained(
        original=LIFE | {"final_date": None}, history=history, undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2023-07-01"
    )

    assert found["end_date"] == str(date(2043, 5, 31) - timedelta(days=2922))
    # nine months less, counted forward from the ruling: the same days come off
    assert found["earliest_end_by_grade"]["A"] == str(date(2042, 8, 31) - timedelta(days=2922))
    assert unknown["end_date"] == {"unknown": ["original.final_date"]}
    assert unknown["renewal"]["inside"] == 0


def test_a_lifer_again_a_lifer_is_shown_the_end_with_those_days_but_never_one_before_the_floor() -> None:
    """2922 days from 2010-05-20 to 2018-05-20. The floor is 13 years from the new judgment, the later of both readings."""
    found = explained(
        original=LIFE, history=[turned("2013-03-01", 19)], undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2018-05-20"
    )

    assert (found["end_date"], found["earliest_first_report"], found["floor_end_date"]) == (None, "2019-05-20", "2031-05-19")
    # A: 22 years from 2019-05-20, the first day of a lawful report; D: 19 years from the very day, which would end before the floor
    assert found["earliest_end_by_grade"]["A"] == str(date(2041, 5, 19) - timedelta(days=2922)) == "2033-05-19"
    assert found["earliest_end_by_grade"]["D"] == "2031-05-19"


def test_the_provisions_of_2016_govern_from_their_first_day() -> None:
    history = [turned("2013-03-01", 19), commuted("2015-03-01", 0, 9)]
    before, since_2017 = (
        explained(original=LIFE, history=history, undiscovered_crimes=crime(day, "life", THREE)) for day in ("2016-12-31", "2017-01-01")
    )

    assert (before["renewal"], before["end_date"]) == (None, "2031-05-31")
    assert (since_2017["renewal"]["rule"], since_2017["end_date"]) == ("R-M-17", None)


def test_a_printed_end_has_counted_those_days_already() -> None:
    history = [turned("2013-03-01", 19), turned("2021-06-01", 22) | {"end_after": "2035-06-01"}]
    found = explained(original=LIFE, history=history, undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2023-07-01")

    assert found["end_date"] == "2035-06-01"


def test_only_the_last_printed_end_has_counted_them() -> None:
    """Printed 2035-05-31 as computed; the ruling after it prints none: forward again, less the days (OQ-24)."""
    history = [turned("2013-03-01", 19), turned("2021-06-01", 22) | {"end_after": "2035-05-31"}, commuted("2023-08-01", 0, 9)]
    found = explained(original=LIFE, history=history, undiscovered_crimes=crime("2018-05-20", "life", THREE), report_date="2025-09-01")

    assert found["end_date"] == str(date(2042, 8, 31) - timedelta(days=2922)) == "2034-08-31"


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
    assert {key: found[key] for key in ("max_amount_at_earliest", "alternatives", "spans", "later_crimes", "parole_bars", "missing")} == {
        "max_amount_at_earliest": {}, "alternatives": [], "spans": [], "later_crimes": [], "parole_bars": [], "missing": [],
    }  # fmt: skip
    assert "suspended" in found["flags"]
    assert {"R-S-6", "R-S-6e", "R-S-7", "R-G-5"} <= rules(found["trace"])


def test_no_end_of_a_term_is_told_though_rulings_print_one() -> None:
    history = [commuted("2023-07-01", 0, 6) | {"end_after": "2025-11-09"}, commuted("2023-12-01", 0, 3)]
    found = explained(original=SUSPENDED, history=history, report_date="2024-06-01")

    assert (found["end_date"], found["computed_end"], found["governing_end"]) == (None, None, None)


def test_a_suspended_sentence_that_contradicts_itself_says_everything_that_is_wrong() -> None:
    history = [commuted("2023-06-01", 4, 0)]
    found = explained(original=SUSPENDED, history=history, report_date="2024-06-01", ruling_date="2024-01-01")

    assert [refusal["code"] for refusal in found["refusals"]] == ["ruling_before_report", "reduction_past_start"]


def test_detention_can_be_suspended() -> None:
    found = explained(original={"kind": "detention", **term(0, 4), "final_date": "2023-05-10", "suspended": term(0, 8)}, report_date="2023-08-01")

    assert (found["suspended"]["to"], found["suspended"]["allowed"], found["refusals"]) == ("2024-01-09", True, [])


def test_a_printed_start_of_the_probation_governs() -> None:
    assert suspended(suspended=term(4) | {"probation_start": "2023-05-12"})["suspended"]["to"] == "2027-05-11"


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
    ("changed", "start", "missing"),
    [
        ({"final_date": None, "suspended": term(4) | {"probation_end": "2027-05-09"}}, None, "original.final_date"),
        ({"suspended": {"years": None, "probation_end": "2027-05-09"}}, "2023-05-10", "original.suspended.years"),
    ],
)
def test_what_is_not_stated_is_unknown(changed: dict[str, Any], start: str | None, missing: str) -> None:
    found = suspended(**changed)["suspended"]

    assert (found["from"], found["to"], found["printed_to"], found["agrees"]) == (start, {"unknown": [missing]}, "2027-05-09", None)


def test_once_revoked_the_term_is_executed_with_the_custody_before_it() -> None:
    custody = [{"from": "2022-01-01", "to": "2022-03-01"}, {"from": "2024-06-01", "to": None}]
    revoked, before = (
        suspended(suspended=term(4) | {"revoked_on": "2024-05-20"}, custody=custody, report_date=day) for day in ("2025-06-01", "2024-05-01")
    )

    assert revoked["end_date"] == "2027-04-02"  # 60 days before 2027-05-31, or a day later by the other way (OQ-4)
    assert "suspended" not in revoked
    assert before["suspended"]["to"] == "2027-05-09"


@pytest.mark.parametrize("revoked", ["2023-05-10", "2024-06-01"])  # the first day of the probation, the day of the report
def test_from_the_day_of_its_revocation_the_term_is_executed(revoked: str) -> None:
    found = suspended(suspended=term(4) | {"revoked_on": revoked}, custody=[{"from": "2024-06-01", "to": None}], report_date="2024-06-01")

    assert "suspended" not in found
    assert found["end_date"] == "2027-05-31"


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


@pytest.mark.parametrize(
    ("retrial", "fault"),
    [({"date": "someday", "outcome": "changed"}, "retrial.date"), ({"date": "2018-03-01", "outcome": 7}, "retrial.outcome")],
)
def test_what_is_stated_and_cannot_be_read_is_not_called_missing(retrial: dict[str, Any], fault: str) -> None:
    found = explained(original=TEN, retrial=retrial)

    assert [(refusal["fields"], refusal["code"] == "missing") for refusal in found["refusals"]] == [([fault], False)]
