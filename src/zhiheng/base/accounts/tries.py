"""Counting failed tries, so that guessing is slow and nobody can lock out a duty post from outside.

A terminal that the account's owner has signed in from is counted by itself; all other browsers together are "strangers".
Guesses of strangers slow strangers only. A try is counted *before* it is looked at, so parallel guesses cannot overtake the count.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from zhiheng.base.accounts.errors import LockedOut
from zhiheng.base.accounts.models import Account, Failure, Terminal

COOKIE = "zhiheng_terminal"
TERMINAL_KEPT = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a try comes from: the digest of the terminal's cookie ('' = none) and the network address."""

    token: str
    address: str | None

    @classmethod
    def of(cls, request: HttpRequest) -> Source:
        cookie = request.COOKIES.get(COOKIE, "")
        return cls(token=digest(cookie) if cookie else "", address=request.META.get("REMOTE_ADDR") or None)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that has been counted. ``left``: tries that remain if it fails. ``known``: from a terminal of the account's owner."""

    row: Failure
    left: int
    known: bool

    def succeeded(self) -> None:
        """It was no failure: uncount it."""
        self.row.delete()


def digest(cookie: str) -> str:
    """What is stored of a terminal's cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()


def begin(number: str, source: Source) -> Attempt:
    """Count a try against ``number`` or raise LockedOut. Works the same for numbers that no account has."""
    account = Account.objects.filter(username=number).first()
    terminal = source.token if account is not None and _known(account, source) else ""
    # What was typed is not kept when it is no account's number: people type passwords into the wrong field.
    name = account.username if account is not None else "?" + salted_hmac("zhiheng.tries", number, algorithm="sha256").hexdigest()[:24]
    now = timezone.now()
    row = Failure.objects.create(username=name, terminal=terminal, address=source.address, at=now)
    allowed = settings.SIGN_IN_TRIES
    earlier = _recent(Failure.objects.filter(username=name, terminal=terminal), now)
    _refuse_beyond(earlier, allowed, row)
    if not terminal and source.address:
        _refuse_beyond(_recent(Failure.objects.filter(address=source.address, terminal=""), now), settings.SIGN_IN_TRIES_PER_ADDRESS, row)
    return Attempt(row=row, left=max(0, allowed - earlier.count()), known=bool(terminal))


def _recent(failures: QuerySet[Failure], now: dt.datetime) -> QuerySet[Failure]:
    return failures.filter(at__gt=now - window()).order_by("-at", "-pk")


def window() -> dt.timedelta:
    """How long a failure counts."""
    return dt.timedelta(minutes=settings.SIGN_IN_WINDOW_MINUTES)


def _refuse_beyond(counted: QuerySet[Failure], allowed: int, row: Failure) -> None:
    times = list(counted.exclude(pk=row.pk).values_list("at", flat=True)[:allowed])
    if len(times) == allowed:
        row.delete()  # tries while locked do not prolong the lock
        raise LockedOut(times[-1] + window())


def _known(account: Account, source: Source) -> bool:
    since = timezone.now() - TERMINAL_KEPT
    return bool(source.token) and Terminal.objects.filter(account=account, token=source.token, last_seen__gt=since).exists()


def remember_terminal(account: Account, request: HttpRequest) -> str:
    """After a full sign-in: this browser is a terminal of the account from now on. Returns the cookie to set."""
    cookie = request.COOKIES.get(COOKIE, "") or secrets.token_urlsafe(32)
    token = digest(cookie)
    Terminal.objects.update_or_create(account=account, token=token, defaults={"label": request.headers.get("User-Agent", "")[:200]})
    Failure.objects.filter(username=account.username, terminal=token).delete()
    Failure.objects.filter(at__lt=timezone.now() - dt.timedelta(days=1)).delete()  # counts of the past serve nobody
    return cookie
