"""The plan of places and posts: whole, in order, and as large as asked."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from random import Random

import pytest

from zhiheng.demo.estate import numeral, planned
from zhiheng.demo.officers import Staff


@pytest.mark.parametrize("prisoners", [60, 200, 3000, 14_000, 14_001, 30_000])
def test_ids_follow_one_another_and_parents_come_first(prisoners: int) -> None:
    estate = planned(prisoners)
    spots = list(estate.spots())

    assert [spot.id for spot in spots] == list(range(1, estate.places + 1))
    assert all(spot.parent is None or spot.parent < spot.id for spot in spots)
    assert len({spot.path for spot in spots}) == len(spots)


@pytest.mark.parametrize("prisoners", [60, 200, 3000, 14_000, 14_001, 30_000])
def test_everybody_has_a_bed_of_their_own(prisoners: int) -> None:
    estate = planned(prisoners)
    kinds = {spot.id: spot.kind for spot in estate.spots()}
    beds = [ward.bed_of(person) for person in range(prisoners) for _, ward in [estate.home_of(person)]]

    assert len(set(beds)) == prisoners
    assert {kinds[bed] for bed in beds} == {"bed"}
    assert all(one < other for one, other in pairwise(beds))


def test_no_prison_is_too_large_for_its_numbers() -> None:
    assert max(prison.people for n in (14_000, 1_000_000) for prison in planned(n).prisons) <= 5000


def test_the_bureau_of_the_first_start_has_500_officers() -> None:
    staff = Staff(planned(3000), dt.date(2026, 3, 1), "", Random(1))
    staff.fill()

    assert staff.officers == 500


@pytest.mark.parametrize(("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (37, "三十七")])
def test_numerals(number: int, written: str) -> None:
    assert numeral(number) == written
