"""What the card and the lists say of a sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS, eight_months, twelve_years
from zhiheng.base.people.models import Episode
from zhiheng.domains.sentence.actions import record_change, record_judgment, withdraw_change
from zhiheng.domains.sentence.entries import ChangeEntry
from zhiheng.domains.sentence.models import Judgment
from zhiheng.domains.sentence.queries import differences, ends_of, episode_of, sentence_card
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.calendar import Term

TODAY = dt.date(2026, 3, 5)


def test_card_is_the_arithmetic_of_the_mock(cast: Cast, judgment: Judgment, django_assert_num_queries: Any) -> None:
    """Twelve years less eight months: the figures are worked by hand in the design."""
    record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="裁定送达")
    with django_assert_num_queries(2):
        card = sentence_card(cast.episode("zhang").pk)
        assert card is not None
        assert (card.original, card.reduced, card.present_term) == (Term(12), Term(0, 8), Term(11, 4))

    assert (card.start, card.end, card.original_end) == (dt.date(2021, 9, 10), dt.date(2033, 1, 9), dt.date(2033, 9, 9))
    assert card.floor_end == dt.date(2027, 9, 9)
    assert card.remaining(TODAY) == Term(6, 10, 5)
    assert card.served(TODAY) == Term(4, 5, 23)


def test_life_that_became_a_fixed_term(cast: Cast) -> None:
    unprinted = {"term": None, "printed_start": None, "printed_end": None, "delivered_on": None}
    life = twelve_years(kind="life", final_on=dt.date(2010, 3, 1), judged_on=dt.date(2010, 1, 4), **unprinted)
    clerk = cast.acting(cast.clerk)
    judgment = record_judgment(cast.episode("zhang"), entry=life, acting=clerk, reason="收监登记")
    to_fixed = ChangeEntry(kind="life_to_fixed", document="甲", court="高院", ruled_on=dt.date(2012, 5, 2), term=Term(19))
    record_change(judgment, entry=to_fixed, acting=clerk, reason="裁定送达")
    less = ChangeEntry(kind="commutation", document="乙", court="中院", ruled_on=dt.date(2015, 6, 1), term=Term(1, 2))
    record_change(judgment, entry=less, acting=clerk, reason="裁定送达")
    card = sentence_card(cast.episode("zhang").pk)

    assert card is not None
    assert (card.kind_now, card.counted_from, card.reduced, card.present_term) == ("fixed", Term(19), Term(1, 2), Term(17, 10))
    assert (card.start, card.end) == (dt.date(2012, 5, 2), dt.date(2030, 3, 1))


def test_withdrawn_change_is_not_on_the_card(cast: Cast, judgment: Judgment) -> None:
    change = record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="裁定送达")
    withdraw_change(change, acting=cast.acting(cast.clerk), reason="误录")
    card = sentence_card(cast.episode("zhang").pk)

    assert card is not None
    assert card.commutations == ()
    assert card.end == dt.date(2033, 9, 9)


def test_nothing_left_after_the_end_and_nothing_served_before_the_start(judgment: Judgment) -> None:
    card = sentence_card(judgment.episode_id)

    assert card is not None
    assert card.remaining(dt.date(2033, 9, 9)) == Term(0, 0, 1)
    assert card.remaining(dt.date(2033, 9, 10)) is None
    assert card.served(dt.date(2021, 9, 10)) is None


def test_no_judgment_no_card(cast: Cast) -> None:
    assert sentence_card(cast.episode("li").pk) is None


def test_ends_of_many_in_one_query(cast: Cast, judgment: Judgment, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = ends_of([cast.episode("zhang").pk, cast.episode("li").pk])
    assert list(found) == [judgment.episode_id]
    assert found[judgment.episode_id].end == dt.date(2033, 9, 9)


def test_episode_of_nobody_or_of_another_person_is_not_found(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        episode_of(10**9)
    with pytest.raises(OutsideScope):
        episode_of(cast.zhang.pk, cast.episode("li").pk)


def test_differences_are_paged_within_the_area(cast: Cast) -> None:
    wrong = twelve_years(printed_end=dt.date(2033, 9, 10))
    for name, officer in (("zhang", cast.clerk), ("li", cast.clerk), ("ouyang", cast.clerk), ("chen", cast.other_clerk)):
        record_judgment(cast.episode(name), entry=wrong, acting=cast.acting(officer), reason="收监登记")
    first = differences(["b.p1"], size=2)
    last = first.rows[-1].judgment.episode
    rest = differences(["b.p1"], size=2, after=(last.sort_key, last.pk))

    names = [found.judgment.episode.person.name for found in (*first.rows, *rest.rows)]
    assert (names, first.more, rest.more) == (["李𬭎", "欧阳明", "张伟"], True, False)
    assert [f.judgment.episode.person.name for f in differences(["b.p1.w2"]).rows] == ["欧阳明"]
    assert differences([]).rows == []


def test_agreement_and_the_released_are_left_out_of_the_differences(cast: Cast, judgment: Judgment) -> None:
    released: Episode = cast.episode("sun")
    printed = {"printed_start": dt.date(2014, 6, 1), "printed_end": dt.date(2024, 6, 1)}
    entry = twelve_years(judged_on=dt.date(2015, 1, 5), final_on=None, delivered_on=None, term=Term(10), **printed)
    record_judgment(released, entry=entry, acting=cast.acting(cast.clerk), reason="补录")
    assert differences(["b"]).rows == []


def test_printed_twelve_years_agree(judgment: Judgment) -> None:
    assert TWELVE_YEARS.printed_end == judgment.determinations.get().computed_end
