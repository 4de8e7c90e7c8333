"""A prisoner's account: every figure is the sum of what is told of it, down to the entries."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.domains.conduct.points import ward as points
from zhiheng.domains.conduct.grading.actions import corrections
from zhiheng.domains.conduct.grading.queries.account import Movement, account_of
from zhiheng.domains.conduct.points.queries.months import balance_of
from zhiheng.law.reckoning import RULES
from zhiheng.law.scale import Part


@pytest.fixture
def house(cast: Cast) -> Cast:
    points.ship(cast)
    return cast


def _account(cast: Cast) -> list[Movement]:
    return account_of(cast.episode("zhang"))


def test_a_month_is_told_down_to_its_entries_and_rules(house: Cast) -> None:
    added, taken = points.posted(house, "A101", 2_00), points.posted(house, "D301", 1_50)
    points.close(house, points.OCTOBER)

    (month,) = _account(house)

    told = {(piece.kind, piece.part): piece for piece in month.pieces}
    assert told["add", Part.SUPERVISION].entries == (added,)
    assert told["off", Part.LABOUR].entries == (taken,)
    assert told["off", Part.LABOUR].amount == -1_50
    assert sum(piece.amount for piece in month.pieces) == month.amount == month.balance
    assert {rule for piece in month.pieces for rule in piece.rules} <= set(RULES)


def test_what_a_cap_keeps_out_is_said(house: Cast) -> None:
    for _turn in range(5):
        points.posted(house, "A101", 3_00)
        points.posted(house, "A103", 3_00)
    points.close(house, points.OCTOBER)

    piece = next(piece for piece in _account(house)[0].pieces if piece.kind == "add")

    assert (piece.amount, piece.lost) == (17_50, 12_50)


def test_a_correction_after_the_total_is_a_line_of_its_own(house: Cast) -> None:
    entry = points.posted(house, "D108", 4_00)
    points.close(house, points.OCTOBER)
    carried = points.decide(house, points.propose(house, "A101", 1_00, on=points.dt.date(2026, 11, 2)))
    acting, second = house.acting(house.ward_head), house.acting(house.ward_officer)
    corrections.correct(entry, value=0, deliberation=carried, second=second, acting=acting, reason="证据不足")

    month, mended = _account(house)

    assert mended.adjustment is not None
    assert mended.amount == 4_00
    assert mended.balance == balance_of([entry.episode_id])[entry.episode_id]
    assert month.amount == sum(piece.amount for piece in month.pieces)


def test_a_month_that_is_not_appraised_is_there_and_gives_nothing(house: Cast) -> None:
    from zhiheng.domains.conduct.points.actions import circumstances

    made = circumstances.CircumstanceEntry(circumstances.Kind.OUTSIDE, points.SEPTEMBER, "暂予监外执行决定1号")
    circumstances.record_circumstance(house.episode("zhang"), entry=made, acting=house.acting(house.ward_officer), reason="离监")
    points.close(house, points.OCTOBER)

    (month,) = _account(house)

    assert (month.kind, month.amount, month.pieces) == ("month", 0, ())
