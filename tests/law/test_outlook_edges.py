"""Outlooks on the very day on which something turns, and the names under which each part is found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.rows import explained, person, term
from tests.law.test_outlook_parts import FIXED, FOUR, FRAIL, LIFE, REPRIEVE, TEN, TO_LIFE, ruling
from zhiheng.law.cases import case_or_bad
from zhiheng.law.outlook import compare

BRIBERY = {"original": FOUR | {"former_state_functionary": False}, "categories": ["embezzlement_bribery"]}


def codes(found: dict[str, Any]) -> list[str]:
    return [refusal["code"] for refusal in found["refusals"]]


def parts(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {node["rule"]: node for node in found["trace"]["children"]}


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"original": FOUR | {"judgment_date": "2019-09-21", "delivery_date": None}}, ["report_date", "original.judgment_date"]),
        ({"report_date": "2022-01-10"}, ["report_date"]),
        ({"property": "able_unwilling", "property_cured_on": "2019-01-01"}, ["property", "property_cured_on"]),
        ({"original": FOUR | {"judgment_date": "2018-05-01"}, "offence_dates": ["2018-05-02"]}, ["offence_dates"]),
        (BRIBERY, ["original.former_state_functionary", "categories"]),
        ({"original": FOUR | {"restricted": True, "whole_life": True}}, ["original"]),
        (
            {"original": FOUR | {"judgment_date": "2018-05-01"}, "report_date": None, "ruling_date": "2018-04-30"},
            ["ruling_date", "original.judgment_date"],
        ),
        ({"report_date": "2019-09-20", "ruling_date": "2019-09-19"}, ["ruling_date", "report_date"]),
        ({"birth_date": "2012-01-02"}, ["birth_date", "offence_dates"]),
        ({"birth_date": "2012-01-02", "offence_dates": ["2012-01-01", "2015-01-01"]}, ["birth_date", "offence_dates"]),
        ({"revocation": {"parole_date": "2019-01-02", "returned": "2019-01-01"}}, ["revocation"]),
    ],
)
def test_a_refusal_names_its_fields(changed: dict[str, Any], fields: list[str]) -> None:
    assert fields in [refusal["fields"] for refusal in explained(**FIXED | changed)["refusals"]]


@pytest.mark.parametrize(
    "changed",
    [
        {"original": FOUR | {"judgment_date": "2019-09-20", "delivery_date": None}},
        {"original": FOUR | {"judgment_date": "2018-05-01"}, "offence_dates": ["2018-05-01"]},
        {"original": FOUR | {"judgment_date": "2019-09-20", "delivery_date": None}, "ruling_date": "2019-09-20"},
        {"report_date": "2022-01-09"},  # the last day of the term
        {"birth_date": "2012-01-01"},
        {"revocation": {"parole_date": "2019-01-02", "returned": "2019-01-02"}},
        {"original": FOUR | {"former_state_functionary": False}},
        {"original": FOUR | {"former_state_functionary": True}, "categories": ["embezzlement_bribery"]},
        {"original": FOUR | {"restricted": True}},
        {"original": FOUR | {"whole_life": True}},
        {"property_cured_on": "2019-01-01"},
    ],
)
def test_on_the_day_itself_nothing_is_odd(changed: dict[str, Any]) -> None:
    found = explained(**FIXED | changed)

    assert codes(found) == []
    assert found["end_date"]


# --- later crimes -----------------------------------------------------------------------------------------------------


def crime(final: str | None, years: int = 1, **more: Any) -> dict[str, Any]:
    return {"final_date": final, "intentional": True, "sentence": {"kind": "fixed", **term(years)}} | more


def test_each_later_crime_is_shown_with_its_kind_and_provision() -> None:
    found = explained(**FIXED, new_crimes=[crime("2019-07-01")], undiscovered_crimes=[{"sentence": {"kind": "fixed", **term(2)}}])

    assert [(entry["kind"], entry["range"]) for entry in found["later_crimes"]] == [
        ("new", {"least": term(2, 6, 9), "greatest": term(3, 6, 9)}),
        ("undiscovered", {"least": term(4), "greatest": term(6)}),
    ]
    assert found["later_crimes"][0]["rest"] == term(2, 6, 9)
    assert {"R-M-10", "R-M-9"} <= set(parts(found))
    assert "OQ-5" in found["flags"]
    assert "R-M-13" not in found["flags"]


def test_time_removed_is_flagged_beside_an_undiscovered_crime() -> None:
    history = [ruling("2019-03-01", "2019-03-05", amount=term(0, 3))]

    assert "R-M-13" in explained(**FIXED, history=history, undiscovered_crimes=[{"sentence": {"kind": "fixed", **term(2)}}])["flags"]


def test_a_crime_of_which_little_is_known_does_not_hide_the_next() -> None:
    crimes = [crime("2022-01-10"), crime("2019-07-01", sentence={"kind": "detention", **term(0, 3)}), crime("2022-01-09")]
    found = explained(**FIXED, new_crimes=crimes)

    assert [entry["rest"] for entry in found["later_crimes"]] == [term(0, 0, 1)]


@pytest.mark.parametrize(
    ("report", "intentional", "rest"),
    [
        ("2019-09-20", True, term(2, 6, 9)),  # 1 year 5 months 22 days served of 4 years; what was removed is lost
        ("2019-09-20", False, term(2, 3, 9)),
        ("2016-09-20", False, term(2, 6, 9)),  # under the opinion of 2012 it is lost in every case
    ],
)
def test_what_was_removed_is_lost_with_an_intentional_crime(report: str, intentional: bool, rest: dict[str, int]) -> None:
    back = 0 if report > "2017" else 3
    history = [ruling(f"{2019 - back}-03-01", f"{2019 - back}-03-05", amount=term(0, 3))]
    case = {"original": FOUR | {"start": f"{2018 - back}-01-10", "delivery_date": None}, "report_date": report, "history": history}
    found = explained(**case, offence_dates=["2014-01-01"], new_crimes=[crime(f"{2019 - back}-07-01", intentional=intentional)])

    assert found["later_crimes"][0]["rest"] == rest


@pytest.mark.parametrize(
    ("start", "final", "intentional", "rest"),
    [
        ("2008-05-11", "2012-01-17", True, term(3, 3, 24)),  # nothing on file: what is left to 2015-05-10, flagged
        ("2008-05-11", "2012-01-18", False, term(4, 3, 23)),  # R-M-14, negligent too: 8 years less 3 years 8 months 7 days
        ("2012-01-01", "2016-12-31", False, term(3)),  # its last day: 8 years less 4 years 11 months 30 days
        ("2012-01-01", "2017-01-01", True, term(3)),  # R-M-12: 8 years less 5 years
        ("2012-01-01", "2017-01-01", False, term(2)),  # what is left to 2018-12-31, OQ-15
    ],
)
def test_the_text_of_the_day_of_the_new_judgment_says_what_was_removed(start: str, final: str, intentional: bool, rest: dict[str, int]) -> None:
    """Eight years, one of them removed; the report is of 2018 in every case."""
    removed = [ruling("2011-03-01", "2011-03-05", amount=term(1))] if start < "2012" else [ruling("2014-03-01", "2014-03-05", amount=term(1))]
    original = FOUR | term(8) | {"start": start, "delivery_date": None}
    undiscovered = [{"final_date": final, "how_found": "self", "sentence": {"kind": "fixed", **term(2)}}]
    case = {"original": original, "report_date": "2018-02-01", "history": removed, "offence_dates": ["2007-01-01"]}
    found = explained(**case, new_crimes=[crime(final, intentional=intentional)], undiscovered_crimes=undiscovered)

    assert found["later_crimes"][0]["rest"] == rest
    assert ("no_number:P1997-remainder" in found["flags"]) is (final < "2012-01-18")
    assert ("confirmed_reduction" in found["later_crimes"][1]) is ("R-M-13" in found["flags"]) is (final >= "2017-01-01")


def test_a_later_crime_beside_life_or_an_unknown_start_has_no_figures() -> None:
    assert explained(**LIFE, new_crimes=[crime("2019-07-01")])["later_crimes"] == []
    assert explained(**FIXED | {"original": FOUR | {"start": None}}, new_crimes=[crime("2019-07-01")])["later_crimes"] == []


# --- leniency ---------------------------------------------------------------------------------------------------------


def test_alternatives_are_found_by_their_names() -> None:
    found = explained(**FIXED, **FRAIL)
    amount, time = found["alternatives"]

    assert set(amount) == {"choice", "rule", "max_amount", "earliest_end_by_grade"}
    assert set(time) == {"choice", "rule", "earliest_first_report", "max_amount", "earliest_end_by_grade"}
    assert (amount["rule"], time["rule"], parts(found)["R-K"]["result"]) == ("R-K-4", "R-K-4", "R-K-4")
    assert (amount["earliest_end_by_grade"], time["earliest_end_by_grade"]) == ({"A": "2021-01-09"}, {"A": "2021-04-09"})
    assert explained(**FIXED, birth_date="2003-01-01")["alternatives"][0]["rule"] == "R-K-3"


@pytest.mark.parametrize(
    ("health", "frail"),
    [
        (["seriously_ill", "cannot_work", "cannot_care_for_self"], True),
        (["disabled", "cannot_work", "cannot_care_for_self"], True),
        (["cannot_work", "cannot_care_for_self"], False),
        (["seriously_ill", "disabled", "cannot_work"], False),
        (["seriously_ill", "disabled", "cannot_care_for_self"], False),
    ],
)
def test_who_is_ill_or_disabled_unable_to_work_and_dependent_is_frail(health: list[str], frail: bool) -> None:
    assert bool(explained(**FIXED, health=health)["alternatives"]) is frail


def test_the_tree_names_its_rules_once_each() -> None:
    found = explained(**FIXED, **FRAIL)

    assert {"R-K-4", "R-F-0", "R-F-1", "R-P16-6.1", "R-P16-6.2"} <= {used["id"] for used in found["rules"]}


@pytest.mark.parametrize(
    "barred",
    [
        {"categories": ["recidivist"]},
        {"original": TEN, "categories": ["robbery"], "counts": [{"crime": "robbery", **term(12)}], "report_date": "2019-09-20"},
    ],
)
def test_a_minor_barred_from_parole_by_statute_has_no_leniency(barred: dict[str, Any]) -> None:
    assert explained(**FIXED | barred, birth_date="2003-01-01", offence_dates=["2014-01-01"])["alternatives"] == []


def test_a_grade_that_cannot_be_reported_yet_does_not_hide_the_next() -> None:
    found = explained(**FIXED | {"grade": None, "report_date": "2019-01-01"}, **FRAIL)

    assert found["alternatives"][0]["max_amount"] == {"C": term(2), "D": term(2)}  # 2 years 8 months would cross the half


def test_with_the_shorter_time_each_grade_has_its_amount() -> None:
    """A third of one year is four months: from 2018-09-20 eight months. Major merit has no wait to shorten (arts 6, 20)."""
    amount, time = explained(**FIXED | {"grade": None}, **FRAIL)["alternatives"]

    assert time["earliest_first_report"] == "2019-05-20"
    assert time["max_amount"] == {"A": term(0, 9), "B": term(1), "C": term(1, 6), "D": term(2)}
    assert amount["max_amount"] == {"A": term(1), "B": term(1, 4), "C": term(2), "D": term(2)}


def test_no_alternative_ends_the_term_before_the_ruling() -> None:
    found = explained(**FIXED | {"grade": "D", "report_date": "2021-06-01", "ruling_date": "2021-06-20"}, **FRAIL)

    assert [choice["earliest_end_by_grade"] for choice in found["alternatives"]] == [{"D": "2021-06-20"}] * 2


@pytest.mark.parametrize("missing", [{"start": None}, {"delivery_date": None}])
def test_without_the_dates_of_the_term_there_is_no_amount_to_widen(missing: dict[str, Any]) -> None:
    found = explained(**FIXED | {"original": FOUR | missing}, **FRAIL)["alternatives"]

    assert [sorted(choice) for choice in found] == ([["choice", "earliest_first_report", "rule"]] if "start" in missing else [])


# --- parole -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("health", "preferred"), [([], False), (["seriously_ill"], True), (["cannot_care_for_self"], True), (["disabled"], False)])
def test_the_oldest_are_preferred_when_ill_or_dependent(health: list[str], preferred: bool) -> None:
    assert ("R-K-5" in explained(**FIXED, birth_date="1939-05-05", health=health)["flags"]) is preferred


@pytest.mark.parametrize(
    ("changed", "probation"),
    [
        ({"ruling_date": "2020-01-09", "report_date": "2019-12-20"}, None),
        ({"ruling_date": "2020-01-10", "report_date": "2019-12-20"}, {"from": "2020-01-10", "to": "2022-01-09"}),
        ({"ruling_date": "2022-01-09", "report_date": "2021-12-20"}, {"from": "2022-01-09", "to": "2022-01-09"}),
        ({"ruling_date": "2022-01-10", "report_date": "2021-12-20"}, None),
        ({"ruling_date": "2020-01-10", "report_date": "2019-12-20", "categories": ["recidivist"]}, None),
    ],
)
def test_probation_from_the_first_to_the_last_possible_ruling(changed: dict[str, Any], probation: dict[str, str] | None) -> None:
    found = explained(**FIXED | changed)

    assert found["probation"] == probation
    assert parts(found)["R-A"]["result"] == "2020-01-10"
    assert ("R-V" in parts(found)) is (probation is not None)


@pytest.mark.parametrize(
    ("served", "short"),
    [("2019-10-10", False), ("2019-10-11", True), ("2021-10-09", True)],
)
def test_less_than_two_years_left_may_shorten_the_interval_before_parole(served: str, short: bool) -> None:
    """Removed 3 months: the term ends on 2021-10-09, and its last two years begin on 2019-10-10."""
    history = [ruling("2019-10-01", served, amount=term(0, 3))]
    found = explained(**FIXED | {"report_date": "2021-10-09"}, history=history)

    assert ("R-A-28b" in found["flags"]) is short


def test_the_last_change_decides_who_is_on_parole() -> None:
    parole = {"kind": "parole", "date": "2020-06-01", "served": "2020-06-05", "amount": None, "to": None}
    history = [ruling("2019-10-01", "2019-10-05", amount=term(0, 1)), parole]

    assert "on_parole" in explained(**FIXED | {"report_date": "2020-09-01"}, history=history)["flags"]
    assert "on_parole" not in explained(**FIXED | {"report_date": "2020-09-01"}, history=history[:1])["flags"]


@pytest.mark.parametrize(("crimes", "barred"), [(["1997-09-30"], False), (["1997-10-01"], True)])
def test_the_old_code_barred_no_recidivist(crimes: list[str], barred: bool) -> None:
    case = {"original": FOUR | {"kind": "fixed", **term(12), "start": "2010-01-10", "delivery_date": "2010-09-20"}, "report_date": "2018-01-01"}

    assert (explained(**case, offence_dates=crimes, categories=["recidivist"])["parole_bars"] == ["R-B-1"]) is barred


# --- counts -----------------------------------------------------------------------------------------------------------


def counted(*counts: tuple[str, int], **more: Any) -> dict[str, Any]:
    listed = [{"crime": name, **term(years)} for name, years in counts]
    return explained(**{"original": TEN | term(15), "report_date": "2019-09-20", "counts": listed} | more)


def test_two_counts_of_ten_years_are_strict() -> None:
    assert counted(("theft", 10), ("fraud", 10))["class"] == "strict"
    assert counted(("theft", 10), ("fraud", 9))["class"] == "ordinary"
    assert counted(("theft", 10), ("fraud", 10), ("injury", 10))["class"] == "strict"


def test_life_out_of_several_counts_is_strict() -> None:
    two = [{"crime": "theft", **term(10)}, {"crime": "fraud", "years": None, "months": None, "days": None}]

    assert [explained(**LIFE, counts=counts)["class"] for counts in ([], two[:1], two, [*two, two[0]])] == [
        "ordinary", "ordinary", "strict", "strict",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("crimes", "flagged"),
    [(["2011-04-30"], False), (["2011-05-01"], False), (["2011-04-30", "2011-05-01"], True), (["2011-05-01", "2011-05-02"], False)],
)
def test_offences_before_and_since_2011_05_01_are_flagged(crimes: list[str], flagged: bool) -> None:
    assert ("OQ-30" in explained(**LIFE, offence_dates=crimes)["flags"]) is flagged


# --- spans and what if ------------------------------------------------------------------------------------------------


def test_spans_are_those_of_commutation_and_of_parole() -> None:
    found = explained(**FIXED)["spans"]

    assert [(span["of"], span["from"], span["to"], span["open"], span["lacking"], span["en"]) for span in found] == [
        ("commutation", None, "2019-09-19", False, ["waiting"], "before lacking: waiting time or interval"),
        ("commutation", "2019-09-20", None, True, [], "from 2019-09-20 all conditions hold"),
        ("parole", None, "2020-01-09", False, ["served"], found[2]["en"]),
        ("parole", "2020-01-10", None, True, [], "from 2020-01-10 all conditions hold"),
    ]


@pytest.mark.parametrize(
    ("case", "kinds"),
    [
        (FIXED | {"original": FOUR | {"delivery_date": None}}, {"parole"}),
        (FIXED | {"original": FOUR | {"start": None}}, {"commutation"}),
        (FIXED | {"history": [ruling("2019-03-01", "2019-03-05")]}, set()),
        (LIFE, {"commutation", "parole"}),
        (LIFE | {"original": {"kind": "life"}}, set()),
        (REPRIEVE | {"history": [TO_LIFE]}, {"commutation", "parole"}),
    ],
)
def test_a_missing_date_leaves_out_the_spans_that_hang_on_it(case: dict[str, Any], kinds: set[str]) -> None:
    assert {span["of"] for span in explained(**case)["spans"]} == kinds


def test_what_lacks_for_parole_of_the_unwilling_is_the_property_item_alone() -> None:
    found = explained(**FIXED | {"report_date": "2024-06-01", "original": FOUR | {"years": 9}}, property="able_unwilling")
    parole = [span["lacking"] for span in found["spans"] if span["of"] == "parole"]

    assert parole == [["served", "property"], ["property"]]


def test_a_comparison_has_paths_and_nodes_without_their_children() -> None:
    before, after = (case_or_bad(person(**FIXED, categories=categories)) for categories in ([], ["mafia"]))
    found = compare(before, after).as_json()

    assert set(found) == {"keys", "nodes"}
    assert all(isinstance(change["path"], list) and change["path"] for change in found["nodes"])
    sides = [side for change in found["nodes"] for side in (change["before"], change["after"]) if side is not None]
    assert sides
    assert not any({"children", "labels"} & set(side) for side in sides if isinstance(side, dict))


@pytest.mark.parametrize("missing", [{"final_date": None}, {"delivery_date": None}])
def test_life_without_its_day_has_no_choice_of_leniency(missing: dict[str, Any]) -> None:
    original = {"kind": "life", "final_date": "2014-06-18", "delivery_date": "2014-07-18"} | missing

    assert len(explained(**LIFE | {"original": original}, **FRAIL)["alternatives"]) == ("delivery_date" in missing)


def test_a_new_crime_of_which_the_day_is_missing_leaves_no_choice_and_no_span() -> None:
    found = explained(**FIXED, **FRAIL, new_crimes=[{"intentional": True}])

    assert found["alternatives"] == []
    assert {span["of"] for span in found["spans"]} == {"parole"}


def test_a_reprieved_minor_of_the_eight_crimes_has_no_leniency() -> None:
    """R-B-3 bars parole after a reprieve by statute, as R-B-2 does after a term."""
    case = REPRIEVE | {"history": [TO_LIFE], "birth_date": "2005-01-01"}

    assert explained(**case, categories=["rape"])["parole_bars"] == ["R-B-3"]
    assert explained(**case, categories=["rape"])["alternatives"] == []
    assert explained(**case)["alternatives"]


def test_the_shorter_time_of_life_is_that_of_the_next_report_once_a_ruling_was_made() -> None:
    reprieved = explained(**REPRIEVE, **FRAIL, history=[TO_LIFE])["alternatives"]
    lasting = explained(**LIFE, **FRAIL)["alternatives"]

    assert [sorted(set(choice) & {"earliest_first_report", "earliest_next_report"}) for choice in (*reprieved, *lasting)] == [
        ["earliest_next_report"], ["earliest_first_report"],
    ]  # fmt: skip


def test_an_interval_is_shortened_by_a_third_of_itself() -> None:
    """Nine years: the first wait is a year and a half, the interval one year; two thirds of it are eight months."""
    case = FIXED | {"original": FOUR | {"years": 9}}

    assert explained(**case, **FRAIL)["alternatives"][1]["earliest_first_report"] == "2019-09-20"
    history = [ruling("2019-03-01", "2019-03-05", amount=term(0, 3))]
    assert explained(**case, **FRAIL, history=history)["alternatives"][1]["earliest_next_report"] == "2019-11-05"


def test_without_its_start_a_term_has_no_span_of_parole_though_life_had() -> None:
    assert {span["of"] for span in explained(**FIXED | {"original": FOUR | {"years": None}})["spans"]} == {"commutation"}


def test_a_paroled_person_of_several_paroles_is_on_the_last() -> None:
    first = {"kind": "parole", "date": "2019-06-01", "served": "2019-06-05", "amount": None, "to": None}
    found = explained(**FIXED | {"report_date": "2020-09-01"}, history=[first, first | {"date": "2020-06-01", "served": "2020-06-05"}])

    assert found["probation"] == {"from": "2020-06-01", "to": "2022-01-09"}


@pytest.mark.parametrize(("crime_on", "flag"), [("2011-04-30", "R-B-7"), ("2011-05-01", None), ("1997-09-30", "R-B-8"), ("1997-10-01", "R-B-7")])
def test_old_violent_crimes_are_flagged_by_the_text_that_governs(crime_on: str, flag: str | None) -> None:
    counts = [{"crime": "robbery", **term(12)}]
    found = explained(original=TEN, categories=["robbery"], counts=counts, offence_dates=[crime_on], report_date="2019-09-20", grade="A")

    assert [name for name in found["flags"] if name in ("R-B-7", "R-B-8")] == ([flag] if flag else [])


def test_the_later_of_several_commutations_decides_whether_the_interval_may_be_shorter() -> None:
    history = [ruling("2019-09-01", "2019-09-05", amount=term(0, 1)), ruling("2020-09-01", "2020-09-05", amount=term(0, 1))]

    assert "R-A-28b" in explained(**FIXED | {"report_date": "2021-10-09"}, history=history)["flags"]
    assert "R-A-28b" not in explained(**FIXED | {"report_date": "2020-08-09"}, history=history[:1])["flags"]


@pytest.mark.parametrize(("day", "floor"), [("2016-12-31", "2013-06-20"), ("2017-01-01", "2013-06-20")])
def test_a_control_or_fixed_term_keeps_its_floor_under_every_pack(day: str, floor: str) -> None:
    original = {"kind": "fixed", **term(4), "start": "2011-06-21", "delivery_date": "2012-01-01", "final_date": "2011-12-01"}

    assert explained(original=original, report_date=day, grade="A")["floor_end_date"] == floor


def test_each_difference_is_told_once_at_its_own_rule() -> None:
    before, after = (case_or_bad(person(**FIXED, categories=categories)) for categories in ([], ["mafia"]))
    told = [(change.path, change.what) for change in compare(before, after).nodes]

    assert [(path[1:], what) for path, what in told if what != "rule"] == [
        (("R-0.8-1",), "result"),
        (("R-0.8-1", "R-P16-7.1"), "inputs"),
        (("R-0.8-1", "R-P16-7.1"), "result"),
        (("R-0.8-4",), "result"),
        (("R-0.8-4", "R-CAL-2"), "inputs"),
        (("R-0.8-4", "R-CAL-2"), "result"),
    ]
    assert len(told) == 11
