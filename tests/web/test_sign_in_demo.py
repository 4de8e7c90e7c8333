"""One click per role in the demonstration; outside it, nothing."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, act
from zhiheng.engines.trail.models import Act


@act("powers.sync", subject="officer")
def _make_demo(officer: Officer, role: str, *, acting: Official, reason: str) -> None:
    account = officer.account
    assert account is not None
    account.username = officer.number = f"demo-{role}"
    account.demo = account.must_change_password = True
    account.save()
    officer.save()
    Authenticator.objects.filter(user=account).delete()


VERBS.pop("tests.web.test_sign_in_demo._make_demo", None)


@pytest.fixture(autouse=True)
def people(cast: Cast) -> None:
    _make_demo(cast.clerk, "penalty-clerk", acting=INSTALLATION, reason="test")
    _make_demo(cast.admin_accounts, "admin-accounts", acting=INSTALLATION, reason="test")


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.usefixtures("demo")
def test_it_works(cast: Cast) -> None:
    client = Client()
    page = client.get("/sign-in").content.decode()
    assert 'action="/demo/sign-in/penalty-clerk"' in page
    assert "刑罚执行科干事" in page

    assert client.post("/demo/sign-in/penalty-clerk")["Location"] == "/"
    assert client.get("/account/sessions").status_code == 200
    assert Act.objects.get(verb="demo_sign_in").official == "officer:demo-penalty-clerk"


def test_outside_the_demonstration_the_address_does_not_exist(cast: Cast) -> None:
    client = Client()
    there, never = client.post("/demo/sign-in/penalty-clerk"), client.post("/demo/sign-in/no-such-role")
    assert there.status_code == never.status_code == 404
    assert client.get("/account/sessions").status_code == 302
    assert "/demo/sign-in" not in client.get("/sign-in").content.decode()


@pytest.mark.usefixtures("demo")
def test_an_open_demo_session_ends_with_the_demonstration(cast: Cast, settings: Settings) -> None:
    client = Client()
    client.post("/demo/sign-in/penalty-clerk")
    settings.DEMO = False
    assert client.get("/account/sessions").status_code == 302


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", ["no-such-role", "310-0008", "penalty-clerk2"])
def test_only_synthetic_roles_open(cast: Cast, role: str) -> None:
    assert Client().post(f"/demo/sign-in/{role}").status_code == 404


@pytest.mark.usefixtures("demo")
def test_it_is_a_post_with_the_forms_token(cast: Cast) -> None:
    assert Client().get("/demo/sign-in/penalty-clerk").status_code == 404
    assert Client(enforce_csrf_checks=True).post("/demo/sign-in/penalty-clerk").status_code == 403


@pytest.mark.usefixtures("demo")
def test_one_click_proves_nothing_so_signing_asks_for_the_password(cast: Cast) -> None:
    client = Client()
    client.post("/demo/sign-in/admin-accounts")
    answer = client.post("/accounts/310-0101/reset-second-factor", {"reason": "test"})
    assert answer["Location"] == "/sign-in/again"

    assert client.post("/sign-in/again", {"password": PASSWORD})["Location"] == "/sign-in/resume"
    assert client.post("/accounts/310-0101/reset-second-factor", {"reason": "test"})["Location"] == "/accounts/310-0101"


@pytest.mark.usefixtures("demo")
def test_another_role_replaces_the_session(cast: Cast) -> None:
    client = Client()
    client.post("/demo/sign-in/penalty-clerk")
    before = client.session.session_key
    client.post("/demo/sign-in/admin-accounts")

    assert client.session.session_key != before
    assert client.get("/accounts").status_code == 200


@pytest.mark.usefixtures("demo")
def test_a_visitor_cannot_shut_out_the_next(cast: Cast) -> None:
    client = Client()
    client.post("/demo/sign-in/penalty-clerk")
    client.post("/sign-in/again", {"password": PASSWORD})

    assert client.post("/account/second-factor/code", {"code": cast.code()}).status_code == 409
    new = "a new sentence of mine"
    assert client.post("/account/password", {"current": PASSWORD, "password": new, "repeated": new}).status_code == 422
