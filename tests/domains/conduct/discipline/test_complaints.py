"""What follows when a complaint against a sanction is upheld. What all kinds share is tried in tests/base/objections."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import ANSWERER, answered, by, complaint
from zhiheng.base.objections.actions import forward_objection
from zhiheng.base.objections.answering import Answer
from zhiheng.base.objections.errors import TookPart
from zhiheng.base.objections.models import Objection
from zhiheng.domains.conduct.discipline import actions, errors, policy
from zhiheng.domains.conduct.discipline.actions import Rest
from zhiheng.domains.conduct.discipline.conduct import known_of
from zhiheng.domains.conduct.discipline.models import Reversal, Sanction
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson


@pytest.fixture(autouse=True)
def staff(cast: Cast) -> None:
    files.staff(cast)
    files.answering_staff(cast)


def entry_of(sanction: Sanction) -> PointEntry:
    return PointEntry.objects.get(pk=sanction.points_ref.partition(":")[2])


def test_upheld_the_sanction_is_set_aside_and_all_of_it_ends_at_once(cast: Cast) -> None:
    held = files.confined(cast)
    sanction = held.sanction
    assert sanction is not None
    made = answered(cast, sanction)

    held.refresh_from_db()
    sanction = Sanction.objects.get(pk=sanction.pk)
    entry = entry_of(sanction)
    assert (made.owner, made.signed_by) == ("objections.record", cast.duty_commander)  # to be served on the person
    assert (held.ended_by, held.until) == (cast.inspector, timezone.localdate())
    assert (sanction.set_aside, sanction.points, sanction.days) == (True, -40_000, 10)  # the decision stays as it was made
    assert (entry.counted, entry.stands, entry.corrections.get().counted) == (-40_000, 0, 40_000)
    assert Circumstance.objects.get(kind="confinement").outcome == Circumstance.Outcome.CLEARED
    assert known_of(cast.episode("zhang"), timezone.localdate()).sanctioned_on is None
    with pytest.raises(errors.SetAside):
        complaint(cast, sanction)


def test_of_two_complaints_the_second_finds_nothing_left_to_lighten(cast: Cast) -> None:
    sanction = files.served(cast)
    sent = forward_objection(say(cast, f"sanction:{sanction.pk}", to="bureau"), **by(cast, "ward_officer"))
    answered(cast, sanction)
    cast.grant(cast.bureau_duty, policy.ANSWER, "b")
    given = {"answer": Answer("upheld", "撤销"), "second": cast.acting(cast.duty_commander)}
    actions.answer_complaint(sent, **given, **by(cast, "bureau_duty"))  # type: ignore[arg-type]

    assert Reversal.objects.count() == 1


def test_upheld_in_part_it_is_lightened(cast: Cast) -> None:
    held = files.confined(cast, days=10)
    sanction = held.sanction
    assert sanction is not None
    answered(cast, sanction, "partly", rest=Rest(days=4))

    held.refresh_from_db()
    sanction = Sanction.objects.get(pk=sanction.pk)
    assert (held.ended_at, held.until) == (None, held.first + dt.timedelta(days=3))
    assert (sanction.kind_now, sanction.points_now, sanction.days_now) == ("confinement", -40_000, 4)
    assert entry_of(sanction).stands == -40_000
    assert Circumstance.objects.get(kind="confinement").during.upper == held.first + dt.timedelta(days=4)
    assert known_of(cast.episode("zhang"), timezone.localdate()).sanctioned_on == timezone.localdate()


def test_a_lighter_kind_takes_its_points_and_ends_the_confinement(cast: Cast) -> None:
    held = files.confined(cast)
    assert held.sanction is not None
    answered(cast, held.sanction, "partly", rest=Rest("warning"))

    held.refresh_from_db()
    sanction = Sanction.objects.get(pk=held.sanction.pk)
    assert (held.ended_by, sanction.kind_now, sanction.points_now, sanction.days_now) == (cast.inspector, "warning", -10_000, None)
    entry = entry_of(sanction)
    assert (entry.stands, entry.bucket) == (-10_000, 8)  # counts as a warning in its month
    with pytest.raises(errors.NeverHeavier):
        answered(cast, sanction, "partly", rest=Rest("demerit"))


def test_what_was_lightened_can_still_be_set_aside(cast: Cast) -> None:
    """The second correction gives back what is left; the first stays as it was entered."""
    held = files.confined(cast)
    assert held.sanction is not None
    answered(cast, held.sanction, "partly", rest=Rest("demerit"))
    answered(cast, held.sanction, "partly", rest=Rest("warning"))
    answered(cast, held.sanction)

    entry = entry_of(held.sanction)
    assert Sanction.objects.get(pk=held.sanction.pk).set_aside
    assert ([one.counted for one in entry.corrections.order_by("pk")], entry.stands, entry.bucket) == ([20_000, 10_000, 10_000], 0, 0)
    assert known_of(cast.episode("zhang"), timezone.localdate()).sanctioned_on is None


def test_dismissed_nothing_changes_and_one_signature_is_enough(cast: Cast) -> None:
    sanction = files.served(cast)
    made = answered(cast, sanction, "dismissed", signer=None)

    assert made.answered_by == cast.inspector
    assert not Reversal.objects.exists()
    assert entry_of(sanction).stands == -40_000


# --- refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rest", "refusal"), [
    (Rest(days=11), errors.NeverHeavier), (Rest(), errors.NeverHeavier), (Rest("confinement", 10), errors.NeverHeavier), (Rest("death"), Invalid),
])  # fmt: skip
def test_never_heavier_and_never_the_same(cast: Cast, rest: Rest, refusal: type[Exception]) -> None:
    sanction = files.served(cast)
    with pytest.raises(refusal):
        answered(cast, sanction, "partly", rest=rest)
    assert Objection.objects.get().is_open
    assert entry_of(sanction).stands == -40_000


@pytest.mark.parametrize(("signer", "refusal"), [(None, NeedsSecondPerson), (ANSWERER, NeedsSecondPerson), ("warden", TookPart)])
def test_what_changes_a_sanction_is_signed_by_a_second_who_took_no_part(cast: Cast, signer: str | None, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        answered(cast, files.served(cast), signer=signer)
    assert not Reversal.objects.exists()


def test_whoever_had_a_hand_in_the_case_does_not_answer(cast: Cast) -> None:
    made = complaint(cast, files.served(cast, kind="warning"))
    for who in ("warden", "other_ward_officer", "reviewer", "idle"):
        if who not in ("warden", "reviewer"):  # who hold it already
            cast.grant(cast.officers[who], policy.ANSWER, "b.p1")
        with pytest.raises(TookPart):
            actions.answer_complaint(made, answer=Answer("dismissed", "x"), **by(cast, who))


# --- what PostgreSQL refuses ----------------------------------------------------------------------------------------------


@act(policy.ANSWER, subject="sanction")
def forge(sanction: Sanction, *, row: dict[str, Any], acting: Official, reason: str) -> None:
    """What the product has no verb for."""
    Reversal.objects.create(sanction=sanction, **row)


@pytest.mark.parametrize("wrong", [
    {"points_before": -20_000}, {"days_after": 12}, {"days_after": 10}, {"days_after": None}, {"days_after": 0}, {"kind_after": "warning"},
    {"kind_after": "", "points_after": 0}, {"points_after": -30_000}, {"kind_after": "demerit", "points_after": -20_000},
])  # fmt: skip
def test_the_database_refuses_what_is_heavier_or_rests_on_what_is_not(cast: Cast, wrong: dict[str, Any]) -> None:
    sanction = files.served(cast)
    row = {
        "objection": complaint(cast, sanction), "kind_after": "confinement", "points_before": -40_000, "points_after": -40_000,
        "days_before": 10, "days_after": 4,
        "decided_by": cast.inspector, "signed_by": cast.duty_commander, "decided_at": timezone.now(),
    }  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        forge(sanction, row=row | wrong, **by(cast, ANSWERER))
    forge(sanction, row=row, **by(cast, ANSWERER))
