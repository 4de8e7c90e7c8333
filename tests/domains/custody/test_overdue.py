"""Who is not back in time is written down with an owner and a clock; a count that does not reconcile waits for command."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody import records
from tests.domains.custody.outings import WARD, bring_back, call, soon, take_out
from tests.domains.custody.papers import ago
from zhiheng.base.duties import SOURCES
from zhiheng.base.people.actions import end_episode
from zhiheng.domains.custody.whereabouts.actions import acknowledge_count, extend_movement, record_overdue, return_people, settle_discrepancy
from zhiheng.domains.custody.whereabouts.errors import CountAcknowledged, OwnCount, StillOverdue
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Party, RollCall
from zhiheng.domains.custody.whereabouts.queries.live import live_roll
from zhiheng.domains.custody.whereabouts.queries.rolls import unacknowledged
from zhiheng.domains.custody.whereabouts.watch import look_once
from zhiheng.engines.trail.acts import INSTALLATION, act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope


def look(cast: Cast, at: dt.datetime | None = None) -> int:
    """One look of the watch at the bureau."""
    return record_overdue(cast.place("b"), at=at or timezone.now(), acting=INSTALLATION, reason="逾时")


def late(cast: Cast, *who: str) -> Party:
    return take_out(cast, *(who or ("zhang",)), purpose="hospital", at=ago(90), expected_back=ago(5))


# --- not back in time -----------------------------------------------------------------------------------------------------------


def test_whoever_is_late_gets_an_owner_and_a_clock_once(cast: Cast) -> None:
    party = late(cast)

    assert (look(cast), look(cast)) == (1, 0)
    found = Discrepancy.objects.get()
    assert (found.kind, found.party, found.episode, found.owner) == ("overdue", party, cast.episode("zhang"), cast.ward_officer)
    assert found.due_at - found.found_at == dt.timedelta(minutes=15)
    assert not live_roll(cast.place(WARD), timezone.now()).reconciled


def test_nobody_is_late_before_the_time(cast: Cast) -> None:
    take_out(cast, "zhang")

    assert look(cast) == 0
    assert look(cast, soon(61)) == 1


def test_who_is_missing_already_gets_no_second_clock(cast: Cast) -> None:
    records.discrepancy(cast, "b.p1")  # 张伟 was not found at a roll call
    late(cast, "li")

    assert look(cast) == 1
    assert set(Discrepancy.objects.values_list("episode", "kind")) == {
        (cast.episode("zhang").pk, "missing"), (cast.episode("li").pk, "overdue"),
    }  # fmt: skip


def test_words_bring_nobody_back(cast: Cast) -> None:
    party = late(cast)
    look(cast)
    found = Discrepancy.objects.get()
    with pytest.raises(StillOverdue):
        settle_discrepancy(found, how="explained", words="堵车", acting=cast.acting(cast.ward_head), reason="x")

    bring_back(cast, party)
    found.refresh_from_db()
    assert (found.how, found.settled_by) == ("corrected", cast.ward_officer)


def test_a_later_time_settles_it_with_its_reason_until_that_passes_too(cast: Cast) -> None:
    party = late(cast)
    look(cast)
    extend_movement(party, expected_back=soon(30), acting=cast.acting(cast.ward_officer), reason="候诊人多")

    found = Discrepancy.objects.get()
    assert (found.how, found.words) == ("explained", "候诊人多")
    assert look(cast) == 0
    assert look(cast, soon(31)) == 1


def test_released_from_there_settles_it(cast: Cast) -> None:
    party = late(cast)
    look(cast)
    return_people(party, ending="released", acting=cast.acting(cast.ward_officer), reason="法院当庭释放")
    end_episode(cast.episode("zhang"), on=timezone.localdate(), at=timezone.now(), acting=cast.acting(cast.clerk), reason="x")

    assert Discrepancy.objects.get().settled_at is not None


def test_a_roll_call_that_knows_they_are_out_settles_nothing(cast: Cast) -> None:
    late(cast)
    look(cast)

    assert call(cast).reconciles
    assert Discrepancy.objects.get().settled_at is None


def test_the_watch_opens_no_act_for_nothing(cast: Cast) -> None:
    assert look_once() == 0  # and is not refused for want of a post


def test_the_database_asks_where_it_comes_from(cast: Cast) -> None:
    @act("whereabouts.watch", subject="place")
    def forge(place: object, *, acting: object, reason: str) -> None:
        Discrepancy.objects.create(
            place=cast.place(WARD), kind="overdue", episode=cast.episode("zhang"), found_at=soon(0), due_at=soon(1), owner=cast.ward_officer
        )

    with pytest.raises(IntegrityError, match="discrepancy_found_by_one"), transaction.atomic():
        forge(cast.place(WARD), acting=INSTALLATION, reason="x")


# --- acknowledged by command ----------------------------------------------------------------------------------------------------


def acknowledge(cast: Cast, roll: RollCall, words: str = "已派员复点") -> RollCall:
    return acknowledge_count(roll, words=words, acting=cast.acting(cast.duty_commander), reason="x")


def test_a_count_waits_until_command_says_it_knows(cast: Cast) -> None:
    roll = records.roll(cast, "b.p1")
    owed = list(SOURCES["count"].owed(["b.p1"], timezone.now()))

    assert unacknowledged(["b.p1"]) == [roll]
    assert [due.key for due in owed] == [str(roll.pk)]
    assert unacknowledged(["b.p2"]) == []

    acknowledge(cast, roll)
    assert unacknowledged(["b.p1"]) == []
    assert Discrepancy.objects.get().settled_at is None  # known is not settled


def test_nobody_acknowledges_their_own_count(cast: Cast) -> None:
    roll = records.roll(cast, "b.p1")  # taken by the bureau's duty officer
    cast.grant(cast.bureau_duty, "whereabouts.acknowledge", "b")
    with pytest.raises(OwnCount):
        acknowledge_count(roll, words="x", acting=cast.acting(cast.bureau_duty), reason="x")


def test_once_and_in_words(cast: Cast) -> None:
    roll = records.roll(cast, "b.p1")
    with pytest.raises(Invalid):
        acknowledge(cast, roll, " ")
    acknowledge(cast, roll)
    with pytest.raises(CountAcknowledged):
        acknowledge(cast, roll)


def test_a_count_that_reconciles_needs_no_word(cast: Cast) -> None:
    with pytest.raises(CountAcknowledged):
        acknowledge(cast, call(cast))


def test_not_of_another_prison(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        acknowledge(cast, records.roll(cast, "b.p2"))
