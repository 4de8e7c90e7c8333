from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from zhiheng.base.places.actions import Capacity, PlaceClosed, PlaceInUse, change_use, close_place, found_place, set_capacity
from zhiheng.base.places.models import Place
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import Invalid, OutsideScope

ON = dt.date(2026, 3, 5)


def found(cast: Cast, code: str = "w3", kind: str = "ward", name: str = "三监区", use: str = "general") -> Place:
    return found_place(cast.place("b.p1"), code=code, kind=kind, name=name, use=use, acting=INSTALLATION, reason="批复")


def test_found_works(cast: Cast) -> None:
    made = found(cast)

    assert (made.path, made.parent) == ("b.p1.w3", cast.place("b.p1"))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"code": "w 3"}, "code"),
        ({"code": "w1.c1"}, "code"),
        ({"code": "w1"}, "code"),
        ({"code": "三"}, "code"),
        ({"kind": "bed"}, "kind"),
        ({"kind": "bureau"}, "kind"),
        ({"name": "  "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"use": "disco"}, "use"),
    ],
)
def test_found_refuses(cast: Cast, given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        found(cast, **given)

    assert list(refused.value.fields) == [field]


def test_found_refuses_a_closed_parent(cast: Cast) -> None:
    ward = found(cast)
    close_place(ward, on=ON, acting=INSTALLATION, reason="停用")

    with pytest.raises(PlaceClosed):
        found_place(ward, code="c1", kind="cell", name="1 号监舍", acting=INSTALLATION, reason="增设")


def test_found_refuses_who_lacks_the_power(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        found_place(cast.place("b.p1"), code="w3", kind="ward", name="三监区", acting=cast.acting(cast.ward_head), reason="增设")


def test_use_changes_and_kind_does_not(cast: Cast) -> None:
    changed = change_use(cast.place("b.p1.w1"), use="care", acting=INSTALLATION, reason="老病残监区")

    assert (changed.use, changed.kind) == ("care", "ward")


def test_capacity_works(cast: Cast) -> None:
    changed = set_capacity(cast.place("b.p1.w1"), capacity=Capacity(120, 100, 90), acting=INSTALLATION, reason="核定")

    assert (changed.capacity_certified, changed.capacity_working, changed.capacity_now) == (120, 100, 90)


@pytest.mark.parametrize(("capacity", "field"), [((-1, 0, 0), "certified"), ((10, 11, 0), "working"), ((10, 8, 9), "now")])
def test_capacity_refuses(cast: Cast, capacity: tuple[int, int, int], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_capacity(cast.place("b.p1.w1"), capacity=Capacity(*capacity), acting=INSTALLATION, reason="核定")

    assert list(refused.value.fields) == [field]


def test_close_refuses_while_people_are_held(cast: Cast) -> None:
    with pytest.raises(PlaceInUse):
        close_place(cast.place("b.p1.w1.c1.b1"), on=ON, acting=INSTALLATION, reason="维修")


def test_close_refuses_while_places_inside_are_open(cast: Cast) -> None:
    with pytest.raises(PlaceInUse):
        close_place(cast.place("b.p1.w1"), on=ON, acting=INSTALLATION, reason="停用")


def test_a_cell_is_told_with_its_ward(cast: Cast) -> None:
    ward = cast.place("b.p1.w1")
    cell = Place(parent=ward, kind="cell", name="101室")

    assert (cell.in_full, ward.in_full) == (f"{ward} 101室", str(ward))
