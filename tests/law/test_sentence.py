from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import oracle
from tests.law.cast import change, commuted, d, facts, fixed, periods
from zhiheng.law.book.examples import EXAMPLES as FOLDER
from zhiheng.law.calendar import Term
from zhiheng.law.facts import Change, Exclusion, Period, SentenceFacts, TermFinding
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.reckoning import RULES
from zhiheng.law.sentence import term_end

EXAMPLES = json.loads((FOLDER / "dates.json").read_text(encoding="utf-8"))
DATES = st.dates(d("1990-01-01"), d("2030-12-31"))


def text(value: Any) -> str | None:
    return None if value is None else value.isoformat()


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["no"] for example in EXAMPLES])
def test_it_works_on_the_worked_examples(example: dict[str, Any]) -> None:
    found = term_end(facts(example["given"]))
    expected = dict(example["expected"])

    flags, ends, rights = expected.pop("flags", None), expected.pop("stage_ends", None), expected.pop("rights", None)
    assert {name: text(getattr(found, name)) for name in expected} == expected
    assert flags is None or list(found.flags) == flags
    assert ends is None or [text(stage.computed) for stage in found.stages] == ends
    if rights is not None:
        assert found.political_rights is not None
        assert [text(found.political_rights.start), text(found.political_rights.end)] == rights


@given(DATES, st.integers(0, 20), st.integers(0, 11), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_it_agrees_with_walking_day_by_day(start: Any, years: int, months: int, days: int) -> None:
    term = Term(years, months, days)
    if term == Term(0, 0, 0):
        return
    found = term_end(SentenceFacts(kind=SentenceKind.FIXED, term=term, printed_start=start))

    assert found.end == oracle.last_day(start, years, months, days)


@given(DATES, st.lists(st.integers(1, 8), min_size=1, max_size=5))
@settings(deadline=None)
def test_only_the_sum_of_the_reductions_counts(start: Any, amounts: list[int]) -> None:
    one_by_one = fixed(12, 0, start.isoformat(), changes=tuple(commuted(None, amount) for amount in amounts))
    at_once = fixed(12, 0, start.isoformat(), changes=(commuted(None, sum(amounts)),))

    assert term_end(one_by_one).end == term_end(at_once).end


@given(DATES.filter(lambda day: day.day <= 27), st.integers(1, 30))
@settings(deadline=None)
def test_forward_and_backward_agree_away_from_month_ends(start: Any, months: int) -> None:
    stage = term_end(fixed(10, 0, start.isoformat(), changes=(commuted(None, months),))).stages[1]

    assert stage.computed == stage.backward


@given(DATES, st.integers(1, 400))
@settings(deadline=None)
def test_a_gap_moves_the_end_by_its_days(first: Any, gap: int) -> None:
    held = first + timedelta(29)
    again = held + timedelta(gap + 1)
    without = term_end(fixed(3, 0, None, custody=(Period(first),)))
    with_gap = term_end(fixed(3, 0, None, custody=(Period(first, held), Period(again))))

    assert without.end is not None
    assert with_gap.end == without.end + timedelta(gap)
    assert oracle.days_apart(held, again) - 1 == gap


def test_a_printed_end_governs_and_the_difference_is_explained() -> None:
    found = term_end(fixed(3, 0, "2020-01-10", printed_end=d("2023-03-10")))

    assert found.governing_end == d("2023-03-10")
    assert found.end == d("2023-01-09")
    assert found.differences[0].days == 60
    assert "中断" in found.differences[0].zh


def test_a_printed_end_before_the_computed_one_asks_for_credit() -> None:
    found = term_end(fixed(3, 0, "2020-01-10", printed_end=d("2022-12-09")))

    assert "1个月" in found.differences[0].zh
    assert "credit" in found.differences[0].en


def test_a_court_that_counted_backward_is_recognised() -> None:
    changes = (commuted("2017-05-01", 8, printed_end="2026-07-30"), commuted("2019-01-01", 8, printed_end="2025-11-30"))
    found = term_end(fixed(13, 0, "2014-03-31", changes=changes))

    assert found.stages[2].computed == d("2025-11-29")
    assert {reading.code for reading in found.differences[0].readings} == {"backward_same_day"}
    assert "backward" not in found.flags


def test_month_end_to_month_end_is_a_reading() -> None:
    printed = ("2026-07-30", "2025-11-30", "2025-03-31")
    found = term_end(fixed(13, 0, "2014-03-31", changes=tuple(commuted(None, 8, printed_end=end) for end in printed)))

    assert found.end == d("2025-03-30")
    assert {reading.code: reading.end for reading in found.differences[-1].readings}["backward"] == d("2025-03-31")
    assert "月末对月末" in found.differences[-1].zh


def test_without_a_start_the_printed_end_is_subtracted_from() -> None:
    found = term_end(fixed(13, 0, None, changes=(commuted(None, 8, printed_end="2026-07-30"), commuted(None, 8))))

    assert found.end == d("2025-11-29")
    assert "backward" in found.flags
    assert found.missing[0].fact == "original.start"


def test_it_names_every_missing_fact() -> None:
    found = term_end(SentenceFacts(kind=SentenceKind.FIXED, changes=(Change(ChangeKind.COMMUTATION),)))

    assert [item.fact for item in found.missing] == ["original.start", "original.years", "history[0].amount"]
    assert found.end is None
    assert found.floor_end is None


def test_an_unknown_amount_leaves_later_ends_unknown() -> None:
    found = term_end(fixed(9, changes=(Change(ChangeKind.COMMUTATION), commuted(None, 6))))

    assert found.end is None
    assert found.remaining_term is None


def test_life_without_its_change_to_fixed_is_missing_a_ruling() -> None:
    found = term_end(SentenceFacts(kind=SentenceKind.LIFE, final_date=d("2010-01-05"), changes=(commuted("2015-01-05", 9),)))

    assert [item.fact for item in found.missing] == ["history"]
    assert found.start == d("2010-01-05")
    assert found.end is None


def test_life_needs_the_day_it_became_final() -> None:
    assert term_end(SentenceFacts(kind=SentenceKind.LIFE)).missing[0].fact == "original.final_date"


def test_a_reprieve_needs_the_day_of_service() -> None:
    to_fixed = Change(ChangeKind.REPRIEVE_TO_FIXED, to=Term(25, 0, 0))
    found = term_end(SentenceFacts(kind=SentenceKind.DEATH_REPRIEVE, changes=(to_fixed,)))

    assert [item.fact for item in found.missing] == ["original.reprieve_served_date"]


def test_life_to_fixed_needs_its_date_and_its_term() -> None:
    found = term_end(SentenceFacts(kind=SentenceKind.LIFE, final_date=d("2010-01-05"), changes=(Change(ChangeKind.LIFE_TO_FIXED),)))

    assert [item.fact for item in found.missing] == ["history[0].date", "history[0].to"]


def test_a_printed_start_that_is_not_the_ruling_is_a_difference() -> None:
    to_fixed = Change(ChangeKind.LIFE_TO_FIXED, d("2011-02-21"), to=Term(19, 0, 0), printed_start=d("2011-02-22"))
    found = term_end(SentenceFacts(kind=SentenceKind.LIFE, changes=(to_fixed,)))

    assert found.start == d("2011-02-22")
    assert (found.differences[0].what, found.differences[0].days) == ("start 1", 1)


def test_parole_leaves_the_end_and_starts_political_rights() -> None:
    parole = Change(ChangeKind.PAROLE, d("2018-06-01"), printed_start=d("2018-06-05"))
    found = term_end(fixed(5, political_rights=Term(1, 0, 0), changes=(parole,)))

    assert found.end == found.original_end == d("2020-06-09")
    assert found.political_rights == (d("2018-06-05"), d("2019-06-04"), False)


def test_political_rights_last_for_life_with_life_and_reprieve() -> None:
    found = term_end(SentenceFacts(kind=SentenceKind.LIFE, final_date=d("2010-01-05")))

    assert found.political_rights == (None, None, True)


def test_political_rights_run_with_control() -> None:
    control = SentenceFacts(kind=SentenceKind.CONTROL, term=Term(1, 0, 0), delivery_date=d("2022-05-10"), political_rights=Term(1, 0, 0))

    assert term_end(control).political_rights == (d("2022-05-10"), d("2023-05-09"), False)


def test_political_rights_wait_for_a_known_end() -> None:
    assert term_end(fixed(5, 0, None, political_rights=Term(1, 0, 0))).political_rights is None


def test_contradictions_stop_the_computation() -> None:
    found = term_end(SentenceFacts(kind=SentenceKind.LIFE, term=Term(3, 0, 0)))

    assert found == TermFinding(refusals=found.refusals)
    assert found.refusals[0].code == "term_of_termless_sentence"


def test_excluded_days_move_a_printed_end_and_the_floor() -> None:
    found = term_end(fixed(5, 0, "2018-01-01", printed_end=d("2022-12-31"), excluded=(Exclusion(100), Exclusion(84))))

    assert found.governing_end == found.end == d("2023-07-03")
    assert found.floor_end == d("2020-12-31")


def test_excluded_days_wait_for_the_start() -> None:
    found = term_end(fixed(5, 0, None, printed_end=d("2022-12-31"), excluded=(Exclusion(184),)))

    assert found.end is None
    assert found.governing_end == d("2023-07-03")
    assert term_end(fixed(5, 0, None, excluded=(Exclusion(184),))).governing_end is None


def test_an_end_printed_before_the_exclusion_agrees_as_it_stands() -> None:
    found = term_end(fixed(5, 0, "2018-01-01", excluded=(Exclusion(10),), changes=(commuted(None, 6, printed_end="2022-06-30"),)))

    assert found.differences == ()
    assert found.governing_end == found.end == d("2022-07-10")


def test_an_end_printed_with_part_of_the_exclusion_differs() -> None:
    to_fixed = Change(ChangeKind.LIFE_TO_FIXED, d("2011-02-21"), to=Term(19, 0, 0), printed_end=d("2030-02-25"))
    found = term_end(SentenceFacts(kind=SentenceKind.LIFE, excluded=(Exclusion(10),), changes=(to_fixed,)))

    assert {reading.code: reading.end for reading in found.differences[0].readings}["without_exclusion"] == d("2030-02-20")


@pytest.mark.parametrize(
    ("start", "term", "judged", "flags"),
    [
        ("2016-02-29", Term(2, 6, 0), "2022-01-01", ["OQ-1"]),
        ("2016-02-29", Term(2, 0, 0), "2022-01-01", []),
        ("2016-01-31", Term(2, 6, 0), "2020-01-01", ["OQ-2"]),
        ("2021-04-30", Term(2, 6, 0), None, []),
        ("2016-01-15", Term(2, 6, 0), "2020-01-01", []),
    ],
)
def test_it_flags_what_the_law_leaves_open(start: str, term: Term, judged: str | None, flags: list[str]) -> None:
    judgment = None if judged is None else d(judged)
    found = term_end(SentenceFacts(kind=SentenceKind.FIXED, term=term, printed_start=d(start), judgment_date=judgment))

    assert list(found.flags) == flags


@pytest.mark.parametrize(("stated", "flags", "end"), [(None, ["OQ-3"], "2024-02-13"), (39, [], "2024-02-14")])
def test_an_odd_day_of_residence_is_flagged_unless_the_judgment_states_the_credit(stated: int | None, flags: list[str], end: str) -> None:
    residence = (Period(d("2021-01-05"), d("2021-03-24")),)
    found = term_end(fixed(3, 0, "2021-03-25", designated_residence=residence, stated_credit_days=stated))

    assert list(found.flags) == flags
    assert found.end == d(end)


@pytest.mark.parametrize(
    ("facts_given", "flag", "end", "other"),
    [
        (fixed(1, 0, None, custody=periods([["2020-01-10", "2020-01-19"], ["2020-08-01", None]])), "OQ-4", "2021-07-22", "2021-07-21"),
        (fixed(3, 0, "2021-03-25", designated_residence=periods([["2021-01-05", "2021-03-24"]])), "OQ-3", "2024-02-13", "2024-02-14"),
        (fixed(1, 6, "2023-02-28", judgment_date=d("2023-05-01")), "OQ-1", "2024-08-27", "2024-08-30"),
    ],
)
def test_both_ends_are_shown_when_the_law_leaves_it_open(facts_given: SentenceFacts, flag: str, end: str, other: str) -> None:
    found = term_end(facts_given)
    printed = term_end(replace(facts_given, printed_end=d(other)))

    assert (found.end, found.flags) == (d(end), (flag,))
    assert [(shown.what, shown.computed) for shown in found.differences] == [("original variants", d(other))]
    assert flag in printed.differences[0].zh
    assert printed.governing_end == d(other)


def test_a_floor_takes_the_later_of_two_readings() -> None:
    """OQ-1: half of 3 years is 1 year 6 months."""
    assert term_end(fixed(3, 0, "2023-02-28")).floor_end == d("2024-08-30")
    assert term_end(fixed(5, 0, "2016-02-29")).floor_end == d("2018-08-30")


def test_the_finding_stores_as_json_with_rules_and_tree() -> None:
    found = json.loads(json.dumps(term_end(facts(EXAMPLES[1]["given"])).as_json()))

    assert found["end"] == "2015-10-19"
    assert found["remaining_term"] == {"years": 6, "months": 3, "days": 0}
    assert {used["id"] for used in found["rules"]} >= {"R-CAL-1", "R-D-1", "R-D-8", "R-F-1"}
    assert found["trace"]["children"][0]["children"][0]["children"][0]["rule"] == "R-CAL-1"
    assert all(used["id"] in RULES for used in found["rules"])


def test_days_of_a_reduction_borrow_from_a_month_only_for_showing() -> None:
    found = term_end(fixed(3, 0, "2020-01-31", changes=(commuted(None, 5, 15),)))

    assert found.remaining_term == Term(2, 6, 15)


def test_a_change_of_life_may_follow_a_reprieve_whose_middle_step_is_left_out() -> None:
    to_fixed = change({"kind": "life_to_fixed", "date": "2011-02-21", "to": [19, 0, 0]})
    found = term_end(SentenceFacts(kind=SentenceKind.DEATH_REPRIEVE, reprieve_served=d("2005-01-01"), changes=(to_fixed,)))

    assert found.end == d("2030-02-20")
