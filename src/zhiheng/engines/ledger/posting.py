"""Posting: one entry in one round trip, or a month of a nation by COPY. The caller's act must be open."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
import psycopg
from django.db import Error, connection, transaction
from numpy.typing import NDArray

from zhiheng.engines.ledger.errors import NotReversible, Unbalanced, refusal_of
from zhiheng.engines.ledger.models import Entry
from zhiheng.engines.trail.refusals import NeedsSecondPerson
from zhiheng.lib.copying import copy_in

type Amounts = NDArray[np.int64]


class Posted(NamedTuple):
    """The entry, and whether this call made it (False: the key was posted before)."""

    entry: int
    made: bool


class Draft(NamedTuple):
    """An entry of a bulk posting. ``accounts`` (ids) and ``amounts`` (hundredths) go line by line; only accounts that do not run."""

    book: str
    period: str
    key: str
    kind: str
    occurred_on: dt.date
    accounts: Amounts
    amounts: Amounts
    reason: str = ""


def open_accounts(owners: Sequence[str], unit: str, *, running: bool = False, may_be_negative: bool = True) -> dict[str, int]:
    """Account ids of the owners in the unit; those that have none get one. Opening twice is opening once."""
    wanted = sorted(set(owners))
    found = _accounts(wanted, unit)
    missing = [owner for owner in wanted if owner not in found]
    if not missing:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_account(owner, unit, running, may_be_negative) select o, %s, %s, %s from unnest(%s::text[]) o"
            " on conflict (owner, unit) do nothing",
            [unit, running, may_be_negative, missing],
        )
    return found | _accounts(missing, unit)


def _accounts(owners: list[str], unit: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("select owner, id from ledger_account where unit = %s and owner = any(%s::text[])", [unit, owners])
        return dict(cursor.fetchall())


def post(
    book: str, period: str, key: str, lines: Mapping[int, int], *, kind: str, occurred_on: dt.date, reason: str = "", second: str = ""
) -> Posted:
    """Post one entry: account id -> amount in hundredths, adding up to nothing. The same key again is the same entry, once."""
    moved: dict[int, int] = {account: amount for account, amount in lines.items() if amount}
    if not moved or sum(moved.values()) != 0:
        raise Unbalanced
    return _posted(book, period, key, kind, occurred_on, reason, second, None, list(moved), list(moved.values()))


def reverse(entry: int, *, key: str, period: str, occurred_on: dt.date, reason: str, second: str) -> Posted:
    """Post the exact opposite of an entry, once. ``second``: reference of the second person, who is not the acting official."""
    if not second:
        raise NeedsSecondPerson
    if not reason.strip():
        raise NotReversible
    original = Entry.objects.get(pk=entry)
    lines = list(original.lines.order_by("line").values_list("account_id", "amount"))
    accounts, amounts = [account for account, _ in lines], [-amount for _, amount in lines]
    return _posted(original.book, period, key, f"reversal of {original.kind}", occurred_on, reason, second, entry, accounts, amounts)


def post_many(drafts: Sequence[Draft]) -> list[int]:
    """Post many entries by COPY, whole or not at all; their ids in order. No key may have been used before."""
    if not drafts:
        return []
    with _worded(), transaction.atomic(), connection.cursor() as cursor:
        # A plan made for one entry would walk a million postings one by one, and the reverse.
        cursor.execute("discard plans")
        ids = _reserved(len(drafts))
        with cursor.copy(_ENTRIES) as copying:
            for entry, draft in zip(ids, drafts, strict=True):
                copying.write_row((entry, *draft[:5], draft.reason, "", len(draft.accounts), _digest(draft), ""))
        lengths = [len(draft.accounts) for draft in drafts]
        line = np.concatenate([np.arange(1, n + 1, dtype=np.int32) for n in lengths])
        copy_in(
            cursor,
            "ledger_posting",
            {
                "entry_id": np.repeat(np.asarray(ids, np.int64), lengths),
                "line": line,
                "account_id": np.concatenate([draft.accounts for draft in drafts]).astype(np.int64),
                "amount": np.concatenate([draft.amounts for draft in drafts]).astype(np.int64),
            },
        )
        cursor.execute("discard plans")
    return ids


def freeze(book: str, period: str) -> bool:
    """Close a period of a book for good; False when it was closed before. Waits for posters at work, and they for it."""
    with connection.cursor() as cursor:
        cursor.execute("select ledger_freeze(%s, %s)", [book, period])
        return bool(cursor.fetchone()[0])


_ENTRIES = "copy ledger_entry(id, book, period, key, kind, occurred_on, reason, second, postings, digest, posted_by) from stdin"


def _posted(
    book: str,
    period: str,
    key: str,
    kind: str,
    occurred_on: dt.date,
    reason: str,
    second: str,
    reverses: int | None,
    accounts: list[int],
    amounts: list[int],
) -> Posted:
    given: list[Any] = [book, period, key, kind, occurred_on, reason, second, reverses, accounts, amounts]
    with _worded(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select entry, made from ledger_post(%s, %s, %s, %s, %s, %s, %s, %s, %s::bigint[], %s::bigint[])", given)
        return Posted(*cursor.fetchone())


@contextmanager
def _worded() -> Iterator[None]:
    """Turn the database's refusals into ours."""
    try:
        yield
    except (Error, psycopg.Error) as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error


def _reserved(count: int) -> list[int]:
    """Fresh ids of entries."""
    with connection.cursor() as numbers:
        numbers.execute("select nextval(pg_get_serial_sequence('ledger_entry', 'id')) from generate_series(1, %s)", [count])
        return [row[0] for row in numbers.fetchall()]


def _digest(draft: Draft) -> bytes:
    """What ``ledger_line`` in PostgreSQL makes of the lines."""
    lines = np.empty((len(draft.accounts), 2), ">i8")
    lines[:, 0], lines[:, 1] = draft.accounts, draft.amounts
    return hashlib.sha256(lines.tobytes()).digest()
