"""The profile: what it shows, to whom, and that opening it is kept."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from zhiheng.base.people import actions
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act


def card(cast: Cast) -> None:
    actions.add_identifier(cast.zhang, kind="identity-card", value="000000198405020013", as_printed=True, acting=INSTALLATION, reason="身份证")


def test_it_works(cast: Cast) -> None:
    answer = cast.client_for(cast.ward_officer).get(f"/people/{cast.zhang.pk}")

    assert answer.status_code == 200
    for words in ("张伟", "3101200012", "一监区 1 号监舍 1 号床", "1984-05-02"):
        assert words in answer.content.decode()


def test_opening_it_is_kept_in_the_trail(cast: Cast) -> None:
    cast.client_for(cast.ward_officer).get(f"/people/{cast.zhang.pk}")

    read = Act.objects.get(outcome="read", subject=f"person:{cast.zhang.pk}")
    assert (read.official, read.place) == ("officer:310-0427", "b.p1.w1.c1.b1")


@pytest.mark.parametrize("who", ["chen", "ouyang"])
def test_another_ward_is_not_found_and_the_attempt_is_kept(cast: Cast, who: str) -> None:
    answer = cast.client_for(cast.ward_officer).get(f"/people/{cast.people[who].pk}")

    assert answer.status_code == 404
    assert Act.objects.filter(outcome="refused", subject=f"person:{cast.people[who].pk}", official="officer:310-0427").exists()


def test_no_such_person_looks_like_another_wards(cast: Cast) -> None:
    client = cast.client_for(cast.ward_officer)
    outside, unknown = client.get(f"/people/{cast.chen.pk}"), client.get("/people/999999999")

    assert unknown.status_code == 404
    assert _without_address(outside.content.decode()) == _without_address(unknown.content.decode())


def _without_address(page: str) -> list[str]:
    return [line for line in page.splitlines() if "/people/" not in line and "csrf" not in line and "2026-" not in line]


@pytest.mark.parametrize("path", ["/people/99999999999999999999999", "/people/-1", "/people/1;drop", "/people/０"])
def test_a_forged_address_is_not_found(cast: Cast, path: str) -> None:
    assert cast.client_for(cast.clerk).get(path).status_code == 404


@pytest.mark.parametrize("administrator", ["admin_accounts", "admin_policy", "admin_trail", "idle"])
def test_administrators_see_nobody(cast: Cast, administrator: str) -> None:
    client = cast.client_for(getattr(cast, administrator))

    assert client.get(f"/people/{cast.zhang.pk}").status_code == 404
    assert client.get("/people").status_code == 404


def test_a_stranger_signs_in_first(cast: Cast, client: object) -> None:
    from django.test import Client

    assert Client().get(f"/people/{cast.zhang.pk}").status_code == 302


def test_the_released_are_read_only(cast: Cast) -> None:
    answer = cast.client_for(cast.clerk).get(f"/people/{cast.sun.pk}").content.decode()

    assert "2024-03-31" in answer
    assert f"/people/{cast.sun.pk}/name" not in answer
    assert f"/people/{cast.sun.pk}/release" not in answer


def test_acts_are_offered_to_who_may_do_them(cast: Cast) -> None:
    path = f"/people/{cast.zhang.pk}"
    officer, clerk = (cast.client_for(who).get(path).content.decode() for who in (cast.ward_officer, cast.clerk))

    assert f"{path}/bed" in officer
    assert f"{path}/name" not in officer
    assert f"{path}/name" in clerk


def test_names_are_text_and_nothing_else(cast: Cast) -> None:
    by = cast.acting(cast.clerk)
    for name in ("<script>alert(1)</script>", "{{7*7}}", "=cmd|'/c calc'!A1"):
        actions.add_alias(cast.zhang, name=name, acting=by, reason="笔录")

    answer = cast.client_for(cast.clerk).get(f"/people/{cast.zhang.pk}").content.decode()
    assert "<script>alert(1)</script>" not in answer
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer
    assert "{{7*7}}" in answer


def test_a_merged_record_leads_to_the_one_kept(cast: Cast) -> None:
    actions.merge_persons(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="同一人")

    answer = cast.client_for(cast.clerk).get(f"/people/{cast.sun.pk}")
    assert answer.headers["Location"] == f"/people/{cast.zhang.pk}"


def test_a_constant_number_of_queries(cast: Cast) -> None:
    client = cast.client_for(cast.clerk)
    client.get(f"/people/{cast.zhang.pk}")
    with CaptureQueriesContext(connection) as before:
        client.get(f"/people/{cast.zhang.pk}")
    for n in range(8):
        actions.add_alias(cast.zhang, name=f"别名{n}", acting=INSTALLATION, reason="笔录")
    card(cast)
    with CaptureQueriesContext(connection) as after:
        client.get(f"/people/{cast.zhang.pk}")

    assert len(after) == len(before)


class TestIdentity:
    def test_it_is_masked_until_a_purpose_is_written(self, cast: Cast) -> None:
        card(cast)
        client = cast.client_for(cast.clerk)
        path = f"/people/{cast.zhang.pk}"

        assert "000***********0013" in client.get(path).content.decode()
        assert "000000198405020013" not in client.get(path).content.decode() + client.get(f"{path}/identity").content.decode()
        assert "000000198405020013" in client.post(f"{path}/identity", {"reason": "核对判决书"}).content.decode()
        assert Act.objects.get(outcome="read", reason="核对判决书").grant.startswith("people.identity")

    def test_without_a_purpose_it_stays_masked(self, cast: Cast) -> None:
        card(cast)
        answer = cast.client_for(cast.clerk).post(f"/people/{cast.zhang.pk}/identity", {"reason": " "})

        assert answer.status_code == 422
        assert "000000198405020013" not in answer.content.decode()

    def test_a_ward_officer_may_not(self, cast: Cast) -> None:
        card(cast)

        assert cast.client_for(cast.ward_officer).post(f"/people/{cast.zhang.pk}/identity", {"reason": "x"}).status_code == 404
