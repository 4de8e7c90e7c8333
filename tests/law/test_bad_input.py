"""Files of any size with errors scattered in them: each reported by its row, the rest computed, nothing held."""

from __future__ import annotations

import gc
import json
import tracemalloc
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.bad_rulings import BAD_RULINGS, CASES, GOOD_RULINGS, Scattered, person, scattered
from tests.law.rows import case, row, term
from zhiheng.law.cases import BadCase, cases_of, read_cases
from zhiheng.law.outlook import explain_case
from zhiheng.law.reckoning import RefusalKind
from zhiheng.law.rulings import PROGRAM_FAULT, Check, Verdict, check, check_row, read_rulings, rulings_of


def refused_for(done: Check) -> str | None:
    return done.refusals[0].code if done.verdict == Verdict.INVALID else None


def file_of(rows: list[Scattered]) -> bytes:
    return b"\n".join(row.data for row in rows)


def test_each_bad_row_says_what_is_wrong_and_the_others_are_computed() -> None:
    rows = list(scattered(GOOD_RULINGS, BAD_RULINGS, 5000))
    found = [check(ruling) for ruling in rulings_of(BytesIO(file_of(rows)))]

    assert [(done.line, refused_for(done)) for done in found] == [(number, row.code) for number, row in enumerate(rows, 1)]
    assert {row.code for row in rows} >= {code for _, code in BAD_RULINGS} | {"doubled_id"}
    assert all(done.why_zh and done.why_en for done in found)
    odd = {code for done in found for code in done.flags}
    assert {"two_rulings_one_day", "more_than_half_removed"} <= odd


def test_each_bad_case_says_what_is_wrong_and_the_others_have_their_outlook() -> None:
    rows = list(scattered((person(),), CASES, 400, one_in=8))
    found = [explain_case(one) for one in cases_of(BytesIO(file_of(rows)))]

    assert [None if "trace" in outlook else outlook["refusal"]["code"] for outlook in found] == [
        None if row.code == "doubled_id" else row.code for row in rows
    ]


def test_a_case_that_cannot_be_read_names_its_row() -> None:
    data = b"\n".join((json.dumps(case()).encode(), b"", '{"id": "甲"}'.encode("gbk"), b"nonsense"))

    assert [explain_case(one).get("line") for one in read_cases(data)] == [None, 3, 4]


def test_a_first_row_that_is_no_json_leaves_the_others() -> None:
    found = read_cases(b'{"id": "c0", }\n' + json.dumps(case()).encode())

    assert [isinstance(one, BadCase) for one in found] == [True, False]


def test_one_case_over_many_lines_with_a_fault_is_refused_once() -> None:
    assert len(read_cases(json.dumps(case(), indent=1).encode()[:-1])) == 1


def test_a_file_of_another_encoding_is_refused_as_a_whole() -> None:
    data = "\n".join(json.dumps(row(id=f"r{number}", court="甲"), ensure_ascii=False) for number in range(50)).encode("gbk")
    refusal = read_rulings(data).refusal

    assert refusal is not None
    assert (refusal.code, refusal.message_zh[:2], refusal.message_en[:8]) == ("gbk", "文件", "the file")


def test_memory_does_not_grow_with_the_rows() -> None:
    def most(count: int) -> int:
        data = file_of(list(scattered(GOOD_RULINGS, BAD_RULINGS[:1], count)))
        tracemalloc.start()
        for number, ruling in enumerate(rulings_of(BytesIO(data))):
            check(ruling)
            if number % 100 == 0:
                gc.collect()  # in a process that holds much the collector comes seldom, and what waits for it would count as kept
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    most(50)
    assert most(2000) - most(200) < 1800 * 250  # an id, its row and their place in the table


def test_a_fault_of_the_program_stops_no_other_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhiheng.law.rulings.term_end", lambda facts: 1 // 0)
    done = check_row(read_rulings(json.dumps(row()).encode()).rulings[0])

    assert (done.verdict, done.refusals[0].kind, done.refusals[0].code) == (Verdict.NOT_CHECKABLE, RefusalKind.UNSUPPORTED, PROGRAM_FAULT)
    assert "ZeroDivisionError" in done.why_en


# --- whatever the bytes ---------------------------------------------------------------------------------------------

DATES = st.one_of(st.dates().map(str), st.sampled_from(["2016-02-29", "2015-02-29", "2017-01-31", "", "2021", "2021-05", "1930-01-01", "2149-12-31"]))
LENGTHS = st.fixed_dictionaries({"years": st.integers(-1, 70), "months": st.integers(-1, 40), "days": st.integers(-1, 400)})
WORDS = st.sampled_from(
    ["fixed", "life", "death_reprieve", "detention", "control", "commutation", "life_to_fixed", "reprieve_to_life", "reprieve_to_fixed", "parole",
     "commuted", "paroled", "refused", "remainder", "escape", "retrial", "self", "authority", "A", "D", "done", "able_unwilling", "none", "life"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["date", "served", "kind", "amount", "to", "end_after", "start", "end", "judgment_date", "final_date", "delivery_date", "reprieve_served_date",
     "restricted", "whole_life", "political_rights", "years", "months", "days", "suspended", "from", "sentence", "intentional", "final_date",
     "parole_date", "returned", "cause", "confessed", "arrest_days", "from_date", "to_date", "remainder", "parole_probation", "crime", "outcome",
     "result", "drew", "how_found", "probation", "revoked_on"]
)  # fmt: skip
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(-5, 200_000), DATES, WORDS, LENGTHS, st.text(max_size=5), st.floats())
OBJECTS = st.recursive(
    st.dictionaries(KEYS, PLAIN, max_size=6),
    lambda inner: st.dictionaries(KEYS, st.one_of(PLAIN, inner, st.lists(inner, max_size=3)), max_size=6),
    max_leaves=4,
)
RULING_PARTS = st.sampled_from(["original", "history", "result", "date_of_ruling", "excluded_days", "id", "court"])
CASE_PARTS = st.sampled_from(sorted({*case(), "revocation", "retrial", "birth_date", "minor_at_offence", "property_cured_on"}))
VALUES = st.one_of(PLAIN, OBJECTS, st.lists(st.one_of(OBJECTS, DATES, WORDS), max_size=4))


def changed(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Parts replaced, or, where both are objects, their values."""
    return {
        **base,
        **{name: base[name] | value if isinstance(base.get(name), dict) and isinstance(value, dict) else value for name, value in changes.items()},
    }


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(RULING_PARTS, VALUES, max_size=4))
def test_no_ruling_makes_a_traceback(changes: dict[str, Any]) -> None:
    found = check(read_rulings(json.dumps(changed(row(), changes)).encode()).rulings[0])

    json.dumps(found.as_json())
    assert found.verdict != Verdict.INVALID or found.refusals


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(CASE_PARTS, VALUES, max_size=4))
def test_no_case_makes_a_traceback(changes: dict[str, Any]) -> None:
    found = explain_case(read_cases(json.dumps(changed(case(), changes)).encode())[0])

    json.dumps(found)
    assert "trace" in found or found["refusal"]["code"]


DAYS = st.one_of(st.none(), st.dates(date(1996, 1, 1), date(2030, 1, 1)).map(str), st.sampled_from(["2016-02-29", "2011-04-30", "2015-11-01"]))
TERMS = st.one_of(st.none(), st.fixed_dictionaries({"years": st.integers(0, 26), "months": st.integers(0, 13), "days": st.integers(0, 40)}))
YES_NO = st.sampled_from([None, True, False])
KINDS = st.sampled_from(["fixed", "fixed", "life", "death_reprieve", "detention", "control"])


def objects(maybe: dict[str, Any], **always: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(always, optional=maybe)


SENTENCES = TERMS.flatmap(lambda length: objects({}, kind=KINDS).map(lambda kind: (length or term(1)) | kind))
CRIMES = st.lists(
    objects(
        {
            "final_date": DAYS,
            "intentional": YES_NO,
            "how_found": st.sampled_from([None, "self", "authority"]),
            "sentence": SENTENCES,
            "combined": SENTENCES,
        }
    ),
    max_size=2,
)
LIKELY = objects(
    {
        "report_date": DAYS, "ruling_date": DAYS, "offence_dates": st.lists(DAYS.filter(bool), max_size=2), "birth_date": DAYS,
        "custody": st.lists(st.fixed_dictionaries({"from": DAYS.filter(bool), "to": DAYS}), max_size=2),
        "history": st.lists(
            objects({"date": DAYS, "served": DAYS, "amount": TERMS, "to": TERMS},
                    kind=st.sampled_from(["commutation", "life_to_fixed", "reprieve_to_life", "reprieve_to_fixed", "parole"])), max_size=3),
        "categories": st.lists(st.sampled_from(["recidivist", "embezzlement_bribery", "mafia", "rape", "homicide"]), max_size=2),
        "counts": st.lists(st.fixed_dictionaries({"crime": st.sampled_from(["theft", "rape"]), "years": st.integers(0, 20)}), max_size=3),
        "grade": st.sampled_from([None, "A", "D"]), "property": st.sampled_from([None, "done", "able_unwilling"]), "property_cured_on": DAYS,
        "new_crimes": CRIMES, "undiscovered_crimes": CRIMES,
        "revocation": objects(
            {"parole_date": DAYS, "returned": DAYS, "confessed": YES_NO, "arrest_days": st.integers(0, 50),
             "cause": st.sampled_from([None, "violation", "new_crime", "undiscovered_crime"])}),
        "retrial": objects({"date": DAYS, "served_from": DAYS}, outcome=st.sampled_from(["confirmed", "changed", "acquitted"])),
    },
    original=objects(
        {"suspended": st.one_of(st.none(), objects({"revoked_on": DAYS, "probation_end": DAYS}, years=st.integers(0, 6))),
         "start": DAYS, "end": DAYS, "judgment_date": DAYS, "final_date": DAYS, "delivery_date": DAYS, "reprieve_served_date": DAYS,
         "restricted": YES_NO, "whole_life": YES_NO, "political_rights": st.one_of(TERMS, st.just("life"))}, kind=KINDS, years=st.integers(0, 20)),
)  # fmt: skip


def likely_case(changes: dict[str, Any]) -> dict[str, Any]:
    """A case whose values are all of the right type; dates in no order, so that many contradict each other."""
    made = {"id": "c001"} | changes
    if made["original"]["kind"] in ("life", "death_reprieve"):
        made["original"]["years"] = None
    return made


@settings(max_examples=300, deadline=None)
@given(LIKELY)
def test_no_history_makes_a_traceback(changes: dict[str, Any]) -> None:
    found = explain_case(read_cases(json.dumps(likely_case(changes)).encode())[0], date(2024, 6, 1))

    json.dumps(found)
    assert "trace" in found or found["refusal"]["kind"] in ("invalid", "unsupported")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_a_traceback(data: bytes) -> None:
    for bad in read_cases(data):
        assert explain_case(bad)["refusal"]
    file = read_rulings(data)
    assert file.refusal or all(check(one).refusals for one in file.rulings)
