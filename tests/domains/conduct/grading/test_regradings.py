"""A correction reaches a grade that was decided: the prison group decides anew, a second person checks, what had gone out is named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.grading.test_grades import NOVEMBER, decided, graded
from tests.domains.conduct.points.test_months import _received
from tests.domains.conduct.points.ward import close, decide, posted, propose, ship, vote
from zhiheng.domains.conduct.grading.actions import corrections, grades, notices, regradings
from zhiheng.domains.conduct.grading.errors import GradeClosed, NothingToGrade, QuotaExceeded
from zhiheng.domains.conduct.grading.models import Cycle, Notice, Regrading
from zhiheng.domains.conduct.points.actions.circumstances import CircumstanceEntry, record_circumstance
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance, PointEntry
from zhiheng.domains.conduct.points.queries.months import balance_of, state_of
from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject
from zhiheng.engines.trail.refusals import NeedsSecondPerson
from zhiheng.law.scale import Grade, Reward

pytestmark = pytest.mark.django_db
MAY = dt.date(2026, 5, 9)


@pytest.fixture
def clerk(cast: Cast) -> Official:
    for power in ("points.grade", "points.convene"):
        cast.grant(cast.clerk, power, "b.p1")
    return cast.acting(cast.clerk)


@pytest.fixture
def entry(cast: Cast, clerk: Official) -> PointEntry:
    """张伟's May is below its base by one deduction; his cycle, closed in October, was graded, posted and copied."""
    ship(cast)
    made = posted(cast, "D104", 3_00, MAY)
    posted(cast, "A301", 4_00, dt.date(2026, 6, 9))
    for month in range(5, 11):
        close(cast, dt.date(2026, month, 1))
    done = decided(cast, clerk, graded(cast, clerk))
    grades.copy_to_procuratorate(done, acting=clerk, reason="抄送")
    notices.post_notice(cast.place("b.p1.w1"), what=Notice.What.GRADES, month=NOVEMBER, acting=clerk, reason="公示")
    return made


def corrected(cast: Cast, clerk: Official, entry: PointEntry, value: int = 0) -> Regrading:
    carried = decide(cast, propose(cast, "D104", 3_00))
    corrections.correct(entry, value=value, deliberation=carried, second=cast.acting(cast.ward_head), acting=clerk, reason="复查更正")
    return Regrading.objects.get()


def anew(cast: Cast, clerk: Official, found: Regrading, grade: Grade, choice: str = "yes", *, withdraw: bool = False) -> Regrading:
    vote(cast, regradings.open_regrading(found, grade=grade, withdraw=withdraw, acting=clerk, reason="重新评定"), choice)
    return regradings.close_regrading(found, minutes="会议记录", second=cast.acting(cast.reviewer), acting=clerk, reason="重新评定")


def test_the_reward_is_decided_anew_and_the_first_decision_stays_on_record(cast: Cast, clerk: Official, entry: PointEntry) -> None:
    cycle = Cycle.objects.get(episode=entry.episode)
    assert (cycle.grade, cycle.reward, cycle.months_below) == (Grade.QUALIFIED, Reward.MATERIAL, 1)

    found = corrected(cast, clerk, entry)

    assert (found.months_below, found.rewards, found.grade_before, found.reward_before, found.short) == (
        0,
        {"qualified": "commendation"},
        2,
        1,
        False,
    )
    assert [used.partition(":")[0] for used in found.used] == ["procuratorate", "points-notice"]
    cycle.refresh_from_db()
    assert cycle.reward == Reward.MATERIAL  # people decide

    done = anew(cast, clerk, found, Grade.QUALIFIED)

    cycle.refresh_from_db()
    assert (done.state, done.second, cycle.reward, cycle.months_below) == ("decided", cast.reviewer.ref, Reward.COMMENDATION, 0)
    assert balance_of([entry.episode_id])[entry.episode_id] == 4_00  # 1 carried, 3 given back
    month = timezone.localdate().replace(day=1)
    notice = notices.post_notice(cast.place("b.p1.w1"), what=Notice.What.GRADES, month=month, acting=clerk, reason="重新公示")
    assert f"points-cycle:{cycle.pk}" in notice.refs
    assert regradings.copy_regrading(found, acting=clerk, reason="抄送").copied_on
    with pytest.raises(NothingToGrade):
        regradings.copy_regrading(found, acting=clerk, reason="抄送")


def test_without_a_gain_by_improper_means_the_cycle_had_not_closed(cast: Cast, clerk: Official, entry: PointEntry) -> None:
    """Article 29: the reward that rests on it is reviewed, and may fall; the grade stands."""
    found = corrected(cast, clerk, PointEntry.objects.get(clause__code="A301"))
    assert (found.short, found.months_below) == (True, 1)

    anew(cast, clerk, found, Grade.QUALIFIED, withdraw=True)

    cycle = Cycle.objects.get(episode=entry.episode)
    assert cycle.cancelled_by is not None
    assert (cycle.cancelled_by.kind, cycle.cancelled_by.delta, cycle.grade) == (Adjustment.Kind.RETEST, 0, Grade.QUALIFIED)


def test_two_corrections_of_one_month_count_it_once(cast: Cast, clerk: Official) -> None:
    ship(cast)
    first, second = posted(cast, "D104", 3_00), posted(cast, "D201", 2_00)
    close(cast, dt.date(2026, 10, 1))
    assert state_of(first.episode)[:4] == (95_00, 0, 1, 2)
    carried = decide(cast, propose(cast, "D104", 3_00))
    for one, expected in ((first, (98_00, 0, 1, 1)), (second, (100_00, 0, 0, 0))):
        corrections.correct(one, value=0, deliberation=carried, second=cast.acting(cast.ward_head), acting=clerk, reason="更正")
        assert state_of(one.episode)[:4] == expected


def test_it_refuses(cast: Cast, clerk: Official, entry: PointEntry) -> None:
    found = corrected(cast, clerk, entry)
    for wrong, more in ((Grade.UNQUALIFIED, {}), (Grade.POSITIVE, {}), (Grade.QUALIFIED, {"withdraw": True})):
        with pytest.raises(GradeClosed):
            regradings.open_regrading(found, grade=wrong, acting=clerk, reason="重新评定", **more)
    with pytest.raises(NothingToGrade):
        regradings.close_regrading(found, second=cast.acting(cast.reviewer), acting=clerk, reason="重新评定")
    vote(cast, regradings.open_regrading(found, grade=Grade.QUALIFIED, acting=clerk, reason="重新评定"))
    with pytest.raises(NeedsSecondPerson):
        regradings.close_regrading(found, second=clerk, acting=clerk, reason="重新评定")


def test_a_positive_grade_must_find_room_in_the_quota(cast: Cast, clerk: Official, entry: PointEntry) -> None:
    """Two were graded: fifteen percent of two are none."""
    done = CircumstanceEntry(Circumstance.Kind.PROPERTY_DONE, dt.date(2026, 1, 1), "结案通知书")
    record_circumstance(entry.episode, entry=done, acting=cast.acting(cast.ward_officer), reason="法院回执")
    found = corrected(cast, clerk, entry)
    assert found.highest == Grade.POSITIVE
    with pytest.raises(QuotaExceeded):
        regradings.open_regrading(found, grade=Grade.POSITIVE, acting=clerk, reason="重新评定")


def test_what_is_not_carried_is_open_again(cast: Cast, clerk: Official, entry: PointEntry) -> None:
    found = anew(cast, clerk, corrected(cast, clerk, entry), Grade.QUALIFIED, "no")
    assert (found.state, found.grade) == ("open", None)
    assert Cycle.objects.get(episode=entry.episode).reward == Reward.MATERIAL


@pytest.mark.parametrize(
    "sql",
    [
        "update points_cycle set months_below = 0, reward = 2 where reward = 1",
        "update points_regrading set state = 'decided', decided_on = now(), grade = 2, reward = 2",
        "update points_regrading set withdrawn = true",
        "delete from points_regrading",
    ],
)
def test_postgresql_refuses_it(cast: Cast, clerk: Official, entry: PointEntry, sql: str) -> None:
    corrected(cast, clerk, entry)
    with pytest.raises(DatabaseError), transaction.atomic():
        _received(Subject("x", "x", ""), sql, acting=INSTALLATION, reason="test")
