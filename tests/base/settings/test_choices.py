from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.cast import Cast
from zhiheng.base.powers.errors import AlreadyDecided, NotTheProposer
from zhiheng.base.powers.models import Officer
from zhiheng.base.settings import actions, errors, queries
from zhiheng.base.settings.models import SettingChoice
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, NeedsSecondPerson, OutsideScope
from zhiheng.law.questions import chosen

WHY = "监狱刑罚执行会议研究"


def today() -> dt.date:
    return timezone.localdate()


def proposed(cast: Cast, *, by: Officer | None = None, place: str = "b.p1", **entry: Any) -> SettingChoice:
    given: dict[str, Any] = {"question": "OQ-6", "reading": "next_day", "since": today(), "document": "江监规〔2026〕3号"} | entry
    return actions.choose_reading(cast.place(place), **given, acting=cast.acting(by or cast.warden), reason=WHY)


def approved(cast: Cast, **entry: Any) -> SettingChoice:
    return actions.approve_choice(proposed(cast, **entry), acting=cast.acting(cast.reviewer), reason="依据充分")


def reading(path: str, on: dt.date | None = None, code: str = "OQ-6") -> str:
    return queries.snapshot(on or today()).chosen(path).sentence.completed.code


# --- it works -------------------------------------------------------------------------------------------------------------


def test_it_takes_two_and_holds_from_its_day(cast: Cast) -> None:
    first = today() + dt.timedelta(10)
    choice = proposed(cast, since=first)
    assert reading("b.p1", first) == "last_day"

    actions.approve_choice(choice, acting=cast.acting(cast.reviewer), reason="依据充分")

    assert [reading("b.p1.w1", day) for day in (first - dt.timedelta(1), first)] == ["last_day", "next_day"]
    assert reading("b.p2", first) == "last_day"
    assert Act.objects.get(verb="approve_choice").outcome == "done"


def test_it_says_who_set_it(cast: Cast) -> None:
    choice = approved(cast)
    found = queries.who_set("OQ-6", "b.p1.w1", today())

    assert found is not None
    assert (found.id, found.set_by, found.approved_by, found.document) == (choice.pk, "郑国栋", "韩冰", "江监规〔2026〕3号")
    assert queries.who_set("OQ-7", "b.p1.w1", today()) is None


def test_the_nearest_place_decides(cast: Cast) -> None:
    cast.grant(cast.bureau_duty, "settings.choose", "b")
    cast.grant(cast.inspector, "settings.choose", "b")
    choice = proposed(cast, by=cast.bureau_duty, place="b")
    actions.approve_choice(choice, acting=cast.acting(cast.inspector), reason="同意")
    assert (reading("b.p1.w1"), reading("b.p2")) == ("next_day", "next_day")

    approved(cast, reading="last_day")

    assert (reading("b.p1.w1"), reading("b.p2")) == ("last_day", "next_day")


def test_a_new_choice_ends_the_one_before(cast: Cast) -> None:
    old = approved(cast)
    first = today() + dt.timedelta(5)
    approved(cast, reading="last_day", since=first)
    old.refresh_from_db()

    assert old.during == DateRange(today(), first)
    assert [reading("b.p1", day) for day in (first - dt.timedelta(1), first)] == ["next_day", "last_day"]


def test_a_choice_of_the_same_day_takes_the_place_of_the_one_before(cast: Cast) -> None:
    old = approved(cast, question="OQ-7", reading="paragraph_1")
    approved(cast, question="OQ-7", reading="paragraph_2")
    old.refresh_from_db()

    assert (old.state, old.during) == ("withdrawn", None)
    assert queries.readings_at("b.p1", today()) == chosen({})


def test_points_are_chosen_too(cast: Cast) -> None:
    approved(cast, question="PT-Q4", reading="one_demerit")

    assert queries.readings_at(cast.place("b.p1"), today()) == chosen({"PT-Q4": "one_demerit"})


def test_a_choice_that_waited_holds_from_the_day_of_its_approval(cast: Cast) -> None:
    choice = proposed(cast)
    _put(choice, since=today() - dt.timedelta(9), acting=INSTALLATION, reason="test")
    actions.approve_choice(choice, acting=cast.acting(cast.reviewer), reason="同意")

    assert (reading("b.p1", today() - dt.timedelta(1)), reading("b.p1")) == ("last_day", "next_day")


def test_declined_it_changes_nothing(cast: Cast) -> None:
    choice = actions.decline_choice(proposed(cast), acting=cast.acting(cast.reviewer), reason="依据不足")

    assert (choice.state, reading("b.p1")) == ("declined", "last_day")


def test_the_proposer_takes_it_back(cast: Cast) -> None:
    assert actions.withdraw_choice(proposed(cast), acting=cast.acting(cast.warden), reason="暂缓").state == "withdrawn"


def test_one_goes_back_to_the_law_book_alone_and_the_days_stay(cast: Cast) -> None:
    choice = approved(cast)
    _put(choice, during=DateRange(today() - dt.timedelta(30), None), acting=INSTALLATION, reason="test")

    actions.withdraw_choice(choice, acting=cast.acting(cast.reviewer), reason="上级另有规定")

    assert [reading("b.p1", day) for day in (today() - dt.timedelta(1), today())] == ["next_day", "last_day"]
    choice.refresh_from_db()
    assert (choice.state, choice.withdrawn_by) == ("approved", cast.reviewer)


def test_one_that_never_began_is_withdrawn_whole(cast: Cast) -> None:
    choice = approved(cast, since=today() + dt.timedelta(3))

    assert actions.withdraw_choice(choice, acting=cast.acting(cast.warden), reason="不再需要").during is None


def test_the_history_shows_what_concerns_a_place(cast: Cast) -> None:
    approved(cast)
    proposed(cast, question="OQ-7", reading="paragraph_1")

    assert [choice.state for choice in queries.history("OQ-6", ["b.p1.w1"])] == ["approved"]
    assert [choice.question for choice in queries.open_proposals(["b.p1"])["OQ-7"]] == ["OQ-7"]
    assert list(queries.history("OQ-6", ["b.p2"])) == []


def test_what_this_edition_does_not_know_is_left_out(cast: Cast) -> None:
    _put(approved(cast), reading="of_yore", acting=INSTALLATION, reason="test")

    assert reading("b.p1") == "last_day"


# --- refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ({"question": "OQ-9", "reading": "as_the_sheet"}, errors.NotOpen),
        ({"question": "OQ-6", "reading": "stepwise"}, errors.NotOpen),
        ({"question": "OQ-77"}, errors.NotOpen),
        ({"since": dt.date(2020, 1, 1)}, Invalid),
        ({"document": "  "}, Invalid),
        ({"place": "b.p1.w1"}, Invalid),
    ],
)
def test_what_cannot_be_proposed(cast: Cast, entry: dict[str, Any], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        proposed(cast, **entry)
    assert not SettingChoice.objects.exists()


def test_no_reason_no_choice(cast: Cast) -> None:
    choice = proposed(cast)
    for verb in (actions.approve_choice, actions.decline_choice, actions.withdraw_choice):
        with pytest.raises(Invalid):
            verb(choice, acting=cast.acting(cast.reviewer), reason=" ")


def test_the_proposer_does_not_decide(cast: Cast) -> None:
    choice = proposed(cast)
    for verb in (actions.approve_choice, actions.decline_choice):
        with pytest.raises(NeedsSecondPerson):
            verb(choice, acting=cast.acting(cast.warden), reason="同意")
    assert reading("b.p1") == "last_day"


def test_a_second_proposal_waits_for_the_first(cast: Cast) -> None:
    proposed(cast)
    with pytest.raises(errors.AlreadySo):
        proposed(cast, by=cast.reviewer)


def test_what_is_in_force_is_not_chosen_again(cast: Cast) -> None:
    approved(cast)
    with pytest.raises(errors.AlreadySo):
        proposed(cast)


def test_a_later_choice_stands_in_the_way(cast: Cast) -> None:
    approved(cast, since=today() + dt.timedelta(30))
    with pytest.raises(errors.LaterChoice):
        approved(cast, reading="last_day", since=today() + dt.timedelta(3))


def test_decided_is_decided(cast: Cast) -> None:
    choice = approved(cast)
    for verb in (actions.approve_choice, actions.decline_choice):
        with pytest.raises(AlreadyDecided):
            verb(choice, acting=cast.acting(cast.reviewer), reason="再议")


def test_only_the_proposer_takes_a_proposal_back(cast: Cast) -> None:
    with pytest.raises(NotTheProposer):
        actions.withdraw_choice(proposed(cast), acting=cast.acting(cast.reviewer), reason="撤")


def test_what_has_ended_is_not_ended_again(cast: Cast) -> None:
    declined = actions.decline_choice(proposed(cast), acting=cast.acting(cast.reviewer), reason="不同意")
    with pytest.raises(errors.NotInForce):
        actions.withdraw_choice(declined, acting=cast.acting(cast.reviewer), reason="撤")


def test_the_power_reaches_its_prison_only(cast: Cast) -> None:
    for place in ("b", "b.p2"):
        with pytest.raises(OutsideScope):
            proposed(cast, place=place)
    with pytest.raises(OutsideScope):
        proposed(cast, by=cast.clerk)


def test_it_needs_a_fresh_sign_in(cast: Cast) -> None:
    with pytest.raises(NeedsFreshSignIn):
        actions.approve_choice(proposed(cast), acting=cast.acting(cast.reviewer, fresh=False), reason="同意")


# --- what PostgreSQL itself refuses -------------------------------------------------------------------------------------------


@act("powers.sync", subject="choice")
def _put(choice: SettingChoice, *, acting: Official, reason: str, **changed: Any) -> None:
    for name, value in changed.items():
        setattr(choice, name, value)
    choice.save()


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"decided_by": "proposer"}, "two_people"),
        ({"during": None}, "period_when_approved"),
        ({"during": DateRange(empty=True)}, "period_has_days"),
        ({"during": DateRange(None, None)}, "period_has_days"),
        ({"decided_by": None}, "decided_by_somebody"),
        ({"withdrawn_at": timezone.now()}, "withdrawn_by_somebody"),
    ],
)
def test_postgresql_keeps_the_rules(cast: Cast, changed: dict[str, Any], constraint: str) -> None:
    choice = approved(cast)
    given = {name: choice.proposed_by if value == "proposer" else value for name, value in changed.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        _put(choice, **given, acting=INSTALLATION, reason="test")


def test_postgresql_holds_one_choice_a_day(cast: Cast) -> None:
    approved(cast)
    second = approved(cast, reading="last_day", since=today() + dt.timedelta(8))
    with pytest.raises(IntegrityError, match="one_in_force"), transaction.atomic():
        _put(second, during=DateRange(today(), None), acting=INSTALLATION, reason="test")
