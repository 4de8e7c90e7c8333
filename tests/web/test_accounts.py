"""The accounts administrator's home, and one's own sessions."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import PASSWORD, Cast
from zhiheng.base.accounts.models import Account
from zhiheng.engines.trail.models import Act


@pytest.fixture
def admin(cast: Cast) -> Client:
    return cast.client_for(cast.admin_accounts)


def sign_in(cast: Cast, number: str, *, ahead: int = 0) -> Client:
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0 Safari/537.36"})
    client.post("/sign-in", {"number": number, "password": PASSWORD})
    client.post("/sign-in/second", {"code": cast.code(ahead=ahead)})
    return client


def test_the_list_works(cast: Cast, admin: Client) -> None:
    sign_in(cast, cast.clerk.number)
    page = admin.get("/accounts").content.decode()
    for words in ("林静", "东湾监狱 刑罚执行科干事", "已设置", "使用中", "当前无任职"):
        assert words in page


def test_a_prisons_administrator_sees_the_prison_only(cast: Cast) -> None:
    page = cast.client_for(cast.prison_admin_accounts).get("/accounts").content.decode()
    assert cast.clerk.number in page
    assert cast.other_clerk.number not in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=林静", "310-0205", "310-0427"), ("q=310-02", "310-0206", "300-0008"), ("q=lj", "310-0205", "310-0427"),
        ("state=closed", "没有", "310-0205"), ("factor=set", "310-0205", "没有符合"), ("size=20&q=<script>", "没有", "<script>alert"),
    ],
)  # fmt: skip
def test_filters(cast: Cast, admin: Client, query: str, shown: str, hidden: str) -> None:
    page = admin.get(f"/accounts?{query}").content.decode()
    assert shown in page
    assert hidden not in page.split("<tbody>")[-1]


def test_the_list_costs_the_same_whatever_its_length(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for officer in (cast.prison_admin_accounts, cast.admin_accounts):
        client = cast.client_for(officer)
        with django_assert_max_num_queries(24):
            client.get("/accounts")


@pytest.mark.parametrize("who", ["admin_policy", "admin_trail", "warden", "clerk", "idle", "procurator"])
def test_nobody_else_has_such_a_page(cast: Cast, who: str) -> None:
    client = cast.client_for(cast.officers[who])
    number = cast.ward_head.number
    for address in ("/accounts", "/accounts/open", f"/accounts/{number}", f"/accounts/{number}/close"):
        assert client.get(address).status_code == 404
    assert client.post(f"/accounts/{number}/close", {"reason": "test"}).status_code == 404
    assert Account.objects.get(username=number).is_active


def test_strangers_are_asked_to_sign_in() -> None:
    assert Client().get("/accounts")["Location"] == "/sign-in?next=/accounts"


def test_another_prisons_account_is_as_absent_as_none(cast: Cast) -> None:
    client = cast.client_for(cast.prison_admin_accounts)
    theirs, nobodys = client.get(f"/accounts/{cast.other_clerk.number}"), client.get("/accounts/999-9999")
    assert theirs.status_code == nobodys.status_code == 404
    assert client.post(f"/accounts/{cast.other_clerk.number}/close", {"reason": "test"}).status_code == 404


def test_closing_works_and_ends_the_session(cast: Cast, admin: Client) -> None:
    theirs = sign_in(cast, cast.clerk.number)
    answer = admin.post(f"/accounts/{cast.clerk.number}/close", {"reason": "left the post"})

    assert answer["Location"] == f"/accounts/{cast.clerk.number}"
    assert theirs.get("/account/sessions").status_code == 302
    assert Act.objects.get(verb="close_account").reason == "left the post"


def test_a_replayed_post_is_refused_in_words(cast: Cast, admin: Client) -> None:
    address = f"/accounts/{cast.clerk.number}/close"
    admin.post(address, {"reason": "left the post"})
    again = admin.post(address, {"reason": "left the post"})
    assert again.status_code == 409
    assert "已经停用" in again.content.decode()


def test_ending_all_sessions_works(cast: Cast, admin: Client) -> None:
    theirs = sign_in(cast, cast.clerk.number)
    assert "Chrome 141" in admin.get(f"/accounts/{cast.clerk.number}").content.decode()
    admin.post(f"/accounts/{cast.clerk.number}/end-sessions", {"reason": "unknown browser"})
    assert theirs.get("/account/sessions").status_code == 302


def test_a_temporary_password_is_shown_once_and_never_cached(cast: Cast, admin: Client) -> None:
    answer = admin.post(f"/accounts/{cast.clerk.number}/reset-password", {"reason": "forgotten"})
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert password not in admin.get(f"/accounts/{cast.clerk.number}").content.decode()


@pytest.mark.parametrize("fields", [{}, {"reason": ""}, {"reason": "x" * 501}, {"reason": "r", "is_active": "1"}, {"reason": "r", "demo": "1"}])
def test_forms_that_are_not_right_change_nothing(cast: Cast, admin: Client, fields: dict[str, str]) -> None:
    assert admin.post(f"/accounts/{cast.clerk.number}/close", fields).status_code == 422
    assert Account.objects.get(username=cast.clerk.number).is_active


def test_a_forged_field_is_kept_in_the_trail(cast: Cast, admin: Client) -> None:
    admin.post(f"/accounts/{cast.clerk.number}/close", {"reason": "r", "is_active": "1"})
    kept = Act.objects.get(verb="close", outcome="refused")
    assert (kept.official, kept.subject, kept.reason) == (cast.admin_accounts.ref, f"account:{cast.clerk.number}", "is_active")


def test_ones_own_account_is_shown_but_not_touched(cast: Cast, admin: Client) -> None:
    number = cast.admin_accounts.number
    assert "由另一名账号管理员管理" in admin.get(f"/accounts/{number}").content.decode()
    assert admin.post(f"/accounts/{number}/end-sessions", {"reason": "test"}).status_code == 409


def test_opening_for_an_unknown_or_far_officer_is_one_answer(cast: Cast) -> None:
    client = cast.client_for(cast.prison_admin_accounts)
    answers = [client.post("/accounts/open", {"number": n, "reason": "new"}) for n in (cast.other_clerk.number, "999-9999")]
    assert [a.status_code for a in answers] == [404, 404]


def test_an_unknown_verb_is_not_found(cast: Cast, admin: Client) -> None:
    assert admin.get(f"/accounts/{cast.clerk.number}/promote").status_code == 404


def test_ones_own_sessions_can_be_ended(cast: Cast) -> None:
    first, second = sign_in(cast, cast.clerk.number), sign_in(cast, cast.clerk.number, ahead=1)
    shown = second.get("/account/sessions").context["sessions"]
    assert [s.current for s in shown].count(True) == 1

    other = next(s for s in shown if not s.current)
    second.post("/account/sessions/end", {"key": other.key})
    assert first.get("/account/sessions").status_code == 302
    assert second.get("/account/sessions").status_code == 200


def test_anothers_session_cannot_be_ended(cast: Cast) -> None:
    theirs, mine = sign_in(cast, cast.warden.number), sign_in(cast, cast.clerk.number)
    key = theirs.get("/account/sessions").context["sessions"][0].key
    assert mine.post("/account/sessions/end", {"key": key}).status_code == 404
    assert theirs.get("/account/sessions").status_code == 200


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(cast: Cast) -> None:
    first, second = sign_in(cast, cast.clerk.number), sign_in(cast, cast.clerk.number, ahead=1)
    new = "a new sentence of mine"
    assert second.post("/account/password", {"current": PASSWORD, "password": new, "repeated": new}).status_code == 302

    assert first.get("/account/sessions").status_code == 302
    page = second.get("/account/sessions")
    assert [s.current for s in page.context["sessions"]] == [True]
