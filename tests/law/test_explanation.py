"""How values of every kind are shown in a tree."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import pytest

from tests.law.cast import n
from zhiheng.law.calendar import Term
from zhiheng.law.explanation import shown, tree
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Caption, Explanation, Instrument, Refusal, RefusalKind, Truth, cite
from zhiheng.law.reckoning import date_of as date_of_day


class Step(IntEnum):
    FIRST = 1


class Pair(NamedTuple):
    kind: SentenceKind
    known: Truth


@pytest.mark.parametrize(
    ("value", "annotation", "expected"),
    [
        (n("2021-03-01"), "Day", "2021-03-01"),
        (12_50, "Points", 12.5),
        (7, "int", 7),
        (None, "", None),
        (Truth.YES, "Truth", True),
        (Truth.NO, "Truth", False),
        (Truth.UNKNOWN, "Truth", None),
        (SentenceKind.LIFE, "SentenceKind", "life"),
        (Step.FIRST, "Step", 1),
        (Term(1, 2, 3), "Term", {"years": 1, "months": 2, "days": 3}),
        (Pair(SentenceKind.LIFE, Truth.NO), "Pair", {"kind": "life", "known": False}),
        ((1, 2), "tuple", (1, 2)),
        (1.5, "float", 1.5),
        (
            Refusal(RefusalKind.WARNING, "c", "甲", "a", ("f",)),
            "Refusal",
            {"kind": "warning", "code": "c", "message_zh": "甲", "message_en": "a", "fields": ["f"]},
        ),
    ],
)
def test_a_value_is_shown_as_json(value: Any, annotation: str, expected: Any) -> None:
    found = shown(value, annotation)

    assert found == expected
    assert type(found) is type(expected)


def test_a_root_says_what_its_steps_say() -> None:
    law = Instrument("L", "某法", "Some Law", date_of_day(n("2020-05-06")))
    with Explanation() as explanation:
        pass
    found = tree("ROOT", cite(law, "第一条", "art 1"), Caption("甲", "a"), {"start": "2021-03-01"}, 5, explanation.steps)

    assert found == {
        "rule": "ROOT",
        "provision": {"zh": "某法第一条", "en": "Some Law, art 1", "instrument": "L", "since": "2020-05-06"},
        "caption": {"zh": "甲", "en": "a"},
        "inputs": {"start": "2021-03-01"},
        "labels": {"start": {"zh": "起始日", "en": "start"}},
        "result": 5,
        "children": [],
    }
