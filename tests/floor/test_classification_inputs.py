"""Floor 1 and 2 for classification: no forbidden fact is asked, and using a right changes nothing."""

from __future__ import annotations

from dataclasses import fields

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.custody.papers import QUIET, classify, propose
from tests.floor.words import FORBIDDEN, words_of
from zhiheng.domains.custody.classing.schedule import SCHEDULES, Asked, Facts

RIGHTS = {"appeal", "complaint", "petition", "accusation", "objection", "request", "lawyer", "procurator", "report"}


def test_what_a_schedule_looks_at_names_no_forbidden_fact_and_no_right() -> None:
    asked = {word for name in (*Asked._fields, *(field.name for field in fields(Facts))) for word in words_of(name)}
    captions = " ".join(line.caption.en for schedule in SCHEDULES for line in (*schedule.high, *schedule.low, *schedule.care))

    assert not asked & (FORBIDDEN | RIGHTS)
    assert not set(captions.split()) & (FORBIDDEN | RIGHTS)


def test_an_objection_changes_nothing_in_the_next_classification(cast: Cast) -> None:
    first = classify(cast, "zhang", asked=QUIET)
    say(cast, f"classification:{first.pk}")
    second = propose(cast, asked=QUIET)

    assert (second.level, second.need, second.facts, second.grounds) == (first.level, first.need, first.facts, first.grounds)
