"""Signing in: both steps, every refusal, and what a session is worth afterwards."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import PASSWORD, Cast
from zhiheng.base.accounts import actions
from zhiheng.base.accounts.models import Account, Failure, Terminal
from zhiheng.base.accounts.tries import COOKIE
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, act
from zhiheng.engines.trail.models import Act


@act("powers.sync", subject="account")
def change(account: Account, *, acting: Official, reason: str, **values: object) -> None:
    for name, value in values.items():
        setattr(account, name, value)
    account.save()


VERBS.pop("tests.web.test_sign_in.change", None)


def sign_in(cast: Cast, number: str = "310-0205", *, client: Client | None = None, **fields: str) -> Client:
    """Both steps with the right proofs."""
    client = client or Client()
    client.post("/sign-in", {"number": number, "password": PASSWORD, **fields})
    client.post("/sign-in/second", {"code": cast.code()})
    return client


def signed_in(client: Client) -> bool:
    return client.get("/account/sessions").status_code == 200


def test_it_works(cast: Cast) -> None:
    client = Client()
    first = client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
    assert (first.status_code, first["Location"]) == (302, "/sign-in/second")
    assert not signed_in(client)

    second = client.post("/sign-in/second", {"code": cast.code()})
    assert (second.status_code, second["Location"]) == (302, "/")
    assert signed_in(client)
    assert Act.objects.get(verb="sign_in").inputs["factors"] == ["password", "totp"]


def test_the_pages_say_so_in_both_languages() -> None:
    assert "登录" in Client().get("/sign-in").content.decode()


@pytest.mark.django_db
def test_the_page_speaks_english_when_asked() -> None:
    client = Client()
    client.cookies["zh_language"] = "en"
    assert "Officer&#x27;s number" in client.get("/sign-in").content.decode()


@pytest.mark.parametrize(("number", "password"), [("310-0205", "wrong"), ("999-9999", PASSWORD), ("310-0205", PASSWORD + " ")])
def test_wrong_number_and_wrong_password_are_one_answer(cast: Cast, number: str, password: str) -> None:
    answer = Client().post("/sign-in", {"number": number, "password": password})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "警号或密码不正确。" in page
    assert "还可尝试4次" in page
    assert "E-AUTH-11" in page
    assert password not in page


def test_a_closed_account_is_the_same_answer(cast: Cast) -> None:
    assert cast.clerk.account is not None
    actions.close_account(cast.clerk.account, acting=cast.acting(cast.admin_accounts), reason="left the post")

    answer = Client().post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
    assert answer.status_code == 422
    assert "警号或密码不正确。" in answer.content.decode()


def test_a_demo_account_is_the_same_answer_outside_the_demonstration(cast: Cast) -> None:
    assert cast.clerk.account is not None
    change(cast.clerk.account, demo=True, acting=INSTALLATION, reason="test")

    assert Client().post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD}).status_code == 422


def test_full_width_digits_are_read(cast: Cast) -> None:
    answer = Client().post("/sign-in", {"number": "３１０-０２０５　", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize("forged", ["is_staff", "is_active", "demo", "is_superuser", "backend"])
def test_fields_that_do_not_belong_are_refused_and_kept(cast: Cast, forged: str) -> None:
    answer = Client().post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD, forged: "1"})

    assert answer.status_code == 422
    assert Act.objects.get(verb="failed_sign_in").refusal == "invalid-form"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{7*7}}", "x" * 300, "", "' or 1=1 --", "\x00"])
def test_bad_text_is_refused_or_neutralised(cast: Cast, text: str) -> None:
    answer = Client().post("/sign-in", {"number": text, "password": text})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert (
        re.search(r"\b49\b", re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page)) is None
    )  # nothing was computed; tokens are chance


def test_the_sixth_failure_says_when_to_come_back(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        client.post("/sign-in", {"number": cast.clerk.number, "password": "wrong"})
    answer = client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})

    assert answer.status_code == 429
    assert "E-AUTH-20" in answer.content.decode()


def test_the_second_step_has_no_way_round(cast: Cast) -> None:
    client = Client()
    assert client.get("/sign-in/second").status_code == 302
    client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})

    answer = client.post("/sign-in/second", {"code": "000000"})
    assert answer.status_code == 422
    assert "动态口令不正确或已过期" in answer.content.decode()
    assert not signed_in(client)


def test_wrong_codes_lock_as_wrong_passwords_do(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
    for _ in range(5):
        client.post("/sign-in/second", {"code": "000000"})

    assert client.post("/sign-in/second", {"code": cast.code()}).status_code == 429
    assert not signed_in(client)


def test_a_replayed_code_is_refused(cast: Cast) -> None:
    code = cast.code()
    first, second = Client(), Client()
    for client in (first, second):
        client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
    assert first.post("/sign-in/second", {"code": code}).status_code == 302
    assert second.post("/sign-in/second", {"code": code}).status_code == 422


@pytest.mark.parametrize("credential", ["{}", "[]", "null", "1", "{", '{"id": "x", "response": {}}', '{"id":"AA","rawId":"AA","type":"public-key"}'])
def test_a_forged_passkey_is_refused(cast: Cast, credential: str) -> None:
    client = Client()
    client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})

    assert client.post("/sign-in/second", {"credential": credential}).status_code == 422
    assert not signed_in(client)


def test_an_account_closed_between_the_steps_does_not_get_in(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
    assert cast.clerk.account is not None
    actions.close_account(cast.clerk.account, acting=cast.acting(cast.admin_accounts), reason="left the post")

    assert client.post("/sign-in/second", {"code": cast.code()})["Location"] == "/sign-in"
    assert not signed_in(client)


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/people?q=1", "/people?q=1"), ("https://evil.example/", "/"), ("//evil.example/x", "/"), ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"), ("http://testserver@evil.example/", "/"), ("", "/"),
    ],
)  # fmt: skip
def test_next_never_leads_to_another_site(cast: Cast, asked: str, goes: str) -> None:
    client = Client()
    client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD, "next": asked})
    assert client.post("/sign-in/second", {"code": cast.code()})["Location"] == goes


def test_the_session_key_changes_at_sign_in(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
    fixed = client.session.session_key
    client.post("/sign-in/second", {"code": cast.code()})

    assert client.session.session_key != fixed
    assert not Session.objects.filter(session_key=fixed).exists()


def test_the_terminal_is_known_only_after_both_steps(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
    assert not Terminal.objects.exists()
    client.post("/sign-in/second", {"code": cast.code()})

    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in str(list(Terminal.objects.values()))
    assert Terminal.objects.get().account == cast.clerk.account


def test_nothing_is_counted_after_success(cast: Cast) -> None:
    sign_in(cast)
    assert not Failure.objects.exists()


def test_sign_out_is_a_post_and_ends_the_session(cast: Cast) -> None:
    client = sign_in(cast)
    assert client.get("/sign-out").status_code == 405
    assert signed_in(client)

    client.post("/sign-out")
    assert not signed_in(client)
    assert Act.objects.filter(verb="sign_out").exists()


def test_sign_in_needs_the_forms_own_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD}).status_code == 403


def test_an_idle_session_ends(cast: Cast) -> None:
    client = sign_in(cast)
    session = client.session
    session["seen_at"] = time.time() - site.SESSION_IDLE_MINUTES * 60 - 1
    session.save()

    answer = client.get("/account/sessions")
    assert answer["Location"] == "/sign-in?next=%2Faccount%2Fsessions"
    assert "连续30分钟未操作" in client.get(answer["Location"]).content.decode()


def test_a_session_in_use_ends_after_its_longest_time(cast: Cast) -> None:
    client = sign_in(cast)
    session = client.session
    session["signed_in_at"] = time.time() - site.SESSION_LONGEST_HOURS * 3600 - 1
    session.save()

    assert not signed_in(client)


def test_closing_the_account_ends_an_open_session_at_once(cast: Cast) -> None:
    client = sign_in(cast)
    assert cast.clerk.account is not None
    actions.close_account(cast.clerk.account, acting=cast.acting(cast.admin_accounts), reason="left the post")

    assert not signed_in(client)


def test_ending_all_holdings_takes_effect_in_an_open_session(cast: Cast) -> None:
    client = sign_in(cast, cast.admin_accounts.number)
    assert client.get("/accounts").status_code == 200
    cast.dismiss(cast.admin_accounts)

    assert client.get("/accounts").status_code == 404
    assert signed_in(client)


def test_an_officer_who_left_gets_words_and_no_ring_of_redirects(cast: Cast) -> None:
    client = sign_in(cast)
    leave(cast)

    answer = client.get("/account/sessions", follow=True)
    assert answer.status_code == 200
    assert "目前不属于任何在职人员" in answer.content.decode()


def leave(cast: Cast) -> None:
    _leave(cast.clerk, acting=INSTALLATION, reason="test")


@act("powers.sync", subject="officer")
def _leave(officer: object, *, acting: Official, reason: str) -> None:
    officer.left_on = dt.date(2026, 1, 1)  # type: ignore[attr-defined]
    officer.save()  # type: ignore[attr-defined]


VERBS.pop("tests.web.test_sign_in._leave", None)


class TestFirstSignIn:
    """A temporary password and no second factor: nothing opens before both are the owner's own."""

    @pytest.fixture
    def client(self, cast: Cast) -> Client:
        account = cast.clerk.account
        assert account is not None
        Authenticator.objects.filter(user=account).delete()
        change(account, must_change_password=True, acting=INSTALLATION, reason="test")
        client = Client()
        client.post("/sign-in", {"number": cast.clerk.number, "password": PASSWORD})
        return client

    def new_password(self, client: Client, **fields: str) -> int:
        given = {"current": PASSWORD, "password": "a new sentence of mine", "repeated": "a new sentence of mine", **fields}
        return client.post("/account/password", given).status_code

    def test_it_works(self, cast: Cast, client: Client) -> None:
        assert client.get("/account/sessions")["Location"].startswith("/account/password")
        assert self.new_password(client) == 302
        assert client.get("/account/sessions")["Location"].startswith("/account/second-factor")

        page = client.get("/account/second-factor")
        assert "data:image/svg+xml;base64," in page.content.decode()
        assert client.post("/account/second-factor/code", {"code": code_of(page.context["secret"])}).status_code == 302
        assert signed_in(client)
        assert Act.objects.filter(verb="add_second_factor", subject=f"account:{cast.clerk.number}").exists()

    def test_no_page_opens_before(self, client: Client) -> None:
        for address in ("/", "/accounts", "/account/sessions", "/people"):
            assert client.get(address).status_code in (302, 404)

    def test_a_wrong_present_password_is_refused(self, client: Client) -> None:
        assert self.new_password(client, current="wrong") == 422

    def test_two_different_new_ones_are_refused(self, client: Client) -> None:
        assert self.new_password(client, repeated="another sentence of mine") == 422

    def test_a_weak_one_is_refused(self, client: Client) -> None:
        assert self.new_password(client, password="password1234", repeated="password1234") == 422

    def test_a_wrong_code_sets_nothing(self, cast: Cast, client: Client) -> None:
        self.new_password(client)
        client.get("/account/second-factor")

        assert client.post("/account/second-factor/code", {"code": "000000"}).status_code == 422
        assert not Authenticator.objects.filter(user=cast.clerk.account).exists()


def code_of(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30)))
