"""Signing in with a passkey: set once, asked for at every sign-in, and worth nothing copied, foreign or replayed."""

from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from tests.base.accounts.software_key import SoftwareKey
from tests.cast import PASSWORD, Cast


def options(client: Client, address: str) -> dict[str, object]:
    """What the page hands to the browser."""
    page = client.get(address).content.decode()
    found = re.search(r'<script id="passkey-options" type="application/json">(.*?)</script>', page)
    assert found is not None
    read: dict[str, object] = json.loads(found[1])
    return read


@pytest.fixture
def key(cast: Cast) -> SoftwareKey:
    """The clerk's passkey, set on the clerk's own page."""
    key, client = SoftwareKey(), cast.client_for(cast.clerk)
    made = key.create(options(client, "/account/second-factor"))
    assert client.post("/account/second-factor/passkey", {"name": "钥匙", "credential": made}).status_code == 302
    return key


def at_second_step(number: str) -> Client:
    client = Client()
    client.post("/sign-in", {"number": number, "password": PASSWORD})
    return client


def test_the_field_is_empty_for_the_script_to_fill(cast: Cast) -> None:
    page = cast.client_for(cast.clerk).get("/account/second-factor").content.decode()
    assert re.search(r'<input type="hidden" name="credential"(?![^>]*value="[^"])', page)


SECOND = "/sign-in/second?way=passkey"


def test_it_works(cast: Cast, key: SoftwareKey) -> None:
    client = at_second_step(cast.clerk.number)
    answer = client.post("/sign-in/second", {"credential": key.get(options(client, SECOND))})

    assert answer.status_code == 302
    assert client.get("/account/sessions").status_code == 200


def test_signing_again_works_with_it(cast: Cast, key: SoftwareKey) -> None:
    client = cast.client_for(cast.clerk, fresh=False)
    answer = client.post("/sign-in/again", {"password": PASSWORD, "code": "", "credential": key.get(options(client, "/sign-in/again"))})
    assert answer.status_code == 302


def test_an_answer_counts_once(cast: Cast, key: SoftwareKey) -> None:
    client = at_second_step(cast.clerk.number)
    answer = key.get(options(client, SECOND))
    client.post("/sign-in/second", {"credential": answer})

    again = at_second_step(cast.clerk.number)
    options(again, SECOND)
    assert again.post("/sign-in/second", {"credential": answer}).status_code == 422


def test_another_site_cannot_relay_it(cast: Cast, key: SoftwareKey) -> None:
    client = at_second_step(cast.clerk.number)
    answer = key.get(options(client, SECOND), origin="https://testserver.evil.example")
    assert client.post("/sign-in/second", {"credential": answer}).status_code == 422


def test_another_key_cannot_sign_for_it(cast: Cast, key: SoftwareKey) -> None:
    client = at_second_step(cast.clerk.number)
    answer = key.get(options(client, SECOND), signer=ec.generate_private_key(ec.SECP256R1()))
    assert client.post("/sign-in/second", {"credential": answer}).status_code == 422


def test_it_does_not_open_another_account(cast: Cast, key: SoftwareKey) -> None:
    Authenticator.objects.filter(user=cast.warden.account).delete()
    other, theirs = SoftwareKey(), cast.client_for(cast.warden)
    theirs.post("/account/second-factor/passkey", {"credential": other.create(options(theirs, "/account/second-factor"))})

    client = at_second_step(cast.warden.number)
    assert client.post("/sign-in/second", {"credential": key.get(options(client, SECOND))}).status_code == 422


def test_setting_one_needs_a_fresh_sign_in(cast: Cast) -> None:
    client = cast.client_for(cast.clerk, fresh=False)
    made = SoftwareKey().create(options(client, "/account/second-factor"))
    assert client.post("/account/second-factor/passkey", {"credential": made})["Location"] == "/sign-in/again"


def test_one_of_two_can_be_removed_but_not_the_last(cast: Cast, key: SoftwareKey) -> None:
    client = cast.client_for(cast.clerk)
    first, second = Authenticator.objects.filter(user=cast.clerk.account).order_by("pk")
    assert client.post(f"/account/second-factor/{first.pk}/remove").status_code == 302
    assert client.post(f"/account/second-factor/{second.pk}/remove").status_code == 409
    assert client.post(f"/account/second-factor/{first.pk}/remove").status_code == 404
