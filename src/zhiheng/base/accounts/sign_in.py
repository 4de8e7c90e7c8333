"""Who may come in with a number and a password (the settings' authentication backend)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from zhiheng.base.accounts.models import Account


class Backend(BaseBackend):
    """Number and password. An unknown number, a closed account and a wrong password cost the same time and look the same."""

    def authenticate(self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: object) -> Account | None:
        """The account, or None. No rehash here: an account row changes only inside an act."""
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
