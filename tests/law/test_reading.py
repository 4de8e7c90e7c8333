from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from tests.law.cast import d
from tests.law.rows import checked, read, row, term
from zhiheng.law.calendar import Term
from zhiheng.law.published import BadLine, Ruling, read_rulings, rulings_of
from zhiheng.law.reading import BadText, Reader, decoded, parsed
from zhiheng.law.reckoning import Refusal
from zhiheng.law.rulings import Verdict

LINE = json.dumps(row(), ensure_ascii=False)


def codes(found: Any) -> list[str]:
    assert isinstance(found, BadLine)
    return [refusal.code for refusal in found.refusals]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('{"id": "甲"}'.encode("gbk"), "gbk"),
        ('{"id": "甲"}'.encode("utf-16"), "utf16"),
        (b'{"id": "\xff\xff"}', "not_utf8"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (b"", "empty"),
        (b"\n \n", "empty"),
    ],
)
def test_a_file_that_is_not_utf8_text_is_refused_by_name(data: bytes, code: str) -> None:
    refusal = read_rulings(data).refusal

    assert refusal is not None
    assert refusal.code == code
    assert refusal.message_zh
    assert refusal.message_en


def test_a_byte_order_mark_is_accepted() -> None:
    assert read_rulings(b"\xef\xbb\xbf" + LINE.encode()).rulings[0].id == "t1"


def test_windows_line_ends_and_blank_lines_are_accepted() -> None:
    found = read_rulings(f"{LINE}\r\n\r\n{LINE.replace('t1', 't2')}\r\n".encode())

    assert [(ruling.id, ruling.line) for ruling in found.rulings] == [("t1", 1), ("t2", 3)]


def test_a_line_separator_inside_a_text_does_not_part_lines() -> None:
    assert len(read_rulings(json.dumps(row(court="甲\u2028乙"), ensure_ascii=False).encode()).rulings) == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "not_json"),
        ("hello", "not_json"),
        ("[1, 2]", "not_an_object"),
        ("3", "not_an_object"),
        ('"text"', "not_an_object"),
        ('{"id": NaN}', "not_a_number"),
        ('{"id": -Infinity}', "not_a_number"),
        ('{"id": "a", "id": "b"}', "doubled_key"),
        ('{"id": "\\ud800"}', "bad_text"),
        ("[" * 100_000, "too_deep"),
        ("1" * 5000, "not_json"),
        ('{"id": "' + "x" * (10 << 20) + '"}', "line_too_long"),
    ],
    ids=lambda value: value[:24],
)
def test_a_line_that_is_not_one_object_is_refused_and_the_next_goes_on(line: str, code: str) -> None:
    found = read_rulings(f"{line}\n{LINE}".encode())

    assert codes(found.rulings[0]) == [code]
    assert found.rulings[1].id == "t1"
    assert checked().verdict == Verdict.AGREES


def test_the_second_use_of_an_id_is_refused() -> None:
    found = read_rulings(f"{LINE}\n{LINE}\n{LINE}".encode())

    assert found.rulings[0].line == 1
    assert [codes(bad) for bad in found.rulings[1:]] == [["doubled_id"]] * 2


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": None}, "missing", "id"),
        ({"id": 7}, "not_text", "id"),
        ({"id": ""}, "bad_id", "id"),
        ({"id": "x" * 101}, "bad_id", "id"),
        ({"id": "a\x1b[31m"}, "bad_id", "id"),
        ({"court": 7}, "not_text", "court"),
        ({"original": None}, "missing", "original"),
        ({"original": []}, "not_an_object", "original"),
        ({"original": {"kind": "banana"}}, "unknown_kind", "original.kind"),
        ({"original": {"kind": None}}, "unknown_kind", "original.kind"),
        ({"original": {"kind": 3}}, "not_text", "original.kind"),
        ({"original": {"start": "2021-02-30"}}, "impossible_date", "original.start"),
        ({"original": {"start": "2021-13-01"}}, "impossible_date", "original.start"),
        ({"original": {"start": "２０２１-０２-０３"}}, "full_width_digits", "original.start"),
        ({"original": {"start": "1776-07-04"}}, "year_out_of_range", "original.start"),
        ({"original": {"start": "9999-12-31"}}, "year_out_of_range", "original.start"),
        ({"original": {"start": "yesterday"}}, "bad_date", "original.start"),
        ({"original": {"start": "2021/02/03"}}, "bad_date", "original.start"),
        ({"original": {"start": 20210203}}, "not_text", "original.start"),
        ({"original": {"years": -7}}, "negative", "original.years"),
        ({"original": {"years": True}}, "not_whole", "original.years"),
        ({"original": {"years": 7.0}}, "not_whole", "original.years"),
        ({"original": {"years": "7"}}, "not_whole", "original.years"),
        ({"original": {"years": 10**30}}, "too_large", "original.years"),
        ({"original": {"suspended": 4}}, "not_an_object", "original.suspended"),
        ({"history": {}}, "not_a_list", "history"),
        ({"history": ["x"]}, "not_an_object", "history[0]"),
        ({"history": [{"kind": "gift"}]}, "unknown_kind", "history[0].kind"),
        ({"history": [{"date": "2014-01-01"}]}, "unknown_kind", "history[0].kind"),
        ({"history": [{"kind": "commutation", "date": "2014-02-31"}]}, "impossible_date", "history[0].date"),
        ({"history": [{"kind": "commutation", "amount": 9}]}, "not_an_object", "history[0].amount"),
        ({"result": None}, "missing", "result"),
        ({"result": {"kind": "freed"}}, "unknown_kind", "result.kind"),
        ({"result": {"amount": {"remainder": "yes"}}}, "not_true_or_false", "result.amount.remainder"),
        ({"result": {"parole_probation": {"start": "2015-02-01", "end": "2015-01-01"}}}, "end_before_start", "result.parole_probation"),
        ({"result": {"from_date": "2015-02-01", "to_date": "2015-01-01"}}, "end_before_start", "result.to_date"),
        ({"excluded_days": [{"days": -1}]}, "negative", "excluded_days[0].days"),
        ({"excluded_days": [{"reason": "x"}]}, "missing", "excluded_days[0].days"),
        ({"excluded_days": [{"from": "2015-02-02", "to": "2015-02-01"}]}, "missing", "excluded_days[0].days"),
    ],
)
def test_every_fault_names_its_field(changed: dict[str, Any], code: str, field: str) -> None:
    found = read(row(**changed))

    assert isinstance(found, BadLine)
    assert (code, (field,)) in [(refusal.code, refusal.fields) for refusal in found.refusals]


def test_all_faults_of_a_line_are_named_at_once() -> None:
    found = read(row(original={"years": -7, "start": "2021-02-30"}, result={"end_after": "x"}))

    assert codes(found) == ["bad_date", "negative", "impossible_date"]


def test_dates_without_a_day_are_kept_as_they_are_and_unknown() -> None:
    found = read(row(date_of_ruling="2021-01", history=[{"date": "2017", "kind": "commutation", "amount": term(0, 9)}]))

    assert not isinstance(found, BadLine)
    assert (found.date_of_ruling, found.ruling_date) == ("2021-01", None)
    assert found.facts.changes[0].date is None
    assert found.dated is not None
    assert found.dated.last.isoformat() == "2021-01-31"


def test_december_without_its_day_ends_with_the_year() -> None:
    found = read(row(date_of_ruling="2021-12"))

    assert not isinstance(found, BadLine)
    assert found.dated is not None
    assert found.dated.last.isoformat() == "2021-12-31"


def test_excluded_days_may_come_as_a_period() -> None:
    found = read(row(excluded_days=[{"from": "2019-03-01", "to": "2019-08-31"}, {"days": 3, "reason": "脱逃"}]))

    assert not isinstance(found, BadLine)
    assert [(exclusion.days, exclusion.reason) for exclusion in found.facts.excluded] == [(184, ""), (3, "脱逃")]


def test_what_was_written_stays_at_hand() -> None:
    found = read(row(history=None))

    assert not isinstance(found, BadLine)
    assert (found.original["years"], found.history) == (7, [])


def test_hostile_text_passes_as_text() -> None:
    found = read(row(court="<script>alert(1)</script>", offence="{{7*7}}", source="=cmd|' /C calc'!A0"))

    assert not isinstance(found, BadLine)
    assert (found.court, found.offence, found.source) == ("<script>alert(1)</script>", "{{7*7}}", "=cmd|' /C calc'!A0")


def test_the_small_parts() -> None:
    assert isinstance(parsed("{}"), dict)
    assert isinstance(decoded(b"x"), str)
    assert isinstance(decoded(b"\x00"), Refusal)


def test_every_fact_of_a_ruling_is_read() -> None:
    history = [
        {"kind": "reprieve_to_life", "date": "2007-01-05", "served": "2007-01-12", "to": "life"},
        {"kind": "life_to_fixed", "date": "2010-02-03", "to": term(19), "end_after": "2029-02-02"},
        {"kind": "parole", "date": "2020-06-01", "probation": {"start": "2020-06-05", "end": "2029-02-02"}},
    ]
    dates = {"judgment_date": "2004-10-01", "final_date": "2004-11-01", "reprieve_served_date": "2004-11-09"}
    sentence = {"kind": "death_reprieve", "years": None, "months": None, "days": None, "start": None, "end": None}
    found = read(row(original=sentence | dates, history=history, result={"start_printed": "2010-02-03"}))

    assert isinstance(found, Ruling), found
    facts = found.facts
    assert (facts.judgment_date, facts.final_date, facts.reprieve_served) == (d("2004-10-01"), d("2004-11-01"), d("2004-11-09"))
    assert facts.printed_start is None  # a start printed with the result is that of the term, and the reprieve has none
    to_life, to_fixed, parole = facts.changes
    assert (to_life.served, to_life.to) == (d("2007-01-12"), None)
    assert (to_fixed.to, to_fixed.printed_end) == (Term(19), d("2029-02-02"))
    assert (parole.printed_start, parole.printed_end) == (d("2020-06-05"), d("2029-02-02"))
    assert found.history == history


def test_a_start_printed_with_the_result_is_that_of_the_sentence() -> None:
    found = read(row(original={"start": None}, result={"start_printed": "2009-07-20"}))

    assert isinstance(found, Ruling)
    assert found.facts.printed_start == d("2009-07-20")


def test_an_escape_is_an_event_and_has_no_day_among_the_changes() -> None:
    history = [{"kind": "escape", "date": "2011-01-01"}, {"kind": "commutation", "date": "2013-09-27", "amount": term(0, 9)}]
    found = read(row(history=history))

    assert isinstance(found, Ruling), found
    assert found.events == ("escape",)
    assert [None if day is None else day.text for day in found.change_dates] == ["2013-09-27"]


@pytest.mark.parametrize(("id", "code"), [("", "bad_id"), ("a", None), ("a" * 100, None), ("a" * 101, "bad_id"), ("a\tb", "bad_id")])
def test_an_id_has_1_to_100_letters(id: str, code: str | None) -> None:
    found = read(row(id=id))

    assert (codes(found) if isinstance(found, BadLine) else [None]) == [code]


@pytest.mark.parametrize(("last", "refused"), [("2012-05-04", True), ("2012-05-05", False), ("2012-05-06", False)])
def test_a_period_may_be_one_day_long(last: str, refused: bool) -> None:
    probation = {"start": "2012-05-05", "end": last}
    found = read(row(result={"parole_probation": probation, "from_date": "2012-05-05", "to_date": last}))

    assert isinstance(found, BadLine) is refused
    if isinstance(found, BadLine):
        assert [refusal.fields for refusal in found.refusals] == [("result.parole_probation",), ("result.to_date",)]


@pytest.mark.parametrize(("last", "days"), [("2012-05-05", 1), ("2012-05-06", 2)])
def test_an_exclusion_given_by_its_days_has_both_ends_inside(last: str, days: int) -> None:
    found = read(row(original={"excluded_days": []}) | {"excluded_days": [{"from": "2012-05-05", "to": last}]})

    assert isinstance(found, Ruling)
    assert [exclusion.days for exclusion in found.facts.excluded] == [days]


def test_a_doubled_id_is_the_second_rows_fault() -> None:
    found = read_rulings(f"{LINE}\n{LINE}".encode()).rulings[1]

    assert codes(found) == ["doubled_id"]
    assert isinstance(found, BadLine)
    assert found.refusals[0].fields == ("id",)


def test_a_result_may_be_life() -> None:
    found = read(row(result={"kind": "changed", "to": "life"}))

    assert isinstance(found, Ruling), found
    assert (found.result.to_life, found.result.to_term) == (True, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2015", "2015-01-01", "2015-12-31"), ("2015-02", "2015-02-01", "2015-02-28"), ("2015-11", "2015-11-01", "2015-11-30"),
     ("2015-12", "2015-12-01", "2015-12-31"), ("2015-12-05", "2015-12-05", "2015-12-05")],
)  # fmt: skip
def test_a_date_known_to_the_month_or_year_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    found = Reader({"on": text}).loose_date("on")

    assert found is not None
    assert (found.first, found.last, found.text) == (d(first), d(last), text)


@pytest.mark.parametrize(("year", "read"), [(1929, False), (1930, True), (2149, True), (2150, False)])
def test_the_first_and_last_year_are_read(year: int, read: bool) -> None:
    reader = Reader({"on": f"{year}-05-05"})

    assert (reader.loose_date("on") is not None) is read
    assert [fault.code for fault in reader.faults] == ([] if read else ["year_out_of_range"])


@pytest.mark.parametrize(("number", "code"), [(0, None), (100_000, None), (100_001, "too_large"), (-1, "negative")])
def test_the_greatest_number_is_read(number: int, code: str | None) -> None:
    reader = Reader({"days": number})

    assert reader.whole("days") == (number if code is None else None)
    assert [fault.code for fault in reader.faults] == ([] if code is None else [code])


def test_a_doubled_field_is_named_though_it_is_not_the_first() -> None:
    found = parsed('{"id": "a", "court": "b", "court": "c"}')

    assert isinstance(found, Refusal)
    assert (found.code, found.fields) == ("doubled_key", ("court",))


def test_a_long_text_is_quoted_up_to_its_fortieth_letter() -> None:
    reader = Reader({"on": "x" * 41})

    assert reader.loose_date("on") is None
    assert "“" + "x" * 40 + "”" in reader.faults[0].message_zh
    assert repr("x" * 40) in reader.faults[0].message_en


def test_a_fault_of_the_file_says_what_it_is() -> None:
    with pytest.raises(BadText, match="the file is empty"):
        list(rulings_of(BytesIO(b"")))


def test_one_fault_is_told_once() -> None:
    assert codes(read(row(original={"kind": 5}))) == ["not_text"]
    assert codes(read(row(history=[{"kind": "exile"}]))) == ["unknown_kind"]
