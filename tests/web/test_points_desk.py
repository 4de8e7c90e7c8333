"""Screens of the points that a desk uses: account and statement, card, notices on the spot, interruptions, reports, the clause library."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.domains.conduct.points import ward as points
from zhiheng.domains.conduct.clauses.models import Library
from zhiheng.domains.conduct.grading.models import Interruption, ResultsReport, Round
from zhiheng.domains.conduct.points.actions import circumstances, entries
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry, SpotNotice
from zhiheng.engines.trail.acts import INSTALLATION, Official, act


@pytest.fixture
def house(cast: Cast) -> Cast:
    points.ship(cast)
    return cast


def _said(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def _received(cast: Cast, on: dt.date) -> None:
    episode = cast.episode("zhang")

    @act("people.view", subject="place")
    def since(place: Any, *, acting: Official, reason: str) -> None:
        episode.received_on = on
        episode.save(update_fields=["received_on"])

    since(cast.place("b.p1"), acting=INSTALLATION, reason="test")


# --- the bodies -----------------------------------------------------------------------------------------------------


def test_who_is_concerned_recuses_themself_and_is_named_as_such(house: Cast) -> None:
    head = house.acting(house.ward_head)
    entry = points.propose(house, "D104", 3_00)
    made = entries.open_decision(house.place("b.p1.w1"), entries=[entry.pk], acting=head, reason="周评议")
    client, where = house.client_for(house.ward_head), f"/points/deliberations/{made.pk}"
    assert f"{where}/recuse" in _said(client, where)
    assert "本人是当事人或者当事人的近亲属" in _said(client, f"{where}/recuse")

    assert client.post(f"{where}/recuse", {"why": "party", "reason": "本人与其有亲属关系"}).status_code == 302

    shown = _said(client, where)
    assert "回避：本人是当事人或者当事人的近亲属" in shown
    assert f"{where}/vote" not in shown
    assert f"{where}/close" not in shown


# --- the account ----------------------------------------------------------------------------------------------------


def test_the_account_opens_into_entries_and_provisions(house: Cast) -> None:
    points.posted(house, "A101", 2_00)
    points.close(house, points.OCTOBER)
    shown = _said(house.client_for(house.ward_officer), f"/people/{house.zhang.pk}/points/account")

    assert "2026-10 考核分" in shown
    assert "监管改造加分" in shown
    assert "司规〔2021〕3号第十条" in shown
    assert "主动维护监管秩序" in shown


def test_what_lies_beyond_a_cap_is_said_with_its_provision_wherever_the_entry_is_shown(house: Cast) -> None:
    for day in range(1, 5):
        last = points.posted(house, "A301", 4_50, dt.date(2026, 10, day))
    client, person = house.client_for(house.ward_officer), f"/people/{house.zhang.pk}/points"
    pages = [f"/points/entries/{last.pk}", f"{person}/months/2026-10", f"{person}/account", f"{person}/statement"]

    for where in pages:
        shown = _said(client, where)
        assert shown.count("其中3分超出当月加分上限") == 1, where
        assert "司规〔2021〕3号第十条" in shown, where

    points.close(house, points.OCTOBER)
    assert [_said(client, where).count("其中3分超出当月加分上限") for where in pages] == [1, 1, 1, 1]


def test_a_statement_is_chinese_whoever_reads_and_says_how_to_object(house: Cast) -> None:
    points.posted(house, "D101", 1_00)
    points.close(house, points.OCTOBER)
    client = house.client_for(house.ward_officer)
    client.cookies["zh_language"] = "en"

    paper = _said(client, f"/people/{house.zhang.pk}/points/statement?span=all")

    assert "期初累计0分，现累计99分" in paper
    assert "内务卫生不合格" in paper
    assert "三个工作日" in paper


def test_the_profile_shows_six_months_or_why_there_are_none(house: Cast) -> None:
    client, where = house.client_for(house.ward_officer), f"/people/{house.zhang.pk}"
    assert "尚无已汇总的月份" in _said(client, where)

    points.close(house, points.OCTOBER)

    shown = _said(client, where)
    assert "part-bars" in shown
    assert "本周期累计 <b>100</b> / 600" in shown


# --- deductions on the spot -----------------------------------------------------------------------------------------


def _on_the_spot(cast: Cast) -> PointEntry:
    given = points.proposal("D101", 1_00, on=timezone.localdate())
    return entries.decide_on_the_spot(cast.episode("zhang"), entry=given, clear_facts=True, acting=cast.acting(cast.ward_officer), reason="当场")


def test_a_notice_on_the_spot_is_printed_and_served(house: Cast) -> None:
    entry, client = _on_the_spot(house), house.client_for(house.ward_officer)
    where = f"/points/entries/{entry.pk}"
    paper = _said(client, f"{where}/notice")
    assert "第二十七条" in paper
    assert "提出异议绝不因此扣分。" in paper
    assert "尚未送达" in _said(client, where)
    assert "现场扣分告知书" in _said(client, "/ward")

    given = {"on": f"{timezone.localdate()}", "manner": "refused", "witness": "", "reason": "送达"}
    assert client.post(f"{where}/served", given).status_code == 422
    assert client.post(f"{where}/served", given | {"witness": "民警 钱某"}).status_code == 302

    assert SpotNotice.objects.get().witness == "民警 钱某"
    assert "尚未送达" not in _said(client, where)


def test_what_a_body_decided_has_no_such_paper(house: Cast) -> None:
    entry = points.posted(house, "D101", 1_00)

    assert house.client_for(house.ward_officer).get(f"/points/entries/{entry.pk}/notice").status_code == 404


# --- interruptions --------------------------------------------------------------------------------------------------


def test_a_conviction_goes_from_the_pause_to_the_group_and_onto_the_account(house: Cast) -> None:
    points.close(house, points.OCTOBER)
    for officer in (house.ward_head, house.clerk):
        house.grant(officer, "points.prison-group", "b.p1")
    house.grant(house.clerk, "points.convene", "b.p1")
    head, clerk, today = house.client_for(house.ward_head), house.client_for(house.clerk), timezone.localdate()
    made = circumstances.CircumstanceEntry(Circumstance.Kind.AWAY, dt.date(2026, 11, 3), "提解证7号")
    away = circumstances.record_circumstance(house.episode("zhang"), entry=made, acting=house.acting(house.ward_officer), reason="解回")
    assert "提解证7号" in _said(head, "/points/interruptions")

    head.post(f"/points/circumstances/{away.pk}/end", {"last": f"{today}", "outcome": "convicted", "reason": "判决"})
    assert "尚未提交工作组" in _said(clerk, "/points/interruptions")
    given = {
        "kind": "convicted",
        "on": f"{today}",
        "document": "（2026）某刑初8号",
        "own_confession": "0",
        "protested": "0",
        "pending": "0",
        "reason": "报请",
    }
    where = f"/people/{house.zhang.pk}/points/interruptions/new"
    assert "现累计100分" in _said(clerk, f"{where}?kind=convicted")
    assert clerk.post(where, given).status_code == 302

    found = Interruption.objects.get()
    points.vote(house, found.deliberation)
    page = f"/points/deliberations/{found.deliberation_id}"
    assert "（2026）某刑初8号" in _said(clerk, page)
    assert clerk.post(f"{page}/close", {"minutes": "记录", "reason": "表决完毕"}).status_code == 302

    assert "第三十四条" in _said(clerk, "/points/interruptions")
    assert "−100.0" in _said(clerk, f"/people/{house.zhang.pk}/points/account")


# --- reports --------------------------------------------------------------------------------------------------------


def test_a_report_is_blocked_in_words_then_goes_out(house: Cast) -> None:
    house.grant(house.clerk, "points.report", "b.p1")
    _received(house, dt.date(2026, 9, 3))
    points.close(house, points.SEPTEMBER)
    client, where = house.client_for(house.clerk), f"/people/{house.zhang.pk}/points"
    assert "2026-10 没有月汇总" in _said(client, f"{where}/checks")
    given = {"purpose": "commutation", "reason": "报请减刑"}
    refused = client.post(f"{where}/report", given)
    assert refused.status_code == 409
    assert "考核材料自相矛盾" in refused.content.decode()

    points.posted(house, "A101", 2_00)
    points.close(house, points.OCTOBER)
    assert "考核材料前后一致。" in _said(client, f"{where}/checks")
    assert client.post(f"{where}/report", given).status_code == 302

    one = ResultsReport.objects.get()
    paper = _said(client, f"/points/reports/{one.pk}")
    assert "视频 0314" in paper
    assert house.clerk.name in paper
    for power in ("points.view", "people.view"):
        house.grant(house.other_clerk, power, "b.p2")
    assert house.client_for(house.other_clerk).get(f"/points/reports/{one.pk}").status_code == 404


# --- the clause library ---------------------------------------------------------------------------------------------


def test_an_edition_is_checked_then_put_in_force_by_two(house: Cast) -> None:
    for officer in (house.clerk, house.ward_head):
        house.grant(officer, "points.library", "b")
    client, where = house.client_for(house.clerk), "/points/library"
    assert "示例，非真实省份" in _said(client, where)
    rows = _said(client, f"{where}/new").partition('name="clauses"')[2].partition(">")[2].partition("</textarea>")[0]
    given = {
        "province": "某省", "name_zh": "计分细则", "name_en": "", "document": "某司规〔2026〕1号", "issued_on": "2026-11-20", "since": "2027-01-01",
        "positive_share": "12", "strict_add_cap": "", "clauses": rows.strip().replace("\t1\t2\t3\t", "\t1\t2\t3.5\t", 1),
    }  # fmt: skip

    checked = client.post(f"{where}/new", given | {"step": "check"})
    assert checked.status_code == 200
    assert "differs" in checked.content.decode()
    unsigned = client.post(f"{where}/new", given | {"step": "enter", "reason": "新细则"})
    assert unsigned.status_code == 422
    signed = {"step": "enter", "reason": "新细则", "second": house.ward_head.number, "second_password": PASSWORD, "second_code": house.code()}
    assert client.post(f"{where}/new", given | signed).status_code == 302

    made = Library.objects.get(province="某省")
    assert made.positive_share == 12
    assert "3–3.5" in _said(client, f"{where}/{made.pk}") or "1–3.5" in _said(client, f"{where}/{made.pk}")


def test_a_barred_clause_is_named_with_its_rule(house: Cast) -> None:
    house.grant(house.clerk, "points.library", "b")
    given = {
        "province": "某省", "name_zh": "计分细则", "name_en": "", "document": "某司规〔2026〕1号", "issued_on": "2026-11-20", "since": "2027-01-01",
        "positive_share": "12", "strict_add_cap": "", "clauses": "S9\t专项加分\t\t见义勇为\t\t10\t50\t120\t审批表\t\t6\n坏行\n", "step": "check",
    }  # fmt: skip

    shown = house.client_for(house.clerk).post("/points/library/new", given)

    assert shown.status_code == 422
    assert "专项加分最多100分" in shown.content.decode()
    assert "第2行" in shown.content.decode()


# --- lists ----------------------------------------------------------------------------------------------------------


def test_months_and_notices_begin_with_the_month_that_is_over(house: Cast) -> None:
    client, last = house.client_for(house.ward_head), timezone.localdate().replace(day=1) - dt.timedelta(days=1)

    assert f"/{last:%Y-%m}" in _said(client, "/points/months")
    assert f'value="{last:%Y-%m}"' in _said(client, "/points/notices/new/b.p1.w1")


def test_a_month_that_runs_is_not_offered_for_its_total(house: Cast) -> None:
    this = timezone.localdate().replace(day=1)
    last = (this - dt.timedelta(days=1)).replace(day=1)
    points.close(house, last)

    shown = _said(house.client_for(house.ward_head), "/points/months")

    assert f"{this:%Y-%m}之前各月均已汇总" in shown
    assert f"/{this:%Y-%m}/close" not in shown


def test_a_round_is_offered_once(house: Cast) -> None:
    month = timezone.localdate().replace(day=1)
    for power in ("points.view", "points.grade"):
        house.grant(house.clerk, power, "b.p1")
    client, offer = house.client_for(house.clerk), f"/points/rounds/new/b.p1/{month:%Y-%m}"
    before = _said(client, "/points/rounds")

    @act("people.view", subject="place")
    def founded(place: Any, *, acting: Official, reason: str) -> Round:
        return Round.objects.create(prison=place, month=month, share=15, graded=7, quota=1)

    founded(house.place("b.p1"), acting=INSTALLATION, reason="test")

    assert offer in before
    assert offer not in _said(client, "/points/rounds")


def test_a_ward_sees_the_rounds_of_its_prison_and_of_no_other(house: Cast) -> None:
    @act("people.view", subject="place")
    def founded(place: Any, *, acting: Official, reason: str) -> Round:
        return Round.objects.create(prison=place, month=points.OCTOBER, share=15, graded=7, quota=1)

    mine = founded(house.place("b.p1"), acting=INSTALLATION, reason="test")
    other = founded(house.place("b.p2"), acting=INSTALLATION, reason="test")

    shown = _said(house.client_for(house.ward_head), "/points/rounds")

    assert f"/points/rounds/{mine.pk}" in shown
    assert f"/points/rounds/{other.pk}" not in shown
