"""A month for many, by the rules for one: machine code, plain rules and the whole appraisal agree."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from zhiheng.law.points import appraise
from zhiheng.law.population import points as population
from zhiheng.law.population.points import NONE, MonthColumns, MonthLines, facts_of, line_of_one, month_lines
from zhiheng.law.reckoning import day_of
from zhiheng.law.scale import AvailableReading, BaseReading, DemeritReading, EntryReading, Readings, RemainderReading, Rounding, SanctionReading

NOVEMBER = day_of(date(2026, 11, 1))
BRANCHES = [
    Readings(),
    Readings(
        SanctionReading.BALANCE, BaseReading.EACH_PART, demerit=DemeritReading.ONE_DEMERIT, entry=EntryReading.INCLUDED,
        rounding=Rounding.TENTHS, available=AvailableReading.FULL,
    ),
    Readings(base=BaseReading.CAPPED_PARTS, remainder=RemainderReading.AT_ONCE, available=AvailableReading.AS_GRANTED),
]  # fmt: skip


def columns(count: int, seed: int = 7) -> MonthColumns:
    """Months of every kind, the rare ones often."""
    chance = np.random.default_rng(seed)

    def some(most: int, share: float = 1.0) -> population.Whole:
        return np.where(chance.random(count) < share, chance.integers(0, most + 1, count), 0).astype(np.int32)

    def rare(most: int, share: float) -> population.Whole:
        return np.where(chance.random(count) < share, chance.integers(0, most + 1, count), NONE).astype(np.int32)

    made = {name: some(1, 0.2) for name in MonthColumns._fields}
    for name in ("add_supervision", "add_education", "add_labour", "off_supervision", "off_education", "off_labour"):
        made[name] = some(22_00, 0.5)
    made |= {"special": some(100_00, 0.1), "largest": some(12_00, 0.5), "counted": rare(30, 0.2), "hospital": some(30, 0.2)}
    made |= {"confined": some(15, 0.2), "labour": rare(35_00, 0.1), "credited": rare(120_00, 0.1), "opening": some(1900_00)}
    made |= {"opening": (made["opening"] - 50_00).astype(np.int32), "heaviest_before": some(12_00, 0.3), "low_before": some(3, 0.3)}
    made |= {"strict_cap": rare(30_00, 0.3), "last_grade": (1 + some(2)).astype(np.int32), "able": some(2), "performed": some(2)}
    made["denied"] = np.where(made["credited"] == NONE, made["denied"], 0).astype(np.int32)
    return MonthColumns(**made)


@pytest.mark.parametrize("readings", BRANCHES)
def test_machine_code_and_plain_rules_agree(readings: Readings, monkeypatch: pytest.MonkeyPatch) -> None:
    given = columns(400)
    plain = month_lines(given, NOVEMBER, readings)
    monkeypatch.setattr(population, "FEW", 0)

    assert (month_lines(given, NOVEMBER, readings) == plain).all()


@pytest.mark.parametrize("readings", BRANCHES)
def test_the_first_month_of_a_cycle_is_what_the_appraisal_says(readings: Readings) -> None:
    given = columns(300, seed=11)
    for i in range(300):
        facts, standing = facts_of(given, i, NOVEMBER)
        fresh = given._replace(**{name: np.zeros(300, np.int32) for name in MonthColumns._fields if name.endswith("_before")})
        line = MonthLines(*line_of_one(fresh, i, NOVEMBER, readings))
        found = appraise([facts], standing, readings)
        month = found.months[0]

        assert (line.score, line.tested, line.base) == (month.score, month.tested, month.base)
        assert (bool(line.low), bool(line.below), line.parts_below) == (month.low, month.below, month.parts_below)
        assert (line.supervision, line.education, line.labour) == (month.parts or (0, 0, 0))
        assert line.closes == len(found.cycles)
        if found.cycles:
            assert (line.highest, line.bar, line.carried) == (found.cycles[0].highest, found.cycles[0].bar, found.cycles[-1].carried)
