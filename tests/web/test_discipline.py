"""Discipline and treatment as officers see them: one case through its pages, clocks in words, and nothing outside one's area."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import by
from zhiheng.base.bookings.actions import Wanted, book
from zhiheng.base.objections.answering import Answer
from zhiheng.domains.conduct.discipline import actions
from zhiheng.domains.conduct.discipline.actions import Merit
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Reward
from zhiheng.domains.conduct.seclusion.actions import Restraining, raise_alarms, start_restraint
from zhiheng.domains.conduct.seclusion.models import ClockAlarm, Seclusion
from zhiheng.domains.conduct.treatment.actions import Wish, decide_level, propose_level
from zhiheng.domains.conduct.treatment.models import Recheck, TreatmentLevel
from zhiheng.engines.trail.acts import INSTALLATION


def next_month(day: int) -> dt.date:
    """A day of next month."""
    return (timezone.localdate().replace(day=1) + dt.timedelta(32)).replace(day=day)


@pytest.fixture(autouse=True)
def staff(cast: Cast) -> None:
    files.staff(cast)
    for power in ("discipline.view", "treatment.view"):
        cast.grant(cast.correction_specialist, power, "b.p1")
        cast.grant(cast.reviewer, power, "b.p1")


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def stamp(minutes: int = 0) -> str:
    return (timezone.localtime() - dt.timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M")


def sent(client: Client, address: str, **given: Any) -> None:
    answer = client.post(address, given)
    assert answer.status_code == 302, (address, answer.content.decode()[:4000])


def test_one_case_through_all_its_pages(cast: Cast) -> None:
    at = {name: cast.client_for(cast.officers[name]) for name in
          ("ward_officer", "ward_head", "other_ward_officer", "correction_specialist", "reviewer", "warden", "idle")}  # fmt: skip
    person = cast.zhang.pk
    cast.grant(cast.idle, "discipline.view", "b.p1")
    sent(
        at["idle"], f"/people/{person}/conduct/report", happened_at=stamp(60), ground="4", only_fact="0", place="b.p1.w1", words="互殴",
        injuries="无", video="V-1", find="", involved=[],
    )  # fmt: skip
    case = DisciplineCase.objects.get()
    page = f"/discipline/cases/{case.pk}"
    sent(at["ward_head"], f"{page}/investigator", officer=cast.other_ward_officer.number, reason="回避")
    cast.grant(cast.other_ward_officer, "discipline.view", "b.p1")
    inquiry = at["other_ward_officer"]
    sent(inquiry, f"{page}/evidence", kind="video", words="录像可见", reference="V-1")
    sent(
        inquiry, f"{page}/hearing", charge="互殴", told_at=stamp(40), heard_at=stamp(20), language="汉语", helper="", statement="是他先动手",
        witnesses_wanted="", signature="signed", refusal_words="",
    )  # fmt: skip
    sent(at["correction_specialist"], f"{page}/fitness", fit="yes", advice="")
    sent(inquiry, f"{page}/propose", kind="confinement", days="5", words="屡教不改")
    for name in ("ward_officer", "ward_head"):
        sent(at[name], f"{page}/vote", choice="yes", words="")
    sent(at["ward_head"], f"{page}/close-vote", words="一致同意")
    sent(at["reviewer"], f"{page}/opinion", opinion="agrees", words="事实清楚")
    sent(at["warden"], f"{page}/decide", facts="互殴属实", reason="同意")
    sent(at["reviewer"], f"{page}/serve", signature="signed", words="")
    sent(at["reviewer"], f"{page}/copy", receipt="秦明")
    files.cell(cast)
    sent(at["reviewer"], f"{page}/confine", cell="b.p1.jb", reason="执行")
    complaint = say(cast, f"sanction:{DisciplineCase.objects.get().sanction.pk}")

    held, shown = Seclusion.objects.get(), text(at["ward_head"], page)
    assert "《监狱法》第八十四条第一款第四项" in shown
    assert complaint.receipt in shown
    assert "/objections/new/sanction/" in text(at["ward_officer"], page)
    at["ward_head"].cookies["zh_language"] = "en"
    assert "驻监检察室" in text(at["ward_head"], f"{page}/paper")  # Chinese for a reader of English too
    at["ward_head"].cookies["zh_language"] = "zh-hans"
    sent(at["ward_officer"], f"/watch/alone/{held.pk}/look", kind="officer", at=stamp(), minutes="", words="正常")
    sent(at["correction_specialist"], f"/watch/alone/{held.pk}/doctor", at=stamp(), words="血压高", stop="on")
    assert "医生已叫停" in text(at["ward_head"], "/watch")
    assert "医生已叫停" in text(at["warden"], "/")
    assert "医生已叫停" in text(at["ward_head"], "/ward")
    sent(at["ward_officer"], f"/watch/alone/{held.pk}/end", words="医务叫停")
    assert "医生已叫停" not in text(at["warden"], "/")
    for address in ("/discipline", "/discipline?state=decided&q=张伟", f"/people/{person}/conduct", "/registers"):
        text(at["ward_head"], address)


def test_a_right_is_refused_in_words(cast: Cast) -> None:
    answer = cast.client_for(cast.ward_officer).post(
        f"/people/{cast.zhang.pk}/conduct/report",
        {"happened_at": stamp(9), "ground": "12", "only_fact": "1", "place": "b.p1.w1", "words": "申诉", "injuries": "无", "video": "", "find": ""},
    )

    assert answer.status_code == 422
    assert "不得作为处罚的理由" in answer.content.decode()
    assert not DisciplineCase.objects.exists()


def test_restraints_and_their_clocks(cast: Cast) -> None:
    officer = cast.client_for(cast.ward_officer)
    sent(
        officer, f"/people/{cast.zhang.pk}/conduct/restrain", gear="belt", ground="2", words="撞墙自伤", video="V-2", started_at=stamp(150),
        in_childbirth="no", reason="制止",
    )  # fmt: skip
    shown = text(officer, "/watch")

    assert "已超时" in shown
    refused = officer.post(
        f"/people/{cast.episode('li').person_id}/conduct/restrain",
        {
            "gear": "belt",
            "ground": "3",
            "words": "x",
            "video": "x",
            "started_at": stamp(5),
            "in_childbirth": "no",
            "as_sanction": "on",
            "reason": "x",
        },
    )
    assert refused.status_code == 422
    assert "绝不" in refused.content.decode()


def test_levels_and_their_steps(cast: Cast) -> None:
    officer, warden = cast.client_for(cast.ward_officer), cast.client_for(cast.warden)
    page = f"/people/{cast.zhang.pk}/conduct"
    sent(officer, f"{page}/level", grade="qualified", grade_why="原监狱评定", level="", why="", ends_by="", only_fact="0", words="表现稳定")
    level = TreatmentLevel.objects.get()
    assert warden.get(f"/treatment/{level.pk}/decide-strict").status_code == 200
    sent(warden, f"/treatment/{level.pk}/decide", reason="同意")
    assert f"/objections/new/treatment/{level.pk}" in text(officer, page)
    sent(officer, f"/treatment/{level.pk}/review", words="维持")
    for day in (3, 9):
        sent(officer, f"/people/{cast.zhang.pk}/bookings/new", kind="visit", on=next_month(day), at="09:30", amount="60", words="母亲")
    sent(officer, f"{page}/level", grade="qualified", grade_why="原监狱评定", level="general", why="受批评", ends_by="", only_fact="0", words="降级")
    sent(warden, f"/treatment/{TreatmentLevel.objects.latest('pk').pk}/decide", reason="同意")
    head = cast.client_for(cast.ward_head)
    assert "母亲" in text(head, page)
    recheck = Recheck.objects.get(entitlement="visits")
    settle = f"/treatment/rechecks/{recheck.pk}/settle"
    assert head.post(settle, {"outcome": "保留"}).status_code == 409
    sent(head, f"/bookings/{recheck.items.get().booking_id}/keep", words="亲属已购票，予以保留，已告知")
    sent(head, settle, outcome="保留")

    shown = text(officer, page)
    assert "示例省监规〔2026〕9号" in shown
    assert "宽管" in text(officer, "/treatment?which=all&level=general") + shown


def test_points_say_that_their_sanction_is_under_complaint(cast: Cast) -> None:
    files.answering_staff(cast)
    client, zhang, said = cast.client_for(cast.reviewer), cast.zhang.pk, "处罚申诉未决"
    sanction = files.served(cast, kind="warning")
    entry = sanction.points_ref.partition(":")[2]
    pages = [
        f"/points/entries/{entry}",
        f"/people/{zhang}/points",
        f"/people/{zhang}/points/account",
        f"/people/{zhang}/points/statement",
        f"/people/{zhang}/points/months/{timezone.localdate():%Y-%m}",
    ]
    assert not [page for page in pages if said in text(client, page)]

    complaint = say(cast, f"sanction:{sanction.pk}")
    assert [page for page in pages if said not in text(client, page)] == []
    assert sanction.number in text(client, pages[0])

    actions.answer_complaint(complaint, answer=Answer("dismissed", "事实清楚"), **by(cast, files.ANSWERER))
    assert not [page for page in pages if said in text(client, page)]


def test_what_followed_complaints_is_the_inspectors_to_see(cast: Cast) -> None:
    sanction = files.served(cast, kind="warning")
    say(cast, f"sanction:{sanction.pk}")

    assert "张伟" in text(cast.client_for(cast.inspector), "/discipline/after-complaints?within=30")
    text(cast.client_for(cast.warden), "/discipline/after-complaints", 404)


@pytest.mark.parametrize("prison", ["b.p1", "b.p2"])
def test_records_are_shown_in_ones_area_and_nowhere_else(cast: Cast, prison: str) -> None:
    inside = prison == "b.p1"
    for power in ("discipline.view", "treatment.view", "clocks.acknowledge", "treatment.recheck"):
        cast.grant(cast.idle, power, prison)
    for power in ("seclusion.check", "restraints.use", "rewards.decide", "treatment.review", "discipline.assign"):
        cast.grant(cast.idle, power, prison)
    held = files.confined(cast)
    gear = start_restraint(cast.episode("zhang"), asked=Restraining("belt", 2, "x", "x", files.ago(hours=3)), **by(cast, "ward_officer"))
    reward = actions.propose_reward(cast.episode("zhang"), merit=Merit("merit", timezone.localdate(), "x", "x"), **by(cast, "ward_officer"))
    other = files.report(cast, "li")
    level = propose_level(cast.episode("li"), wish=Wish("x", grade="qualified", grade_why="x"), on=timezone.localdate(), **by(cast, "ward_officer"))
    decide_level(level, **by(cast, "warden"))
    for day in (3, 9):
        book(cast.episode("li"), wanted=Wanted("visit", next_month(day), 60, "母亲", dt.time(9)), **by(cast, "ward_officer"))
    lower = propose_level(cast.episode("li"), wish=Wish("x", "general", "x"), on=timezone.localdate(), **by(cast, "ward_officer"))
    decide_level(lower, **by(cast, "warden"))
    raise_alarms(cast.place("b"), at=timezone.now(), acting=INSTALLATION, reason="x")
    alarm, recheck = ClockAlarm.objects.first(), Recheck.objects.first()
    assert alarm
    assert recheck
    assert Reward.objects.exists()
    client = cast.client_for(cast.idle)

    for address in (
        f"/discipline/cases/{other.pk}", f"/discipline/cases/{other.pk}/investigator",
        f"/watch/alone/{held.pk}", f"/watch/alone/{held.pk}/look", f"/watch/restraints/{gear.pk}", f"/watch/restraints/{gear.pk}/stop",
        f"/watch/alarms/{alarm.pk}/acknowledge", f"/rewards/{reward.pk}", f"/rewards/{reward.pk}/decide", f"/treatment/{lower.pk}/review",
        f"/treatment/rechecks/{recheck.pk}/settle",
    ):  # fmt: skip
        assert client.get(address).status_code == (200 if inside else 404), address
        if not inside:
            assert client.post(address, {"reason": "x"}).status_code in (404, 405), address
    for address in ("/discipline", "/watch", "/rewards", "/treatment?which=all"):
        assert ("张伟" in text(client, address) or "李𬭎" in text(client, address)) == inside, address
