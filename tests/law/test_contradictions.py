from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import commuted, d, fixed
from zhiheng.law.calendar import Term
from zhiheng.law.contradictions import contradictions
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
