"""What is the same whatever one objects to; each room's own tests have what is different."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone, translation

from tests.base.objections.ground import ANSWERS, LIMITS, MADE, Ruling, forge, registered, save, today, transferred
from tests.cast import Cast
from zhiheng.base.calendar.queries import working_days
from zhiheng.base.duties import owed
from zhiheng.base.objections import actions, policy, queries
from zhiheng.base.objections.actions import Filing
from zhiheng.base.objections.errors import AnsweredBefore, NotThisStep, TookPart, WaitsAlready
from zhiheng.base.objections.grounds import decision_of
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import NOT_LATE
from zhiheng.engines.trail.acts import INSTALLATION, Official
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.law.reckoning import Truth

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruling(cast: Cast) -> Iterator[Ruling]:
    with registered(cast) as made:
        yield made


@pytest.fixture
def officer(cast: Cast) -> Official:
    return cast.acting(cast.ward_officer)


def duties_of(cast: Cast, power: str, place: str) -> list[tuple[str, str]]:
    with translation.override("en"):
        found = owed(lambda code: [place] if code == power else [], timezone.now())
        return [(str(due.what), due.key) for source, due in found if source.code == f"objection:{power}"]


# --- two steps inside -----------------------------------------------------------------------------------------------------


def test_it_goes_its_way_in_two_steps(cast: Cast, ruling: Ruling, officer: Official) -> None:
    first = ruling.file(received_on=dt.date(2026, 11, 19))
    assert (first.kind, first.to, first.place, first.owner) == ("ruling", "ward", cast.place("b.p1.w1"), ANSWERS)
    assert first.answer_due == dt.date(2026, 11, 26)
    assert duties_of(cast, ANSWERS, "b.p1.w1") == [("Objection or complaint to answer", str(first.pk))]

    ruling.reply(first)
    assert duties_of(cast, policy.RECORD, "b.p1.w1") == [("Answer to serve", str(first.pk))]
    served = actions.serve_answer(first, on=today(), acting=officer, reason="送达")
    assert (served.owner, served.copied_on) == ("", None)

    second = actions.object_again(served, filing=Filing("仍不服"), acting=officer, reason="本人提出")
    assert (second.step, second.to, second.place, second.counts_from) == (2, "prison", cast.place("b.p1"), today())
    final = actions.serve_answer(ruling.reply(second, "upheld"), on=today(), acting=officer, reason="送达")
    assert final.copied_on == today()


@pytest.mark.parametrize(("made", "received", "truth"), [
    (dt.date(2026, 11, 16), dt.date(2026, 11, 19), Truth.YES),
    (dt.date(2026, 11, 13), dt.date(2026, 11, 20), Truth.NO),
    (dt.date(2000, 11, 16), dt.date(2026, 11, 20), Truth.UNKNOWN),  # no calendar of that year
])  # fmt: skip
def test_only_a_plain_no_is_late_and_late_ones_are_answered(ruling: Ruling, made: dt.date, received: dt.date, truth: Truth) -> None:
    ruling.made_on = made
    filed = ruling.file(received_on=received)

    assert (filed.in_time, filed.late) == (truth, truth == Truth.NO)
    assert Objection.objects.filter(NOT_LATE).exists() == (truth != Truth.NO)
    assert filed.answer_due is not None
    assert ruling.reply(filed).answered_at is not None


def test_nobody_has_to_say_why_and_another_may_write_it(ruling: Ruling) -> None:
    assert (ruling.file(words="").words, ruling.file(to="procuratorate", written_by="同监舍李某").written_by) == ("", "同监舍李某")


def test_receipts_are_unique_and_have_no_letter_that_is_read_for_another(ruling: Ruling) -> None:
    receipts = {ruling.file(to=to).receipt for to in ("", "bureau", "procuratorate")}

    assert len(receipts) == 3
    assert not set("".join(receipts)) & set("0O1Il")


# --- outside --------------------------------------------------------------------------------------------------------------


def test_what_goes_outside_is_forwarded_and_its_answer_noted(cast: Cast, ruling: Ruling, officer: Official) -> None:
    made = ruling.file(to="procuratorate")
    assert (made.answer_due, made.owner, made.place) == (None, policy.RECORD, cast.place("b.p1.w1"))
    assert made.forward_by is not None
    assert duties_of(cast, policy.RECORD, "b.p1") == [("To forward, unopened", str(made.pk))]
    with pytest.raises(NotThisStep):
        ruling.reply(made)

    sent = actions.forward_objection(made, acting=officer, reason="转递")
    assert (sent.owner, duties_of(cast, policy.RECORD, "b.p1")) == ("", [])
    assert ruling.reply(sent).owner == policy.RECORD
    with pytest.raises(AnsweredBefore):
        actions.forward_objection(made, acting=officer, reason="转递")


def test_what_goes_to_the_bureau_is_answered_there_in_its_own_time(cast: Cast, ruling: Ruling, officer: Official) -> None:
    cast.grant(cast.bureau_duty, ANSWERS, "b")
    inside, made = ruling.file(), ruling.file(to="bureau", received_on=MADE + dt.timedelta(1))
    assert (made.answer_due, duties_of(cast, ANSWERS, "b")) == (None, [])
    sent = actions.forward_objection(made, acting=officer, reason="转递")

    assert (sent.owner, sent.place, sent.answer_due) == (ANSWERS, cast.place("b"), LIMITS.answer.last(today(), working_days()))
    assert [key for _what, key in duties_of(cast, ANSWERS, "b")] == [str(sent.pk)]  # and not what the ward owes
    assert [key for _what, key in duties_of(cast, ANSWERS, "b.p1")] == [str(inside.pk)]
    with pytest.raises(OutsideScope):  # the prison does not answer for the bureau
        ruling.reply(sent)
    with pytest.raises(OutsideScope):  # nor the bureau for the prison: two levels stay two
        ruling.reply(inside, acting=cast.acting(cast.bureau_duty))
    done = ruling.reply(sent, acting=cast.acting(cast.bureau_duty))
    assert (done.answered_by, done.owner, done.place) == (cast.bureau_duty, policy.RECORD, cast.place("b.p1.w1"))


def test_who_is_moved_is_answered_where_they_are(cast: Cast, ruling: Ruling, officer: Official) -> None:
    waiting, sent = ruling.file(), actions.forward_objection(ruling.file(to="bureau"), acting=officer, reason="转递")
    episode = cast.episode("zhang")
    episode.prison, episode.ward = cast.place("b.p2"), cast.place("b.p2.w1")
    transferred(waiting, to=episode, acting=INSTALLATION, reason="test")

    waiting.refresh_from_db()
    sent.refresh_from_db()
    assert (waiting.place.path, sent.place.path) == ("b.p2.w1", "b")


# --- refusals -------------------------------------------------------------------------------------------------------------


def test_one_to_each_addressee_waits_at_a_time(ruling: Ruling, officer: Official) -> None:
    filed = ruling.file()
    with pytest.raises(WaitsAlready):
        ruling.file()
    assert ruling.file(to="bureau").pk != filed.pk
    actions.withdraw_objection(filed, acting=officer, reason="本人撤回")
    with pytest.raises(AnsweredBefore):
        actions.withdraw_objection(filed, acting=officer, reason="本人撤回")
    assert ruling.file().is_open


def test_answered_inside_the_way_on_is_the_second_step(ruling: Ruling, officer: Official) -> None:
    filed = ruling.file()
    again = {"filing": Filing("仍不服"), "acting": officer, "reason": "x"}
    for early in (filed, ruling.reply(filed)):
        with pytest.raises(NotThisStep):
            actions.object_again(early, **again)  # type: ignore[arg-type]
    with pytest.raises(NotThisStep):
        ruling.file()
    served = actions.serve_answer(filed, on=today(), acting=officer, reason="x")
    second = actions.object_again(served, **again)  # type: ignore[arg-type]
    for taken in (served, second):
        with pytest.raises(NotThisStep):
            actions.object_again(taken, **again)  # type: ignore[arg-type]


def test_whoever_took_part_does_not_answer_nor_sign(cast: Cast, ruling: Ruling) -> None:
    filed, head = ruling.file(), cast.acting(cast.ward_head)
    cast.grant(cast.ward_head, ANSWERS, "b.p1")
    for given in ({"acting": head}, {"second": head}):
        with pytest.raises(TookPart):
            ruling.reply(filed, **given)


@pytest.mark.parametrize(("outcome", "opinion", "field"), [("", "x", "outcome"), ("withdrawn", "x", "outcome"), ("upheld", " ", "opinion")])
def test_an_answer_has_an_outcome_and_reasons(ruling: Ruling, outcome: str, opinion: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        ruling.reply(ruling.file(), outcome, opinion)
    assert field in refused.value.fields


def test_an_answer_is_given_and_served_once(ruling: Ruling, officer: Official) -> None:
    filed = ruling.file()
    with pytest.raises(NotThisStep):
        actions.serve_answer(filed, on=today(), acting=officer, reason="x")
    ruling.reply(filed)
    with pytest.raises(AnsweredBefore):
        ruling.reply(filed)
    with pytest.raises(Invalid):
        actions.serve_answer(filed, on=today() - dt.timedelta(days=1), acting=officer, reason="x")
    actions.serve_answer(filed, on=today(), acting=officer, reason="x")
    with pytest.raises(AnsweredBefore):
        actions.serve_answer(filed, on=today(), acting=officer, reason="x")


@pytest.mark.parametrize(("wrong", "field"), [
    ({"to": "?"}, "to"), ({"to": "prison"}, "to"), ({"words": "x" * 4001}, "words"), ({"received_on": dt.date(2020, 1, 1)}, "on"),
    ({"received_on": dt.date(2099, 1, 1)}, "on"),
])  # fmt: skip
def test_what_cannot_be_is_asked_again(ruling: Ruling, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        ruling.file(**wrong)
    assert field in refused.value.fields


def test_what_no_room_has_registered_is_not_there(ruling: Ruling, officer: Official) -> None:
    with pytest.raises(OutsideScope):
        decision_of("nothing:1")
    with pytest.raises(NotThisStep):
        actions.forward_objection(ruling.file(), acting=officer, reason="x")


# --- who reads ------------------------------------------------------------------------------------------------------------


def test_it_is_read_by_whoever_reads_the_decision(ruling: Ruling) -> None:
    filed = ruling.file()

    def over(**paths: str) -> queries.Over:
        return lambda power: [paths[power.replace(".", "_")]] if power.replace(".", "_") in paths else []

    readers = {"people.view": ["ruling"]}
    assert list(queries.objections(over(objections_view="b.p1", people_view="b"), readers)) == [filed]
    for paths in ({"objections_view": "b.p1"}, {"people_view": "b"}, {"objections_view": "b.p1", "people_view": "b.p2"}):
        assert not queries.objections(over(**paths), readers).exists()
    assert queries.against(["ruling:1", "ruling:2"]) == {"ruling:1": [filed]}


# --- what PostgreSQL refuses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [
    {"words": "改过"}, {"received_on": dt.date(2026, 11, 18)}, {"about": "x"}, {"in_time": 2}, {"served_on": dt.date(2026, 11, 22)},
    {"outcome": "upheld"}, {"forwarded_at": dt.datetime(2026, 11, 22, tzinfo=dt.UTC)}, {"outcome": "withdrawn", "opinion": "x"},
])  # fmt: skip
def test_the_database_keeps_what_was_said_and_whole_answers(cast: Cast, ruling: Ruling, change: dict[str, Any]) -> None:
    filed = ruling.file(received_on=dt.date(2026, 11, 20))  # a day late
    with pytest.raises(DatabaseError), transaction.atomic():
        forge(filed, change=change, acting=cast.acting(cast.clerk), reason="x")


def test_the_database_refuses_an_answer_by_whoever_took_part(cast: Cast, ruling: Ruling) -> None:
    filed = ruling.file()
    change = {"outcome": "dismissed", "opinion": "x", "answered_at": timezone.now(), "answered_by": cast.ward_head}
    with pytest.raises(IntegrityError, match="objection_answered_by_another"), transaction.atomic():
        forge(filed, change=change, acting=cast.acting(cast.clerk), reason="x")


def test_the_database_refuses_a_changed_answer_and_a_second_step_before_its_time(cast: Cast, ruling: Ruling) -> None:
    filed = ruling.reply(ruling.file())
    with pytest.raises(DatabaseError, match="given once"), transaction.atomic():
        forge(filed, change={"outcome": "upheld"}, acting=cast.acting(cast.clerk), reason="x")
    values = {f.attname: getattr(filed, f.attname) for f in Objection._meta.concrete_fields if f.name not in ("id", "kind")}
    early = Objection(**{**values, "step": 2, "first_id": filed.pk, "to": "prison", "receipt": "x"})
    with pytest.raises(DatabaseError, match="follows the service"), transaction.atomic():
        save(early, acting=cast.acting(cast.clerk), reason="x")
