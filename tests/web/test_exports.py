"""Lists as workbooks: exactly the filtered rows, of the viewer's own places, for a reason that the trail keeps."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody import records
from zhiheng.domains.custody.daily import actions
from zhiheng.domains.custody.daily.actions import Seen
from zhiheng.engines.trail.models import Act
from zhiheng.web.exports import plain
from zhiheng.web.parts import Cell, Chip

W1 = "b.p1.w1"
LISTS = ("/movements", "/ward/events", "/ward/talks", "/searches", "/finds", "/discrepancies", "/classing", "/orders", "/separations")


@pytest.fixture
def head(cast: Cast) -> Client:
    cast.grant(cast.ward_head, "people.export", "b.p1")
    return cast.client_for(cast.ward_head)


def sheets(client: Client, address: str, reason: str = "核对台账") -> tuple[str, str]:
    answer = client.post(address, {"reason": reason})
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as book:
        about, rows = (book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
    return about, rows


def report(cast: Cast, place: str, words: str, kind: str = "illness", ago: int = 5) -> None:
    acting = cast.acting(cast.ward_officer if place == W1 else cast.other_ward_officer)
    seen = Seen(uuid4(), kind, timezone.now() - dt.timedelta(minutes=ago), words)
    actions.report_event(cast.place(place), seen=seen, acting=acting, reason="值班")


class TestEveryList:
    @pytest.mark.parametrize("address", LISTS)
    def test_it_is_offered_and_made(self, head: Client, address: str) -> None:
        assert f'action="{address}/export' in head.get(address).content.decode()

        about, _ = sheets(head, f"{address}/export")

        assert "核对台账" in about

    @pytest.mark.parametrize("address", LISTS)
    def test_who_may_read_but_not_export_is_not_offered_it(self, cast: Cast, address: str) -> None:
        officer = cast.client_for(cast.ward_officer)

        assert f"{address}/export" not in officer.get(address).content.decode()
        assert officer.post(f"{address}/export", {"reason": "核对"}).status_code == 404

    def test_who_may_export_but_not_read_gets_nothing(self, cast: Cast) -> None:
        cast.grant(cast.idle, "people.export", "b.p1")

        assert cast.client_for(cast.idle).post("/ward/events/export", {"reason": "核对"}).status_code == 404

    @pytest.mark.parametrize("reason", ["", "　 ", "长" * 201])
    def test_no_reason_no_file(self, head: Client, reason: str) -> None:
        assert head.post("/ward/events/export", {"reason": reason}).status_code == 422


class TestWho:
    """Sections that hand papers on, and the inspector for evidence of their own; nobody else takes a list away."""

    @pytest.mark.parametrize("who", ["clerk", "inspector"])
    def test_these_may(self, cast: Cast, who: str) -> None:
        assert 'action="/people/export' in cast.client_for(cast.officers[who]).get("/people").content.decode()

    @pytest.mark.parametrize("who", ["warden", "ward_head", "ward_officer", "duty_commander", "reviewer", "bureau_duty", "procurator"])
    def test_these_read_it_and_do_not_take_it_away(self, cast: Cast, who: str) -> None:
        client = cast.client_for(cast.officers[who])

        assert "/people/export" not in client.get("/people").content.decode()
        assert client.post("/people/export", {"reason": "核对"}).status_code == 404

    def test_the_warden_sees_searches_and_finds(self, cast: Cast) -> None:
        client = cast.client_for(cast.warden)

        assert [client.get(address).status_code for address in ("/searches", "/finds")] == [200, 200]


class TestRows:
    def test_exactly_what_the_filter_leaves(self, cast: Cast, head: Client) -> None:
        report(cast, W1, "有人腹痛")
        report(cast, W1, "配电箱焦味", kind="fire")

        about, rows = sheets(head, "/ward/events/export?kind=fire")

        assert "配电箱焦味" in rows
        assert "有人腹痛" not in rows
        assert "起火" in about, "the filter is told in words, not in codes"
        kept = Act.objects.get(verb="export")
        assert (kept.inputs["rows"], kept.inputs["filters"]) == (1, {"kind": "fire"})

    def test_every_page_of_them(self, cast: Cast, head: Client) -> None:
        for number in range(21):
            report(cast, W1, f"第{number}件事")

        _, rows = sheets(head, "/ward/events/export?size=20")

        assert "第0件事" in rows
        assert "第20件事" in rows

    def test_the_latest_comes_first_however_late_it_was_put_down(self, cast: Cast, head: Client) -> None:
        for number in (3, 1, 2, *range(4, 23)):
            report(cast, W1, f"距今{number:02}分", ago=number)

        first = head.get("/ward/events?size=20").content.decode()
        found = re.search(r'href="([^"]*after=[^"]*)"', first)
        assert found
        second = head.get("/ward/events" + found[1].replace("&amp;", "&")).content.decode()

        assert re.findall("距今(..)分", first) == [f"{number:02}" for number in range(1, 21)]
        assert re.findall("距今(..)分", second) == ["21", "22"]

    def test_not_beyond_either_power(self, cast: Cast) -> None:
        """Reads the whole prison, exports one ward: that ward's rows."""
        report(cast, "b.p1.w2", "二监区的事")
        report(cast, W1, "一监区的事")
        cast.grant(cast.idle, "daily.view", "b.p1")
        cast.grant(cast.idle, "people.export", W1)

        _, rows = sheets(cast.client_for(cast.idle), "/ward/events/export")

        assert "一监区的事" in rows
        assert "二监区的事" not in rows

    def test_a_party_is_named_in_full(self, cast: Cast, head: Client) -> None:
        records.party(cast, "b.p1")

        _, rows = sheets(head, "/movements/export")

        assert f"{cast.zhang.name} {cast.episode('zhang').number}" in rows

    def test_a_settled_discrepancy_tells_how(self, cast: Cast, head: Client) -> None:
        records.discrepancy(cast, "b.p1")

        assert cast.zhang.name in sheets(head, "/discrepancies/export?state=open")[1]
        assert cast.zhang.name not in sheets(head, "/discrepancies/export?state=settled")[1]


def test_cells_keep_what_can_be_counted() -> None:
    at = dt.datetime(2026, 3, 5, 6, 30, tzinfo=dt.UTC)

    assert plain(at) == dt.datetime(2026, 3, 5, 14, 30)  # a spreadsheet has no zones
    assert plain(Cell(3)) == 3
    assert plain(Cell("一监区", sub="东湾监狱")) == "一监区 (东湾监狱)"
    assert plain(Chip("未结", "warn")) == "未结"
