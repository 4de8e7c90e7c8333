"""The steps of signing in, and who may come in (the settings' authentication backend).

Every step is counted (``tries``) and kept in the trail with the address it came from.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from zhiheng.base.accounts import factors
from zhiheng.base.accounts.errors import LockedOut, NotSignedIn, WrongCode, WrongPasskey, WrongPassword
from zhiheng.base.accounts.models import Account
from zhiheng.base.accounts.tries import Attempt, Source, begin
from zhiheng.engines.trail.acts import Official, Subject, note_event

STRANGER = "stranger:sign-in"


class Backend(BaseBackend):
    """Number and password. An unknown number, a closed account and a wrong password cost the same time and look the same."""

    def authenticate(self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: object) -> Account | None:
        """The account, or None. No rehash here: an account's row changes only inside an act."""
        if not username or password is None:
            return None
        account = Account.objects.filter(username=username).first()
        if account is None:
            make_password(password)  # as much work as a real check
            return None
        right = check_password(password, account.password)
        return account if right and may_enter(account) else None

    def get_user(self, user_id: int) -> Account | None:
        """The session's account, read anew for each request: closing an account ends its open sessions at once."""
        account = Account.objects.filter(pk=user_id).first()
        return account if account is not None and may_enter(account) else None


def may_enter(account: Account) -> bool:
    """Whether the account is open; a synthetic person's account is open in demo mode only."""
    return account.is_active and (settings.DEMO or not account.demo)


def prove_password(number: str, password: str, source: Source) -> Account:
    """The first step. Raises WrongPassword or LockedOut."""
    attempt = _begin(number, source)
    account = Backend().authenticate(None, number, password)
    if account is None:
        raise _failed(number, WrongPassword(attempt.left), source)
    attempt.succeeded()
    return account


def prove_code(account: Account, code: str, source: Source) -> None:
    """The second step by one-time code. Raises WrongCode or LockedOut."""
    attempt = _begin(account.username, source)
    if not factors.accept_code(account, code):
        raise _failed(account.username, WrongCode(attempt.left), source)
    attempt.succeeded()


def prove_passkey(account: Account, credential: Any, source: Source) -> None:
    """The second step by passkey. Raises WrongPasskey or LockedOut."""
    attempt = _begin(account.username, source)
    if not factors.accept_passkey(account, credential):
        raise _failed(account.username, WrongPasskey(attempt.left), source)
    attempt.succeeded()


def _begin(number: str, source: Source) -> Attempt:
    try:
        return begin(number, source)
    except LockedOut as refusal:
        note_stranger("locked_out", number, source, refusal.code)
        raise


def _failed(number: str, refusal: NotSignedIn, source: Source) -> NotSignedIn:
    note_stranger("failed_sign_in", number, source, refusal.code)
    return refusal


def note_stranger(verb: str, number: str, source: Source, code: str) -> None:
    """Keep what somebody who proved nothing tried. A number that no account has is not kept: it may be a mistyped password."""
    account = Account.objects.filter(username=number).first()
    subject = account.trail_subject() if account else Subject(ref="account:unknown", label="")
    note_event(verb, acting=Official(ref=STRANGER, label="", terminal=source.address or ""), subject=subject, refusal=code)


def note_own(verb: str, account: Account, source: Source, **inputs: object) -> None:
    """Keep what the account's owner did with it: signed in, signed out, proved themselves again, changed a second factor."""
    acting = Official(ref=account.official_ref, label=account.label, terminal=source.address or "")
    note_event(verb, acting=acting, subject=account.trail_subject(), inputs=inputs)
