from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.cast import Cast
from zhiheng.base.calendar import actions, errors
from zhiheng.base.calendar.actions import NoticeEntry, Span
from zhiheng.base.calendar.models import HolidayNotice, NamedDay
from zhiheng.base.calendar.queries import Cover, working_days, working_days_with
from zhiheng.base.duties import SOURCES
from zhiheng.base.powers.errors import AlreadyDecided, NotTheProposer
from zhiheng.engines.trail.acts import INSTALLATION, act
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, NeedsSecondPerson, OutsideScope
from zhiheng.lib.workdays import StateCouncilDays

WHY = "按国务院办公厅通知录入"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def next_year() -> int:
    return timezone.localdate().year + 1


def weekend(year: int, month: int = 5) -> dt.date:
    """The first Saturday of a month."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta((5 - first.weekday()) % 7)


def entry(year: int, **changed: Any) -> NoticeEntry:
    """An invented notice: three days in October off, the first Saturday of May worked."""
    off = Span(dt.date(year, 10, 1), dt.date(year, 10, 3), "国庆节")
    given: dict[str, Any] = {"document": "试〔2026〕1号", "issued_on": timezone.localdate(), "holidays": (off,), "worked": (weekend(year),)}
    return NoticeEntry(**given | changed)


@pytest.fixture
def bureau(cast: Cast) -> Cast:
    """The bureau with two officers who may enter the calendar."""
    cast.grant(cast.bureau_duty, "calendar.enter", "b")
    cast.grant(cast.inspector, "calendar.enter", "b")
    return cast


def entered(cast: Cast, year: int = 0, **changed: Any) -> HolidayNotice:
    year = year or next_year()
    acting = cast.acting(cast.bureau_duty)
    return actions.enter_notice(cast.place("b"), year=year, entry=entry(year, **changed), acting=acting, reason=WHY)


def approved(cast: Cast, year: int = 0, **changed: Any) -> HolidayNotice:
    return actions.approve_notice(entered(cast, year, **changed), acting=cast.acting(cast.inspector), reason="与通知原文核对一致")


# --- it works -------------------------------------------------------------------------------------------------------------


def test_it_takes_two_and_then_every_day_of_the_year_is_known(bureau: Cast) -> None:
    year = next_year()
    notice = entered(bureau)
    assert working_days().is_working(dt.date(year, 3, 3)) is None

    actions.approve_notice(notice, acting=bureau.acting(bureau.inspector), reason="核对一致")

    known = working_days()
    assert known.cover(year) == Cover.NOTICE
    assert [known.is_working(dt.date(year, 10, n)) for n in (1, 2, 3)] == [False] * 3
    assert known.is_working(weekend(year)) is True
    assert known.is_working(weekend(year) + dt.timedelta(1)) is False
    assert known.is_working(weekend(year) + dt.timedelta(2)) is True
    assert Act.objects.get(verb="approve_notice").outcome == "done"


def test_the_entered_calendar_lies_above_the_shipped_one(bureau: Cast) -> None:
    assert [working_days().is_working(day(text)) for text in ("2025-10-01", "2025-10-11", "2025-10-10")] == [False, True, True]

    approved(bureau, 2025, holidays=(Span(day("2025-10-10"), day("2025-10-10"), "试"),), worked=())

    assert [working_days().is_working(day(text)) for text in ("2025-10-01", "2025-10-11", "2025-10-10")] == [True, False, False]
    assert working_days().is_working(day("2024-10-01")) is False


def test_a_new_years_holiday_reaches_back_into_december(bureau: Cast) -> None:
    assert working_days().is_working(day("2025-12-31")) is True

    approved(bureau, 2026, holidays=(Span(day("2025-12-31"), day("2026-01-02"), "元旦"),), worked=(day("2025-12-27"),))

    assert [working_days().is_working(day(text)) for text in ("2025-12-31", "2025-12-27", "2025-12-30")] == [False, True, True]


def test_a_later_notice_replaces_and_what_it_replaced_stays(bureau: Cast) -> None:
    first = approved(bureau, 2026)
    _put(first, during=DateRange(timezone.localdate() - dt.timedelta(9), None), acting=INSTALLATION, reason="test")
    second = approved(bureau, 2026, document="试〔2026〕2号", holidays=(Span(day("2026-05-04"), day("2026-05-04"), "试"),))
    first.refresh_from_db()

    assert first.during == DateRange(timezone.localdate() - dt.timedelta(9), timezone.localdate())
    assert second.during.lower == timezone.localdate()
    assert first.days.count() == 4
    assert [working_days().is_working(day(text)) for text in ("2026-10-01", "2026-05-04")] == [True, False]


def test_a_mistake_found_on_the_same_day_is_replaced_whole(bureau: Cast) -> None:
    first = approved(bureau, 2026)
    approved(bureau, 2026, document="试〔2026〕1号（更正）")
    first.refresh_from_db()

    assert (first.state, first.during) == ("withdrawn", None)


def test_a_preview_changes_nothing(bureau: Cast) -> None:
    notice = entered(bureau)

    assert working_days_with(notice).is_working(dt.date(next_year(), 10, 1)) is False
    assert working_days().is_working(dt.date(next_year(), 10, 1)) is None


def test_declined_or_withdrawn_another_can_be_entered(bureau: Cast) -> None:
    actions.decline_notice(entered(bureau), acting=bureau.acting(bureau.inspector), reason="日期有误")
    actions.withdraw_notice(entered(bureau), acting=bureau.acting(bureau.bureau_duty), reason="重新录入")

    assert approved(bureau).state == "approved"


def test_the_calendar_is_one_query_however_often_it_is_asked(bureau: Cast, django_assert_num_queries: Any) -> None:
    approved(bureau)
    working_days()
    with django_assert_num_queries(1):
        known = working_days()
        assert known.is_working(dt.date(next_year(), 10, 1)) is False


class TestTheDuty:
    @pytest.fixture(autouse=True)
    def _nothing_shipped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As in a year that the product was not shipped for."""
        monkeypatch.setattr(StateCouncilDays, "is_working", lambda self, day: None)

    def due(self, month: int, day: int, path: str = "b") -> list[str]:
        at = dt.datetime(next_year() - 1, month, day, 9, tzinfo=timezone.get_current_timezone())
        found = list(SOURCES["calendar"].owed([path], at))
        assert [one.by.date() for one in found if one.by] == [dt.date(int(one.about) - 1, 12, 31) for one in found]
        return [one.about for one in found]

    def test_it_begins_in_november_and_ends_with_the_approval(self, bureau: Cast) -> None:
        this, following = str(next_year() - 1), str(next_year())
        assert (self.due(10, 31), self.due(11, 1)) == ([this], [this, following])

        approved(bureau, next_year() - 1)
        approved(bureau)

        assert self.due(12, 31) == []

    def test_a_prison_does_not_owe_it(self, bureau: Cast) -> None:
        assert self.due(11, 1, "b.p1") == []


# --- it refuses -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("document", {"document": " "}),
        ("issued_on", {"issued_on": dt.date(2999, 1, 1)}),
        ("holidays", {"holidays": ()}),
        ("holidays", {"holidays": (Span(day("2026-10-03"), day("2026-10-01"), "国庆节"),)}),
        ("holidays", {"holidays": (Span(day("2026-10-01"), day("2026-10-03"), " "),)}),
        ("holidays", {"holidays": (Span(day("2026-10-01"), day("2026-11-30"), "国庆节"),)}),
        ("holidays", {"holidays": (Span(day("2025-10-01"), day("2025-10-03"), "国庆节"),)}),
        ("holidays", {"holidays": (Span(day("2026-10-01"), day("2026-10-03"), "国庆节"), Span(day("2026-10-03"), day("2026-10-04"), "中秋节"))}),
        ("worked", {"worked": (day("2026-10-09"),)}),
        ("worked", {"worked": (day("2026-10-03"),)}),
        ("worked", {"worked": (day("2026-10-10"), day("2026-10-10"))}),
        ("worked", {"worked": (day("2025-10-11"),)}),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused_at_its_field(bureau: Cast, field: str, changed: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        entered(bureau, 2026, **changed)

    assert list(refused.value.fields) == [field]
    assert not HolidayNotice.objects.exists()


@pytest.mark.parametrize("year", [1999, next_year() + 1])
def test_a_year_that_cannot_be_published_is_refused(bureau: Cast, year: int) -> None:
    with pytest.raises(Invalid) as refused:
        entered(bureau, year)

    assert "year" in refused.value.fields


def test_two_entries_of_a_year_do_not_wait_side_by_side(bureau: Cast) -> None:
    entered(bureau)
    with pytest.raises(errors.NoticeWaits):
        entered(bureau)


def test_an_earlier_notice_does_not_replace_a_later_one(bureau: Cast) -> None:
    approved(bureau, 2026)
    with pytest.raises(errors.LaterNotice):
        approved(bureau, 2026, issued_on=timezone.localdate() - dt.timedelta(1))


def test_nobody_approves_their_own_and_a_decision_is_made_once(bureau: Cast) -> None:
    notice = entered(bureau)
    for verb in (actions.approve_notice, actions.decline_notice):
        with pytest.raises(NeedsSecondPerson):
            verb(notice, acting=bureau.acting(bureau.bureau_duty), reason="同意")
    with pytest.raises(NotTheProposer):
        actions.withdraw_notice(notice, acting=bureau.acting(bureau.inspector), reason="撤回")
    actions.decline_notice(notice, acting=bureau.acting(bureau.inspector), reason="有误")
    with pytest.raises(AlreadyDecided):
        actions.approve_notice(notice, acting=bureau.acting(bureau.inspector), reason="同意")


def test_it_needs_the_power_at_the_bureau_and_a_fresh_sign_in(bureau: Cast) -> None:
    bureau.grant(bureau.warden, "calendar.enter", "b.p1")
    given: dict[str, Any] = {"year": 2026, "entry": entry(2026), "reason": WHY}
    with pytest.raises(OutsideScope):
        actions.enter_notice(bureau.place("b"), **given, acting=bureau.acting(bureau.warden))
    with pytest.raises(NeedsFreshSignIn):
        actions.enter_notice(bureau.place("b"), **given, acting=bureau.acting(bureau.inspector, fresh=False))
    with pytest.raises(Invalid) as refused:
        actions.enter_notice(bureau.place("b.p1"), **given, acting=bureau.acting(bureau.warden))
    assert "place" in refused.value.fields


# --- what PostgreSQL holds ------------------------------------------------------------------------------------------------


@act("calendar.enter", subject="notice")
def _put(notice: HolidayNotice, *, acting: object, reason: str, **values: Any) -> None:
    HolidayNotice.objects.filter(pk=notice.pk).update(**values)


@act("calendar.enter", subject="notice")
def _name(notice: HolidayNotice, *, day: dt.date, kind: str, year: int, acting: object, reason: str) -> None:
    NamedDay.objects.create(notice=notice, year=year, day=day, kind=kind)


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("2026-05-04", "working", 2026),  # a Monday
        ("2026-10-01", "off", 2026),  # named before
        ("2027-01-01", "off", 2026),
        ("2025-11-30", "off", 2026),
        ("2025-10-01", "off", 2025),  # another year's day under this notice
    ],
)
def test_the_database_refuses_a_day_that_cannot_be_named(bureau: Cast, text: str, kind: str, year: int) -> None:
    notice = entered(bureau, 2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        _name(notice, day=day(text), kind=kind, year=year, acting=INSTALLATION, reason="test")
        connection.check_constraints()


@pytest.mark.parametrize("values", [{"year": 2025}, {"document": "试〔2026〕9号"}, {"issued_on": dt.date(2026, 1, 1)}])
def test_the_database_keeps_what_was_entered(bureau: Cast, values: dict[str, Any]) -> None:
    notice = entered(bureau, 2026)
    with pytest.raises(Error), transaction.atomic():
        _put(notice, **values, acting=INSTALLATION, reason="test")


def test_the_database_takes_no_day_after_the_approval(bureau: Cast) -> None:
    notice = approved(bureau, 2026)
    with pytest.raises(Error), transaction.atomic():
        _name(notice, day=day("2026-06-01"), kind="off", year=2026, acting=INSTALLATION, reason="test")


def test_the_database_lets_one_notice_of_a_year_be_in_force(bureau: Cast) -> None:
    notice = approved(bureau, 2026)
    other = entered(bureau, 2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        given = {"decided_by": notice.decided_by, "decided_at": notice.decided_at, "during": notice.during}
        _put(other, state="approved", **given, acting=INSTALLATION, reason="test")
