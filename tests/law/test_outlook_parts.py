"""Parts of the outlook, each with what it refuses: unknown facts, doubts, bars, alternatives, spans, what-if."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import d
from tests.law.rows import explained, person, term
from zhiheng.law.cases import case_or_bad
from zhiheng.law.outlook import compare, explain_case

FOUR = {"kind": "fixed", **term(4), "start": "2018-01-10", "delivery_date": "2018-09-20"}
FIXED: dict[str, Any] = {"original": FOUR, "grade": "A", "report_date": "2019-09-20"}
TEN = {"kind": "fixed", **term(12), "start": "2015-01-10", "delivery_date": "2015-09-20"}
LIFE: dict[str, Any] = {"original": {"kind": "life", "final_date": "2014-06-18"}, "grade": "A", "report_date": "2022-09-20"}
REPRIEVE: dict[str, Any] = {"original": {"kind": "death_reprieve", "reprieve_served_date": "2013-05-20"}, "grade": "A", "report_date": "2022-09-20"}
TO_LIFE = {"date": "2015-06-10", "served": "2015-06-15", "kind": "reprieve_to_life", "amount": None, "to": None}


def ruling(date: str, served: str | None, kind: str = "commutation", **more: Any) -> dict[str, Any]:
    return {"date": date, "served": served, "kind": kind, "amount": None, "to": None} | more


def unknown(*facts: str) -> dict[str, list[str]]:
    return {"unknown": list(facts)}


# --- unknown facts ----------------------------------------------------------------------------------------------------


def test_an_unknown_property_item_hides_only_what_hangs_on_it() -> None:
    found = explained(**FIXED, property=None)

    assert found["class"] == found["max_amount"] == found["parole_bars"] == unknown("property")
    assert found["floor_end_date"] == "2020-01-09"
    assert found["rule_pack"] == "P2016"
    assert [node["inputs"] for node in found["trace"]["children"] if node["rule"] == "assumed"] == [{"property": 0}, {"property": 1}]


def test_it_does_not_matter_for_who_is_strict_anyway() -> None:
    found = explained(**FIXED, property="unknown", categories=["mafia"])

    assert found["class"] == "strict"
    assert found["earliest_first_report"] == "2020-09-20"
    assert found["parole_earliest"] == unknown("property")


@pytest.mark.parametrize(
    ("case", "key", "facts"),
    [
        (FIXED | {"original": FOUR | {"delivery_date": None}}, "earliest_first_report", ["original.delivery_date"]),
        (FIXED | {"original": FOUR | {"delivery_date": None}}, "max_amount", ["original.delivery_date"]),
        (FIXED | {"original": FOUR | {"start": None}}, "floor_end_date", ["original.start"]),
        (FIXED | {"original": FOUR | {"start": None}}, "earliest_end_by_grade", ["original.start"]),
        (FIXED | {"original": FOUR | {"start": None}}, "max_amount_at_earliest", ["original.start"]),
        (FIXED | {"history": [ruling("2019-03-01", None, amount=term(0, 3))]}, "earliest_next_report", ["history[0].served"]),
        (FIXED | {"history": [ruling("2019-03-01", None)]}, "earliest_next_report", ["history[0].served", "history[0].amount"]),
        (FIXED | {"history": [ruling("2019-03-01", None)]}, "parole_earliest", ["history[0].amount", "history[0].served"]),
        (FIXED | {"report_date": None, "ruling_date": "2020-01-01"}, "max_amount", ["report_date"]),
        (FIXED | {"report_date": None}, "rule_pack", ["report_date"]),
        (LIFE | {"original": {"kind": "life"}}, "floor_end_date", ["original.final_date"]),
        (LIFE | {"original": {"kind": "life"}}, "earliest_first_report", ["original.final_date"]),
        (LIFE | {"original": {"kind": "life"}}, "parole_earliest", ["original.final_date"]),
        (LIFE | {"offence_dates": [], "original": {"kind": "life", "final_date": "2012-06-18"}}, "floor_end_date", ["offence_dates"]),
        (REPRIEVE | {"original": {"kind": "death_reprieve"}, "history": [TO_LIFE]}, "floor_end_date", ["original.reprieve_served_date"]),
        (REPRIEVE | {"original": {"kind": "death_reprieve"}, "history": [TO_LIFE]}, "parole_earliest", ["original.reprieve_served_date"]),
        (REPRIEVE | {"original": {"kind": "death_reprieve"}, "history": [TO_LIFE]}, "earliest_next_report", ["original.reprieve_served_date"]),
        (FIXED | {"new_crimes": [{"intentional": True}]}, "earliest_first_report", ["new_crimes[0].final_date", "new_crimes[0].sentence.kind"]),
    ],
)
def test_a_missing_fact_is_named(case: dict[str, Any], key: str, facts: list[str]) -> None:
    assert sorted(explained(**case)[key]["unknown"]) == sorted(facts)


def test_whether_a_new_crime_was_intentional_matters() -> None:
    crime = {"final_date": "2019-07-01", "sentence": {"kind": "fixed", **term(1)}}

    assert explained(**FIXED, new_crimes=[crime])["earliest_first_report"] == unknown("new_crimes")
    assert explained(**FIXED, new_crimes=[crime | {"intentional": True, "final_date": None}])["later_crimes"] == []
    assert explained(**FIXED, new_crimes=[crime | {"intentional": False}])["earliest_first_report"] == "2019-09-20"


def test_restriction_is_open_only_where_the_law_allows_it() -> None:
    original = REPRIEVE["original"] | {"restricted": None, "whole_life": None}

    assert explained(**REPRIEVE | {"original": original}, history=[TO_LIFE])["class"] == "ordinary"
    assert explained(**REPRIEVE | {"original": original}, history=[TO_LIFE], categories=["rape"])["class"] == unknown("original.restricted")
    assert explained(**REPRIEVE | {"original": original}, history=[TO_LIFE], categories=["embezzlement_bribery"])["class"] == unknown(
        "original.judgment_date", "original.whole_life"
    )


@pytest.mark.parametrize(
    ("original", "offences", "expected"),
    [
        ({"judgment_date": "2015-10-31"}, ["2014-01-01"], "strict"),
        ({"judgment_date": "2015-11-01"}, ["2014-01-01"], "s2019"),
        ({"final_date": "2016-11-01"}, ["2014-01-01"], "s2019"),
        ({"delivery_date": "2015-06-01"}, ["2014-01-01"], "strict"),
        ({"start": None, "delivery_date": "2018-09-20"}, ["2016-01-01"], "s2019"),
        ({"start": "2015-01-01", "delivery_date": "2018-09-20"}, ["2014-01-01"], {"unknown": ["original.judgment_date"]}),
        ({"judgment_date": "2016-11-01", "former_state_functionary": False}, ["2014-01-01"], "strict"),
    ],
)
def test_the_scope_of_s2019_follows_from_the_dates_around_the_judgment(original: dict[str, Any], offences: list[str], expected: Any) -> None:
    base = {"kind": "fixed", **term(12), "start": "2015-01-10"}
    case = {"original": base | original, "offence_dates": offences, "categories": ["embezzlement_bribery"], "report_date": "2022-01-01"}

    assert explained(**case)["class"] == expected


@pytest.mark.parametrize(
    ("original", "offences", "pack"),
    [
        ({"final_date": "2011-05-01"}, ["2011-05-01"], "P2012"),
        ({"final_date": "2011-05-01"}, ["2011-04-30"], "P1997"),
        ({"final_date": "2011-04-30"}, ["2010-04-30"], "P1997"),
        ({"delivery_date": "2011-04-30"}, ["2010-04-30"], "P1997"),
        ({"start": "2011-06-01"}, ["2011-05-30"], "P2012"),
        ({"start": "2010-06-01"}, ["2010-05-30"], "P1997"),
        ({"start": "2011-06-01"}, [], {"unknown": ["offence_dates"]}),
    ],
)
def test_the_pack_of_a_ruling_of_2014(original: dict[str, Any], offences: list[str], pack: Any) -> None:
    case = {"original": {"kind": "fixed", **term(6)} | original, "offence_dates": offences, "report_date": "2014-01-01"}

    assert explained(**case)["rule_pack"] == pack


def test_three_categories_are_strict_from_2014_01_21() -> None:
    case = {"original": {"kind": "fixed", **term(6), "start": "2011-06-01", "delivery_date": "2011-12-01"}, "offence_dates": ["2011-05-05"]}
    before, after = (explained(**case, categories=["mafia"], report_date=day) for day in ("2014-01-20", "2014-01-21"))

    assert (before["rule_pack"], before["class"], before["max_amount"]["B"]) == ("P2012", "ordinary", term(2))
    assert (after["rule_pack"], after["class"], after["max_amount"]["B"]) == ("P2012+D5", "strict", term(1))
    assert "OQ-29" in before["flags"]


# --- doubts and refusals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ruling_date": "2019-09-01"}, "ruling_before_report"),
        ({"original": FOUR | {"judgment_date": "2019-09-20"}, "ruling_date": "2019-09-19"}, "ruling_before_judgment"),
        ({"original": {"kind": "life", "final_date": "2014-06-18", "end": "2030-01-01"}}, "end_of_termless_sentence"),
        ({"birth_date": "2013-01-01"}, "born_after_offence"),
        ({"revocation": {"parole_date": "2019-01-01", "returned": "2018-12-31"}}, "return_before_parole"),
        ({"original": FOUR | {"years": -1}}, "negative"),
        ({"custody": [{"from": "2018-01-10", "to": "2018-02-10"}, {"from": "2018-02-01", "to": None}]}, "overlapping_periods"),
    ],
)
def test_what_cannot_be_is_invalid(changed: dict[str, Any], code: str) -> None:
    found = explained(**FIXED | changed)

    assert set(found) == {"id", "refusal", "refusals"}
    assert code in {refusal["code"] for refusal in found["refusals"]}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"history": [ruling("2019-03-01", "2019-03-05", amount=term(0, 1))] * 2}, "two_rulings_one_day"),
        ({"original": FOUR | {"judgment_date": "2019-09-21", "delivery_date": None}}, "report_before_judgment"),
        ({"report_date": "2023-01-01"}, "term_over"),
        ({"property": "able_unwilling", "property_cured_on": "2019-01-01"}, "cured_but_unwilling"),
        ({"original": FOUR | {"judgment_date": "2018-05-01"}, "offence_dates": ["2018-05-02"]}, "offence_after_judgment"),
        ({"original": FOUR | {"former_state_functionary": False}, "categories": ["embezzlement_bribery"]}, "not_a_functionary"),
        ({"original": FOUR | {"restricted": True, "whole_life": True}}, "restricted_and_whole_life"),
        ({"history": [ruling("2018-03-01", "2018-03-05", amount=term(2, 6))]}, "more_than_half_removed"),
    ],
)
def test_what_is_unusual_is_computed_with_a_warning(changed: dict[str, Any], code: str) -> None:
    found = explained(**FIXED | changed)

    assert found["refusal"]["kind"] == "warning"
    assert code in found["flags"]
    assert found["end_date"]


def test_before_1997_11_08_nothing_governs() -> None:
    found = explained(original=FOUR | {"start": "1996-01-10"}, report_date="1997-11-07", offence_dates=["1995-01-01"])

    assert (found["refusal"]["kind"], found["refusal"]["code"]) == ("unsupported", "no_rule_pack")
    assert (found["rule_pack"], found["max_amount"], found["end_date"]) == (None, None, "2000-01-09")


def test_the_unwilling_are_refused_but_for_major_merit() -> None:
    found = explained(**FIXED | {"grade": None, "report_date": "2024-05-01", "original": FOUR | {"years": 9}}, property="able_unwilling")

    assert found["earliest_first_report"] is None
    assert found["max_amount"] == {"C": term(1), "D": term(1)}
    assert (found["refusal"]["kind"], found["refusal"]["code"]) == ("warning", "R-Y-5")
    assert {"OQ-25", "R-Y-5"} <= set(found["flags"])
    assert found["parole_bars"] == ["R-B-5"]


@pytest.mark.parametrize(("ruled", "code"), [("2024-04-30", "R-S19-1"), ("2024-05-01", "R-Y-5")])
def test_unwilling_functionaries_are_refused_by_the_text_in_force(ruled: str, code: str) -> None:
    """The provisions of 2019 refuse them since 2019-06-01; those of 2024 refuse everybody."""
    bribery = {"categories": ["embezzlement_bribery"], "property": "able_unwilling", "ruling_date": ruled, "report_date": "2024-04-20"}
    found = explained(**FIXED | {"grade": "A", "original": FOUR | {"years": 9, "judgment_date": "2018-03-01"}} | bribery)

    assert (found["class"], found["max_amount"], found["refusal"]["code"]) == ("s2019", {}, code)


@pytest.mark.parametrize(
    ("ruled", "offence", "flag"),
    [("2012-06-30", "2008-12-01", None), ("2014-06-01", "2011-06-01", "R-P12-22s"), ("2017-01-01", "2011-06-01", "R-A-28b")],
)
def test_the_interval_before_parole_may_be_shorter_by_the_text_in_force(ruled: str, offence: str, flag: str | None) -> None:
    """Four years, one month removed, less than two years left when it was served; of 1997 nothing is on file."""
    year = int(ruled[:4])
    original = {"kind": "fixed", **term(4), "start": f"{year - 3}-01-10", "final_date": f"{year - 3}-06-01", "delivery_date": f"{year - 3}-06-10"}
    history = [{"date": f"{year - 1}-12-01", "served": f"{year - 1}-12-05", "kind": "commutation", "amount": term(0, 1)}]
    found = explained(original=original, report_date=ruled, ruling_date=ruled, offence_dates=[offence], history=history)

    assert [flag for flag in found["flags"] if flag in ("R-A-28b", "R-P12-22s")] == ([flag] if flag else [])


def test_before_2024_05_01_they_are_strict() -> None:
    found = explained(**FIXED | {"report_date": "2024-04-30", "original": FOUR | {"years": 9}}, property="able_unwilling")

    assert (found["class"], found["refusal"], found["max_amount"]) == ("strict", None, {"A": term(0, 9)})


# --- amounts ----------------------------------------------------------------------------------------------------------


def test_the_new_end_is_not_before_the_ruling() -> None:
    found = explained(**FIXED | {"grade": "D", "report_date": "2021-06-01", "ruling_date": "2021-06-20"})

    assert found["earliest_end_by_grade"] == {"D": "2021-06-20"}
    assert found["max_amount"] == {"D": term(0, 6, 19)}
    assert "OQ-14" in found["flags"]


def test_grades_without_a_wait_may_be_reported_before_the_others() -> None:
    found = explained(**FIXED | {"grade": None, "report_date": "2019-01-01"})

    assert found["max_amount"] == {"C": term(1, 6), "D": term(2)}
    assert set(found["max_amount_at_earliest"]) == set("ABCD")
    assert found["earliest_report_by_grade"] == {"A": "2019-09-20", "B": "2019-09-20", "C": "2018-09-20", "D": "2018-09-20"}


def test_control_and_detention_are_at_discretion_down_to_the_half() -> None:
    found = explained(original={"kind": "detention", **term(0, 6), "start": "2021-03-10", "delivery_date": "2021-03-10"}, report_date="2021-04-01")

    assert found["max_amount"]["A"] == term(0, 3)
    assert (found["parole_earliest"], found["parole_threshold"]) == (None, None)
    assert "R-K-1" in found["flags"]


def test_a_printed_end_governs_and_its_difference_is_carried() -> None:
    found = explained(**FIXED | {"original": FOUR | {"end": "2022-01-19"}})

    assert (found["end_date"], found["computed_end"], found["floor_end_date"]) == ("2022-01-19", "2022-01-09", "2020-01-19")
    assert found["earliest_end_by_grade"] == {"A": "2021-04-19"}


def test_a_larger_old_reduction_lengthens_the_interval_of_the_strict() -> None:
    history = [ruling("2016-06-01", "2016-06-05", amount=term(2))]
    found = explained(**FIXED | {"original": TEN, "categories": ["mafia"], "history": history, "report_date": "2019-01-01"})

    assert found["earliest_next_report"] == "2018-06-05"
    assert "OQ-16" in found["flags"]


def test_a_crime_in_the_reprieve_begins_it_anew() -> None:
    crime = {"final_date": "2014-09-01", "intentional": True, "sentence": {"kind": "fixed", **term(2)}}
    found = explained(**REPRIEVE, history=[TO_LIFE | {"date": "2016-10-10", "served": "2016-10-12"}], new_crimes=[crime])

    assert found["start"] == "2016-09-01"
    assert found["earliest_next_report"] == "2021-09-01"
    assert found["floor_end_date"] == "2031-08-31"


def test_offences_on_both_sides_of_2011_05_01_keep_the_later_floor() -> None:
    found = explained(**LIFE, offence_dates=["2010-01-01", "2012-01-01"])

    assert found["floor_end_date"] == "2027-06-17"
    assert "OQ-30" in found["flags"]


@pytest.mark.parametrize("crime", ["2010-01-01", "2012-01-01"])
def test_major_merit_in_the_reprieve(crime: str) -> None:
    found = explained(**REPRIEVE | {"grade": "C", "report_date": "2015-05-20"}, offence_dates=[crime])
    old = {"least": term(15), "greatest": term(20)}

    assert found["result_range"] == {"C": old if crime < "2011" else {"least": term(25), "greatest": term(25)}}


def test_whole_life_before_the_expiry_has_only_its_expiry() -> None:
    found = explained(**REPRIEVE | {"original": REPRIEVE["original"] | {"whole_life": True}}, categories=["embezzlement_bribery"])

    assert (found["earliest_first_report"], found["earliest_next_report"]) == ("2015-05-20", None)
    assert found["refusal"]["code"] == "R-P-8"


def test_detention_for_a_new_crime_bars_nothing_and_is_flagged() -> None:
    crime = {"final_date": "2019-01-01", "intentional": True, "sentence": {"kind": "detention", **term(0, 3)}}
    found = explained(**FIXED, new_crimes=[crime])

    assert found["earliest_first_report"] == "2019-09-20"
    assert "OQ-30" in found["flags"]


@pytest.mark.parametrize(("report", "expected"), [("2014-01-10", "2016-01-01"), ("2010-06-01", "2016-01-01")])
def test_old_bars_after_a_new_crime(report: str, expected: str) -> None:
    original = {"kind": "life", "final_date": "2006-01-01"} if report < "2012" else TEN | {"start": "2011-06-01", "delivery_date": "2011-09-01"}
    final = "2008-06-01" if report < "2012" else "2013-06-01"
    crime = {"final_date": final, "intentional": True, "sentence": {"kind": "fixed", **term(1)}}
    case = {"original": original, "offence_dates": ["2011-05-05" if report > "2012" else "2005-01-01"], "report_date": report, "grade": "A"}

    assert explained(**case, new_crimes=[crime])["earliest_first_report"] == ("2015-06-01" if report > "2012" else "2010-06-01")
    assert (
        "no_number:P1997-new-life"
        in explained(**case | {"report_date": "2010-06-01", "offence_dates": ["2005-01-01"]}, new_crimes=[crime | {"sentence": {"kind": "life"}}])[
            "flags"
        ]
    )


def test_a_negligent_crime_after_commutation_is_left_open() -> None:
    crime = {"final_date": "2019-07-01", "intentional": False, "sentence": {"kind": "fixed", **term(1)}}
    found = explained(**FIXED, history=[ruling("2019-03-01", "2019-03-05", amount=term(0, 3))], new_crimes=[crime])

    assert "OQ-15" in found["flags"]


def test_time_removed_before_an_undiscovered_crime() -> None:
    history = [ruling("2019-03-01", "2019-03-05", amount=term(0, 3))]
    crimes = [{"how_found": how, "sentence": {"kind": "fixed", **term(2)}} for how in ("self", "authority")]
    found = explained(**FIXED, history=history, undiscovered_crimes=crimes)

    assert found["later_crimes"][0]["confirmed_reduction"] == {"least": term(0, 3), "greatest": term(0, 3)}
    assert found["later_crimes"][1]["confirmed_reduction"] == {"least": term(0), "greatest": term(0, 3)}
    assert found["later_crimes"][0]["range"] == {"least": term(4), "greatest": term(6)}


# --- parole -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "bars", "flag"),
    [
        ([("robbery", 6), ("rape", 7)], ["R-B-2"], "OQ-13"),
        ([("robbery", 6), ("theft", 7)], [], "OQ-28"),
        ([("robbery", 10), ("theft", 3)], ["R-B-2"], None),
        ([("injury", 10), ("theft", 3)], ["R-B-2"], None),
    ],
)
def test_violent_counts_against_ten_years(counts: list[tuple[str, int]], bars: list[str], flag: str | None) -> None:
    listed = [{"crime": crime, **term(years)} for crime, years in counts]
    found = explained(original=TEN, counts=listed, categories=["robbery"])

    assert found["parole_bars"] == bars
    assert {"OQ-13", "OQ-28"} & set(found["flags"]) == ({flag} if flag else set())


def test_old_crimes_follow_the_old_text() -> None:
    found = [explained(original=TEN, categories=["robbery"], offence_dates=[crime]) for crime in ("1997-09-30", "2008-01-01", "2012-01-01")]

    assert [case["parole_bars"] for case in found] == [[], ["R-B-2"], ["R-B-2"]]
    assert [{"R-B-7", "R-B-8"} & set(case["flags"]) for case in found] == [{"R-B-8"}, {"R-B-7"}, set()]


def test_the_latest_of_the_days_after_commutation_counts() -> None:
    history = [ruling("2020-05-01", "2020-05-05", amount=term(1)), ruling("2020-06-01", "2020-06-05", amount=term(0, 3))]
    found = explained(original=TEN, history=history, report_date="2021-01-01")

    assert found["parole_earliest"] == "2021-11-05"
    assert "OQ-26" in found["flags"]


def test_probation_of_life_is_ten_years_to_the_day_before() -> None:
    found = explained(**LIFE | {"report_date": "2027-06-18"})

    assert found["parole_earliest"] == "2027-06-18"
    assert found["probation"] == {"from": "2027-06-18", "to": "2037-06-17"}
    assert {"OQ-30", "ruling_date_from_report"} <= set(found["flags"])


def test_who_is_on_parole_has_the_probation_of_that_day() -> None:
    found = explained(**FIXED | {"report_date": "2020-09-01", "history": [ruling("2020-03-01", "2020-03-05", "parole")]})

    assert found["probation"] == {"from": "2020-03-01", "to": "2022-01-09"}
    assert "on_parole" in found["flags"]


def test_a_truthful_confession_leaves_parole_open_after_revocation() -> None:
    revocation = {"parole_date": "2020-06-01", "returned": "2021-02-10", "cause": "undiscovered_crime", "confessed": True, "arrest_days": 10}
    found = explained(original=TEN, revocation=revocation)

    assert found["parole_bars"] == []
    assert found["earliest_first_report"] == "2023-02-10"


@pytest.mark.parametrize("missing", ["parole_date", "returned"])
def test_a_revocation_needs_both_days(missing: str) -> None:
    revocation = {"parole_date": "2020-06-01", "returned": "2021-02-10"} | {missing: None}

    assert explained(original=TEN, revocation=revocation)["end_date"] == unknown(f"revocation.{missing}")


def test_life_after_a_revoked_parole_stays_life() -> None:
    found = explained(**LIFE, revocation={"parole_date": "2020-06-01", "returned": "2021-02-10"})

    assert (found["end_date"], found["earliest_first_report"]) == (None, "2023-02-10")


@pytest.mark.parametrize(
    ("changed", "flag"),
    [({"minor_at_offence": True}, "R-A-26"), ({"birth_date": "1939-05-05", "health": ["seriously_ill"]}, "R-K-5")],
)
def test_for_whom_parole_is_preferred(changed: dict[str, Any], flag: str) -> None:
    assert flag in explained(**FIXED, **changed)["flags"]
    assert flag not in explained(**FIXED)["flags"]


# --- alternatives -----------------------------------------------------------------------------------------------------

FRAIL = {"health": ["disabled", "cannot_work", "cannot_care_for_self"]}


def test_the_frail_have_one_of_two_leniencies() -> None:
    found = explained(**FIXED, **FRAIL)
    amount, time = found["alternatives"]

    assert found["max_amount"] == {"A": term(0, 9)}
    assert (amount["rule"], amount["choice"], amount["max_amount"]) == ("R-K-4", "amount", {"A": term(1)})
    assert (time["choice"], time["earliest_first_report"], time["max_amount"]) == ("time", "2019-05-20", {"A": term(0, 9)})


def test_both_choices_are_in_the_tree_with_the_provisions_that_decided_them() -> None:
    found = explained(**FIXED, **FRAIL)
    nodes = {node["rule"]: node for node in found["trace"]["children"]}

    assert [nodes[name]["inputs"] for name in ("R-K-amount", "R-K-time")] == [{"grade": "A"}] * 2
    assert nodes["R-K-amount"]["result"] == term(1)
    assert nodes["R-K-time"]["result"] == {"earliest": "2019-05-20", "amount": term(0, 9)}
    assert "R-K-3a" in {child["rule"] for child in nodes["R-K-amount"]["children"]}
    assert "R-K-3f" in {child["rule"] for child in nodes["R-K-time"]["children"]}


def test_life_has_only_the_shorter_time_and_the_barred_minor_none() -> None:
    assert [choice["choice"] for choice in explained(**LIFE, **FRAIL)["alternatives"]] == ["time"]
    minor = FIXED | {"birth_date": "2003-01-01"}
    assert explained(**minor)["alternatives"]
    assert explained(**minor, categories=["recidivist"])["alternatives"] == []


def test_alternatives_keep_bars_and_property() -> None:
    case = FIXED | {"original": FOUR | {"years": 9}, "report_date": "2024-11-30", "property_cured_on": "2024-06-15"}
    amount, time = explained(**case, **FRAIL)["alternatives"]

    assert (amount["max_amount"], time["earliest_first_report"], time["max_amount"]) == ({}, "2024-12-15", {})


def test_major_merit_needs_no_shortening_and_old_packs_have_no_fraction() -> None:
    assert explained(**FIXED | {"grade": "C"}, **FRAIL)["alternatives"][1]["earliest_first_report"] == "2018-09-20"
    assert explained(**FIXED | {"report_date": "2016-05-01", "original": FOUR | {"start": "2012-01-01"}}, **FRAIL)["alternatives"] == []


def test_the_eighteenth_birthday_is_adult_and_flagged() -> None:
    found = explained(**FIXED, birth_date="2001-09-20")

    assert found["alternatives"] == []
    assert "OQ-30" in found["flags"]


def test_after_a_ruling_the_shorter_time_is_that_of_the_next_report() -> None:
    found = explained(**FIXED, **FRAIL, history=[ruling("2019-03-01", "2019-03-05", amount=term(0, 3))])

    assert found["alternatives"][1]["earliest_next_report"] == "2019-11-05"


# --- spans ------------------------------------------------------------------------------------------------------------


def test_spans_say_from_when_which_conditions_hold() -> None:
    cured = FIXED | {"original": FOUR | {"years": 9}, "report_date": "2024-11-30", "property_cured_on": "2024-06-15"}
    found = [span for span in explained(**cured)["spans"] if span["of"] == "commutation"]

    assert [(span["from"], span["to"], span["open"], span["lacking"]) for span in found] == [
        (None, "2020-03-19", False, ["waiting", "property"]),
        ("2020-03-20", "2024-12-14", False, ["property"]),
        ("2024-12-15", None, True, []),
    ]
    assert found[1]["en"] == "from 2020-03-20 all conditions but property items hold"
    assert found[1]["zh"] == "自2020-03-20起除财产性判项外各项条件均已具备"


def test_spans_of_who_is_barred_never_open() -> None:
    barred = explained(**FIXED | {"report_date": "2024-06-01", "original": FOUR | {"years": 9}}, property="able_unwilling", categories=["recidivist"])
    closed = explained(**REPRIEVE | {"original": REPRIEVE["original"] | {"whole_life": True}}, categories=["embezzlement_bribery"], history=[TO_LIFE])
    crime = {"final_date": "2019-01-01", "intentional": True, "sentence": {"kind": "fixed", **term(1)}}
    later = explained(**FIXED, new_crimes=[crime], history=[ruling("2019-03-01", "2019-03-05", amount=term(0, 3))])

    assert not any(span["open"] for span in barred["spans"] + closed["spans"])
    assert {"property", "bar"} <= {name for span in barred["spans"] for name in span["lacking"]}
    assert [span["from"] for span in later["spans"] if span["open"]] == ["2022-01-01", "2020-03-05"]


# --- what if ----------------------------------------------------------------------------------------------------------


def test_what_if_shows_keys_and_nodes() -> None:
    before, after = (case_or_bad(person(**FIXED, categories=categories)) for categories in ([], ["mafia"]))
    found = compare(before, after)

    assert found.keys["class"] == ("ordinary", "strict")
    assert found.keys["earliest_first_report"] == ("2019-09-20", "2020-09-20")
    places = {(change.path[-1], change.what) for change in found.nodes}
    assert ("R-P16-7.1", "inputs") in places
    assert any(change.what == "rule" and change.after and change.after["rule"] == "R-P16-7a" for change in found.nodes)
    assert found.as_json()["keys"]["class"] == {"before": "ordinary", "after": "strict"}


def test_what_if_nothing_changes_and_what_if_the_case_becomes_invalid() -> None:
    case = case_or_bad(person(**FIXED))
    bad = case_or_bad(person(**FIXED | {"ruling_date": "2019-01-01"}))

    assert compare(case, case) == ({}, ())
    assert compare(bad, bad) == ({}, ())
    assert compare(case, bad).nodes[0].after is None
    assert explain_case(case, d("2019-09-20"))["id"] == "c001"


def test_two_unknown_facts_are_both_named() -> None:
    found = explained(**FIXED | {"report_date": "2024-06-01", "original": FOUR | {"delivery_date": None}}, property=None)

    assert found["earliest_first_report"] == unknown("property", "original.delivery_date")


def test_without_any_date_the_day_of_the_crime_is_open_under_every_code() -> None:
    case = {"original": {"kind": "fixed", **term(12)}, "offence_dates": [], "categories": ["robbery"]}

    assert explained(**case)["parole_bars"] == unknown("offence_dates")
    assert explained(**case | {"original": case["original"] | {"final_date": "2015-01-01"}})["parole_bars"] == ["R-B-2"]  # type: ignore[operator]


def test_half_of_a_term_from_the_end_of_february_takes_the_later_day() -> None:
    """Half of 5 years from 2016-02-29 is 2 years 6 months: 2018-08-30 or earlier (OQ-1)."""
    found = explained(original={"kind": "fixed", **term(5), "start": "2016-02-29", "delivery_date": "2016-09-01"})

    assert found["floor_end_date"] == "2018-08-30"
    assert "OQ-1" in found["flags"]


def test_bribery_among_several_counts_is_flagged() -> None:
    counts = [{"crime": "bribery", **term(7)}, {"crime": "theft", **term(6)}]
    found = explained(original=TEN | {"judgment_date": "2016-01-01", "delivery_date": None}, counts=counts, categories=["embezzlement_bribery"])

    assert found["class"] == "s2019"
    assert "OQ-22" in found["flags"]
