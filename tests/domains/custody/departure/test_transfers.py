"""From one prison to another, signed by both sides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.reception.papers import by, meddle
from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.departure import actions
from zhiheng.domains.custody.departure.actions.transfers import AboveBoth, AtDestination, Journey, Listed, common
from zhiheng.domains.custody.departure.errors import (
    OwnTransfer,
    TransferMoved,
    TransferOpen,
)
from zhiheng.domains.custody.departure.events import Event, Transferred
from zhiheng.domains.custody.departure.models import Transfer
from zhiheng.domains.custody.whereabouts.errors import NeedsEscort
from zhiheng.domains.custody.whereabouts.queries.out import out_now
from zhiheng.engines.trail.refusals import Invalid, OutsideScope

DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


class TestTransfer:
    def _proposed(self, cast: Cast) -> Transfer:
        return actions.propose_transfer(cast.episode("zhang"), to=cast.place("b.p2"), planned_on=today(), grounds="调整布局", **by(cast))

    def _handed(self, cast: Cast, **changes: Any) -> Transfer:
        cast.grant(cast.bureau_duty, "transfer.approve", "b")
        proposed = actions.approve_transfer(AboveBoth(self._proposed(cast)), document="江监调〔2026〕5号", **by(cast, "bureau_duty"))
        journey = Journey(["310-0427", "310-0101"], timezone.now() + dt.timedelta(hours=6))
        given = {"papers": [Listed("档案正卷", 120), Listed("手表", 0)], "journey": journey} | changes
        return actions.hand_over_transfer(proposed, **given, **by(cast))

    def test_a_person_goes_with_papers_and_is_received(self, cast: Cast, heard: list[Event]) -> None:
        handed = self._handed(cast)
        assert out_now([handed.episode_id])[handed.episode_id].purpose == "transfer"
        received = actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1.c1.b2"), **by(cast, "other_clerk"))

        episode = Episode.objects.get(pk=handed.episode_id)
        assert (episode.prison.path, episode.place.path, out_now([episode.pk])) == ("b.p2", "b.p2.w1.c1.b2", {})
        assert (received.handed_by, received.taken_by) == (cast.clerk, cast.other_clerk)
        assert heard[-1] == Transferred(episode.pk, episode.person_id, "b.p1", "b.p2", heard[-1].at)  # type: ignore[union-attr]

    def test_it_is_taken_back_before_reception(self, cast: Cast) -> None:
        handed = self._handed(cast)
        actions.withdraw_transfer(handed, **by(cast))

        episode = Episode.objects.get(pk=handed.episode_id)
        assert (episode.prison.path, out_now([episode.pk])) == ("b.p1", {})
        with pytest.raises(TransferMoved):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1"), **by(cast, "other_clerk"))

    def test_only_from_above_both_is_it_approved(self, cast: Cast) -> None:
        proposed = self._proposed(cast)
        cast.grant(cast.warden, "transfer.approve", "b.p1")
        with pytest.raises(OutsideScope):
            actions.approve_transfer(AboveBoth(proposed), document="5号", **by(cast, "warden"))

    def test_nobody_approves_their_own(self, cast: Cast) -> None:
        proposed = self._proposed(cast)
        cast.grant(cast.clerk, "transfer.approve", "b")
        with pytest.raises(OwnTransfer):
            actions.approve_transfer(AboveBoth(proposed), document="5号", **by(cast))

    def test_who_handed_over_does_not_receive(self, cast: Cast) -> None:
        handed = self._handed(cast)
        cast.grant(cast.clerk, "transfer.receive", "b.p2")
        with pytest.raises(OwnTransfer):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1"), **by(cast))

    def test_the_receiving_prison_receives(self, cast: Cast) -> None:
        handed = self._handed(cast)
        with pytest.raises(OutsideScope):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1"), **by(cast, "warden"))
        with pytest.raises(Invalid):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p1.w2"), **by(cast, "other_clerk"))

    def test_two_escorts_and_a_list(self, cast: Cast) -> None:
        with pytest.raises(NeedsEscort):
            self._handed(cast, journey=Journey(["310-0427"], timezone.now() + DAY))
        with pytest.raises(Invalid):
            actions.hand_over_transfer(Transfer.objects.get(), papers=[], journey=Journey([], timezone.now() + DAY), **by(cast))

    def test_one_at_a_time_and_elsewhere(self, cast: Cast) -> None:
        self._proposed(cast)
        with pytest.raises(TransferOpen):
            self._proposed(cast)
        with pytest.raises(Invalid):
            actions.propose_transfer(cast.episode("li"), to=cast.place("b.p1"), planned_on=today(), grounds="x", **by(cast))

    def test_a_declined_one_stays_declined(self, cast: Cast) -> None:
        proposed = self._proposed(cast)
        cast.grant(cast.bureau_duty, "transfer.approve", "b")
        declined = actions.decline_transfer(AboveBoth(proposed), words="床位不足", **by(cast, "bureau_duty"))

        assert (declined.state, declined.decision_words) == ("declined", "床位不足")
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle(cast, declined, {"state": "approved"})

    def test_the_nearest_place_above_both(self) -> None:
        assert (common("b.p1", "b.p2"), common("b.p1.w1", "b.p1.w2"), common("a", "b")) == ("b", "b.p1", "")
