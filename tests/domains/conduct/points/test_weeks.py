"""The ward team's review of a week."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from tests.domains.conduct.points.ward import propose, ship
from zhiheng.domains.conduct.points.actions import weeks
from zhiheng.domains.conduct.points.models import WeekReview
from zhiheng.engines.trail.refusals import Invalid

pytestmark = pytest.mark.django_db


def test_a_week_is_reviewed_once_events_or_not(cast: Cast) -> None:
    ship(cast)
    clerk = cast.acting(cast.ward_head)
    entry = propose(cast, "D104", 3_00, dt.date(2026, 11, 3))
    made = weeks.open_week(cast.place("b.p1.w1"), week=dt.date(2026, 11, 5), acting=clerk, reason="周评议")
    entry.refresh_from_db()
    assert (made.week, entry.deliberation_id) == (dt.date(2026, 11, 2), made.deliberation_id)
    with pytest.raises(Invalid):
        weeks.open_week(cast.place("b.p1.w1"), week=dt.date(2026, 11, 8), acting=clerk, reason="周评议")
    assert weeks.open_week(cast.place("b.p1.w1"), week=dt.date(2026, 11, 9), acting=clerk, reason="周评议").deliberation.matters == []
    assert WeekReview.objects.count() == 2
