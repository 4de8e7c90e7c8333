"""Bookings as a ward's desk sees them: over the limit in words, the list and its export, nothing outside one's area."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.files import by
from zhiheng.base.bookings.actions import Wanted, book
from zhiheng.base.bookings.models import Booking
from zhiheng.domains.custody.whereabouts.actions import Going, begin_movement


def next_month(day: int) -> dt.date:
    return (timezone.localdate().replace(day=1) + dt.timedelta(32)).replace(day=day)


def booked(cast: Cast, who: str = "zhang", day: int = 3) -> Booking:
    return book(cast.episode(who), wanted=Wanted("visit", next_month(day), 30, "母亲", dt.time(9)), **by(cast, "ward_officer"))


def test_without_a_level_the_floor_is_one_visit_and_the_second_is_refused_in_words(cast: Cast) -> None:
    client, page = cast.client_for(cast.ward_officer), f"/people/{cast.zhang.pk}/bookings/new"
    given = {"kind": "visit", "at": "9:30", "amount": "30", "words": "母亲"}

    assert "共1次" in client.get(page).content.decode()
    assert client.post(page, {**given, "on": next_month(3).isoformat()}).status_code == 302
    refused = client.post(page, {**given, "on": next_month(9).isoformat()})
    assert refused.status_code == 422
    assert "每月1次" in refused.content.decode()
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"on": "2026-02-30"}, {"at": "25:99"}, {"amount": "-1"}, {"amount": "many"}, {"kind": "x"}, {"on": "", "words": ""}]
)
def test_nonsense_stays_in_the_form(cast: Cast, wrong: dict[str, str]) -> None:
    given = {"kind": "visit", "on": next_month(3).isoformat(), "at": "09:30", "amount": "30", "words": "母亲"} | wrong

    assert cast.client_for(cast.ward_officer).post(f"/people/{cast.zhang.pk}/bookings/new", given).status_code == 422
    assert not Booking.objects.exists()


def test_the_list_shows_what_comes_and_all_when_asked(cast: Cast) -> None:
    officer, one = cast.client_for(cast.ward_officer), booked(cast)
    officer.post(f"/bookings/{one.pk}/call-off", {"words": "亲属生病，已告知"})

    assert "张伟" not in officer.get("/bookings").content.decode()
    for asked in ("which=all", "which=all&kind=visit", "state=called-off", "ward=b.p1.w1&state=called-off"):
        assert "张伟" in officer.get(f"/bookings?{asked}").content.decode(), asked
    cast.grant(cast.ward_head, "people.export", "b.p1")
    assert cast.client_for(cast.ward_head).post("/bookings/export?which=all", {"reason": "核对"}).status_code == 200


def test_a_booking_is_for_those_in_whose_area_the_person_is(cast: Cast) -> None:
    one = booked(cast)
    for power in ("bookings.view", "bookings.make"):
        cast.grant(cast.idle, power, "b.p2")
    client = cast.client_for(cast.idle)

    for address in (f"/bookings/{one.pk}/move", f"/people/{cast.zhang.pk}/bookings/new"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"words": "x"}).status_code == 404
    assert "张伟" not in client.get("/bookings").content.decode()
    assert cast.client_for(cast.ward_officer).get(f"/bookings/{one.pk}/move").status_code == 200


def test_the_book_has_it_under_its_day(cast: Cast) -> None:
    today = timezone.localdate()
    book(cast.episode("zhang"), wanted=Wanted("call", today, 5, "母亲", dt.time(18)), **by(cast, "ward_officer"))

    page = cast.client_for(cast.ward_officer).get(f"/registers/bookings?place=b.p1.w1&day={today.isoformat()}")
    assert page.status_code == 200
    assert "母亲" in page.content.decode()


def test_what_falls_into_a_hospital_stay_is_shown_with_what_may_be_done(cast: Cast) -> None:
    one = booked(cast)
    head, page = cast.client_for(cast.ward_head), f"/people/{cast.zhang.pk}/conduct"
    assert f"/bookings/{one.pk}/keep" not in head.get(page).content.decode()
    going = Going("hospital", timezone.now() + dt.timedelta(60), ["310-0427", "310-0101"], words="江城医院")
    begin_movement(cast.place("b.p1.w1"), people=[cast.episode("zhang").pk], going=going, **by(cast, "ward_officer"))

    shown = head.get(page).content.decode()
    assert f"/bookings/{one.pk}/keep" in shown
    assert "江城医院" in shown
    assert "待重新决定" in head.get("/bookings?which=asked").content.decode()
    assert head.post(f"/bookings/{one.pk}/keep", {"words": "医院同意会见"}).status_code == 302
    assert "张伟" not in head.get("/bookings?which=asked").content.decode()
