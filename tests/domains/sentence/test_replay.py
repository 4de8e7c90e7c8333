"""A stored determination computed again: the same; or which value, node and rule differ, and whether somebody said why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.domains.sentence.papers import eight_months, twelve_years

if TYPE_CHECKING:
    from tests.cast import Cast
    from zhiheng.domains.sentence.comparison.replay import Replay
    from zhiheng.domains.sentence.models import Determination, Judgment


def newest(judgment: Judgment) -> Determination:
    from zhiheng.domains.sentence.models import Determination

    return Determination.objects.get(judgment=judgment, latest=True)


def again(determination: Determination) -> Replay:
    from zhiheng.domains.sentence.comparison.replay import replay

    return replay(determination)


def test_what_was_stored_is_found_again(judgment: Judgment) -> None:
    found = again(newest(judgment))

    assert (found.same, found.differences, found.nodes, found.rules_changed) == (True, (), (), ())


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "life", "term": None, "printed_end": None},
        {"kind": "death_reprieve", "term": None, "printed_end": None, "reprieve_served_on": dt.date(2022, 4, 20)},
        {"printed_start": None, "printed_end": None},
        {"printed_end": dt.date(2033, 9, 11), "political_rights_for_life": True, "political_rights_months": None},
        {"term": None, "stated_credit_days": 3},
        {"final_on": None, "delivered_on": None, "judged_on": None, "counts": ()},
    ],
)
def test_every_kind_of_sentence_is_found_again(cast: Cast, facts: dict[str, Any]) -> None:
    from zhiheng.domains.sentence.actions import record_judgment

    made = record_judgment(cast.episode("li"), entry=twelve_years(**facts), acting=cast.acting(cast.clerk), reason="收监登记")

    assert again(newest(made)).same


def test_credits_and_rulings_come_back_from_the_stored_inputs(cast: Cast, judgment: Judgment) -> None:
    from zhiheng.domains.sentence.actions import record_change, record_credit
    from zhiheng.domains.sentence.comparison.replay import facts_from
    from zhiheng.domains.sentence.entries import CreditEntry
    from zhiheng.domains.sentence.facts import facts_of

    by: Any = {"acting": cast.acting(cast.clerk), "reason": "登记"}
    record_credit(judgment, entry=CreditEntry(kind="custody", first=dt.date(2021, 9, 10)), **by)
    record_credit(judgment, entry=CreditEntry(kind="excluded", days=40, source="（2023）江02刑更9号"), **by)
    record_change(judgment, entry=eight_months(), **by)

    assert facts_from(newest(judgment).inputs) == facts_of(judgment)
    assert again(newest(judgment)).same


def test_an_earlier_determination_is_replayed_from_its_own_inputs(cast: Cast, judgment: Judgment) -> None:
    from zhiheng.domains.sentence.actions import record_change

    first = newest(judgment)
    record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="裁定送达")

    found = again(first)
    assert found.same
    assert first.end == dt.date(2033, 9, 9)


def test_a_value_and_a_node_that_differ_are_named(judgment: Judgment) -> None:
    stored = newest(judgment)
    stored.floor_end = dt.date(2027, 9, 8)
    stored.finding["floor_end"] = "2027-09-08"
    floor = next(node for node in stored.trace["children"] if node["rule"] == "R-F-1")
    floor["result"] = "2027-09-08"

    found = again(stored)

    assert not found.same
    assert [one.what for one in found.differences] == ["floor_end", "floor_end"]
    assert [(node.path[-1], node.before, node.after) for node in found.nodes] == [("R-F-1", "2027-09-08", "2027-09-09")]
    assert found.cause == "R-F-1"
    assert (found.then, found.now) == (stored.edition, stored.edition)  # the text of the rule is the same: not the rule, but what was stored


def test_a_rule_of_another_text_is_named_even_where_nothing_differs(judgment: Judgment) -> None:
    stored = newest(judgment)
    stored.rules[0]["digest"] = "0" * 16
    stored.rules.append({"id": "R-GONE", "digest": "1" * 16})

    found = again(stored)

    assert found.same
    assert [(change.rule, change.then) for change in found.rules_changed] == [(stored.rules[0]["id"], "0" * 16), ("R-GONE", "1" * 16)]
    assert found.rules_changed[1].now == ""


def test_better_words_are_no_difference(judgment: Judgment) -> None:
    from zhiheng.domains.sentence.comparison.replay import bare

    assert bare([{"zh": "旧", "en": "old", "days": 1}]) == [{"days": 1}]


def test_readings_taken_then_are_taken_again(judgment: Judgment) -> None:
    from zhiheng.domains.sentence.comparison.replay import readings_of

    assert readings_of({"OQ-6": "next_day", "OQ-6b": "of another edition"}).completed.code == "next_day"
    assert readings_of(None).completed.code == "last_day"


def test_a_kind_that_nobody_knows_is_an_error_not_a_guess() -> None:
    from zhiheng.domains.sentence.comparison.replay import facts_from

    with pytest.raises(ValueError, match="exile"):
        facts_from({"kind": "exile"})


def test_outlooks_are_replayed_as_of_their_day(judgment: Judgment) -> None:
    from zhiheng.domains.sentence.comparison.replay import replay_outlook
    from zhiheng.domains.sentence.models import Outlook

    kept = Outlook.objects.get(judgment=judgment)
    assert replay_outlook(kept).same

    kept.report_from = dt.date(2024, 5, 19)
    found = replay_outlook(kept)
    assert [(one.what, one.after) for one in found.differences] == [("report_from", dt.date(2024, 5, 18))]
    assert found.cause == "outlook"


def test_a_reason_is_recorded_once_for_everybody_and_found_again(cast: Cast, judgment: Judgment) -> None:
    from zhiheng.domains.sentence.actions.compare import record_replay_reason, rule_subject
    from zhiheng.domains.sentence.comparison.queries import reason_for
    from zhiheng.domains.sentence.errors import AlreadyExplained

    stored = newest(judgment)
    stored.floor_end = dt.date(2027, 9, 8)
    found = again(stored)
    assert reason_for(found) is None

    given: Any = {
        "cause": found.cause,
        "then": found.then,
        "now": found.now,
        "acting": cast.acting(cast.inspector),
        "reason": "2026.11版取整错误，已更正",
    }
    record_replay_reason(rule_subject(found.cause), **given)

    kept = reason_for(found)
    assert kept is not None
    assert kept.reason == "2026.11版取整错误，已更正"
    with pytest.raises(AlreadyExplained):
        record_replay_reason(rule_subject(found.cause), **given)


def test_a_rule_binds_the_bureau_so_no_prison_explains_it_alone(cast: Cast) -> None:
    from zhiheng.domains.sentence.actions.compare import record_replay_reason, rule_subject
    from zhiheng.engines.trail.refusals import OutsideScope

    with pytest.raises(OutsideScope):
        record_replay_reason(rule_subject("R-F-1"), cause="R-F-1", then="a", now="b", acting=cast.acting(cast.clerk), reason="x")
