from __future__ import annotations

import json
from typing import Any

import pytest

from tests.law.cast import d
from tests.law.rows import case, term
from zhiheng.law.calendar import Term
from zhiheng.law.cases import BadCase, Case, case_or_bad, read_case, read_cases
from zhiheng.law.facts import Period
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.reckoning import RefusalKind


def good(**changed: Any) -> Case:
    found = read_case(case(**changed))
    assert isinstance(found, Case), found
    return found


def test_it_works() -> None:
    found = good()

    assert (found.id, found.report_date, found.grade, found.property) == ("c001", d("2019-09-20"), "A", "done")
    assert found.facts.kind == SentenceKind.FIXED
    assert found.facts.term == Term(4, 0, 0)
    assert found.facts.custody == (Period(d("2018-01-10")),)
    assert found.facts.offence_dates == (d("2017-05-02"),)
    assert found.counts[0].crime == "theft"


def test_a_missing_fact_is_unknown_and_a_missing_list_is_empty() -> None:
    found = read_case({"id": "c", "original": {"kind": "life"}})

    assert isinstance(found, Case)
    assert (found.facts.term, found.facts.final_date, found.grade, found.restricted) == (None, None, None, None)
    assert (found.facts.custody, found.facts.changes, found.counts, found.categories) == ((), (), (), ())


def test_changes_after_the_report_are_left_out_with_a_warning() -> None:
    history = [
        {"date": "2019-08-01", "served": "2019-08-05", "kind": "commutation", "grade": "A", "amount": term(0, 3), "to": None},
        {"date": "2019-12-01", "kind": "commutation", "amount": term(0, 9)},
        {"date": None, "kind": "commutation", "amount": term(0, 1)},
    ]
    found = good(history=history)

    assert [change.amount for change in found.facts.changes] == [Term(0, 3, 0), Term(0, 1, 0)]
    assert [(warning.kind, warning.code, warning.fields) for warning in found.warnings] == [
        (RefusalKind.WARNING, "history_after_report", ("history", "report_date"))
    ]
    assert len(good(history=history, report_date="2019-12-01").facts.changes) == 3
    assert good(history=history, report_date=None).warnings == ()
    assert good(history=history[:1]).warnings == ()


def test_life_and_political_rights() -> None:
    found = good(original={"kind": "life", **term(0), "political_rights": "life", "final_date": "2014-06-18"})

    assert found.facts.term is None
    assert found.facts.political_rights_for_life
    assert good(original={"political_rights": term(3)}).facts.political_rights == Term(3, 0, 0)


def test_life_to_fixed_has_its_term() -> None:
    history = [{"date": "2017-03-20", "kind": "life_to_fixed", "amount": None, "to": term(22)}]
    found = good(original={"kind": "life", "years": None, "months": None, "days": None}, history=history)

    assert (found.facts.changes[0].kind, found.facts.changes[0].to) == (ChangeKind.LIFE_TO_FIXED, Term(22, 0, 0))


def test_later_crimes_carry_their_sentence() -> None:
    crime = {"final_date": "2020-01-01", "intentional": True, "how_found": "self", "sentence": {"kind": "fixed", **term(1)}}
    found = good(new_crimes=[crime], undiscovered_crimes=[{"sentence": None}])

    assert found.new_crimes[0] == (d("2020-01-01"), True, "self", SentenceKind.FIXED, Term(1, 0, 0), None)
    assert found.undiscovered_crimes[0] == (None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": None}, "missing", "id"),
        ({"original": 3}, "not_an_object", "original"),
        ({"original": {"kind": "exile"}}, "unknown_kind", "original.kind"),
        ({"original": {"political_rights": 3}}, "not_an_object", "original.political_rights"),
        ({"original": {"restricted": "no"}}, "not_true_or_false", "original.restricted"),
        ({"categories": ["pirate"]}, "unknown_word", "categories"),
        ({"categories": "rape"}, "not_words", "categories"),
        ({"health": [1]}, "not_words", "health"),
        ({"grade": "E"}, "unknown_word", "grade"),
        ({"property": "gone"}, "unknown_word", "property"),
        ({"offence_dates": "2017-05-02"}, "not_a_list", "offence_dates"),
        ({"offence_dates": ["2017-02-30"]}, "impossible_date", "offence_dates[0]"),
        ({"custody": [{"to": "2018-01-10"}]}, "missing", "custody[0].from"),
        ({"custody": [{"from": "2018-01-10", "to": "2018-02"}]}, "bad_date", "custody[0].to"),
        ({"history": [{"kind": "escape"}]}, "unknown_kind", "history[0].kind"),
        ({"history": [{"kind": "commutation", "grade": "Z"}]}, "unknown_word", "history[0].grade"),
        ({"new_crimes": [{"how_found": "magic"}]}, "unknown_word", "new_crimes[0].how_found"),
        ({"new_crimes": [{"sentence": {"kind": "x"}}]}, "unknown_kind", "new_crimes[0].sentence.kind"),
    ],
)
def test_every_fault_names_its_field(changed: dict[str, Any], code: str, field: str) -> None:
    found = read_case(case(**changed))

    assert not isinstance(found, Case)
    assert (code, (field,)) in [(refusal.code, refusal.fields) for refusal in found]


def test_a_case_must_be_an_object() -> None:
    found = read_case([case()])

    assert not isinstance(found, Case)
    assert found[0].code == "not_an_object"


def test_missing_lists_may_be_null() -> None:
    assert good(categories=None, offence_dates=None, custody=None).categories == ()


def test_a_file_holds_one_case_or_one_a_line() -> None:
    one, other = json.dumps(case(), indent=2), json.dumps(case(id="c002"))

    assert [found.id for found in read_cases(one.encode())] == ["c001"]
    assert [found.id for found in read_cases(f"{other}\n{json.dumps(case(id='c003'))}".encode())] == ["c002", "c003"]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ('{"id": "甲"}'.encode("gbk"), ["gbk"]),
        (b"", ["empty"]),
        (b"{\n", ["not_json"]),
        (b"[]", ["not_an_object"]),
        (json.dumps(case()).encode() + b"\nnonsense\n" + json.dumps(case(id=5)).encode(), [None, "not_json", "not_text"]),
    ],
)
def test_a_file_that_cannot_be_read_says_so(data: bytes, codes: list[str | None]) -> None:
    found = [bad.refusals[0].code if isinstance(bad, BadCase) else None for bad in read_cases(data)]

    assert found == codes


def test_every_fact_of_a_sentence_is_read() -> None:
    detained = [{"from": "2018-04-01", "to": "2018-04-10"}]
    history = [{"date": "2019-08-01", "kind": "commutation", "amount": term(0, 3), "end_after": "2021-10-09"}]
    found = good(supervisory_detention=detained, original={"stated_credit_days": 7}, history=history).facts

    assert found.supervisory_detention == (Period(d("2018-04-01"), d("2018-04-10")),)
    assert found.stated_credit_days == 7
    assert found.changes[0].printed_end == d("2021-10-09")


def test_a_case_without_a_sentence_says_that_it_is_missing() -> None:
    found = read_case({"id": "c"})

    assert not isinstance(found, Case)
    assert [(refusal.code, refusal.fields) for refusal in found] == [("missing", ("original",))]


def test_a_bad_case_keeps_its_name_where_it_has_one() -> None:
    bad = [case_or_bad({"id": id, "original": 3}, 7) for id in ("c9", 5)]

    assert [(one.id, one.line) for one in bad if isinstance(one, BadCase)] == [("c9", 7), (None, 7)]


def test_a_revocation_has_its_days_of_arrest() -> None:
    found = good(revocation={"parole_date": "2022-05-05", "returned": "2022-06-06", "cause": "violation", "confessed": True, "arrest_days": 9})

    assert found.revocation == (d("2022-05-05"), d("2022-06-06"), "violation", True, 9)


def test_a_long_word_is_quoted_up_to_its_fortieth_letter() -> None:
    found = read_case(case(categories=["p" * 41]))

    assert not isinstance(found, Case)
    assert ("“" + "p" * 40 + "”" in found[0].message_zh, repr("p" * 40) in found[0].message_en) == (True, True)
