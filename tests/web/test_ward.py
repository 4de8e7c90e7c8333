"""The ward's day as its officers see it: tasks, hand-over, events, talks, registers; and what outsiders do not see."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from zhiheng.base.duties import Due
from zhiheng.domains.custody.daily import actions
from zhiheng.domains.custody.daily.actions import Handed, Seen
from zhiheng.domains.custody.daily.models import EventReport, HandOver, Talk
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act
from zhiheng.web.pages.ward.day import Task, told_once

W1 = "b.p1.w1"
DAY = f"/ward/at/{W1}"


@pytest.fixture
def officer(cast: Cast) -> Client:
    return cast.client_for(cast.ward_officer)


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client_for(cast.ward_head)


@pytest.fixture
def roll_call_hour(cast: Cast) -> None:
    actions.set_timetable_line(
        cast.place("b.p1"), item="roll-call", hour=dt.time(14, 30), since=timezone.localdate(), acting=INSTALLATION, reason="作息"
    )


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


class TestDay:
    def test_it_shows_what_is_owed_by_time(self, officer: Client, roll_call_hour: None) -> None:
        page = text(officer, "/ward")

        assert "今日待办" in page
        assert "14:30" in page
        assert "报告突发事件" in page

    def test_alike_tasks_are_one_line_with_their_number(self) -> None:
        at = timezone.now()
        re_check, other = Due("re-check", "张伟", "1", at), Due("re-check", "李平", "3", at)
        found = [Task("re-check", due, "/x", late=False) for due in (re_check, re_check._replace(key="2"), other)]

        assert [(task.due.about, task.alike, task.due.key) for task in told_once(found)] == [("张伟", 2, "1"), ("李平", 1, "3")]

    def test_several_wards_are_listed_with_their_figures(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.warden), "/ward")

        assert f'href="{DAY}"' in page
        assert 'href="/ward/at/b.p2.w1"' not in page

    def test_english_has_no_chinese_words_of_ours(self, officer: Client, roll_call_hour: None) -> None:
        officer.cookies["zh_language"] = "en"

        assert "What I owe today" in text(officer, "/ward")

    @pytest.mark.parametrize("address", ["/ward/at/b.p2.w1", "/ward/at/b.p2.w1/hand-over", "/ward/at/b.p2.w1/report", "/ward/at/nowhere"])
    def test_another_ward_is_not_there(self, officer: Client, address: str) -> None:
        assert officer.get(address).status_code == 404


class TestHandOver:
    def test_two_officers_pass_the_ward_on(self, cast: Cast, officer: Client, head: Client) -> None:
        assert officer.post(f"{DAY}/hand-over", {"watched": "张伟：近日少言", "open_work": "", "keys": ""}).status_code == 302
        assert "签名并接班" not in text(officer, f"{DAY}/hand-over")
        assert "签名并接班" in text(head, f"{DAY}/hand-over")

        waiting = HandOver.objects.get()
        assert head.post(f"{DAY}/hand-over/take", {"counted": waiting.expected, "difference": ""}).status_code == 302

        assert "值班负责" in text(head, "/ward")
        assert "张伟：近日少言" in text(head, f"/ward/hand-overs/{waiting.pk}")
        assert str(cast.ward_officer) in text(head, "/ward/hand-overs?state=taken")

    def test_a_wrong_count_keeps_what_was_typed(self, officer: Client, head: Client) -> None:
        officer.post(f"{DAY}/hand-over", {"watched": "", "open_work": "", "keys": ""})

        answer = head.post(f"{DAY}/hand-over/take", {"counted": "77", "difference": ""})

        assert answer.status_code == 422
        assert 'value="77"' in answer.content.decode()
        assert HandOver.objects.get().state == HandOver.State.WAITING

    def test_it_is_withdrawn_by_its_author(self, officer: Client) -> None:
        officer.post(f"{DAY}/hand-over", {"watched": "", "open_work": "", "keys": ""})

        officer.post(f"{DAY}/hand-over/withdraw")

        assert HandOver.objects.get().state == HandOver.State.WITHDRAWN

    def test_a_stale_sign_in_is_asked_again(self, cast: Cast) -> None:
        stale = cast.client_for(cast.ward_officer, fresh=False)

        stale.post(f"{DAY}/hand-over", {"watched": "", "open_work": "", "keys": ""})

        assert not HandOver.objects.exists()


class TestEvents:
    def form(self, **changed: str) -> dict[str, str]:
        return {"kind": "fire", "words": "", "at": timezone.localtime().strftime("%Y-%m-%d %H:%M"), "place": W1, "token": str(uuid4())} | changed

    def test_one_key_one_choice(self, officer: Client, head: Client) -> None:
        form = self.form()

        assert officer.post(f"{DAY}/report", form).status_code == 302
        assert officer.post(f"{DAY}/report", form).status_code == 302

        event = EventReport.objects.get()
        assert "起火" in text(head, "/ward/events?state=open")
        assert head.post(f"/ward/events/{event.pk}/close", {"found": "误报，烟感故障", "reason": "查明"}).status_code == 302
        assert "误报，烟感故障" in text(officer, f"/ward/events/{event.pk}")

    @pytest.mark.parametrize("wrong", [{"kind": "party"}, {"at": "2999-01-01 10:00"}, {"at": "昨天"}, {"token": "1"}, {"is_staff": "1"}])
    def test_nonsense_is_said_in_the_form(self, officer: Client, wrong: dict[str, str]) -> None:
        assert officer.post(f"{DAY}/report", self.form(**wrong)).status_code == 422
        assert not EventReport.objects.exists()

    def test_another_wards_event_is_not_there(self, cast: Cast, officer: Client) -> None:
        made = actions.report_event(
            cast.place("b.p1.w2"), seen=Seen(uuid4(), "fire", timezone.now()), acting=cast.acting(cast.other_ward_officer), reason="test"
        )

        assert officer.get(f"/ward/events/{made.pk}").status_code == 404


class TestTalks:
    def test_a_talk_is_kept_on_the_person(self, cast: Cast, officer: Client) -> None:
        at = timezone.localtime().strftime("%Y-%m-%d %H:%M")

        assert officer.post(f"/people/{cast.zhang.pk}/talks/record", {"kind": "family", "held_at": at, "words": "母亲住院"}).status_code == 302

        assert Talk.objects.get().officer == cast.ward_officer
        assert "母亲住院" in text(officer, f"/people/{cast.zhang.pk}/talks")

    def test_nobody_elses_ward(self, cast: Cast, officer: Client) -> None:
        assert officer.get(f"/people/{cast.chen.pk}/talks").status_code == 404
        assert officer.get(f"/people/{cast.chen.pk}/talks/record").status_code == 404


class TestRegisters:
    def test_a_book_shows_the_work_of_the_day(self, cast: Cast, head: Client) -> None:
        actions.hand_over(cast.place(W1), handed=Handed(keys="钥匙三把"), acting=cast.acting(cast.ward_officer), reason="test")

        assert "值班交接台账" in text(head, "/registers")
        assert "钥匙三把" in text(head, f"/registers/hand-overs?place={W1}")
        assert "没有记录" in text(head, f"/registers/hand-overs?place={W1}&day=2026-01-01")

    def test_its_export_is_kept_and_neutralised(self, cast: Cast) -> None:
        cast.grant(cast.ward_head, "people.export", "b.p1")

        client, given = cast.client_for(cast.ward_head), {"place": W1, "day": timezone.localdate().isoformat()}
        answer = client.post("/registers/hand-overs/export", given | {"reason": "督察调取"})

        assert answer.status_code == 200
        assert answer.content[:2] == b"PK"
        assert Act.objects.get(verb="export").reason == "督察调取"
        assert client.post("/registers/hand-overs/export", given).status_code == 422, "without a reason"

    @pytest.mark.parametrize("address", ["/registers/nothing", "/registers/events?place=b.p2.w1"])
    def test_what_is_not_in_reach_is_not_there(self, head: Client, address: str) -> None:
        assert head.get(address).status_code == 404
