"""The roll call: all present by default, exceptions marked, submitted once; what does not reconcile is explained, owned and settled."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.outings import WARD, bring_back, call, take_out
from tests.domains.custody.papers import ago, names
from zhiheng.base.people.actions import move_to_bed
from zhiheng.base.people.models import Episode
from zhiheng.base.places.actions import PlaceClosed, close_place
from zhiheng.domains.custody.whereabouts.actions import (
    Entry,
    Mark,
    call_off_roll_call,
    hand_over_discrepancy,
    open_roll_call,
    settle_discrepancy,
    submit_roll_call,
)
from zhiheng.domains.custody.whereabouts.errors import AlreadySettled, AlreadySubmitted, DoesNotReconcile, NotCountable
from zhiheng.domains.custody.whereabouts.models import Discrepancy, RollCall, RollMark
from zhiheng.domains.custody.whereabouts.queries.books import held_at
from zhiheng.domains.custody.whereabouts.queries.live import live_roll
from zhiheng.domains.custody.whereabouts.signals import Sighting, register_source, source_name, withdraw_source
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope, Refusal


def mark(cast: Cast, who: str, *, found: bool = False, reason: str = "unexplained") -> Mark:
    return Mark(cast.episode(who).pk, found, "" if found else reason)


def missing(cast: Cast, who: str = "zhang", *, at: dt.datetime | None = None, reason: str = "unexplained") -> RollCall:
    return call(cast, Entry((mark(cast, who, reason=reason),), explanation="正在查找，已报告指挥中心"), at=at)


def test_all_present(cast: Cast) -> None:
    roll = call(cast)

    assert (roll.on_roll, roll.expected, roll.present, roll.counted, roll.reconciles) == (2, 2, 2, 2, True)
    assert not Discrepancy.objects.exists()


def test_who_is_out_on_the_books_is_absent_without_being_marked(cast: Cast) -> None:
    take_out(cast, "zhang", purpose="hospital", words="医院")
    roll = call(cast)

    assert (roll.expected, roll.present, roll.reconciles) == (1, 1, True)
    kept = RollMark.objects.get(roll=roll)
    assert (kept.episode, kept.found, kept.reason, kept.on_books) == (cast.episode("zhang"), False, "hospital", False)


def test_a_difference_is_not_submitted_without_an_explanation(cast: Cast) -> None:
    with pytest.raises(DoesNotReconcile) as refused:
        call(cast, Entry((mark(cast, "zhang"),)))

    assert set(refused.value.fields) == {"explanation"}
    assert RollCall.objects.get().submitted_at is None


@pytest.mark.parametrize(
    ("who", "found", "reason", "counted", "kind", "minutes"),
    [
        ("zhang", False, "unexplained", None, "missing", 15),
        ("zhang", False, "hospital", None, "unrecorded", 30),
        ("li", True, "", None, "unexpected", 30),  # out on the books, found in the cell
        ("", False, "", 2, "number", 15),
    ],
)
def test_a_difference_becomes_a_discrepancy_with_owner_and_clock(
    cast: Cast, who: str, found: bool, reason: str, counted: int | None, kind: str, minutes: int
) -> None:
    take_out(cast, "li")
    marks = (mark(cast, who, found=found, reason=reason),) if who else ()
    roll = call(cast, Entry(marks, counted, "正在查找"))

    made = Discrepancy.objects.get()
    assert (made.kind, made.owner, made.roll) == (kind, cast.ward_officer, roll)
    assert made.due_at - made.found_at == dt.timedelta(minutes=minutes)
    assert not roll.reconciles


def test_it_is_an_event_for_whoever_watches(cast: Cast) -> None:
    missing(cast)

    noted = Act.objects.get(verb="count_does_not_reconcile")
    assert (noted.outcome, noted.place, noted.inputs["kinds"], noted.reason) == ("noted", WARD, ["missing"], "正在查找，已报告指挥中心")


def test_a_missing_person_has_one_clock_however_often_the_roll_is_called(cast: Cast) -> None:
    missing(cast, at=ago(10))
    missing(cast)

    assert Discrepancy.objects.count() == 1
    assert Discrepancy.objects.get().found_at < ago(9)


def test_found_at_the_next_roll_call(cast: Cast) -> None:
    missing(cast, at=ago(10))
    call(cast)

    made = Discrepancy.objects.get()
    assert (made.how, made.settled_by) == ("corrected", cast.ward_officer)


def test_a_movement_recorded_afterwards_settles_it(cast: Cast) -> None:
    missing(cast, at=ago(10), reason="clinic")
    take_out(cast, "zhang", purpose="clinic", words="医务室", at=ago(20))

    assert Discrepancy.objects.get().settled_by == cast.ward_officer


def test_a_movement_that_began_later_does_not_settle_it(cast: Cast) -> None:
    missing(cast, at=ago(10))
    take_out(cast, "zhang", purpose="clinic", words="医务室", at=ago(5))

    assert Discrepancy.objects.get().settled_at is None


def test_a_return_recorded_afterwards_settles_it(cast: Cast) -> None:
    party = take_out(cast, "zhang", at=ago(60))
    call(cast, Entry((mark(cast, "zhang", found=True),), explanation="已在监舍，未登记返回"), at=ago(10))
    bring_back(cast, party, at=ago(15))

    assert Discrepancy.objects.get().how == "corrected"


# --- when ------------------------------------------------------------------------------------------------------------------------


def test_a_late_report_is_weighed_against_the_books_of_its_moment(cast: Cast) -> None:
    take_out(cast, "zhang", at=ago(10))
    roll = call(cast, at=ago(20))  # told only now: twenty minutes ago both were here

    assert (roll.expected, roll.present, roll.reconciles) == (2, 2, True)
    assert roll.submitted_at is not None
    assert roll.occurred_at is not None
    assert roll.submitted_at - roll.occurred_at > dt.timedelta(minutes=19)


@pytest.mark.parametrize("minutes", [-10, 60 * 25])
def test_it_refuses_the_future_and_yesterday(cast: Cast, minutes: int) -> None:
    with pytest.raises(Invalid):
        call(cast, at=ago(minutes))


# --- two officers ---------------------------------------------------------------------------------------------------------------


def test_two_officers_work_on_one_sheet(cast: Cast) -> None:
    rolls = {open_roll_call(cast.place(WARD), acting=cast.acting(officer), reason="点名").pk for officer in (cast.ward_officer, cast.ward_head)}

    assert len(rolls) == 1


def test_the_second_to_submit_is_told(cast: Cast) -> None:
    roll = call(cast)
    with pytest.raises(AlreadySubmitted):
        submit_roll_call(roll, acting=cast.acting(cast.ward_head), reason="点名")


@pytest.mark.django_db(transaction=True)
def test_two_who_submit_at_once(cast: Cast) -> None:
    """Real connections: one submission is kept whole, the other is refused, and nothing is entered twice."""
    roll = open_roll_call(cast.place(WARD), acting=cast.acting(cast.ward_officer), reason="点名")
    entries = {"ward_officer": Entry((mark(cast, "zhang"),), explanation="正在查找"), "ward_head": Entry((mark(cast, "li"),), explanation="去向不明")}
    start, answers = threading.Barrier(2), list[object]()

    def submit(who: str) -> None:
        try:
            start.wait()
            answers.append(submit_roll_call(roll, entry=entries[who], acting=cast.acting(cast.officers[who]), reason="点名"))
        except Refusal as refusal:
            answers.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=(who,)) for who in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadySubmitted", "RollCall"]
    assert RollMark.objects.count() == Discrepancy.objects.count() == 1


# --- refusals -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["b.p1", "b.p1.w1.c1.b1"])
def test_the_roll_is_called_where_people_live(cast: Cast, place: str) -> None:
    with pytest.raises(NotCountable):
        open_roll_call(cast.place(place), acting=INSTALLATION, reason="点名")


def test_not_in_a_closed_place(cast: Cast) -> None:
    for bed in range(2, 5):
        close_place(cast.place(f"b.p2.w1.c1.b{bed}"), on=timezone.localdate(), acting=INSTALLATION, reason="维修")
    cell = cast.place("b.p1.w2.c1")
    cell.closed_on = timezone.localdate()
    with pytest.raises(PlaceClosed):
        open_roll_call(cell, acting=INSTALLATION, reason="点名")


def test_not_in_another_ward(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        call(cast, place="b.p1.w2")


@pytest.mark.parametrize("marks", [[("ouyang", "unexplained")], [("zhang", "holiday")]])
def test_marks_that_cannot_be(cast: Cast, marks: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid):
        call(cast, Entry(tuple(mark(cast, who, reason=why) for who, why in marks), explanation="x"))


def test_a_roll_call_opened_for_nothing_is_called_off(cast: Cast) -> None:
    roll = open_roll_call(cast.place(WARD), acting=cast.acting(cast.ward_officer), reason="点名")
    call_off_roll_call(roll, acting=cast.acting(cast.ward_officer), reason="误开")
    with pytest.raises(OutsideScope):
        submit_roll_call(roll, acting=cast.acting(cast.ward_officer), reason="点名")
    assert call(cast).pk != roll.pk
    with pytest.raises(AlreadySubmitted):
        call_off_roll_call(RollCall.objects.get(submitted_at__isnull=False), acting=cast.acting(cast.ward_officer), reason="误开")


def test_the_database_refuses_a_difference_without_words(cast: Cast) -> None:
    roll = missing(cast)

    @act("whereabouts.count", subject="roll")
    def overlook(roll: RollCall, *, acting: Official, reason: str) -> None:
        RollCall.objects.filter(pk=roll.pk).update(explanation="")

    with pytest.raises(IntegrityError), transaction.atomic():
        overlook(roll, acting=INSTALLATION, reason="test")


def test_the_database_refuses_a_figure_made_to_fit(cast: Cast) -> None:
    roll = missing(cast)

    @act("whereabouts.count", subject="roll")
    def overlook(roll: RollCall, *, acting: Official, reason: str) -> None:
        RollCall.objects.filter(pk=roll.pk).update(reconciles=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        overlook(roll, acting=INSTALLATION, reason="test")


# --- settling -------------------------------------------------------------------------------------------------------------------


def test_a_discrepancy_is_settled_once_in_ones_own_name(cast: Cast) -> None:
    missing(cast)
    made = Discrepancy.objects.get()
    settle_discrepancy(made, how="explained", words="在盥洗室找到，已核对面貌。", acting=cast.acting(cast.ward_head), reason="查清差异")

    made.refresh_from_db()
    assert (made.settled_by, made.owner) == (cast.ward_head, cast.ward_officer)
    with pytest.raises(AlreadySettled):
        settle_discrepancy(made, how="explained", words="x", acting=cast.acting(cast.ward_head), reason="查清差异")


@pytest.mark.parametrize(("how", "words", "field"), [("explained", " ", "words"), ("whatever", "在盥洗室", "how")])
def test_it_is_not_settled_without_words(cast: Cast, how: str, words: str, field: str) -> None:
    missing(cast)
    with pytest.raises(Invalid) as refused:
        settle_discrepancy(Discrepancy.objects.get(), how=how, words=words, acting=cast.acting(cast.ward_head), reason="查清差异")

    assert set(refused.value.fields) == {field}


def test_another_officer_takes_it_over_and_the_clock_runs_on(cast: Cast) -> None:
    missing(cast)
    made = Discrepancy.objects.get()
    hand_over_discrepancy(made, owner=cast.ward_head, acting=cast.acting(cast.ward_officer), reason="交班")

    after = Discrepancy.objects.get()
    assert (after.owner, after.due_at) == (cast.ward_head, made.due_at)


# --- the live roll --------------------------------------------------------------------------------------------------------------


def test_the_live_roll_lays_the_sources_side_by_side(cast: Cast) -> None:
    call(cast, at=ago(30))
    take_out(cast, "li", at=ago(20), expected_back=ago(5))
    found = live_roll(cast.place(WARD), timezone.now())

    assert names([one.held for one in found.people]) == ["张伟", "李𬭎"]
    assert (found.here, found.away, found.overdue, found.reconciled) == (1, 1, 1, False)
    assert [one.found for one in found.people] == [True, True]
    assert [one.signal_agrees for one in found.people] == [None, None]  # no signal is no evidence


def test_a_cell_is_a_place_too(cast: Cast) -> None:
    assert len(live_roll(cast.place("b.p1.w1.c1"), timezone.now()).people) == 2


def test_the_live_roll_of_an_earlier_moment(cast: Cast) -> None:
    take_out(cast, "li", at=ago(20))

    assert live_roll(cast.place(WARD), ago(30)).away == 0
    assert live_roll(cast.place(WARD), ago(10)).away == 1


def test_devices_are_one_more_source(cast: Cast) -> None:
    take_out(cast, "li", at=ago(20))
    at = {
        cast.episode("zhang").pk: Sighting("b.p1.yard", ago(1)),  # on the books here, seen elsewhere
        cast.episode("li").pk: Sighting("b.p1.shop", ago(1)),
    }
    register_source("人员定位", lambda episodes, moment: at)
    try:
        found = live_roll(cast.place(WARD), timezone.now())
    finally:
        withdraw_source()

    assert {one.held.name: one.signal_agrees for one in found.people} == {"张伟": False, "李𬭎": True}
    assert not found.reconciled


def test_one_source_at_a_time() -> None:
    register_source("人员定位", lambda episodes, moment: {})
    try:
        with pytest.raises(ValueError, match="人员定位"):
            register_source("门禁", lambda episodes, moment: {})
    finally:
        withdraw_source()
    assert source_name() == ""


def test_whoever_came_after_the_roll_call_is_not_in_it(cast: Cast) -> None:

    call(cast, at=ago(30))
    episode = Episode.objects.get(pk=cast.episode("ouyang").pk)
    move_to_bed(episode, bed=cast.place("b.p1.w1.c1.b3"), at=ago(10), acting=INSTALLATION, reason="调整")

    assert {one.held.name: one.found for one in live_roll(cast.place(WARD), timezone.now()).people} == {"张伟": True, "李𬭎": True, "欧阳明": None}
    assert names(held_at(cast.place("b.p1.w2"), ago(20))) == ["欧阳明"]
    assert names(held_at(cast.place("b.p1.w2"), timezone.now())) == []


def test_nobody_is_on_the_books_before_reception_or_after_release(cast: Cast) -> None:
    assert names(held_at(cast.place(WARD), dt.datetime(2021, 1, 1, tzinfo=dt.UTC))) == ["张伟"]


def test_what_is_open_about_somebody_goes_along_to_another_ward(cast: Cast) -> None:
    missing(cast, at=ago(20))
    cast.grant(cast.ward_officer, "people.place", "b.p1")
    cast.grant(cast.ward_officer, "whereabouts.count", "b.p1")
    move_to_bed(cast.episode("zhang"), bed=cast.place("b.p1.w2.c1.b2"), at=ago(10), acting=cast.acting(cast.ward_officer), reason="调整")

    there = live_roll(cast.place("b.p1.w2"), timezone.now())
    assert not there.reconciled

    call(cast, place="b.p1.w2")  # found there
    assert live_roll(cast.place("b.p1.w2"), timezone.now()).reconciled
    assert Discrepancy.objects.get().settled_at is not None
