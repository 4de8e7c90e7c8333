"""The cast itself: the founding works, and each officer's browser is signed in."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from zhiheng.base.people.models import Person
from zhiheng.base.powers.policy import reach_of


def test_it_works(cast: Cast) -> None:
    assert cast.zhang.trail_subject().place == "b.p1.w1.c1.b1"
    assert cast.ward_officer.holdings.count() == 1
    assert cast.client_for(cast.clerk).get("/healthz").status_code == 200


def test_a_grant_reaches_its_place(cast: Cast) -> None:
    cast.grant(cast.idle, "powers.view", "b.p2")
    assert reach_of(cast.acting(cast.idle)).over("powers.view") == ("b.p2",)
    cast.dismiss(cast.idle)
    assert not reach_of(cast.acting(cast.idle)).may("powers.view")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_it_is_wiped_after_a_committed_test(cast: Cast, time: int) -> None:
    assert Person.objects.count() == 5
