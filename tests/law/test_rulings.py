from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.law.cast import d
from tests.law.rows import checked, read, row, term
from zhiheng.law.calendar import Term
from zhiheng.law.rulings import Verdict, check, facts_with_result, read_rulings

PUBLISHED = Path(__file__).resolve().parents[1] / "cases" / "rulings-public.jsonl"  # facts of published rulings, no names, no text


def test_every_published_checkable_ruling_agrees_or_is_marked_odd() -> None:
    data = PUBLISHED.read_bytes()
    rows = [json.loads(line) for line in data.decode().splitlines()]
    checks = [check(ruling) for ruling in read_rulings(data).rulings]

    for given, found in zip(rows, checks, strict=True):
        assert (found.verdict != Verdict.NOT_CHECKABLE) is given["checkable"], found.id
        assert (found.verdict == Verdict.DIFFERS) is given["arithmetic"].startswith("differs"), found.id
        assert found.oddity is (found.verdict == Verdict.DIFFERS), found.id
        assert found.missing or found.verdict != Verdict.NOT_CHECKABLE


def test_it_works() -> None:
    found = checked()

    assert found.verdict == Verdict.AGREES
    assert [part.what for part in found.parts] == ["term", "history 1", "result"]
    assert (found.printed, found.computed) == (d("2015-03-19"), d("2015-03-19"))
    assert found.trace is not None
    assert {used.id for used in found.rules} >= {"R-CAL-1", "R-D-8"}


def test_annotations_of_the_file_do_not_decide() -> None:
    marked = checked(checkable=False, arithmetic="differs: result", methods={"printed": "1999-01-01"}, notes="x")

    assert marked.verdict == Verdict.AGREES
    assert not marked.oddity


@pytest.mark.parametrize(
    ("changed", "what", "computed"),
    [
        ({"original": {"end": "2016-07-20"}}, "term", "2016-07-19"),
        ({"history": [{"kind": "commutation", "amount": term(0, 9), "end_after": "2015-10-20"}]}, "history 1", "2015-10-19"),
        ({"result": {"end_after": "2015-03-20"}}, "result", "2015-03-19"),
        ({"result": {"amount": term(0, 8)}}, "result", "2015-02-19"),
    ],
)
def test_a_day_too_many_is_found_wherever_it_is(changed: dict[str, Any], what: str, computed: str) -> None:
    found = checked(**changed)

    assert found.verdict == Verdict.DIFFERS
    assert found.telling is not None
    assert found.telling.what == what
    assert found.computed == d(computed)
    assert not found.oddity
    assert "计算" in found.why_zh
    assert "computed" in found.why_en


@pytest.mark.parametrize("mark", [{"arithmetic": "differs: result"}, {"result": {"end_after": "2015-03-20", "alternative_end": "2015-03-19"}}])
def test_a_difference_that_the_file_marks_is_an_oddity(mark: dict[str, Any]) -> None:
    found = checked(**{"result": {"end_after": "2015-03-20"}, **mark})

    assert found.verdict == Verdict.DIFFERS
    assert found.oddity
    assert "注明" in found.why_zh


@pytest.mark.parametrize(("on", "verdict"), [("2021-02", Verdict.AGREES), ("2021-03-01", Verdict.DIFFERS), (None, Verdict.DIFFERS)])
def test_an_old_way_of_counting_is_reproduced_until_the_rule_was_written(on: str | None, verdict: Verdict) -> None:
    history = [{"date": "2017-05", "kind": "commutation", "amount": term(0, 8), "end_after": "2020-11-30"}]
    found = checked(
        date_of_ruling=on,
        original={**term(9), "start": "2012-08-01", "end": "2021-07-31"},
        history=history,
        result={"amount": term(0, 8), "end_after": "2020-03-30"},
    )

    assert found.verdict == verdict
    assert found.parts[-1].computed == d("2020-03-31")
    assert "同日对应" in found.why_zh
    assert ("OQ-2" in found.flags) is (verdict == Verdict.AGREES)


def test_a_carried_difference_in_days_may_have_been_subtracted_in_months() -> None:
    """A printed end 57 days late: the days are carried forward (OQ-24); an older court went back from the printed end."""
    late = {**term(3), "start": "2017-01-10", "end": "2020-03-07"}
    found = checked(date_of_ruling="2019-05-20", original=late, history=[], result={"amount": term(0, 3), "end_after": "2019-12-07"})

    assert [(part.what, part.agrees) for part in found.parts] == [("term", False), ("result", True)]
    assert {"OQ-24", "OQ-2"} <= set(found.flags)


def test_month_end_to_month_end_is_not_taken_for_practice() -> None:
    original = {**term(13), "start": "2014-03-31", "end": "2027-03-30"}
    history = [{"kind": "commutation", "amount": term(1, 4), "end_after": "2025-11-30", "date": "2019-01"}]
    found = checked(date_of_ruling="2021-01", original=original, history=history, result={"amount": term(0, 8), "end_after": "2025-03-31"})

    assert found.verdict == Verdict.DIFFERS
    assert found.computed == d("2025-03-30")
    assert "月末对月末" in found.why_zh


def test_life_to_fixed_runs_from_the_ruling() -> None:
    life = {"kind": "life", "years": None, "months": 0, "days": 0, "start": None, "end": None}
    history = [{"date": "2015-04-27", "kind": "life_to_fixed", "to": term(18), "end_after": None}]
    result = {"amount": term(0, 9), "end_after": "2032-07-26", "start_printed": "2015-04-27"}
    agreed = checked(date_of_ruling="2016-12-05", original=life, history=history, result=result)
    other = checked(date_of_ruling="2016-12-05", original=life, history=history, result=result | {"start_printed": "2015-04-28"})

    assert [part.what for part in agreed.parts] == ["start", "result"]
    assert agreed.verdict == Verdict.AGREES
    assert other.telling is not None
    assert other.telling.what == "start"


def test_the_ruling_may_itself_make_life_a_fixed_term() -> None:
    life = {"kind": "life", "years": None, "months": None, "days": None, "start": None, "end": None}
    result = {"kind": "changed", "amount": None, "to": term(22), "end_after": "2039-03-19", "start_printed": "2017-03-20"}
    found = checked(date_of_ruling="2017-03-20", original=life, history=[], result=result)

    assert (found.verdict, found.computed) == (Verdict.AGREES, d("2039-03-19"))


@pytest.mark.parametrize(
    ("history", "start", "end"),
    [([], "2015-05-20", "2040-05-19"), ([{"kind": "reprieve_to_life", "date": "2015-06-10"}], "2018-09-10", "2043-09-09")],
)
def test_a_reprieve_becomes_a_fixed_term(history: list[dict[str, Any]], start: str, end: str) -> None:
    reprieve = {"kind": "death_reprieve", **term(0), "start": None, "end": None, "reprieve_served_date": "2013-05-20"}
    result = {"kind": "changed", "amount": None, "to": term(25), "end_after": end}
    found = checked(date_of_ruling="2018-09-10", original=reprieve, history=history, result=result)

    assert found.verdict == Verdict.AGREES
    assert found.finding is not None
    assert found.finding.start == d(start)


def test_a_reprieve_that_becomes_life_has_no_end_to_check() -> None:
    reprieve = {"kind": "death_reprieve", "years": None, "months": None, "days": None, "start": None, "end": None}
    found = checked(original=reprieve, history=[], result={"kind": "changed", "amount": None, "to": "life", "end_after": None})

    assert found.verdict == Verdict.NOT_CHECKABLE
    assert found.missing[0].fact == "original.reprieve_served_date"


def test_probation_ends_where_the_term_ends() -> None:
    paroled = {"kind": "paroled", "amount": None, "end_after": None, "parole_probation": {"start": "2014-02-01", "end": "2015-10-19"}}
    found = checked(date_of_ruling="2014-01-25", result=paroled)

    assert [part.what for part in found.parts] == ["term", "history 1", "parole_end"]
    assert "第7日" in found.why_zh
    assert checked(result={**paroled, "parole_probation": {"start": "2014-02-01", "end": "2015-10-18"}}).verdict == Verdict.DIFFERS


def test_probation_is_checked_against_a_printed_end_even_without_a_start() -> None:
    original = {**term(14), "start": None, "end": None}
    history = [{"kind": "commutation", "amount": term(0, 11), "end_after": "2021-02-16"}]
    paroled = {"kind": "paroled", "amount": None, "end_after": None, "parole_probation": {"start": "2020-06-24", "end": "2021-02-16"}}
    found = checked(original=original, history=history, result=paroled)

    assert [(part.what, part.agrees) for part in found.parts] == [("parole_end", True)]


def revoked(remainder: dict[str, int], **more: Any) -> dict[str, Any]:
    return {"kind": "changed", "amount": None, "end_after": None, "remainder": remainder, **more}


PAROLED = [{"date": "2010-12-21", "kind": "parole", "probation": {"start": "2010-12-21", "end": "2012-09-18"}}]
FIVE = {**term(5), "start": "2007-09-19", "end": "2012-09-18"}


@pytest.mark.parametrize(
    ("printed", "verdict", "words"),
    [
        (term(1, 8, 29), Verdict.AGREES, "首尾均计为1年8个月29日"),
        (term(1, 8, 28), Verdict.DIFFERS, "只计首尾之一"),
        (term(1, 8, 27), Verdict.DIFFERS, "首尾均不计"),
        (term(1, 9, 28), Verdict.DIFFERS, "均不合"),
    ],
)
def test_a_remainder_counts_both_ends_and_names_the_count_that_was_used(printed: dict[str, int], verdict: Verdict, words: str) -> None:
    found = checked(original=FIVE, history=PAROLED, result=revoked(printed))

    assert found.verdict == verdict
    assert found.computed == Term(1, 8, 29)
    assert words in found.why_zh
    assert "OQ-5" in found.flags


def test_a_remainder_corrected_on_appeal_names_the_first_figure() -> None:
    found = checked(original=FIVE, history=PAROLED, result=revoked(term(1, 8, 29), remainder_first_instance=term(1, 9, 28)))

    assert "原审1年9个月28日" in found.why_zh
    assert "first instance" in found.why_en


def test_a_remainder_between_printed_days_needs_no_start() -> None:
    original = {**term(7), "start": None, "end": "1998-07-14"}
    result = revoked(term(6, 3, 15), kind="remainder", from_date="1992-03-30", to_date="1998-07-14")
    found = checked(date_of_ruling=None, original=original, history=[], result=result)

    assert (found.verdict, found.printed) == (Verdict.AGREES, Term(6, 3, 15))
    assert found.as_json()["printed"] == term(6, 3, 15)
    assert "R-CAL-4" in {used.id for used in found.rules}


@pytest.mark.parametrize(
    ("changed", "facts"),
    [
        ({"original": {"start": None, "end": None}, "history": []}, ["original.start"]),
        ({"original": {"years": None, "end": None}, "history": []}, ["original.years"]),
        ({"original": {"start": None, "end": None}, "history": [], "result": {"end_after": None}}, ["original.start", "result.end_after"]),
        ({"original": {"end": None}, "history": [], "result": {"amount": None}}, ["result.amount"]),
        ({"original": {"end": None}, "history": [{"kind": "commutation", "amount": None}]}, ["history[0].amount"]),
        ({"original": {"end": None}, "history": [], "result": {"kind": "not_stated", "amount": None, "end_after": None}}, ["original.end"]),
        ({"original": {"start": None, "end": None}, "history": [], "result": revoked(term(2, 11, 26))}, ["original.start", "result.from_date"]),
    ],
)
def test_what_cannot_be_checked_says_which_fact_is_missing(changed: dict[str, Any], facts: list[str]) -> None:
    found = checked(**changed)

    assert found.verdict == Verdict.NOT_CHECKABLE
    assert [item.fact for item in found.missing] == facts
    assert found.why_zh.startswith("未载明：")
    assert (found.printed, found.computed, found.telling) == (None, None, None)


def test_the_whole_rest_removed_is_flagged() -> None:
    found = checked(original={"end": None}, history=[], result={"amount": {"remainder": True}, "end_after": None})

    assert found.verdict == Verdict.NOT_CHECKABLE
    assert "OQ-14" in found.flags


def test_life_reduced_by_months_without_its_change_is_not_checkable() -> None:
    life = {"kind": "life", **term(0), "start": None, "end": None, "final_date": "2001-01-01"}
    found = checked(original=life, history=[])

    assert found.verdict == Verdict.NOT_CHECKABLE
    assert "减为有期徒刑的裁定" in found.why_zh


@pytest.mark.parametrize(
    ("probation", "words"), [({"probation_end": "2014-01-03"}, "，相符"), ({"probation_end": "2014-01-04"}, "计算2014-01-03"), ({}, "未载明")]
)
def test_a_suspended_sentence_does_not_run_but_its_probation_is_looked_at(probation: dict[str, str], words: str) -> None:
    suspended = {"years": 4, "probation_start": "2010-01-04", **probation}
    found = checked(original={**term(3), "suspended": suspended, "end": None}, history=[], result={"amount": None, "end_after": None})

    assert found.verdict == Verdict.NOT_CHECKABLE
    assert words in found.why_zh
    assert "suspended" in found.flags


def test_an_impossible_probation_is_left_alone() -> None:
    suspended = {"years": 0, "probation_start": "2010-01-04", "probation_end": "2014-01-03"}
    found = checked(original={**term(3), "suspended": suspended, "end": None}, history=[], result={"amount": None, "end_after": None})

    assert "考验期止日" not in found.why_zh


def test_after_an_escape_a_difference_is_no_verdict() -> None:
    history = [{"kind": "escape", "date": "2012-01-01"}, {"kind": "recaptured", "date": "2012-03-01"}]
    found = checked(history=history, original={"end": None}, result={"end_after": "2016-05-01"})
    stated = checked(history=history, original={"end": None}, result={"end_after": "2016-05-01"}, excluded_days=[{"days": 60}])

    assert found.verdict == Verdict.NOT_CHECKABLE
    assert "excluded_days" in [item.fact for item in found.missing]
    assert "event:escape" in found.flags
    assert stated.verdict == Verdict.DIFFERS


def test_two_printed_starts_must_agree() -> None:
    found = checked(result={"start_printed": "2009-07-21"})

    assert found.telling is not None
    assert (found.verdict, found.telling.what) == (Verdict.DIFFERS, "start")


def test_the_start_may_be_printed_in_the_result_only() -> None:
    found = checked(original={"start": None}, result={"start_printed": "2009-07-20"})

    assert (found.verdict, [part.what for part in found.parts]) == (Verdict.AGREES, ["term", "history 1", "result"])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"original": {"end": "2009-01-19"}}, "dates_out_of_order"),
        ({"result": {"amount": term(7)}}, "reduction_past_start"),
        ({"result": {"end_after": "2009-01-01"}}, "end_before_start"),
        ({"original": {"kind": "life"}}, "term_of_termless_sentence"),
        ({"original": {"kind": "fixed", **term(99), "end": None}, "history": []}, "huge_term"),
        ({"history": [{"kind": "commutation", "date": "2014-01-01"}, {"kind": "commutation", "date": "2013-01-01"}]}, "history_out_of_order"),
        ({"history": [{"kind": "reprieve_to_life", "date": "2014-01-01"}]}, "change_does_not_fit"),
    ],
)
def test_contradictions_are_invalid(changed: dict[str, Any], code: str) -> None:
    found = checked(**changed)

    assert found.verdict == Verdict.INVALID
    assert found.refusals
    assert found.refusals[0].fields
    assert code in [refusal.code for refusal in found.refusals]


def test_the_json_has_the_keys_of_the_contract_in_both_languages() -> None:
    found = json.loads(json.dumps(checked(result={"end_after": "2015-03-20"}).as_json("en")))

    assert list(found)[:6] == ["id", "verdict", "printed", "computed", "why", "flags"]
    assert found["verdict"] == "differs"
    assert found["why"] == found["why_en"] != found["why_zh"]
    assert found["parts"][2]["readings"]


def test_the_result_becomes_a_change_that_can_be_stored() -> None:
    ruling = read_ruling()
    stored = facts_with_result(ruling)

    assert len(stored.changes) == 2
    assert stored.changes[-1].printed_end == d("2015-03-19")
    assert facts_with_result(read_ruling(result={"kind": "refused", "amount": None, "end_after": None})) == ruling.facts


def read_ruling(**changed: Any) -> Any:
    return read(row(**changed))
