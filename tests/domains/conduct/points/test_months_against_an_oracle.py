"""Random months of a whole ward through the records, against a bookkeeper with exact fractions; two totals at once; the clock at month end."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.points.test_worked_examples import seed
from tests.domains.conduct.points.ward import OCTOBER, close
from tests.engines.ledger.test_concurrency import at_once
from tests.law.points_oracle import ledger
from zhiheng.domains.conduct.points.actions.months import Closed
from zhiheng.domains.conduct.points.errors import OutOfOrder
from zhiheng.domains.conduct.points.models import Sheet
from zhiheng.domains.conduct.points.queries.months import balance_of, person_months
from zhiheng.engines.ledger.models import Entry
from zhiheng.engines.trail.acts import INSTALLATION, Subject
from zhiheng.law.points_facts import MonthFacts
from zhiheng.law.scale import Sanction

MONTHS = 8


def drawn(chance: random.Random) -> dict[str, Any]:
    """A month as the examples write it: points as numbers."""
    found: dict[str, Any] = {}
    if chance.random() < 0.7:
        found["adds"] = [chance.choice([0, 0.5, 4.9, 12, 20]) for _ in range(3)]
    if chance.random() < 0.4:
        found["deductions"] = [chance.choice([0, 0.5, 3, 9.5]) for _ in range(3)]
    if chance.random() < 0.1:
        found["sanctions"] = [chance.choice(["warning", "demerit"])]
    if chance.random() < 0.1:
        found["special"] = chance.choice([10, 100])
    if chance.random() < 0.15:
        found["hospital_days"] = chance.randint(1, 28)
    if chance.random() < 0.1:
        found["confinement_days"] = chance.randint(1, 15)
    return found


def facts(of: dt.date, given: dict[str, Any]) -> MonthFacts:
    def hundredths(name: str) -> tuple[int, int, int]:
        one, two, three = (round(value * 100) for value in given.get(name, (0, 0, 0)))
        return one, two, three

    return MonthFacts(
        month=of, adds=hundredths("adds"), deductions=hundredths("deductions"), special=given.get("special", 0) * 100,
        sanctions=tuple(Sanction[word.upper()] for word in given.get("sanctions", [])), hospital_days=given.get("hospital_days", 0),
        confinement_days=given.get("confinement_days", 0),
    )  # fmt: skip


@pytest.mark.django_db
def test_the_sheets_agree_with_the_oracle(cast: Cast) -> None:
    chance = random.Random(20261122)
    examples: list[dict[str, Any]] = [{"no": f"r{n}", "months": [drawn(chance) for _ in range(MONTHS)]} for n in range(30)]
    episodes = [seed(Subject("x", "x", ""), cast, example, acting=INSTALLATION, reason="random") for example in examples]
    for number in range(1, MONTHS + 1):
        close(cast, dt.date(2022, number, 1))

    for example, episode in zip(examples, episodes, strict=True):
        months = [facts(dt.date(2022, n + 1, 1), given) for n, given in enumerate(example["months"])]
        scores, running, closings = ledger(months)
        lines = [line.figures for line in person_months(episode)]
        assert [line.score for line in lines] == scores, example
        assert [line.closing for line in lines] == running, example
        assert [line.carried for line in lines if line.closes] == [carried for _, carried in closings], example
        assert balance_of([episode.pk])[episode.pk] == lines[-1].carried, example


@pytest.mark.django_db(transaction=True)
def test_two_totals_at_once_are_one(cast: Cast) -> None:
    found = at_once(lambda: close(cast, OCTOBER), lambda: close(cast, OCTOBER), lambda: close(cast, OCTOBER, "b"))

    assert all(isinstance(one, Closed) for one in found), found
    assert sum(one.wards for one in found if isinstance(one, Closed)) == Sheet.objects.count() == Entry.objects.count() == 3


@pytest.mark.django_db
def test_the_month_is_over_when_it_is_over_in_shanghai(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    last_second = dt.datetime(2026, 10, 31, 15, 59, 59, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: last_second)
    with pytest.raises(OutOfOrder):
        close(cast, OCTOBER)
    monkeypatch.setattr(timezone, "now", lambda: last_second + dt.timedelta(seconds=1))

    assert close(cast, OCTOBER).wards == 1
