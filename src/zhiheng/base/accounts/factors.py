"""Second factors: one-time codes (RFC 6238) and passkeys (WebAuthn). The sign-in library keeps them; these are the questions asked of it.

Every account needs one, except the synthetic people's in demo mode.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare

from zhiheng.base.accounts.errors import LastFactor
from zhiheng.base.accounts.models import Account
from zhiheng.lib.text import digits

PERIOD = 30
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def must_have_one(account: Account) -> bool:
    """Whether the account cannot be used without a second factor."""
    return not account.demo


def factors_of(account: Account) -> Sequence[Authenticator]:
    """The account's second factors, oldest first."""
    return list(Authenticator.objects.filter(user=account, type__in=KINDS).order_by("created_at", "pk"))


def kinds_of(account: Account) -> set[str]:
    """``totp`` and/or ``webauthn``; empty when none is set."""
    return set(Authenticator.objects.filter(user=account, type__in=KINDS).values_list("type", flat=True))


@transaction.atomic
def accept_code(account: Account, code: str) -> bool:
    """Whether the code is this moment's (or a neighbour's, for clocks that differ). Each code is accepted once, on whatever server."""
    factor = Authenticator.objects.select_for_update().filter(user=account, type=Authenticator.Type.TOTP).first()
    if factor is None:
        return False
    step = _step_of(decrypt(factor.data["secret"]), code, after=int(factor.data.get("step", 0)))
    if step is None:
        return False
    factor.data["step"] = step
    factor.save(update_fields=["data"])
    factor.record_usage()
    return True


def _step_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """The time step whose code this is, if later than the last one used."""
    given, now = digits(code), int(time.time()) // PERIOD
    for step in (now, now - 1, now + 1):
        if constant_time_compare(given, format_hotp_value(hotp_value(secret, step))):
            return step if step > after else None
    return None


def new_secret() -> str:
    """A secret for a code generator, base32."""
    return str(generate_totp_secret())


def secret_address(account: Account, secret: str) -> tuple[str, str]:
    """The secret as an address for code generators, and as a QR picture in a ``data:`` address (inline it would bring style attributes)."""
    adapter = get_adapter()
    address = adapter.build_totp_url(account, secret)
    picture = base64.b64encode(adapter.build_totp_svg(address).encode()).decode()
    return address, f"data:image/svg+xml;base64,{picture}"


def add_code_generator(account: Account, secret: str, code: str) -> bool:
    """Set a code generator, once it shows the right code. Replaces none: there is at most one."""
    step = _step_of(secret, code)
    if step is None or "totp" in kinds_of(account):
        return False
    factor = TOTP.activate(account, secret).instance
    factor.data["step"] = step
    factor.save(update_fields=["data"])
    return True


# What a forged or damaged answer makes the library raise.
_NOT_ACCEPTED = (ValidationError, InvalidSignature, ValueError, TypeError, KeyError, AttributeError)


def passkey_request(account: Account) -> dict[str, Any]:
    """What the browser needs to ask for a passkey; the challenge is kept in the session."""
    return dict(webauthn.begin_authentication(account))


def passkey_creation(account: Account) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge is kept in the session."""
    return dict(webauthn.begin_registration(account, passwordless=False))


def accept_passkey(account: Account, credential: Any) -> bool:
    """Whether the answer is signed by one of the account's passkeys over this session's challenge."""
    try:
        webauthn.parse_authentication_response(credential)
        factor = webauthn.complete_authentication(account, credential)
    except _NOT_ACCEPTED:
        return False
    factor.record_usage()
    return True


def add_passkey(account: Account, name: str, credential: Any) -> bool:
    """Set a passkey from the browser's answer to ``passkey_creation``."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except _NOT_ACCEPTED:
        return False
    webauthn.WebAuthn.add(account, name, credential)
    return True


def remove(account: Account, key: int) -> Authenticator | None:
    """Take away one of the account's second factors; None when there is no such one. Raises LastFactor."""
    factors = factors_of(account)
    found = next((factor for factor in factors if factor.pk == key), None)
    if found is None:
        return None
    if len(factors) == 1 and must_have_one(account):
        raise LastFactor
    found.delete()
    return found
