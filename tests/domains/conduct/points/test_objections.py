from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from tests.domains.conduct.points.ward import OCTOBER, close, line, posted, propose, ship, vote
from zhiheng.domains.conduct.points.actions import corrections, objections
from zhiheng.domains.conduct.points.actions.objections import ObjectionEntry
from zhiheng.domains.conduct.points.errors import ConflictOfInterest, NotCarried, NotCorrectable, NotPosted, ObjectionOutOfOrder
from zhiheng.domains.conduct.points.models import Objection, PointEntry
from zhiheng.domains.conduct.points.queries.entries import contested
from zhiheng.domains.conduct.points.queries.months import balance_of, explain_month, state_of
from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson

pytestmark = pytest.mark.django_db
UPHELD, CHANGED = Objection.Outcome.UPHELD, Objection.Outcome.CHANGED


@pytest.fixture(autouse=True)
def _library(cast: Cast) -> None:
    ship(cast)


@pytest.fixture
def clerk(cast: Cast) -> Official:
    cast.grant(cast.clerk, "points.convene", "b.p1")
    return cast.acting(cast.clerk)


def file(cast: Cast, entry: PointEntry, **more: object) -> Objection:
    given = ObjectionEntry("没有争吵", entry=entry, **more)  # type: ignore[arg-type]
    return objections.file_objection(cast.episode("zhang"), entry=given, acting=cast.acting(cast.ward_officer), reason="代收")


def answered(cast: Cast, clerk: Official, objection: Objection, outcome: Objection.Outcome, value: int | None = None) -> Objection:
    vote(cast, objections.open_hearing(objection, outcome=outcome, value=value, acting=clerk, reason="复查"))
    return objections.answer(objection, opinion="经复查", second=cast.acting(cast.ward_head), acting=clerk, reason="复查")


def test_two_steps_and_a_correction(cast: Cast, clerk: Official) -> None:
    """Example 24: a deduction of 4 is upheld by the ward team, then halved by the prison group."""
    entry = posted(cast, "D104", 4_00)
    close(cast, OCTOBER)
    first = file(cast, entry)
    assert (first.accepted, first.step, contested([entry.pk])) == (True, 1, {entry.pk})
    assert first.answer_due is not None
    assert (first.answer_due - first.received_on).days >= 5

    assert answered(cast, clerk, first, UPHELD).outcome == UPHELD
    with pytest.raises(ObjectionOutOfOrder):  # not served yet
        objections.object_again(first, text="不服", acting=cast.acting(cast.ward_officer), reason="代收")
    objections.serve_opinion(first, on=dt.date(2026, 11, 22), acting=cast.acting(cast.ward_officer), reason="送达")
    second = objections.object_again(first, text="不服", acting=cast.acting(cast.ward_officer), reason="代收")
    cast.grant(cast.ward_head, "points.prison-group", "b.p1.w1")
    done = answered(cast, clerk, second, CHANGED, -2_00)

    entry.refresh_from_db()
    fix = entry.corrected_by
    assert (done.outcome, done.value, fix.counted, fix.month, entry.stands) == (CHANGED, -2_00, 2_00, dt.date(2026, 11, 1), -2_00)
    assert line(cast, OCTOBER)["closing"] == 96_00  # the sheet stays as it was
    assert balance_of([entry.episode_id])[entry.episode_id] == 98_00
    assert not explain_month(cast.episode("zhang"), OCTOBER).agrees
    assert objections.serve_opinion(second, on=dt.date(2026, 11, 22), acting=cast.acting(cast.ward_officer), reason="送达").copied_on
    assert contested([entry.pk]) == set()


def test_a_month_tested_again_is_no_longer_below(cast: Cast, clerk: Official) -> None:
    entry = posted(cast, "D105", 10_00)
    close(cast, OCTOBER)
    episode = cast.episode("zhang")
    assert (state_of(episode).below, state_of(episode).heaviest, state_of(episode).parts) == (1, 10_00, 1)

    answered(cast, clerk, file(cast, entry), CHANGED, 0)

    assert state_of(episode)[:6] == (100_00, 0, 0, 0, 0, 0)


def test_within_an_open_month_the_correction_is_in_its_total(cast: Cast, clerk: Official) -> None:
    entry = posted(cast, "D105", 10_00)
    answered(cast, clerk, file(cast, entry), CHANGED, -4_00)
    close(cast, OCTOBER)

    assert (line(cast, OCTOBER)["score"], line(cast, OCTOBER)["largest"]) == (96_00, 4_00)


def test_a_late_objection_is_kept_and_goes_on_as_a_complaint(cast: Cast) -> None:
    assert not file(cast, posted(cast, "D104", 3_00), received_on=dt.date(2099, 1, 1)).accepted


def test_late_against_an_officers_own_decision(cast: Cast) -> None:
    from tests.domains.conduct.points.ward import proposal
    from zhiheng.domains.conduct.points.actions import entries

    officer = cast.acting(cast.ward_officer)
    entry = entries.decide_on_the_spot(cast.episode("zhang"), entry=proposal("D102", 1_00), clear_facts=True, acting=officer, reason="当场")
    late = file(cast, entry, received_on=dt.date(2026, 12, 22))

    assert (late.accepted, late.in_time, late.answer_due) == (False, 0, None)
    assert contested([entry.pk]) == set()
    with pytest.raises(ObjectionOutOfOrder):
        objections.withdraw_objection(late, acting=officer, reason="撤回")


def test_it_refuses(cast: Cast, clerk: Official) -> None:
    entry, proposed = posted(cast, "D104", 3_00), propose(cast, "D104", 3_00)
    for wrong, refusal in (
        (ObjectionEntry(" ", entry=entry), Invalid),
        (ObjectionEntry("不对"), Invalid),
        (ObjectionEntry("不对", entry=entry, month=OCTOBER), Invalid),
        (ObjectionEntry("不对", entry=proposed), NotPosted),
        (ObjectionEntry("不对", month=OCTOBER), NotPosted),
    ):
        with pytest.raises(refusal):
            objections.file_objection(cast.episode("zhang"), entry=wrong, acting=cast.acting(cast.ward_officer), reason="代收")
    filed = file(cast, entry)
    with pytest.raises(ObjectionOutOfOrder):
        file(cast, entry)
    with pytest.raises(Invalid):
        objections.open_hearing(filed, outcome=CHANGED, acting=clerk, reason="复查")
    with pytest.raises(Invalid):
        objections.answer(filed, opinion="经复查", second=cast.acting(cast.ward_head), acting=clerk, reason="复查")
    cast.grant(cast.ward_officer, "points.convene", "b.p1.w1")
    with pytest.raises(ConflictOfInterest):
        objections.open_hearing(filed, outcome=UPHELD, acting=cast.acting(cast.ward_officer), reason="复查")
    assert objections.withdraw_objection(filed, acting=cast.acting(cast.ward_officer), reason="本人撤回").outcome == "withdrawn"


def test_a_body_that_does_not_agree_deliberates_again(cast: Cast, clerk: Official) -> None:
    filed = file(cast, posted(cast, "D104", 3_00))
    vote(cast, objections.open_hearing(filed, outcome=CHANGED, value=0, acting=clerk, reason="复查"), "no")
    left = objections.answer(filed, opinion="未通过", second=cast.acting(cast.ward_head), acting=clerk, reason="复查")
    assert (left.outcome, left.deliberation) == ("", None)


def test_a_correction_needs_two_a_body_and_a_value_nearer_to_nothing(cast: Cast, clerk: Official) -> None:
    entry = posted(cast, "D104", 3_00)
    assert entry.deliberation is not None
    carried = entry.deliberation
    carried.refresh_from_db()
    head = cast.acting(cast.ward_head)
    with pytest.raises(NeedsSecondPerson):
        corrections.correct(entry, value=0, deliberation=carried, second=clerk, acting=clerk, reason="更正")
    for value in (-3_00, -4_00, 1_00):
        with pytest.raises(NotCorrectable):
            corrections.correct(entry, value=value, deliberation=carried, second=head, acting=clerk, reason="更正")
    open_one = objections.open_hearing(file(cast, entry), outcome=UPHELD, acting=clerk, reason="复查")
    with pytest.raises(NotCarried):
        corrections.correct(entry, value=0, deliberation=open_one, second=head, acting=clerk, reason="更正")
    corrections.correct(entry, value=0, deliberation=carried, second=head, acting=clerk, reason="更正")
    with pytest.raises(NotCorrectable):
        corrections.correct(entry, value=0, deliberation=carried, second=head, acting=clerk, reason="更正")
