"""Comparisons in the browser: asked for, on their way, told; the person; the export; stored results computed again; then each refusal."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.domains.sentence.editions import stored_otherwise
from tests.domains.sentence.papers import TWELVE_YEARS, eight_months, twelve_years
from zhiheng.domains.sentence.actions import record_change, record_judgment, record_replay_reason, request_comparison
from zhiheng.domains.sentence.actions.compare import rule_subject
from zhiheng.domains.sentence.comparison.candidate import Candidate
from zhiheng.domains.sentence.comparison.replay import replay
from zhiheng.domains.sentence.models import Comparison, Determination, Judgment, ReplayReason
from zhiheng.domains.sentence.runs import work_once
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act

LIST, NEW, PEOPLE = "/comparisons", "/comparisons/new", "?tab=people"
ON = dt.date(2026, 11, 22)
NEXT_DAY = Candidate.reading("OQ-6=next_day")


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


@pytest.fixture
def judgments(cast: Cast) -> dict[str, Judgment]:
    papers = {"zhang": TWELVE_YEARS, "li": twelve_years(political_rights_months=None), "chen": TWELVE_YEARS}
    return {name: record_judgment(cast.episode(name), entry=entry, acting=INSTALLATION, reason="收监登记") for name, entry in papers.items()}


@pytest.fixture
def comparison(cast: Cast, judgments: dict[str, Judgment]) -> Comparison:
    """The next day in place of the last, over b.p1: finished, 张伟 touched."""
    asked = request_comparison(cast.place("b.p1"), candidate=NEXT_DAY, on=ON, acting=cast.acting(cast.clerk), reason="OQ-6启用前比较")
    assert work_once()
    return asked


def text(answer: Any) -> str:
    return str(answer.content.decode())


def form(**given: str) -> dict[str, str]:
    return {"candidate": "OQ-6=next_day", "rules_of": "", "place": "b.p1", "as_of": "2026-11-22", "reason": "启用前比较", **given}


def test_asking_leads_to_the_report_which_fills_when_the_worker_is_done(cast: Cast, clerk: Client, judgments: dict[str, Judgment]) -> None:
    answer = clerk.post(NEW, form())
    asked = Comparison.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/comparisons/{asked.pk}")
    waiting = text(clerk.get(answer["Location"]))
    assert 'hx-trigger="every 2s"' in waiting
    assert cast.zhang.name not in waiting

    work_once()
    polled = clerk.get(f"/comparisons/{asked.pk}?progress=1", headers={"HX-Request": "true"})
    assert polled["HX-Refresh"] == "true"
    shown, people = text(clerk.get(f"/comparisons/{asked.pk}")), text(clerk.get(f"/comparisons/{asked.pk}{PEOPLE}"))
    for words in ("剥夺政治权利的起止有变", "/law/rules/R-L-6", "东湾监狱", "启用前比较"):
        assert words in shown
    for words in (cast.zhang.name, "剥夺政治权利的起止有变", "2033-09-09", "2033-09-10"):
        assert words in people
    assert "hx-trigger" not in shown


@pytest.mark.parametrize(
    ("asked", "kind"),
    [({"candidate": "rules_of", "rules_of": "2016-01-01"}, "rules_of"), ({"candidate": "edition"}, "edition"), ({"place": "b.p1.w1"}, "reading")],
)
def test_every_candidate_can_be_asked_for(clerk: Client, judgments: dict[str, Judgment], asked: dict[str, str], kind: str) -> None:
    assert clerk.post(NEW, form(**asked)).status_code == 302
    work_once()
    found = Comparison.objects.get(kind=kind)

    assert found.state == "done"
    assert clerk.get(f"/comparisons/{found.pk}").status_code == 200
    assert clerk.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"candidate": ""}, "candidate"),
        ({"candidate": "OQ-6=foo"}, "candidate"),
        ({"candidate": "rules_of"}, "rules_of"),
        ({"candidate": "rules_of", "rules_of": "1990-01-01"}, "1997-11-08"),
        ({"place": "b.p2"}, "place"),
        ({"place": "b"}, "place"),
        ({"reason": ""}, "reason"),
        ({"as_of": "2026-02-30"}, "as_of"),
        ({"state": "done"}, "表单"),
    ],
)
def test_the_form_refuses_in_words_and_keeps_what_was_entered(
    clerk: Client, judgments: dict[str, Judgment], asked: dict[str, str], words: str
) -> None:
    answer = clerk.post(NEW, form(**asked))

    assert answer.status_code == 422
    assert words in text(answer)
    assert not Comparison.objects.exists()


def test_the_same_is_not_begun_twice_and_an_empty_place_is_refused(clerk: Client, judgments: dict[str, Judgment]) -> None:
    clerk.post(NEW, form())
    again = clerk.post(NEW, form())
    empty = clerk.post(NEW, form(place="b.p1.w2"))

    assert (again.status_code, empty.status_code) == (422, 422)
    assert "同一项比较正在进行" in text(again)
    assert Comparison.objects.count() == 1


def test_a_reading_can_be_handed_over_in_the_address(clerk: Client) -> None:
    assert '<option value="OQ-6=next_day" selected>' in text(clerk.get(f"{NEW}?reading=OQ-6=next_day"))


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("impact=rights_moved", True),
        ("impact=barred", False),
        ("cause=R-L-6", True),
        ("cause=none", False),
        ("impact=nonsense&prison=x&after=broken", True),
        ("prison=999999", False),
    ],
)
def test_filters(cast: Cast, clerk: Client, comparison: Comparison, query: str, there: bool) -> None:
    assert (cast.zhang.name in text(clerk.get(f"/comparisons/{comparison.pk}{PEOPLE}&{query}"))) is there


def test_the_person_figure_by_figure_and_step_by_step_is_a_trailed_read(cast: Cast, clerk: Client, comparison: Comparison) -> None:
    row = comparison.rows.get()
    shown = text(clerk.get(f"/comparisons/{comparison.pk}/people/{row.pk}"))

    for words in (cast.zhang.name, "2033-09-09 至 2035-09-08", "2033-09-10 至 2035-09-09", "剥夺政治权利"):
        assert words in shown
    assert Act.objects.filter(outcome="read", official=cast.clerk.ref, subject=f"person:{cast.zhang.pk}").exists()


def test_steps_of_a_record_that_changed_since_are_not_made_up(cast: Cast, clerk: Client, comparison: Comparison, judgments: Any) -> None:
    stored_otherwise(lambda: Judgment.objects.filter(pk=judgments["zhang"].pk).update(political_rights_months=None))
    row = comparison.rows.get()

    assert "没有一步不同" in text(clerk.get(f"/comparisons/{comparison.pk}/people/{row.pk}"))


def test_the_names_need_the_power_to_read_sentences(cast: Cast, comparison: Comparison) -> None:
    cast.grant(cast.idle, "law.compare", "b.p1")
    client = cast.client_for(cast.idle)
    shown = text(client.get(f"/comparisons/{comparison.pk}{PEOPLE}"))

    assert "剥夺政治权利的起止有变" in shown
    assert cast.zhang.name not in shown
    assert client.get(f"/comparisons/{comparison.pk}/people/{comparison.rows.get().pk}").status_code == 404


@pytest.mark.parametrize("who", ["other_clerk", "ward_officer", "admin_trail"])
def test_others_do_not_find_it(cast: Cast, comparison: Comparison, who: str) -> None:
    client = cast.client_for(cast.officers[who])
    for address in (f"/comparisons/{comparison.pk}", f"/comparisons/{comparison.pk}/people/{comparison.rows.get().pk}"):
        assert client.get(address).status_code == 404, address
    assert "OQ-6启用前比较" not in text(client.get(LIST))


def test_a_person_who_left_the_area_is_not_shown(cast: Cast, comparison: Comparison) -> None:
    """The comparison is the bureau's; a ward's officer with the powers sees the ward's people only."""
    whole = request_comparison(cast.place("b"), candidate=NEXT_DAY, on=ON, acting=cast.acting(cast.inspector), reason="全局")
    work_once()
    assert whole.rows.count() == 2

    shown = text(cast.client_for(cast.inspector).get(f"/comparisons/{whole.pk}{PEOPLE}"))
    assert cast.zhang.name in shown
    assert cast.chen.name in shown
    assert cast.client_for(cast.clerk).get(f"/comparisons/{whole.pk}").status_code == 404  # wider than the clerk's prison


def test_export_holds_the_filtered_people_and_is_kept(cast: Cast, clerk: Client, comparison: Comparison) -> None:
    answer = clerk.post(f"/comparisons/{comparison.pk}/export?impact=rights_moved", {"reason": "报省局"})

    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    sheets = zipfile.ZipFile(io.BytesIO(answer.content))
    cells = sheets.read("xl/worksheets/sheet2.xml").decode()
    assert cast.zhang.name in cells
    assert "2033-09-10 至 2035-09-09" in cells
    assert Act.objects.get(verb="export").inputs["rows"] == 1


@pytest.mark.parametrize(("reason", "status"), [("", 422), ("x" * 201, 422)])
def test_export_needs_a_reason(clerk: Client, comparison: Comparison, reason: str, status: int) -> None:
    assert clerk.post(f"/comparisons/{comparison.pk}/export", {"reason": reason}).status_code == status
    assert not Act.objects.filter(verb="export").exists()


def test_stopping_says_why_and_only_once(clerk: Client, cast: Cast, judgments: dict[str, Judgment]) -> None:
    asked = request_comparison(cast.place("b.p1"), candidate=NEXT_DAY, on=ON, acting=cast.acting(cast.clerk), reason="比较")
    address = f"/comparisons/{asked.pk}/stop"
    assert clerk.post(address, {"reason": ""}).status_code == 422
    assert clerk.post(address, {"reason": "候选写错"}).status_code == 302
    assert clerk.post(address, {"reason": "再来"}).status_code == 409

    shown = text(clerk.get(f"/comparisons/{asked.pk}"))
    assert "已停止" in shown


def test_a_request_whose_official_lost_the_power_says_so(cast: Cast, judgments: dict[str, Judgment]) -> None:
    asked = request_comparison(cast.place("b.p1"), candidate=NEXT_DAY, on=ON, acting=cast.acting(cast.clerk), reason="比较")
    cast.dismiss(cast.clerk)

    assert "不再有这项权力" in text(cast.client_for(cast.warden).get(f"/comparisons/{asked.pk}"))


def test_empty_lists_say_why(clerk: Client) -> None:
    assert "尚未比较" in text(clerk.get(LIST))
    assert "candidate=edition" in text(clerk.get("/comparisons/stored"))


def test_nobody_touched(cast: Cast, clerk: Client, judgments: dict[str, Judgment]) -> None:
    same = Candidate.reading("OQ-6=last_day")
    asked = request_comparison(cast.place("b.p1"), candidate=same, on=ON, acting=cast.acting(cast.clerk), reason="比较")
    work_once()

    assert "无人受影响" in text(clerk.get(f"/comparisons/{asked.pk}"))


# --- stored results -------------------------------------------------------------------------------------------------------------------


def address(cast: Cast, more: str = "") -> str:
    return f"/people/{cast.zhang.pk}/sentence/replay{more}"


def test_a_stored_result_is_found_again(cast: Cast, clerk: Client, judgments: dict[str, Judgment]) -> None:
    record_change(judgments["zhang"], entry=eight_months(), acting=INSTALLATION, reason="裁定送达")
    first = Determination.objects.get(judgment=judgments["zhang"], latest=False)

    for query in ("", f"?determination={first.pk}"):
        assert "每一个数值、每一步都与当时相同" in text(clerk.get(address(cast, query)))
    assert "sentence/replay" in text(clerk.get(f"/people/{cast.zhang.pk}/sentence/why"))


def test_a_difference_is_shown_with_its_cause_and_the_inspector_says_why(cast: Cast, clerk: Client, judgments: dict[str, Judgment]) -> None:
    stored_otherwise(lambda: Determination.objects.filter(judgment=judgments["zhang"]).update(floor_end=dt.date(2027, 9, 8)))
    shown = text(clerk.get(address(cast)))
    for words in ("2027-09-08", "2027-09-09", "尚无人说明原因"):
        assert words in shown
    assert "/comparisons/reason" not in shown  # it binds the bureau; the clerk's power reaches one prison

    inspector = cast.client_for(cast.inspector)
    found = replay(Determination.objects.get(judgment=judgments["zhang"]))
    mark = f"?cause={found.cause}&then={found.then}&now={found.now}&person={cast.zhang.pk}"
    assert "/comparisons/reason" in text(inspector.get(address(cast)))
    answer = inspector.post(f"/comparisons/reason{mark}", {"reason": "旧版取整错误"})
    assert (answer.status_code, answer["Location"]) == (302, address(cast))
    assert ReplayReason.objects.get().reason == "旧版取整错误"
    assert "旧版取整错误" in text(clerk.get(address(cast)))
    assert inspector.post(f"/comparisons/reason{mark}", {"reason": "再说一次"}).status_code == 409


def test_a_reason_for_the_whole_bureau_is_not_a_prisons_to_give(clerk: Client, judgments: dict[str, Judgment]) -> None:
    mark = "?cause=R-F-1&then=a&now=b"

    assert clerk.get(f"/comparisons/reason{mark}").status_code == 404
    assert clerk.post(f"/comparisons/reason{mark}", {"reason": "x"}).status_code == 404
    assert clerk.get("/comparisons/reason").status_code == 302


def test_the_list_of_what_differs_is_the_newest_look_at_everything(cast: Cast, clerk: Client, judgments: dict[str, Judgment]) -> None:
    stored_otherwise(lambda: Determination.objects.filter(judgment=judgments["zhang"]).update(floor_end=dt.date(2027, 9, 8)))
    clerk.post(NEW, form(candidate="edition"))
    work_once()
    assert clerk.get("/comparisons/stored")["Location"] == f"/comparisons/{Comparison.objects.get().pk}"

    row = Comparison.objects.get().rows.get()
    assert cast.zhang.name in text(clerk.get(f"/comparisons/{row.comparison_id}{PEOPLE}"))
    assert clerk.get(f"/comparisons/{row.comparison_id}/people/{row.pk}").status_code == 200


def test_a_rule_with_another_text_is_listed(cast: Cast, clerk: Client, judgments: dict[str, Judgment]) -> None:
    def older() -> None:
        stored = Determination.objects.get(judgment=judgments["zhang"])
        stored.rules[0]["digest"] = "0" * 16
        stored.save()

    stored_otherwise(older)

    assert "0000000000000000" in text(clerk.get(address(cast)))


def test_the_reason_is_recorded_over_the_bureau_only() -> None:
    assert rule_subject("R-F-1").place == ""
    assert record_replay_reason.__dict__["power"] == "law.compare"
