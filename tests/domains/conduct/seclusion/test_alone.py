"""Days held alone: the limit of the first day, fifteen in a row over every kind, and no clock that runs out unnoticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import by
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline.actions import serve_sanction, state_fitness
from zhiheng.domains.conduct.discipline.errors import CaseOver, StepNotYet
from zhiheng.domains.conduct.points.models import Circumstance
from zhiheng.domains.conduct.seclusion import actions, errors, policy, watchman
from zhiheng.domains.conduct.seclusion.actions import Look, Protecting
from zhiheng.domains.conduct.seclusion.clocks import Alone, Running, clocks_alone, worst
from zhiheng.domains.conduct.seclusion.models import Check, ClockAlarm, Seclusion
from zhiheng.domains.conduct.seclusion.queries import alone_of, ringing, watched
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.facts import Period

type ComeBack = Callable[[dt.datetime], None]

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def staff(request: pytest.FixtureRequest) -> None:
    if "cast" in request.fixturenames:
        files.staff(request.getfixturevalue("cast"))


@act(policy.CONFINE, subject="episode")
def forge(episode: Episode, *, row: dict[str, Any], acting: Official, reason: str) -> Seclusion:
    """Written past the verbs: PostgreSQL has the last word."""
    return Seclusion.objects.create(episode=episode, **row)


def row(cast: Cast, first: dt.date, days: int, **more: Any) -> dict[str, Any]:
    until = first + dt.timedelta(days - 1)
    given = {"kind": "protection", "place": files.cell(cast), "grounds": "x", "first": first, "days": days, "until": until}
    return given | {"started_at": timezone.now(), "ordered_by": cast.warden} | more


def written(cast: Cast, first: dt.date, days: int, **more: Any) -> Seclusion:
    return forge(cast.episode("zhang"), row=row(cast, first, days, **more), acting=INSTALLATION, reason="test")


class TestBeginning:
    def test_it_begins_today_for_the_days_decided(self, cast: Cast) -> None:
        held = files.confined(cast, days=10)

        assert (held.first, (held.until - held.first).days) == (timezone.localdate(), 9)
        assert {node["rule"] for node in held.trace} >= {"PC-4.1-8-2026", "PC-4.1-stack"}

    def test_not_before_it_is_served_and_once_only(self, cast: Cast) -> None:
        sanction = files.decided(cast)
        with pytest.raises(StepNotYet):
            actions.start_confinement(sanction, cell=files.cell(cast), **by(cast, "reviewer"))

        serve_sanction(sanction, signature="signed", **by(cast, "reviewer"))
        held = actions.start_confinement(sanction, cell=files.cell(cast), **by(cast, "reviewer"))
        actions.end_seclusion(held, words="目的达到", **by(cast, "reviewer"))
        with pytest.raises(StepNotYet):
            actions.start_confinement(sanction, cell=files.cell(cast), **by(cast, "reviewer"))

    def test_only_in_a_confinement_cell_of_the_prison(self, cast: Cast) -> None:
        for place in ["b.p1.w1.c1", "b.p2.w1"]:
            with pytest.raises(Invalid):
                actions.start_confinement(files.served(cast), cell=cast.place(place), **by(cast, "reviewer"))

    def test_a_doctors_no_after_the_decision_counts(self, cast: Cast) -> None:
        sanction = files.served(cast)
        with pytest.raises(CaseOver):
            state_fitness(sanction.case, fit=False, advice="x", **by(cast, "correction_specialist"))
        held = actions.start_confinement(sanction, cell=files.cell(cast), **by(cast, "reviewer"))
        actions.check_alone(held, look=Look("doctor", timezone.now(), "不适宜", stop=True), **by(cast, "correction_specialist"))

        assert worst(clocks_alone(alone_of([reread(held)])[0], timezone.now()), timezone.now()) == 3

    def test_what_went_before_counts(self, cast: Cast) -> None:
        written(cast, timezone.localdate() - dt.timedelta(6), 6)

        with pytest.raises(errors.TooLongAlone):
            files.confined(cast, days=10)

    def test_a_day_between_breaks_the_row(self, cast: Cast) -> None:
        written(cast, timezone.localdate() - dt.timedelta(7), 6)

        assert files.confined(cast, days=10).days == 10

    def test_inquiry_and_confinement_of_one_case_are_fifteen_together(self, cast: Cast) -> None:
        sanction = files.served(cast, days=10)
        written(cast, timezone.localdate() - dt.timedelta(20), 6, kind="inquiry", case=sanction.case)

        with pytest.raises(errors.TooLongAlone):
            actions.start_confinement(sanction, cell=files.cell(cast), **by(cast, "reviewer"))

    def test_an_inquiry_needs_grounds_and_never_more_than_fifteen(self, cast: Cast) -> None:
        case = files.report(cast)
        with pytest.raises(Invalid):
            actions.isolate_for_inquiry(case, days=3, cell=files.cell(cast), grounds=" ", **by(cast, "reviewer"))
        with pytest.raises(errors.TooLongAlone):
            actions.isolate_for_inquiry(case, days=16, cell=files.cell(cast), grounds="串供危险", **by(cast, "reviewer"))

        held = actions.isolate_for_inquiry(case, days=3, cell=files.cell(cast), grounds="串供危险", **by(cast, "reviewer"))
        assert held.kind == Seclusion.Kind.INQUIRY
        with pytest.raises(errors.AlreadyAlone):
            actions.isolate_for_inquiry(case, days=1, cell=files.cell(cast), grounds="再次", **by(cast, "reviewer"))

    def test_protection_names_grounds_and_consent_and_is_reviewed(self, cast: Cast) -> None:
        asked = Protecting("受到威胁", "本人书面申请", 5, files.cell(cast))
        with pytest.raises(Invalid):
            actions.protect(cast.episode("zhang"), asked=asked._replace(consent=""), **by(cast, "ward_head"))
        held = actions.protect(cast.episode("zhang"), asked=asked, **by(cast, "ward_head"))

        first = next(clock for clock in clocks_alone(alone_of([held])[0], timezone.now()) if clock.code == "warden")
        actions.review_protection(held, words="威胁仍在", **by(cast, "warden"))
        second = next(clock for clock in clocks_alone(alone_of([reread(held)])[0], timezone.now()) if clock.code == "warden")
        assert (first.due - held.started_at, second.due - held.started_at) == (dt.timedelta(hours=24), dt.timedelta(days=3))


class TestPostgreSQL:
    @pytest.mark.parametrize(("first", "days"), [(dt.date(2026, 11, 2), 16), (dt.date(2026, 10, 31), 6), (dt.date(2026, 11, 1), 0)])
    def test_no_confinement_beyond_the_law_of_its_first_day(self, cast: Cast, first: dt.date, days: int) -> None:
        sanction = files.served(cast)

        with pytest.raises(IntegrityError), transaction.atomic():
            written(cast, first, days, kind="confinement", sanction=sanction)

    @pytest.mark.parametrize(("first", "days"), [(dt.date(2026, 10, 31), 7), (dt.date(2026, 11, 1), 1), (dt.date(2026, 11, 1), 15)])
    def test_what_the_law_of_the_first_day_allows_is_written(self, cast: Cast, first: dt.date, days: int) -> None:
        assert written(cast, first, days, kind="confinement", sanction=files.served(cast)).days == days

    def test_two_do_not_overlap(self, cast: Cast) -> None:
        written(cast, dt.date(2026, 11, 1), 5)

        with pytest.raises(IntegrityError), transaction.atomic():
            written(cast, dt.date(2026, 11, 5), 5)

    def test_the_sixteenth_day_in_a_row_is_refused_whichever_way_it_is_written(self, cast: Cast) -> None:
        written(cast, dt.date(2026, 11, 1), 8)
        written(cast, dt.date(2026, 11, 14), 3)

        with pytest.raises(DatabaseError, match="alone in a row"), transaction.atomic():
            written(cast, dt.date(2026, 11, 9), 5)
        assert written(cast, dt.date(2026, 11, 9), 4).days == 4

    def test_its_days_are_not_changed(self, cast: Cast) -> None:
        held = written(cast, dt.date(2026, 11, 1), 5)
        for change in [{"until": dt.date(2026, 11, 9)}, {"first": dt.date(2026, 10, 1)}, {"days": 4}]:
            with pytest.raises(DatabaseError), transaction.atomic():
                alter(held, change=change, acting=INSTALLATION, reason="test")

    def test_a_look_is_never_changed(self, cast: Cast) -> None:
        held = files.confined(cast)
        actions.check_alone(held, look=Look("officer", timezone.now()), **by(cast, "ward_officer"))

        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rewrite_looks(held, acting=INSTALLATION, reason="test")


@act(policy.CONFINE, subject="held")
def alter(held: Seclusion, *, change: dict[str, Any], acting: Official, reason: str) -> None:
    Seclusion.objects.filter(pk=held.pk).update(**change)


@act(policy.CONFINE, subject="held")
def rewrite_looks(held: Seclusion, *, acting: Official, reason: str) -> None:
    Check.objects.update(words="改过")


def reread(held: Seclusion) -> Seclusion:
    return Seclusion.objects.prefetch_related("checks").get(pk=held.pk)


class TestLooks:
    def test_only_a_doctor_says_stop(self, cast: Cast) -> None:
        held = files.confined(cast)

        with pytest.raises(errors.NotAnActOfThis):
            actions.check_alone(held, look=Look("officer", timezone.now(), "停", stop=True), **by(cast, "ward_officer"))

    def test_nonsense_is_refused(self, cast: Cast) -> None:
        held = files.confined(cast)
        for look in [
            Look("outdoors", timezone.now()),
            Look("officer", timezone.now(), minutes=5),
            Look("contact", dt.datetime(2999, 1, 1, tzinfo=dt.UTC)),
        ]:
            with pytest.raises(Invalid):
                actions.check_alone(held, look=look._replace(at=max(look.at, held.started_at)), **by(cast, "ward_officer"))

    def test_its_days_have_no_base_in_points(self, cast: Cast) -> None:
        held = files.confined(cast, days=10)
        during = Circumstance.objects.get(episode=held.episode, kind="confinement").during
        assert (during.lower, during.upper) == (held.first, held.until + dt.timedelta(1))

        actions.end_seclusion(held, words="目的达到", **by(cast, "reviewer"))
        assert Circumstance.objects.get(episode=held.episode, kind="confinement").during.upper == held.first + dt.timedelta(1)

    def test_an_early_end_shortens_it(self, cast: Cast) -> None:
        held = files.confined(cast, days=10)

        ended = actions.end_seclusion(held, words="目的达到", **by(cast, "reviewer"))

        assert ended.until == timezone.localdate()
        with pytest.raises(errors.SeclusionOver):
            actions.end_seclusion(held, words="x", **by(cast, "reviewer"))
        with pytest.raises(errors.SeclusionOver):
            actions.check_alone(held, look=Look("officer", timezone.now()), **by(cast, "ward_officer"))


def at(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), SHANGHAI)


def alone(first: dt.date, days: int, checks: Iterable[Check] = (), periods: Iterable[Period] = ()) -> Alone:
    held = Seclusion(kind="confinement", first=first, days=days, until=first + dt.timedelta(days - 1), started_at=at(first, 10))
    return Alone(held, list(checks), list(periods))


def clock(clocks: Iterable[Running], code: str) -> Running:
    return next(one for one in clocks if one.code == code)


class TestClocks:
    @pytest.mark.parametrize("first", [dt.date(2026, 11, 20), dt.date(2028, 2, 20), dt.date(2026, 12, 25)])
    def test_the_limit_is_the_midnight_after_the_last_day_over_month_and_year_ends(self, first: dt.date) -> None:
        limit = clock(clocks_alone(alone(first, 15), at(first, 12)), "limit")

        assert limit.due == at(first + dt.timedelta(15))
        assert [limit.stage(limit.due + dt.timedelta(seconds=s)) for s in (-1, 0)] == [1, 3]
        assert [limit.stage(at(first + dt.timedelta(days))) for days in (10, 11)] == [0, 1]  # near from the twelfth day

    def test_the_twelfth_day_counts_what_went_before(self) -> None:
        first = dt.date(2026, 11, 11)
        held = alone(first, 5, periods=[Period(first - dt.timedelta(9), first - dt.timedelta(1))])

        assert clock(clocks_alone(held, at(first)), "limit").near == at(first + dt.timedelta(2))
        assert held.day(at(first, 12)) == 10

    def test_a_short_one_comes_near_on_its_last_day(self) -> None:
        first = dt.date(2026, 11, 30)

        assert clock(clocks_alone(alone(first, 3), at(first)), "limit").near == at(dt.date(2026, 12, 2))

    def test_a_missed_day_stays_missed(self) -> None:
        first = dt.date(2026, 11, 29)
        seen = [Check(kind="doctor", at=at(first + dt.timedelta(n), 9)) for n in (0, 2)]
        clocks = clocks_alone(alone(first, 10, seen), at(first + dt.timedelta(2), 13))

        assert [one.due for one in clocks if one.code == "doctor-missed"] == [at(first + dt.timedelta(2))]
        assert clock(clocks, "doctor").met

    def test_a_visit_late_at_night_is_that_days(self) -> None:
        first = dt.date(2026, 11, 30)
        seen = [Check(kind="doctor", at=at(first, 23, 59))]

        assert not [one for one in clocks_alone(alone(first, 5, seen), at(dt.date(2026, 12, 1))) if one.code == "doctor-missed"]

    def test_an_hour_outdoors_may_come_in_parts(self) -> None:
        first = dt.date(2026, 11, 22)
        out = [Check(kind="outdoors", at=at(first, hour), minutes=30) for hour in (9, 15)]

        assert clock(clocks_alone(alone(first, 5, out), at(first, 16)), "outdoors").met
        assert not clock(clocks_alone(alone(first, 5, out[:1]), at(first, 16)), "outdoors").met

    @given(st.integers(1, 15), st.integers(0, 40 * 24 * 60), st.sets(st.integers(0, 14)))
    def test_no_limit_passes_in_silence(self, days: int, minutes: int, visits: set[int]) -> None:
        first = dt.date(2026, 11, 20)
        seen = [Check(kind="doctor", at=at(first + dt.timedelta(day), 9)) for day in visits]
        now = at(first, 10) + dt.timedelta(minutes=minutes)
        clocks = clocks_alone(alone(first, days, seen), now)
        passed = {first + dt.timedelta(n) for n in range((now.astimezone(SHANGHAI).date() - first).days)}

        assert (clock(clocks, "limit").stage(now) == 3) == (now >= at(first + dt.timedelta(days)))
        assert {one.due for one in clocks if one.code == "doctor-missed"} == {
            at(day + dt.timedelta(1)) for day in passed if (day - first).days not in visits
        }


@pytest.fixture
def dead_until(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> ComeBack:
    """Nobody watches until a moment; then the worker's watch starts and looks once, as whoever starts next does."""

    def come_back(moment: dt.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        monkeypatch.setattr(watchman, "WATCH", INSTALLATION)
        watchman.look_once()

    return come_back


class TestAlarms:
    def bring_up(self, cast: Cast, moment: dt.datetime) -> int:
        return actions.raise_alarms(cast.place("b"), at=moment, acting=INSTALLATION, reason="test")

    def test_they_are_written_climb_and_are_settled_and_a_second_run_changes_nothing(self, cast: Cast) -> None:
        held = files.confined(cast, days=3)
        limit = at(held.until + dt.timedelta(1))

        self.bring_up(cast, limit - dt.timedelta(hours=1))
        assert ClockAlarm.objects.get(clock="limit").stage == ClockAlarm.Stage.NEAR
        self.bring_up(cast, limit)
        assert ClockAlarm.objects.get(clock="limit").stage == ClockAlarm.Stage.GRAVE
        assert self.bring_up(cast, limit) == 0
        actions.end_seclusion(held, words="期满", **by(cast, "reviewer"))
        assert not ClockAlarm.objects.filter(settled_at__isnull=True).exists()

    def test_an_acknowledged_one_rings_again_when_it_climbs(self, cast: Cast) -> None:
        held = files.confined(cast, days=3)
        limit = at(held.until + dt.timedelta(1))
        self.bring_up(cast, limit - dt.timedelta(hours=1))
        alarm = ClockAlarm.objects.get(clock="limit")
        actions.acknowledge_alarm(alarm, words="正在办理解除", **by(cast, "ward_head"))
        with pytest.raises(errors.AlarmClosed):
            actions.acknowledge_alarm(alarm, words="x", **by(cast, "ward_head"))

        self.bring_up(cast, limit)

        assert ClockAlarm.objects.get(clock="limit").acknowledged_at is None

    def test_a_clock_that_jumps_over_days_leaves_every_missed_day(self, cast: Cast) -> None:
        held = files.confined(cast, days=15)

        self.bring_up(cast, at(held.first + dt.timedelta(5), 13))

        assert ClockAlarm.objects.filter(clock="doctor").count() == 6
        assert ClockAlarm.objects.filter(clock="doctor", stage=ClockAlarm.Stage.GRAVE).count() == 5

    def test_a_watch_that_was_dead_over_the_limit_rings_when_it_comes_back_and_says_how_late(
        self, cast: Cast, dead_until: Callable[..., None]
    ) -> None:
        held = files.confined(cast, days=3)
        limit, near = at(held.until + dt.timedelta(1)), at(held.until)

        dead_until(limit + dt.timedelta(hours=5))

        alarm = ClockAlarm.objects.get(clock="limit")
        assert (alarm.stage, alarm.late) == (ClockAlarm.Stage.GRAVE, limit + dt.timedelta(hours=5) - near)
        assert "监看曾中断" in cast.client_for(cast.ward_head).get("/watch").content.decode()

    def stopped(self, cast: Cast) -> Check:
        held = files.confined(cast)
        return actions.check_alone(held, look=Look("doctor", timezone.now(), "不适宜", stop=True), **by(cast, "correction_specialist"))

    def test_a_doctors_stop_that_nobody_watched_says_how_late_it_rang(
        self, cast: Cast, dead_until: ComeBack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stop = self.stopped(cast)
        later, back = (stop.recorded_at + dt.timedelta(hours=hours) for hours in (2, 3))
        monkeypatch.setattr(timezone, "now", lambda: later)
        assert stop.seclusion
        actions.check_alone(stop.seclusion, look=Look("officer", later), **by(cast, "ward_officer"))  # which hides nothing of it

        dead_until(back)

        assert ClockAlarm.objects.get(clock="stop").late == dt.timedelta(hours=3)

    def test_one_that_is_watched_rings_in_time(self, cast: Cast) -> None:
        self.bring_up(cast, self.stopped(cast).recorded_at + dt.timedelta(seconds=20))

        assert ClockAlarm.objects.get(clock="stop").late is None

    def test_one_that_died_between_near_and_over_says_how_late_it_climbed(self, cast: Cast, dead_until: ComeBack) -> None:
        held = files.confined(cast, days=3)
        limit = at(held.until + dt.timedelta(1))
        self.bring_up(cast, at(held.until))
        assert ClockAlarm.objects.get(clock="limit").late is None

        dead_until(limit + dt.timedelta(minutes=40))

        assert ClockAlarm.objects.get(clock="limit").late == dt.timedelta(minutes=40)

    def test_a_clock_put_back_settles_nothing_for_good_and_keeps_nobody_in(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        held = files.confined(cast, days=3)
        limit = at(held.until + dt.timedelta(1))
        self.bring_up(cast, limit)
        actions.acknowledge_alarm(ClockAlarm.objects.get(clock="limit"), words="正在办理", **by(cast, "ward_head"))
        self.bring_up(cast, limit - dt.timedelta(days=2))
        self.bring_up(cast, limit)

        alarm = ClockAlarm.objects.get(clock="limit")
        assert (alarm.settled_at, alarm.acknowledged_at) == (None, None)
        monkeypatch.setattr(timezone, "now", lambda: held.started_at - dt.timedelta(days=1))
        assert actions.end_seclusion(held, words="期满", **by(cast, "reviewer")).until == held.first

    def test_screens_see_it_without_any_job(self, cast: Cast) -> None:
        held = files.confined(cast, days=3)

        assert [found.pk for found, _clocks in watched(["b.p1"], timezone.now())] == [held.pk]
        assert not list(watched(["b.p2"], timezone.now()))
        assert ringing(["b.p1"], at(held.until + dt.timedelta(2)))[0][1].stage(at(held.until + dt.timedelta(2))) == 3
