"""Where each part of an outlook is found: keys, nodes of the tree, missing facts; and what stays when something is not known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.rows import explained, term
from tests.law.test_outlook_parts import FIXED, FOUR, FRAIL, LIFE, REPRIEVE, TEN, TO_LIFE, ruling, unknown
from zhiheng.law.reckoning import EDITION

NOT_FINAL = LIFE | {"original": {"kind": "life"}, "history": [ruling("2020-01-10", "2020-01-15", "life_to_fixed", to=term(22))]}


def nodes(found: dict[str, Any]) -> list[tuple[str, str | None, Any]]:
    return [(node["rule"], node["inputs"].get("grade"), node["result"]) for node in found["trace"]["children"]]


def test_the_questions_of_a_term_stand_in_the_tree_in_order() -> None:
    assert nodes(explained(**FIXED)) == [
        ("R-D-1", None, "2022-01-09"),
        ("R-F-1", None, "2020-01-09"),
        ("R-0.8-1", None, "ordinary"),
        ("R-0.8-4", "A", "2019-09-20"),
        ("R-0.8-5", "A", term(0, 9)),
        ("R-0.8-6", "A", term(0, 9)),
        ("R-F", None, "2020-01-09"),
        ("R-B", None, []),
        ("R-A", None, "2020-01-10"),
        ("R-K", None, None),
    ]


def test_the_questions_of_life_have_a_result_for_an_amount() -> None:
    assert nodes(explained(**LIFE))[2:6] == [
        ("R-0.8-1", None, "ordinary"),
        ("R-0.8-4", "A", "2016-06-18"),
        ("R-0.8-5", "A", {"least": term(22), "greatest": term(22)}),
        ("R-F", None, "2027-06-17"),
    ]


def test_a_reprieve_that_has_not_expired_has_no_result_of_a_commutation() -> None:
    assert "R-0.8-5" not in [rule for rule, _grade, _result in nodes(explained(**REPRIEVE))]


def test_what_is_assumed_stands_above_the_parts_that_follow_from_it() -> None:
    assumed = [node for node in explained(**FIXED, property=None)["trace"]["children"] if node["rule"] == "assumed"]

    assert len(assumed) == 2
    assert {name: value for name, value in assumed[0].items() if name != "children"} == {
        "rule": "assumed",
        "provision": {"zh": "法释〔2016〕23号", "en": "SPC Provisions of 2016, whole", "instrument": "P2016", "since": "2017-01-01"},
        "caption": {"zh": "假定下列未载明的事实", "en": "assuming what is not stated"},
        "inputs": {"property": 0},
        "labels": {},
        "result": None,
    }
    assert [child["rule"] for child in assumed[0]["children"]][:2] == ["R-0.8-1", "R-0.8-4"]


def test_keys_of_the_dates() -> None:
    found = explained(**FIXED | {"original": FOUR | {"end": "2022-01-19"}})

    assert {name: found[name] for name in ("printed_end", "computed_end", "governing_end", "end_date", "remaining_term", "edition", "renewal")} == {
        "printed_end": "2022-01-19",
        "computed_end": "2022-01-09",
        "governing_end": "2022-01-19",
        "end_date": "2022-01-19",
        "remaining_term": term(4),
        "edition": EDITION,
        "renewal": None,
    }
    assert [stage["printed"] for stage in found["stages"]] == ["2022-01-19"]
    assert [difference["what"] for difference in found["differences"]] == ["original"]


@pytest.mark.parametrize(
    ("case", "key", "facts"),
    [
        (FIXED | {"original": FOUR | {"start": None}}, "start", ["original.start"]),
        (FIXED | {"original": FOUR | {"years": None}}, "end_date", ["original.years"]),
        (LIFE | {"original": {"kind": "life"}}, "start", ["original.final_date"]),
        (REPRIEVE | {"original": {"kind": "death_reprieve"}}, "start", ["original.reprieve_served_date"]),
        (REPRIEVE | {"original": {"kind": "death_reprieve"}}, "earliest_first_report", ["original.reprieve_served_date"]),
        (LIFE | {"history": [ruling("2020-01-10", "2020-01-15", "life_to_fixed")]}, "end_date", ["history[0].to"]),
        (FIXED | {"original": FOUR | {"delivery_date": None}}, "waiting_ends", ["original.delivery_date"]),
        (FIXED | {"original": FOUR | {"delivery_date": None}}, "earliest_report_by_grade", None),
        (FIXED | {"new_crimes": [{"intentional": True}]}, "max_amount", ["new_crimes[0].final_date", "new_crimes[0].sentence.kind"]),
        (FIXED | {"original": FOUR | {"start": None}}, "max_amount", ["original.start"]),
        (NOT_FINAL, "max_amount", ["original.final_date"]),
        (NOT_FINAL, "max_amount_at_earliest", ["original.final_date"]),
        (NOT_FINAL, "earliest_end_by_grade", ["original.final_date"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_at_each_key(case: dict[str, Any], key: str, facts: list[str] | None) -> None:
    found = explained(**case)[key]

    assert found == ({"A": unknown("original.delivery_date")} if facts is None else unknown(*facts))


def test_without_any_provisions_only_the_dates_stand() -> None:
    old = {"report_date": "1997-11-07", "offence_dates": ["1995-01-01"], "original": FOUR | {"start": "1996-01-10"}}
    found, without_start = explained(**old), explained(**old | {"original": FOUR | {"start": None}})

    assert [found[name] for name in ("alternatives", "spans", "later_crimes", "parole_bars")] == [[], [], [], []]
    assert (found["floor_end_date"], found["end_date"], found["class"]) == ("1998-01-09", "2000-01-09", None)
    assert (without_start["floor_end_date"], without_start["end_date"]) == (None, unknown("original.start"))


def test_without_the_day_of_a_report_the_pack_and_all_that_hangs_on_it_is_unknown() -> None:
    found = explained(original=FOUR, report_date=None)

    assert [found[name] for name in ("alternatives", "spans", "later_crimes")] == [[], [], []]
    assert found["rule_pack"] == found["class"] == found["parole_bars"] == unknown("report_date")
    assert (found["floor_end_date"], found["refusal"]) == ("2020-01-09", None)
    assert explained(original=FOUR | {"years": None}, report_date=None)["end_date"] == unknown("original.years")


@pytest.mark.parametrize(
    ("ruled", "since", "least"),
    [("2020-01-10", "2042-01-09", 7), ("2016-12-31", "2038-12-30", 3), ("1997-10-01", "2019-09-30", 3), ("1997-09-30", "2019-09-29", None)],
)
def test_political_rights_after_life_are_known_by_their_bounds(ruled: str, since: str, least: int | None) -> None:
    case = {"original": {"kind": "life", "final_date": "1990-01-01"}, "report_date": "2022-09-20", "offence_dates": ["1989-01-01"]}
    bounds = None if least is None else {"least": term(least), "greatest": term(10)}

    assert explained(**case, history=[ruling(ruled, ruled, "life_to_fixed", to=term(22))])["political_rights"] == {
        "from": since, "to": None, "for_life": False, "range": bounds,
    }  # fmt: skip


def test_the_latest_ruling_decides_the_bounds_and_stated_rights_stand() -> None:
    undated = explained(**LIFE, history=[ruling("2020-01-10", "2020-01-15", "life_to_fixed", to=term(22)), ruling("2021-01-10", "2021-01-15")])
    stated = explained(**FIXED | {"original": FOUR | {"political_rights": term(2)}})

    assert undated["political_rights"]["range"] == {"least": term(7), "greatest": term(10)}
    assert stated["political_rights"] == {"from": "2022-01-09", "to": "2024-01-08", "for_life": False}


# --- a crime in the reprieve ------------------------------------------------------------------------------------------


def crime(final: str | None, intentional: bool | None = True) -> dict[str, Any]:
    return {"final_date": final, "intentional": intentional, "sentence": {"kind": "fixed", **term(1)}}


@pytest.mark.parametrize(
    ("crimes", "start"),
    [
        ([crime("2013-05-20")], "2013-05-20"),
        ([crime("2013-05-21")], "2013-05-21"),
        ([crime("2015-05-19")], "2015-05-19"),
        ([crime("2015-05-20")], "2013-05-20"),
        ([crime("2014-01-01"), crime("2014-09-01"), crime("2014-06-01")], "2014-09-01"),
        ([crime("2014-01-01", intentional=False)], "2013-05-20"),
        ([crime("2012-01-01")], "2013-05-20"),
    ],
)
def test_the_two_years_run_anew_from_the_last_crime_inside_them(crimes: list[dict[str, Any]], start: str) -> None:
    assert explained(**REPRIEVE, new_crimes=crimes)["start"] == start


def test_a_crime_beside_life_or_without_its_day_begins_nothing_anew() -> None:
    assert explained(**LIFE, new_crimes=[crime("2015-01-01")])["start"] == "2014-06-18"
    assert explained(**REPRIEVE, new_crimes=[crime(None)])["start"] == "2013-05-20"


# --- classes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "pack"), [("2024-04-30", "P2016"), ("2024-05-01", "P2016+PJ2024")])
def test_the_provisions_on_property_are_named_from_their_first_day(day: str, pack: str) -> None:
    assert explained(**FIXED | {"report_date": day, "original": FOUR | {"years": 9}})["rule_pack"] == pack


@pytest.mark.parametrize(
    ("counts", "flagged"), [([], False), (["embezzlement"], False), (["embezzlement", "theft"], True), (["embezzlement", "theft", "fraud"], True)]
)
def test_bribery_beside_another_count_is_flagged(counts: list[str], flagged: bool) -> None:
    listed = [{"crime": name, **term(6)} for name in counts]
    case = {
        "original": TEN | {"judgment_date": "2015-11-10", "delivery_date": "2015-12-01"},
        "categories": ["embezzlement_bribery"],
        "report_date": "2022-01-01",
        "grade": "A",
    }

    assert ("OQ-22" in explained(**case, counts=listed)["flags"]) is flagged
    assert "OQ-22" not in explained(**case | {"categories": []}, counts=listed)["flags"]
    assert "OQ-22" not in explained(**case | {"report_date": "2019-05-31"}, counts=listed)["flags"]


def test_whole_life_has_an_expiry_and_no_report_after_it() -> None:
    whole = REPRIEVE | {"original": REPRIEVE["original"] | {"whole_life": True}, "categories": ["embezzlement_bribery"]}
    before, after = explained(**whole), explained(**whole, history=[TO_LIFE])

    assert (before["earliest_first_report"], before["earliest_next_report"]) == ("2015-05-20", None)
    assert (explained(**REPRIEVE)["earliest_first_report"], explained(**REPRIEVE)["earliest_next_report"]) == ("2015-05-20", "2018-05-20")
    assert (after["floor_end_date"], after["max_amount"], after["result_range"]) == (None, {}, None)


def test_a_grade_that_is_refused_has_no_result() -> None:
    found = explained(**LIFE | {"grade": None, "report_date": "2024-06-01"}, property="able_unwilling")

    assert set(found["result_range"]) == {"C", "D"}
    assert set(explained(**LIFE | {"grade": None})["result_range"]) == set("ABCD")


def test_one_grade_refused_does_not_hide_what_the_others_lack() -> None:
    case = FIXED | {"grade": None, "report_date": "2024-06-01", "original": FOUR | {"years": 9, "start": None}}

    assert explained(**case, property="able_unwilling")["max_amount"] == unknown("original.start")
    assert explained(**case | {"grade": "A"}, property="able_unwilling")["max_amount"] == {}


def test_the_cap_beside_a_new_crime_follows_the_later_of_both_days() -> None:
    """Three terms that sum to more than 35 years: the cap of 25 years needs one crime since 2011-05-01, and the new one is."""
    original = {"kind": "fixed", **term(20), "start": "2010-01-10", "delivery_date": "2010-09-20"}
    later = {"final_date": "2012-01-10", "intentional": True, "sentence": {"kind": "fixed", **term(18)}}
    found = explained(original=original, offence_dates=["2009-01-01"], report_date="2019-09-20", grade="A", new_crimes=[later])

    assert found["later_crimes"][0]["range"]["greatest"] == term(25)


def test_a_fact_that_moves_nothing_alone_is_not_named() -> None:
    """Two facts are open; the class hangs on the property item only."""
    found = explained(**FIXED | {"offence_dates": []}, property=None)

    assert found["class"] == unknown("property")


def test_a_refusal_that_holds_in_one_world_only_is_not_a_refusal() -> None:
    found = explained(**FIXED | {"report_date": "2024-06-01", "original": FOUR | {"years": 9}}, property=None)

    assert found["refusal"] is None
    assert "R-Y-5" not in found["flags"]
    assert found["earliest_first_report"] == unknown("property")


def test_what_may_go_at_the_earliest_report_ends_the_term_no_earlier_than_that_report() -> None:
    two = {"kind": "fixed", **term(2), "start": "2018-01-10", "delivery_date": "2018-09-20"}
    found = explained(**FIXED | {"original": two, "report_date": "2019-01-01"})

    assert found["max_amount_at_earliest"] == {"A": term(0, 3, 19)}
    assert found["earliest_end_by_grade"] == {"A": "2019-09-20"}


@pytest.mark.parametrize(("final", "judged", "floor"), [("2011-04-30", None, "2021-04-29"), ("2011-06-01", "2011-04-01", "2021-05-31")])
def test_a_crime_is_older_than_the_earliest_of_the_papers(final: str, judged: str | None, floor: str) -> None:
    case = {"original": {"kind": "life", "final_date": final, "judgment_date": judged}, "report_date": "2022-01-01", "grade": "A"}

    assert explained(**case, offence_dates=[])["floor_end_date"] == floor
    assert explained(**case | {"original": {"kind": "life", "final_date": "2011-05-01"}}, offence_dates=[])["floor_end_date"] == unknown(
        "offence_dates"
    )


@pytest.mark.parametrize(
    ("dates", "standing"),
    [
        ({"delivery_date": "2015-10-31"}, "strict"),
        ({"delivery_date": "2015-11-01"}, None),
        ({"start": "2015-10-31", "delivery_date": "2018-01-01"}, None),
        ({"start": "2015-11-01", "delivery_date": "2018-01-01"}, "s2019"),
    ],
)
def test_a_judgment_without_its_day_lies_between_custody_and_delivery(dates: dict[str, str], standing: str | None) -> None:
    original = {"kind": "fixed", **term(12)} | dates
    found = explained(original=original, offence_dates=["2014-01-01"], categories=["embezzlement_bribery"], report_date="2022-01-01")

    assert found["class"] == (standing or unknown("original.judgment_date"))


def test_flags_of_every_world_are_one_list() -> None:
    case = FIXED | {"report_date": "2024-06-01", "original": FOUR | {"years": 9}}

    assert explained(**case, property=None)["flags"] == ["ruling_date_from_report"]
    assert explained(**case | {"grade": "C"}, property=None)["flags"] == ["ruling_date_from_report", "OQ-25"]


def test_life_that_became_a_term_without_its_first_day_has_only_the_shorter_time() -> None:
    found = explained(**NOT_FINAL, **FRAIL)["alternatives"]

    assert [sorted(choice) for choice in found] == [["choice", "earliest_next_report", "rule"]]


def test_life_has_open_spans_and_an_undiscovered_crime_without_a_start_no_figures() -> None:
    spans = [span for span in explained(**LIFE)["spans"] if span["of"] == "commutation"]

    assert [(span["from"], span["open"]) for span in spans] == [(None, False), ("2016-06-18", True)]
    assert (
        explained(**FIXED | {"original": FOUR | {"start": None}}, undiscovered_crimes=[{"sentence": {"kind": "fixed", **term(2)}}])["later_crimes"]
        == []
    )


def test_parole_without_a_start_names_it() -> None:
    assert explained(**FIXED | {"original": FOUR | {"start": None}})["parole_earliest"] == unknown("original.start")
