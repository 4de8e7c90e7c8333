from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import oracle
from tests.law.cast import d, n
from tests.law.workdays import ONE, StateCouncil, Weekdays, nth_working_day
from zhiheng.law import procedures
from zhiheng.law.acts.points_2021.procedure import first_objection
from zhiheng.law.acts.prison_law_2026 import execution
from zhiheng.law.book.examples import EXAMPLES as FOLDER
from zhiheng.law.calendar import working_before, working_end
from zhiheng.law.clocks import (
    Clock,
    Unit,
    at_once,
    clock_caption,
    days,
    deadline,
    due,
    due_at,
    hours,
    in_time,
    months,
    notice_by,
    posted_long_enough,
    posted_until,
    working_days,
    years,
)
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import RULES, NoRule, Truth, Undetermined, date_of, day_of

LIMITS = json.loads((FOLDER / "time_limits.json").read_text())
HOLIDAYS = StateCouncil()
NO, UNKNOWN, YES = Truth


def stated(row: dict[str, Any]) -> Clock:
    given = [SentenceKind.named(value) if isinstance(value, str) else value for value in row["given"]]
    answer = RULES[row["rule"]](*given)
    assert isinstance(answer, Clock)
    return answer


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: f"{row['rule']} {row['words']}")
def test_the_time_limits_of_the_sheets(row: dict[str, Any]) -> None:
    amount, unit = row["clock"]

    assert stated(row) == Clock(amount, Unit[unit.upper()])


def last_by_hand(begins: date, clock: Clock) -> date:
    """Another way: the calendar walked day by day, or a list of working days."""
    if clock.unit == Unit.WORKING_DAYS:
        return nth_working_day(begins, clock.amount, HOLIDAYS)
    if clock.unit in (Unit.AT_ONCE, Unit.HOURS):
        return begins + timedelta(hours=-(-clock.amount // 24) * 24)
    if clock.unit == Unit.DAYS:
        last = begins + clock.amount * ONE
    else:
        last = oracle.walk_months(begins, clock.amount * (12 if clock.unit == Unit.YEARS else 1), sticky=clock.unit == Unit.MONTHS)
    while not HOLIDAYS.is_working(last):
        last += ONE
    return last


@pytest.mark.parametrize("begins", ["2022-01-28", "2022-09-30", "2022-05-20", "2022-08-31"])
@pytest.mark.parametrize("row", LIMITS, ids=lambda row: f"{row['rule']} {row['words']}")
def test_the_day_before_on_and_after_each_limit(row: dict[str, Any], begins: str) -> None:
    clock, start = stated(row), d(begins)
    last = last_by_hand(start, clock)
    answers = [in_time(day_of(start), day_of(last + shift * ONE), clock, HOLIDAYS) for shift in (-1, 0, 1)]

    assert answers == [YES, YES, NO]


# --- weekends, holidays, custody ------------------------------------------------------------------------------------


def test_worked_example_24_of_points() -> None:
    """Posted Monday; objection Thursday in time; review upheld the next Thursday; second objection the Tuesday after."""
    monday = n("2022-05-09")

    assert in_time(monday, n("2022-05-12"), first_objection(), HOLIDAYS) == YES
    assert in_time(monday, n("2022-05-13"), first_objection(), HOLIDAYS) == NO
    assert due(n("2022-05-12"), RULES["PT-D9"](), HOLIDAYS) == n("2022-05-19")
    assert due(n("2022-05-19"), RULES["PT-D10"](), HOLIDAYS) == n("2022-05-24")


@pytest.mark.parametrize(
    ("begins", "clock", "last"),
    [
        ("2022-09-30", working_days(3), "2022-10-10"),  # National Day, and two weekend days worked
        ("2022-01-28", working_days(3), "2022-02-07"),  # 29 and 30 January were worked
        ("2022-05-06", working_days(1), "2022-05-07"),  # a Saturday that was worked
        ("2022-05-20", days(1), "2022-05-23"),
        ("2022-05-20", days(3), "2022-05-23"),
        ("2022-09-21", days(10), "2022-10-08"),
        ("2022-08-31", months(1), "2022-09-30"),
        ("2022-01-31", months(1), "2022-02-28"),
        ("2022-05-20", at_once(), "2022-05-20"),
        ("2022-05-20", hours(24), "2022-05-21"),
        ("2022-05-20", hours(25), "2022-05-22"),
        ("2020-02-29", years(1), "2021-03-01"),  # 28 February 2021 was a Sunday
    ],
)
def test_last_days(begins: str, clock: Clock, last: str) -> None:
    assert due(n(begins), clock, HOLIDAYS) == n(last)


def test_custody_is_never_lengthened_by_a_holiday() -> None:
    assert due(n("2022-09-21"), days(10), HOLIDAYS, in_custody=True) == n("2022-10-01")
    assert due(n("2022-09-01"), months(1), HOLIDAYS, in_custody=True) == n("2022-10-01")
    assert due(n("2022-09-21"), days(10), HOLIDAYS) == n("2022-10-08")


def test_a_posting_hangs_through_its_last_day() -> None:
    friday = n("2022-05-20")

    assert posted_until(friday, working_days(3), HOLIDAYS) == n("2022-05-25")
    assert posted_long_enough(friday, n("2022-05-25"), working_days(3), HOLIDAYS) == NO
    assert posted_long_enough(friday, n("2022-05-26"), working_days(3), HOLIDAYS) == YES
    assert posted_until(friday, days(1), HOLIDAYS) == n("2022-05-21")


@pytest.mark.parametrize(
    ("event", "clock", "by"),
    [
        ("2022-05-23", working_days(1), "2022-05-20"),
        ("2022-10-08", working_days(1), "2022-09-30"),
        ("2022-05-23", days(3), "2022-05-20"),
        ("2022-05-23", at_once(), "2022-05-23"),
        ("2022-05-23", hours(24), "2022-05-22"),
        ("2022-05-23", hours(25), "2022-05-21"),
        ("2022-05-23", months(1), "2022-04-23"),
        ("2022-03-31", months(1), "2022-02-28"),
        ("2022-03-30", months(1), "2022-02-27"),
        ("2022-03-01", months(1), "2022-02-01"),
        ("2021-03-28", months(1), "2021-02-27"),
        ("2022-12-31", months(7), "2022-05-31"),
        ("2022-05-23", years(1), "2021-05-23"),
    ],
)
def test_notices_before_an_event(event: str, clock: Clock, by: str) -> None:
    assert notice_by(n(event), clock, HOLIDAYS) == n(by)


def test_hours_have_a_last_moment_and_months_have_not() -> None:
    arrested = datetime(2022, 5, 20, 15, 30)

    assert due_at(arrested, hours(48)) == datetime(2022, 5, 22, 15, 30)
    assert due_at(arrested, at_once()) == arrested
    with pytest.raises(ValueError, match="months"):
        due_at(arrested, months(1))


def test_a_year_without_a_calendar_leaves_the_limit_open() -> None:
    far = n("2080-05-20")
    found = deadline(execution.family_notice, far, HOLIDAYS)

    assert (found.last, in_time(far, far + 1, working_days(3), HOLIDAYS)) == (None, UNKNOWN)
    assert posted_long_enough(far, far + 30, working_days(3), HOLIDAYS) == UNKNOWN
    assert isinstance(working_before(far, 1, HOLIDAYS), Undetermined)
    assert found.as_json()["last"] is None
    assert found.as_json()["missing"]["fact"] == "working_days"
    assert "2080" in found.as_json()["missing"]["en"]


def test_a_deadline_names_its_version() -> None:
    old = deadline(execution.family_notice, n("2022-10-31"), HOLIDAYS)
    shown = old.as_json()

    assert shown["rule"] == "PC-3-8-2012"
    assert shown["clock"] == {"zh": "5日", "en": "5 days"}
    assert (shown["begins"], shown["last"], shown["missing"]) == ("2022-10-31", "2022-11-07", None)
    assert shown["version"]["instrument"] == "PL-2012"
    assert (shown["provision"], shown["caption"]) == (
        {"zh": old.rule.provision.zh, "en": old.rule.provision.en},
        {"zh": old.rule.caption.zh, "en": old.rule.caption.en},
    )
    assert deadline(execution.told_of_forwarding, n("2022-10-31"), HOLIDAYS, True).last == n("2022-11-14")


def test_the_switch_of_2026_changes_days_into_working_days() -> None:
    plain = Weekdays()
    before, on = (deadline(execution.family_notice, n(day), plain) for day in ("2026-10-31", "2026-11-01"))

    assert [(one.rule.id, date_of(one.last or 0).isoformat()) for one in (before, on)] == [
        ("PC-3-8-2012", "2026-11-05"),
        ("PC-3-8-2026", "2026-11-06"),
    ]


def test_an_event_before_every_version_has_no_limit() -> None:
    with pytest.raises(NoRule):
        deadline(execution.family_notice, n("2012-12-31"), HOLIDAYS)


def test_clocks_in_words() -> None:
    assert [tuple(clock_caption(clock)) for clock in (at_once(), working_days(1), months(3))] == [
        ("立即", "at once"),
        ("1个工作日", "1 working day"),
        ("3个月", "3 months"),
    ]
    assert (Unit.DAYS.zh, Unit.DAYS.en, Unit.DAYS.code) == ("日", "days", "days")


def test_the_clocks_of_a_day_are_those_in_force() -> None:
    old, new = (set(procedures.time_limits(n(day))) for day in ("2026-10-31", "2026-11-01"))

    assert {rule.id for rule in old - new} == {"PC-1.1-8-2014", "PC-2.2-11-2016", "PC-2.2-18-answer-2016", "PC-3-8-2012", "PC-5.3-1-2012",
                                               "PC-6-3-2012", "PC-6-5-2012", "PC-6-8-2012"}  # fmt: skip
    assert {row["rule"] for row in LIMITS} >= {rule.id for rule in new}


DATES = st.dates(d("2005-01-01"), d("2025-06-30"))


@given(DATES, st.integers(1, 25), st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_working_days_are_those_of_a_list(begins: date, count: int, off: set[int], on: set[int]) -> None:
    calendar = Weekdays([begins + shift * ONE for shift in off], [begins + shift * ONE for shift in on])
    last = working_end(day_of(begins), count, calendar)

    assert last == day_of(nth_working_day(begins, count, calendar))


@given(DATES, st.integers(1, 25))
def test_working_days_back_and_forth(event: date, count: int) -> None:
    by = working_before(day_of(event), count, HOLIDAYS)

    assert not isinstance(by, Undetermined)
    between = [day for day in (date_of(by) + shift * ONE for shift in range((event - date_of(by)).days)) if HOLIDAYS.is_working(day)]
    assert len(between) == count
    assert HOLIDAYS.is_working(date_of(by))


@given(DATES, st.integers(1, 20))
def test_one_working_day_more_is_never_earlier(begins: date, count: int) -> None:
    one, more = (due(day_of(begins), working_days(number), HOLIDAYS) for number in (count, count + 1))

    assert not isinstance(one, Undetermined)
    assert not isinstance(more, Undetermined)
    assert one < more
