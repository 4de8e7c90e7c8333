"""What the accounts administrator does, and what everybody does with their own account."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.accounts import policy, sessions
from zhiheng.base.accounts.errors import AccountClosed, AccountOpen, HasAccount, HasLeft, OwnAccount, SharedAccount, TwoAdministrators
from zhiheng.base.accounts.models import Account
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.models import Act, Outcome
from zhiheng.engines.trail.refusals import Invalid

if TYPE_CHECKING:
    from zhiheng.base.powers.models import Officer

APART = dt.timedelta(days=7)
# Letters and digits that are not mistaken for one another when read aloud or copied by hand.
_PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"


@act(policy.OPEN, subject="officer")
def open_account(officer: Officer, *, acting: Official, reason: str) -> tuple[Account, str]:
    """Open the officer's account; returns it and its first password, which is shown once and must be changed at first sign-in."""
    locked = type(officer).objects.select_for_update(of=("self",)).select_related("home").get(pk=officer.pk)
    if locked.account_id is not None:
        raise HasAccount
    if locked.left_on is not None:
        raise HasLeft
    _reasoned(reason)
    password = temporary_password()
    account = Account.objects.create(username=locked.number, label=locked.name, place=locked.home.path, password=make_password(password), demo=False)
    locked.account = account
    locked.save(update_fields=["account"])
    return account, password


@act(policy.OPEN, subject="account")
def close_account(account: Account, *, acting: Official, reason: str) -> Account:
    """Close the account; its open sessions end with it."""
    locked = _locked(account, acting, reason)
    if not locked.is_active:
        raise AccountClosed(_("This account is closed already."))
    locked.is_active, locked.closed_at = False, timezone.now()
    locked.save(update_fields=["is_active", "closed_at"])
    sessions.end(locked)
    return locked


@act(policy.OPEN, subject="account")
def reopen_account(account: Account, *, acting: Official, reason: str) -> Account:
    """Open a closed account again, with the password and second factor it had."""
    locked = _locked(account, acting, reason)
    if locked.is_active:
        raise AccountOpen
    if locked.officer.left_on is not None:
        raise HasLeft
    locked.is_active, locked.closed_at = True, None
    locked.save(update_fields=["is_active", "closed_at"])
    return locked


@act(policy.RESET, subject="account")
def reset_password(account: Account, *, acting: Official, reason: str) -> str:
    """Give the account a temporary password, returned once, to be changed at the next sign-in; its sessions end."""
    locked = _resettable(account, acting, reason, other="reset_second_factor")
    if locked.demo:
        raise SharedAccount
    password = temporary_password()
    locked.password, locked.must_change_password = make_password(password), True
    locked.save(update_fields=["password", "must_change_password"])
    sessions.end(locked)
    return password


@act(policy.RESET, subject="account")
def reset_second_factor(account: Account, *, acting: Official, reason: str) -> int:
    """Take away the account's second factors, so that the owner sets a new one at the next sign-in; its sessions end."""
    locked = _resettable(account, acting, reason, other="reset_password")
    removed: int = Authenticator.objects.filter(user=locked).delete()[0]
    sessions.end(locked)
    return removed


@act(policy.SESSIONS, subject="account")
def end_sessions(account: Account, *, only: int | None = None, acting: Official, reason: str) -> int:
    """End all of the account's sessions, or the one with that key; returns how many ended."""
    return sessions.end(_locked(account, acting, reason), only=only)


@act(policy.OWN, subject="account", secret=("password",))
def change_own_password(account: Account, *, password: str, acting: Official, reason: str = "") -> Account:
    """Set one's own password. Raises Invalid with what is wrong with it. Other sessions of the account end with the old password."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.demo:
        raise SharedAccount
    try:
        validate_password(password, locked)
    except ValidationError as error:
        raise Invalid(fields={"password": " ".join(error.messages)}) from error
    if locked.check_password_only(password):
        raise Invalid(fields={"password": _("This is the password you have now. Choose another one.")})
    locked.password, locked.must_change_password = make_password(password), False
    locked.save(update_fields=["password", "must_change_password"])
    return locked


def _locked(account: Account, acting: Official, reason: str) -> Account:
    """The account, locked. Nobody administers their own account, and every act of administration has a reason."""
    if acting.ref == account.official_ref:
        raise OwnAccount
    _reasoned(reason)
    return Account.objects.select_for_update().get(pk=account.pk)


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise Invalid(fields={"reason": _("Enter a reason.")})


def _resettable(account: Account, acting: Official, reason: str, *, other: str) -> Account:
    """The account, locked, unless this administrator reset the other half of its sign-in lately: one person must not hold both."""
    locked = _locked(account, acting, reason)
    if not locked.is_active:
        raise AccountClosed
    since = timezone.now() - APART
    verbs = (other, "open_account") if other == "reset_password" else (other,)
    subjects = (f"account:{locked.username}", f"officer:{locked.username}")
    if Act.objects.filter(subject__in=subjects, verb__in=verbs, official=acting.ref, outcome=Outcome.DONE, at__gt=since).exists():
        raise TwoAdministrators
    return locked


def temporary_password() -> str:
    """Sixteen characters in four groups: about 79 bits."""
    return "-".join("".join(secrets.choice(_PLAIN) for _ in range(4)) for _ in range(4))
