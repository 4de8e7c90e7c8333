"""A ward's day: hours, hand-over for two, events, talks; and what each refuses."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from zhiheng.base.duties import owed
from zhiheng.base.people.actions import end_episode
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.queries import scope_of
from zhiheng.base.places.models import Place
from zhiheng.base.registers import REGISTERS, per_day
from zhiheng.domains.custody.daily import actions, errors, policy
from zhiheng.domains.custody.daily.actions import Handed, Seen
from zhiheng.domains.custody.daily.models import EventReport, HandOver, Talk, TimetableLine
from zhiheng.domains.custody.daily.queries import in_charge, standing_of, talks_due, timetable_of
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope

TODAY = timezone.localdate
W1 = "b.p1.w1"
NOTHING = Handed()


def by(cast: Cast, officer: str) -> dict[str, object]:
    return {"acting": cast.acting(getattr(cast, officer)), "reason": "test"}


@pytest.fixture
def waiting(cast: Cast) -> HandOver:
    return actions.hand_over(cast.place(W1), handed=Handed(watched="0012 张某：近日情绪低落"), **by(cast, "ward_officer"))


@act(policy.HAND_OVER, subject="place")
def alter(place: Place, found: HandOver, *, acting: Official, reason: str) -> None:
    """What the product has no verb for: changing what was signed."""
    HandOver.objects.filter(pk=found.pk).update(watched="无")


class TestTimetable:
    def line(self, cast: Cast, place: str = "b.p1", hour: str = "14:30", item: str = "roll-call") -> TimetableLine:
        return actions.set_timetable_line(
            cast.place(place), item=item, hour=dt.time.fromisoformat(hour), since=TODAY(), acting=INSTALLATION, reason="作息"
        )

    def test_a_ward_follows_its_prison_until_it_has_hours_of_its_own(self, cast: Cast) -> None:
        self.line(cast)

        assert [hour.line.hour.hour for hour in timetable_of(cast.place(W1), TODAY())] == [14]

        self.line(cast, W1, "07:00")

        assert [hour.line.hour.hour for hour in timetable_of(cast.place(W1), TODAY())] == [7]
        assert [hour.line.hour.hour for hour in timetable_of(cast.place("b.p1.w2"), TODAY())] == [14]

    def test_a_line_ends_on_its_last_day(self, cast: Cast) -> None:
        actions.end_timetable_line(self.line(cast), on=TODAY(), acting=INSTALLATION, reason="作息调整")

        assert timetable_of(cast.place(W1), TODAY())
        assert not timetable_of(cast.place(W1), TODAY() + dt.timedelta(days=1))

    def test_the_same_at_the_same_hour_is_refused(self, cast: Cast) -> None:
        self.line(cast)

        with pytest.raises(errors.HourTaken):
            self.line(cast)

    def test_the_past_is_not_rewritten(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.set_timetable_line(
                cast.place(W1), item="meal", hour=dt.time(12), since=TODAY() - dt.timedelta(days=1), acting=INSTALLATION, reason="test"
            )

    def test_an_ended_line_is_not_ended_again(self, cast: Cast) -> None:
        line = actions.end_timetable_line(self.line(cast), on=TODAY(), acting=INSTALLATION, reason="test")

        with pytest.raises(errors.NoSuchLine):
            actions.end_timetable_line(line, on=TODAY(), acting=INSTALLATION, reason="test")

    def test_a_roll_call_of_the_timetable_is_owed(self, cast: Cast) -> None:
        self.line(cast)

        found = owed(lambda power: [W1] if power == "whereabouts.count" else [], timezone.now())

        assert [(source.code, due.key) for source, due in found] == [("roll-call", W1)]


class TestHandOver:
    def test_it_carries_the_figures_of_the_roll(self, cast: Cast, waiting: HandOver) -> None:
        now = standing_of(cast.place(W1))

        assert now.on_books > 0
        assert (waiting.on_books, waiting.out, waiting.unresolved) == now

    def test_whoever_takes_over_is_in_charge(self, cast: Cast, waiting: HandOver) -> None:
        assert in_charge(cast.place(W1)) is None

        actions.take_over(waiting, counted=waiting.expected, **by(cast, "ward_head"))

        assert in_charge(cast.place(W1)) == cast.ward_head
        assert in_charge(cast.place(W1), waiting.given_at - dt.timedelta(minutes=1)) is None

    def test_nobody_takes_over_from_themselves(self, cast: Cast, waiting: HandOver) -> None:
        with pytest.raises(errors.OwnHandOver):
            actions.take_over(waiting, counted=waiting.expected, **by(cast, "ward_officer"))

    def test_a_difference_needs_words(self, cast: Cast, waiting: HandOver) -> None:
        with pytest.raises(errors.CountUnexplained):
            actions.take_over(waiting, counted=waiting.expected - 1, **by(cast, "ward_head"))

        taken = actions.take_over(waiting, counted=waiting.expected - 1, difference="一人就医未回，已报指挥中心", **by(cast, "ward_head"))

        assert taken.state == HandOver.State.TAKEN

    def test_one_waits_at_a_time(self, cast: Cast, waiting: HandOver) -> None:
        with pytest.raises(errors.HandOverWaiting):
            actions.hand_over(cast.place(W1), handed=NOTHING, **by(cast, "ward_head"))

    def test_only_its_author_withdraws_it(self, cast: Cast, waiting: HandOver) -> None:
        with pytest.raises(errors.NotTheAuthor):
            actions.withdraw_hand_over(waiting, **by(cast, "ward_head"))

        actions.withdraw_hand_over(waiting, **by(cast, "ward_officer"))

        assert actions.hand_over(cast.place(W1), handed=NOTHING, **by(cast, "ward_head")).state == HandOver.State.WAITING

    def test_what_is_decided_is_not_decided_again(self, cast: Cast, waiting: HandOver) -> None:
        actions.take_over(waiting, counted=waiting.expected, **by(cast, "ward_head"))

        with pytest.raises(errors.HandOverDecided):
            actions.withdraw_hand_over(waiting, **by(cast, "ward_officer"))

    def test_a_cell_is_not_handed_over(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.hand_over(cast.place("b.p1.w1.c1"), handed=NOTHING, **by(cast, "ward_officer"))

    def test_another_wards_officer_is_refused(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.hand_over(cast.place("b.p2.w1"), handed=NOTHING, **by(cast, "ward_officer"))

    def test_the_database_keeps_what_was_signed(self, cast: Cast, waiting: HandOver) -> None:
        with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
            alter(cast.place(W1), waiting, acting=INSTALLATION, reason="test")


class TestEvents:
    def seen(self, **changed: object) -> Seen:
        return Seen(uuid4(), "fight", timezone.now())._replace(**changed)

    def test_a_report_sent_twice_is_one_report(self, cast: Cast) -> None:
        seen = self.seen()

        one = actions.report_event(cast.place(W1), seen=seen, **by(cast, "ward_officer"))
        again = actions.report_event(cast.place(W1), seen=seen, **by(cast, "ward_officer"))

        assert one.pk == again.pk
        assert EventReport.objects.count() == 1

    def test_a_late_report_keeps_both_times(self, cast: Cast) -> None:
        at = timezone.now() - dt.timedelta(minutes=20)

        made = actions.report_event(cast.place(W1), seen=self.seen(at=at), **by(cast, "ward_officer"))

        assert made.occurred_at == at
        assert made.reported_at > at

    def test_another_officer_closes_it_with_words(self, cast: Cast) -> None:
        made = actions.report_event(cast.place(W1), seen=self.seen(), **by(cast, "ward_officer"))

        assert actions.close_event(made, found="两人推搡，已分开，移交立案", **by(cast, "ward_head")).closed_by == cast.ward_head
        with pytest.raises(errors.EventClosed):
            actions.close_event(made, found="再次", **by(cast, "ward_head"))

    def test_the_reporter_does_not_close_it(self, cast: Cast) -> None:
        made = actions.report_event(cast.place(W1), seen=self.seen(), **by(cast, "ward_head"))

        with pytest.raises(errors.OwnReport):
            actions.close_event(made, found="已处理", **by(cast, "ward_head"))

    @pytest.mark.parametrize("wrong", [{"kind": "party"}, {"at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}])
    def test_it_refuses_nonsense(self, cast: Cast, wrong: dict[str, object]) -> None:
        with pytest.raises(Invalid):
            actions.report_event(cast.place(W1), seen=self.seen(**wrong), **by(cast, "ward_officer"))


class TestTalks:
    def talk(self, cast: Cast, **changed: object) -> Talk:
        given = {"kind": "regular", "words": "谈了家中老人的情况", "held_at": timezone.now()} | changed
        return actions.record_talk(cast.episode("zhang"), **given, **by(cast, "ward_officer"))

    def test_a_talk_moves_the_next_one(self, cast: Cast) -> None:
        scope, far = scope_of([W1]), TODAY() + dt.timedelta(days=29)
        number = cast.episode("zhang").number
        assert number in [row.number for row in talks_due(scope, far)]

        self.talk(cast)

        assert number not in [row.number for row in talks_due(scope, far)]
        assert number in [row.number for row in talks_due(scope, far + dt.timedelta(days=1))]

    @pytest.mark.parametrize("wrong", [{"kind": "x"}, {"words": " "}, {"words": "长" * 4001}, {"held_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}])
    def test_it_refuses_nonsense(self, cast: Cast, wrong: dict[str, object]) -> None:
        with pytest.raises(Invalid):
            self.talk(cast, **wrong)

    def test_nobody_talks_with_the_released(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        end_episode(episode, on=TODAY(), at=timezone.now(), acting=INSTALLATION, reason="test")

        with pytest.raises(NotInCustody):
            self.talk(cast)


class TestRegisters:
    def test_a_book_fills_itself_and_shows_its_gaps(self, cast: Cast, waiting: HandOver) -> None:
        book, today = REGISTERS["hand-overs"], TODAY()

        assert [line.officer for line in book.page(W1, today)] == [cast.ward_officer.name]
        assert book.gaps(W1, today - dt.timedelta(days=2), today) == [today - dt.timedelta(days=2), today - dt.timedelta(days=1)]
        assert book.page("b.p1.w2", today) == []

    def test_days_are_those_of_shanghai(self, cast: Cast) -> None:
        seen = Seen(uuid4(), "fire", timezone.now() - dt.timedelta(days=1))
        actions.report_event(cast.place(W1), seen=seen, **by(cast, "ward_officer"))
        day = timezone.localdate(seen.at)

        assert per_day(EventReport.objects.all(), "occurred_at", day, day) == {day: 1}
