"""Any sequence of entries, days in hospital or confinement, totals and corrections, against the bookkeeper who counts days."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.cast import Cast
from tests.domains.conduct.points.day_by_day import Life, score
from tests.domains.conduct.points.ward import close, decide, propose, ship
from zhiheng.domains.conduct.grading.actions.corrections import correct
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.domains.conduct.points.months import next_month
from zhiheng.domains.conduct.points.queries.months import balance_of, state_of
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Subject, act

FIRST, LAST = dt.date(2025, 11, 1), dt.date(2026, 10, 1)
DAILY, SPECIAL, SANCTION = 1, 2, 3


@act("people.correct", subject="on")
def written(
    on: Subject, cast: Cast, month: dt.date, given: tuple[int, int, int], carried: Deliberation, *, acting: object, reason: str
) -> PointEntry:
    kind, part, value = given
    episode = cast.episode("zhang")
    return PointEntry.objects.create(
        episode=episode, ward=episode.ward or episode.place, month=month, happened_on=month, kind=kind, part=part, fact=uuid4(),
        sanction=1 if kind == SANCTION else 0, raw=value, counted=value, stands=value, state="posted", words="例", proposed_by="officer:0", needs=3,
        body=3, decided_on=month, decided_by="officer:0", deliberation=carried,
    )  # fmt: skip


@act("people.correct", subject="on")
def spent(on: Subject, cast: Cast, kind: str, first: dt.date, last: dt.date, *, acting: object, reason: str) -> None:
    during = DateRange(first, last + dt.timedelta(days=1))
    Circumstance.objects.create(episode=cast.episode("zhang"), kind=kind, during=during, document="文书")


for name in ("written", "spent"):
    VERBS.pop(f"{__name__}.{name}", None)
NOTHING = Subject("x", "x", "")


class Cycle(RuleBasedStateMachine):
    """What the records hold of one prisoner, and what the bookkeeper says."""

    cast: Cast
    carried: Deliberation

    @initialize()
    def start(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.episode = self.cast.episode("zhang")
        self.month, self.balance = FIRST, 0
        self.entries: dict[int, tuple[dt.date, int, int, int]] = {}
        self.corrected: set[int] = set()
        self.periods: list[tuple[str, dt.date, dt.date]] = []
        self.cycle: list[dt.date] = []
        self.totalled: set[dt.date] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def _score(self, month: dt.date) -> int:
        """The month as its entries stand now."""
        mine = [(kind, part, value) for of, kind, part, value in self.entries.values() if of == month]
        life = Life(dt.date(2020, 3, 5), periods=self.periods)
        life.adds[month] = [(part, value) for kind, part, value in mine if kind == DAILY and value > 0]
        life.offs[month] = [(part, -value) for kind, part, value in mine if kind == DAILY and value < 0]
        life.other[month] = sum(value for kind, _, value in mine if kind != DAILY)
        found = score(life, month, 0)
        assert found is not None
        return found

    @rule(part=st.integers(1, 3), value=st.sampled_from([50, 4_90, 9_00, 20_00, -50, -3_00, -9_50]))
    def enters(self, part: int, value: int) -> None:
        self._written((DAILY, part, value))

    @rule(given=st.sampled_from([(SPECIAL, 0, 100_00), (SANCTION, 0, -100_00)]))
    def awards_or_sanctions(self, given: tuple[int, int, int]) -> None:
        self._written(given)

    def _written(self, given: tuple[int, int, int]) -> None:
        if self.month <= LAST:
            made = written(NOTHING, self.cast, self.month, given, self.carried, acting=INSTALLATION, reason="machine")
            self.entries[made.pk] = (self.month, *given)

    @rule(kind=st.sampled_from(["hospital", "confinement"]), first=st.integers(1, 27), days=st.integers(1, 15))
    def spends_days(self, kind: str, first: int, days: int) -> None:
        since = self.month.replace(day=first)
        until = min(since + dt.timedelta(days=days - 1), next_month(self.month) - dt.timedelta(days=1))
        if self.month <= LAST and not any(one == kind and begun >= self.month for one, begun, _ in self.periods):
            spent(NOTHING, self.cast, kind, since, until, acting=INSTALLATION, reason="machine")
            self.periods.append((kind, since, until))

    @rule()
    def totals(self) -> None:
        if self.month > LAST:
            return
        close(self.cast, self.month)
        self.balance += self._score(self.month)
        self.totalled.add(self.month)
        self.cycle.append(self.month)
        if self.balance >= 600_00:
            self.balance, self.cycle = self.balance - 600_00, []
        self.month = next_month(self.month)

    @rule(which=st.integers(0, 50), half=st.booleans())
    def corrects(self, which: int, half: bool) -> None:
        left = sorted(set(self.entries) - self.corrected)
        if not left:
            return
        number = left[which % len(left)]
        month, kind, part, value = self.entries[number]
        new = value // 2 if half and kind == DAILY else 0
        before = self._score(month)
        head, clerk = self.cast.acting(self.cast.ward_head), self.cast.acting(self.cast.clerk)
        correct(PointEntry.objects.get(pk=number), value=new, deliberation=self.carried, second=head, acting=clerk, reason="更正")
        self.entries[number] = (month, kind, part, new)
        self.corrected.add(number)
        if month in self.totalled:
            self.balance += self._score(month) - before

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "entries"):
            return
        state = state_of(self.episode)
        scores = [self._score(month) for month in self.cycle]
        assert state.balance == self.balance == balance_of([self.episode.pk])[self.episode.pk]
        assert state.low == sum(points < 60_00 for points in scores)
        assert state.below == sum(points < 100_00 for points in scores)
        assert state.warnings == sum(kind == SANCTION and value != 0 and of in self.cycle for of, kind, _, value in self.entries.values())


@pytest.mark.django_db
def test_any_sequence_agrees_with_the_bookkeeper(cast: Cast) -> None:
    ship(cast)
    cast.grant(cast.clerk, "points.convene", "b.p1")
    carried = decide(cast, propose(cast, "D104", 3_00, who="li"))
    machine = type("Machine", (Cycle,), {"cast": cast, "carried": carried})

    run_state_machine_as_test(
        machine, settings=settings(max_examples=5, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    )
