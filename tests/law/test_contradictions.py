from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import commuted, d, fixed
from zhiheng.law.calendar import Term
from zhiheng.law.contradictions import bad_length, contradictions
from zhiheng.law.facts import Change, Exclusion, Period, SentenceFacts
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.sentence import term_end


def of(years: int = 5, **more: Any) -> list[str]:
    return [refusal.code for refusal in contradictions(fixed(years, **more))]


def test_good_facts_have_none() -> None:
    assert of(changes=(commuted("2017-01-01", 6),), judgment_date=d("2016-01-01"), final_date=d("2016-01-12")) == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"years": -1}, "negative_term"),
        ({"years": 0}, "empty_term"),
        ({"years": 51}, "huge_term"),
        ({"printed_end": d("2015-06-09")}, "dates_out_of_order"),
        ({"judgment_date": d("2016-02-01"), "final_date": d("2016-01-12")}, "dates_out_of_order"),
        ({"judgment_date": d("2016-02-01"), "delivery_date": d("2016-01-12")}, "dates_out_of_order"),
        ({"judgment_date": d("2018-02-01"), "changes": (commuted("2017-01-01", 6),)}, "ruling_before_judgment"),
        ({"changes": (commuted("2017-01-01", 6, printed_end="2015-01-01"),)}, "end_before_start"),
        ({"changes": (commuted("2017-01-01", 6), commuted("2016-01-01", 6))}, "history_out_of_order"),
        ({"changes": (commuted("2017-01-01", -6),)}, "negative_term"),
        ({"changes": (commuted("2017-01-01", 60),)}, "reduction_past_start"),
        ({"changes": (commuted("2017-01-01", 30), commuted("2018-01-01", 30))}, "reduction_past_start"),
        ({"changes": (Change(ChangeKind.COMMUTATION, d("2017-01-01"), served=d("2016-12-31")),)}, "served_before_ruling"),
        ({"changes": (Change(ChangeKind.LIFE_TO_FIXED, d("2017-01-01")),)}, "change_does_not_fit"),
        ({"custody": (Period(d("2015-06-10"), d("2015-06-09")),)}, "end_before_start"),
        ({"custody": (Period(d("2015-01-10"), d("2015-02-10")), Period(d("2015-02-10")))}, "overlapping_periods"),
        ({"custody": (Period(d("2015-01-10")), Period(d("2015-02-10")))}, "overlapping_periods"),
        ({"excluded": (Exclusion(-1),)}, "negative_days"),
    ],
)
def test_each_contradiction_is_invalid(more: dict[str, Any], code: str) -> None:
    assert of(**more) == [code]
    assert term_end(fixed(**{"years": 5, **more})).trace is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"years": 26}, "outside_statutory_range"),
        ({"changes": (commuted("2017-01-01", 31),)}, "more_than_half_removed"),
        ({"supervisory_detention": (Period(d("2017-01-10"), d("2017-02-10")),)}, "before_commencement"),
        ({"designated_residence": (Period(d("2012-12-31"), d("2013-01-10")),)}, "before_commencement"),
    ],
)
def test_what_is_only_unusual_is_computed_with_a_warning(more: dict[str, Any], code: str) -> None:
    assert of(**more) == [code]
    assert term_end(fixed(**{"years": 5, **more})).end is not None


JUDGED = {"judgment_date": d("2016-02-01")}
DAY_LONG = Period(d("2019-06-10"), d("2019-06-10"))


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"years": -1}, ("original",)),
        ({"years": 0}, ("original",)),
        ({"years": 26}, ("original",)),
        ({"printed_end": d("2015-06-09")}, ("original.start", "original.end")),
        (JUDGED | {"final_date": d("2016-01-31")}, ("original.judgment_date", "original.final_date")),
        (JUDGED | {"delivery_date": d("2016-01-31")}, ("original.judgment_date", "original.delivery_date")),
        (JUDGED | {"reprieve_served": d("2016-01-31")}, ("original.judgment_date", "original.reprieve_served_date")),
        (JUDGED | {"changes": (commuted("2016-01-31", 1),)}, ("history[0].date", "original.judgment_date")),
        ({"changes": (commuted("2017-01-01", 6, printed_end="2015-06-09"),)}, ("history[0].end_after", "original.start")),
        ({"custody": (Period(d("2015-06-10"), d("2015-06-09")),)}, ("custody[0]",)),
        ({"supervisory_detention": (DAY_LONG, Period(d("2019-06-20"), d("2019-06-19")))}, ("supervisory_detention[1]",)),
        ({"designated_residence": (Period(d("2015-06-10"), d("2015-06-09")),)}, ("designated_residence[0]",)),
        ({"custody": (Period(d("2019-06-10")),), "supervisory_detention": (DAY_LONG,)}, ("custody", "supervisory_detention")),
        ({"excluded": (Exclusion(-1),)}, ("excluded_days",)),
        ({"changes": (commuted("2017-01-01", -6),)}, ("history[0].amount",)),
        ({"changes": (commuted("2017-01-01", 1), commuted("2017-01-01", 1))}, ("history",)),
        ({"supervisory_detention": (Period(d("2018-03-19"), d("2018-03-21")),)}, ("supervisory_detention",)),
        ({"designated_residence": (Period(d("2012-12-31"), d("2013-01-10")),)}, ("designated_residence",)),
    ],
)
def test_each_names_its_fields(more: dict[str, Any], fields: tuple[str, ...]) -> None:
    assert [refusal.fields for refusal in contradictions(fixed(**{"years": 5, **more}))] == [fields]


@pytest.mark.parametrize(
    "more",
    [
        JUDGED | {"final_date": d("2016-02-01"), "changes": (commuted("2016-02-01", 1, printed_end="2015-06-10"),)},
        {"custody": (DAY_LONG,), "excluded": (Exclusion(0),)},
        {"changes": (commuted("2016-01-01", 1), Change(ChangeKind.PAROLE, d("2017-01-01")))},
        {"supervisory_detention": (Period(d("2018-03-20"), d("2018-03-20")),), "designated_residence": (Period(d("2013-01-01"), d("2013-01-02")),)},
    ],
)
def test_one_day_can_hold_both_of_what_must_come_in_order(more: dict[str, Any]) -> None:
    assert of(**more) == []


def history(kind: SentenceKind, *changes: ChangeKind) -> list[tuple[str, tuple[str, ...]]]:
    made = tuple(Change(change, to=Term(20) if change.code.endswith("to_fixed") else None) for change in changes)
    return [(refusal.code, refusal.fields) for refusal in contradictions(SentenceFacts(kind=kind, term=None, changes=made))]


def test_what_a_sentence_became_decides_what_may_follow() -> None:
    reprieve, life, fixed_term = SentenceKind.DEATH_REPRIEVE, SentenceKind.LIFE, SentenceKind.FIXED
    again = [("change_does_not_fit", ("history[1].kind",))]

    assert history(reprieve, ChangeKind.REPRIEVE_TO_FIXED, ChangeKind.PAROLE) == []
    assert history(reprieve, ChangeKind.REPRIEVE_TO_FIXED, ChangeKind.LIFE_TO_FIXED) == again
    assert history(reprieve, ChangeKind.REPRIEVE_TO_LIFE, ChangeKind.LIFE_TO_FIXED) == []
    assert history(reprieve, ChangeKind.REPRIEVE_TO_LIFE, ChangeKind.REPRIEVE_TO_FIXED) == again
    assert history(life, ChangeKind.LIFE_TO_FIXED, ChangeKind.LIFE_TO_FIXED) == again
    assert history(fixed_term, ChangeKind.PAROLE) == []
    assert history(SentenceKind.CONTROL, ChangeKind.COMMUTATION) == []


@pytest.mark.parametrize("kind", [SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE])
def test_life_and_reprieve_have_neither_term_nor_end(kind: SentenceKind) -> None:
    found = contradictions(SentenceFacts(kind=kind, term=Term(3), printed_end=d("2020-01-01")))

    assert [(refusal.code, refusal.fields) for refusal in found] == [
        ("term_of_termless_sentence", ("original.kind", "original.years")),
        ("end_of_termless_sentence", ("original.end",)),
    ]


def test_a_fault_of_an_amount_or_of_a_new_term_is_named() -> None:
    changes = (Change(ChangeKind.LIFE_TO_FIXED, to=Term(51)), Change(ChangeKind.COMMUTATION, amount=Term(0, -1)))
    found = contradictions(SentenceFacts(kind=SentenceKind.LIFE, changes=changes))

    assert [refusal.fields for refusal in found] == [("history[0].to",), ("history[1].amount",)]


@pytest.mark.parametrize("turn", [ChangeKind.LIFE_TO_FIXED, ChangeKind.REPRIEVE_TO_FIXED])
def test_the_sum_is_of_the_term_that_a_ruling_gave(turn: ChangeKind) -> None:
    kind = SentenceKind.LIFE if turn == ChangeKind.LIFE_TO_FIXED else SentenceKind.DEATH_REPRIEVE
    whole = (Change(turn, to=Term(20)), Change(ChangeKind.COMMUTATION, amount=Term(20)))

    assert [refusal.code for refusal in contradictions(SentenceFacts(kind=kind, changes=whole))] == ["reduction_past_start"]


def test_control_cannot_be_paroled() -> None:
    control = SentenceFacts(kind=SentenceKind.CONTROL, term=Term(1, 0, 0), changes=(Change(ChangeKind.PAROLE),))

    assert [refusal.code for refusal in contradictions(control)] == ["change_does_not_fit"]


def test_life_cannot_have_come_from_a_reprieve_it_never_was() -> None:
    life = SentenceFacts(kind=SentenceKind.LIFE, changes=(Change(ChangeKind.REPRIEVE_TO_LIFE),))

    assert [refusal.code for refusal in contradictions(life)] == ["change_does_not_fit"]


def test_a_new_term_begins_a_new_sum() -> None:
    life = SentenceFacts(
        kind=SentenceKind.LIFE, changes=(Change(ChangeKind.LIFE_TO_FIXED, d("2011-01-01"), to=Term(19, 0, 0)), commuted("2013-01-01", 120))
    )

    assert contradictions(life) == ()


@pytest.mark.parametrize(("length", "told"), [(Term(50, 0, 0), []), (Term(50, 0, 1), ["huge_term"])])
def test_fifty_years_are_read_and_a_day_more_is_not(length: Term, told: list[str]) -> None:
    assert [refusal.code for refusal in bad_length(length, "original")] == told
