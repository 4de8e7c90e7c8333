"""The prisoner is told of a deduction on the spot, once, by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.points import ward as points
from zhiheng.domains.conduct.points.actions import entries
from zhiheng.domains.conduct.points.actions.spot_notices import serve_spot_notice
from zhiheng.domains.conduct.points.duties import spot_notices_owed
from zhiheng.domains.conduct.points.errors import NothingToServe
from zhiheng.domains.conduct.points.models import PointEntry, SpotNotice
from zhiheng.engines.trail.refusals import Invalid

Manner = SpotNotice.Manner


@pytest.fixture
def entry(cast: Cast) -> PointEntry:
    points.ship(cast)
    given = points.proposal("D101", 1_00, on=timezone.localdate())
    return entries.decide_on_the_spot(cast.episode("zhang"), entry=given, clear_facts=True, acting=cast.acting(cast.ward_officer), reason="当场")


def _serve(cast: Cast, entry: PointEntry, *, days: int = 0, manner: Manner = Manner.SIGNED, witness: str = "") -> SpotNotice:
    on = timezone.localdate() + dt.timedelta(days=days)
    return serve_spot_notice(entry, on=on, manner=manner, witness=witness, acting=cast.acting(cast.ward_officer), reason="送达")


def test_it_is_served_once_and_no_longer_owed(cast: Cast, entry: PointEntry) -> None:
    assert [due.key for due in spot_notices_owed(["b.p1.w1"], timezone.now())] == [str(entry.pk)]

    assert _serve(cast, entry).served_by == cast.ward_officer.ref

    assert list(spot_notices_owed(["b.p1.w1"], timezone.now())) == []
    with pytest.raises(NothingToServe):
        _serve(cast, entry)


def test_who_would_not_sign_has_a_witness(cast: Cast, entry: PointEntry) -> None:
    with pytest.raises(Invalid):
        _serve(cast, entry, manner=Manner.REFUSED)

    assert _serve(cast, entry, manner=Manner.REFUSED, witness="民警 钱某").witness == "民警 钱某"


@pytest.mark.parametrize("days", [-1, 1])
def test_not_before_the_decision_and_not_tomorrow(cast: Cast, entry: PointEntry, days: int) -> None:
    with pytest.raises(Invalid):
        _serve(cast, entry, days=days)


def test_what_a_body_decided_has_no_such_notice(cast: Cast) -> None:
    points.ship(cast)

    with pytest.raises(NothingToServe):
        _serve(cast, points.posted(cast, "D101", 1_00))
