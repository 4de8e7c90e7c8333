"""Any sequence of restraints and days alone, looks and missed looks, with a watch that runs, dies and comes back and a clock that jumps: every
clock that rings in the records has its alarm, none that does not, what rang late says so, and nobody is alone for a sixteenth day."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.cast import Cast
from tests.domains.conduct import files
from zhiheng.domains.conduct.seclusion import actions, errors
from zhiheng.domains.conduct.seclusion.actions import Look, Protecting, Restraining
from zhiheng.domains.conduct.seclusion.clocks import LIMITS
from zhiheng.domains.conduct.seclusion.models import ClockAlarm, Restraint, Seclusion
from zhiheng.domains.conduct.seclusion.queries import watched
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import Invalid

type Rung = dict[tuple[str, int, str, dt.datetime], int]

STEPS = [dt.timedelta(minutes=n) for n in (1, 29, 91, 119, 121, 12 * 60 + 1, 24 * 60, 3 * 24 * 60)]


class Watch(RuleBasedStateMachine):
    """One person. The machine's clock goes forward and sometimes back; the watch looks when the machine lets it."""

    cast: Cast  # handed in by the test
    monkeypatch: pytest.MonkeyPatch

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = timezone.now().replace(second=0, microsecond=0)
        self.looked_at: dt.datetime | None = None
        self.went_back = False
        self.cell = files.cell(self.cast)
        self.monkeypatch.setattr(timezone, "now", lambda: self.now)

    def teardown(self) -> None:
        self.monkeypatch.undo()
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def by(self, who: str) -> dict[str, Any]:
        return {"acting": self.cast.acting(self.cast.officers[who]), "reason": "x"}

    @property
    def gear(self) -> Restraint | None:
        return Restraint.objects.filter(stopped_at=None).first()

    @property
    def held(self) -> Seclusion | None:
        return Seclusion.objects.filter(ended_at=None).first()

    @rule(ago=st.sampled_from([0, 20, 200]))
    def restrain(self, ago: int) -> None:
        asked = Restraining("belt", 2, "撞墙自伤", "V-1", self.now - dt.timedelta(minutes=ago))
        with contextlib.suppress(errors.AlreadyRestrained, errors.DoctorSaysStop):
            actions.start_restraint(self.cast.episode("zhang"), asked=asked, **self.by("ward_officer"))

    @rule(days=st.integers(1, 15))
    def hold_apart(self, days: int) -> None:
        today = timezone.localdate(self.now)
        lawful = self.longest_row(extra={today + dt.timedelta(n) for n in range(days)}) <= 15
        asked = Protecting("受他人威胁", "本人申请", days, self.cell)
        try:
            actions.protect(self.cast.episode("zhang"), asked=asked, **self.by("ward_head"))
            assert lawful
        except errors.AlreadyAlone:
            pass
        except errors.TooLongAlone:
            assert not lawful

    @rule(kind=st.sampled_from(["officer", "contact", "outdoors", "doctor"]), stop=st.booleans())
    def look_at_who_is_alone(self, kind: str, stop: bool) -> None:
        if self.held:
            self.look(actions.check_alone, self.held, kind, stop=stop)

    @rule(kind=st.sampled_from(["officer", "doctor"]), stop=st.booleans())
    def look_at_who_is_restrained(self, kind: str, stop: bool) -> None:
        if self.gear:
            self.look(actions.check_restrained, self.gear, kind, stop=stop)

    def look(self, verb: Any, held: Seclusion | Restraint, kind: str, *, stop: bool) -> None:
        doctor = kind == "doctor"
        look = Look(kind, self.now, "x", 60 if kind == "outdoors" else None, stop=doctor and stop)
        try:
            verb(held, look=look, **self.by("correction_specialist" if doctor else "ward_officer"))
        except Invalid:
            assert self.now < held.started_at  # the clock was put back to before it began

    @precondition(lambda self: self.held)
    @rule()
    def end(self) -> None:
        assert self.held
        assert actions.end_seclusion(self.held, words="目的达到", **self.by("ward_officer")).until >= Seclusion.objects.latest("pk").first

    @precondition(lambda self: self.gear)
    @rule()
    def stop(self) -> None:
        assert self.gear
        assert actions.stop_restraint(self.gear, words="危险消除", **self.by("ward_officer")).stopped_at

    @rule(span=st.sampled_from(STEPS))
    def time_goes_by(self, span: dt.timedelta) -> None:
        self.now += span

    @rule(span=st.sampled_from(STEPS[:4]))
    def the_clock_is_put_back(self, span: dt.timedelta) -> None:
        self.now -= span
        self.went_back = True

    @precondition(lambda self: ClockAlarm.objects.filter(settled_at=None, acknowledged_at=None).exists())
    @rule()
    def answer(self) -> None:
        alarm = ClockAlarm.objects.filter(settled_at=None, acknowledged_at=None).first()
        assert alarm
        actions.acknowledge_alarm(alarm, words="正在处理", **self.by("ward_head"))

    @rule()
    def the_watch_looks(self) -> None:
        """After its first look, or after having been dead for as long as the machine liked."""
        before = {one.pk: one.stage for one in ClockAlarm.objects.filter(settled_at=None)}
        self.watch()
        rings, rang = self.ringing(), self.rung()
        assert rings.keys() == rang.keys()
        assert all(rang[key] >= stage for key, stage in rings.items())
        assert self.watch() == 0, "a second look changes nothing"
        self.each_new_ring_is_unanswered_and_says_how_late(before)
        self.looked_at, self.went_back = self.now, False

    def watch(self) -> int:
        return actions.raise_alarms(self.cast.place("b"), at=self.now, acting=INSTALLATION, reason="x")

    def ringing(self) -> Rung:
        """Straight from the records, which no job has touched."""
        return {
            (type(held).__name__, held.pk, clock.code.removesuffix("-missed"), clock.due): clock.stage(self.now)
            for held, clocks in watched(["b"], self.now)
            for clock in clocks
            if clock.stage(self.now)
        }

    @staticmethod
    def rung() -> Rung:
        found: Rung = {}
        for one in ClockAlarm.objects.filter(settled_at=None).select_related("seclusion", "restraint"):
            held = one.seclusion or one.restraint
            assert held
            found[type(held).__name__, held.pk, one.clock, one.due_at] = one.stage
        return found

    def each_new_ring_is_unanswered_and_says_how_late(self, before: dict[int, int]) -> None:
        for one in ClockAlarm.objects.filter(settled_at=None):
            if before.get(one.pk, 0) < one.stage:
                assert one.acknowledged_at is None
                if one.late is not None and self.looked_at is not None and not self.went_back:
                    assert one.late <= self.now - self.looked_at, "the watch looked since, and would have seen it"
                if one.clock in LIMITS - {"stop"} and self.looked_at is None and one.stage == 3 and not self.went_back:
                    assert one.late, "it runs over a limit for the first time and nobody watched"

    @invariant()
    def nobody_is_alone_for_a_sixteenth_day(self) -> None:
        assert self.longest_row() <= 15

    @staticmethod
    def longest_row(extra: set[dt.date] | None = None) -> int:
        days = set(extra or ())
        for one in Seclusion.objects.all():
            days |= {one.first + dt.timedelta(n) for n in range((one.until - one.first).days + 1)}
        longest = row = 0
        last: dt.date | None = None
        for day in sorted(days):
            row = row + 1 if last is not None and day == last + dt.timedelta(1) else 1
            longest, last = max(longest, row), day
        return longest


def test_any_sequence(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    files.staff(cast)
    Watch.cast, Watch.monkeypatch = cast, monkeypatch
    quick = settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    run_state_machine_as_test(Watch, settings=quick)
