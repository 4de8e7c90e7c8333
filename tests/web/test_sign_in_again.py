"""Signing needs a sign-in of the last five minutes; what was entered survives the second sign-in."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from tests.cast import PASSWORD, Cast
from zhiheng.base.accounts.models import Account
from zhiheng.engines.trail.models import Act
from zhiheng.web.entrance import kept_request, suspend

WHY = "verified face to face, 310-0205 <b>&"


def reset(client: Client, cast: Cast) -> str:
    """Try a signing act; returns where it leads."""
    answer = client.post(f"/accounts/{cast.clerk.number}/reset-password", {"reason": WHY}, headers={"referer": "http://testserver/accounts"})
    return str(answer.headers.get("Location", ""))


@pytest.fixture
def stale(cast: Cast) -> Client:
    return cast.client_for(cast.admin_accounts, fresh=False)


def test_it_works(cast: Cast, stale: Client) -> None:
    assert reset(stale, cast) == "/sign-in/again"
    assert "已保留" in stale.get("/sign-in/again").content.decode()

    again = stale.post("/sign-in/again", {"password": PASSWORD, "code": cast.code()})
    assert again["Location"] == "/sign-in/resume"
    kept = stale.get("/sign-in/resume").context["kept"]
    assert kept["fields"] == [["reason", [WHY]]]

    done = stale.post(kept["path"], dict(kept["fields"]))
    assert done.status_code == 200
    assert Account.objects.get(username=cast.clerk.number).must_change_password
    assert Act.objects.get(verb="reset_password", outcome="done").reason == WHY


def test_the_refused_attempt_is_kept(cast: Cast, stale: Client) -> None:
    reset(stale, cast)
    assert Act.objects.get(verb="reset_password").refusal == "fresh-sign-in"


def test_signing_again_is_kept(cast: Cast, stale: Client) -> None:
    stale.post("/sign-in/again", {"password": PASSWORD, "code": cast.code()})
    assert Act.objects.get(verb="fresh_sign_in").official == cast.admin_accounts.ref


def test_what_was_entered_is_shown_escaped(cast: Cast, stale: Client) -> None:
    reset(stale, cast)
    stale.post("/sign-in/again", {"password": PASSWORD, "code": cast.code()})
    assert "&lt;b&gt;&amp;" in stale.get("/sign-in/resume").content.decode()


def test_nothing_is_sent_without_signing_again(cast: Cast, stale: Client) -> None:
    reset(stale, cast)
    assert stale.get("/sign-in/resume")["Location"] == "/sign-in/again"
    assert not Account.objects.get(username=cast.clerk.number).must_change_password


@pytest.mark.parametrize("given", [{"password": "wrong"}, {"code": "000000"}, {"code": ""}, {"password": ""}, {"is_staff": "1"}])
def test_half_a_proof_is_none(cast: Cast, stale: Client, given: dict[str, str]) -> None:
    answer = stale.post("/sign-in/again", {"password": PASSWORD, "code": cast.code(), **given})

    assert answer.status_code == 422
    assert reset(stale, cast) == "/sign-in/again"


def test_it_expires_after_five_minutes(cast: Cast, stale: Client) -> None:
    stale.post("/sign-in/again", {"password": PASSWORD, "code": cast.code()})
    session = stale.session
    session["account_authentication_methods"] = [{**m, "at": time.time() - 301} for m in session["account_authentication_methods"]]
    session.save()

    assert reset(stale, cast) == "/sign-in/again"


def test_guessing_here_is_counted_too(cast: Cast, stale: Client) -> None:
    for _ in range(5):
        stale.post("/sign-in/again", {"password": "wrong", "code": "000000"})
    assert stale.post("/sign-in/again", {"password": PASSWORD, "code": cast.code()}).status_code == 429


def test_passwords_and_tokens_are_not_kept(cast: Cast, stale: Client) -> None:
    data = {"reason": WHY, "password": "typed here", "csrfmiddlewaretoken": "x"}
    stale.post(f"/accounts/{cast.clerk.number}/reset-password", data)
    assert "typed here" not in str(dict(stale.session))


def test_a_part_of_a_page_goes_as_a_whole(cast: Cast, stale: Client) -> None:
    answer = stale.post(f"/accounts/{cast.clerk.number}/reset-password", {"reason": WHY}, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/sign-in/again")


@pytest.mark.parametrize("extra", [{"file": SimpleUploadedFile("a.txt", b"x")}, {"reason": "x" * 100_001}])
def test_a_file_or_an_overlong_form_cannot_be_kept_and_that_is_said(stale: Client, extra: dict[str, object]) -> None:
    request = RequestFactory().post("/accounts/310-0205/close", {"reason": WHY, **extra})
    request.session = stale.session
    suspend(request)
    request.session.save()

    assert (kept_request(request) or {})["fields"] == []
    assert "无法保留" in stale.get("/sign-in/again").content.decode()


def test_strangers_cannot_ask() -> None:
    assert Client().get("/sign-in/again").status_code == 302


@pytest.mark.parametrize("asked", ["https://evil.example/", "//evil.example"])
def test_next_never_leads_to_another_site(cast: Cast, stale: Client, asked: str) -> None:
    answer = stale.post("/sign-in/again", {"password": PASSWORD, "code": cast.code(), "next": asked})
    assert answer["Location"] == "/"
