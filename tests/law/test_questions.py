from __future__ import annotations

import json
from typing import Any

import pytest

from tests.law.cast import commuted, d, fixed
from tests.law.rows import person, term
from zhiheng.law.cases import case_or_bad
from zhiheng.law.choices import DEFAULTS, QUESTION_OF, Choice, Readings
from zhiheng.law.custody import counted_from, custody_runs, other_variant
from zhiheng.law.facts import Period
from zhiheng.law.outlook import compare, explain_case
from zhiheng.law.questions import QUESTIONS, UnknownReading, chosen, codes_of
from zhiheng.law.scale import Readings as PointsReadings
from zhiheng.law.sentence import term_end


def under(question: str, reading: str | None = None, **given: Any) -> dict[str, Any]:
    """The outlook of a made-up person with one question set to its other reading, as it comes out of a file."""
    other = reading or QUESTIONS[question].readings[1].code
    found = explain_case(case_or_bad(person(**given)), None, chosen({question: other}).sentence)
    return dict(json.loads(json.dumps(found)))


def plainly(**given: Any) -> dict[str, Any]:
    return explain_case(case_or_bad(person(**given)))


# --- the list -----------------------------------------------------------------------------------------------------------


def test_every_question_of_the_sheets_is_here_once() -> None:
    assert list(QUESTIONS) == [f"OQ-{n}" for n in range(1, 31)] + [f"PT-Q{n}" for n in range(1, 9)]


def test_a_question_has_two_readings_or_says_why_not() -> None:
    for question in QUESTIONS.values():
        assert question.settable == (len(question.readings) > 1), question.code
        assert all(option.code and option.zh and option.en for option in question.readings), question.code


def test_the_defaults_are_those_of_the_sheet() -> None:
    assert chosen({}) == (DEFAULTS, PointsReadings())
    assert all(codes_of(chosen({}))[code] == QUESTIONS[code].default for code in codes_of(chosen({})))


def test_a_choice_is_stored_and_read_back() -> None:
    made = chosen({"OQ-6": "next_day", "PT-Q4": "one_demerit"})

    assert made.sentence.completed.code == "next_day"
    assert made.points.demerit.code == "one_demerit"
    assert chosen(codes_of(made)) == made


@pytest.mark.parametrize(("code", "reading"), [("OQ-6", "never"), ("OQ-9", "as_the_sheet"), ("OQ-99", "next_day"), ("PT-Q1", "")])
def test_nonsense_is_refused(code: str, reading: str) -> None:
    with pytest.raises(UnknownReading) as refused:
        chosen({code: reading})

    assert (refused.value.question, refused.value.reading) == (code, reading)


def test_a_question_names_only_its_own_readings() -> None:
    with pytest.raises(UnknownReading):
        QUESTIONS["OQ-6"].option("stepwise")
    assert QUESTIONS["OQ-6"].option("next_day").en == "the day after the last day of the term"


def test_each_settable_question_of_the_sentence_law_has_one_field() -> None:
    assert list(QUESTION_OF) == list(Readings._fields)
    assert all(isinstance(reading, Choice) and reading.is_default and not reading.other.is_default for reading in DEFAULTS)


# --- the dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "facts", "default", "other"),
    [
        ("OQ-1", fixed(2, 6, start="2014-02-28"), "2016-08-27", "2016-08-30"),
        ("OQ-3", fixed(3, start="2021-03-25", designated_residence=(Period(d("2021-01-04"), d("2021-03-25")),)), "2024-02-12", "2024-02-13"),
        (
            "OQ-4",
            fixed(1, start=None, custody=(Period(d("2020-01-10"), d("2020-01-19")), Period(d("2020-08-01")))),
            "2021-07-22",
            "2021-07-21",
        ),
    ],
)
def test_an_end_follows_the_reading_and_shows_the_other(question: str, facts: Any, default: str, other: str) -> None:
    plain, turned = term_end(facts), term_end(facts, chosen({question: QUESTIONS[question].readings[1].code}).sentence)

    assert (str(plain.end), str(turned.end)) == (default, other)
    assert question in plain.flags
    assert question in turned.flags
    assert [str(reading.end) for found in plain.differences for reading in found.readings if reading.code == question] == [other]
    assert [str(reading.end) for found in turned.differences for reading in found.readings if reading.code == question] == [default]


def test_a_printed_start_governs_interrupted_custody_whatever_is_chosen() -> None:
    custody = (Period(d("2020-01-10"), d("2020-01-19")), Period(d("2020-08-01")))
    facts = fixed(1, start="2020-01-10", custody=custody)

    assert counted_from(facts, custody_runs(facts), chosen({"OQ-4": "last_custody"}).sentence) == counted_from(facts, custody_runs(facts))


def test_the_other_way_of_counting_a_printed_start_is_the_one_from_the_last_custody() -> None:
    custody = (Period(d("2020-01-10"), d("2020-01-19")), Period(d("2020-08-01")))
    facts = fixed(1, start="2020-01-10", custody=custody)
    last = chosen({"OQ-4": "last_custody"}).sentence

    assert other_variant(facts, custody_runs(facts), last) == other_variant(facts, custody_runs(facts))


def test_without_a_custody_that_goes_on_there_is_no_start_either_way() -> None:
    custody = (Period(d("2020-01-10"), d("2020-01-19")), Period(d("2020-08-01"), d("2020-09-01")))
    facts = fixed(1, start=None, custody=custody)

    assert counted_from(facts, custody_runs(facts), chosen({"OQ-4": "last_custody"}).sentence).start is None


def test_unbroken_custody_is_counted_one_way_only() -> None:
    facts = fixed(1, start=None, custody=(Period(d("2020-01-10")),))

    assert term_end(facts, chosen({"OQ-4": "last_custody"}).sentence).end == term_end(facts).end


def test_a_reduction_is_counted_under_the_same_reading() -> None:
    facts = fixed(3, 6, start="2014-02-28", changes=(commuted("2016-01-05", 12),))

    assert str(term_end(facts).end) == "2016-08-27"
    assert str(term_end(facts, chosen({"OQ-1": "at_once"}).sentence).end) == "2016-08-30"


def test_political_rights_may_begin_the_day_after_but_from_parole_never() -> None:
    original = {"kind": "fixed", **term(15), "start": "2010-06-01", "end": "2025-05-31", "political_rights": term(3)}
    assert plainly(original=original)["political_rights"] == {"from": "2025-05-31", "to": "2028-05-30", "for_life": False}
    assert under("OQ-6", original=original)["political_rights"] == {"from": "2025-06-01", "to": "2028-05-31", "for_life": False}


# --- commutation and parole -------------------------------------------------------------------------------------------------

TEN = {"kind": "fixed", **term(10), "start": "2016-01-10", "delivery_date": "2016-09-01"}
ONCE = [{"date": "2020-01-05", "served": "2020-01-10", "kind": "commutation", "grade": "A", "amount": term(0, 6), "to": None}]
LIFE = {"kind": "life", "final_date": "2015-03-10", "delivery_date": "2015-09-10"}
REPRIEVE = {"kind": "death_reprieve", "reprieve_served_date": "2013-05-20", "restricted": True}
TO_LIFE = [{"date": "2015-06-10", "served": "2015-06-15", "kind": "reprieve_to_life", "amount": None, "to": None}]
BRIBED = {"kind": "fixed", **term(9), "start": "2017-01-10", "delivery_date": "2018-03-01", "judgment_date": "2017-12-01"}
MIXED = [{"crime": "embezzlement_bribery", **term(6)}, {"crime": "theft", **term(4)}]
TWELVE = {"kind": "fixed", **term(12), "start": "2012-03-15", "delivery_date": "2013-01-10"}
TWICE = [
    {"date": "2018-02-01", "served": "2018-02-10", "kind": "commutation", "grade": "A", "amount": term(2), "to": None},
    {"date": "2018-07-25", "served": "2018-08-01", "kind": "commutation", "grade": "A", "amount": term(0, 6), "to": None},
]
OLD = {"kind": "fixed", **term(9), "start": "2013-01-10", "final_date": "2013-06-01", "delivery_date": "2013-09-01"}
FOUR = {"kind": "fixed", **term(4), "start": "2023-01-10", "delivery_date": "2023-06-01"}
ROBBERIES = [{"crime": "robbery", **term(7)}, {"crime": "robbery", **term(6)}]
ROBBERY = [{"crime": "robbery", **term(7)}, {"crime": "theft", **term(6)}]
LARGE = [{"date": "2016-06-01", "served": "2016-06-10", "kind": "commutation", "grade": "A", "amount": term(2), "to": None}]
PAID = {"original": FOUR, "property_cured_on": "2024-06-15", "report_date": "2025-01-10"}
UNWILLING = {"property": "able_unwilling", "grade": "C", "report_date": "2025-01-10"}
KNOWN: dict[str, Any] = {"property": "done", "grade": "A", "offence_dates": ["2012-01-01"]}


@pytest.mark.parametrize(
    ("question", "key", "given", "default", "other"),
    [
        ("OQ-7", "earliest_next_report", {"original": TEN, "categories": ["mafia"], "history": ONCE}, "2021-07-10", "2021-01-10"),
        ("OQ-8", "earliest_first_report", {"original": LIFE}, "2017-09-10", "2017-03-10"),
        ("OQ-13", "parole_bars", {"original": TWELVE, "counts": ROBBERIES}, ["R-B-2"], []),
        ("OQ-16", "earliest_next_report", {"original": TWELVE, "history": LARGE, "categories": ["mafia"]}, "2018-06-10", "2017-12-10"),
        ("OQ-18", "earliest_first_report", PAID | {"property": "unable"}, "2024-12-15", "2024-06-15"),
        ("OQ-19", "floor_end_date", {"original": REPRIEVE, "history": TO_LIFE, "categories": ["homicide"]}, "2040-05-19", "2038-05-19"),
        ("OQ-22", "class", {"original": BRIBED, "counts": MIXED, "categories": ["embezzlement_bribery"]}, "s2019", "strict"),
        ("OQ-25", "max_amount", {"original": FOUR, **UNWILLING}, {"C": term(1)}, {"C": term(1, 6)}),
        ("OQ-26", "parole_earliest", {"original": TWELVE, "history": TWICE}, "2019-08-10", "2019-08-01"),
        ("OQ-28", "parole_bars", {"original": TWELVE, "counts": ROBBERY}, [], ["R-B-2"]),
        ("OQ-29", "earliest_first_report", {"original": OLD, "report_date": "2014-12-20"}, "2015-03-01", "2014-12-01"),
    ],
)
def test_a_figure_follows_the_reading(question: str, key: str, given: dict[str, Any], default: Any, other: Any) -> None:
    plain, turned = plainly(**KNOWN | given), under(question, **KNOWN | given)

    assert plain[key] == default
    assert turned[key] == other
    for found, taken in ((plain, 0), (turned, 1)):
        shown = {one["code"]: one["reading"] for one in found["open_questions"]}
        assert shown[question] == QUESTIONS[question].readings[taken].code


def test_performance_waits_six_months_whatever_is_chosen() -> None:
    assert under("OQ-18", **KNOWN | PAID)["earliest_first_report"] == plainly(**KNOWN | PAID)["earliest_first_report"] == "2024-12-15"


def test_whoever_is_strict_for_another_reason_stays_strict() -> None:
    given = KNOWN | {"original": FOUR, **UNWILLING, "categories": ["recidivist"]}

    assert under("OQ-25", **given)["max_amount"] == {"C": term(1)}


def test_bribery_alone_is_governed_by_its_own_provisions_whatever_is_chosen() -> None:
    alone = [{"crime": "embezzlement_bribery", **term(9)}]
    given = KNOWN | {"original": BRIBED, "counts": alone, "categories": ["embezzlement_bribery"]}

    assert under("OQ-22", **given)["class"] == "s2019"


def test_a_fixed_question_is_shown_with_what_is_taken() -> None:
    found = plainly(**KNOWN | {"original": OLD})

    assert {"code": "OQ-9", "reading": "as_the_sheet", "default": "as_the_sheet", "set_by": None, "since": None} in found["open_questions"]


def test_a_result_keeps_its_readings() -> None:
    found = under("OQ-6", **KNOWN | {"original": TEN})

    assert chosen(found["readings"]).sentence == chosen({"OQ-6": "next_day"}).sentence
    assert term_end(fixed(2), chosen({"OQ-6": "next_day"}).sentence).as_json()["readings"]["OQ-6"] == "next_day"


def test_one_person_under_two_readings_can_be_compared() -> None:
    case = case_or_bad(person(**KNOWN | {"original": TEN, "categories": ["mafia"], "history": ONCE}))
    found = compare(case, case, changed_readings=chosen({"OQ-7": "paragraph_1"}).sentence)

    assert found.keys["earliest_next_report"] == ("2021-07-10", "2021-01-10")
    assert any(change.path[-1] == "R-P16-7c" for change in found.nodes)


def test_a_default_reading_does_not_show_in_the_tree_and_another_does() -> None:
    given = KNOWN | {"original": TEN, "categories": ["mafia"], "history": ONCE}

    assert "exactly_ten" not in json.dumps(plainly(**given)["trace"])
    assert '"exactly_ten": "paragraph_1"' in json.dumps(under("OQ-7", **given)["trace"])


def test_the_readings_of_the_sentence_law_alone_have_codes_too() -> None:
    stored = codes_of(DEFAULTS)

    assert stored["OQ-1"] == "stepwise"
    assert stored == {question: reading for question, reading in codes_of(chosen({})).items() if question.startswith("OQ")}
