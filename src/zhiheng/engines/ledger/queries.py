"""Reads of the ledger: balances and statements. Nothing is stored that the postings do not say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from zhiheng.engines.ledger.models import Frozen, Posting


@dataclass(frozen=True, slots=True)
class Line:
    """One posting of a statement, with the balance it left (hundredths)."""

    entry: int
    kind: str
    key: str
    period: str
    occurred_on: dt.date
    amount: int
    balance: int
    reverses: int | None
    reason: str


def balances(owners: Iterable[str], unit: str) -> dict[str, int]:
    """Owner -> balance in hundredths; an owner without postings has 0."""
    wanted = list(owners)
    found = Posting.objects.filter(account__owner__in=wanted, account__unit=unit).values_list("account__owner").annotate(total=Sum("amount"))
    return dict.fromkeys(wanted, 0) | dict(found)


def statement(owner: str, unit: str) -> list[Line]:
    """Every posting of the account in the order of posting."""
    found = Posting.objects.filter(account__owner=owner, account__unit=unit).select_related("entry").order_by("entry_id", "line")
    lines, balance = [], 0
    for posting in found:
        entry = posting.entry
        balance += posting.amount
        lines.append(Line(entry.pk, entry.kind, entry.key, entry.period, entry.occurred_on, posting.amount, balance, entry.reverses_id, entry.reason))
    return lines


def is_frozen(book: str, period: str) -> bool:
    """Whether the period takes no posting any more."""
    return Frozen.objects.filter(book=book, period=period).exists()
