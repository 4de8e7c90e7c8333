"""Any sequence of moves, outings on time and late, transfers, roll calls and releases: nobody in two places, no bed twice, counts that
reconcile, a tally that is right, and nobody back who is still called late."""

from __future__ import annotations

import datetime as dt
from typing import Any

import hypothesis.strategies as st
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.cast import Cast
from zhiheng.base.people.actions import end_episode, swap_beds
from zhiheng.base.people.models import Episode, Stay
from zhiheng.base.places.models import Place
from zhiheng.domains.custody.departure.actions import approve_transfer, hand_over_transfer, propose_transfer, receive_transfer, withdraw_transfer
from zhiheng.domains.custody.departure.actions.transfers import AboveBoth, AtDestination, Journey, Listed
from zhiheng.domains.custody.departure.models import Transfer
from zhiheng.domains.custody.whereabouts.actions import (
    Entry,
    Going,
    Mark,
    allocate_bed,
    begin_movement,
    open_roll_call,
    record_overdue,
    return_people,
    submit_roll_call,
)
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Movement, Party
from zhiheng.domains.custody.whereabouts.queries.live import live_roll
from zhiheng.domains.custody.whereabouts.queries.tally import board, tally_differences
from zhiheng.engines.trail.acts import INSTALLATION, Official
from zhiheng.engines.trail.refusals import Refusal

PEOPLE = ("zhang", "li", "ouyang")
WARDS = ("b.p1.w1", "b.p1.w2")
PRISONS = ("b.p1", "b.p2")
BEDS = tuple(f"{ward}.c1.b{n}" for ward in WARDS for n in range(1, 5))
ELSEWHERE = tuple(f"b.p2.w1.c1.b{n}" for n in (2, 3, 4))  # another has the first

_TWICE = """
select (select count(*) from stay a join stay b on a.id < b.id and a.during && b.during and (a.episode_id = b.episode_id or a.place_id = b.place_id))
  + (select count(*) from movement a join movement b on a.id < b.id and a.episode_id = b.episode_id and a.during && b.during)
  + (select count(*) from movement m join episode e on e.id = m.episode_id where m.ending = '' and e.ended_on is not null)
"""


class Ward(RuleBasedStateMachine):
    """Two wards of four beds, one in another prison, and three people. Time goes forward by minutes from yesterday on; the model knows
    who should be where."""

    cast: Cast  # handed in by the test

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = timezone.now() - dt.timedelta(hours=20)
        self.bed = {"zhang": BEDS[0], "li": BEDS[1], "ouyang": BEDS[4]}
        self.out: dict[str, int] = {}
        self.on_the_way: dict[str, int] = {}
        self.acting = self.cast.acting(self.cast.duty_commander)
        self.other = self.cast.acting(self.cast.inspector)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def tick(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=5)
        return self.now

    def episode(self, who: str) -> Episode:
        return Episode.objects.select_related("place").get(pk=self.cast.episode(who).pk)

    def attempt(self, verb: Any, *args: Any, **given: Any) -> Any:
        return self.attempt_by(self.acting, verb, *args, **given)

    def attempt_by(self, acting: Official, verb: Any, *args: Any, **given: Any) -> Any:
        try:
            return verb(*args, acting=acting, reason="x", **given)
        except Refusal as refusal:
            return refusal

    @rule(who=st.sampled_from(PEOPLE), bed=st.sampled_from(BEDS))
    def move(self, who: str, bed: str) -> None:
        free = who in self.bed and bed not in self.bed.values() and self.bed[who][:4] == bed[:4]
        answer = self.attempt(allocate_bed, self.episode(who), bed=self.cast.place(bed), at=self.tick())
        assert isinstance(answer, Stay) == free, answer
        if free:
            self.bed[who] = bed

    @rule(pair=st.sampled_from([("zhang", "li"), ("li", "ouyang"), ("zhang", "ouyang")]))
    def swap(self, pair: tuple[str, str]) -> None:
        one, two = pair
        answer = self.attempt(swap_beds, self.episode(one), other=self.episode(two), at=self.tick())
        if one in self.bed and two in self.bed and self.bed[one][:4] == self.bed[two][:4]:
            assert isinstance(answer, tuple), answer
            self.bed[one], self.bed[two] = self.bed[two], self.bed[one]
        else:
            assert isinstance(answer, Refusal)

    @rule(
        ward=st.sampled_from(WARDS), who=st.sets(st.sampled_from(PEOPLE), min_size=1), purpose=st.sampled_from(["work", "hospital", "court"]),
        minutes=st.sampled_from([7, 2880]),
    )  # fmt: skip
    def leave(self, ward: str, who: set[str], purpose: str, minutes: int) -> None:
        at = self.tick()
        going = Going(purpose, at + dt.timedelta(minutes=minutes), self.escorts(), words="某处")
        people = [self.cast.episode(one).pk for one in who]
        answer = self.attempt(begin_movement, self.cast.place(ward), people=people, going=going, occurred_at=at)
        may = all(one in self.bed and self.bed[one].startswith(ward) and one not in self.out for one in who)
        assert isinstance(answer, Party) == may, answer
        if isinstance(answer, Party):
            self.out |= dict.fromkeys(who, answer.pk)

    def escorts(self) -> list[str]:
        return [self.cast.ward_officer.number, self.cast.ward_head.number]

    @rule()
    def look(self) -> None:
        """The watch writes down who is late; a second look at the same moment finds nothing new."""
        at = self.tick()
        record_overdue(self.cast.place("b"), at=at, acting=INSTALLATION, reason="x")
        assert record_overdue(self.cast.place("b"), at=at, acting=INSTALLATION, reason="x") == 0
        late = Movement.objects.filter(ending="", party__expected_back__lt=at).values_list("episode", flat=True)
        assert set(late) <= set(Discrepancy.objects.filter(settled_at__isnull=True).values_list("episode", flat=True))

    @rule(who=st.sampled_from(PEOPLE))
    def send_elsewhere(self, who: str) -> None:
        """Handed over for another prison: on the way, and still on the books of the sender."""
        episode = self.episode(who)
        to = self.cast.place("b.p2" if episode.place.path.startswith("b.p1.") else "b.p1")
        asked = {"planned_on": timezone.localdate(), "grounds": "x"}
        made = self.attempt(propose_transfer, episode, to=to, **asked)
        assert isinstance(made, Transfer) == (who in self.bed and who not in self.on_the_way), made
        if not isinstance(made, Transfer):
            return
        approve_transfer(AboveBoth(made), document="x", acting=self.other, reason="x")
        at = self.tick()
        journey = Journey(self.escorts(), at + dt.timedelta(minutes=7))
        answer = self.attempt(hand_over_transfer, made, papers=[Listed("正档", 1)], journey=journey, occurred_at=at)
        assert isinstance(answer, Transfer) == (who not in self.out), answer
        if isinstance(answer, Refusal):
            withdraw_transfer(made, acting=self.acting, reason="x")
        else:
            self.on_the_way[who] = made.pk
            self.out[who] = Transfer.objects.get(pk=made.pk).party_id or 0

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data(), bed=st.sampled_from((*BEDS, *ELSEWHERE)))
    def receive_elsewhere(self, data: st.DataObject, bed: str) -> None:
        who = data.draw(st.sampled_from(sorted(self.on_the_way)))
        transfer = Transfer.objects.get(pk=self.on_the_way[who])
        there = bed.startswith(f"{transfer.to_prison.path}.") and bed not in self.bed.values()
        answer = self.attempt_by(self.other, receive_transfer, AtDestination(transfer), place=self.cast.place(bed), occurred_at=self.tick())
        assert isinstance(answer, Transfer) == there, answer
        if not there:
            return
        del self.on_the_way[who], self.out[who]
        self.bed[who] = bed

    @precondition(lambda self: set(self.out) - set(self.on_the_way))
    @rule(data=st.data())
    def come_back(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(sorted(set(self.out) - set(self.on_the_way))))
        party = Party.objects.get(pk=self.out.pop(who))
        assert isinstance(self.attempt(return_people, party, people=[self.cast.episode(who).pk], occurred_at=self.tick()), Party)

    @rule(who=st.sampled_from(PEOPLE))
    def release(self, who: str) -> None:
        may = who in self.bed and who not in self.out
        answer = self.attempt(end_episode, self.episode(who), on=timezone.localdate(), at=self.tick())
        assert isinstance(answer, Episode) == may, answer
        if isinstance(answer, Episode):
            del self.bed[who]

    @rule(ward=st.sampled_from(WARDS), lost=st.sets(st.sampled_from(PEOPLE)))
    def call(self, ward: str, lost: set[str]) -> None:
        """Whoever of the ward is lost is marked; the rest of the books must agree with the model by itself."""
        at = self.tick()
        here = {who for who, bed in self.bed.items() if bed.startswith(ward) and who not in self.out}
        marks = [Mark(self.cast.episode(who).pk, found=False, reason="unexplained") for who in sorted(lost & here)]
        roll = open_roll_call(self.cast.place(ward), acting=self.acting, reason="x")
        submit_roll_call(roll, entry=Entry(marks, explanation="查"), occurred_at=at, acting=self.acting, reason="x")
        roll = type(roll).objects.get(pk=roll.pk)
        assert (roll.expected, roll.present) == (len(here), len(here - lost))
        assert roll.reconciles == (not lost & here)
        missing = {one.episode_id for one in live_roll(roll.place, at).unsettled}
        assert {self.cast.episode(who).pk for who in lost & here} <= missing

    @invariant()
    def nobody_and_nothing_twice(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_TWICE)
            assert cursor.fetchone() == (0,)

    @invariant()
    def the_books_say_what_the_model_says(self) -> None:
        at = self.now + dt.timedelta(seconds=1)
        for ward in WARDS:
            found = {one.held.episode_id: one.held.here for one in live_roll(self.cast.place(ward), at).people}
            assert found == {self.cast.episode(who).pk: who not in self.out for who, bed in self.bed.items() if bed.startswith(ward)}

    @invariant()
    def the_tally_agrees_with_the_records(self) -> None:
        assert tally_differences() == []
        lines = board(list(Place.objects.filter(path__in=PRISONS)), timezone.now(), since=self.now)
        for prison in PRISONS:
            line, strangers = lines[self.cast.place(prison).pk], 1 if prison == "b.p2" else 0
            here = {who for who, bed in self.bed.items() if bed.startswith(f"{prison}.")}
            assert (line.held, line.away) == (len(here) + strangers, len(here & set(self.out)))
        assert sum(line.outside for line in lines.values()) == Movement.objects.filter(ending="", outside=True).count()

    @invariant()
    def nobody_back_is_called_late(self) -> None:
        late = Discrepancy.objects.filter(kind="overdue", settled_at__isnull=True).values_list("episode", flat=True)
        assert set(late) <= {self.cast.episode(who).pk for who in self.out}


def test_any_sequence(cast: Cast) -> None:
    for power in ("people.place", "people.release", "whereabouts.move", "whereabouts.count", "transfer.propose", "transfer.hand-over"):
        cast.grant(cast.duty_commander, power, "b")
    for power in ("transfer.approve", "transfer.receive"):
        cast.grant(cast.inspector, power, "b")
    Ward.cast = cast
    quick = settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    run_state_machine_as_test(Ward, settings=quick)
