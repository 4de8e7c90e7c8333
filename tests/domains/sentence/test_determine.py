"""Determinations: what they keep, and that they can be repeated."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from tests.domains.sentence.papers import eight_months, twelve_years
from zhiheng.domains.sentence.actions import determine, determine_many, record_change, record_judgment
from zhiheng.domains.sentence.errors import AlreadyDetermined, Superseded
from zhiheng.domains.sentence.facts import facts_of, stored
from zhiheng.domains.sentence.models import Determination, Judgment
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import EDITION
from zhiheng.law.sentence import SentenceKind, term_end


def test_determination_keeps_inputs_rules_edition_and_tree(cast: Cast, judgment: Judgment) -> None:
    found = determine(judgment, acting=cast.acting(cast.clerk), reason="复核")

    assert found.by == cast.clerk.ref
    assert found.edition == EDITION
    assert found.inputs == stored(facts_of(judgment))
    assert found.inputs["kind"] == "fixed"
    assert all({"id", "instrument", "article", "since", "digest"} <= rule.keys() for rule in found.rules)
    assert found.trace["result"] == "2033-09-09"
    assert "trace" not in found.finding


def test_stored_determination_is_what_the_law_finds_today(cast: Cast, judgment: Judgment) -> None:
    record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="减刑裁定送达")
    kept = judgment.determinations.get(latest=True)
    again = term_end(facts_of(judgment)).as_json()

    assert kept.trace == again["trace"]
    assert kept.rules == again["rules"]


def test_one_is_the_newest(cast: Cast, judgment: Judgment) -> None:
    determine(judgment, acting=cast.acting(cast.clerk), reason="复核")
    assert judgment.determinations.count() == 2
    assert judgment.determinations.filter(latest=True).count() == 1


def test_form_sent_twice_determines_once(cast: Cast, judgment: Judgment) -> None:
    seen = judgment.determinations.get(latest=True).pk
    determine(judgment, seen=seen, acting=cast.acting(cast.clerk), reason="复核")
    with pytest.raises(AlreadyDetermined):
        determine(judgment, seen=seen, acting=cast.acting(cast.clerk), reason="复核")
    assert judgment.determinations.count() == 2


def test_superseded_judgment_is_not_determined(cast: Cast, judgment: Judgment) -> None:
    from zhiheng.domains.sentence.actions import correct_judgment

    correct_judgment(judgment, entry=twelve_years(), acting=cast.acting(cast.clerk), reason="改正")
    with pytest.raises(Superseded):
        determine(judgment, acting=cast.acting(cast.clerk), reason="复核")


def test_other_prison_is_not_found(cast: Cast, judgment: Judgment) -> None:
    with pytest.raises(OutsideScope):
        determine(judgment, acting=cast.acting(cast.other_clerk), reason="越权")


def test_many_are_determined_in_one_act_by_digest(cast: Cast, judgment: Judgment) -> None:
    entry = twelve_years(document="（2021）江02刑初9号")
    other = record_judgment(cast.episode("li"), entry=entry, acting=cast.acting(cast.clerk), reason="收监登记")
    before = Determination.objects.count()

    made = determine_many(cast.place("b.p1"), [judgment.pk, other.pk], acting=INSTALLATION, reason="夜间核算")

    assert made == 2
    assert Determination.objects.count() == before + 2
    assert Determination.objects.filter(latest=True).count() == 2
    act = Act.objects.get(verb="determine_many")
    assert "judgments" not in act.inputs
    assert set(Change.objects.filter(act_id=act.id, op="I").values_list("after", flat=True)) == {None}


def test_life_has_no_end_and_nothing_to_compare(cast: Cast) -> None:
    entry = twelve_years(kind="life", term=None, printed_start=None, printed_end=None, political_rights_months=None, political_rights_for_life=True)
    made = record_judgment(cast.episode("zhang"), entry=entry, acting=cast.acting(cast.clerk), reason="收监登记")
    found = made.determinations.get()

    assert (found.start, found.end, found.agreement) == (dt.date(2022, 4, 6), None, "not_checkable")


def test_facts_say_what_the_record_says(judgment: Judgment) -> None:
    facts = facts_of(judgment)

    assert facts.kind is SentenceKind.FIXED
    assert (facts.term, facts.political_rights) == (Term(12), Term(2))
    assert facts.offence_dates == (dt.date(2020, 11, 3),)


def test_unrecorded_term_is_unknown_not_nought() -> None:
    assert Judgment(kind="fixed").term is None
    assert Judgment(kind="fixed", months=6).term == Term(0, 6)
