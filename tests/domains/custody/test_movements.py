"""Out of the ward with escorts and back: all or none, nobody twice, told late but kept as it happened."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.outings import WARD, bring_back, going, ids, soon, take_out
from tests.domains.custody.papers import ago
from zhiheng.base.people.actions import end_episode, move_to_bed
from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.whereabouts.actions import (
    allocate_bed,
    begin_movement,
    carry_out_order,
    extend_movement,
    issue_order,
    withdraw_order,
)
from zhiheng.domains.custody.whereabouts.errors import AlreadyBack, AlreadyOut, NeedsEscort, NotHere, OrderClosed, OrderedTwice, StillOut
from zhiheng.domains.custody.whereabouts.faults import roll_faults
from zhiheng.domains.custody.whereabouts.models import Escort, Movement, MovementOrder, OrderEscort, OrderLine, Party, Tally
from zhiheng.domains.custody.whereabouts.queries.out import PartyFilter, count_parties, out_now, parties, party_at
from zhiheng.domains.custody.whereabouts.queries.tally import board, tally_differences
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.engines.trail.verify import Fault, Report


def tally(cast: Cast, place: str = WARD) -> tuple[int, int, int]:
    found = Tally.objects.get(place=cast.place(place))
    return found.held, found.away, found.outside


# --- leaving --------------------------------------------------------------------------------------------------------------------


def test_it_works(cast: Cast) -> None:
    party = take_out(cast, "zhang", "li")

    assert {m.episode_id for m in party.movements.all()} == {cast.episode("zhang").pk, cast.episode("li").pk}
    assert [e.officer for e in Escort.objects.filter(party=party)] == [cast.ward_officer]
    assert tally(cast) == (2, 2, 0)
    assert out_now([cast.episode("zhang").pk])[cast.episode("zhang").pk].destination == "第二车间"


def test_outside_is_counted_apart(cast: Cast) -> None:
    take_out(cast, "zhang", purpose="hospital", words="市第一人民医院")

    assert tally(cast) == (2, 1, 1)


def test_the_moment_and_the_telling_are_two_times(cast: Cast) -> None:
    at = ago(30)
    party = take_out(cast, "zhang", at=at)

    assert party.left_at == at
    assert timezone.now() - party.recorded_at < dt.timedelta(minutes=1)
    assert Act.objects.get(verb="begin_movement").occurred_at == at


def test_nobody_is_out_twice_and_the_whole_list_stays(cast: Cast) -> None:
    take_out(cast, "zhang")
    with pytest.raises(AlreadyOut) as refused:
        take_out(cast, "li", "zhang")

    assert "张伟" in str(refused.value.fields["people"])
    assert Party.objects.count() == 1


def test_one_period_that_crosses_an_earlier_one_is_refused(cast: Cast) -> None:
    bring_back(cast, take_out(cast, "zhang", at=ago(60)), at=ago(30))
    with pytest.raises(AlreadyOut):
        take_out(cast, "zhang", at=ago(45))


def test_the_database_refuses_two_places_at_a_time(cast: Cast) -> None:
    party = take_out(cast, "zhang")

    @act("whereabouts.move", subject="party")
    def overlook(party: Party, *, acting: Official, reason: str) -> None:
        Movement.objects.create(party=party, episode=cast.episode("zhang"), during=DateTimeTZRange(soon(), None), outside=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        overlook(party, acting=INSTALLATION, reason="test")


@pytest.mark.parametrize(("purpose", "least"), [("work", 1), ("hospital", 2), ("court", 2), ("transfer", 2), ("clinic", 1)])
def test_escorts(cast: Cast, purpose: str, least: int) -> None:
    officers = [cast.ward_officer, cast.ward_head][: least - 1]
    with pytest.raises(NeedsEscort):
        take_out(cast, "zhang", purpose=purpose, escorts=officers)


def test_a_procurator_is_no_escort(cast: Cast) -> None:
    with pytest.raises(NeedsEscort):
        take_out(cast, "zhang", escorts=[cast.ward_officer, cast.procurator])


@pytest.mark.parametrize("who", ["ouyang", "sun"])
def test_only_people_of_the_ward(cast: Cast, who: str) -> None:
    with pytest.raises(NotHere):
        take_out(cast, "zhang", who)


def test_another_ward_is_out_of_reach(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        take_out(cast, "ouyang", place="b.p1.w2")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "destination"),
        ({"expected_back": ago(1)}, "expected_back"),
        ({"words": "字" * 101}, "words"),
    ],
)
def test_it_refuses_what_cannot_be(cast: Cast, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        take_out(cast, "zhang", **changes)

    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("at", [soon(10), ago(60 * 24 * 8)])
def test_it_refuses_the_future_and_the_distant_past(cast: Cast, at: dt.datetime) -> None:
    with pytest.raises(Invalid):
        take_out(cast, "zhang", at=at)


def test_a_phone_that_runs_a_minute_ahead_is_taken_at_the_servers_time(cast: Cast) -> None:
    assert take_out(cast, "zhang", at=soon(1)).left_at <= timezone.now()


# --- coming back ----------------------------------------------------------------------------------------------------------------


def test_one_comes_back_before_the_others(cast: Cast) -> None:
    party = take_out(cast, "zhang", "li", at=ago(20))
    bring_back(cast, party, "li")
    assert tally(cast) == (2, 1, 0)
    assert party_at(party.pk).closed_at is None

    bring_back(cast, party)
    assert tally(cast) == (2, 0, 0)
    assert party_at(party.pk).closed_at is not None


def test_a_return_is_recorded_once(cast: Cast) -> None:
    party = take_out(cast, "zhang", "li", at=ago(20))
    bring_back(cast, party, "li")
    for who in (["li"], ["li", "zhang"]):
        with pytest.raises(AlreadyBack):
            bring_back(cast, party, *who)


def test_nobody_is_back_before_leaving(cast: Cast) -> None:
    party = take_out(cast, "zhang", at=ago(20))
    with pytest.raises(Invalid):
        bring_back(cast, party, at=ago(30))


def test_more_time_is_given_for_a_reason(cast: Cast) -> None:
    party = take_out(cast, "zhang", at=ago(120), expected_back=ago(10))
    assert [p.pk for p in parties([WARD], PartyFilter("overdue"), timezone.now())] == [party.pk]

    extend_movement(party, expected_back=soon(30), acting=cast.acting(cast.ward_officer), reason="检查未完")
    assert parties([WARD], PartyFilter("overdue"), timezone.now()) == []


def test_more_time_is_not_given_backwards_nor_to_those_who_are_back(cast: Cast) -> None:
    party = take_out(cast, "zhang", at=ago(20))
    with pytest.raises(Invalid):
        extend_movement(party, expected_back=ago(1), acting=cast.acting(cast.ward_officer), reason="检查未完")
    bring_back(cast, party)
    with pytest.raises(AlreadyBack):
        extend_movement(party, expected_back=soon(), acting=cast.acting(cast.ward_officer), reason="检查未完")


# --- out and the end of custody -------------------------------------------------------------------------------------------------


def test_custody_does_not_end_while_somebody_is_out(cast: Cast) -> None:
    take_out(cast, "zhang", at=ago(20))
    with pytest.raises(StillOut):
        end_episode(cast.episode("zhang"), on=timezone.localdate(), at=timezone.now(), acting=cast.acting(cast.clerk), reason="刑满")


def test_released_from_court(cast: Cast) -> None:
    party = take_out(cast, "zhang", purpose="court", words="中级人民法院", at=ago(20))
    bring_back(cast, party, ending="released")
    end_episode(cast.episode("zhang"), on=timezone.localdate(), at=timezone.now(), acting=cast.acting(cast.clerk), reason="改判释放")

    assert tally(cast) == (1, 0, 0)
    assert tally_differences() == []


def test_the_database_refuses_an_ended_episode_that_is_out(cast: Cast) -> None:
    take_out(cast, "zhang", at=ago(20))

    @act("people.release", subject="episode")
    def overlook(episode: Episode, *, acting: Official, reason: str) -> None:
        Episode.objects.filter(pk=episode.pk).update(ended_on=timezone.localdate())
        with connection.cursor() as cursor:
            cursor.execute("set constraints movement_ends_with_custody immediate")

    with pytest.raises(DatabaseError, match="out on the books"), transaction.atomic():
        overlook(cast.episode("zhang"), acting=INSTALLATION, reason="test")


# --- the tally ------------------------------------------------------------------------------------------------------------------


def test_a_person_who_changes_wards_while_out_takes_the_movement_along(cast: Cast) -> None:
    take_out(cast, "zhang", purpose="hospital", words="医院", at=ago(20))
    move_to_bed(Episode.objects.get(pk=cast.episode("zhang").pk), bed=cast.place("b.p1.w2.c1.b2"), at=ago(5), acting=INSTALLATION, reason="调整")

    assert tally(cast) == (1, 0, 0)
    assert tally(cast, "b.p1.w2") == (2, 1, 1)
    assert tally_differences() == []


def test_the_board_sums_wards_into_prisons(cast: Cast) -> None:
    take_out(cast, "zhang", at=ago(120), expected_back=ago(10))
    lines = board([cast.place("b.p1"), cast.place("b.p2"), cast.place("b.p1.w1")], timezone.now(), since=ago(60))

    prison = lines[cast.place("b.p1").pk]
    assert (prison.held, prison.away, prison.here, prison.overdue, prison.wards, prison.counted) == (3, 1, 2, 1, 2, 0)
    assert not prison.settled
    assert lines[cast.place("b.p2").pk].settled


def test_the_application_cannot_write_the_tally(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege('zhiheng_app', 'roll_tally', 'insert, update, delete'),"
            " has_table_privilege('zhiheng_app', 'roll_tally', 'select')"
        )

        assert cursor.fetchone() == (False, True)


def test_a_tally_that_was_altered_is_named(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update roll_tally set held = held + 1 where place_id = %s", [cast.place(WARD).pk])

    assert [(d.place, d.tally, d.recounted) for d in tally_differences()] == [(WARD, (3, 0, 0), (2, 0, 0))]
    assert [fault.where for fault in faults()] == [f"place:{WARD}"]


def test_a_record_that_says_another_bed_than_its_stay_is_named(cast: Cast) -> None:
    assert faults() == []

    @act("people.place", subject="episode")
    def overlook(episode: Episode, *, acting: Official, reason: str) -> None:
        Episode.objects.filter(pk=episode.pk).update(place=cast.place("b.p1.w1.c1.b4"))

    overlook(cast.episode("zhang"), acting=INSTALLATION, reason="test")
    assert {fault.where for fault in faults()} == {"episode:3101200012"}


def faults() -> list[Fault]:
    """What verify would say of the roll."""
    with connection.cursor() as cursor:
        return list(roll_faults(cursor, Report(), lambda *_: None))


# --- lists ----------------------------------------------------------------------------------------------------------------------


def test_lists_of_parties(cast: Cast) -> None:
    work = take_out(cast, "zhang", at=ago(30))
    hospital = take_out(cast, "li", purpose="hospital", words="医院", at=ago(20))
    now = timezone.now()

    assert [p.pk for p in parties([WARD], PartyFilter(purpose="work"), now)] == [work.pk]
    assert [p.pk for p in parties(["b.p1"], PartyFilter(reach="outside"), now)] == [hospital.pk]
    assert [p.pk for p in parties([WARD], PartyFilter(reach="inside"), now)] == [work.pk]
    assert [p.pk for p in parties([WARD], PartyFilter(text="张"), now)] == [work.pk]
    assert count_parties(["b.p2"], PartyFilter(), now) == 0
    bring_back(cast, work)
    assert [p.pk for p in parties([WARD], PartyFilter("back"), timezone.now())] == [work.pk]


# --- orders ---------------------------------------------------------------------------------------------------------------------


def order(cast: Cast, *who: str, leave_in: float = 5) -> MovementOrder:
    acting = cast.acting(cast.ward_head)
    return issue_order(cast.place(WARD), people=ids(cast, who), going=going(cast), leave_at=soon(leave_in), acting=acting, reason="出工")


def test_an_order_is_carried_out(cast: Cast) -> None:
    made = order(cast, "zhang", "li")
    assert OrderEscort.objects.get(order=made).officer == cast.ward_officer
    party = carry_out_order(made, left_out=ids(cast, ["li"]), acting=cast.acting(cast.ward_officer), reason="出工")

    assert party.order == made
    assert [m.episode for m in party.movements.all()] == [cast.episode("zhang")]
    assert not OrderLine.objects.filter(order=made, live=True).exists()


def test_nobody_is_ordered_to_two_places_at_a_time(cast: Cast) -> None:
    order(cast, "zhang")
    with pytest.raises(OrderedTwice):
        order(cast, "li", "zhang", leave_in=30)


def test_an_order_withdrawn_frees_its_people(cast: Cast) -> None:
    withdraw_order(order(cast, "zhang"), acting=cast.acting(cast.ward_head), reason="停产")
    order(cast, "zhang")

    assert MovementOrder.objects.filter(state="issued").count() == 1


def test_an_order_is_carried_out_once(cast: Cast) -> None:
    made = order(cast, "zhang")
    carry_out_order(made, acting=cast.acting(cast.ward_officer), reason="出工")
    with pytest.raises(OrderClosed):
        carry_out_order(made, acting=cast.acting(cast.ward_officer), reason="出工")
    with pytest.raises(OrderClosed):
        withdraw_order(made, acting=cast.acting(cast.ward_head), reason="停产")


def test_an_order_names_people_of_the_ward(cast: Cast) -> None:
    for who in ([], ["ouyang"]):
        with pytest.raises(NotHere):
            order(cast, *who)


def test_an_order_is_not_for_yesterday(cast: Cast) -> None:
    with pytest.raises(Invalid):
        order(cast, "zhang", leave_in=-60 * 24)


def test_an_order_whose_people_are_out_is_not_carried_out(cast: Cast) -> None:
    made = order(cast, "zhang")
    take_out(cast, "zhang", purpose="clinic", words="医务室")
    with pytest.raises(AlreadyOut):
        carry_out_order(made, acting=cast.acting(cast.ward_officer), reason="出工")

    made.refresh_from_db()
    assert made.state == "issued"


# --- beds -----------------------------------------------------------------------------------------------------------------------


def test_a_bed_is_allocated_to_whoever_has_one_and_to_whoever_has_none(cast: Cast) -> None:
    allocate_bed(cast.episode("zhang"), bed=cast.place("b.p1.w1.c1.b3"), at=ago(5), acting=cast.acting(cast.ward_officer), reason="调整")

    assert Episode.objects.get(pk=cast.episode("zhang").pk).place == cast.place("b.p1.w1.c1.b3")


def test_beginning_asks_first(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        begin_movement(cast.place(WARD), people=ids(cast, ["zhang"]), going=going(cast), acting=cast.acting(cast.clerk), reason="出工")
