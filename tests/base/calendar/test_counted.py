"""Open dates of every room follow the calendar that comes into force, and come back when it is corrected."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import Error, transaction
from django.utils import timezone

from tests.base.calendar.test_notices import approved, bureau, entered
from tests.cast import Cast
from tests.domains.custody.reception.papers import admit
from zhiheng.base.calendar.actions import Span
from zhiheng.base.calendar.counted import COUNTED, effect
from zhiheng.base.calendar.queries import WorkingCalendar, working_days, working_days_with
from zhiheng.domains.conduct.grading.models import Notice
from zhiheng.domains.custody.reception.models import ReceptionStep, StepKind
from zhiheng.engines.trail.acts import INSTALLATION, Subject, act
from zhiheng.engines.trail.models import Act, Change
from zhiheng.lib.workdays import StateCouncilDays

__all__ = ["bureau"]
ROOM = Subject(ref="place:b.p1", label="test", place="b.p1")


@act("powers.sync", subject="about")
def _put(about: Subject, record: Any, *, acting: object, reason: str, **values: Any) -> None:
    type(record).objects.filter(pk=record.pk).update(**values)


@act("powers.sync", subject="about")
def _made(about: Subject, notice: Notice, *, acting: object, reason: str) -> None:
    notice.save()


def put(record: Any, **values: Any) -> None:
    _put(ROOM, record, **values, acting=INSTALLATION, reason="test")


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def unshipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known of any year but what is entered."""
    monkeypatch.setattr(StateCouncilDays, "is_working", lambda self, day: None)


def hanging(cast: Cast) -> Notice:
    """A notice hung today while no calendar was entered."""
    until = today() + dt.timedelta(days=30)
    made = Notice(ward=cast.place("b.p1.w1"), what=Notice.What.MONTH, month=today().replace(day=1), refs=["points-sheet:1"], posted_on=today())
    made.until, made.posted_by = until, "officer:310-0101"
    _made(ROOM, made, acting=INSTALLATION, reason="test")
    return made


def enter_everything(cast: Cast, *holidays: Span) -> None:
    """This year's and the next year's notices, approved; each with one day off far away besides those given."""
    for year in (today().year, today().year + 1):
        far = Span(dt.date(year, 3, 3), dt.date(year, 3, 3), "试") if today().month > 6 else Span(dt.date(year, 9, 9), dt.date(year, 9, 9), "试")
        approved(cast, year, holidays=(far, *(span for span in holidays if span.first.year == year)), worked=())


def workday(count: int) -> dt.date:
    """The day that lies so many days from Monday to Friday after today."""
    day = today()
    while count:
        day += dt.timedelta(1)
        count -= day.isoweekday() <= 5
    return day


@pytest.mark.usefixtures("unshipped")
class TestWhatHangsOnAnUnknownCalendar:
    def test_it_gets_its_date_with_the_calendar(self, bureau: Cast) -> None:
        notice, step = hanging(bureau), ReceptionStep.objects.get(episode=admit(bureau), kind=StepKind.FAMILY)
        assert step.due_at is None

        enter_everything(bureau)
        notice.refresh_from_db()
        step.refresh_from_db()

        assert notice.until == workday(3)
        assert step.due_at is not None
        assert timezone.localdate(step.due_at) == workday(5)
        approvals = Act.objects.filter(verb="approve_notice").values("id")
        assert Change.objects.filter(table="reception_step", act_id__in=approvals).exists()

    def test_a_later_notice_moves_what_is_open_and_nothing_that_is_done(self, bureau: Cast) -> None:
        notice, taken = hanging(bureau), hanging(bureau)
        put(taken, removed_on=taken.until + dt.timedelta(1))
        enter_everything(bureau)

        enter_everything(bureau, Span(workday(1), workday(1), "纪念日"))
        notice.refresh_from_db()
        taken.refresh_from_db()

        assert notice.until == workday(4)
        assert taken.until == today() + dt.timedelta(days=30)

    def test_what_was_entered_wrongly_comes_back(self, bureau: Cast) -> None:
        notice = hanging(bureau)
        enter_everything(bureau, Span(workday(1), workday(1), "误录"))
        enter_everything(bureau)
        notice.refresh_from_db()

        assert notice.until == workday(3)

    def test_the_preview_says_it_before(self, bureau: Cast) -> None:
        step = ReceptionStep.objects.get(episode=admit(bureau), kind=StepKind.FAMILY)
        waiting = entered(bureau, today().year, holidays=(Span(dt.date(today().year, 3, 3), dt.date(today().year, 3, 3), "试"),), worked=())
        found = {str(one.title): one for one in effect(working_days_with(waiting))}
        step.refresh_from_db()

        assert found["Steps of admission" if "Steps of admission" in found else "收押事项"].open == 4
        assert step.due_at is None


def test_counting_again_by_the_same_calendar_moves_nothing(cast: Cast) -> None:
    admit(cast)
    hanging(cast)

    assert [one.moved for one in effect(working_days()) if "计分" not in str(one.title)] == [0] * (len(COUNTED) - 1)


def test_the_clock_of_a_step_that_is_done_is_not_moved(cast: Cast) -> None:
    steps = {step.kind: step for step in ReceptionStep.objects.filter(episode=admit(cast))}
    put(steps[StepKind.FAMILY], due_at=timezone.now())
    for step in (steps[StepKind.EXAMINATION], steps[StepKind.RIGHTS]):
        with pytest.raises(Error), transaction.atomic():
            put(step, due_at=timezone.now())

    put(steps[StepKind.WARD], done_at=timezone.now(), recorded_at=timezone.now(), done_by_id=cast.clerk.pk, output="分到一监区")
    with pytest.raises(Error), transaction.atomic():
        put(steps[StepKind.WARD], due_at=timezone.now())


def test_every_counted_column_can_be_counted_by_an_empty_calendar() -> None:
    """The kinds of record agree with their functions: nothing asks for a calendar that cannot be handed in."""
    assert {"admission", "sanction-posting", "reward-posting", "points-notice"} <= set(COUNTED)
    assert WorkingCalendar({}).is_working(dt.date(2026, 10, 1)) is False
