"""Published rulings where one fact more or less changes what is compared, what is said and what is asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.law.cast import d
from tests.law.rows import checked, read, row, term
from zhiheng.law.kinds import ChangeKind
from zhiheng.law.published import Ruling
from zhiheng.law.rulings import VERDICT_WORDS, Verdict, facts_with_result

LIFE = {"kind": "life", "years": None, "months": None, "days": None, "start": None, "end": None}
REPRIEVE = LIFE | {"kind": "death_reprieve", "reprieve_served_date": "2005-01-10"}
FIVE = {**term(5), "start": "2007-09-19", "end": "2012-09-18"}


def last_change(**changed: Any) -> Any:
    ruling = read(row(**changed))
    assert isinstance(ruling, Ruling), ruling
    return facts_with_result(ruling).changes[len(ruling.facts.changes) :]


# --- the ruling as a change -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "start", "end"),
    [
        ({"kind": "paroled", "amount": None}, None, None),
        ({"kind": "changed", "amount": None, "parole_probation": {"start": "2015-02-01", "end": "2016-07-19"}}, "2015-02-01", "2016-07-19"),
        ({"kind": "changed", "amount": None, "parole_probation": {"start": None, "end": "2016-07-19"}}, None, "2016-07-19"),
    ],
)
def test_parole_is_known_by_its_word_or_by_its_probation(result: dict[str, Any], start: str | None, end: str | None) -> None:
    (change,) = last_change(result={"end_after": None} | result)

    assert change.kind == ChangeKind.PAROLE
    assert (change.printed_start, change.printed_end) == (start and d(start), end and d(end))


def test_a_reprieve_becomes_life_and_life_stays_life() -> None:
    life = {"kind": "changed", "amount": None, "to": "life", "end_after": None}

    (change,) = last_change(original=REPRIEVE, history=[], result=life)
    assert (change.kind, change.date) == (ChangeKind.REPRIEVE_TO_LIFE, d("2015-01-28"))
    assert last_change(original=LIFE, history=[], result=life) == ()


@pytest.mark.parametrize(
    "result", [{"kind": "commuted", "amount": None, "end_after": "2015-03-19"}, {"kind": "not_stated", "amount": term(0, 7), "end_after": None}]
)
def test_a_commutation_is_known_by_its_word_or_by_its_amount(result: dict[str, Any]) -> None:
    (change,) = last_change(result=result)

    assert change.kind == ChangeKind.COMMUTATION


# --- what is compared -------------------------------------------------------------------------------------------------


def test_after_an_escape_only_the_first_end_and_what_agrees_is_compared() -> None:
    history = [{"kind": "escape", "date": "2012-01-01"}]
    wrong = checked(history=history, original={"end": "2016-07-20"}, result={"end_after": "2016-05-01"})
    right = checked(history=history, result={"amount": term(0, 7), "end_after": "2015-12-19"})

    assert [(part.what, part.agrees) for part in wrong.parts] == [("term", False)]
    assert wrong.verdict == Verdict.DIFFERS
    assert [part.what for part in right.parts] == ["term", "result"]


@pytest.mark.parametrize(("event", "held"), [("transferred", False), ("parole_revoked", True)])
def test_only_events_that_move_the_end_keep_it_from_being_compared(event: str, held: bool) -> None:
    found = checked(history=[{"kind": event, "date": "2012-01-01"}], result={"amount": term(0, 7), "end_after": "2016-05-01"})

    assert ("result" not in [part.what for part in found.parts]) is held
    assert (found.verdict == Verdict.DIFFERS) is not held


def test_each_verdict_has_its_own_words_and_a_bad_row_is_no_oddity() -> None:
    assert {verdict: words[1] for verdict, words in VERDICT_WORDS.items()} == {verdict: verdict.value.replace("_", " ") for verdict in Verdict}
    assert checked(original={"kind": "exile"}).oddity is False


def test_the_old_practice_is_that_of_the_ruling_that_used_it() -> None:
    """The first change was ruled before the rule was written, the second after it: each is looked at by its own day."""
    original = {**term(9), "start": "2012-08-01", "end": "2021-07-31"}
    first = {"kind": "commutation", "amount": term(0, 8), "end_after": "2020-11-30", "date": "2017-05-10"}
    second = {"kind": "commutation", "amount": term(0, 8), "end_after": "2020-03-30", "date": "2021-03-01"}
    older = checked(date_of_ruling="2021-06-01", original=original, history=[first, second | {"date": "2021-02-28"}], result={"end_after": None})
    newer = checked(date_of_ruling="2021-06-01", original=original, history=[first, second], result={"end_after": None})

    assert ([part.agrees for part in older.parts], [part.agrees for part in newer.parts]) == ([True, True, True], [True, True, False])
    assert "practice before 2021-03-01" in older.parts[2].en
    assert "practice" not in newer.parts[2].en
    assert ("OQ-2" in older.flags, "OQ-2" in newer.flags) == (True, False)


def test_the_first_end_is_judged_by_the_day_of_the_ruling() -> None:
    """31 January and one month: courts before 2021 ended it on the month's last day, the rule ends it the day before."""
    original = {**term(0, 13), "start": "2014-01-31", "end": "2015-02-28"}
    found = {on: checked(date_of_ruling=on, original=original, history=[], result={"kind": "refused", "amount": None, "end_after": None})
             for on in ("2015-01-05", "2021-03-01")}  # fmt: skip

    assert [check.parts[0].agrees for check in found.values()] == [True, False]


@pytest.mark.parametrize(("last", "shown"), [("2010-12-20", False), ("2010-12-21", True)])
def test_a_remainder_of_one_day_is_counted(last: str, shown: bool) -> None:
    result = {"kind": "remainder", "amount": None, "remainder": term(0, 0, 1), "from_date": "2010-12-21", "to_date": "2012-01-01", "end_after": None}
    found = checked(original=FIVE, history=[], result=result | {"to_date": "2010-12-21"})
    open_end = checked(original=FIVE | {"end": last, "years": None}, history=[], result=result | {"to_date": None})

    assert [part.what for part in found.parts][-1] == "remainder"
    assert ("remainder" in [part.what for part in open_end.parts]) is shown


def test_the_remainder_runs_from_the_last_parole_by_its_start_or_its_ruling() -> None:
    parole = {"kind": "parole", "date": "2010-12-15"}
    earlier = {"kind": "parole", "date": "2009-06-01", "probation": {"start": "2009-06-02", "end": None}}
    result = {"kind": "changed", "amount": None, "end_after": None, "remainder": term(1, 8, 29)}
    by_start = checked(original=FIVE, history=[earlier, parole | {"probation": {"start": "2010-12-21", "end": None}}], result=result)
    by_ruling = checked(original=FIVE, history=[earlier, parole | {"date": "2010-12-21"}], result=result)

    for found in (by_start, by_ruling):
        assert (found.parts[-1].what, found.parts[-1].agrees) == ("remainder", True)
        assert "OQ-5" in found.flags
    stated = checked(original=FIVE, history=[], result=result | {"kind": "remainder", "from_date": "2010-12-21"})
    assert (stated.parts[-1].agrees, "OQ-5" in stated.flags) == (True, False)
    assert "OQ-5" not in checked().flags


# --- what is said -----------------------------------------------------------------------------------------------------


def test_every_key_of_a_stored_check() -> None:
    found = checked(date_of_ruling="2015-01-28", arithmetic="differs: result", result={"end_after": "2015-03-20"})
    zh, en = json.loads(json.dumps(found.as_json())), found.as_json("en")

    assert (zh["why"], en["why"]) == (found.why_zh, found.why_en)
    assert (zh["oddity"], zh["line"], zh["missing"], zh["refusals"]) == (True, 1, [], [])
    assert zh["trace"]["children"]
    assert {used["id"] for used in zh["rules"]} >= {"R-CAL-1", "R-D-8"}


def test_a_bad_row_is_stored_with_its_refusals() -> None:
    found = checked(result={"amount": term(7)}).as_json()

    assert (found["verdict"], found["refusals"][0]["code"], found["trace"]) == ("invalid", "reduction_past_start", None)


def test_both_languages_say_the_same_things() -> None:
    found = checked(
        date_of_ruling="2015-01-28", arithmetic="differs: result",
        result={"end_after": "2015-03-20", "alternative_end": "2015-03-19", "parole_probation": None},
    )  # fmt: skip

    assert found.why_zh.count("；") >= 2
    assert ("另有一说止日为2015-03-19" in found.why_zh, "another view gives 2015-03-19" in found.why_en) == (True, True)
    assert ("已注明为异常" in found.why_zh, "marks this row as odd" in found.why_en) == (True, True)
    assert "another view" not in checked().why_en
    assert "marks this row" not in checked(arithmetic="differs: result").why_en


@pytest.mark.parametrize(("day", "said"), [("2015-01-28", False), ("2015-02-02", True)])
def test_probation_that_begins_later_than_the_ruling_is_remarked(day: str, said: bool) -> None:
    result = {"kind": "paroled", "amount": None, "end_after": None, "parole_probation": {"start": day, "end": "2015-10-19"}}
    found = checked(result=result)

    assert ("probation begins 5 days after the ruling" in found.why_en) is said
    assert ("第5日开始" in found.why_zh) is said


@pytest.mark.parametrize("lacking", ["years", "probation_start", "probation_end"])
def test_a_suspended_sentence_of_which_something_is_not_stated_is_not_counted(lacking: str) -> None:
    suspended = {"years": 4, "probation_start": "2010-01-04", "probation_end": "2014-01-03"}
    del suspended[lacking]
    found = checked(original={**term(3), "suspended": suspended, "end": None}, history=[], result={"amount": None, "end_after": None})

    assert "考验期止日" not in found.why_zh


# --- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "facts"),
    [
        ({"original": LIFE, "history": [], "date_of_ruling": None, "result": {"kind": "changed", "amount": None, "to": term(22), "end_after": None}},
         ["original.final_date", "date_of_ruling"]),
        ({"original": {"end": None}, "history": [], "result": {"kind": "refused", "amount": None, "end_after": None}}, ["original.end"]),
        ({"original": {"end": None}, "history": [], "result": {"kind": "commuted", "amount": None, "end_after": None}},
         ["result.amount", "result.end_after"]),
    ],
)  # fmt: skip
def test_a_missing_fact_of_the_ruling_itself_is_named_as_its_own(changed: dict[str, Any], facts: list[str]) -> None:
    found = checked(**changed)

    assert found.verdict == Verdict.NOT_CHECKABLE
    assert [item.fact for item in found.missing] == facts


def test_the_first_change_is_judged_by_its_own_day_too() -> None:
    original = {**term(9), "start": "2012-07-01", "end": "2021-06-30"}
    history = [{"kind": "commutation", "amount": term(0, 8), "end_after": "2020-10-30", "date": "2017-05-10"}]
    found = checked(date_of_ruling="2021-06-01", original=original, history=history, result={"kind": "refused", "amount": None, "end_after": None})

    assert [(part.what, part.agrees) for part in found.parts] == [("term", True), ("history 1", True)]
    assert "OQ-2" in found.flags


def test_a_remainder_after_one_parole_without_probation_stands_in_the_tree_and_in_both_languages() -> None:
    result = {"kind": "changed", "amount": None, "end_after": None, "remainder": term(1, 8, 28)}
    found = checked(original=FIVE, history=[{"kind": "parole", "date": "2010-12-21"}], result=result)

    assert found.parts[-1].en.endswith("the printed remainder leaves out one end day")
    assert not any("一" <= letter <= "龥" for letter in found.parts[-1].en)
    assert found.trace is not None
    assert "R-CAL-4" in [node["rule"] for node in found.trace["children"]]


def test_a_start_printed_twice_is_compared_though_it_agrees() -> None:
    assert [part.what for part in checked(result={"start_printed": "2009-07-20"}).parts] == ["start", "term", "history 1", "result"]
