"""The list of people: filters, orders, pages, and its export."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from zhiheng.base.people import actions
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act
from zhiheng.web.tables import encode_cursor

EVERYBODY = ("陈晓", "李𬭎", "欧阳明", "张伟", "孙平")


def shown(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/people{query}")
    assert answer.status_code == 200
    page = answer.content.decode()
    rows = [f"{name}</a>" for name in EVERYBODY]  # the link of a row: what was typed stands in the filter too
    return [row.removesuffix("</a>") for row in sorted((row for row in rows if row in page), key=page.index)]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("ward_officer", ["李𬭎", "张伟"]),
        ("clerk", ["李𬭎", "欧阳明", "张伟"]),
        ("other_clerk", ["陈晓"]),
        ("inspector", ["陈晓", "李𬭎", "欧阳明", "张伟"]),
    ],
)
def test_everybody_sees_their_own_area(cast: Cast, who: str, names: list[str]) -> None:
    assert shown(cast.client_for(getattr(cast, who))) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?sort=-name", ["张伟", "欧阳明", "李𬭎"]),
        ("?sort=received", ["欧阳明", "张伟", "李𬭎"]),
        ("?q=zw", ["张伟"]),
        ("?q=３１０１２００", ["张伟"]),
        ("?place=b.p1.w2", ["欧阳明"]),
        ("?sex=female", []),
        ("?state=released", ["孙平"]),
        ("?sort=is_staff&size=7&after=%00&before=xx", ["李𬭎", "欧阳明", "张伟"]),
        ("?q=陈晓", []),
        ("?q=%27%20or%201%3D1", []),
    ],
)
def test_filters_and_orders(cast: Cast, query: str, names: list[str]) -> None:
    assert shown(cast.client_for(cast.clerk), query) == names


def test_another_prisons_place_is_not_found(cast: Cast) -> None:
    assert cast.client_for(cast.clerk).get("/people?place=b.p2").status_code == 404
    assert cast.client_for(cast.ward_officer).get("/people?place=b.p1").status_code == 404


@pytest.mark.parametrize(
    "cursor", [encode_cursor("zz", "1' or 1=1"), encode_cursor("2021-13-99", "5"), encode_cursor("x"), encode_cursor("x", "9" * 30), "%%%"]
)
def test_a_forged_cursor_is_harmless(cast: Cast, cursor: str) -> None:
    client = cast.client_for(cast.clerk)

    assert {client.get(f"/people?sort={sort}&after={cursor}").status_code for sort in ("name", "number", "received")} == {200}


def test_the_empty_list_says_why(cast: Cast) -> None:
    actions.end_episode(
        cast.episode("chen"), on=cast.episode("chen").received_on, at=cast.episode("chen").stays.get().during.lower.replace(year=2025),
        acting=INSTALLATION, reason="释放",
    )  # fmt: skip

    assert "收监登记后" in cast.client_for(cast.other_clerk).get("/people").content.decode()


def test_a_constant_number_of_queries(cast: Cast) -> None:
    client = cast.client_for(cast.inspector)
    client.get("/people")
    counts = []
    for query in ("", "?size=20", "?sort=-received", "?sex=male"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/people{query}")
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert counts[0] <= 12


class TestExport:
    def test_it_works(self, cast: Cast) -> None:
        answer = cast.client_for(cast.clerk).post("/people/export?q=zw", {"reason": "上报核对"})

        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            about, rows = (book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
        assert "林静" in about
        assert "上报核对" in about
        assert "张伟" in rows
        assert "欧阳明" not in rows

    def test_it_is_kept_in_the_trail(self, cast: Cast) -> None:
        cast.client_for(cast.clerk).post("/people/export?q=zw", {"reason": "上报核对"})

        kept = Act.objects.get(verb="export")
        assert (kept.reason, kept.inputs["rows"], kept.inputs["filters"]) == ("上报核对", 1, {"q": "zw"})

    @pytest.mark.parametrize("reason", ["", "　 ", "长" * 201])
    def test_it_refuses_without_a_reason(self, cast: Cast, reason: str) -> None:
        assert cast.client_for(cast.clerk).post("/people/export", {"reason": reason}).status_code == 422

    def test_a_name_is_never_a_formula(self, cast: Cast) -> None:
        actions.correct_name(cast.zhang, name="=1+1", on=cast.episode("zhang").received_on, acting=INSTALLATION, reason="test")
        answer = cast.client_for(cast.clerk).post("/people/export?format=csv", {"reason": "核对"})

        assert "'=1+1" in answer.content.decode("utf-8-sig")

    def test_a_ward_officer_may_not(self, cast: Cast) -> None:
        assert cast.client_for(cast.ward_officer).post("/people/export", {"reason": "核对"}).status_code == 404

    def test_another_prison_is_not_exported(self, cast: Cast) -> None:
        assert cast.client_for(cast.clerk).post("/people/export?place=b.p2", {"reason": "核对"}).status_code == 404
