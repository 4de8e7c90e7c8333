from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct.points.ward import close, decide, posted, propose, ship, vote
from zhiheng.domains.conduct.grading.actions import grades, interruptions, notices
from zhiheng.domains.conduct.grading.actions.grades import GradeProposal
from zhiheng.domains.conduct.grading.actions.interruptions import InterruptionEntry
from zhiheng.domains.conduct.grading.errors import GradeClosed, HangsStill, NotCarried, NothingToGrade, ObjectionOpen, QuotaExceeded
from zhiheng.domains.conduct.grading.models import Cycle, Notice, Round
from zhiheng.domains.conduct.grading.objecting import month_key
from zhiheng.domains.conduct.points.actions.balances import bring_balance
from zhiheng.domains.conduct.points.actions.circumstances import CircumstanceEntry, record_circumstance
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance
from zhiheng.domains.conduct.points.months import State
from zhiheng.domains.conduct.points.queries.months import balance_of, state_of
from zhiheng.engines.trail.acts import INSTALLATION, Official
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.reckoning import Truth
from zhiheng.law.scale import Grade, Reward

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 1)


@pytest.fixture
def clerk(cast: Cast) -> Official:
    for power in ("points.grade", "points.convene"):
        cast.grant(cast.clerk, power, "b.p1")
    return cast.acting(cast.clerk)


@pytest.fixture
def closed(cast: Cast) -> None:
    """张伟 and 李𬭎 close a cycle in October; 张伟's property part is performed, so the positive grade is open to him."""
    ship(cast)
    done = CircumstanceEntry(Circumstance.Kind.PROPERTY_DONE, dt.date(2026, 1, 1), "结案通知书")
    record_circumstance(cast.episode("zhang"), entry=done, acting=cast.acting(cast.ward_officer), reason="法院回执")
    for month in range(5, 11):
        close(cast, dt.date(2026, month, 1))


def graded(cast: Cast, clerk: Official, **wanted: Grade) -> Round:
    made = grades.open_round(cast.place("b.p1"), month=NOVEMBER, acting=clerk, reason="等级评定")
    for name in ("zhang", "li"):
        proposal = GradeProposal(wanted.get(name, Grade.QUALIFIED), "表现")
        grades.propose_grade(Cycle.objects.get(episode=cast.episode(name)), proposal=proposal, acting=clerk, reason="监区评议")
    return made


def decided(cast: Cast, clerk: Official, made: Round) -> Round:
    vote(cast, grades.open_grading(made, acting=clerk, reason="评定"))
    return grades.close_grading(made, minutes="会议记录", acting=clerk, reason="评定")


def test_it_works(cast: Cast, closed: None, clerk: Official) -> None:
    made = graded(cast, clerk)
    zhang, li = (Cycle.objects.get(episode=cast.episode(name)) for name in ("zhang", "li"))
    assert (made.graded, made.quota) == (2, 0)
    assert (zhang.highest, zhang.reasons, li.highest, li.reasons) == (Grade.POSITIVE, [], Grade.QUALIFIED, ["PT-22-4"])

    done = decided(cast, clerk, made)

    zhang.refresh_from_db()
    assert (done.state, zhang.grade, zhang.reward) == ("decided", Grade.QUALIFIED, Reward.COMMENDATION)
    assert grades.copy_to_procuratorate(done, acting=clerk, reason="抄送").copied_on is not None
    with pytest.raises(NothingToGrade):
        grades.copy_to_procuratorate(done, acting=clerk, reason="抄送")
    with pytest.raises(NothingToGrade):
        grades.open_round(cast.place("b.p1"), month=NOVEMBER, acting=clerk, reason="等级评定")


def test_the_quota_and_the_law_close_grades(cast: Cast, closed: None, clerk: Official) -> None:
    made = graded(cast, clerk, zhang=Grade.POSITIVE)
    with pytest.raises(QuotaExceeded):
        grades.open_grading(made, acting=clerk, reason="评定")
    li = Cycle.objects.get(episode=cast.episode("li"))
    for closed_grade in (Grade.POSITIVE, Grade.UNQUALIFIED):
        with pytest.raises(GradeClosed):
            grades.propose_grade(li, proposal=GradeProposal(closed_grade), acting=clerk, reason="监区评议")


def test_it_refuses_a_share_above_15_percent_and_a_month_without_cycles(cast: Cast, closed: None, clerk: Official) -> None:
    with pytest.raises(Invalid):
        grades.open_round(cast.place("b.p1"), month=NOVEMBER, share=16, acting=clerk, reason="等级评定")
    with pytest.raises(NothingToGrade):
        grades.open_round(cast.place("b.p1"), month=dt.date(2026, 10, 1), acting=clerk, reason="等级评定")


def test_grades_wait_for_an_open_objection(cast: Cast, closed: None, clerk: Official) -> None:
    made = graded(cast, clerk)
    say(cast, f"points-month:{month_key(cast.episode('zhang').pk, dt.date(2026, 10, 1))}", words="分数不对")

    with pytest.raises(ObjectionOpen):
        grades.open_grading(made, acting=clerk, reason="评定")


def test_a_round_that_is_not_carried_reopens(cast: Cast, closed: None, clerk: Official) -> None:
    made = graded(cast, clerk)
    vote(cast, grades.open_grading(made, acting=clerk, reason="评定"), "no")
    assert grades.close_grading(made, acting=clerk, reason="评定").state == Round.State.OPEN
    assert not Cycle.objects.filter(grade__isnull=False).exists()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("update points_cycle set grade = 3, reward = 2", "points_cycle_grade_open"),
        ("update points_cycle set grade = 2, reward = 1", "points_cycle_reward"),
        ("update points_round set state = 'decided', decided_on = now(), deliberation_id = null", "points_round_decided"),
        ("update points_round set quota = 1", "points_round_quota"),
    ],
)
def test_postgresql_refuses_it(cast: Cast, closed: None, clerk: Official, sql: str, words: str) -> None:
    from tests.domains.conduct.points.test_months import _received
    from zhiheng.engines.trail.acts import Subject

    graded(cast, clerk)
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        _received(Subject("x", "x", ""), sql, acting=INSTALLATION, reason="test")


def test_a_new_crime_cancels_points_and_rewards_and_keeps_a_debt(cast: Cast, closed: None, clerk: Official) -> None:
    decided(cast, clerk, graded(cast, clerk))
    episode = cast.episode("zhang")
    group = decide(cast, propose(cast, "D105", 10_00), place="b.p1")
    posted(cast, "D104", 3_00)
    entry = InterruptionEntry(Adjustment.Kind.NEW_CRIME, dt.date(2026, 11, 9), "（2026）刑初9号")
    bring_balance(cast.episode("ouyang"), state=_debt(), document="交接清单", on=dt.date(2026, 11, 1), acting=clerk, reason="转押")

    made = interruptions.interrupt(episode, entry=entry, deliberation=group, acting=clerk, reason="又犯新罪")

    assert (made.balance, made.rewards_kept, balance_of([episode.pk])[episode.pk]) == (0, False, 0)
    assert Cycle.objects.get(episode=episode).cancelled_by == made
    kept = interruptions.interrupt(cast.episode("ouyang"), entry=entry, deliberation=group, acting=clerk, reason="又犯新罪")
    assert (kept.balance, kept.delta) == (-63_33, 0)
    notice = notices.post_notice(cast.place("b.p1.w1"), what=Notice.What.CANCELLATION, month=NOVEMBER, acting=clerk, reason="公示")
    assert len(notice.refs) == 1


def _debt() -> State:
    return State(balance=-63_33)


def test_a_conviction_cancels_only_what_is_known_to_be_cancelled(cast: Cast, closed: None, clerk: Official) -> None:
    group = decide(cast, propose(cast, "D105", 10_00), place="b.p1")
    posted(cast, "S3", 50_00, dt.date(2026, 11, 2))
    entry = InterruptionEntry(Adjustment.Kind.CONVICTED, dt.date(2026, 11, 9), "（2026）刑初9号")
    episode = cast.episode("zhang")
    before = state_of(episode)

    assert interruptions.interrupt(episode, entry=entry, deliberation=group, acting=clerk, reason="解回").rewards_kept
    assert state_of(episode) == before
    known = entry._replace(own_confession=Truth.NO, protested=Truth.NO, pending=Truth.NO)
    assert not interruptions.interrupt(episode, entry=known, deliberation=group, acting=clerk, reason="解回").rewards_kept


def test_an_interruption_needs_the_prison_group(cast: Cast, closed: None, clerk: Official) -> None:
    entry = InterruptionEntry(Adjustment.Kind.NEW_CRIME, dt.date(2026, 11, 9), "（2026）刑初9号")
    ward = decide(cast, propose(cast, "D104", 3_00))
    with pytest.raises(NotCarried):
        interruptions.interrupt(cast.episode("zhang"), entry=entry, deliberation=ward, acting=clerk, reason="又犯新罪")
    with pytest.raises(Invalid):
        interruptions.interrupt(cast.episode("zhang"), entry=entry._replace(document=""), deliberation=ward, acting=clerk, reason="又犯新罪")


def test_a_notice_hangs_three_working_days_without_what_protects_reporters(cast: Cast, closed: None, clerk: Official) -> None:
    posted(cast, "D104", 3_00, NOVEMBER)
    posted(cast, "S3", 50_00, NOVEMBER)
    ward = cast.place("b.p1.w1")

    notice = notices.post_notice(ward, what=Notice.What.ENTRIES, month=NOVEMBER, acting=clerk, reason="公示")

    assert (len(notice.refs), notice.kept_back) == (1, 1)
    assert (notice.until - notice.posted_on).days >= 3
    with pytest.raises(HangsStill):
        notices.take_down(notice, acting=clerk, reason="撤下")
    with pytest.raises(Invalid):
        notices.post_notice(ward, what=Notice.What.GRADES, month=NOVEMBER, acting=clerk, reason="公示")
