"""Beds, receptions, releases: one bed one person one time."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests.cast import Cast
from zhiheng.base.people import actions
from zhiheng.base.people.actions import Facts
from zhiheng.base.people.errors import BedTaken, CellFull, NotABed, NotInCustody, OtherPrison, SeparateCustody
from zhiheng.base.people.models import Episode, Stay
from zhiheng.base.places.actions import Capacity, PlaceClosed, close_place, found_place, set_capacity
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope

ON = dt.date(2026, 3, 5)
AT = dt.datetime(2026, 3, 5, 6, 0, tzinfo=dt.UTC)


def move(cast: Cast, who: str, bed: str, *, acting: Official | None = None, at: dt.datetime = AT) -> Stay:
    acting = acting or cast.acting(cast.ward_officer)
    return actions.move_to_bed(cast.episode(who), bed=cast.place(bed), at=at, acting=acting, reason="调整床位")


def test_move_works(cast: Cast) -> None:
    move(cast, "zhang", "b.p1.w1.c1.b3")

    episode = Episode.objects.get(number="3101200012")
    stays = [(s.place.path, s.during.upper) for s in episode.stays.order_by("during")]
    assert stays == [("b.p1.w1.c1.b1", AT), ("b.p1.w1.c1.b3", None)]
    assert episode.place.path == "b.p1.w1.c1.b3"


def test_a_move_to_another_ward_changes_the_ward(cast: Cast) -> None:
    move(cast, "zhang", "b.p1.w2.c1.b2", acting=INSTALLATION)

    assert Episode.objects.get(number="3101200012").ward == cast.place("b.p1.w2")


def test_it_refuses_a_taken_bed(cast: Cast) -> None:
    with pytest.raises(BedTaken):
        move(cast, "zhang", "b.p1.w1.c1.b2")

    assert Stay.objects.get(episode=cast.episode("zhang")).during.upper is None


def test_it_refuses_the_bed_that_the_person_has(cast: Cast) -> None:
    with pytest.raises(BedTaken):
        move(cast, "zhang", "b.p1.w1.c1.b1")

    assert Stay.objects.filter(episode=cast.episode("zhang")).count() == 1


def test_the_database_refuses_two_people_in_a_bed(cast: Cast) -> None:
    @act("people.place", subject="episode")
    def overlook(episode: Episode, *, acting: Official, reason: str) -> None:
        Stay.objects.create(episode=episode, place=cast.place("b.p1.w1.c1.b2"), during=DateTimeTZRange(AT, None))

    with pytest.raises(IntegrityError), transaction.atomic():
        overlook(cast.episode("chen"), acting=INSTALLATION, reason="test")


def test_it_refuses_another_ward_outside_the_officers_area(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        move(cast, "zhang", "b.p1.w2.c1.b2")


def test_it_refuses_another_prison(cast: Cast) -> None:
    with pytest.raises(OtherPrison):
        move(cast, "zhang", "b.p2.w1.c1.b2", acting=INSTALLATION)


def test_it_refuses_what_is_no_bed(cast: Cast) -> None:
    with pytest.raises(NotABed):
        move(cast, "zhang", "b.p1.w1.c1")


def test_it_refuses_a_closed_bed(cast: Cast) -> None:
    close_place(cast.place("b.p2.w1.c1.b2"), on=ON, acting=INSTALLATION, reason="维修")

    with pytest.raises(PlaceClosed):
        move(cast, "chen", "b.p2.w1.c1.b2", acting=INSTALLATION)


def test_it_refuses_a_full_cell(cast: Cast) -> None:
    set_capacity(cast.place("b.p1.w1.c1"), capacity=Capacity(4, 4, 2), acting=INSTALLATION, reason="维修")

    with pytest.raises(CellFull):
        move(cast, "ouyang", "b.p1.w1.c1.b3", acting=INSTALLATION)


def test_within_a_full_cell_a_bed_may_be_changed(cast: Cast) -> None:
    set_capacity(cast.place("b.p1.w1.c1"), capacity=Capacity(4, 4, 2), acting=INSTALLATION, reason="维修")

    assert move(cast, "zhang", "b.p1.w1.c1.b3").place.path == "b.p1.w1.c1.b3"


def test_men_and_women_are_held_apart(cast: Cast) -> None:
    with pytest.raises(SeparateCustody) as refused:
        actions.admit(
            cast.place("b.p1.w1"), name="何洁", facts=Facts("female"), number="3101260002", on=ON, moment=AT,
            acting=cast.acting(cast.clerk), reason="收监",
        )  # fmt: skip

    assert "第六十三条" in refused.value.basis


def test_it_refuses_a_time_before_the_present_stay(cast: Cast) -> None:
    with pytest.raises(Invalid):
        move(cast, "zhang", "b.p1.w1.c1.b3", at=dt.datetime(2019, 1, 1, tzinfo=dt.UTC))


def test_a_new_bed_can_be_used(cast: Cast) -> None:
    bed = found_place(cast.place("b.p1.w1.c1"), code="b5", kind="bed", name="5 号床", acting=INSTALLATION, reason="增设")
    set_capacity(cast.place("b.p1.w1.c1"), capacity=Capacity(5, 5, 5), acting=INSTALLATION, reason="增设")

    assert actions.place_in_bed(cast.episode("zhang"), bed=bed, at=AT, acting=cast.acting(cast.ward_head), reason="安排").place == bed


class TestEndEpisode:
    def end(self, cast: Cast, who: str = "zhang", on: dt.date = ON) -> Episode:
        return actions.end_episode(cast.episode(who), on=on, at=AT, acting=cast.acting(cast.clerk), reason="刑满释放")

    def test_it_works_and_frees_the_bed(self, cast: Cast) -> None:
        assert self.end(cast).ended_on == ON
        assert move(cast, "li", "b.p1.w1.c1.b1").place.path == "b.p1.w1.c1.b1"

    def test_the_ward_loses_sight_and_the_prison_keeps_it(self, cast: Cast) -> None:
        self.end(cast)

        assert cast.zhang.trail_subject().place == "b.p1"

    def test_it_refuses_twice(self, cast: Cast) -> None:
        self.end(cast)

        with pytest.raises(NotInCustody):
            self.end(cast)

    def test_it_refuses_a_day_before_the_reception(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            self.end(cast, on=dt.date(2019, 1, 1))
