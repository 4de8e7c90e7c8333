"""What was booked for a day on which the person is elsewhere, or released, is asked about; nothing is called off by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.departure.papers import checked
from tests.domains.custody.reception.papers import by, sentenced
from zhiheng.base.bookings import actions, duties, limits
from zhiheng.base.bookings.actions import Wanted
from zhiheng.base.bookings.limits import Limit
from zhiheng.base.bookings.models import Booking
from zhiheng.base.bookings.queries import bookings
from zhiheng.base.bookings.questions import questions
from zhiheng.base.people.errors import NotInCustody
from zhiheng.domains.custody.departure import actions as departure
from zhiheng.domains.custody.departure.actions.transfers import AboveBoth, AtDestination, Journey, Listed
from zhiheng.domains.custody.whereabouts.actions import Going, begin_movement
from zhiheng.domains.custody.whereabouts.actions.movements import return_people
from zhiheng.domains.custody.whereabouts.models import Party

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_source", [lambda episode, kind: Limit(None, None, None, "")])


def booked(cast: Cast, days: int, at: dt.time = dt.time(9, 30)) -> Booking:
    wanted = Wanted("visit", timezone.localdate() + days * DAY, 30, "母亲", at)
    return actions.book(cast.episode("zhang"), wanted=wanted, **by(cast, "ward_officer"))


def to_hospital(cast: Cast, days: int, purpose: str = "hospital") -> Party:
    going = Going(purpose, timezone.now() + days * DAY, ["310-0427", "310-0101"], words="江城医院")
    return begin_movement(cast.place("b.p1.w1"), people=[cast.episode("zhang").pk], going=going, **by(cast, "ward_officer"))


def asked(cast: Cast, path: str = "b.p1") -> list[int]:
    return list(questions(bookings([path])))


def test_a_hospital_stay_asks_about_what_falls_into_it_and_cancels_nothing(cast: Cast) -> None:
    within, after = booked(cast, 2), booked(cast, 20)
    assert asked(cast) == []
    to_hospital(cast, 5)

    assert asked(cast) == [within.pk]
    assert "江城医院" in str(questions(bookings(["b.p1"]))[within.pk].why)
    assert {one.state for one in Booking.objects.filter(pk__in=(within.pk, after.pk))} == {"booked"}


def test_it_is_named_to_the_desk_and_an_answer_settles_it(cast: Cast) -> None:
    one = booked(cast, 2)
    to_hospital(cast, 5)
    due = list(duties._asked(["b.p1.w1"], timezone.now()))
    assert [(each.about.split(":")[0], each.key) for each in due] == [("张伟", str(cast.zhang.pk))]
    assert due[0].by is not None
    assert due[0].by <= timezone.now() + 2 * DAY
    actions.keep_booking(one, words="医院同意会见，已告知亲属", **by(cast, "ward_head"))

    assert asked(cast) == []
    assert list(duties._asked(["b.p1.w1"], timezone.now())) == []


def test_what_was_kept_is_asked_about_again_when_something_else_happens(cast: Cast) -> None:
    booked(cast, 4)
    first = to_hospital(cast, 5)
    actions.keep_booking(Booking.objects.get(), words="届时应已返回", **by(cast, "ward_head"))
    return_people(first, **by(cast, "ward_officer"))
    to_hospital(cast, 6)

    assert asked(cast) == [Booking.objects.get().pk]


def test_who_comes_back_in_time_is_not_asked_about(cast: Cast) -> None:
    booked(cast, 2)
    party = to_hospital(cast, 5)
    return_people(party, **by(cast, "ward_officer"))

    assert asked(cast) == []


def test_the_workshop_is_not_elsewhere(cast: Cast) -> None:
    booked(cast, 0, dt.time(23, 59))
    to_hospital(cast, 1, "work")

    assert asked(cast) == []


def test_a_transfer_asks_in_the_prison_that_received(cast: Cast) -> None:
    one = booked(cast, 9)
    cast.grant(cast.bureau_duty, "transfer.approve", "b")
    given = {"to": cast.place("b.p2"), "planned_on": timezone.localdate(), "grounds": "调整布局"}
    transfer = departure.propose_transfer(cast.episode("zhang"), **given, **by(cast))
    transfer = departure.approve_transfer(AboveBoth(transfer), document="5号", **by(cast, "bureau_duty"))
    journey = Journey(["310-0427", "310-0101"], timezone.now() + dt.timedelta(hours=6))
    transfer = departure.hand_over_transfer(transfer, papers=[Listed("档案", 1)], journey=journey, **by(cast))
    assert asked(cast) == []  # back on paper tonight, or received elsewhere: then it is asked about
    departure.receive_transfer(AtDestination(transfer), place=cast.place("b.p2.w1.c1.b2"), **by(cast, "other_clerk"))

    assert (asked(cast), asked(cast, "b.p2")) == ([], [one.pk])
    cast.grant(cast.other_clerk, "bookings.make", "b.p2")
    moved = actions.move_booking(Booking.objects.get(pk=one.pk), on=one.on + DAY, at=one.at, words="改在北桥监狱", **by(cast, "other_clerk"))
    assert asked(cast, "b.p2") == []
    assert moved.stands


def test_after_a_release_it_is_called_off_by_somebody(cast: Cast) -> None:
    one, episode = booked(cast, 9), cast.episode("zhang")
    sentenced(episode, timezone.localdate())
    checked(cast, episode)
    departure.release_person(episode, leaving=departure.Leaving(), **by(cast))
    one.refresh_from_db()
    cast.grant(cast.clerk, "bookings.make", "b.p1")
    cast.grant(cast.clerk, "bookings.keep", "b.p1")

    assert (asked(cast), asked(cast, "b.p1.w1")) == ([one.pk], [])  # the ward has lost sight; the prison keeps the file
    with pytest.raises(NotInCustody):
        actions.keep_booking(one, words="x", **by(cast))
    with pytest.raises(NotInCustody):
        actions.move_booking(one, on=one.on, at=one.at, words="x", **by(cast))
    actions.call_off_booking(one, words="已出监，已告知亲属", **by(cast))
    assert asked(cast) == []
