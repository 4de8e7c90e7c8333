"""From a case to the days that rules ask for: references, bars, turns, revocation, each where one day decides."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.rows import explained, term
from tests.law.test_outlook_parts import FIXED, FOUR, LIFE, REPRIEVE, TO_LIFE, ruling

NINE = FIXED | {"original": FOUR | {"years": 9}}
TWELVE = {"kind": "fixed", **term(12), "start": "2015-12-10", "judgment_date": "2016-01-01", "delivery_date": "2018-09-20"}
BRIBERY: dict[str, Any] = {"original": TWELVE, "categories": ["embezzlement_bribery"], "grade": "A"}
OF_2011 = {"original": FOUR | {"start": "2011-06-01", "delivery_date": "2012-01-01"}, "report_date": "2014-06-01", "offence_dates": ["2011-05-05"]}


def crime(final: str, kind: str = "fixed", intentional: bool = True) -> dict[str, Any]:
    return {"final_date": final, "intentional": intentional, "sentence": {"kind": kind, **term(1)}}


@pytest.mark.parametrize(("delivered", "report", "flagged"), [("2014-06-18", "2016-06-18", False), ("2014-06-19", "2016-06-19", True)])
def test_the_wait_of_life_runs_from_the_later_of_two_days(delivered: str, report: str, flagged: bool) -> None:
    found = explained(**LIFE | {"original": {"kind": "life", "final_date": "2014-06-18", "delivery_date": delivered}})

    assert (found["earliest_first_report"], "OQ-8" in found["flags"]) == (report, flagged)


@pytest.mark.parametrize(("kind", "flagged"), [("control", True), ("detention", True), ("fixed", False)])
def test_a_lighter_sentence_for_a_new_crime_is_flagged_under_2016_only(kind: str, flagged: bool) -> None:
    assert ("OQ-30" in explained(**FIXED, new_crimes=[crime("2019-01-01", kind)])["flags"]) is flagged
    assert "OQ-30" not in explained(**OF_2011, new_crimes=[crime("2013-06-01", kind)])["flags"]


@pytest.mark.parametrize(("final", "following"), [("2015-05-19", "2022-05-19"), ("2015-05-20", "2018-05-20"), ("2016-05-20", "2019-05-20")])
def test_a_crime_in_the_two_years_bars_for_five_and_one_after_them_for_three(final: str, following: str) -> None:
    assert explained(**REPRIEVE, history=[TO_LIFE], new_crimes=[crime(final)])["earliest_next_report"] == following


@pytest.mark.parametrize(("report", "first"), [("2024-04-30", "2020-03-20"), ("2024-05-01", "2024-10-01")])
def test_six_months_after_a_cure_are_asked_since_2024_05_01(report: str, first: str) -> None:
    assert explained(**NINE | {"report_date": report}, property_cured_on="2024-04-01")["earliest_first_report"] == first


def test_a_reprieve_that_merit_made_a_term_has_the_lower_floor() -> None:
    """Twenty years from the expiry, whatever rulings came after."""
    history = [ruling("2015-06-01", "2015-06-05", "reprieve_to_fixed", to=term(25)), ruling("2018-06-01", "2018-06-05", amount=term(0, 6))]
    found = explained(**REPRIEVE | {"original": REPRIEVE["original"] | {"restricted": True}}, categories=["rape"], history=history)

    assert (found["start"], found["end_date"], found["floor_end_date"]) == ("2015-05-20", "2039-11-19", "2035-05-19")


@pytest.mark.parametrize(("report", "standing"), [("2019-05-31", "strict"), ("2019-06-01", "s2019")])
def test_the_provisions_on_bribery_govern_from_2019_06_01(report: str, standing: str) -> None:
    assert explained(**BRIBERY, report_date=report)["class"] == standing


@pytest.mark.parametrize("kind", ["control", "detention"])
def test_the_provisions_on_bribery_are_for_imprisonment(kind: str) -> None:
    original = {"kind": kind, **term(0, 6), "start": "2021-03-10", "judgment_date": "2021-03-10", "delivery_date": "2021-03-10"}

    assert explained(original=original, categories=["embezzlement_bribery"], report_date="2021-05-01")["class"] == "strict"


def test_a_reprieve_for_one_of_the_eight_crimes_is_strict_without_a_count_of_ten() -> None:
    assert explained(**REPRIEVE, history=[TO_LIFE], categories=["rape"])["class"] == "strict"


def test_after_life_became_a_term_only_later_reductions_come_off_it() -> None:
    history = [ruling("2016-06-20", "2016-06-25", "life_to_fixed", to=term(22)), ruling("2019-01-10", "2019-01-15", amount=term(0, 6))]
    found = explained(**LIFE, history=history)

    assert (found["end_date"], found["remaining_term"]) == ("2037-12-19", term(21, 6))
    assert (found["earliest_next_report"], found["max_amount"], found["earliest_end_by_grade"]) == (
        "2021-01-15",
        {"A": term(0, 9)},
        {"A": "2037-03-19"},
    )
    assert found["parole_earliest"] == "2027-06-18"


def test_the_intervals_before_parole_and_the_ruling_that_made_a_term() -> None:
    """The first commutation of a year asks for a year and a half, the later one of three months for one year: the later day counts."""
    history = [ruling("2019-03-01", "2019-03-05", amount=term(1)), ruling("2019-05-01", "2019-05-05", amount=term(0, 3))]
    found = explained(**NINE | {"original": FOUR | {"years": 9, "start": "2014-01-10"}, "report_date": "2020-06-01"}, history=history)
    in_order = explained(**NINE | {"original": FOUR | {"years": 9, "start": "2014-01-10"}, "report_date": "2020-06-01"}, history=history[::-1][:1])

    assert (found["parole_earliest"], "OQ-26" in found["flags"]) == ("2020-09-05", True)
    assert (in_order["parole_earliest"], "OQ-26" in in_order["flags"]) == ("2020-05-05", False)


@pytest.mark.parametrize(
    ("kind", "amount", "missing"),
    [
        ("commutation", None, ["history[0].served", "history[0].amount"]),
        ("commutation", term(0, 3), ["history[0].served"]),
    ],
)
def test_what_the_interval_before_parole_lacks(kind: str, amount: Any, missing: list[str]) -> None:
    found = explained(**FIXED, history=[ruling("2019-03-01", None, kind, amount=amount)])["parole_earliest"]

    assert sorted(found["unknown"]) == sorted(missing)


def test_the_rulings_that_made_life_and_a_term_lack_no_amount() -> None:
    to_term = ruling("2018-06-20", "2018-06-25", "life_to_fixed", to=term(25))
    reprieved = explained(**REPRIEVE, history=[TO_LIFE | {"served": None}, to_term])

    assert reprieved["parole_earliest"] == "2030-05-20"
    assert explained(**LIFE, history=[to_term | {"served": None}])["parole_earliest"] == {"unknown": ["history[0].served"]}


@pytest.mark.parametrize(
    ("report", "amount", "parole"),
    [
        ("2014-06-01", term(1, 11), "2014-09-05"),  # one year after service
        ("2014-06-01", term(2), "2015-09-05"),
        ("2017-06-01", term(0, 11), "2014-09-05"),
        ("2017-06-01", term(1), "2015-03-05"),
    ],
)
def test_the_interval_before_parole_follows_the_pack(report: str, amount: dict[str, int], parole: str) -> None:
    original = {"kind": "fixed", **term(10), "start": "2005-06-01", "delivery_date": "2006-01-01", "final_date": "2011-12-01"}
    history = [ruling("2013-09-01", "2013-09-05", amount=amount)]

    assert explained(original=original, offence_dates=["2011-05-05"], report_date=report, grade="A", history=history)["parole_earliest"] == parole


def test_after_a_revoked_parole_end_wait_and_floor_run_from_the_return() -> None:
    back = {"parole_date": "2020-01-10", "returned": "2020-06-10"}
    found = explained(**FIXED | {"report_date": "2021-09-20"}, revocation=back)
    late = explained(**FIXED | {"report_date": "2021-09-20", "original": FOUR | {"end": "2022-01-19"}}, revocation=back)

    assert (found["end_date"], found["earliest_first_report"], found["floor_end_date"]) == ("2022-06-09", "2021-06-10", "2020-06-08")
    assert late["floor_end_date"] == "2020-06-18"  # ten days more, as the printed end was ten days later
    assert explained(**FIXED, revocation={"returned": "2020-06-10"})["earliest_first_report"] == {"unknown": ["revocation.parole_date"]}
