"""People kept apart: decided by name, refused in words, and in the last resort by PostgreSQL."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.papers import QUIET, ago, classify
from zhiheng.base.people.actions import move_to_bed, swap_beds
from zhiheng.base.people.errors import NotABed
from zhiheng.base.people.models import Episode, Stay
from zhiheng.base.places.actions import change_use
from zhiheng.domains.custody.classing import queries
from zhiheng.domains.custody.classing.actions import decide_separation, end_separation
from zhiheng.domains.custody.classing.actions.separations import Terms
from zhiheng.domains.custody.classing.errors import AlreadySeparated, KeptApart, LevelDoesNotFit
from zhiheng.domains.custody.classing.models import Separation
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope


def apart(cast: Cast, one: str = "zhang", other: str = "ouyang", *, reach: str = "cell", since: dt.date | None = None) -> Separation:
    if not cast.warden.holdings.filter(post__kind="only-classing-separate").exists():
        cast.grant(cast.warden, "classing.separate", "b.p1")
    terms = Terms(reach, "互殴后隔开", since or timezone.localdate())
    return decide_separation(cast.people[one], other=cast.people[other], terms=terms, acting=cast.acting(cast.warden), reason="防止再次冲突")


def move(cast: Cast, who: str, bed: str) -> Stay:
    episode = Episode.objects.get(pk=cast.episode(who).pk)
    return move_to_bed(episode, bed=cast.place(bed), at=ago(1), acting=INSTALLATION, reason="调整床位")


def test_it_works(cast: Cast) -> None:
    made = apart(cast)

    assert {made.low, made.high} == {cast.zhang, cast.people["ouyang"]}
    assert made.decided_by == cast.warden
    assert queries.separations_of(cast.zhang.pk) == [made]


def test_no_bed_in_the_same_cell(cast: Cast) -> None:
    apart(cast)
    with pytest.raises(KeptApart) as refused:
        move(cast, "ouyang", "b.p1.w1.c1.b3")

    assert "第六十三条" in refused.value.basis
    assert Stay.objects.get(episode=cast.episode("ouyang")).during.upper is None


def test_an_ended_separation_forbids_nothing(cast: Cast) -> None:
    made = apart(cast, since=timezone.localdate() - dt.timedelta(3))
    end_separation(made, on=timezone.localdate() - dt.timedelta(1), acting=cast.acting(cast.warden), reason="已和解")
    move(cast, "ouyang", "b.p1.w1.c1.b3")

    assert Episode.objects.get(pk=cast.episode("ouyang").pk).place == cast.place("b.p1.w1.c1.b3")


def test_the_database_refuses_what_a_verb_would_overlook(cast: Cast) -> None:
    apart(cast)

    @act("people.place", subject="episode")
    def overlook(episode: Episode, *, acting: Official, reason: str) -> None:
        Stay.objects.filter(episode=episode).update(during=DateTimeTZRange(ago(5), ago(1)))
        Stay.objects.create(episode=episode, place=cast.place("b.p1.w1.c1.b3"), during=DateTimeTZRange(ago(1), None))

    with pytest.raises(DatabaseError, match="kept apart"), transaction.atomic():
        overlook(cast.episode("ouyang"), acting=INSTALLATION, reason="test")


def test_by_ward_the_whole_ward_is_forbidden_and_the_cell_too(cast: Cast) -> None:
    apart(cast, reach="ward")
    with pytest.raises(KeptApart):
        move(cast, "ouyang", "b.p1.w1.c1.b4")


def test_a_pair_is_one_row_whoever_is_named_first(cast: Cast) -> None:
    apart(cast)
    with pytest.raises(AlreadySeparated), transaction.atomic():
        apart(cast, "ouyang", "zhang")


def test_nobody_is_kept_apart_from_themselves(cast: Cast) -> None:
    with pytest.raises(Invalid):
        apart(cast, "zhang", "zhang")


def test_it_needs_grounds(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        decide_separation(
            cast.zhang, other=cast.people["li"], terms=Terms("cell", " ", timezone.localdate()), acting=INSTALLATION, reason="防止再次冲突"
        )

    assert set(refused.value.fields) == {"grounds"}


def test_the_power_must_reach_both(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        apart(cast, "zhang", "chen")


def test_it_does_not_end_before_it_began(cast: Cast) -> None:
    made = apart(cast)
    with pytest.raises(Invalid):
        end_separation(made, on=timezone.localdate() - dt.timedelta(1), acting=cast.acting(cast.warden), reason="误登")


def test_a_pair_that_shares_a_cell_is_shown(cast: Cast) -> None:
    apart(cast, "zhang", "li")

    rows = queries.separations_within(["b.p1.w1"], timezone.localdate())
    assert [row.together for row in rows] == [True]
    assert queries.separations_within(["b.p2"], timezone.localdate()) == []


# --- exchanging beds ------------------------------------------------------------------------------------------------------------


def test_two_exchange_their_beds(cast: Cast) -> None:
    swap_beds(cast.episode("zhang"), other=cast.episode("ouyang"), at=ago(1), acting=INSTALLATION, reason="调整")

    beds = {e.number: (e.place.path, e.ward.path) for e in Episode.objects.filter(ended_on=None).select_related("place", "ward") if e.ward}
    assert beds["3101200012"] == ("b.p1.w2.c1.b1", "b.p1.w2")
    assert beds["3101190007"] == ("b.p1.w1.c1.b1", "b.p1.w1")


def test_an_exchange_is_not_refused_for_each_other_but_for_others(cast: Cast) -> None:
    apart(cast, "zhang", "ouyang", reach="ward")
    swap_beds(cast.episode("zhang"), other=cast.episode("ouyang"), at=ago(1), acting=INSTALLATION, reason="调整")
    apart(cast, "li", "zhang")
    with pytest.raises(KeptApart):
        swap_beds(cast.episode("zhang"), other=cast.episode("ouyang"), at=timezone.now(), acting=INSTALLATION, reason="调整")


def test_nobody_exchanges_with_themselves(cast: Cast) -> None:
    with pytest.raises(NotABed):
        swap_beds(cast.episode("zhang"), other=cast.episode("zhang"), at=ago(1), acting=INSTALLATION, reason="调整")


def test_an_exchange_needs_both_in_reach(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        swap_beds(cast.episode("zhang"), other=cast.episode("ouyang"), at=ago(1), acting=cast.acting(cast.ward_officer), reason="调整")


# --- level and place ------------------------------------------------------------------------------------------------------------


def test_high_and_other_levels_do_not_share_a_ward_where_there_is_one_for_high(cast: Cast) -> None:
    classify(cast, "zhang", asked=QUIET._replace(escape=True))
    classify(cast, "li")
    move(cast, "zhang", "b.p1.w1.c1.b3")  # no ward for high security here: nothing to choose
    change_use(cast.place("b.p1.w2"), use="high", acting=INSTALLATION, reason="改建")

    with pytest.raises(LevelDoesNotFit):
        move(cast, "zhang", "b.p1.w1.c1.b4")
    with pytest.raises(LevelDoesNotFit):
        move(cast, "li", "b.p1.w2.c1.b2")
    move(cast, "zhang", "b.p1.w2.c1.b2")


def test_a_person_not_yet_classified_is_placed_anywhere(cast: Cast) -> None:
    change_use(cast.place("b.p1.w2"), use="high", acting=INSTALLATION, reason="改建")
    move(cast, "zhang", "b.p1.w2.c1.b2")

    assert Episode.objects.get(pk=cast.episode("zhang").pk).ward == cast.place("b.p1.w2")
