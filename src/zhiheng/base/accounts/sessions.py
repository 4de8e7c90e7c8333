"""Sessions: how long they live, which are open, and ending them. Ending takes effect on the session's next request."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils import timezone

from zhiheng.base.accounts.models import Account

BEGAN = "signed_in_at"
SEEN = "seen_at"
TOUCH_EVERY = 60  # seconds; "last used" need not be written more often


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One open session of an account."""

    key: int
    began: dt.datetime
    seen: dt.datetime
    address: str
    browser: str
    current: bool = False


def begin(session: SessionBase) -> None:
    """Start the session's clocks."""
    session[BEGAN] = session[SEEN] = timezone.now().timestamp()


def expired(session: SessionBase) -> str:
    """``idle`` or ``absolute`` when the session has outlived its time, else ''. A session without clocks is over."""
    now = timezone.now().timestamp()
    if now - session.get(BEGAN, 0) > settings.SESSION_LONGEST_HOURS * 3600:
        return "absolute"
    return "idle" if now - session.get(SEEN, 0) > settings.SESSION_IDLE_MINUTES * 60 else ""


def touch(session: SessionBase) -> None:
    """The session was used: move its clock, at most once a minute."""
    now = timezone.now()
    if now.timestamp() - session.get(SEEN, 0) >= TOUCH_EVERY:
        session[SEEN] = now.timestamp()
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)


def open_sessions(account: Account, *, current: str = "") -> Sequence[OpenSession]:
    """The account's sessions that still live, the latest used first; ``current`` is this request's session key."""
    kept = UserSession.objects.filter(user=account, **_alive()).order_by("-last_seen_at")
    living = _stored([row.session_key for row in kept])
    return [
        OpenSession(row.pk, row.created_at, row.last_seen_at, row.ip, browser(row.user_agent), row.session_key == current)
        for row in kept
        if row.session_key in living
    ]


def _alive() -> dict[str, dt.datetime]:
    now = timezone.now()
    return {
        "last_seen_at__gt": now - dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES, seconds=TOUCH_EVERY),
        "created_at__gt": now - dt.timedelta(hours=settings.SESSION_LONGEST_HOURS),
    }


def _stored(keys: Sequence[str]) -> set[str]:
    return set(Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("session_key", flat=True))


def count_open(accounts: Sequence[Account]) -> dict[int, int]:
    """Open sessions per account id, for a list: two queries whatever its length."""
    rows = list(UserSession.objects.filter(user__in=accounts, **_alive()).values_list("user_id", "session_key"))
    living = _stored([key for _, key in rows])
    counts: dict[int, int] = {}
    for user, key in rows:
        counts[user] = counts.get(user, 0) + (key in living)
    return counts


def end(account: Account, *, only: int | None = None, but: str = "") -> int:
    """End the account's sessions (one, or all but the one with the key ``but``); returns how many ended."""
    rows = UserSession.objects.filter(user=account).exclude(session_key=but)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for key in keys:
        store.delete(key)
    rows.delete()
    return len(keys)


_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Mac OS", "macOS"), ("Linux", "Linux"))


def browser(agent: str) -> str:
    """``Chrome 141 · Linux``: what a person can recognise in a browser's long name."""
    name = next((f"{label} {found[1]}" for mark, label in _BROWSERS if (found := re.search(re.escape(mark) + r"(\d+)", agent))), "")
    system = next((label for mark, label in _SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (name, system) if part) or agent[:40]
