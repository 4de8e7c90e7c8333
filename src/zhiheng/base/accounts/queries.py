"""Reads for the accounts administrator: accounts within reach, with post, second factor, sessions and last sign-in. No case, no person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from zhiheng.base.accounts import factors, sessions
from zhiheng.base.accounts.models import Account
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import OutsideScope

if TYPE_CHECKING:
    from zhiheng.base.powers.models import Holding


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the list shows it. ``posts``: (post in words, since) held at this moment; ``has_factor``: a second factor is set."""

    account: Account
    posts: Sequence[tuple[str, dt.datetime | None]]
    has_factor: bool
    sessions: int
    last_sign_in: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A page of the list in the order of numbers; the numbers to go on from, or None at either end."""

    rows: Sequence[AccountRow]
    next: str | None
    previous: str | None


def accounts_under(paths: Sequence[str]) -> QuerySet[Account]:
    """Accounts whose place is one of the paths or below; none for no paths."""
    within = Q(pk__in=[])
    for path in paths:
        within |= Q(place=path) | Q(place__startswith=f"{path}.")
    return Account.objects.filter(within)


def account_in_reach(number: str, paths: Sequence[str]) -> Account:
    """The account, or OutsideScope."""
    found = accounts_under(paths).filter(username=number).first()
    if found is None:
        raise OutsideScope
    return found


def list_accounts(
    paths: Sequence[str], *, text: str = "", state: str = "", factor: str = "", after: str | None = None, before: str | None = None, size: int = 50
) -> AccountPage:
    """A page of accounts. ``state``: open, closed or waiting (first sign-in not done); ``factor``: set or none. A constant number of queries."""
    found = _filtered(accounts_under(paths), text, state, factor)
    if before is not None:
        taken = list(found.filter(username__lt=before).order_by("-username")[: size + 1])
        more, taken = len(taken) > size, taken[:size][::-1]
        return AccountPage(rows_of(taken), taken[-1].username if taken else None, taken[0].username if taken and more else None)
    taken = list((found.filter(username__gt=after) if after else found).order_by("username")[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    return AccountPage(rows_of(taken), taken[-1].username if more else None, taken[0].username if taken and after else None)


def _filtered(found: QuerySet[Account], text: str, state: str, factor: str) -> QuerySet[Account]:
    if text:
        found = found.filter(Q(username__istartswith=text) | Q(label__contains=text) | Q(officer__initials__startswith=text.lower()))
    if state:
        wanted = {"open": Q(is_active=True), "closed": Q(is_active=False), "waiting": Q(is_active=True, must_change_password=True)}
        found = found.filter(wanted.get(state, Q(pk__in=[])))
    if factor:
        has = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=factors.KINDS))
        found = found.filter(has if factor == "set" else ~has)
    return found


def rows_of(accounts: Sequence[Account]) -> list[AccountRow]:
    """What the list shows of each account, in the order given."""
    chosen = Account.objects.select_related("officer").prefetch_related("officer__holdings__post__kind", "officer__holdings__post__place")
    full = {account.pk: account for account in chosen.filter(pk__in=[a.pk for a in accounts])}
    with_factor = set(Authenticator.objects.filter(user__in=accounts, type__in=factors.KINDS).values_list("user_id", flat=True))
    counts, last = sessions.count_open(accounts), last_sign_ins(accounts)
    return [
        AccountRow(full[a.pk], posts_of(full[a.pk]), a.pk in with_factor, counts.get(a.pk, 0), last.get(a.username)) for a in accounts if a.pk in full
    ]


def posts_of(account: Account) -> list[tuple[str, dt.datetime | None]]:
    """The posts that the account's officer holds now, in words, and since when."""
    return [(str(h.post), h.during.lower) for h in _held(account)]


def _held(account: Account) -> list[Holding]:
    officer = getattr(account, "officer", None)
    now = timezone.now()
    held = officer.holdings.all() if officer else ()
    return [h for h in held if h.during.lower <= now and (h.during.upper is None or now < h.during.upper)]


def duty_of(account: Account) -> tuple[str, str]:
    """Kind of post and place of the first post held now, in words; empty texts when there is none."""
    held = _held(account)
    return (str(held[0].post.kind), str(held[0].post.place)) if held else ("", "")


def last_sign_ins(accounts: Sequence[Account]) -> dict[str, dt.datetime]:
    """Number -> when the account last signed in, read from the trail."""
    subjects = [f"account:{account.username}" for account in accounts]
    found = Act.objects.filter(subject__in=subjects, verb__in=("sign_in", "demo_sign_in")).values_list("subject").annotate(Max("at"))
    return {subject.removeprefix("account:"): at for subject, at in found}


def demo_accounts() -> list[Account]:
    """The synthetic people's accounts that sign in with one click: ``demo-<role>``, with their officers and posts."""
    return list(
        Account.objects.filter(demo=True, is_active=True, username__startswith="demo-", officer__left_on__isnull=True)
        .select_related("officer")
        .prefetch_related("officer__holdings__post__kind", "officer__holdings__post__place")
        .order_by("pk")
    )
