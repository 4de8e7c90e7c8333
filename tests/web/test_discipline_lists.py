"""Lists of discipline, rewards and treatment as workbooks, and the way between a find, its case and the person."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import by
from zhiheng.domains.conduct.contraband.actions import Thing, record_find
from zhiheng.domains.conduct.contraband.models import Find
from zhiheng.domains.conduct.discipline import actions
from zhiheng.domains.conduct.discipline.actions import Merit
from zhiheng.domains.conduct.discipline.models import DisciplineCase
from zhiheng.domains.conduct.treatment.actions import Wish, propose_level
from zhiheng.engines.trail.models import Act

LISTS = ("/discipline", "/rewards", "/treatment")


@pytest.fixture(autouse=True)
def staff(cast: Cast) -> None:
    files.staff(cast)
    cast.grant(cast.ward_head, "people.export", "b.p1")


def rows(client: Client, address: str) -> str:
    answer = client.post(address, {"reason": "核对台账"})
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as book:
        return book.read("xl/worksheets/sheet2.xml").decode()


def found(cast: Cast, who: str = "zhang") -> Find:
    thing = Thing("phone", "黑色直板机", Decimal(1), "部", "FT100001", timezone.now() - dt.timedelta(hours=2))
    return record_find(cast.place(files.W1), thing=thing, holder=cast.episode(who), **by(cast, "ward_officer"))


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_exported_for_a_reason_by_those_who_may(cast: Cast, address: str) -> None:
    head, officer = cast.client_for(cast.ward_head), cast.client_for(cast.ward_officer)

    assert f'action="{address}/export' in head.get(address).content.decode()
    assert head.post(f"{address}/export", {"reason": ""}).status_code == 422
    assert f"{address}/export" not in officer.get(address).content.decode()
    assert officer.post(f"{address}/export", {"reason": "核对"}).status_code == 404


def test_exactly_the_filtered_cases_are_exported(cast: Cast) -> None:
    files.report(cast)
    actions.close_case(files.report(cast, "li"), words="查无此事", **by(cast, "ward_head"))
    head = cast.client_for(cast.ward_head)

    told = rows(head, "/discipline/export?state=open")

    assert "张伟" in told
    assert "李𬭎" not in told
    assert Act.objects.get(verb="export").inputs["rows"] == 1


def test_rewards_and_levels_are_exported_by_their_filters(cast: Cast) -> None:
    actions.propose_reward(cast.episode("zhang"), merit=Merit("merit", timezone.localdate(), "救人", "x"), **by(cast, "ward_officer"))
    propose_level(cast.episode("zhang"), wish=Wish("x", grade="qualified", grade_why="x"), on=timezone.localdate(), **by(cast, "ward_officer"))
    head = cast.client_for(cast.ward_head)

    assert "张伟" in rows(head, "/rewards/export?state=proposed")
    assert "张伟" not in rows(head, "/rewards/export?state=granted")
    assert "张伟" in rows(head, "/treatment/export")
    assert "张伟" not in rows(head, "/treatment/export?level=strict")


def test_from_a_find_to_a_case_and_back(cast: Cast) -> None:
    find, other, officer = found(cast), found(cast, "li"), cast.client_for(cast.ward_officer)
    person = cast.zhang.pk
    form = officer.get(f"/people/{person}/conduct/report?find=find:{find.pk}").content.decode()
    given = {
        "happened_at": timezone.localtime().strftime("%Y-%m-%d %H:%M"), "ground": "4", "only_fact": "0", "place": files.W1, "words": "私藏手机",
        "injuries": "无", "video": "", "involved": [],
    }  # fmt: skip

    assert f'value="find:{find.pk}" selected' in form
    assert f"find:{other.pk}" not in form, "another person's find begins no case against this one"
    assert officer.post(f"/people/{person}/conduct/report", {**given, "find": f"find:{other.pk}"}).status_code == 422
    assert officer.post(f"/people/{person}/conduct/report", {**given, "find": f"find:{find.pk}"}).status_code == 302
    page = officer.get(f"/discipline/cases/{DisciplineCase.objects.get().pk}").content.decode()
    assert f'href="/finds/{find.pk}"' in page
    assert f'href="/people/{person}/conduct"' in page


def test_who_may_not_read_finds_is_not_led_to_one(cast: Cast) -> None:
    find = found(cast)
    case = files.report(cast, find=f"find:{find.pk}")
    cast.grant(cast.idle, "discipline.view", "b.p1")

    page = cast.client_for(cast.idle).get(f"/discipline/cases/{case.pk}").content.decode()

    assert f"find:{find.pk}" in page
    assert f"/finds/{find.pk}" not in page
