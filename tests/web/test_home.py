"""The first screen: what a post owes, gathered by kind of work, and how its place stands."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from zhiheng.domains.custody.daily import actions
from zhiheng.domains.custody.whereabouts.policy import COUNT
from zhiheng.engines.trail.acts import INSTALLATION


def text(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def roll_call_at(cast: Cast, hour: dt.time) -> None:
    """A roll call in every ward of the first prison, owed there by its duty commander."""
    cast.grant(cast.duty_commander, COUNT, "b.p1")
    actions.set_timetable_line(cast.place("b.p1"), item="roll-call", hour=hour, since=timezone.localdate(), acting=INSTALLATION, reason="作息")


def test_work_of_several_wards_is_one_line_with_its_count(cast: Cast) -> None:
    roll_call_at(cast, dt.time(23, 59))

    page = text(cast.client_for(cast.duty_commander))

    assert "今日待办" in page
    assert page.count("23:59") == 1


def test_work_past_its_hour_is_called_late(cast: Cast) -> None:
    roll_call_at(cast, dt.time(0, 0))

    assert "超期" in text(cast.client_for(cast.duty_commander))


def test_the_place_s_roll_leads_to_the_roll(cast: Cast) -> None:
    assert 'href="/roll/b.p1"' in text(cast.client_for(cast.duty_commander))


def test_whoever_counts_nobody_owes_no_roll_call(cast: Cast) -> None:
    roll_call_at(cast, dt.time(23, 59))

    assert "23:59" not in text(cast.client_for(cast.clerk))
