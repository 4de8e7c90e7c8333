from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import Cast
from tests.domains.conduct.points.ward import OCTOBER, close, proposal, ship
from tests.engines.ledger.test_concurrency import at_once
from zhiheng.domains.conduct.points.actions.days import DayEntry, Exceptional, Submitted, submit_day
from zhiheng.domains.conduct.points.errors import AlreadySubmitted, MonthClosed, NotYet
from zhiheng.domains.conduct.points.models import DaySheet, PointEntry
from zhiheng.domains.conduct.points.queries.entries import groups_waiting
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.protected import Act

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 9)


def day(cast: Cast, **more: Any) -> DayEntry:
    zhang, li = cast.episode("zhang").pk, cast.episode("li").pk
    given: dict[str, Any] = {"group": "b.p1.w1.c1", "day": DAY, "key": uuid4(), "covered": (zhang, li), "absent": {}} | more
    return DayEntry(**given)


def submit(cast: Cast, sheet: DayEntry, officer: str = "ward_officer") -> Submitted:
    return submit_day(cast.place("b.p1.w1"), sheet=sheet, acting=cast.acting(cast.officers[officer]), reason="日记载")


def test_it_works(cast: Cast) -> None:
    ship(cast)
    zhang, li = cast.episode("zhang").pk, cast.episode("li").pk
    good, bad = Exceptional(zhang, proposal("A301", 3_00)), Exceptional(li, proposal("D108", 4_00, only_fact=Act.APPEAL))
    assert groups_waiting(cast.place("b.p1.w1"), DAY) == ["b.p1.w1.c1"]

    done = submit(cast, day(cast, exceptions=(good, bad)))

    assert done.made
    assert [(row.episode, row.code, row.entry is not None) for row in done.rows] == [(zhang, "", True), (li, "protected-right", False)]
    assert done.rows[1].basis
    assert done.sheet.covered == [zhang, li]
    assert groups_waiting(cast.place("b.p1.w1"), DAY) == []


def test_the_same_sheet_again_is_the_same_sheet(cast: Cast) -> None:
    ship(cast)
    sheet = day(cast, exceptions=(Exceptional(cast.episode("zhang").pk, proposal("A301", 3_00)),))
    first, again = submit(cast, sheet), submit(cast, sheet)

    assert (first.made, again.made, again.sheet) == (True, False, first.sheet)
    assert [row.entry for row in again.rows] == [row.entry for row in first.rows]
    assert PointEntry.objects.count() == 1


def test_another_officers_sheet_is_shown_the_first(cast: Cast) -> None:
    first = submit(cast, day(cast))
    with pytest.raises(AlreadySubmitted) as refused:
        submit(cast, day(cast), "ward_head")
    assert refused.value.sheet_id == first.sheet.pk


def test_it_refuses(cast: Cast) -> None:
    zhang, ouyang = cast.episode("zhang").pk, cast.episode("ouyang").pk
    for wrong, refusal in (
        (day(cast, day=dt.date(2099, 1, 1)), NotYet),
        (day(cast, group="b.p1.w2.c1"), Invalid),
        (day(cast, covered=(ouyang,)), Invalid),
    ):
        with pytest.raises(refusal):
            submit(cast, wrong)
    ship(cast)
    with pytest.raises(Invalid):
        submit(cast, day(cast, absent={zhang: "外出就医"}, exceptions=(Exceptional(zhang, proposal("A301", 3_00)),)))
    close(cast, OCTOBER)
    with pytest.raises(MonthClosed):
        submit(cast, day(cast))


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_make_one_sheet(cast: Cast) -> None:
    one, other = day(cast), day(cast)
    found = at_once(lambda: submit(cast, one), lambda: submit(cast, other, "ward_head"), lambda: submit(cast, one))

    assert DaySheet.objects.count() == 1
    kept = DaySheet.objects.get().key
    assert sum(isinstance(result, Submitted) and result.made for result in found) == 1
    assert sum(isinstance(result, AlreadySubmitted) for result in found) == (1 if kept == one.key else 2)
