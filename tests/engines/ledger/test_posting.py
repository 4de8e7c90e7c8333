from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.engines.ledger.book import BOOK, DAY, PERIOD, accounts, draft, post, reverse, within
from zhiheng.engines.ledger import posting
from zhiheng.engines.ledger.errors import BelowFloor, KeyReused, NotReversible, PeriodFrozen, Unbalanced
from zhiheng.engines.ledger.models import Account, Entry, Frozen, Posting
from zhiheng.engines.ledger.queries import balances, is_frozen, statement
from zhiheng.engines.trail.refusals import NeedsSecondPerson

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    a = accounts()
    post({a["episode:1"]: 100_00, a["place:b.p1.w1"]: -100_00})
    post({a["episode:1"]: -2_00, a["place:b.p1.w1"]: 2_00}, "k2")

    assert balances(["episode:1", "episode:2", "place:b.p1.w1"], "points") == {"episode:1": 98_00, "episode:2": 0, "place:b.p1.w1": -98_00}
    assert [(line.amount, line.balance) for line in statement("episode:1", "points")] == [(100_00, 100_00), (-2_00, 98_00)]
    assert Entry.objects.earliest("id").posted_by == "installation:zhiheng"


def test_an_account_opened_twice_is_one() -> None:
    assert accounts() == accounts()
    assert Account.objects.count() == 5


def test_the_same_key_again_is_the_same_entry() -> None:
    a = accounts()
    lines = {a["episode:1"]: 100_00, a["place:b.p1.w1"]: -100_00}
    first, again = post(lines), post(lines)

    assert (first.made, again.made) == (True, False)
    assert first.entry == again.entry
    with pytest.raises(KeyReused):
        post({a["episode:1"]: 90_00, a["place:b.p1.w1"]: -90_00})


@pytest.mark.parametrize("amounts", [(100_00, -99_99), (0, 0), (5, 5)])
def test_it_refuses_what_does_not_balance(amounts: tuple[int, int]) -> None:
    a = accounts()
    with pytest.raises(Unbalanced):
        post(dict(zip((a["episode:1"], a["place:b.p1.w1"]), amounts, strict=True)))
    assert Posting.objects.count() == 0


def test_units_do_not_balance_each_other() -> None:
    a = accounts()
    with pytest.raises(Unbalanced):
        post({a["episode:1"]: 5, a["shop"]: -5})


def test_a_reversal_is_the_exact_opposite_once_and_for_two() -> None:
    a = accounts()
    entry = post({a["episode:1"]: 100_00, a["place:b.p1.w1"]: -100_00}).entry
    with pytest.raises(NeedsSecondPerson):
        reverse(entry, second="")
    with pytest.raises(NotReversible):
        reverse(entry, reason=" ")
    with pytest.raises(NotReversible):
        reverse(entry, second="installation:zhiheng")  # who posts it is not the second person

    made = reverse(entry).entry

    assert balances(["episode:1"], "points") == {"episode:1": 0}
    with pytest.raises(NotReversible):
        reverse(entry, "r2")
    with pytest.raises(NotReversible):
        reverse(made, "r3")


def test_a_frozen_period_takes_nothing_from_nobody() -> None:
    a = accounts()
    lines = {a["episode:1"]: 100_00, a["place:b.p1.w1"]: -100_00}
    entry = post(lines).entry

    assert within(lambda: posting.freeze(BOOK, PERIOD))
    assert not within(lambda: posting.freeze(BOOK, PERIOD))
    assert is_frozen(BOOK, PERIOD)
    assert Frozen.objects.count() == 1
    with pytest.raises(PeriodFrozen):
        post(lines, "late")
    with pytest.raises(PeriodFrozen):
        within(lambda: posting.post_many([draft("late", list(lines), list(lines.values()))]))
    assert not post(lines).made  # what was posted before is still found
    assert reverse(entry, period="2026-11").made


def test_a_purse_is_numbered_and_never_empty() -> None:
    a = accounts()
    post({a["purse:1"]: 50_00, a["shop"]: -50_00}, "in")
    post({a["purse:1"]: -49_00, a["shop"]: 49_00}, "out")
    with pytest.raises(BelowFloor):
        post({a["purse:1"]: -1_01, a["shop"]: 1_01}, "too much")

    assert list(Posting.objects.filter(account=a["purse:1"]).order_by("version").values_list("version", "balance")) == [(1, 50_00), (2, 1_00)]


def test_many_are_posted_at_once() -> None:
    a = accounts()
    one, two, ward = a["episode:1"], a["episode:2"], a["place:b.p1.w1"]
    ids = within(lambda: posting.post_many([draft("m1", [one, two, ward], [10, 20, -30]), draft("m2", [one, ward], [-4, 4])]))

    assert len(ids) == 2
    assert balances(["episode:1", "episode:2"], "points") == {"episode:1": 6, "episode:2": 20}
    with pytest.raises(KeyReused):  # in bulk the caller looks first
        within(lambda: posting.post_many([draft("m1", [one, ward], [1, -1])]))
    assert within(lambda: posting.post_many([])) == []


def test_many_are_refused_whole() -> None:
    a = accounts()
    one, ward = a["episode:1"], a["place:b.p1.w1"]
    with pytest.raises(Unbalanced):
        within(lambda: posting.post_many([draft("m1", [one, ward], [10, -10]), draft("m2", [one, ward], [10, -9])]))
    assert Entry.objects.count() == 0
    with pytest.raises(BelowFloor):  # a running account is not posted to in bulk
        within(lambda: posting.post_many([draft("m3", [a["purse:1"], a["shop"]], [10, -10])]))


@pytest.mark.parametrize(
    "sql",
    [
        "update ledger_posting set amount = amount + 1",
        "delete from ledger_posting",
        "update ledger_entry set period = '2026-11'",
        "delete from ledger_entry",
        "delete from ledger_frozen",
        "update ledger_account set owner = 'episode:9'",
        "insert into ledger_posting(entry_id, line, account_id, amount) select entry_id, 9, account_id, 1 from ledger_posting limit 1",
        "insert into ledger_entry(book, period, key, kind, occurred_on, postings, digest) values ('b', 'p', 'x', 'k', now(), 2, '')",
    ],
)
def test_postgresql_refuses_it_from_the_owner_within_an_act(sql: str) -> None:
    a = accounts()
    post({a["episode:1"]: 100_00, a["place:b.p1.w1"]: -100_00})

    def change() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.execute("set constraints all immediate")

    with pytest.raises(DatabaseError), transaction.atomic():
        within(change)


def test_without_an_act_nothing_is_posted() -> None:
    a = accounts()
    with pytest.raises(DatabaseError, match="no act is open"), transaction.atomic():
        posting.post(BOOK, PERIOD, "k", {a["episode:1"]: 1, a["place:b.p1.w1"]: -1}, kind="month", occurred_on=DAY)
