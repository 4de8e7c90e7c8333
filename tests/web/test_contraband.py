"""Searches and finds as officers see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.files import report, staff
from zhiheng.domains.conduct.contraband.models import Draw, Find, Handling, Search

W1 = "b.p1.w1"


@pytest.fixture
def officer(cast: Cast) -> Client:
    return cast.client_for(cast.ward_officer)


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client_for(cast.ward_head)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def now() -> str:
    return timezone.localtime().strftime("%Y-%m-%d %H:%M")


def form(**changed: Any) -> dict[str, Any]:
    given = {
        "kind": "phone",
        "words": "黑色手机",
        "quantity": "1",
        "unit": "部",
        "place": W1,
        "spot": "床下",
        "number": "",
        "seal": "F-1",
        "photo": "",
    }
    return given | {"at": now()} | changed


def planned(head: Client, **changed: str) -> Search:
    given = {"place": f"{W1}.c1", "kind": "cell", "number": "", "on": timezone.localdate().isoformat(), "reason": "例行"} | changed
    assert head.post("/searches/plan", given).status_code == 302
    return Search.objects.get()


class TestSearches:
    def test_planned_made_and_shown(self, cast: Cast, officer: Client, head: Client) -> None:
        search = planned(head)
        made = {"officers": [cast.ward_officer.number, cast.ward_head.number], "at": now(), "result": "未发现违禁品"}

        assert "待实施" in text(officer, "/searches?state=planned")
        assert officer.post(f"/searches/{search.pk}/record", made).status_code == 302
        assert "未发现违禁品" in text(officer, f"/searches/{search.pk}")

    def test_one_officer_is_told_why_not(self, cast: Cast, officer: Client, head: Client) -> None:
        search = planned(head)

        answer = officer.post(f"/searches/{search.pk}/record", {"officers": [cast.ward_officer.number], "at": now(), "result": "未发现"})

        assert answer.status_code == 422
        assert "两名以上民警" in answer.content.decode()

    def test_a_draw_is_drawn_again_before_the_reader(self, head: Client) -> None:
        given = {"place": W1, "size": "1", "on": timezone.localdate().isoformat(), "reason": "随机"}

        assert head.post("/searches/draw", given).status_code == 302
        assert "监舍一致" in text(head, f"/searches/draws/{Draw.objects.get().pk}")

    def test_it_is_called_off_with_a_reason(self, head: Client) -> None:
        search = planned(head)

        assert head.post(f"/searches/{search.pk}/call-off", {"reason": ""}).status_code == 422
        assert head.post(f"/searches/{search.pk}/call-off", {"reason": "临时调整"}).status_code == 302

    @pytest.mark.parametrize("wrong", [{"place": "b.p2.w1"}, {"on": "2020-01-01"}, {"number": "9999"}, {"kind": "x"}])
    def test_nonsense_is_refused(self, head: Client, wrong: dict[str, str]) -> None:
        given = {"place": W1, "kind": "area", "number": "", "on": timezone.localdate().isoformat(), "reason": "例行"} | wrong

        assert head.post("/searches/plan", given).status_code in (404, 422)
        assert not Search.objects.exists()

    def test_made_on_the_spot_and_struck_out_by_another(self, cast: Cast, officer: Client, head: Client) -> None:
        given = {"place": f"{W1}.c1", "kind": "cell", "number": "", "at": now(), "result": "未发现", "reason": "有人举报"}

        assert officer.post("/searches/now", given | {"officers": [cast.ward_officer.number]}).status_code == 422
        assert officer.post("/searches/now", given | {"officers": [cast.ward_officer.number, cast.ward_head.number]}).status_code == 302
        search = Search.objects.get()
        assert head.post(f"/searches/{search.pk}/strike", {"words": "查的是另一监舍"}).status_code == 302
        assert "查的是另一监舍" in text(officer, f"/searches/{search.pk}")
        assert "误登" in text(officer, f"/searches?ward={W1}&state=struck")

    def test_places_are_chosen_by_name(self, officer: Client) -> None:
        page = text(officer, "/finds/new")

        assert f'value="{W1}.c1"' in page
        assert 'value="b.p1.w2"' not in page


class TestFinds:
    def test_a_holder_is_named_and_a_mistake_struck_out(self, cast: Cast, officer: Client) -> None:
        officer.post("/finds/new", form())
        find = Find.objects.get()
        assert officer.post(f"/finds/{find.pk}/holder", {"number": "9999", "reason": "x"}).status_code == 422
        assert officer.post(f"/finds/{find.pk}/holder", {"number": cast.episode("zhang").number, "reason": "本人承认"}).status_code == 302
        assert officer.get(f"/finds/{find.pk}/strike").status_code == 404
        cast.grant(cast.ward_head, "contraband.dispose", "b.p1")
        head = cast.client_for(cast.ward_head)
        assert head.post(f"/finds/{find.pk}/strike", {"words": "系公用工具"}).status_code == 302
        assert "系公用工具" in text(head, f"/finds/{find.pk}")

    def test_a_find_passes_from_hand_to_hand(self, cast: Cast, officer: Client, head: Client) -> None:
        assert officer.post("/finds/new", form()).status_code == 302
        find = Find.objects.get()

        assert officer.post(f"/finds/{find.pk}/hand-on", {"to": cast.ward_head.number, "reason": "交班"}).status_code == 302
        assert head.post(f"/finds/{find.pk}/sign", {"seal": "F-1", "words": "", "reason": "签收"}).status_code == 302

        assert "移交" in text(head, f"/finds/{find.pk}")
        assert Handling.objects.filter(find=find, signed_by=cast.ward_head).exists()
        assert "黑色手机" in text(head, "/finds?standing=handed-on")

    def test_nobody_signs_for_another(self, cast: Cast, officer: Client) -> None:
        officer.post("/finds/new", form())
        find = Find.objects.get()
        officer.post(f"/finds/{find.pk}/hand-on", {"to": cast.ward_head.number, "reason": "交班"})

        assert officer.post(f"/finds/{find.pk}/sign", {"seal": "F-1", "words": "", "reason": "签收"}).status_code == 409 or (
            Handling.objects.get(find=find, number=2).signed_at is None
        )

    def test_the_year_is_drawn_and_written(self, officer: Client) -> None:
        officer.post("/finds/new", form())

        page = text(officer, "/finds")

        assert "逐月发现数" in page
        assert 'width="100"' in page

    @pytest.mark.parametrize("wrong", [{"quantity": "0"}, {"seal": ""}, {"at": "2999-01-01 10:00"}, {"place": "b.p2.w1"}, {"number": "none"}])
    def test_nonsense_is_refused(self, officer: Client, wrong: dict[str, str]) -> None:
        assert officer.post("/finds/new", form(**wrong)).status_code in (404, 422)
        assert not Find.objects.exists()

    def test_another_wards_find_is_not_there(self, cast: Cast, officer: Client) -> None:
        officer.post("/finds/new", form())
        find = Find.objects.get()
        other = cast.client_for(cast.other_ward_officer)

        assert [other.get(f"/finds/{find.pk}{deed}").status_code for deed in ("", "/hand-on", "/store", "/dispose", "/sign")] == [404] * 5


def test_a_find_leads_to_the_case_that_names_it(cast: Cast, officer: Client) -> None:
    officer.post("/finds/new", form())
    find = Find.objects.get()
    staff(cast)
    case = report(cast, find=f"find:{find.pk}")

    assert f'href="/discipline/cases/{case.pk}"' in text(officer, f"/finds/{find.pk}")
