"""Tampering behind the triggers' back: each is found, and the first bad record is named."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import translation

from tests.engines.ledger.book import BOOK, PERIOD, accounts, post, reverse, within
from zhiheng.engines.ledger import posting
from zhiheng.engines.ledger.faults import ledger_faults
from zhiheng.engines.trail.verify import Fault, Report, verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _history(db: None) -> None:
    a = accounts()
    entry = post({a["episode:1"]: 100_00, a["place:b.p1.w1"]: -100_00}).entry
    post({a["purse:1"]: 50_00, a["shop"]: -50_00}, "in")
    post({a["purse:1"]: -20_00, a["shop"]: 20_00}, "out")
    reverse(entry)
    within(lambda: posting.freeze(BOOK, PERIOD))


def found() -> list[Fault]:
    with connection.cursor() as cursor, translation.override("en"):
        return list(ledger_faults(cursor, Report(), lambda *_: None))


def test_it_works() -> None:
    assert found() == []


def test_the_whole_verification_asks_the_ledger_too() -> None:
    tamper("update ledger_posting set balance = 1 where version = 1")

    assert "ledger" in {fault.check for fault in verify(at_most=50).faults}


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in ("ledger_posting", "ledger_entry", "ledger_frozen"):
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute("alter table ledger_entry drop constraint ledger_reversal_for_two")
        cursor.execute(sql)
        for table in ("ledger_posting", "ledger_entry", "ledger_frozen"):
            cursor.execute(f"alter table {table} enable trigger user")


FIRST = "entry_id = (select min(id) from ledger_entry)"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (f"update ledger_posting set amount = 9900 where line = 1 and {FIRST}", "not those that were posted"),
        (f"delete from ledger_posting where line = 2 and {FIRST}", "not those that were posted"),
        ("insert into ledger_posting(entry_id, line, account_id, amount) values (999999, 1, 1, 5)", "not those that were posted"),
        ("update ledger_posting set account_id = 0 where version = 1", "does not balance"),
        ("update ledger_posting set balance = 9000 where version = 2", "running account of purse:1 is broken"),
        ("update ledger_posting set version = 7 where version = 2", "running account of purse:1 is broken"),
        ("update ledger_entry set second = posted_by where reverses_id is not null", "not a true reversal"),
        ("update ledger_frozen set at = at - interval '1 day'", "into the frozen period"),
        ("drop trigger ledger_postings_balance on ledger_posting", "lost its guard ledger_posting.ledger_postings_balance"),
    ],
)
def test_it_finds(sql: str, words: str) -> None:
    tamper(sql)

    assert any(words in fault.words for fault in found())
