from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from zhiheng.engines.procedure.deliberation import Body, cast_vote, close_deliberation, open_deliberation, recuse, tally
from zhiheng.engines.procedure.errors import Closed, DissentWithoutReasons, NoMembers, NotMember, Recused, TooManyRecused, VotedBefore, VotesMissing
from zhiheng.engines.procedure.models import Deliberation, Member, Vote
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Grant, Official, Subject, act, set_authoriser

pytestmark = pytest.mark.django_db
WARD = Subject("place:b.p1.w1", "一监区", "b.p1.w1")
NAMES = {f"officer:{n}": f"民警{n}" for n in range(1, 8)}
BODY = Body("ward-team:b.p1.w1", "一监区计分考核工作小组", "b.p1.w1", "officer:1", NAMES)


@act("test.deliberate", subject="on")
def within[R](work: Callable[[], R], *, on: Subject = WARD, acting: Official = INSTALLATION, reason: str = "meeting") -> R:
    return work()


VERBS.pop("tests.engines.procedure.test_deliberation.within", None)


@pytest.fixture(autouse=True)
def _everybody_may() -> object:
    from zhiheng.base.powers.policy import authorise

    set_authoriser(lambda official, power, subject, *, second: Grant("test"))
    yield
    set_authoriser(authorise)


@pytest.fixture
def meeting() -> Deliberation:
    return within(lambda: open_deliberation(BODY, matter="points", matters=["points-entry:1"], question="扣 3 分", held_on=dt.date(2026, 10, 9)))


def vote(meeting: Deliberation, number: int, choice: str = "yes", words: str = "") -> Vote:
    voter = Official(f"officer:{number}", f"民警{number}")
    return within(lambda: cast_vote(meeting, choice, words, voter=voter), acting=voter)


def test_it_works(meeting: Deliberation) -> None:
    for number in range(1, 6):
        vote(meeting, number)
    vote(meeting, 6, "no", "证据不足")

    closed = within(lambda: close_deliberation(meeting, minutes="会议记录"))

    assert closed.state == Deliberation.State.CARRIED
    assert tally(closed)[:4] == (7, 5, 1, 0)
    assert Member.objects.count() == 7


def test_two_thirds_of_the_composition_not_of_those_present(meeting: Deliberation) -> None:
    for number in range(1, 5):
        vote(meeting, number)  # four of seven; nobody against

    with pytest.raises(VotesMissing):
        within(lambda: close_deliberation(meeting))


def test_what_can_no_longer_be_carried_is_lost(meeting: Deliberation) -> None:
    for number in range(1, 4):
        vote(meeting, number, "no", "不同意")

    assert within(lambda: close_deliberation(meeting)).state == Deliberation.State.REJECTED
    with pytest.raises(Closed):
        within(lambda: close_deliberation(meeting))
    with pytest.raises(Closed):
        vote(meeting, 5)


def test_it_refuses_a_second_vote(meeting: Deliberation) -> None:
    vote(meeting, 1)
    with pytest.raises(VotedBefore):
        vote(meeting, 1, "no", "改变主意")


def test_it_refuses_a_stranger(meeting: Deliberation) -> None:
    with pytest.raises(NotMember):
        vote(meeting, 99)


def test_it_refuses_a_dissent_without_reasons(meeting: Deliberation) -> None:
    with pytest.raises(DissentWithoutReasons):
        vote(meeting, 1, "no", "  ")


@pytest.mark.parametrize("body", [BODY._replace(members={}), BODY._replace(chair="officer:99")])
def test_it_refuses_a_body_of_nobody(body: Body) -> None:
    with pytest.raises(NoMembers):
        within(lambda: open_deliberation(body, matter="points", matters=[], question="?", held_on=dt.date(2026, 10, 9)))


@pytest.mark.parametrize(
    "sql",
    [
        "update deliberation set state = 'carried', closed_at = now()",
        "update deliberation set question = '加 3 分'",
        "insert into deliberation_vote(member_id, choice, words, content) select id, 'yes', '', '' from deliberation_member where label = '民警2'",
        "insert into deliberation_member(deliberation_id, official, label) select id, 'officer:9', '' from deliberation",
        "delete from deliberation_member",
        "update deliberation_member set label = 'x'",
        "update deliberation_member set recused = 'party' where label = '民警1'",
        "update deliberation_member set recused = 'party' where label = '民警2'",
        "update deliberation set chair = 'officer:2'",
        "update deliberation_vote set choice = 'no', words = 'x'",
        "delete from deliberation",
    ],
)
def test_postgresql_refuses_it_within_an_act(meeting: Deliberation, sql: str) -> None:
    """A forged result, another's vote, a changed question, a packed or thinned body."""
    vote(meeting, 1)

    def forge() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    with pytest.raises(DatabaseError), transaction.atomic():
        within(forge, acting=Official("officer:1", "民警1"))


class TestRecused:
    """A member who had a hand in the matter counts in the composition and has no vote, whoever writes."""

    @staticmethod
    def opened(*refs: int) -> Deliberation:
        recused = {f"officer:{number}": "took part" for number in refs}
        return within(lambda: open_deliberation(BODY, matter="points", matters=[], question="?", held_on=dt.date(2026, 10, 9), recused=recused))

    def test_five_of_seven_are_still_asked_for_and_another_takes_the_chair(self) -> None:
        meeting = self.opened(1, 2)
        assert meeting.chair == "officer:3"
        with pytest.raises(Recused):
            vote(meeting, 1)
        for number in range(3, 7):
            vote(meeting, number)
        with pytest.raises(VotesMissing):
            within(lambda: close_deliberation(meeting))
        vote(meeting, 7)

        assert within(lambda: close_deliberation(meeting)).state == Deliberation.State.CARRIED
        assert tally(meeting)[:5] == (7, 5, 0, 0, 2)

    def test_one_against_is_enough_where_all_the_others_are_needed(self) -> None:
        meeting = self.opened(1, 2)
        vote(meeting, 3, "no", "证据不足")

        assert within(lambda: close_deliberation(meeting)).state == Deliberation.State.REJECTED

    def test_too_few_are_left(self) -> None:
        with pytest.raises(TooManyRecused):
            self.opened(1, 2, 3)

    def test_who_is_concerned_says_so_and_another_takes_the_chair(self, meeting: Deliberation) -> None:
        chair = Official("officer:1", "民警1")

        within(lambda: recuse(meeting, "party", member=chair), acting=chair)

        meeting.refresh_from_db()
        assert (meeting.chair, meeting.members.get(official="officer:1").recused) == ("officer:2", "party")
        assert tally(meeting)[:5] == (7, 0, 0, 0, 1)
        with pytest.raises(Recused):
            vote(meeting, 1)
        with pytest.raises(Recused):
            within(lambda: recuse(meeting, "interest", member=chair), acting=chair)

    def test_not_after_a_vote_nor_from_outside_nor_when_it_is_over(self, meeting: Deliberation) -> None:
        for number in range(1, 6):
            vote(meeting, number)

        def refused(number: int) -> type[Exception]:
            member = Official(f"officer:{number}", "民警")
            with pytest.raises((VotedBefore, NotMember, Closed)) as found:
                within(lambda: recuse(meeting, "party", member=member), acting=member)
            return found.type

        assert [refused(1), refused(9)] == [VotedBefore, NotMember]
        within(lambda: close_deliberation(meeting))
        assert refused(7) is Closed

    def test_postgresql_refuses_their_vote_too(self) -> None:
        member = self.opened(1).members.get(official="officer:1")

        with pytest.raises(DatabaseError, match="recused"), transaction.atomic():
            within(lambda: Vote.objects.create(member=member, choice="yes", content="x"))
