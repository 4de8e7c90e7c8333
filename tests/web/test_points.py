"""Screens of the points: the group's day, decisions, the month, grades, objections, notices; what each shows to whom."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.points import ward as points
from zhiheng.base.drafts import keeping
from zhiheng.base.drafts.models import Draft
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.grading.actions import grades, notices
from zhiheng.domains.conduct.grading.models import Cycle, Notice, Round
from zhiheng.domains.conduct.points.actions import circumstances
from zhiheng.domains.conduct.points.models import Circumstance, DaySheet, PointEntry
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.scale import Grade

DAY = "/points/days/b.p1.w1"


@pytest.fixture
def house(cast: Cast) -> Cast:
    points.ship(cast)
    return cast


def _sheet(cast: Cast, *rows: tuple[str, str, str], key: str = "", **more: str) -> dict[str, str]:
    """A posted day sheet: (person, points, clause)."""
    given = {"key": key or str(uuid4()), "rev": "1", "step": "submit", **more}
    for who, value, clause in rows:
        pk = cast.episode(who).pk
        given |= {f"v{pk}": value, f"c{pk}": clause, f"n{pk}": "当日所见", f"e{pk}": "视频 0314"}
    return given


def _send(client: Client, given: dict[str, str], where: str = DAY) -> Any:
    return client.post(where, given)


# --- the day --------------------------------------------------------------------------------------------------------


def test_a_day_is_entered_once_however_often_it_is_sent(house: Cast) -> None:
    client = house.client_for(house.ward_officer)
    given = _sheet(house, ("zhang", "2", "A101 主动维护监管秩序"), ("li", "-1", "D101"))

    assert [_send(client, given).status_code for _ in range(2)] == [302, 302]

    assert DaySheet.objects.count() == 1
    assert sorted(PointEntry.objects.values_list("raw", flat=True)) == [-100, 200]
    shown = client.get(DAY).content.decode()
    assert "张伟" in shown
    assert "+2.0" in shown


def test_a_row_without_a_reason_stops_the_sheet_and_keeps_everything(house: Cast) -> None:
    response = _send(house.client_for(house.ward_officer), _sheet(house, ("zhang", "2", "A101"), ("li", "-1", "")))

    assert response.status_code == 422
    assert "请从省级细则中选择事由。" in response.content.decode()
    assert f'value="2"' in response.content.decode()  # noqa: F541  as it was typed
    assert not DaySheet.objects.exists()


@pytest.mark.parametrize(
    ("value", "clause", "words"),
    [
        ("9", "A101", "该条款允许1至3分。"),
        ("-2", "A101", "该条款与加扣方向不符。"),
        ("1.005", "A101", "小数不超过两位"),
        ("2", "Z9", "请从省级细则中选择事由。"),
    ],
)
def test_what_the_clause_does_not_allow_is_said_at_its_row(house: Cast, value: str, clause: str, words: str) -> None:
    response = _send(house.client_for(house.ward_officer), _sheet(house, ("zhang", value, clause)))

    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_right_is_never_deducted_for_and_the_provision_is_named(house: Cast) -> None:
    pk = house.episode("zhang").pk
    response = _send(house.client_for(house.ward_officer), _sheet(house, ("zhang", "-1", "D108")) | {f"f{pk}": "1"})

    assert response.status_code == 422
    assert "第四十三条" in response.content.decode()
    assert not PointEntry.objects.exists()


def test_more_than_two_points_need_evidence(house: Cast) -> None:
    given = _sheet(house, ("zhang", "-4", "D108"))
    given[f"e{house.episode('zhang').pk}"] = ""

    assert "请填写证据" in _send(house.client_for(house.ward_officer), given).content.decode()


def test_a_row_that_the_law_refuses_stays_with_its_words_while_the_rest_stands(house: Cast) -> None:
    episode, today = house.episode("li"), timezone.localdate()
    client = house.client_for(house.ward_officer)
    entry = circumstances.CircumstanceEntry(Circumstance.Kind.ISOLATION, today, "隔离审批表1号")
    given = _sheet(house, ("zhang", "2", "A101"), ("li", "-1", "D101"))
    circumstances.record_circumstance(episode, entry=entry, acting=house.acting(house.ward_officer), reason="调查")
    page = client.get(DAY).content.decode()
    assert "隔离调查，不计" in page

    _send(client, given)

    assert list(PointEntry.objects.values_list("episode", flat=True)) == [house.episode("zhang").pk]
    assert DaySheet.objects.get().absent == {str(episode.pk): "隔离调查"}


def test_who_comes_second_is_shown_both_and_nothing_is_lost(house: Cast) -> None:
    first, second = house.client_for(house.ward_officer), house.client_for(house.ward_head)
    _send(first, _sheet(house, ("zhang", "2", "A101")))
    response = second.post(DAY, _sheet(house, ("li", "-1", "D101")), headers={"Zhiheng-Sheet": "1"})

    assert response.json()["to"].startswith(DAY)
    shown = second.get(DAY).content.decode()
    assert "您的内容已保留" in shown
    assert "已提交的没有此人记录。" in shown
    assert PointEntry.objects.count() == 1

    second.post(f"{DAY}/discard")
    assert "您的内容已保留" not in second.get(DAY).content.decode()


def test_the_draft_is_the_officers_own_and_comes_back(house: Cast) -> None:
    client, pk = house.client_for(house.ward_officer), house.episode("zhang").pk
    content = {"key": str(uuid4()), "rev": 7, "rows": {str(pk): [200, "A101", "帮助同改", "", 0], "bad": 3}}

    assert client.post(f"{DAY}/draft", json.dumps(content), content_type="application/json").status_code == 200

    assert "帮助同改" in client.get(DAY).content.decode()
    assert "帮助同改" not in house.client_for(house.ward_head).get(DAY).content.decode()
    assert client.post(f"{DAY}/draft", b"\xff{", content_type="application/json").status_code == 422
    client.post(f"{DAY}/draft", json.dumps(content | {"rows": {}}), content_type="application/json")
    assert not Draft.objects.exists()


def test_old_drafts_go_and_large_ones_are_refused(house: Cast) -> None:
    keeping.keep_draft(house.ward_officer, "p", "1", {"a": 1})
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(days=8))
    assert keeping.draft_of(house.ward_officer, "p", "1") is None

    keeping.keep_draft(house.ward_officer, "p", "2", {})
    assert Draft.objects.count() == 1
    with pytest.raises(Invalid):
        keeping.keep_draft(house.ward_officer, "p", "3", "x" * keeping.LARGEST)


def test_the_devices_key_is_the_officers_own(house: Cast) -> None:
    def key(officer: Any) -> str:
        return house.client_for(officer).get(DAY).content.decode().partition('data-device-key="')[2].partition('"')[0]

    assert len(key(house.ward_officer)) == 44
    assert key(house.ward_officer) == key(house.ward_officer)
    assert key(house.ward_officer) != key(house.ward_head)


def test_the_wards_day_says_what_is_not_submitted(house: Cast) -> None:
    client = house.client_for(house.ward_officer)
    assert "1组未提交" in client.get("/ward").content.decode()

    _send(client, _sheet(house))

    assert "1组未提交" not in client.get("/ward").content.decode()


# --- decisions ------------------------------------------------------------------------------------------------------


def test_entries_go_before_their_bodies_and_the_votes_decide(house: Cast) -> None:
    entry = points.propose(house, "D108", 4_00)
    head = house.client_for(house.ward_head)
    assert "不服从管理" in head.get("/points/pending").content.decode()

    head.post("/points/pending/convene", {"key": [str(entry.pk)]})
    made = Deliberation.objects.get()
    where = f"/points/deliberations/{made.pk}"
    assert head.post(f"{where}/close", {"minutes": "记录", "reason": "到时"}).status_code == 409  # nobody has voted

    for officer in (house.ward_head, house.ward_officer):
        client = house.client_for(officer)
        assert client.post(f"{where}/vote", {"choice": "no", "words": ""}).status_code == 422  # a dissent has reasons
        assert client.post(f"{where}/vote", {"choice": "yes", "words": ""}).status_code == 302
    assert head.post(f"{where}/close", {"minutes": "记录", "reason": "表决完毕"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == PointEntry.State.POSTED
    assert "通过" in head.get(where).content.decode()


def test_one_entry_is_proposed_by_itself_and_decided_on_the_spot(house: Cast) -> None:
    client, today = house.client_for(house.ward_officer), timezone.localdate()
    where = f"/people/{house.zhang.pk}/points/propose"
    given = {
        "clause": "D101",
        "value": "1",
        "on": f"{today}",
        "words": "内务不整",
        "evidence": "照片3",
        "only_fact": "",
        "spot": "on",
        "excess_reason": "",
    }

    assert client.post(where, given | {"only_fact": "8", "clause": "D108", "value": "2"}).status_code == 422  # being ill
    assert client.post(where, given).status_code == 302
    assert PointEntry.objects.get().state == PointEntry.State.POSTED


# --- the month and after --------------------------------------------------------------------------------------------


def _round_of(cast: Cast, path: str = "b.p1", who: str = "zhang") -> Cycle:
    """A closed cycle, as the totals would have left it, in a round that is open."""
    return _found_round(cast.place(path), episode=cast.episode(who), acting=INSTALLATION, reason="test")


def _found_round(place: Place, *, episode: Episode, acting: Official, reason: str) -> Cycle:
    @act("people.view", subject="place")
    def found(place: Place, *, acting: Official, reason: str) -> Cycle:
        assert episode.ward is not None
        made = Round.objects.create(prison=place, month=dt.date(2026, 11, 1), share=15, graded=7, quota=1)
        return Cycle.objects.create(
            episode=episode, ward=episode.ward, round=made, closed=dt.date(2026, 10, 1), balance=60400, carried=400, highest=Grade.QUALIFIED, bar=1,
            reasons=["PT-22-2"], low_months=0, months_below=1, rewards={"qualified": "material"},
        )  # fmt: skip

    return found(place, acting=acting, reason=reason)


def test_the_month_is_previewed_totalled_once_and_explained(house: Cast) -> None:
    points.posted(house, "A101", 2_00)
    head = house.client_for(house.ward_head)
    assert "材料齐备" in head.get("/points/months/b.p1.w1/2026-10").content.decode()

    where = "/points/months/b.p1.w1/2026-10/close"
    assert head.post(where, {"reason": "月汇总"}).status_code == 302
    again = head.post(where, {"reason": "月汇总"}, follow=True).content.decode()
    assert "未作改动" in again

    shown = head.get("/points/months/b.p1.w1/2026-10").content.decode()
    assert "102" in shown
    assert "重新计算，与汇总表一致。" in head.get(f"/people/{house.zhang.pk}/points/months/2026-10").content.decode()
    for paper in ("statement", "form"):
        assert "张伟" in head.get(f"/people/{house.zhang.pk}/points/{paper}").content.decode()
    tab = head.get(f"/people/{house.zhang.pk}/points?span=12").content.decode()
    assert "month-bars" in tab
    export = "/points/months/b.p1.w1/2026-10/export"
    assert house.client_for(house.clerk).post(export, {"reason": "汇报"})["Content-Type"].endswith("sheet")
    assert house.client_for(house.clerk).post(export, {"reason": ""}).status_code == 422


def test_a_notice_names_nobody_who_reported(house: Cast) -> None:
    points.posted(house, "A101", 2_00)
    hidden = points.posted(house, "S3", 60_00, who="li")
    head = house.client_for(house.ward_head)
    assert head.post("/points/notices/new/b.p1.w1", {"what": "entries", "month": "2026-10", "reason": "公示"}).status_code == 302
    notice = Notice.objects.get()

    assert f"points-entry:{hidden.pk}" not in notice.refs
    paper = head.get(f"/points/notices/{notice.pk}").content.decode()
    assert "张伟" in paper
    assert "李𬭎" not in paper
    assert head.post(f"/points/notices/{notice.pk}/remove", {"reason": "期满"}).status_code == 409  # it hangs for three working days


def test_a_week_is_reviewed_in_one_vote(house: Cast) -> None:
    entry = points.propose(house, "D101", 1_00, on=dt.date(2026, 11, 18))
    head = house.client_for(house.ward_head)
    where = "/points/weeks/b.p1.w1/2026-11-18"
    assert "内务卫生不合格" in head.get(where).content.decode()
    assert head.post(f"{where}/review", {"reason": "周评议"}).status_code == 302
    entry.refresh_from_db()
    assert entry.deliberation_id is not None
    assert "2026-11-16" in head.get("/points/weeks").content.decode()


def test_candidates_show_why_not_higher(house: Cast) -> None:
    cycle = _round_of(house)
    grades.propose_grade(cycle, proposal=grades.GradeProposal(Grade.QUALIFIED), acting=house.acting(house.ward_head), reason="研究")

    shown = house.client_for(house.ward_head).get(f"/points/rounds/{cycle.round_id}").content.decode()

    assert "第二十二条" in shown
    assert "合格" in shown


def test_the_whole_list_is_held_against_itself_before_it_is_handed_out(house: Cast) -> None:
    where = f"/points/rounds/{_round_of(house).round_id}"
    client = house.client_for(house.ward_head)
    assert "案卷自查" in client.get(where).content.decode()

    points.posted(house, "A101", 2_00, dt.date(2026, 11, 9))
    away = circumstances.CircumstanceEntry(Circumstance.Kind.OUTSIDE, dt.date(2026, 11, 5), "暂予监外执行决定", dt.date(2026, 11, 12))
    circumstances.record_circumstance(house.episode("zhang"), entry=away, acting=house.acting(house.ward_officer), reason="补记")
    shown = client.get(f"{where}/checks").content.decode()

    assert "2026-11-09" in shown
    assert f"/people/{house.zhang.pk}/points/checks" in shown
    house.grant(house.clerk, "points.grade", "b.p1")
    assert "名单中有1人的材料自相矛盾" in house.client_for(house.clerk).get(f"{where}/copy").content.decode()


# --- who may see what -----------------------------------------------------------------------------------------------


def test_records_of_another_prison_are_not_found(house: Cast) -> None:
    entry = points.propose(house, "D101", 1_00)
    points.decide(house, entry)
    entry.refresh_from_db()
    notice = notices.post_notice(
        house.place("b.p1.w1"), what=Notice.What.ENTRIES, month=dt.date(2026, 10, 1), acting=house.acting(house.ward_head), reason="x"
    )
    made = circumstances.CircumstanceEntry(Circumstance.Kind.HOSPITAL, dt.date(2026, 10, 1), "病历1号")
    away = circumstances.record_circumstance(house.episode("zhang"), entry=made, acting=house.acting(house.ward_officer), reason="x")
    cycle = _round_of(house)
    mine = [
        f"/points/entries/{entry.pk}", f"/points/deliberations/{entry.deliberation_id}",
        f"/points/notices/{notice.pk}", f"/points/rounds/{cycle.round_id}", "/points/months/b.p1.w1/2026-10", "/points/weeks/b.p1.w1/2026-10-05",
        f"/points/rounds/{cycle.round_id}/checks",
        f"/people/{house.zhang.pk}/points/months/2026-10", f"/points/circumstances/{away.pk}/end", f"/points/cycles/{cycle.pk}/propose",
    ]  # fmt: skip
    for power in ("points.view", "points.record", "points.convene", "people.view"):
        house.grant(house.other_clerk, power, "b.p2")

    assert {url: house.client_for(house.ward_head).get(url).status_code for url in mine} == dict.fromkeys(mine, 200)
    assert {url: house.client_for(house.other_clerk).get(url).status_code for url in mine} == dict.fromkeys(mine, 404)
