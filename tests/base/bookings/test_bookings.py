"""Bookings: within what a month may hold, nobody in two at once, looked at by people and never changed afterwards."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.files import by
from zhiheng.base.bookings import actions, errors, limits, policy, queries
from zhiheng.base.bookings.actions import Wanted
from zhiheng.base.bookings.limits import Limit
from zhiheng.base.bookings.models import Booking
from zhiheng.base.people.errors import NotInCustody
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid

VISITS = Limit(2, 60, None, "示例省监规〔2026〕9号")


@pytest.fixture(autouse=True)
def two_visits_and_six_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_source", [lambda episode, kind: Limit(None, None, 600, "x") if kind == "spending" else VISITS])


def next_month(day: int) -> dt.date:
    return (timezone.localdate().replace(day=1) + dt.timedelta(32)).replace(day=day)


def booked(cast: Cast, **changed: Any) -> Booking:
    wanted = Wanted("visit", next_month(3), 30, "母亲", dt.time(9, 30))._replace(**changed)
    return actions.book(cast.episode("zhang"), wanted=wanted, **by(cast, "ward_officer"))


def test_the_month_holds_two_visits_and_says_so_of_the_third(cast: Cast) -> None:
    booked(cast)
    booked(cast, on=next_month(9))

    with pytest.raises(errors.OverTheLimit, match="2") as refused:
        booked(cast, on=next_month(20))
    assert refused.value.basis == VISITS.source
    assert set(refused.value.fields) == {"on"}
    assert booked(cast, kind="call", at=dt.time(14)).stands  # another kind has its own number


def test_a_visit_is_no_longer_than_the_level_gives(cast: Cast) -> None:
    with pytest.raises(errors.OverTheLimit) as refused:
        booked(cast, amount=61)
    assert set(refused.value.fields) == {"amount"}


def test_sums_of_a_month_add_up(cast: Cast) -> None:
    for day, yuan in ((3, 400), (9, 200)):
        booked(cast, kind="spending", at=None, on=next_month(day), amount=yuan)

    with pytest.raises(errors.OverTheLimit, match="600"):
        booked(cast, kind="spending", at=None, on=next_month(20), amount=1)


def test_called_off_frees_the_month_and_moved_keeps_both_on_record(cast: Cast) -> None:
    first, second = booked(cast), booked(cast, on=next_month(9))
    moved = actions.move_booking(second, on=next_month(20), at=dt.time(10), words="亲属改期", **by(cast, "ward_officer"))
    actions.call_off_booking(first, words="亲属生病", **by(cast, "ward_officer"))

    assert (moved.instead_of, Booking.objects.get(pk=second.pk).state) == (second, "moved")
    assert [one.pk for one in queries.coming(cast.episode("zhang"), timezone.localdate())] == [moved.pk]
    assert booked(cast, on=next_month(21)).stands
    for over in (first, second):
        with pytest.raises(errors.BookingOver):
            actions.call_off_booking(over, words="x", **by(cast, "ward_officer"))


def test_nobody_is_in_two_at_once(cast: Cast) -> None:
    booked(cast)

    with pytest.raises(errors.TwoAtOnce):
        booked(cast, kind="call", at=dt.time(9, 59), amount=5)
    assert booked(cast, kind="call", at=dt.time(10), amount=5).stands


def test_nonsense_is_refused(cast: Cast) -> None:
    today = timezone.localdate()
    for wrong, field in (
        ({"kind": "party"}, "kind"), ({"on": today - dt.timedelta(1)}, "on"), ({"on": today + dt.timedelta(93)}, "on"), ({"at": None}, "at"),
        ({"kind": "spending"}, "at"), ({"amount": 0}, "amount"), ({"words": " "}, "words"), ({"words": "字" * 201}, "words"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            booked(cast, **wrong)
        assert set(refused.value.fields) == {field}
    with pytest.raises(NotInCustody):
        actions.book(cast.episode("sun"), wanted=Wanted("call", today, 5, "x", dt.time(9)), acting=INSTALLATION, reason="x")
    with pytest.raises(Invalid):
        actions.call_off_booking(booked(cast), words=" ", **by(cast, "ward_officer"))


def test_above_is_counted_month_by_month_in_the_order_of_days(cast: Cast) -> None:
    first, second, later = booked(cast), booked(cast, on=next_month(9)), booked(cast, on=timezone.localdate() + dt.timedelta(75))
    found = [second, later, first]

    assert limits.above_times(found, 1) == [second]
    assert limits.above_each(found, 29) == found
    assert limits.above_total(found, 59) == [second]


@act(policy.MAKE, subject="booking")
def alter(booking: Booking, *, change: dict[str, Any], acting: Official, reason: str) -> None:
    Booking.objects.filter(pk=booking.pk).update(**change)


def test_postgresql_keeps_what_was_booked(cast: Cast) -> None:
    one = booked(cast)

    with pytest.raises(DatabaseError, match="moved or called off"), transaction.atomic():
        alter(one, change={"on": next_month(4)}, acting=INSTALLATION, reason="test")
    actions.call_off_booking(one, words="x", **by(cast, "ward_officer"))
    with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        alter(one, change={"state": "booked"}, acting=INSTALLATION, reason="test")


@pytest.mark.django_db(transaction=True)
def test_two_desks_do_not_both_take_the_last_visit(cast: Cast) -> None:
    booked(cast)
    outcomes: list[str] = []

    def desk(day: int) -> None:
        try:
            booked(cast, on=next_month(day))
            outcomes.append("booked")
        except errors.OverTheLimit:
            outcomes.append("over")
        finally:
            connection.close()

    desks = [threading.Thread(target=desk, args=(day,)) for day in (9, 20)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()

    assert sorted(outcomes) == ["booked", "over"]
