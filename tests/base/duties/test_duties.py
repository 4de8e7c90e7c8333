"""What falls due is read from the records, and owed only where the power reaches."""

from __future__ import annotations

import datetime as dt

import pytest

from zhiheng.base import duties
from zhiheng.base.duties import Due, DutySource

NOON = dt.datetime(2026, 3, 5, 4, tzinfo=dt.UTC)


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> dict[str, DutySource]:
    found: dict[str, DutySource] = {}
    monkeypatch.setattr(duties, "SOURCES", found)
    return found


def source(code: str, *found: Due) -> DutySource:
    return DutySource(code, f"{code}.do", code, lambda paths, at: found)


def test_open_work_stands_first_and_the_soonest_of_it(sources: dict[str, DutySource]) -> None:
    done = Due("done", "w1", "1", NOON, done_at=NOON)
    late, later, some_time = Due("late", "w1", "2", NOON - dt.timedelta(hours=1)), Due("later", "w1", "3", NOON), Due("today", "w1", "4")
    duties.declare(source("a", done, later), source("b", some_time, late))

    assert [due.what for _source, due in duties.owed(lambda power: ["b.p1.w1"], NOON)] == ["late", "later", "today", "done"]


def test_nobody_owes_what_no_power_brings(sources: dict[str, DutySource]) -> None:
    duties.declare(source("a", Due("roll call", "w1", "1")), source("b", Due("review", "w1", "2")))

    found = duties.owed(lambda power: ["b.p1"] if power == "b.do" else [], NOON)

    assert [due.what for _source, due in found] == ["review"]


def test_late_is_what_should_be_done_by_now() -> None:
    due = Due("roll call", "w1", "1", NOON)

    assert not due.late(NOON)
    assert due.late(NOON + dt.timedelta(seconds=1))
    assert not due._replace(done_at=NOON).late(NOON + dt.timedelta(hours=1))
    assert not due._replace(by=None).late(NOON)


def test_a_duty_is_declared_once(sources: dict[str, DutySource]) -> None:
    duties.declare(source("a"))

    with pytest.raises(ValueError, match="twice"):
        duties.declare(source("a"))
