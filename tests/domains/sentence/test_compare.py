"""A candidate over a population: asked for, worked off slice by slice, stopped; then each refusal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.domains.sentence.papers import TWELVE_YEARS, twelve_years

if TYPE_CHECKING:
    from tests.cast import Cast
    from zhiheng.domains.sentence.comparison.candidate import Candidate
    from zhiheng.domains.sentence.models import Comparison, Judgment

ON = dt.date(2026, 11, 22)


@pytest.fixture
def judgments(cast: Cast) -> dict[str, Judgment]:
    """Three people of b.p1, one of b.p2; 张伟 and 陈晓 are deprived of political rights, 李𬭎 is not, 欧阳明 serves life."""
    from zhiheng.domains.sentence.actions import record_judgment
    from zhiheng.engines.trail.acts import INSTALLATION

    life = twelve_years(kind="life", term=None, printed_end=None, political_rights_months=None, political_rights_for_life=True)
    papers = {"zhang": TWELVE_YEARS, "li": twelve_years(political_rights_months=None), "ouyang": life, "chen": TWELVE_YEARS}
    return {name: record_judgment(cast.episode(name), entry=entry, acting=INSTALLATION, reason="收监登记") for name, entry in papers.items()}


def next_day() -> Candidate:
    from zhiheng.domains.sentence.comparison.candidate import Candidate

    return Candidate.reading("OQ-6=next_day")


def older() -> Candidate:
    from zhiheng.domains.sentence.comparison.candidate import Candidate

    return Candidate.rules_of(dt.date(2016, 1, 1))


def asked(cast: Cast, candidate: Candidate, place: str = "b.p1", by: str = "clerk") -> Comparison:
    from zhiheng.domains.sentence.actions.compare import request_comparison

    return request_comparison(cast.place(place), candidate=candidate, on=ON, acting=cast.acting(cast.officers[by]), reason="启用前比较")


def finished(comparison: Comparison) -> Comparison:
    from zhiheng.domains.sentence.runs import work_once

    while work_once():
        pass
    comparison.refresh_from_db()
    return comparison


def test_it_works(cast: Cast, judgments: dict[str, Judgment]) -> None:
    found = finished(asked(cast, next_day()))

    assert (found.state, found.total, found.done, found.changed) == ("done", 3, 3, 1)
    assert (found.impacts, found.causes) == ({"rights_moved": 1}, {"R-L-6": 1})
    row = found.rows.get()
    assert (row.judgment, row.prison, row.impacts, row.cause) == (judgments["zhang"], cast.place("b.p1"), ["rights_moved"], "R-L-6")
    assert (row.before["rights"]["from"], row.after["rights"]["from"]) == ("2033-09-09", "2033-09-10")


def test_a_population_is_what_each_person_is(cast: Cast, judgments: dict[str, Judgment], monkeypatch: pytest.MonkeyPatch) -> None:
    """In slices of two, over both prisons: the same rows as person by person."""
    from zhiheng.domains.sentence.actions import compare
    from zhiheng.domains.sentence.comparison.population import compared_judgment, readings_in_force

    monkeypatch.setattr(compare, "SLICE", 2)
    found = finished(asked(cast, older(), "b", "inspector"))

    one_by_one = {name: compared_judgment(judgment, older(), ON, readings_in_force(ON)) for name, judgment in judgments.items()}
    kept = {row.judgment_id: (row.before, row.after, tuple(row.impacts), row.cause) for row in found.rows.all()}
    assert kept == {judgments[name].pk: tuple(change) for name, change in one_by_one.items() if change is not None}
    assert len(kept) == found.changed == 4
    assert (found.done, sum(found.causes.values())) == (4, 4)


def test_the_same_in_a_file_of_cases_as_by_the_record(cast: Cast, judgments: dict[str, Judgment]) -> None:
    from zhiheng.domains.sentence.comparison.candidate import compared
    from zhiheng.domains.sentence.comparison.population import compared_judgment, plain_case, readings_in_force
    from zhiheng.law.choices import DEFAULTS

    for judgment in judgments.values():
        assert compared(plain_case(judgment, ON), older(), DEFAULTS) == compared_judgment(judgment, older(), ON, readings_in_force(ON))


def test_what_is_stored_beside_the_present_code(cast: Cast, judgments: dict[str, Judgment]) -> None:
    """An edition that had found another floor and another day: both are found, the person by name."""
    from tests.domains.sentence.editions import stored_otherwise
    from zhiheng.domains.sentence.comparison.candidate import Candidate
    from zhiheng.domains.sentence.models import Determination, Outlook

    stored_otherwise(lambda: Determination.objects.filter(judgment=judgments["zhang"]).update(floor_end=dt.date(2027, 9, 8)))
    stored_otherwise(lambda: Outlook.objects.filter(judgment=judgments["li"]).update(report_from=dt.date(2024, 5, 20)))

    found = finished(asked(cast, Candidate.edition()))

    assert {row.judgment_id: row.impacts for row in found.rows.all()} == {
        judgments["zhang"].pk: ["other"],
        judgments["li"].pk: ["eligible_earlier"],
    }


def test_what_is_stored_and_found_again_is_nothing_to_report(cast: Cast, judgments: dict[str, Judgment]) -> None:
    from zhiheng.domains.sentence.comparison.candidate import Candidate

    assert finished(asked(cast, Candidate.edition())).changed == 0


def test_every_slice_is_an_act_of_who_asked(cast: Cast, judgments: dict[str, Judgment]) -> None:
    from zhiheng.engines.trail.models import Act

    comparison = finished(asked(cast, next_day()))

    acts = Act.objects.filter(subject=f"comparison:{comparison.pk}")
    assert [(one.verb, one.official, one.terminal, one.bulk) for one in acts] == [("compare_slice", cast.clerk.ref, "worker", True)]
    assert Act.objects.get(verb="request_comparison").inputs["candidate"] == ["reading", "OQ-6=next_day"]


def test_it_can_be_stopped_and_stays_stopped(cast: Cast, judgments: dict[str, Judgment], monkeypatch: pytest.MonkeyPatch) -> None:
    from zhiheng.domains.sentence.actions import compare
    from zhiheng.domains.sentence.errors import AlreadyEnded
    from zhiheng.domains.sentence.runs import work_once

    monkeypatch.setattr(compare, "SLICE", 1)
    comparison = asked(cast, next_day())
    work_once()
    by: Any = {"acting": cast.acting(cast.warden), "reason": "候选写错"}
    compare.stop_comparison(comparison, **by)

    assert work_once() is False
    assert compare.compare_slice(comparison, acting=cast.acting(cast.clerk), reason="x") is False
    comparison.refresh_from_db()
    assert (comparison.state, comparison.done, comparison.ended_at is not None) == ("stopped", 1, True)
    with pytest.raises(AlreadyEnded):
        compare.stop_comparison(comparison, **by)


def test_who_lost_the_power_gets_no_further_and_others_may_stop_it(cast: Cast, judgments: dict[str, Judgment]) -> None:
    from zhiheng.domains.sentence.actions.compare import stop_comparison
    from zhiheng.domains.sentence.runs import may_go_on, work_once

    comparison = asked(cast, next_day())
    cast.dismiss(cast.clerk)

    assert work_once() is False
    assert not may_go_on(comparison)
    stop_comparison(comparison, acting=cast.acting(cast.warden), reason="经办人已调离")


def test_an_error_ends_it_with_its_name(cast: Cast, judgments: dict[str, Judgment], monkeypatch: pytest.MonkeyPatch) -> None:
    from zhiheng.domains.sentence.actions import compare

    def broken(*_given: object) -> object:
        raise ZeroDivisionError

    comparison = asked(cast, next_day())
    monkeypatch.setattr(compare, "compared_all", broken)
    failed = finished(comparison)

    assert (failed.state, failed.fault, failed.rows.count()) == ("failed", "ZeroDivisionError", 0)


def test_the_same_is_not_begun_twice_but_again_when_it_is_over(cast: Cast, judgments: dict[str, Judgment]) -> None:
    from zhiheng.domains.sentence.errors import AlreadyAsked

    comparison = asked(cast, next_day())
    with pytest.raises(AlreadyAsked):
        asked(cast, next_day(), by="warden")
    finished(comparison)

    assert asked(cast, next_day()).pk != comparison.pk


def test_a_place_without_anybody_is_refused(cast: Cast) -> None:
    from zhiheng.domains.sentence.errors import NobodyThere

    with pytest.raises(NobodyThere):
        asked(cast, next_day())


@pytest.mark.parametrize(
    ("by", "place"), [("clerk", "b"), ("clerk", "b.p2"), ("other_clerk", "b.p1"), ("ward_officer", "b.p1.w1"), ("admin_trail", "b")]
)
def test_nobody_compares_outside_their_area(cast: Cast, judgments: dict[str, Judgment], by: str, place: str) -> None:
    from zhiheng.engines.trail.refusals import OutsideScope

    with pytest.raises(OutsideScope):
        asked(cast, next_day(), place, by)


def test_postgresql_refuses_what_no_act_would_do(cast: Cast, judgments: dict[str, Judgment]) -> None:
    from django.db import Error, transaction

    from zhiheng.domains.sentence.models import Comparison, ComparisonRow, ReplayReason

    comparison = finished(asked(cast, next_day()))
    for change in (
        lambda: Comparison.objects.filter(pk=comparison.pk).update(changed=0),
        lambda: ComparisonRow.objects.all().delete(),
        lambda: ReplayReason.objects.create(cause="R-F-1", then="a", now="b", reason="x", at=comparison.requested_at, by="officer:1"),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_the_worker_waits_for_a_lost_database_and_stops_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading
    from unittest.mock import Mock

    from zhiheng.domains.sentence import runs

    stop, tries = threading.Event(), Mock(side_effect=[OSError, True, False])
    monkeypatch.setattr(runs, "connection", Mock())
    monkeypatch.setattr(runs, "PAUSE", 0)
    monkeypatch.setattr(runs, "work_once", lambda: (tries.call_count == 2 and stop.set()) or tries())
    runs.run(stop)

    assert tries.call_count == 3
