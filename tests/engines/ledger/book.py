"""A small book to post in: two people's points, a ward's granting account, a purse that may not be empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np

from zhiheng.engines.ledger import posting
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, Subject, act

BOOK, PERIOD, DAY = "points:b.p1.w1", "2026-10", dt.date(2026, 10, 31)
WARD = Subject("place:b.p1.w1", "一监区", "b.p1.w1")


@act("test.ledger", subject="on")
def within[R](work: Callable[[], R], *, on: Subject = WARD, acting: Official = INSTALLATION, reason: str = "month") -> R:
    """Anything, inside an act."""
    return work()


VERBS.pop("tests.engines.ledger.book.within", None)


def accounts() -> dict[str, int]:
    """Two prisoners and the ward in points, a purse and the shop in yuan."""
    made = within(lambda: posting.open_accounts(["episode:1", "episode:2", "place:b.p1.w1"], "points"))
    made |= within(lambda: posting.open_accounts(["purse:1"], "yuan", running=True, may_be_negative=False))
    return made | within(lambda: posting.open_accounts(["shop"], "yuan"))


def post(lines: dict[int, int], key: str = "k1", **more: Any) -> posting.Posted:
    given: dict[str, Any] = {"book": BOOK, "period": PERIOD, "kind": "month", "occurred_on": DAY} | more
    return within(lambda: posting.post(key=key, lines=lines, **given))


def reverse(entry: int, key: str = "r1", **more: Any) -> posting.Posted:
    given: dict[str, Any] = {"period": PERIOD, "occurred_on": DAY, "reason": "posted to the wrong person", "second": "officer:310-0101"} | more
    return within(lambda: posting.reverse(entry, key=key, **given))


def draft(key: str, accounts: list[int], amounts: list[int], period: str = PERIOD) -> posting.Draft:
    return posting.Draft(BOOK, period, key, "month", DAY, np.array(accounts, np.int64), np.array(amounts, np.int64))
