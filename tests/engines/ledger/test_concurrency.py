"""Two hands at once, on real connections."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from tests.engines.ledger.book import BOOK, PERIOD, accounts, post, within
from zhiheng.engines.ledger import posting
from zhiheng.engines.ledger.errors import BelowFloor, PeriodFrozen
from zhiheng.engines.ledger.models import Entry, Posting
from zhiheng.engines.trail.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Each job on a connection of its own, begun together; what each returned or was refused."""
    gate = threading.Barrier(len(jobs))
    results: list[object] = [None] * len(jobs)

    def run(number: int, job: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[number] = job()
        except Refusal as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number, job)) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_one_key_from_eight_hands_is_one_entry() -> None:
    a = accounts()
    lines = {a["episode:1"]: 100_00, a["place:b.p1.w1"]: -100_00}
    found = at_once(*[lambda: post(lines)] * 8)

    assert Entry.objects.count() == 1
    assert sorted(posted.made for posted in found if isinstance(posted, posting.Posted)) == [False] * 7 + [True]


def test_a_purse_is_spent_once() -> None:
    a = accounts()
    post({a["purse:1"]: 10_00, a["shop"]: -10_00}, "in")
    spends = [lambda n=n: post({a["purse:1"]: -6_00, a["shop"]: 6_00}, f"out {n}") for n in range(6)]
    found = at_once(*spends)

    assert sum(isinstance(one, BelowFloor) for one in found) == 5
    assert list(Posting.objects.filter(account=a["purse:1"]).order_by("version").values_list("balance", flat=True)) == [10_00, 4_00]


def test_a_freeze_waits_for_who_is_posting_and_the_next_poster_sees_it() -> None:
    a = accounts()
    lines = {a["episode:1"]: 1, a["place:b.p1.w1"]: -1}
    posted, frozen = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            post(lines, "slow")
            posted.set()
            assert not frozen.wait(0.3)  # the freezer waits for this transaction

    def freezes() -> object:
        posted.wait(10)
        done = within(lambda: posting.freeze(BOOK, PERIOD))
        frozen.set()
        return done

    slow_result, froze = at_once(slow, freezes)

    assert (slow_result, froze) == (None, True)
    assert Entry.objects.filter(key="slow").exists()
    with pytest.raises(PeriodFrozen):
        post(lines, "after")
    assert connection.in_atomic_block is False
