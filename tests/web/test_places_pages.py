"""The place tree and the acts on a place; the first screen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from zhiheng.base.places.models import Place


@pytest.fixture
def keeper(cast: Cast) -> Client:
    """An official who may change places of the prison."""
    for power in ("places.view", "places.found", "places.change", "places.close"):
        cast.grant(cast.idle, power, "b.p1")
    return cast.client_for(cast.idle)


def test_one_place_is_opened_at_once(cast: Cast) -> None:
    assert cast.client_for(cast.clerk).get("/places").headers["Location"] == "/places/b.p1"


def test_a_ward_shows_its_beds_and_who_has_them(cast: Cast) -> None:
    page = cast.client_for(cast.ward_officer).get("/places/b.p1.w1").content.decode()

    assert "1 号床 张伟" in page
    assert f"/people/{cast.zhang.pk}" in page


def test_who_may_not_read_people_sees_taken_beds_without_names(cast: Cast, keeper: Client) -> None:
    page = keeper.get("/places/b.p1.w1").content.decode()

    assert "张伟" not in page
    assert "有人" in page


@pytest.mark.parametrize("path", ["b", "b.p2", "b.p2.w1", "b.p1.w9", "..", "b.p1;", "b.p1' or '1'='1"])
def test_other_places_are_not_found(cast: Cast, path: str) -> None:
    assert cast.client_for(cast.clerk).get(f"/places/{path}").status_code == 404


def test_a_constant_number_of_queries(cast: Cast) -> None:
    client = cast.client_for(cast.inspector)
    client.get("/places/b")
    counts = []
    for path in ("b.p1.w1", "b.p2.w1"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/places/{path}")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 16


class TestActs:
    CAPACITY = {"certified": "120", "working": "100", "now": "90", "reason": "核定"}

    def test_found(self, cast: Cast, keeper: Client) -> None:
        form = self.CAPACITY | {"code": "w3", "name": "三监区", "kind": "ward", "use": "general"}

        assert keeper.post("/places/b.p1/found", form).status_code == 302
        assert Place.objects.get(path="b.p1.w3").capacity_now == 90
        assert keeper.post("/places/b.p1/found", form).status_code == 422

    def test_capacity(self, cast: Cast, keeper: Client) -> None:
        assert keeper.post("/places/b.p1.w1/capacity", self.CAPACITY).status_code == 302
        assert Place.objects.get(path="b.p1.w1").capacity_working == 100

    def test_capacity_in_the_wrong_order_is_said_at_its_field(self, cast: Cast, keeper: Client) -> None:
        answer = keeper.post("/places/b.p1.w1/capacity", self.CAPACITY | {"working": "130"})

        assert answer.status_code == 422
        assert "id_working-error" in answer.content.decode()

    def test_use(self, cast: Cast, keeper: Client) -> None:
        assert keeper.post("/places/b.p1.w1/use", {"use": "care", "reason": "老病残监区"}).status_code == 302
        assert Place.objects.get(path="b.p1.w1").use == "care"

    def test_a_place_with_people_is_not_closed(self, cast: Cast, keeper: Client) -> None:
        assert keeper.post("/places/b.p1.w1.c1.b1/close", {"reason": "维修"}).status_code == 409
        assert keeper.post("/places/b.p1.w1.c1.b4/close", {"reason": "维修"}).status_code == 302

    @pytest.mark.parametrize("act", ["found", "use", "capacity", "close"])
    def test_a_clerk_may_not(self, cast: Cast, act: str) -> None:
        assert cast.client_for(cast.clerk).get(f"/places/b.p1.w1/{act}").status_code == 404


class TestHome:
    @pytest.mark.parametrize("who", ["ward_officer", "ward_head", "clerk", "warden", "inspector", "procurator", "bureau_duty", "admin_trail", "idle"])
    def test_everybody_has_a_first_screen(self, cast: Cast, who: str) -> None:
        assert cast.client_for(getattr(cast, who)).get("/", follow=True).status_code == 200

    def test_a_ward_officer_begins_with_the_wards_day(self, cast: Cast) -> None:
        page = cast.client_for(cast.ward_officer).get("/", follow=True).content.decode()

        assert "今日待办" in page
        assert "<h1>一监区" in page.replace(' class="page-title"', "")

    @pytest.mark.parametrize("who", ["admin_accounts", "admin_policy", "admin_trail"])
    def test_administrators_see_nobody(self, cast: Cast, who: str) -> None:
        page = cast.client_for(getattr(cast, who)).get("/").content.decode()

        assert not any(name in page for name in ("张伟", "陈晓", "东湾监狱 "))
