"""Recording what courts ordered: it works, then each refusal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS, eight_months, twelve_years
from zhiheng.domains.sentence.actions import correct_judgment, record_change, record_credit, record_judgment, withdraw_change, withdraw_credit
from zhiheng.domains.sentence.entries import CreditEntry
from zhiheng.domains.sentence.errors import AlreadyRecorded, AlreadyWithdrawn, Contradictory, NotYet, Superseded
from zhiheng.domains.sentence.models import Credit, Determination, Judgment
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.law.calendar import Term


def newest(judgment: Judgment) -> Determination:
    return judgment.determinations.get(latest=True)


def test_judgment_is_recorded_and_determined_in_one_act(cast: Cast, judgment: Judgment) -> None:
    assert newest(judgment).end == newest(judgment).computed_end == dt.date(2033, 9, 9)
    assert newest(judgment).agreement == "agrees"
    act = Act.objects.get(verb="record_judgment", outcome="done")
    assert (act.subject, act.reason, act.official) == (f"person:{cast.zhang.pk}", "收监登记", cast.clerk.ref)
    assert set(Change.objects.filter(act_id=act.id).values_list("table", flat=True)) == {"judgment", "judgment_count", "determination", "outlook"}


def test_the_trail_keeps_what_was_entered_field_by_field(judgment: Judgment) -> None:
    inputs = Act.objects.get(verb="record_judgment").inputs["entry"]

    assert inputs["document"] == TWELVE_YEARS.document
    assert inputs["printed_end"] == "2033-09-09"


def test_second_judgment_is_refused(cast: Cast, judgment: Judgment) -> None:
    with pytest.raises(AlreadyRecorded):
        record_judgment(cast.episode("zhang"), entry=twelve_years(document="另一份"), acting=cast.acting(cast.clerk), reason="重复")
    assert Act.objects.get(outcome="refused").refusal == "already-recorded"


def test_other_prison_is_not_found(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        record_judgment(cast.episode("chen"), entry=TWELVE_YEARS, acting=cast.acting(cast.clerk), reason="越权")
    assert not Judgment.objects.exists()


def test_ward_officer_may_not_record(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=cast.acting(cast.ward_officer), reason="无权")


def test_no_write_outside_an_act(judgment: Judgment) -> None:
    with pytest.raises(DatabaseError, match="no act is open"), transaction.atomic():
        Judgment.objects.filter(pk=judgment.pk).update(printed_end=dt.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "life"}, "term"),  # life with a term
        ({"printed_end": dt.date(2021, 9, 9)}, "printed_end"),  # ends before it starts
        ({"final_on": dt.date(2022, 3, 24)}, "final_on"),  # final before it was given
        ({"delivered_on": dt.date(2022, 3, 24)}, "delivered_on"),
        ({"term": Term(99)}, "term"),
        ({"term": Term(-1)}, "term"),
        ({"term": Term(0, 0, 0)}, "term"),
    ],
)
def test_contradictions_are_refused_with_their_field(cast: Cast, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Contradictory) as refused:
        record_judgment(cast.episode("zhang"), entry=twelve_years(**wrong), acting=cast.acting(cast.clerk), reason="录入")

    assert field in refused.value.fields
    assert not Judgment.objects.exists()


def test_document_of_tomorrow_is_refused(cast: Cast) -> None:
    with pytest.raises(NotYet) as refused:
        record_judgment(cast.episode("zhang"), entry=twelve_years(judged_on=dt.date(2199, 1, 1)), acting=cast.acting(cast.clerk), reason="录入")
    assert "judged_on" in refused.value.fields


def test_unknown_term_is_recorded_and_said_to_be_missing(cast: Cast) -> None:
    entry = twelve_years(term=None, printed_end=None)
    made = record_judgment(cast.episode("zhang"), entry=entry, acting=cast.acting(cast.clerk), reason="录入")

    assert newest(made).agreement == "not_checkable"
    assert [missing["fact"] for missing in newest(made).finding["missing"]] == ["original.years"]


def test_printed_end_governs_and_the_difference_is_kept(cast: Cast) -> None:
    entry = twelve_years(printed_end=dt.date(2033, 9, 10))
    found = newest(record_judgment(cast.episode("zhang"), entry=entry, acting=cast.acting(cast.clerk), reason="录入"))

    assert (found.end, found.computed_end, found.agreement) == (dt.date(2033, 9, 10), dt.date(2033, 9, 9), "differs")
    assert found.finding["differences"][0]["days"] == 1


def test_change_is_recorded(cast: Cast, judgment: Judgment) -> None:
    record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="减刑裁定送达")

    assert newest(judgment).end == dt.date(2033, 1, 9)
    assert newest(judgment).finding["remaining_term"] == {"years": 11, "months": 4, "days": 0}
    assert judgment.determinations.count() == 2  # the earlier one stays


def test_change_sent_twice_is_recorded_once(cast: Cast, judgment: Judgment) -> None:
    record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="减刑裁定送达")
    with pytest.raises(AlreadyRecorded):
        record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="减刑裁定送达")
    assert judgment.changes.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "life_to_fixed", "term": Term(20)}, "kind"),  # a fixed term is not life
        ({"ruled_on": dt.date(2021, 1, 1)}, "ruled_on"),  # before the judgment
        ({"served_on": dt.date(2024, 10, 1)}, "served_on"),  # served before it was ruled
        ({"term": Term(13)}, "term"),  # more than there is
        ({"term": None}, "term"),
        ({"ruled_on": dt.date(2199, 1, 1), "served_on": None}, "ruled_on"),
    ],
)
def test_change_that_cannot_be_is_refused(cast: Cast, judgment: Judgment, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        record_change(judgment, entry=eight_months(**wrong), acting=cast.acting(cast.clerk), reason="录入")

    assert field in refused.value.fields
    assert not judgment.changes.exists()


def test_withdrawn_change_stays_and_no_longer_counts(cast: Cast, judgment: Judgment) -> None:
    change = record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="减刑裁定送达")
    withdraw_change(change, acting=cast.acting(cast.clerk), reason="他人裁定，误录")

    assert judgment.changes.get().withdrawn
    assert newest(judgment).end == dt.date(2033, 9, 9)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_change(change, acting=cast.acting(cast.clerk), reason="再次")


def test_correction_stands_beside_what_it_corrects(cast: Cast, judgment: Judgment) -> None:
    record_change(judgment, entry=eight_months(printed_end=None), acting=cast.acting(cast.clerk), reason="减刑裁定送达")
    made = correct_judgment(judgment, entry=twelve_years(printed_end=dt.date(2033, 9, 8)), acting=cast.acting(cast.clerk), reason="止日录错")

    judgment.refresh_from_db()
    assert (judgment.superseded_by, judgment.printed_end) == (made, dt.date(2033, 9, 9))
    assert made.changes.get().document == eight_months().document
    assert newest(judgment).end != newest(made).end  # both determinations are kept, each with its judgment


def test_what_refers_to_a_corrected_judgment_is_stale(cast: Cast, judgment: Judgment) -> None:
    correct_judgment(judgment, entry=TWELVE_YEARS, acting=cast.acting(cast.clerk), reason="文书号录错")
    with pytest.raises(Superseded):
        record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="减刑裁定送达")


def test_excluded_days_move_the_end(cast: Cast, judgment: Judgment) -> None:
    entry = CreditEntry(kind="excluded", days=40, source="（2023）江02刑更7号")
    credit = record_credit(judgment, entry=entry, acting=cast.acting(cast.clerk), reason="法院认定")
    assert newest(judgment).end == dt.date(2033, 10, 19)

    withdraw_credit(credit, acting=cast.acting(cast.clerk), reason="误录")
    assert newest(judgment).end == dt.date(2033, 9, 9)


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (CreditEntry(kind="excluded"), "days"),
        (CreditEntry(kind="excluded", days=-3), "days"),
        (CreditEntry(kind="custody", days=3), "first"),
        (CreditEntry(kind="custody", first=dt.date(2021, 9, 10), last=dt.date(2021, 9, 1)), "last"),
    ],
)
def test_credit_without_extent_is_refused(cast: Cast, judgment: Judgment, entry: CreditEntry, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        record_credit(judgment, entry=entry, acting=cast.acting(cast.clerk), reason="录入")
    assert field in refused.value.fields


def test_overlapping_custody_is_refused(cast: Cast, judgment: Judgment) -> None:
    first = CreditEntry(kind="custody", first=dt.date(2021, 9, 10), last=dt.date(2022, 5, 18))
    record_credit(judgment, entry=first, acting=cast.acting(cast.clerk), reason="羁押证明")
    with pytest.raises(Contradictory):
        record_credit(
            judgment,
            entry=CreditEntry(kind="supervisory_detention", first=dt.date(2022, 5, 1), last=dt.date(2022, 5, 30)),
            acting=cast.acting(cast.clerk),
            reason="留置证明",
        )
    assert Credit.objects.count() == 1


def test_the_table_itself_keeps_one_judgment_in_force(cast: Cast, judgment: Judgment) -> None:
    from zhiheng.engines.trail.acts import INSTALLATION, act

    @act("sentence.record", subject="episode")
    def _twice(episode: object, *, acting: object, reason: str) -> None:
        Judgment.objects.create(episode=cast.episode("zhang"), document="x", court="x", offence="x", kind="life")

    with pytest.raises(IntegrityError), transaction.atomic():
        _twice(cast.episode("zhang"), acting=INSTALLATION, reason="test")
