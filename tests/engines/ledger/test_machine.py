"""Any sequence of postings, reversals and freezes, against a bookkeeper with a dictionary."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import Max, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.engines.ledger.book import BOOK, accounts, post, reverse, within
from zhiheng.engines.ledger import posting
from zhiheng.engines.ledger.errors import BelowFloor, KeyReused, NotReversible, PeriodFrozen
from zhiheng.engines.ledger.models import Posting
from zhiheng.engines.trail.refusals import Refusal

PERIODS = ("2026-10", "2026-11")
NAMES = ("episode:1", "episode:2", "purse:1")


class Book(RuleBasedStateMachine):
    """What the ledger holds and what the dictionary says."""

    @initialize()
    def start(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.accounts = accounts()
        self.balance = dict.fromkeys(NAMES, 0)
        self.entries: dict[str, tuple[int, str, int]] = {}
        self.reversed: set[int] = set()
        self.frozen: set[str] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def _expected(self, name: str, amount: int, period: str) -> type[Refusal] | None:
        if period in self.frozen:
            return PeriodFrozen
        return BelowFloor if name == "purse:1" and self.balance[name] + amount < 0 else None

    @rule(name=st.sampled_from(NAMES), amount=st.integers(-300, 300).filter(bool), period=st.sampled_from(PERIODS), key=st.sampled_from("abcdefgh"))
    def posts(self, name: str, amount: int, period: str, key: str) -> None:
        other = self.accounts["shop" if name == "purse:1" else "place:b.p1.w1"]
        lines = {self.accounts[name]: amount, other: -amount}
        if key in self.entries:
            kept = self.entries[key]
            if kept[1:] == (name, amount) and Posting.objects.filter(entry__key=key, entry__period=period).exists():
                assert not post(lines, key, period=period).made
            else:
                with pytest.raises(KeyReused):
                    post(lines, key, period=period)
        elif refusal := self._expected(name, amount, period):
            with pytest.raises(refusal):
                post(lines, key, period=period)
        else:
            self.entries[key] = (post(lines, key, period=period).entry, name, amount)
            self.balance[name] += amount

    @rule(key=st.sampled_from("abcdefgh"), period=st.sampled_from(PERIODS))
    def reverses(self, key: str, period: str) -> None:
        if key not in self.entries:
            return
        entry, name, amount = self.entries[key]
        refusal = NotReversible if entry in self.reversed else self._expected(name, -amount, period)
        if refusal:
            with pytest.raises((refusal, PeriodFrozen)):
                reverse(entry, f"r{key}{len(self.reversed)}", period=period)
        else:
            reverse(entry, f"r{key}{len(self.reversed)}", period=period)
            self.reversed.add(entry)
            self.balance[name] -= amount

    @rule(period=st.sampled_from(PERIODS))
    def freezes(self, period: str) -> None:
        assert within(lambda: posting.freeze(BOOK, period)) == (period not in self.frozen)
        self.frozen.add(period)

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "accounts"):
            return
        assert (Posting.objects.aggregate(total=Sum("amount"))["total"] or 0) == 0
        assert posting_balances(self.accounts) == self.balance
        assert not Posting.objects.filter(version__lt=1).exists()
        assert not Posting.objects.filter(balance__lt=0, account=self.accounts["purse:1"]).exists()
        numbers = Posting.objects.filter(account=self.accounts["purse:1"])
        assert (numbers.aggregate(last=Max("version"))["last"] or 0) == numbers.count()


def posting_balances(known: dict[str, int]) -> dict[str, int]:
    found = dict(Posting.objects.values_list("account").annotate(total=Sum("amount")))
    return {name: found.get(known[name], 0) for name in NAMES}


@pytest.mark.django_db
def test_any_sequence_agrees_with_the_dictionary() -> None:
    run_state_machine_as_test(
        Book, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    )
