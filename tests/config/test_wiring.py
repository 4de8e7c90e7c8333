"""Who leaves a prison takes along what is open, and leaves no clock running behind."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.points import ward as points
from tests.domains.custody.departure.papers import checked
from tests.domains.custody.reception.papers import by, sentenced
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points.queries.months import state_of
from zhiheng.domains.conduct.seclusion import actions as seclusion
from zhiheng.domains.conduct.seclusion.models import ClockAlarm, Seclusion
from zhiheng.domains.custody.departure import actions
from zhiheng.domains.custody.departure.actions import Leaving
from zhiheng.domains.custody.departure.actions.transfers import AboveBoth, AtDestination, Journey, Listed
from zhiheng.engines.trail.acts import INSTALLATION


def transferred(cast: Cast) -> None:
    cast.grant(cast.bureau_duty, "transfer.approve", "b")
    one = actions.propose_transfer(cast.episode("zhang"), to=cast.place("b.p2"), planned_on=timezone.localdate(), grounds="x", **by(cast))
    one = actions.approve_transfer(AboveBoth(one), document="5号", **by(cast, "bureau_duty"))
    journey = Journey(["310-0427", "310-0101"], timezone.now() + dt.timedelta(hours=3))
    one = actions.hand_over_transfer(one, papers=[Listed("档案", 1)], journey=journey, **by(cast))
    actions.receive_transfer(AtDestination(one), place=cast.place("b.p2.w1.c1.b2"), **by(cast, "other_clerk"))


def alone(cast: Cast) -> Seclusion:
    files.staff(cast)
    return files.confined(cast, days=3)


class TestTransfer:
    def test_points_and_open_objections_go_along(self, cast: Cast) -> None:
        """V11: balance and open cycle continue, and the receiving ward answers."""
        points.ship(cast)
        entry = points.posted(cast, "D104", 4_00)
        points.close(cast, points.OCTOBER)
        before = state_of(cast.episode("zhang"))
        objection = say(cast, f"points-entry:{entry.pk}")
        transferred(cast)

        objection.refresh_from_db()
        assert objection.place == cast.place("b.p2.w1")
        assert (state_of(Episode.objects.get(pk=entry.episode_id)), before.balance) == (before, 96_00)

    def test_nobody_stays_alone_on_paper(self, cast: Cast) -> None:
        held = alone(cast)
        transferred(cast)

        held.refresh_from_db()
        assert (held.ended_by, held.until) == (cast.other_clerk, timezone.localdate())


class TestRelease:
    def test_what_was_open_ends_with_custody(self, cast: Cast) -> None:
        held = alone(cast)
        episode = cast.episode("zhang")
        sentenced(episode, timezone.localdate())
        checked(cast, episode)
        late = dt.datetime.combine(timezone.localdate(), dt.time(23, 30), timezone.get_current_timezone())
        seclusion.raise_alarms(cast.place("b"), at=late, acting=INSTALLATION, reason="test")
        assert ClockAlarm.objects.filter(episode=episode, settled_at__isnull=True).exists()
        actions.release_person(episode, leaving=Leaving(), **by(cast))

        held.refresh_from_db()
        assert held.ended_by == cast.clerk
        assert not ClockAlarm.objects.filter(settled_at__isnull=True).exists()
