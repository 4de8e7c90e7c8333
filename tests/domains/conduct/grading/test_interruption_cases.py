"""What interrupts the appraisal goes before the prison group; only its agreement cancels anything."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.domains.conduct.points import ward as points
from zhiheng.domains.conduct.grading.actions import interruption_cases as cases
from zhiheng.domains.conduct.grading.actions.interruptions import InterruptionEntry
from zhiheng.domains.conduct.grading.errors import InterruptionOpen
from zhiheng.domains.conduct.grading.models import Interruption
from zhiheng.domains.conduct.points.actions.votes import recuse_in_prison_group
from zhiheng.domains.conduct.points.models import Adjustment
from zhiheng.domains.conduct.points.queries.months import state_of
from zhiheng.engines.procedure.errors import Recused
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.reckoning import Truth

Kind = Adjustment.Kind


@pytest.fixture
def house(cast: Cast) -> Cast:
    points.ship(cast)
    cast.grant(cast.clerk, "points.convene", "b.p1")
    cast.grant(cast.ward_head, "points.prison-group", "b.p1")
    points.close(cast, points.OCTOBER)
    return cast


def _put(cast: Cast, kind: Kind = Kind.NEW_CRIME, document: str = "（2026）某刑初9号", **more: Truth) -> Interruption:
    entry = InterruptionEntry(kind, points.dt.date(2026, 11, 2), document, **more)
    return cases.put_interruption(cast.episode("zhang"), entry=entry, acting=cast.acting(cast.clerk), reason="生效判决")


def _decide(cast: Cast, found: Interruption, choice: str = "yes") -> None:
    points.vote(cast, found.deliberation, choice)
    cases.close_interruption(found.deliberation, minutes="记录", acting=cast.acting(cast.clerk), reason="表决完毕")
    found.refresh_from_db()


def test_a_new_crime_cancels_what_was_earned_once_the_group_agrees(house: Cast) -> None:
    found = _put(house)
    assert state_of(house.episode("zhang")).balance == 100_00

    _decide(house, found)

    assert found.adjustment is not None
    assert found.adjustment.rule == "PT-I1"
    assert state_of(house.episode("zhang")).balance == 0


def test_without_agreement_everything_stays(house: Cast) -> None:
    found = _put(house)

    _decide(house, found, "no")

    assert (found.closed, found.adjustment) == (True, None)
    assert state_of(house.episode("zhang")).balance == 100_00


def test_whom_it_concerns_does_not_close_it(house: Cast) -> None:
    house.grant(house.clerk, "points.prison-group", "b.p1")
    found = _put(house)
    recuse_in_prison_group(found.deliberation, why="relation", acting=house.acting(house.clerk), reason="回避")

    with pytest.raises(Recused):
        _decide(house, found)
    assert Interruption.objects.get().closed is False


def test_an_own_confession_keeps_the_points(house: Cast) -> None:
    found = _put(house, Kind.CONVICTED, own_confession=Truth.YES)

    _decide(house, found)

    assert found.adjustment is not None
    assert found.adjustment.rewards_kept
    assert state_of(house.episode("zhang")).balance == 100_00


def test_one_at_a_time(house: Cast) -> None:
    _put(house)

    with pytest.raises(InterruptionOpen):
        _put(house, Kind.RECALLED)


@pytest.mark.parametrize(("kind", "document"), [(Kind.NEW_CRIME, " "), (Kind.CORRECTION, "决定1号")])
def test_what_interrupts_nothing_is_refused(house: Cast, kind: Kind, document: str) -> None:
    with pytest.raises(Invalid):
        _put(house, kind, document)
