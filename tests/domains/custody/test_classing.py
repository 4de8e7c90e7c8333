"""Classification: the schedule proposes, a second officer decides, the person may object."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.custody.papers import ON, QUIET, classify, propose
from zhiheng.base.objections.answering import Answer
from zhiheng.base.objections.errors import TookPart
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.queries import Scope
from zhiheng.domains.custody.classing import queries
from zhiheng.domains.custody.classing.actions import (
    answer_objection,
    confirm_classification,
    decline_classification,
    propose_classification,
)
from zhiheng.domains.custody.classing.actions.classify import Departure
from zhiheng.domains.custody.classing.errors import (
    AlreadyDecided,
    AlreadyProposed,
    NoSchedule,
    NotInForce,
    OwnProposal,
)
from zhiheng.domains.custody.classing.models import Classification, Level, Need, Phase
from zhiheng.domains.custody.classing.schedule import SCHEDULES, Asked, Facts, classed, schedule_on
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.law.reckoning import Truth

SERVING = Facts(termless=False, months_left=40, months_held=24, days_to_end=1200, age=40, asked=QUIET)


def facts(**changes: object) -> Facts:
    """Somebody in the middle of a short remainder, with one thing different."""
    own = {name: getattr(SERVING, name) for name in SERVING.__dataclass_fields__}
    return Facts(**(own | changes))  # type: ignore[arg-type]  # names and types as in the dataclass


# --- the schedule ---------------------------------------------------------------------------------------------------------------


def test_every_day_since_the_first_schedule_has_one_and_only_one() -> None:
    day, last = SCHEDULES[0].since, dt.date(2030, 1, 1)
    while day < last:
        assert len([s for s in SCHEDULES if s.since <= day and (s.until is None or day <= s.until)]) == 1, day
        day += dt.timedelta(1)


def test_before_the_first_schedule_nothing_is_guessed() -> None:
    with pytest.raises(NoSchedule):
        schedule_on(dt.date(2012, 12, 31))


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, Level.LOW),  # 3 years 4 months left, held for 2 years, nothing against it
        ({"months_left": 60}, Level.MEDIUM),  # 5 years are not less than 5 years
        ({"months_left": 180}, Level.HIGH),
        ({"termless": True, "months_left": None}, Level.HIGH),
        ({"months_held": 5}, Level.MEDIUM),
        ({"asked": QUIET._replace(escape=True)}, Level.HIGH),
        ({"asked": QUIET._replace(self_harm=True)}, Level.HIGH),
        ({"asked": QUIET._replace(escape=None)}, Level.MEDIUM),  # not known: neither high nor low
        ({"months_left": None, "termless": None}, Level.MEDIUM),
    ],
)
def test_levels(changes: dict[str, object], level: Level) -> None:
    assert classed(facts(**changes), ON).level == level


@pytest.mark.parametrize(
    ("changes", "phase", "need"),
    [
        ({}, Phase.SERVING, Need.GENERAL),
        ({"months_held": 1}, Phase.INTAKE, Need.INTAKE),
        ({"days_to_end": 92}, Phase.RELEASE, Need.RELEASE),
        ({"days_to_end": 93}, Phase.SERVING, Need.GENERAL),
        ({"age": 65}, Phase.SERVING, Need.CARE),
        ({"asked": QUIET._replace(violence=True)}, Phase.SERVING, Need.HIGH),
        ({"asked": QUIET._replace(violence=True, ill=True)}, Phase.SERVING, Need.CARE),
        ({"asked": QUIET._replace(violence=True), "months_held": 0}, Phase.INTAKE, Need.INTAKE),
    ],
)
def test_phases_and_wards(changes: dict[str, object], phase: Phase, need: Need) -> None:
    found = classed(facts(**changes), ON)

    assert (found.phase, found.need) == (phase, need)


def test_the_schedule_of_the_day_applies() -> None:
    before, after = classed(facts(), dt.date(2026, 10, 31)), classed(facts(), dt.date(2026, 11, 1))

    assert (before.schedule.code, before.level) == ("CL-2013", Level.MEDIUM)  # 40 months are more than 3 years
    assert (after.schedule.code, after.level) == ("CL-2026", Level.LOW)


def test_the_review_comes_when_the_phase_turns_or_the_interval_has_run() -> None:
    assert classed(facts(), ON).review_on == dt.date(2027, 11, 20)
    assert classed(facts(asked=QUIET._replace(escape=True)), ON).review_on == dt.date(2027, 2, 20)
    assert classed(facts(months_held=1), ON).review_on == dt.date(2026, 12, 20)
    assert classed(facts(days_to_end=100), ON).review_on == ON + dt.timedelta(8)


def test_what_nobody_knows_stands_among_the_grounds_as_not_known() -> None:
    found = classed(facts(asked=Asked()), ON)

    assert {ground.code for ground in found.grounds if not ground.known} == {"H-3", "H-4", "H-5", "H-6", "C-2", "C-3", "L-3", "L-4", "L-5"}


# --- two officers ---------------------------------------------------------------------------------------------------------------


def test_it_works(cast: Cast) -> None:
    made = classify(cast, "zhang")

    made.refresh_from_db()
    assert (made.state, made.level, made.schedule, made.since) == ("in-force", "medium", "CL-2026", timezone.localdate())
    assert (made.proposed_by, made.decided_by) == (cast.ward_officer, cast.warden)
    assert made.facts["months_left"] == 81  # from 2026-11-20 to 2033-09-09: six years, nine months and some days
    assert queries.standing_of([made.episode_id])[made.episode_id].level == "medium"


def test_a_new_one_replaces_the_former(cast: Cast, classified: Classification) -> None:
    later = classify(cast, "zhang", asked=QUIET._replace(violence=True))

    classified.refresh_from_db()
    assert (classified.state, classified.until) == ("replaced", timezone.localdate())
    assert later.level == "high"


def test_the_proposer_does_not_decide(cast: Cast) -> None:
    made = propose(cast)
    cast.grant(cast.ward_officer, "classing.confirm", "b.p1")
    for verb in (confirm_classification, decline_classification):
        with pytest.raises(OwnProposal):
            verb(made, acting=cast.acting(cast.ward_officer), reason="同意")


def test_the_database_refuses_a_proposer_who_decides(cast: Cast) -> None:
    made = propose(cast)

    @act("classing.confirm", subject="made")
    def overlook(made: Classification, *, acting: Official, reason: str) -> None:
        Classification.objects.filter(pk=made.pk).update(state="declined", decided_by=made.proposed_by, decided_at=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        overlook(made, acting=INSTALLATION, reason="test")


def test_it_is_decided_once(cast: Cast, classified: Classification) -> None:
    with pytest.raises(AlreadyDecided):
        decline_classification(classified, acting=cast.acting(cast.warden), reason="不同意")


def test_declined_leaves_what_was_in_force(cast: Cast, classified: Classification) -> None:
    made = propose(cast, asked=QUIET._replace(escape=True))
    decline_classification(made, acting=cast.acting(cast.warden), reason="事实不清")

    record = queries.classing_record(cast.episode("zhang"))
    assert record.in_force == classified
    assert record.proposed is None


def test_one_proposal_waits_at_a_time(cast: Cast) -> None:
    propose(cast)
    with pytest.raises(AlreadyProposed):
        propose(cast)


def test_a_departure_needs_its_reason(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        propose(cast, departure=Departure(level="low"))

    assert set(refused.value.fields) == {"why"}


def test_a_departure_is_kept_beside_what_the_schedule_gave(cast: Cast) -> None:
    made = propose(cast, departure=Departure(level="high", need="high", why="近期有脱逃言论，已向监狱长报告"))

    assert (made.level, made.scheduled_level, made.need, made.scheduled_need, made.departs) == ("high", "medium", "high", "general", True)


def test_the_schedules_own_outcome_is_no_departure(cast: Cast) -> None:
    assert not propose(cast, departure=Departure(level="medium", need="general")).departs


def test_the_released_are_not_classified(cast: Cast) -> None:
    with pytest.raises(NotInCustody):
        propose_classification(cast.episode("sun"), asked=QUIET, on=ON, acting=INSTALLATION, reason="定期复核")


def test_another_ward_is_out_of_reach(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        propose(cast, "ouyang")


# --- objections -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("outcome", "reviewed"), [("upheld", True), ("partly", True), ("dismissed", False)])
def test_an_objection_that_is_upheld_brings_a_review(cast: Cast, classified: Classification, outcome: str, reviewed: bool) -> None:
    objection = say(cast, f"classification:{classified.pk}", words="刑期已过半，请求重新评定。")
    assert (objection.in_time, objection.hands) == (Truth.YES, sorted((cast.ward_officer.pk, cast.warden.pk)))
    cast.grant(cast.idle, "classing.answer", "b.p1")
    answer_objection(objection, answer=Answer(outcome, "经复核。"), acting=cast.acting(cast.idle), reason="复核")

    classified.refresh_from_db()
    assert (classified.review_on == timezone.localdate()) == reviewed
    assert classified.level == "medium"  # an answer never changes the level by itself


@pytest.mark.parametrize(("since", "said_on", "truth"), [
    (dt.date(2026, 9, 22), dt.date(2026, 9, 29), Truth.NO),  # three days from the Tuesday
    (dt.date(2026, 9, 28), dt.date(2026, 9, 29), Truth.YES),
])  # fmt: skip
def test_three_days_to_object_five_working_days_to_answer(
    cast: Cast, classified: Classification, since: dt.date, said_on: dt.date, truth: Truth
) -> None:
    @act("classing.confirm", subject="made")
    def backdate(made: Classification, *, acting: Official, reason: str) -> None:
        Classification.objects.filter(pk=made.pk).update(since=since)

    backdate(classified, acting=INSTALLATION, reason="test")
    objection = say(cast, f"classification:{classified.pk}", received_on=said_on)

    assert objection.in_time == truth
    assert objection.answer_due == dt.date(2026, 10, 12)  # 09-30, then the holidays of October; 10-08, 10-09, 10-10 (a working Saturday), 10-12


def test_only_what_is_in_force_can_be_objected_to(cast: Cast) -> None:
    with pytest.raises(NotInForce):
        say(cast, f"classification:{propose(cast).pk}")


@pytest.mark.parametrize("who", ["ward_officer", "warden"])
def test_whoever_took_part_does_not_answer(cast: Cast, classified: Classification, who: str) -> None:
    objection = say(cast, f"classification:{classified.pk}")
    cast.grant(cast.officers[who], "classing.answer", "b.p1")
    with pytest.raises(TookPart):
        answer_objection(objection, answer=Answer("dismissed", "维持。"), acting=cast.acting(cast.officers[who]), reason="复核")


def test_a_stricter_class_soon_after_an_objection_is_shown(cast: Cast, classified: Classification) -> None:
    say(cast, f"classification:{classified.pk}")
    same = propose(cast)
    assert not queries.classing_record(cast.episode("zhang")).follows_objection(same)
    decline_classification(same, acting=cast.acting(cast.warden), reason="重新核实")

    stricter = propose(cast, asked=QUIET._replace(violence=True))
    assert queries.classing_record(cast.episode("zhang")).follows_objection(stricter)


# --- the list -------------------------------------------------------------------------------------------------------------------


def test_the_due_list_says_why(cast: Cast, classified: Classification) -> None:
    propose(cast, "li")
    say(cast, f"classification:{classified.pk}")
    far = timezone.localdate() + dt.timedelta(400)

    found = {(row.name, row.why) for row in queries.due_list(Scope(everywhere=True), far)}
    assert found == {("张伟", "review"), ("张伟", "answer"), ("李𬭎", "decide"), ("欧阳明", "none"), ("陈晓", "none")}


def test_the_due_list_stays_within_its_scope(cast: Cast) -> None:
    ward = Scope(wards=(cast.place("b.p1.w1").pk,))

    assert {row.name for row in queries.due_list(ward, ON)} == {"张伟", "李𬭎"}
    assert queries.due_list(Scope(), ON) == []
