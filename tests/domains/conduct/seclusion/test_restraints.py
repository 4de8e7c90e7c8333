"""Restraints: only in a case of the law, never as a punishment, each clock with its alarm."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import by
from zhiheng.domains.conduct.seclusion import actions, errors, policy
from zhiheng.domains.conduct.seclusion.actions import Look, Restraining
from zhiheng.domains.conduct.seclusion.clocks import clocks_restrained
from zhiheng.domains.conduct.seclusion.models import Check, Restraint
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid

START = dt.datetime(2026, 11, 30, 20, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def staff(request: pytest.FixtureRequest) -> None:
    if "cast" in request.fixturenames:
        files.staff(request.getfixturevalue("cast"))


def asked(**changed: Any) -> Restraining:
    return Restraining("handcuffs", 2, "持续冲撞监门，言语劝阻无效", "录像 W1-0413", files.ago(hours=1))._replace(**changed)


def started(cast: Cast, **changed: Any) -> Restraint:
    return actions.start_restraint(cast.episode("zhang"), asked=asked(**changed), **by(cast, "ward_officer"))


class TestStart:
    def test_it_keeps_case_recording_and_trace(self, cast: Cast) -> None:
        assert {node["rule"] for node in started(cast).trace} == {"PC-4.2-allowed-2026", "RT-48"}

    def test_the_law_of_its_day_is_asked(self, cast: Cast) -> None:
        before = dt.datetime(2026, 10, 31, 1, tzinfo=dt.UTC)

        assert "PC-4.2-allowed-2012" in {node["rule"] for node in started(cast, started_at=before).trace}

    def test_never_as_a_punishment(self, cast: Cast) -> None:
        with pytest.raises(errors.NeverAPunishment):
            started(cast, as_sanction=True)

    def test_not_outside_the_cases_of_the_law(self, cast: Cast) -> None:
        for wrong in [{"ground": 4}, {"in_childbirth": True}, {"in_childbirth": None}]:
            with pytest.raises(errors.RestraintNotAllowed):
                started(cast, **wrong)

    def test_nonsense_is_refused(self, cast: Cast) -> None:
        for wrong in [{"gear": "irons"}, {"words": ""}, {"video": " "}, {"started_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}]:
            with pytest.raises(Invalid):
                started(cast, **wrong)

    def test_one_record_at_a_time(self, cast: Cast) -> None:
        started(cast)

        with pytest.raises(errors.AlreadyRestrained):
            started(cast)

    def test_a_doctors_stop_is_not_overridden(self, cast: Cast) -> None:
        held = started(cast)
        actions.check_restrained(held, look=Look("doctor", timezone.now(), "肢体肿胀", stop=True), **by(cast, "correction_specialist"))

        with pytest.raises(errors.DoctorSaysStop):
            actions.approve_again(held, words="仍有危险", **by(cast, "warden"))
        actions.stop_restraint(held, words="医务叫停", **by(cast, "ward_officer"))
        with pytest.raises(errors.DoctorSaysStop):
            started(cast, started_at=timezone.now())


class TestStop:
    def test_it_stops_once_and_is_never_changed(self, cast: Cast) -> None:
        held = actions.stop_restraint(started(cast), words="情绪平稳，无外伤", **by(cast, "ward_officer"))

        with pytest.raises(errors.SeclusionOver):
            actions.stop_restraint(held, words="x", **by(cast, "ward_officer"))
        with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
            alter(held, acting=INSTALLATION, reason="test")

    def test_an_officers_look_is_an_officers(self, cast: Cast) -> None:
        held = started(cast)

        for look in (Look("warden", timezone.now()), Look("officer", timezone.now(), "x", stop=True)):
            with pytest.raises(errors.NotAnActOfThis):
                actions.check_restrained(held, look=look, **by(cast, "ward_officer"))


@act(policy.RESTRAIN, subject="held")
def alter(held: Restraint, *, acting: Official, reason: str) -> None:
    Restraint.objects.filter(pk=held.pk).update(words="改过")


class TestClocks:
    def stages(self, at: dt.datetime, *checks: Check) -> dict[str, int]:
        held = Restraint(started_at=START, ground=2)
        return {clock.code: clock.stage(at) for clock in clocks_restrained(held, checks)}

    @pytest.mark.parametrize(
        ("code", "minutes", "stages"),
        [("review", 120, (1, 2, 3)), ("doctor-first", 30, (1, 2, 3)), ("approval", 1440, (1, 2, 3)), ("seven-days", 7 * 1440, (1, 3, 3))],
    )
    def test_each_clock_warns_is_missed_and_grows_grave(self, code: str, minutes: int, stages: tuple[int, ...]) -> None:
        due = START + dt.timedelta(minutes=minutes)
        found = tuple(self.stages(due + dt.timedelta(minutes=m))[code] for m in (-1, 0, 60))

        assert found == stages

    def test_looks_move_them(self) -> None:
        at = START + dt.timedelta(hours=13)
        looks = [Check(kind=kind, at=at - dt.timedelta(minutes=10)) for kind in ("officer", "doctor", "approval")]

        assert set(self.stages(at, *looks).values()) == {0}

    def test_after_twelve_hours_the_doctor_comes_again_past_the_month_end(self) -> None:
        seen = Check(kind="doctor", at=START + dt.timedelta(minutes=10))

        assert self.stages(seen.at + dt.timedelta(hours=12), seen)["doctor"] == 2

    def test_a_stop_is_due_at_once(self) -> None:
        said = Check(kind="doctor", at=START, stop=True)

        assert self.stages(START, said)["stop"] == 3

    def test_a_stopped_one_has_no_clocks(self) -> None:
        assert clocks_restrained(Restraint(started_at=START, stopped_at=START, ground=2), []) == []
