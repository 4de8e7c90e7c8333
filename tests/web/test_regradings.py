"""The page of a round shows what is decided anew, and takes it through its steps."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.domains.conduct.grading.test_regradings import clerk, corrected, entry
from tests.domains.conduct.points.ward import vote
from zhiheng.base.duties import SOURCES
from zhiheng.domains.conduct.grading.models import Regrading
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.engines.trail.acts import Official

assert clerk, entry
__all__ = ["clerk", "entry"]


@pytest.mark.django_db
def test_a_grade_is_decided_anew_from_the_round(cast: Cast, clerk: Official, entry: PointEntry) -> None:
    found = corrected(cast, clerk, entry)
    client = cast.client_for(cast.clerk)
    where, step = f"/points/rounds/{found.cycle.round_id}", f"/points/regradings/{found.pk}"
    shown = client.get(where).content.decode()
    assert "更正后重新评定" in shown
    assert "合格 · 物质奖励" in shown
    assert [due.key for due in SOURCES["points-regrading"].owed(["b.p1"], timezone.now())] == [str(found.cycle.round_id)]

    assert "取消奖励" not in client.get(f"{step}/open").content.decode()  # the cycle would have closed without the three points
    assert client.post(f"{step}/open", {"grade": "2", "reason": "重新评定"}).status_code == 302
    found.refresh_from_db()
    assert found.deliberation is not None
    vote(cast, found.deliberation)
    signed = {"reason": "重新评定", "minutes": "记录", "second": cast.reviewer.number, "second_password": PASSWORD, "second_code": cast.code()}
    assert client.post(f"{step}/close", signed).status_code == 302
    assert client.post(f"{step}/copy", {"reason": "抄送"}).status_code == 302

    found.refresh_from_db()
    assert (found.state, found.copied_on) == ("decided", timezone.localdate())
    assert "合格 · 表扬" in client.get(where).content.decode()


@pytest.mark.django_db
def test_of_another_prison_it_is_not_found(cast: Cast, clerk: Official, entry: PointEntry) -> None:
    corrected(cast, clerk, entry)
    cast.grant(cast.other_clerk, "points.grade", "b.p2")

    assert cast.client_for(cast.other_clerk).get(f"/points/regradings/{Regrading.objects.get().pk}/open").status_code == 404
    assert cast.client_for(cast.clerk).get(f"/points/regradings/{Regrading.objects.get().pk}/nothing").status_code == 404
