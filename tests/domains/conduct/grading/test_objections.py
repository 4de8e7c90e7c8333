from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct.points.ward import OCTOBER, close, line, posted, propose, ship, vote
from zhiheng.base.objections.actions import Filing, file_objection, object_again, serve_answer
from zhiheng.base.objections.errors import NotThisStep, TookPart
from zhiheng.base.objections.grounds import decision_of
from zhiheng.base.objections.models import Objection
from zhiheng.domains.conduct.grading.actions import corrections, objections
from zhiheng.domains.conduct.grading.errors import NotCarried, NotCorrectable, NotPosted
from zhiheng.domains.conduct.grading.objecting import contested, month_key
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.domains.conduct.points.queries.months import balance_of, explain_month, state_of
from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson, OutsideScope

pytestmark = pytest.mark.django_db
DISMISSED, UPHELD, PARTLY = Objection.Outcome.DISMISSED, Objection.Outcome.UPHELD, Objection.Outcome.PARTLY
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _library(cast: Cast) -> None:
    ship(cast)


@pytest.fixture
def clerk(cast: Cast) -> Official:
    cast.grant(cast.clerk, "points.convene", "b.p1")
    return cast.acting(cast.clerk)


def file(cast: Cast, entry: PointEntry, **more: Any) -> Objection:
    return say(cast, f"points-entry:{entry.pk}", words="没有争吵", **more)


def serve(cast: Cast, objection: Objection) -> Objection:
    return serve_answer(objection, on=TODAY(), acting=cast.acting(cast.ward_officer), reason="送达")


def answered(cast: Cast, clerk: Official, objection: Objection, outcome: Objection.Outcome, value: int | None = None) -> Objection:
    vote(cast, objections.open_hearing(objection, outcome=outcome, value=value, acting=clerk, reason="复查"))
    return objections.answer(objection, opinion="经复查", second=cast.acting(cast.ward_head), acting=clerk, reason="复查")


def test_two_steps_and_a_correction(cast: Cast, clerk: Official) -> None:
    """Example 24: a deduction of 4 is upheld by the ward team, then halved by the prison group."""
    entry = posted(cast, "D104", 4_00)
    close(cast, OCTOBER)
    first = file(cast, entry)
    assert (first.to, first.place, first.late, contested([entry.pk])) == ("ward", cast.place("b.p1.w1"), False, {entry.pk})

    assert answered(cast, clerk, first, DISMISSED).outcome == DISMISSED
    second = object_again(serve(cast, first), filing=Filing("不服"), acting=cast.acting(cast.ward_officer), reason="代收")
    with pytest.raises(OutsideScope):  # the second step is the prison's: a ward head does not put it before anybody
        objections.open_hearing(second, outcome=DISMISSED, acting=cast.acting(cast.ward_head), reason="复核")
    done = answered(cast, clerk, second, PARTLY, -2_00)

    entry.refresh_from_db()
    fix = entry.corrections.get()
    assert (done.outcome, fix.counted, fix.month, entry.stands) == (PARTLY, 2_00, TODAY().replace(day=1), -2_00)
    assert line(cast, OCTOBER)["closing"] == 96_00  # the sheet stays as it was
    assert balance_of([entry.episode_id])[entry.episode_id] == 98_00
    assert not explain_month(cast.episode("zhang"), OCTOBER).agrees
    assert serve(cast, second).copied_on == TODAY()
    assert contested([entry.pk]) == set()


def test_a_month_tested_again_is_no_longer_below(cast: Cast, clerk: Official) -> None:
    entry = posted(cast, "D105", 10_00)
    close(cast, OCTOBER)
    episode = cast.episode("zhang")
    assert (state_of(episode).below, state_of(episode).heaviest, state_of(episode).parts) == (1, 10_00, 1)

    answered(cast, clerk, file(cast, entry), UPHELD, 0)

    assert state_of(episode)[:6] == (100_00, 0, 0, 0, 0, 0)


def test_within_an_open_month_the_correction_is_in_its_total(cast: Cast, clerk: Official) -> None:
    entry = posted(cast, "D105", 10_00)
    answered(cast, clerk, file(cast, entry), PARTLY, -4_00)
    close(cast, OCTOBER)

    assert (line(cast, OCTOBER)["score"], line(cast, OCTOBER)["largest"]) == (96_00, 4_00)


def test_late_against_an_officers_own_decision_it_is_answered_and_contests_nothing(cast: Cast, clerk: Official) -> None:
    from tests.domains.conduct.points.ward import proposal
    from zhiheng.domains.conduct.points.actions import entries

    officer = cast.acting(cast.ward_officer)
    entry = entries.decide_on_the_spot(cast.episode("zhang"), entry=proposal("D102", 1_00), clear_facts=True, acting=officer, reason="当场")
    long_ago = decision_of(f"points-entry:{entry.pk}")._replace(counts_from=TODAY() - dt.timedelta(days=20))
    late = file_objection(long_ago, filing=Filing(), acting=officer, reason="代收")

    assert late.late
    assert contested([entry.pk]) == set()
    assert answered(cast, clerk, late, DISMISSED).answered_at


def test_it_refuses(cast: Cast, clerk: Official) -> None:
    entry, proposed = posted(cast, "D104", 3_00), propose(cast, "D104", 3_00)
    month = f"points-month:{month_key(cast.episode('zhang').pk, OCTOBER)}"
    for against, refusal in ((f"points-entry:{proposed.pk}", NotPosted), (month, NotPosted), ("points-month:1-2026-13", OutsideScope)):
        with pytest.raises(refusal):
            say(cast, against)
    filed = file(cast, entry)
    for wrong in (PARTLY, UPHELD, "withdrawn"):  # of an entry, what it should have been
        with pytest.raises(Invalid):
            objections.open_hearing(filed, outcome=wrong, acting=clerk, reason="复查")
    with pytest.raises(Invalid):
        objections.answer(filed, opinion="经复查", second=cast.acting(cast.ward_head), acting=clerk, reason="复查")
    cast.grant(cast.ward_officer, "points.convene", "b.p1.w1")
    with pytest.raises(TookPart):
        objections.open_hearing(filed, outcome=DISMISSED, acting=cast.acting(cast.ward_officer), reason="复查")
    objections.open_hearing(filed, outcome=DISMISSED, acting=clerk, reason="复查")
    with pytest.raises(NotThisStep):
        objections.open_hearing(filed, outcome=DISMISSED, acting=clerk, reason="复查")


def test_a_body_that_does_not_agree_deliberates_again(cast: Cast, clerk: Official) -> None:
    filed = file(cast, posted(cast, "D104", 3_00))
    vote(cast, objections.open_hearing(filed, outcome=UPHELD, value=0, acting=clerk, reason="复查"), "no")
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
    open_one = objections.open_hearing(file(cast, entry), outcome=DISMISSED, acting=clerk, reason="复查")
    with pytest.raises(NotCarried):
        corrections.correct(entry, value=0, deliberation=open_one, second=head, acting=clerk, reason="更正")
    corrections.correct(entry, value=0, deliberation=carried, second=head, acting=clerk, reason="更正")
    with pytest.raises(NotCorrectable):
        corrections.correct(entry, value=0, deliberation=carried, second=head, acting=clerk, reason="更正")


def test_whose_entry_it_is_has_no_vote_on_it_where_the_others_suffice(cast: Cast, clerk: Official) -> None:
    of_two = file(cast, posted(cast, "D104", 4_00))
    made = objections.open_hearing(of_two, outcome=DISMISSED, acting=clerk, reason="复查")
    assert set(made.members.values_list("recused", flat=True)) == {""}  # without the author nobody could carry it

    cast.grant(cast.clerk, "points.ward-team", "b.p1.w1")
    of_three = file(cast, posted(cast, "D101", 1_00))
    made = objections.open_hearing(of_three, outcome=DISMISSED, acting=clerk, reason="复查")
    assert dict(made.members.exclude(recused="").values_list("official", "recused")) == {cast.ward_officer.ref: "author"}
