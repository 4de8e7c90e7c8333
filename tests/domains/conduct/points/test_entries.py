from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from tests.cast import Cast
from tests.domains.conduct.points.test_months import _received
from tests.domains.conduct.points.ward import OCTOBER, close, copied, decide, line, posted, proposal, propose, ship
from zhiheng.domains.conduct.points.actions import entries, votes
from zhiheng.domains.conduct.points.actions.circumstances import CircumstanceEntry, record_circumstance
from zhiheng.domains.conduct.points.errors import (
    ClauseOutOfForce,
    CountedBefore,
    EvidenceMissing,
    NothingToDecide,
    NotInAppraisal,
    NotOnTheSpot,
    NotYet,
    ProtectedRight,
    ValueOutOfClause,
)
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.domains.conduct.points.queries.bodies import prison_group, ward_team
from zhiheng.domains.conduct.points.queries.entries import waiting
from zhiheng.engines.procedure.errors import NotMember, Recused, VotesMissing
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import INSTALLATION, Subject
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.law.protected import Act
from zhiheng.law.scale import Body, Sanction

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 9)


@pytest.fixture(autouse=True)
def _library(cast: Cast) -> None:
    ship(cast)


def test_it_works(cast: Cast) -> None:
    entry = propose(cast, "D104", 3_00)
    assert (entry.raw, entry.state, entry.needs, entry.month) == (-3_00, "proposed", Body.WARD_TEAM, OCTOBER)

    decide(cast, entry)
    entry.refresh_from_db()

    assert (entry.state, entry.body, entry.counted, entry.stands) == ("posted", Body.WARD_TEAM, -3_00, -3_00)
    assert entry.decided_by == cast.ward_head.ref


@pytest.mark.parametrize("act", [act for act in Act if act != Act.BREACH])
def test_the_use_of_a_right_is_never_deducted(cast: Cast, act: Act) -> None:
    with pytest.raises(ProtectedRight) as refused, translation.override("zh-hans"):
        propose(cast, "D108", 4_00, only_fact=act)

    assert act.zh in str(refused.value.words)
    assert refused.value.basis


def test_postgresql_refuses_the_deduction_of_a_right_too(cast: Cast) -> None:
    entry = propose(cast, "D108", 4_00)
    assert entry.raw == -4_00
    with pytest.raises(DatabaseError, match="no_right_deducted"), transaction.atomic():
        _received(Subject("x", "x", ""), copied(only_fact=Act.APPEAL.value), acting=INSTALLATION, reason="test")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"value": 9_00}, ValueOutOfClause),
        ({"on": dt.date(2099, 1, 1)}, NotYet),
        ({"on": dt.date(2021, 9, 30)}, ClauseOutOfForce),
        ({"on": dt.date(2019, 9, 30)}, NotInAppraisal),
        ({"words": " "}, EvidenceMissing),
        ({"evidence": ()}, EvidenceMissing),
    ],
)
def test_it_refuses(cast: Cast, given: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        propose(cast, "D104", **({"value": 3_00} | given))  # type: ignore[arg-type]


def test_it_refuses_while_outside(cast: Cast) -> None:
    outside = CircumstanceEntry(Circumstance.Kind.OUTSIDE, dt.date(2026, 10, 1), "暂予监外执行决定书")
    record_circumstance(cast.episode("zhang"), entry=outside, acting=cast.acting(cast.ward_officer), reason="出监")
    with pytest.raises(NotInAppraisal):
        propose(cast, "A301", 3_00)


def test_it_refuses_who_may_not(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        entries.propose(cast.episode("zhang"), entry=proposal("D104", 3_00), acting=cast.acting(cast.other_ward_officer), reason="串岗")


def test_on_the_spot_up_to_two_points_on_clear_facts(cast: Cast) -> None:
    episode, officer = cast.episode("zhang"), cast.acting(cast.ward_officer)

    made = entries.decide_on_the_spot(episode, entry=proposal("D102", 2_00), clear_facts=True, acting=officer, reason="当场")

    assert (made.state, made.body, made.stands, made.decided_by) == ("posted", Body.OFFICER, -2_00, officer.ref)
    for code, value, clear in (("D102", 2_50, True), ("D102", 1_00, False), ("A301", 1_00, True)):
        with pytest.raises(NotOnTheSpot):
            entries.decide_on_the_spot(episode, entry=proposal(code, value), clear_facts=clear, acting=officer, reason="当场")


@pytest.mark.parametrize(("code", "value", "needs"), [("A202", 5_00, 3), ("A202", 4_99, 2), ("D105", 10_00, 3), ("D105", 9_99, 2), ("S3", 100_00, 3)])
def test_large_items_go_to_the_prison_group(cast: Cast, code: str, value: int, needs: int) -> None:
    assert propose(cast, code, value).needs == needs


def test_the_ward_team_does_not_decide_for_the_prison_group(cast: Cast) -> None:
    entry = propose(cast, "A202", 5_00)
    with pytest.raises(NothingToDecide):
        decide(cast, entry)
    decide(cast, entry, place="b.p1")
    entry.refresh_from_db()
    assert entry.body == Body.PRISON_GROUP


def test_who_sits_in_the_bodies(cast: Cast) -> None:
    assert set(ward_team(cast.place("b.p1.w1")).members) == {cast.ward_officer.ref, cast.ward_head.ref}
    assert ward_team(cast.place("b.p1.w1")).chair == cast.ward_head.ref
    assert prison_group(cast.place("b.p1")).chair == cast.warden.ref
    assert cast.ward_head.ref not in prison_group(cast.place("b.p1")).members


def test_what_the_body_refuses_does_not_count(cast: Cast) -> None:
    entry = propose(cast, "D104", 3_00)
    assert decide(cast, entry, choice="no").state == Deliberation.State.REJECTED
    entry.refresh_from_db()
    assert (entry.state, entry.stands) == ("refused", 0)


def test_a_decision_waits_for_two_thirds_and_for_members_only(cast: Cast) -> None:
    entry = propose(cast, "D104", 3_00)
    head = cast.acting(cast.ward_head)
    made = entries.open_decision(cast.place("b.p1.w1"), entries=[entry.pk], acting=head, reason="周评议")
    votes.vote_in_ward_team(made, choice="yes", acting=head, reason="表决")
    with pytest.raises(VotesMissing):
        entries.close_decision(made, acting=head, reason="表决")
    cast.grant(cast.clerk, "points.ward-team", "b.p1")
    with pytest.raises(NotMember):
        votes.vote_in_ward_team(made, choice="yes", acting=cast.acting(cast.clerk), reason="表决")
    with pytest.raises(NothingToDecide):  # it is before the body already
        entries.open_decision(cast.place("b.p1.w1"), entries=[entry.pk], acting=head, reason="周评议")


def test_one_fact_counts_once_at_its_highest(cast: Cast) -> None:
    fact = uuid4()
    low, high = posted(cast, "A103", 3_00, fact=fact), posted(cast, "A202", 6_00, fact=fact)
    low.refresh_from_db()
    assert (low.counted, low.stands, high.stands) == (3_00, 0, 6_00)
    assert posted(cast, "A101", 2_00, fact=fact).stands == 0
    with pytest.raises(CountedBefore):
        propose(cast, "A103", 2_00, fact=fact)


def test_a_sanction_takes_the_place_of_a_deduction_for_the_same_fact(cast: Cast) -> None:
    fact = uuid4()
    small = posted(cast, "D104", 3_00, fact=fact)
    group = decide(cast, propose(cast, "D105", 10_00), place="b.p1")
    given = entries.SanctionEntry(Sanction.WARNING, fact, DAY, "东狱罚〔2026〕9号", "打架", group)
    cast.grant(cast.clerk, "points.record-sanction", "b.p1")
    made = entries.record_sanction(cast.episode("zhang"), entry=given, acting=cast.acting(cast.clerk), reason="处罚")
    small.refresh_from_db()
    close(cast, OCTOBER)

    assert (made.stands, small.stands) == (-100_00, 0)
    assert (line(cast, OCTOBER)["taken"], line(cast, OCTOBER)["score"]) == (100_00, -10_00)
    with pytest.raises(EvidenceMissing):
        entries.record_sanction(cast.episode("zhang"), entry=given._replace(document=" "), acting=cast.acting(cast.clerk), reason="处罚")


def test_the_year_s_limit_of_bonuses_asks_for_reasons(cast: Cast) -> None:
    for month in (7, 8, 9):
        posted(cast, "S7", 100_00, dt.date(2026, month, 9))
    assert posted(cast, "S7", 60_00).stands == 0
    assert posted(cast, "S6", 60_00, excess_reason="重大抢险").stands == 60_00
    assert posted(cast, "S3", 100_00).stands == 100_00  # reports never meet the limit
    assert PointEntry.objects.filter(hidden=True).count() == 1


def test_an_entry_is_returned_before_it_is_decided(cast: Cast) -> None:
    entry = propose(cast, "D104", 3_00)
    assert list(waiting(["b.p1"], Body.WARD_TEAM)) == [entry]
    assert entries.return_entry(entry, acting=cast.acting(cast.ward_head), reason="证据不足").state == "returned"
    with pytest.raises(NothingToDecide):
        decide(cast, entry)
    with pytest.raises(NothingToDecide):
        entries.return_entry(entry, acting=cast.acting(cast.ward_head), reason="证据不足")


def test_whom_the_matter_concerns_says_so_and_neither_votes_nor_closes(cast: Cast) -> None:
    head = cast.acting(cast.ward_head)
    made = entries.open_decision(cast.place("b.p1.w1"), entries=[propose(cast, "D104", 3_00).pk], acting=head, reason="周评议")
    with pytest.raises(Invalid):
        votes.recuse_in_ward_team(made, why="author", acting=head, reason="回避")

    votes.recuse_in_ward_team(made, why="party", acting=head, reason="回避")

    with pytest.raises(Recused):
        votes.vote_in_ward_team(made, choice="yes", acting=head, reason="表决")
    with pytest.raises(Recused):
        entries.close_decision(made, acting=head, reason="表决完毕")
