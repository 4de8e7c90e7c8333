"""Each month of a prisoner has one total: released in it, moved after it, held in no ward, or back in a ward that stood empty."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from tests.cast import Cast
from tests.domains.conduct.points.test_months import _received
from tests.domains.conduct.points.ward import OCTOBER, SEPTEMBER, close, copied, line, posted, ship
from zhiheng.base.people.actions import end_episode, move_to_bed
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.actions import grades
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.points.actions.balances import bring_balance
from zhiheng.domains.conduct.points.actions.circumstances import CircumstanceEntry, record_circumstance
from zhiheng.domains.conduct.points.members import open_month
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance
from zhiheng.domains.conduct.points.months import LAST, STRICT, State
from zhiheng.domains.conduct.points.queries.months import balance_of, person_months, state_of
from zhiheng.engines.ledger.queries import statement
from zhiheng.engines.trail.acts import INSTALLATION, Subject

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
AUGUST, NOVEMBER = dt.date(2026, 8, 1), dt.date(2026, 11, 1)


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def move(cast: Cast, who: str, bed: str, when: dt.datetime) -> None:
    episode = Episode.objects.get(pk=cast.episode(who).pk)
    move_to_bed(episode, bed=cast.place(bed), at=when, acting=INSTALLATION, reason="调整")


def sql(text: str) -> None:
    _received(Subject("x", "x", ""), text, acting=INSTALLATION, reason="test")


def choose_at_once(cast: Cast) -> None:
    """The reading as if it had been approved last year: a choice by the verb begins today at the earliest."""
    one, two = cast.warden.pk, cast.reviewer.pk
    sql(
        "insert into setting_choice(question, reading, place_id, since, during, document, reason, state, proposed_by_id, proposed_at,"
        " decided_by_id, decided_at, decision_reason, withdrawal_reason) values ('PT-Q3', 'at_once',"
        f" {cast.place('b').pk}, '2025-01-01', '[2025-01-01,)', '局发1号', '省局意见', 'approved', {one}, now(), {two}, now(), '同意', '')"
    )


def months_of(cast: Cast, who: str) -> list[tuple[dt.date, str]]:
    paths = {place.pk: path for path, place in cast.places.items()}
    return [(line.month, paths[line.ward]) for line in person_months(Episode.objects.get(pk=cast.episode(who).pk))]


def test_who_is_released_is_totalled_to_the_last_day(cast: Cast) -> None:
    ship(cast)
    posted(cast, "A301", 2_00)
    close(cast, SEPTEMBER)
    end_episode(cast.episode("zhang"), on=dt.date(2026, 10, 10), at=at(dt.date(2026, 10, 10)), acting=INSTALLATION, reason="刑满")

    assert close(cast, OCTOBER).people == 2

    found = line(cast, OCTOBER)
    assert (found["base"], found["score"], found["closing"]) == (round(100_00 * 10 / 31), 34_26, 134_26)
    assert (found["low"], found["below"], bool(found["mark"] & LAST)) == (1, 0, True)
    assert balance_of([cast.episode("zhang").pk])[cast.episode("zhang").pk] == 134_26
    assert close(cast, OCTOBER).unchanged


def test_a_ward_that_everybody_left_totals_its_last_month(cast: Cast) -> None:
    for who in ("zhang", "li"):
        end_episode(cast.episode(who), on=dt.date(2026, 10, 20), at=at(dt.date(2026, 10, 20)), acting=INSTALLATION, reason="刑满")
    assert close(cast, OCTOBER)[:2] == (1, 2)


def test_who_moved_after_the_month_is_totalled_where_they_were(cast: Cast) -> None:
    close(cast, SEPTEMBER, "b")
    move(cast, "zhang", "b.p1.w2.c1.b2", at(dt.date(2026, 11, 2)))

    for ward in ("b.p1.w2", "b.p1.w1"):
        close(cast, OCTOBER, ward)

    assert months_of(cast, "zhang") == [(SEPTEMBER, "b.p1.w1"), (OCTOBER, "b.p1.w1")]
    assert state_of(cast.episode("zhang")).balance == 200_00


def test_an_entry_goes_by_the_prisoner_s_own_total(cast: Cast) -> None:
    """The ward that saw the fact is totalled, the prisoner is not: he had moved away before the month ended."""
    ship(cast)
    entry = posted(cast, "D104", 3_00)
    move(cast, "zhang", "b.p1.w2.c1.b2", at(dt.date(2026, 10, 20)))
    close(cast, OCTOBER, "b.p1.w1")
    episode = Episode.objects.get(pk=cast.episode("zhang").pk)
    assert open_month(episode, dt.date(2026, 10, 9)) == OCTOBER
    with transaction.atomic():
        sql(copied())
    close(cast, OCTOBER, "b.p1.w2")

    assert entry.month == OCTOBER
    assert months_of(cast, "zhang") == [(OCTOBER, "b.p1.w2")]
    assert open_month(episode, dt.date(2026, 10, 9)) == NOVEMBER
    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        sql(copied())


def test_a_month_outside_the_wards_is_totalled_later(cast: Cast) -> None:
    ship(cast)
    close(cast, AUGUST)
    number, ward = cast.episode("zhang").pk, cast.place("b.p1.w1").pk
    sql(f"update episode set ward_id = null where id = {number}; delete from stay where episode_id = {number}")
    close(cast, SEPTEMBER)
    sql(f"update episode set ward_id = {ward} where id = {number}")

    close(cast, OCTOBER)

    assert line(cast, OCTOBER)["opening"] == 200_00
    late = Adjustment.objects.get(episode=number)
    assert (late.kind, late.delta, late.document, late.month) == ("late", 100_00, "2026-09", OCTOBER)
    assert [entry.amount for entry in statement(f"episode:{number}", "points")] == [100_00] * 3
    assert not Adjustment.objects.exclude(episode=number).exists()


def test_a_ward_that_stood_empty_goes_on(cast: Cast) -> None:
    close(cast, AUGUST)
    for who, bed in (("zhang", "b.p1.w2.c1.b2"), ("li", "b.p1.w2.c1.b3")):
        move(cast, who, bed, at(dt.date(2026, 9, 2)))
    for month in (AUGUST, SEPTEMBER):
        close(cast, month, "b.p1.w2")
    move(cast, "zhang", "b.p1.w1.c1.b1", at(dt.date(2026, 10, 2)))

    assert close(cast, OCTOBER).people == 1
    assert [path for _, path in months_of(cast, "zhang")] == ["b.p1.w1", "b.p1.w2", "b.p1.w1"]


def test_the_strictly_scored_add_no_more_than_the_province_allows(cast: Cast) -> None:
    ship(cast, strict_add_cap=5_00)
    given = CircumstanceEntry(Circumstance.Kind.STRICT, dt.date(2026, 1, 1), "（2019）刑初7号，累犯")
    record_circumstance(cast.episode("zhang"), entry=given, acting=cast.acting(cast.ward_officer), reason="从严计分")
    first, second, third = posted(cast, "A101", 3_00), posted(cast, "A201", 4_00), posted(cast, "A302", 1_00)
    other = posted(cast, "A201", 4_00, who="li")

    close(cast, OCTOBER)

    assert [(one.raw, one.beyond, one.rule) for one in (first, second, third)] == [
        (3_00, 0, "PT-M9"), (4_00, 2_00, "PT-V7-cap"), (1_00, 1_00, "PT-V7-cap"),
    ]  # fmt: skip
    found = line(cast, OCTOBER)
    assert (found["add_supervision"], found["add_education"], found["add_labour"], found["score"]) == (3_00, 2_00, 0, 105_00)
    assert found["mark"] & STRICT
    assert (other.beyond, line(cast, OCTOBER, "li")["score"]) == (0, 104_00)


def test_an_addition_above_its_part_s_cap_says_so_at_once(cast: Cast) -> None:
    ship(cast)
    for day in range(1, 5):
        posted(cast, "A301", 4_50, dt.date(2026, 10, day))
    last = posted(cast, "A301", 1_00, dt.date(2026, 10, 5))
    assert [(one.beyond, one.rule) for one in (last.episode.point_entries.order_by("pk")[3], last)] == [(3_00, "PT-M5"), (1_00, "PT-M5")]


@pytest.mark.parametrize(("at_once", "closes", "carried"), [(True, 2, 55_00), (False, 1, 655_00)])
def test_a_remainder_of_600_closes_at_once_or_next_month(cast: Cast, at_once: bool, closes: int, carried: int) -> None:
    """Q3, both readings."""
    if at_once:
        choose_at_once(cast)
    state = State(balance=1155_00)
    bring_balance(cast.episode("zhang"), state=state, document="清单", on=OCTOBER, acting=INSTALLATION, reason="转押")
    close(cast, OCTOBER)

    found = line(cast, OCTOBER)
    assert (found["closing"], found["closes"], found["carried"]) == (1255_00, closes, carried)
    assert balance_of([cast.episode("zhang").pk])[cast.episode("zhang").pk] == carried
    cast.grant(cast.clerk, "points.grade", "b.p1")
    made = grades.open_round(cast.place("b.p1"), month=NOVEMBER, acting=cast.acting(cast.clerk), reason="等级评定")
    cycles = Cycle.objects.filter(round=made).order_by("number")
    assert made.graded == 1
    assert [(one.number, one.balance, one.carried, one.reasons) for one in cycles] == [
        (1, 1255_00, 655_00, ["PT-22-4"]), (2, 655_00, 55_00, ["PT-22-4"]),
    ][:closes]  # fmt: skip
