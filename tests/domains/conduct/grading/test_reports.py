"""Results go to court only from a file that agrees with itself (art 41); what no record says, a named person says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from django.test.utils import CaptureQueriesContext

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct.points import ward as points
from zhiheng.domains.conduct.grading import told
from zhiheng.domains.conduct.grading.actions.reports import report_results
from zhiheng.domains.conduct.grading.errors import ChecksFail, ObjectionOpen, WordNeeded
from zhiheng.domains.conduct.grading.models import ResultsReport
from zhiheng.domains.conduct.grading.queries.reports import Check, checked, checks_of
from zhiheng.domains.conduct.points.actions import circumstances
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.law.reckoning import Truth
from zhiheng.law.scale import Sanction

NOW = dt.date(2026, 11, 22)


@pytest.fixture
def house(cast: Cast) -> Cast:
    """One whole month, and nothing before it."""
    points.ship(cast)
    cast.grant(cast.clerk, "points.report", "b.p1")
    return cast


def _received(cast: Cast, on: dt.date) -> None:
    episode = cast.episode("zhang")

    @act("people.view", subject="place")
    def since(place: object, *, acting: Official, reason: str) -> None:
        episode.received_on = on
        episode.save(update_fields=["received_on"])

    since(cast.place("b.p1"), acting=INSTALLATION, reason="test")


def _verdicts(cast: Cast) -> dict[str, Truth]:
    return {one.key: one.verdict for one in checks_of(cast.episode("zhang"), NOW)}


def _report(cast: Cast, **words: str) -> ResultsReport:
    purpose = ResultsReport.Purpose.COMMUTATION
    return report_results(cast.episode("zhang"), purpose=purpose, words=words, acting=cast.acting(cast.clerk), reason="报请减刑")


def _check(cast: Cast, key: str) -> Check:
    return next(one for one in checks_of(cast.episode("zhang"), NOW) if one.key == key)


def _totalled(cast: Cast) -> None:
    _received(cast, dt.date(2026, 10, 3))
    points.close(cast, points.OCTOBER)


def test_a_whole_file_is_reported_as_it_stands(house: Cast) -> None:
    points.posted(house, "A101", 2_00)
    _totalled(house)

    made = _report(house)

    assert set(_verdicts(house).values()) == {Truth.YES}
    assert made.content["entries"][0]["points"] == 2_00
    assert [month["month"] for month in made.content["months"]] == ["2026-10"]
    assert made.reported_by_name == house.clerk.name


def test_a_month_without_a_total_blocks_it_and_is_named(house: Cast) -> None:
    _received(house, dt.date(2026, 9, 3))
    points.close(house, points.SEPTEMBER)

    assert _check(house, "a").verdict == Truth.NO
    with pytest.raises(ChecksFail, match="2026-10"):
        _report(house)
    assert not ResultsReport.objects.exists()


def test_months_before_totals_were_kept_here_are_for_a_person_to_explain(house: Cast) -> None:
    _received(house, dt.date(2026, 8, 3))
    points.close(house, points.OCTOBER)

    found = _check(house, "a")

    assert found.verdict == Truth.UNKNOWN
    assert "2026-08、2026-09" in found.against


def test_points_added_while_outside_block_it(house: Cast) -> None:
    points.posted(house, "A101", 2_00)
    _totalled(house)
    away = circumstances.CircumstanceEntry(Circumstance.Kind.OUTSIDE, dt.date(2026, 10, 5), "暂予监外执行决定", dt.date(2026, 10, 12))
    circumstances.record_circumstance(house.episode("zhang"), entry=away, acting=house.acting(house.ward_officer), reason="补记")

    assert _check(house, "e").against.endswith("2026-10-09")


def test_a_sanction_without_its_deduction_blocks_it(house: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _totalled(house)
    monkeypatch.setattr(told, "_sources", [lambda episodes: {key: [told.ToldSanction("罚字1号", -100_00, "points-entry:0")] for key in episodes}])

    assert "罚字1号" in _check(house, "c").against


def test_a_deduction_that_no_sanction_names_is_for_a_person_to_explain(house: Cast) -> None:
    _deducted_before_our_time(house)
    _totalled(house)

    assert {key for key, verdict in _verdicts(house).items() if verdict == Truth.UNKNOWN} == {"c", "d"}
    with pytest.raises(WordNeeded) as refused:
        _report(house, c="纸质处罚决定书在卷")
    assert set(refused.value.fields) == {"word_d"}

    made = _report(house, c="纸质处罚决定书在卷", d="工作组会议记录在卷第12页")
    assert {one["key"]: one["word"] for one in made.checks}["c"] == "纸质处罚决定书在卷"


def _deducted_before_our_time(cast: Cast) -> None:
    """As a load brings it along: decided, without minutes of ours."""
    episode = cast.episode("zhang")

    @act("people.view", subject="place", bulk=True)
    def brought(place: object, *, acting: Official, reason: str) -> None:
        PointEntry.objects.create(
            episode=episode, ward_id=episode.ward_id, month=points.OCTOBER, happened_on=dt.date(2026, 10, 6), kind=PointEntry.Kind.SANCTION,
            fact="00000000-0000-0000-0000-000000000001", sanction=Sanction.WARNING, raw=-100_00, counted=-100_00, stands=-100_00,
            state=PointEntry.State.POSTED, words="警告", document="罚字0号", proposed_by="officer:x", needs=3, body=3,
            decided_on=dt.date(2026, 10, 6), decided_by="officer:x",
        )  # fmt: skip

    brought(cast.place("b.p1"), acting=INSTALLATION, reason="load")


def test_nothing_goes_out_over_an_open_objection(house: Cast) -> None:
    entry = points.posted(house, "D101", 1_00)
    _totalled(house)
    say(house, f"points-entry:{entry.pk}")

    with pytest.raises(ObjectionOpen):
        _report(house)


def test_a_list_is_checked_as_each_of_its_files_and_reads_them_together(house: Cast) -> None:
    points.posted(house, "A101", 2_00)
    objected = points.posted(house, "D101", 1_00, who="li")
    _deducted_before_our_time(house)
    _totalled(house)
    say(house, f"points-entry:{objected.pk}")
    away = circumstances.CircumstanceEntry(Circumstance.Kind.OUTSIDE, dt.date(2026, 10, 5), "暂予监外执行决定", dt.date(2026, 10, 12))
    circumstances.record_circumstance(house.episode("zhang"), entry=away, acting=house.acting(house.ward_officer), reason="补记")
    people = [house.episode(name) for name in ("li", "zhang", "chen")]

    with CaptureQueriesContext(connection) as of_all:
        found = checked(people, NOW)
    with CaptureQueriesContext(connection) as of_one:
        checked(people[1:2], NOW)

    assert [one.checks for one in found] == [checks_of(episode, NOW) for episode in people]
    assert [one.objections for one in found] == [1, 0, 0]
    assert (found[0].contradicts, found[0].silent, found[1].contradicts, found[1].silent) == (False, True, True, False)
    assert len(of_all) == len(of_one)


def test_a_report_is_never_changed(house: Cast) -> None:
    _totalled(house)
    made = _report(house)

    with pytest.raises(Error), transaction.atomic():
        ResultsReport.objects.filter(pk=made.pk).update(reported_by="officer:y")
