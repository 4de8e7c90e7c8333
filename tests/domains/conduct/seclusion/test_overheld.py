"""Nobody is held a day longer: an alarm at the end of term that rings anew each day, is answered by name, and ends only with custody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.departure.papers import checked
from tests.domains.custody.reception.papers import by, meddle, sentenced
from zhiheng.domains.conduct.seclusion import actions
from zhiheng.domains.conduct.seclusion.clocks import Overheld, clocks_overheld
from zhiheng.domains.conduct.seclusion.models import ClockAlarm
from zhiheng.domains.conduct.seclusion.queries import alarm_at, ringing
from zhiheng.domains.custody.departure.actions import Leaving, release_person
from zhiheng.domains.sentence.models import Determination
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import OutsideScope

DAY = dt.timedelta(days=1)


def end(ahead: int = 0) -> dt.date:
    return timezone.localdate() + ahead * DAY


def at(day: dt.date, hour: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), timezone.get_current_timezone())


def look(cast: Cast, moment: dt.datetime) -> int:
    return actions.raise_alarms(cast.place("b"), at=moment, acting=INSTALLATION, reason="test")


@pytest.fixture
def over(cast: Cast) -> ClockAlarm:
    """张伟, whose term ended yesterday, in custody."""
    sentenced(cast.episode("zhang"), end(-1))
    look(cast, at(end(), 9))
    return ClockAlarm.objects.get(clock="over-detention")


@pytest.mark.parametrize(("day", "hour", "stage"), [(0, 15, 0), (0, 16, 1), (0, 23, 1), (1, 0, 3), (40, 12, 3)])
def test_the_clock_of_the_end_of_term(cast: Cast, day: int, hour: int, stage: int) -> None:
    moment = at(end(day), hour)

    assert [clock.stage(moment) for clock in clocks_overheld(Overheld(cast.episode("zhang"), end()), moment)] == [stage]


def test_it_is_written_once_and_a_second_look_changes_nothing(cast: Cast, over: ClockAlarm) -> None:
    assert (over.about, over.stage, over.due_at) == (cast.episode("zhang"), ClockAlarm.Stage.GRAVE, at(end()))
    assert look(cast, at(end(), 9)) == 0


def test_the_next_day_it_rings_anew_although_it_was_acknowledged(cast: Cast, over: ClockAlarm) -> None:
    actions.acknowledge_alarm(over, words="正在核实裁定", **by(cast, "duty_commander"))
    assert look(cast, at(end(), 20)) == 0
    look(cast, at(end(1), 0))

    over.refresh_from_db()
    assert (over.acknowledged_at, over.words, over.settled_at) == (None, "", None)


def test_it_ends_with_custody(cast: Cast, over: ClockAlarm) -> None:
    checked(cast, cast.episode("zhang"))
    release_person(cast.episode("zhang"), leaving=Leaving(), **by(cast))

    over.refresh_from_db()
    assert over.settled_at is not None
    assert not ringing(["b"], at(end(), 20))


def test_it_ends_when_the_term_turns_out_longer(cast: Cast, over: ClockAlarm) -> None:
    meddle(cast, Determination.objects.get(latest=True), {"end": end(30)})
    look(cast, at(end(), 21))

    over.refresh_from_db()
    assert over.settled_at is not None


def test_the_other_prison_neither_sees_nor_answers_it(cast: Cast, over: ClockAlarm) -> None:
    assert not ringing(["b.p2"], at(end(), 9))
    with pytest.raises(OutsideScope):
        alarm_at(over.pk, ["b.p2"])
    cast.grant(cast.other_clerk, "clocks.acknowledge", "b.p2")
    with pytest.raises(OutsideScope):
        actions.acknowledge_alarm(over, words="x", **by(cast, "other_clerk"))


def test_an_alarm_is_over_one_thing(cast: Cast, over: ClockAlarm) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        meddle(cast, over, {"episode": None})


@pytest.mark.parametrize("who", ["warden", "duty_commander", "procurator"])
def test_it_is_red_on_the_first_screen(cast: Cast, over: ClockAlarm, who: str) -> None:
    for address in ("/", "/ward"):
        page = cast.client_for(getattr(cast, who)).get(address, follow=True).content.decode()

        assert "clock-banner" in page
        assert f"/people/{cast.zhang.pk}/leaving" in page


def test_it_is_answered_from_the_board(cast: Cast, over: ClockAlarm) -> None:
    client = cast.client_for(cast.duty_commander)
    assert f"/watch/alarms/{over.pk}/acknowledge" in client.get("/watch").content.decode()
    assert client.post(f"/watch/alarms/{over.pk}/acknowledge", {"words": "正在办理释放"}).status_code == 302
    over.refresh_from_db()

    assert over.acknowledged_by == cast.duty_commander
    assert cast.client_for(cast.procurator).get(f"/watch/alarms/{over.pk}/acknowledge").status_code == 404
