"""Levels of treatment: by a dated schedule, by two officers, never below the floor, never because a right was used."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import by
from zhiheng.base.bookings.actions import Wanted, book, keep_booking
from zhiheng.base.bookings.models import Booking
from zhiheng.base.duties import owed
from zhiheng.base.objections.answering import Answer
from zhiheng.base.objections.errors import TookPart
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Cycle, Regrading, Round
from zhiheng.domains.conduct.grading.queries.graded import last_grade
from zhiheng.domains.conduct.points.models import Adjustment
from zhiheng.domains.conduct.treatment import actions, errors, policy, queries, signals
from zhiheng.domains.conduct.treatment.actions import Wish
from zhiheng.domains.conduct.treatment.models import Recheck, RecheckItem, TreatmentLevel, TreatmentReview
from zhiheng.domains.conduct.treatment.schedule import FLOOR, SCHEDULES, Conduct, Entitlements, Level, Schedule, given, schedule_on
from zhiheng.engines.procedure.deliberation import Body, open_deliberation
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import Caption
from zhiheng.law.scale import Grade

TODAY = timezone.localdate


def proposed(cast: Cast, **changed: Any) -> TreatmentLevel:
    wish = Wish("遵守监规，按时完成任务", grade="qualified", grade_why="转入前由原监狱评定，见档案第三卷")._replace(**changed)
    return actions.propose_level(cast.episode("zhang"), wish=wish, on=TODAY(), **by(cast, "ward_officer"))


def in_force(cast: Cast, **changed: Any) -> TreatmentLevel:
    return actions.decide_level(proposed(cast, **changed), **by(cast, "warden"))


def booked(cast: Cast, *, kind: str = "visit", day: int, amount: int = 60) -> Booking:
    """On a day of next month."""
    on = (TODAY().replace(day=1) + dt.timedelta(32)).replace(day=day)
    return book(cast.episode("zhang"), wanted=Wanted(kind, on, amount, "母亲", dt.time(9, 30)), **by(cast, "ward_officer"))


@act(policy.DECIDE, subject="episode")
def graded_in_its_round(episode: Episode, *, grade: Grade, on: dt.date, cancelled_on: dt.date | None, acting: Official, reason: str) -> Cycle:
    month = on.replace(day=1)
    bench = open_deliberation(
        Body("prison-group:b.p1", "x", "b.p1", "officer:1", {"officer:1": "x"}), matter="x", matters=[], question="x", held_on=on
    )
    one = Round.objects.create(prison=episode.prison, month=month, share=15, graded=1, state="decided", decided_on=on, deliberation=bench)
    gone = None
    if cancelled_on is not None:
        gone = Adjustment.objects.create(
            episode=episode, kind=Adjustment.Kind.NEW_CRIME, on=cancelled_on, month=month, delta=0, balance=0, state={}, rule="x", document="x"
        )
    return Cycle.objects.create(
        episode=episode, ward=episode.ward, round=one, closed=month, balance=60_000, carried=0, highest=grade, bar=0, low_months=0, months_below=0,
        rewards={}, grade=grade, reward=0 if grade == Grade.UNQUALIFIED else 2, cancelled_by=gone,
    )  # fmt: skip


@act(policy.DECIDE, subject="cycle")
def decide_anew(cycle: Cycle, *, grade: Grade, on: dt.date, acting: Official, reason: str) -> None:
    Regrading.objects.create(
        cycle=cycle, causes=["points-entry:1"], found_on=on, highest=grade, bar=0, low_months=0, months_below=0, rewards={},
        grade_before=cycle.grade or 0, reward_before=2, state="decided", grade=grade, reward=0, second="officer:2", decided_on=on,
        deliberation=cycle.round.deliberation,
    )  # fmt: skip


def graded(cast: Cast, grade: Grade, on: dt.date, cancelled_on: dt.date | None = None) -> str:
    made = graded_in_its_round(cast.episode("zhang"), grade=grade, on=on, cancelled_on=cancelled_on, acting=INSTALLATION, reason="test")
    return f"points-cycle:{made.pk}"


class TestSchedules:
    def test_every_day_since_points_began_has_one_and_only_one(self) -> None:
        day = dt.date(2021, 10, 1)
        while day < dt.date(2028, 1, 1):
            assert sum(1 for one in SCHEDULES if one.since <= day and (one.until is None or day <= one.until)) == 1
            day += dt.timedelta(1)
        with pytest.raises(errors.NoTreatmentSchedule):
            schedule_on(dt.date(2021, 9, 30))

    def test_no_level_may_go_below_the_floor(self) -> None:
        low = Level(code="strict", rank=1, caption=Caption("", ""), gives=FLOOR._replace(visits=0), condition=Caption("", ""), months=1)

        with pytest.raises(ValueError, match="below the floor: visits"):
            Schedule(code="X", title=Caption("", ""), document="", since=dt.date(2026, 1, 1), until=None, levels=(low,))

    @pytest.mark.parametrize(
        ("conduct", "code"),
        [
            (Conduct(1, "positive", 24), "observed"), (Conduct(24, "qualified", 5), "observed"), (Conduct(24, "qualified", 12), "lenient"),
            (Conduct(24, None, 12), "general"), (Conduct(24, "qualified", None), "general"), (Conduct(11, "positive", 12), "general"),
            (Conduct(24, "unqualified", 24), "general"),
        ],
    )  # fmt: skip
    def test_what_is_not_known_is_no_yes(self, conduct: Conduct, code: str) -> None:
        assert given(conduct, dt.date(2026, 11, 22)).level.code == code


class TestLevels:
    def test_by_two_officers_from_the_day_with_its_time_to_object(self, cast: Cast) -> None:
        level = in_force(cast)

        assert (level.level, level.since) == ("lenient", TODAY())
        assert level.objection_until == TODAY() + dt.timedelta(3)

    def test_the_proposer_does_not_decide(self, cast: Cast) -> None:
        cast.grant(cast.ward_officer, "treatment.decide", "b.p1")

        with pytest.raises(errors.OwnLevelProposal):
            actions.decide_level(proposed(cast), **by(cast, "ward_officer"))

    def test_one_proposal_waits_and_is_decided_once(self, cast: Cast) -> None:
        level = proposed(cast)
        with pytest.raises(errors.LevelProposed):
            proposed(cast)
        actions.decline_level(level, **by(cast, "warden"))
        with pytest.raises(errors.LevelDecided):
            actions.decide_level(level, **by(cast, "warden"))

    def test_the_same_level_again_is_a_review(self, cast: Cast) -> None:
        in_force(cast)

        with pytest.raises(errors.SameLevel):
            proposed(cast)

    def test_nonsense_is_refused(self, cast: Cast) -> None:
        for wrong, field in (({"words": ""}, "words"), ({"level": "observed"}, "why"), ({"level": "royal"}, "level")):
            with pytest.raises(Invalid) as refused:
                proposed(cast, **wrong)
            assert set(refused.value.fields) == {field}

    def test_strict_management_has_a_last_day_and_is_the_wardens(self, cast: Cast) -> None:
        for ends_by in (None, TODAY() + dt.timedelta(120)):
            with pytest.raises(Invalid):
                proposed(cast, level="strict", why="组织对抗", ends_by=ends_by)

        level = proposed(cast, level="strict", why="组织对抗", ends_by=TODAY() + dt.timedelta(30))
        with pytest.raises(OutsideScope):
            actions.decide_level(level, **by(cast, "ward_head"))
        with pytest.raises(NeedsFreshSignIn):
            actions.decide_level(level, acting=cast.acting(cast.warden, fresh=False), reason="x")
        assert actions.decide_level(level, **by(cast, "warden")).ends_by

    def test_no_right_lowers_a_level(self, cast: Cast) -> None:
        in_force(cast)

        for right in set(Act) - {Act.BREACH}:
            with pytest.raises(errors.NeverForARight):
                proposed(cast, level="general", why="x", only_fact=right)

    def test_what_is_booked_beyond_a_right_that_falls_is_listed_and_nothing_is_cancelled(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[signals.LevelChanged] = []
        monkeypatch.setattr(signals, "_listeners", [told.append])
        in_force(cast)
        first, second = booked(cast, day=3), booked(cast, day=9)
        call = booked(cast, kind="call", day=5, amount=10)
        lower = actions.decide_level(proposed(cast, level="general", why="受警告"), **by(cast, "warden"))

        assert [(one.before, one.after) for one in told] == [("", "lenient"), ("lenient", "general")]
        listed = {recheck.entitlement: [item.booking for item in recheck.items.order_by("booking__on")] for recheck in lower.rechecks.all()}
        assert listed == {"visits": [second], "visit_minutes": [first, second]}  # 60 minutes each, and 45 are given; ten of a call still are
        assert set(Booking.objects.values_list("state", flat=True)) == {"booked"}
        assert not RecheckItem.objects.filter(booking=call).exists()

    def test_a_recheck_is_closed_when_a_person_has_looked_at_each(self, cast: Cast) -> None:
        in_force(cast)
        booked(cast, day=3)
        late = booked(cast, day=9)
        actions.decide_level(proposed(cast, level="general", why="受警告"), **by(cast, "warden"))
        visits = Recheck.objects.get(entitlement="visits")

        with pytest.raises(errors.BookingsWait):
            actions.settle_recheck(visits, outcome="x", **by(cast, "ward_head"))
        keep_booking(late, words="亲属已购票，已告知", **by(cast, "ward_head"))
        actions.settle_recheck(visits, outcome="保留", **by(cast, "ward_head"))
        with pytest.raises(errors.RecheckDone):
            actions.settle_recheck(visits, outcome="x", **by(cast, "ward_head"))
        assert [one.entitlement for one in queries.open_rechecks(["b.p1"])] == ["visit_minutes"]

    def test_nothing_is_asked_where_nothing_is_booked(self, cast: Cast) -> None:
        in_force(cast)

        assert not actions.decide_level(proposed(cast, level="general", why="受警告"), **by(cast, "warden")).rechecks.exists()

    def test_a_sanction_on_record_keeps_somebody_from_the_lenient_level(self, cast: Cast) -> None:
        files.staff(cast)
        files.decided(cast, kind="warning")

        assert proposed(cast).level == "observed"


class TestGrades:
    def test_the_grade_is_the_one_that_the_points_decided(self, cast: Cast) -> None:
        ref = graded(cast, Grade.QUALIFIED, TODAY() - dt.timedelta(30))
        level = proposed(cast, grade="", grade_why="")

        assert (level.level, level.grade, level.points_grade_on, level.points_ref) == ("lenient", "qualified", TODAY() - dt.timedelta(30), ref)

    def test_a_departure_from_it_gives_its_reason_and_is_decided_by_another(self, cast: Cast) -> None:
        graded(cast, Grade.UNQUALIFIED, TODAY() - dt.timedelta(30))
        with pytest.raises(Invalid) as refused:
            proposed(cast, grade_why=" ")
        assert set(refused.value.fields) == {"grade_why"}

        level = proposed(cast, grade_why="已纠正，更正通知书第4号")
        assert (level.grade, level.points_grade, level.grade_why) == ("qualified", "unqualified", "已纠正，更正通知书第4号")
        cast.grant(cast.ward_officer, "treatment.decide", "b.p1")
        with pytest.raises(errors.OwnLevelProposal):
            actions.decide_level(level, **by(cast, "ward_officer"))

    def test_what_is_decided_later_is_not_known_yet(self, cast: Cast) -> None:
        graded(cast, Grade.POSITIVE, TODAY() - dt.timedelta(5))

        assert last_grade(cast.episode("zhang"), TODAY() - dt.timedelta(6)) is None

    def test_a_grade_decided_anew_counts_from_its_day(self, cast: Cast) -> None:
        graded(cast, Grade.QUALIFIED, TODAY() - dt.timedelta(30))
        decide_anew(Cycle.objects.get(), grade=Grade.UNQUALIFIED, on=TODAY() - dt.timedelta(2), acting=INSTALLATION, reason="test")

        for days, code, decided in ((3, "qualified", 30), (2, "unqualified", 2)):
            found = last_grade(cast.episode("zhang"), TODAY() - dt.timedelta(days))
            assert found is not None
            assert (found.code, found.decided_on) == (code, TODAY() - dt.timedelta(decided))

    def test_a_grade_whose_reward_was_cancelled_is_not_rested_on(self, cast: Cast) -> None:
        graded(cast, Grade.POSITIVE, TODAY() - dt.timedelta(300))
        graded(cast, Grade.QUALIFIED, TODAY() - dt.timedelta(30), cancelled_on=TODAY() - dt.timedelta(2))

        assert last_grade(cast.episode("zhang"), TODAY()) is None
        assert proposed(cast, grade="", grade_why="").level == "general"


class TestAfterwards:
    def test_an_objection_that_is_upheld_brings_a_review(self, cast: Cast) -> None:
        level = in_force(cast)
        made = say(cast, f"treatment:{level.pk}")
        assert made.last_day == level.objection_until
        for took_part in ("ward_officer", "warden"):
            cast.grant(cast.officers[took_part], "treatment.answer", "b.p1")
            with pytest.raises(TookPart):
                actions.answer_level_objection(made, answer=Answer("dismissed", "x"), **by(cast, took_part))

        cast.grant(cast.idle, "treatment.answer", "b.p1")
        actions.answer_level_objection(made, answer=Answer("upheld", "应重新评定"), **by(cast, "idle"))
        assert TreatmentLevel.objects.get(pk=level.pk).review_on == TODAY()

    def test_strict_management_that_is_objected_to_rightly_ends_today(self, cast: Cast) -> None:
        cast.grant(cast.idle, "treatment.answer", "b.p1")
        level = in_force(cast, level="strict", why="殴打他犯", ends_by=TODAY() + dt.timedelta(30))
        actions.answer_level_objection(say(cast, f"treatment:{level.pk}"), answer=Answer("upheld", "依据不足"), **by(cast, "idle"))
        level.refresh_from_db()
        assert (level.state, level.until) == ("replaced", TODAY())

    def test_whoever_is_left_without_a_level_is_owed_one(self, cast: Cast) -> None:
        cast.grant(cast.idle, "treatment.answer", "b.p1")
        level = in_force(cast, level="strict", why="殴打他犯", ends_by=TODAY() + dt.timedelta(30))
        assert list(queries.left_without(["b.p1"])) == []

        actions.answer_level_objection(say(cast, f"treatment:{level.pk}"), answer=Answer("upheld", "依据不足"), **by(cast, "idle"))
        due = [one for source, one in owed(lambda power: ["b.p1"] if power == policy.PROPOSE else [], timezone.now())]
        assert [one.key for one in due] == [str(cast.episode("zhang").person_id)]

        proposed(cast)
        assert list(queries.left_without(["b.p1"])) == []

    def test_only_the_level_in_force_can_be_objected_to(self, cast: Cast) -> None:
        with pytest.raises(errors.LevelNotInForce):
            say(cast, f"treatment:{proposed(cast).pk}")

    def test_a_review_keeps_it_with_words(self, cast: Cast) -> None:
        level = in_force(cast)
        with pytest.raises(Invalid):
            actions.keep_level(level, words=" ", on=TODAY(), **by(cast, "ward_officer"))

        kept = actions.keep_level(level, words="表现稳定", on=TODAY(), **by(cast, "ward_officer"))
        assert kept.next_on > TODAY()
        assert TreatmentReview.objects.count() == 1

    def test_strict_management_is_not_kept_past_its_last_day(self, cast: Cast) -> None:
        level = in_force(cast, level="strict", why="组织对抗", ends_by=TODAY() + dt.timedelta(10))

        assert actions.keep_level(level, words="仍有必要", on=TODAY(), **by(cast, "ward_officer")).next_on == level.ends_by
        with pytest.raises(errors.LevelNotInForce):
            actions.keep_level(level, words="x", on=TODAY() + dt.timedelta(10), **by(cast, "ward_officer"))

    def test_due_lists(self, cast: Cast) -> None:
        in_force(cast)

        assert not queries.due_levels(["b.p1"], TODAY()).exists()
        assert queries.due_levels(["b.p1"], TODAY() + dt.timedelta(200)).count() == 1
        assert queries.level_of([cast.episode("zhang").pk]) == {cast.episode("zhang").pk: "lenient"}


@act(policy.DECIDE, subject="treatment")
def alter(treatment: TreatmentLevel, *, change: dict[str, Any], acting: Official, reason: str) -> None:
    TreatmentLevel.objects.filter(pk=treatment.pk).update(**change)


def test_postgresql_holds_what_was_proposed_and_two_people(cast: Cast) -> None:
    level = in_force(cast)

    with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        alter(level, change={"level": "strict"}, acting=INSTALLATION, reason="test")
    with pytest.raises(IntegrityError), transaction.atomic():
        alter(level, change={"decided_by": cast.ward_officer.pk}, acting=INSTALLATION, reason="test")


def test_entitlements_read_as_they_are_stored() -> None:
    assert Entitlements._fields == tuple(Recheck.Entitlement.values)
