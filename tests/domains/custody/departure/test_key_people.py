"""Whoever must be collected on release is marked with reasons, looked at again, and heard: there is no score."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.reception.papers import by, meddle, sentenced
from zhiheng.base.duties import SOURCES
from zhiheng.domains.custody.departure import actions
from zhiheng.domains.custody.departure.contents import content_of
from zhiheng.domains.custody.departure.errors import MarkEnded, MarkStands, NothingToAnswer, OwnMark
from zhiheng.domains.custody.departure.models import KeyPerson
from zhiheng.engines.trail.refusals import Invalid, OutsideScope


def soon(days: int = 30) -> dt.date:
    return timezone.localdate() + dt.timedelta(days)


def mark(cast: Cast, **changes: Any) -> KeyPerson:
    given: dict[str, Any] = {"grounds": ["no-kin", "no-home"], "words": "父母已故，户籍地无住房（村委会函）", "review_on": soon()}
    return actions.mark_key_person(cast.episode("zhang"), **(given | changes), **by(cast))


def contested(cast: Cast) -> KeyPerson:
    return actions.contest_key_person(mark(cast), words="姐姐愿意接我", **by(cast, "ward_officer"))


def test_marked_with_reasons_and_a_day_to_look_again(cast: Cast) -> None:
    found = mark(cast)

    assert found.grounds == ["no-home", "no-kin"]  # in the order of the list
    with pytest.raises(MarkStands):
        mark(cast)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"grounds": []}, "grounds"),
        ({"grounds": ["religion"]}, "grounds"),
        ({"words": " "}, "words"),
        ({"review_on": dt.date(2020, 1, 1)}, "review_on"),
        ({"review_on": dt.date(2099, 1, 1)}, "review_on"),
    ],
)
def test_it_refuses_a_mark_without_reasons_or_without_end(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        mark(cast, **changes)
    assert set(refused.value.fields) == {field}


def test_not_in_another_prison(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        actions.mark_key_person(cast.episode("chen"), grounds=["ill"], words="x", review_on=soon(), **by(cast))


def test_the_resettlement_office_is_told_while_it_stands(cast: Cast) -> None:
    sentenced(cast.episode("zhang"), soon(20))
    assert "key" not in content_of(cast.episode("zhang"), "justice-notice")

    found = mark(cast)
    told = content_of(cast.episode("zhang"), "justice-notice")
    assert told["key"] == {"grounds": ["no-home", "no-kin"], "words": found.words}
    assert "key" not in content_of(cast.episode("zhang"), "certificate")  # nobody carries it in their pocket


def test_looked_at_again_it_stands_or_ends(cast: Cast) -> None:
    found = mark(cast)
    assert [due.key for due in SOURCES["key-person"].owed(["b.p1"], timezone.now() + dt.timedelta(30))] == [str(cast.zhang.pk)]
    with pytest.raises(Invalid):
        actions.review_key_person(found, stands=True, words="仍无住处", **by(cast))

    kept = actions.review_key_person(found, stands=True, words="仍无住处", review_on=soon(60), **by(cast))
    assert (kept.review_on, kept.ended_at) == (soon(60), None)
    ended = actions.review_key_person(found, stands=False, words="已落实公租房", **by(cast))
    assert ended.ended_by == cast.clerk
    with pytest.raises(MarkEnded):
        actions.contest_key_person(ended, words="x", **by(cast))


def test_the_person_is_heard_and_another_answers(cast: Cast) -> None:
    found = contested(cast)
    with pytest.raises(OwnMark):
        actions.answer_key_person(found, answer="dismissed", words="x", **by(cast, "clerk"))
    answered = actions.answer_key_person(found, answer="upheld", words="已与其姐核实", **by(cast, "warden"))

    assert answered.ended_by == cast.warden
    assert not KeyPerson.objects.filter(ended_at__isnull=True).exists()


def test_a_mark_that_stands_after_the_answer_is_not_contested_twice(cast: Cast) -> None:
    answered = actions.answer_key_person(contested(cast), answer="dismissed", words="姐姐住院，无法接领", **by(cast, "warden"))
    assert answered.ended_at is None
    with pytest.raises(MarkStands):
        actions.contest_key_person(answered, words="x", **by(cast))
    with pytest.raises(NothingToAnswer):
        actions.answer_key_person(answered, answer="upheld", words="x", **by(cast, "warden"))


def test_nothing_is_answered_that_nobody_said(cast: Cast) -> None:
    with pytest.raises(NothingToAnswer):
        actions.answer_key_person(mark(cast), answer="upheld", words="x", **by(cast, "warden"))


def test_postgresql_asks_for_a_second_person(cast: Cast) -> None:
    found = contested(cast)
    change = {"answer": "dismissed", "answer_words": "x", "answered_at": timezone.now(), "answered_by": cast.clerk}
    with pytest.raises(IntegrityError, match="key_person_answered_by_another"), transaction.atomic():
        meddle(cast, found, change)
