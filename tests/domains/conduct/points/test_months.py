from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast
from tests.domains.conduct.points.ward import OCTOBER, SEPTEMBER, close, copied, line, posted, propose, ship
from zhiheng.domains.conduct.points.errors import OutOfOrder, WaitingEntries
from zhiheng.domains.conduct.points.models import PointEntry, Sheet
from zhiheng.engines.ledger.models import Entry, Frozen, Posting
from zhiheng.engines.ledger.queries import balances, statement
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, act

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(cast: Cast) -> None:
    ship(cast)


def test_it_works(cast: Cast) -> None:
    posted(cast, "A301", 4_00)
    posted(cast, "D104", 3_00)

    closed = close(cast, OCTOBER)

    found = line(cast, OCTOBER)
    assert closed == (1, 2, 0, False)
    assert (found["base"], found["add_labour"], found["off_supervision"], found["score"]) == (100_00, 4_00, 3_00, 101_00)
    assert (found["supervision"], found["education"], found["labour"]) == (32_00, 35_00, 34_00)
    assert balances([f"episode:{cast.episode('zhang').pk}", "place:b.p1.w1:granted"], "points") == {
        f"episode:{cast.episode('zhang').pk}": 101_00,
        "place:b.p1.w1:granted": -201_00,
    }
    assert Sheet.objects.get().entry_id == Entry.objects.get().pk


def test_a_second_total_changes_nothing(cast: Cast) -> None:
    close(cast, OCTOBER)
    before = Posting.objects.count()

    assert close(cast, OCTOBER) == (0, 0, 0, True)
    assert (Posting.objects.count(), Sheet.objects.count()) == (before, 1)


def test_the_bureau_is_totalled_at_once_and_its_periods_frozen(cast: Cast) -> None:
    assert close(cast, OCTOBER) == (1, 2, 0, False)
    assert not Frozen.objects.exists()  # the second ward is open still

    assert close(cast, OCTOBER, "b")[:2] == (2, 2)
    assert set(Frozen.objects.values_list("book", "period")) == {("points:b.p1", "2026-10"), ("points:b.p2", "2026-10")}


def test_600_close_a_cycle_and_the_rest_is_carried(cast: Cast) -> None:
    posted(cast, "A301", 4_90, dt.date(2026, 4, 9))
    for month in range(4, 10):
        close(cast, dt.date(2026, month, 1))

    found = line(cast, SEPTEMBER)
    assert (found["closing"], found["carried"], found["closes"], found["low_months"]) == (604_90, 4_90, 1, 0)
    assert [entry.kind for entry in statement(f"episode:{cast.episode('zhang').pk}", "points")] == ["month"] * 6 + ["cycle"]
    assert balances(["place:b.p1.w1:settled"], "points") == {"place:b.p1.w1:settled": 1200_00}

    close(cast, OCTOBER)

    found = line(cast, OCTOBER)
    assert (found["opening"], found["closing"], found["closes"]) == (4_90, 104_90, 0)


def test_it_refuses_a_month_that_is_not_over_or_out_of_turn(cast: Cast) -> None:
    with pytest.raises(OutOfOrder):
        close(cast, dt.date(2099, 1, 1))
    close(cast, SEPTEMBER)
    with pytest.raises(OutOfOrder):
        close(cast, dt.date(2026, 8, 1))


def test_entries_that_wait_stop_the_total_or_go_on(cast: Cast) -> None:
    waiting = propose(cast, "D104", 3_00)
    with pytest.raises(WaitingEntries):
        close(cast, OCTOBER)

    close(cast, OCTOBER, leave_waiting=True)
    from tests.domains.conduct.points.ward import decide

    decide(cast, waiting)
    waiting.refresh_from_db()

    assert (waiting.state, waiting.month) == ("posted", dt.date(2026, 11, 1))


def test_entry_education_gives_no_base_and_ends_within_a_month(cast: Cast) -> None:
    episode = cast.episode("zhang")
    _receive(episode.pk, dt.date(2026, 8, 11))
    for month in (8, 9, 10):
        close(cast, dt.date(2026, month, 1))

    assert [line(cast, dt.date(2026, month, 1))["base"] for month in (8, 9, 10)] == [0, 0, round(100_00 * 21 / 31)]
    assert line(cast, SEPTEMBER)["low_months"] == 0  # Q5: not tested


@act("people.correct", subject="on")
def _received(on: object, sql: str, *, acting: object, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


VERBS.pop("tests.domains.conduct.points.test_months._received", None)


def _receive(episode: int, on: dt.date) -> None:
    from zhiheng.engines.trail.acts import Subject

    sql = f"delete from stay where episode_id = {episode}; update episode set received_on = '{on}' where id = {episode}"
    _received(Subject("x", "x", ""), sql, acting=INSTALLATION, reason="test")


@pytest.mark.parametrize(
    "sql",
    [
        "update points_sheet set people = 0",
        "update points_sheet_lines set episodes = '{}'",
        "delete from points_sheet_lines",
        "delete from points_sheet",
        "update points_entry set raw = 1",
        "delete from points_entry",
        "update points_entry set counted = 1",
        "update points_entry set stands = 1",
    ],
)
def test_postgresql_refuses_to_alter_what_is_totalled(cast: Cast, sql: str) -> None:
    posted(cast, "D104", 3_00)
    close(cast, OCTOBER)
    from zhiheng.engines.trail.acts import Subject

    with pytest.raises(DatabaseError), transaction.atomic():
        _received(Subject("x", "x", ""), sql, acting=INSTALLATION, reason="test")


def test_postgresql_refuses_an_entry_in_a_closed_month(cast: Cast) -> None:
    entry = posted(cast, "D104", 3_00)
    close(cast, OCTOBER)
    from zhiheng.engines.trail.acts import Subject

    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        _received(Subject("x", "x", ""), copied(), acting=INSTALLATION, reason="test")
    assert PointEntry.objects.get() == entry
