"""Who on record may be somebody who arrives: each reason, and who is never found."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from tests.domains.custody.departure.test_seals import MINOR, released
from tests.domains.custody.reception.papers import by, meddle
from zhiheng.base.people.actions import add_alias, merge_persons
from zhiheng.base.people.queries.likeness import alike, numbered
from zhiheng.domains.custody.departure.actions import seal_record
from zhiheng.engines.trail.acts import INSTALLATION

SUN = dt.date(1970, 7, 7)


@pytest.mark.parametrize(
    ("name", "birth", "because"),
    [
        ("孙平", SUN, ["same"]),
        ("孙萍", SUN, ["sound"]),
        ("孙平", None, ["name"]),
        ("孙平", dt.date(1971, 7, 7), []),
        ("孙萍", None, []),
        ("李平", SUN, []),
    ],
)
def test_each_reason(cast: Cast, name: str, birth: dt.date | None, because: list[str]) -> None:
    assert [one.because.value for one in alike(name, "male", birth)] == because


def test_another_sex_is_another_person(cast: Cast) -> None:
    assert alike("孙平", "female", SUN) == []


def test_a_birth_date_missing_on_record_leaves_it_open(cast: Cast) -> None:
    meddle(cast, cast.sun, {"birth_date": None})

    assert [one.because.value for one in alike("孙平", "male", SUN)] == ["name"]


def test_an_alias_finds_too_and_says_so(cast: Cast) -> None:
    add_alias(cast.sun, name="孙大勇", **by(cast))
    found = alike("孙大勇", "male", SUN)

    assert [(one.person, one.matched, one.latest.number) for one in found] == [(cast.sun, "孙大勇", "3101150003")]


def test_a_record_that_was_merged_leads_to_the_one_that_stands(cast: Cast) -> None:
    merge_persons(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="同一人")

    assert [one.person for one in alike("孙平", "male", SUN)] == [cast.zhang]
    found = numbered("3101150003")
    assert found is not None
    assert (found.person, found.latest.number) == (cast.zhang, "3101200012")


def test_an_earlier_number_leads_to_its_record(cast: Cast) -> None:
    found = numbered(" 3101150003")

    assert found is not None
    assert (found.person, found.because.value) == (cast.sun, "number")
    assert numbered("3101150004") is None


def test_a_sealed_record_is_not_found_by_anything(cast: Cast) -> None:
    person = released(cast, MINOR)
    birth, number = person.birth_date, person.episodes.get().number
    assert [one.person for one in alike(person.name, person.sex, birth)] == [person]
    name = person.name
    seal_record(person, **by(cast))

    assert alike(name, person.sex, birth) == []
    assert numbered(number) is None
