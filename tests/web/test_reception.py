"""Admission to release as its officers see it, and what those outside do not see."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.departure.papers import checked
from tests.domains.custody.reception.papers import ALL_THERE, PDF, accept, admit, by, expect, sentenced
from zhiheng.base.people.actions import add_identifier
from zhiheng.domains.custody.departure import actions as departure
from zhiheng.domains.custody.departure.actions.transfers import AboveBoth, Journey, Listed
from zhiheng.domains.custody.departure.models import Release, Transfer
from zhiheng.domains.custody.reception import actions
from zhiheng.domains.custody.reception.actions import Described, Found, Papers
from zhiheng.domains.custody.reception.models import Belonging, ExpectedArrival, FileItem, IdentityDoubt, IssuedPaper, ReceptionStep
from zhiheng.domains.custody.reception.store import Upload
from zhiheng.engines.trail.models import Act

WHY = {"reason": "依职责"}


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


@pytest.fixture
def stranger(cast: Cast) -> Client:
    """The clerk of the other prison."""
    return cast.client_for(cast.other_clerk)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def send(client: Client, address: str, data: dict[str, Any] | None = None) -> None:
    answer = client.post(address, WHY | (data or {}))
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def day(ahead: int = 0) -> str:
    return (timezone.localdate() + dt.timedelta(days=ahead)).isoformat()


class TestDesk:
    def test_somebody_is_expected_checked_and_admitted(self, cast: Cast, clerk: Client) -> None:
        coming = {"prison": "b.p1", "name": "吴刚", "sex": "male", "origin": "sentenced", "sender": "看守所", "expected_on": day()}
        send(clerk, "/reception/expect", coming)
        one = ExpectedArrival.objects.get()
        assert "吴刚" in text(clerk, "/reception")
        send(clerk, f"/reception/arrivals/{one.pk}/papers", {**ALL_THERE, "wrongful_risk": "no"})
        assert "文书齐全" in text(clerk, f"/reception/arrivals/{one.pk}")
        send(clerk, f"/reception/arrivals/{one.pk}/admit", {"number": "3101260099", "place": "b.p1.w1.c1.b3"})

        one.refresh_from_db()
        assert one.episode is not None
        page = text(clerk, f"/people/{one.episode.person_id}/reception")
        assert "通知家属或者监护人" in page
        assert "今日到期" in page

    def test_somebody_who_looks_known_is_asked_about(self, cast: Cast, clerk: Client) -> None:
        one = accept(cast, expect(cast, name="孙平", birth_date=cast.sun.birth_date))
        address, given = f"/reception/arrivals/{one.pk}/admit", {"number": "3101260099", "place": "b.p1.w1.c1.b3"}
        page = text(clerk, address)
        assert "姓名、出生日期相同" in page
        assert "3101150003" in page
        assert Act.objects.filter(outcome="read", reason__contains="3101150003").exists()
        for said in ({}, {"known": "apart 0"}):
            assert clerk.post(address, WHY | given | said).status_code == 422
        send(clerk, address, given | {"known": str(cast.sun.pk)})

        one.refresh_from_db()
        assert one.episode is not None
        assert one.episode.person == cast.sun

    def test_an_earlier_number_brings_up_its_record(self, cast: Cast, clerk: Client) -> None:
        one = accept(cast, expect(cast))
        address, given = f"/reception/arrivals/{one.pk}/admit", {"number": "3101260099", "place": "b.p1.w1.c1.b3"}
        assert "known" not in clerk.get(address).context["form"].fields
        assert clerk.post(address, WHY | given | {"former": "3101999999"}).status_code == 422
        assert "孙平" in clerk.post(address, WHY | given | {"former": "3101150003"}).content.decode()
        send(clerk, address, given | {"former": "3101150003", "known": f"apart {cast.sun.pk}"})

        one.refresh_from_db()
        assert one.episode is not None
        assert one.episode.person.name == "吴刚"

    def test_a_refusal_shows_its_paper_and_its_rule(self, cast: Cast, clerk: Client) -> None:
        one = actions.check_papers(expect(cast), papers=Papers(ALL_THERE, True, "人与文书不符"), **by(cast))

        assert "第三十二条" in text(clerk, f"/reception/arrivals/{one.pk}")
        assert "人与文书不符" in text(clerk, f"/papers/{IssuedPaper.objects.get().pk}")

    def test_the_words_of_a_refusal_are_asked_for_in_the_form(self, cast: Cast, clerk: Client) -> None:
        one = expect(cast)
        answer = clerk.post(f"/reception/arrivals/{one.pk}/papers", {**WHY, **ALL_THERE, "wrongful_risk": "yes"})

        assert answer.status_code == 422
        assert ExpectedArrival.objects.get().state == "expected"

    def test_the_other_prisons_arrival_is_not_there(self, cast: Cast, stranger: Client) -> None:
        one = accept(cast, expect(cast))
        for part in ("", "/papers", "/admit", "/withdraw", "/copy", "/disagreement"):
            text(stranger, f"/reception/arrivals/{one.pk}{part}", 404)


class TestPerson:
    def test_a_step_is_done_from_its_line(self, cast: Cast) -> None:
        officer, episode = cast.client_for(cast.ward_officer), admit(cast)
        send(officer, f"/people/{episode.person_id}/reception/steps/rights", {"output": "已告知", "language": "汉语", "signed": "on"})
        send(officer, f"/people/{episode.person_id}/reception/steps/family", {"output": "已寄", "told": "吴强", "relation": "父"})

        assert ReceptionStep.objects.filter(episode=episode, done_at__isnull=False).count() == 3
        assert "吴强" in text(officer, f"/people/{episode.person_id}/reception")

    def test_search_check_and_doubt(self, cast: Cast, clerk: Client) -> None:
        episode = admit(cast)
        base = f"/people/{episode.person_id}/reception"
        send(clerk, f"{base}/check", {"way": "papers", "result": "differs", "words": "出生日期不同", "made_on": day()})
        doubt = {"kind": "identity", "words": "出生日期不同", "owner": cast.ward_officer.number, "due_on": day(7)}
        send(clerk, f"{base}/doubt", doubt)
        send(clerk, f"{base}/steps/identity", {"output": "见疑点"})
        send(clerk, f"{base}/search", {"kept": "手表；1；银色；A-12\n戒指", "contraband": "刀片; 2", "signed": "on"})

        assert {one.name: (one.quantity, one.state) for one in Belonging.objects.all()} == {
            "手表": (1, "kept"), "戒指": (1, "kept"), "刀片": (2, "confiscated"),
        }  # fmt: skip
        one = IdentityDoubt.objects.get()
        assert "出生日期不同" in text(clerk, f"/reception/doubts/{one.pk}")
        send(clerk, f"/reception/doubts/{one.pk}/close", {"outcome": "unfounded", "words": "户籍回函相符"})
        assert "户籍回函相符" in text(clerk, f"/reception/doubts/{one.pk}")

    def test_belongings_leave_with_consent_only(self, cast: Cast, clerk: Client) -> None:
        base = f"/people/{cast.zhang.pk}/reception"
        send(clerk, f"{base}/search", {"kept": "手表", "signed": "on"})
        key = str(Belonging.objects.get().pk)
        given = {"belongings": [key], "who": "relative", "name": "张强", "signed": "on"}
        assert clerk.post(f"{base}/hand-out", WHY | given).status_code == 409
        send(clerk, f"{base}/hand-out", {**given, "consent": "on"})

        assert "张强" in text(clerk, base)

    def test_an_item_is_put_into_the_store(self, cast: Cast, clerk: Client, stranger: Client) -> None:
        base = f"/people/{cast.zhang.pk}/reception"
        send(clerk, f"{base}/search", {"used": "眼镜", "signed": "on"})
        one = Belonging.objects.get()
        address = f"{base}/belongings/{one.pk}"
        assert address in text(clerk, base)
        text(stranger, address, 404)
        text(clerk, f"/people/{cast.people['li'].pk}/reception/belongings/{one.pk}", 404)
        assert clerk.post(address, WHY | {"storage": ""}).status_code == 422
        send(clerk, address, {"storage": "库房 B-7"})

        one.refresh_from_db()
        assert (one.state, one.storage) == ("kept", "库房 B-7")

    def test_an_outcome_corrects_facts_and_numbers_at_once(self, cast: Cast, clerk: Client) -> None:
        zhang = cast.zhang
        false = add_identifier(zhang, kind="passport", value="E12345678", **by(cast))
        one = actions.raise_doubt(
            cast.episode("zhang"), kind="identity", words="护照系伪造", owner=cast.clerk, due_on=timezone.localdate(), **by(cast)
        )
        address = f"/reception/doubts/{one.pk}/close"
        said = {"outcome": "corrected", "words": "出入境管理部门回函", "established": "另有其人"}
        assert false.value not in text(clerk, address)
        assert clerk.post(address, WHY | said | {"kind": "passport"}).status_code == 422
        assert clerk.post(address, WHY | said | {"outcome": "unfounded", "native_place": "江城"}).status_code == 422
        true = {"birth_date": "1985-05-02", "ends": [str(false.pk)], "kind": "passport", "value": "E87654321"}
        send(clerk, address, said | true)

        zhang.refresh_from_db()
        assert (zhang.birth_date, zhang.sex, zhang.name) == (dt.date(1985, 5, 2), "male", "张伟")
        assert zhang.identifiers.get(ended_on__isnull=True).value == "E87654321"
        assert all("E87654321" not in str(one.inputs) for one in Act.objects.filter(verb="close_doubt"))

    def test_what_cannot_be_corrected_leaves_the_doubt_open(self, cast: Cast, clerk: Client) -> None:
        due = timezone.localdate()
        one = actions.raise_doubt(cast.episode("zhang"), kind="name", words="x", owner=cast.clerk, due_on=due, **by(cast))
        given = {"outcome": "corrected", "words": "x", "established": "y", "name": "张卫", "kind": "identity-card", "value": "1"}
        assert clerk.post(f"/reception/doubts/{one.pk}/close", WHY | given).status_code == 422

        cast.zhang.refresh_from_db()
        assert (cast.zhang.name, IdentityDoubt.objects.get().outcome) == ("张伟", "")

    def test_medical_words_are_for_the_medical_power(self, cast: Cast, clerk: Client) -> None:
        episode = admit(cast)
        cast.grant(cast.correction_specialist, "reception.examine", "b.p1")
        given = {"found": Found("limited", "左臂陈旧伤", limits="不宜上铺", illness="哮喘"), "stage": "first", "signed": True}
        actions.record_examination(episode, **given, **by(cast, "correction_specialist"))
        address = f"/people/{episode.person_id}/reception"

        assert "哮喘" not in text(clerk, address)
        assert "不宜上铺" in text(clerk, address)
        assert "不宜上铺" not in text(clerk, f"/people/{episode.person_id}/card")
        procurator = cast.client_for(cast.procurator)
        assert "哮喘" in text(procurator, address)
        assert Act.objects.filter(grant__startswith="reception.medical", outcome="read").exists()

    def test_the_card_says_what_duty_needs(self, cast: Cast, clerk: Client) -> None:
        sentenced(cast.episode("zhang"), timezone.localdate() + dt.timedelta(days=30))
        page = text(clerk, f"/people/{cast.zhang.pk}/card?size=a6")

        assert "张伟" in page
        assert day(30) in page
        assert "<svg" in page


class TestLists:
    def test_what_is_owed_over_a_prison(self, cast: Cast, clerk: Client, stranger: Client) -> None:
        admit(cast)

        assert "吴刚" in text(clerk, "/reception/steps?due=today")
        assert "吴刚" not in text(clerk, "/reception/steps?due=overdue")
        assert "吴刚" not in text(stranger, "/reception/steps")
        text(clerk, "/reception/steps?place=b.p2.w1", 404)

    def test_over_detention_is_said_in_red_words_on_top(self, cast: Cast, clerk: Client) -> None:
        for who, ahead in (("zhang", 20), ("li", -2)):
            sentenced(cast.episode(who), timezone.localdate() + dt.timedelta(days=ahead))
        page = text(clerk, "/releases")

        assert "notice-bad" in page
        assert page.index("李𬭎") < page.index("张伟")
        assert "超期羁押2天" in page

    @pytest.mark.parametrize("address", ["/reception/steps/export", "/releases/export"])
    def test_exports_say_who_and_why(self, cast: Cast, clerk: Client, address: str) -> None:
        admit(cast)
        assert clerk.post(address, {"reason": ""}).status_code == 422
        answer = clerk.post(address, {"reason": "周报"})

        assert answer["Content-Type"].startswith("application/vnd.openxml")
        assert Act.objects.filter(verb="export", reason="周报").exists()

    def test_english_has_no_chinese_words_of_ours(self, cast: Cast, clerk: Client) -> None:
        clerk.cookies["zh_language"] = "en"

        assert "Steps of admission" in text(clerk, "/reception/steps")
        assert "held beyond the end of term" in text(clerk, "/releases")


class TestLeaving:
    def test_checked_by_two_and_released(self, cast: Cast, clerk: Client) -> None:
        episode = cast.episode("zhang")
        sentenced(episode, timezone.localdate())
        base = f"/people/{cast.zhang.pk}/leaving"
        assert "未经两人复核" in text(clerk, base)
        send(clerk, f"{base}/checks/check-1")
        send(cast.client_for(cast.warden), f"{base}/checks/check-1", {"document": ""})
        assert "今日释放没有障碍" in text(clerk, base)
        send(clerk, f"{base}/steps/property", {"output": "已发还"})
        send(clerk, f"{base}/papers/certificate")
        send(clerk, f"/people/{cast.zhang.pk}/reception/leave", {"ground": "term", "handed_to": "安置帮教办"})

        release = Release.objects.get()
        assert release.certificate.document in text(clerk, base)
        assert "释放证明书" in text(clerk, f"/papers/{release.certificate_id}")

    def test_every_obstacle_is_said(self, cast: Cast, clerk: Client) -> None:
        answer = clerk.post(f"/people/{cast.zhang.pk}/reception/leave", {**WHY, "ground": "term"})

        assert answer.status_code == 409
        assert "尚未核算出刑期止日" in answer.content.decode()

    @pytest.mark.parametrize("kind", ["family", "police-notice", "justice-notice", "hand-over", "property"])
    def test_each_paper_is_printed(self, cast: Cast, clerk: Client, kind: str) -> None:
        sentenced(cast.episode("zhang"), timezone.localdate(), political_rights_months=12)
        send(clerk, f"/people/{cast.zhang.pk}/leaving/papers/{kind}")
        paper = IssuedPaper.objects.get()

        assert paper.document in text(clerk, f"/papers/{paper.pk}")

    def test_the_other_prisons_people_and_papers_are_not_there(self, cast: Cast, clerk: Client, stranger: Client) -> None:
        sentenced(cast.episode("zhang"), timezone.localdate())
        send(clerk, f"/people/{cast.zhang.pk}/leaving/papers/certificate")
        checked(cast, cast.episode("zhang"))
        addresses = [f"/papers/{IssuedPaper.objects.get().pk}"]
        person = f"/people/{cast.zhang.pk}"
        addresses += [
            f"{person}/{part}" for part in ("reception/steps/rights", "leaving/checks/check-1", "leaving/steps/property", "leaving/papers/family")
        ]
        for address in addresses:
            text(stranger, address, 404)


class TestTransfer:
    def test_from_proposal_to_reception(self, cast: Cast, clerk: Client, stranger: Client) -> None:
        cast.grant(cast.bureau_duty, "transfer.approve", "b")
        send(clerk, f"/people/{cast.zhang.pk}/reception/transfer", {"to": "b.p2", "planned_on": day(), "grounds": "调整布局"})
        one = Transfer.objects.get()
        base = f"/transfers/{one.pk}"
        text(clerk, f"{base}/approve", 404)
        send(cast.client_for(cast.bureau_duty), f"{base}/approve", {"words": "江监调〔2026〕5号"})
        there = f"{day(1)} 12:00"
        send(clerk, f"{base}/hand-over", {"papers": "档案正卷; 120", "escorts": "310-0427 310-0101", "expected_at": there})
        assert "档案正卷" in text(stranger, base)
        send(stranger, f"{base}/receive", {"place": "b.p2.w1.c1.b2"})

        one.refresh_from_db()
        assert (one.state, one.papers) == ("received", [{"title": "档案正卷", "pages": 120}])
        assert "已接收" in text(stranger, "/transfers?state=received")

    def test_a_third_prison_would_not_see_it(self, cast: Cast) -> None:
        one = departure.propose_transfer(cast.episode("zhang"), to=cast.place("b.p2"), planned_on=timezone.localdate(), grounds="x", **by(cast))
        cast.grant(cast.idle, "reception.view", "b.p1.w2")
        cast.grant(cast.idle, "transfer.hand-over", "b.p1.w2")
        client = cast.client_for(cast.idle)
        text(client, f"/transfers/{one.pk}", 404)
        text(client, f"/transfers/{one.pk}/hand-over", 404)

    def test_it_is_taken_back_from_its_page(self, cast: Cast, clerk: Client) -> None:
        cast.grant(cast.bureau_duty, "transfer.approve", "b")
        one = departure.propose_transfer(cast.episode("zhang"), to=cast.place("b.p2"), planned_on=timezone.localdate(), grounds="x", **by(cast))
        departure.approve_transfer(AboveBoth(one), document="5号", **by(cast, "bureau_duty"))
        journey = Journey(["310-0427", "310-0101"], timezone.now() + dt.timedelta(hours=3))
        departure.hand_over_transfer(one, papers=[Listed("档案", 1)], journey=journey, **by(cast))
        send(clerk, f"/transfers/{one.pk}/take-back")

        assert Transfer.objects.get().state == "withdrawn"


class TestFile:
    @pytest.fixture(autouse=True)
    def shelf(self, settings: Any, tmp_path: Path) -> None:
        settings.STATE = tmp_path

    def _add(self, cast: Cast) -> FileItem:
        described = Described("judgment", "刑事判决书", 12, "江城中院")
        return actions.add_item(cast.episode("zhang"), described=described, upload=Upload("a.pdf", PDF), **by(cast))

    def test_an_item_is_filed_read_and_withdrawn(self, cast: Cast, clerk: Client) -> None:
        file = SimpleUploadedFile("判决书.pdf", PDF)
        given = {"section": "judgment", "title": "刑事判决书", "pages": "12", "source": "江城中院", "upload": file}
        send(clerk, f"/people/{cast.zhang.pk}/reception/file-add", given)
        item = FileItem.objects.get()
        base = f"/people/{cast.zhang.pk}/file"
        assert "刑事判决书" in text(clerk, base)
        answer = clerk.get(f"{base}/content/{item.versions.get().pk}")
        assert answer.content == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        send(clerk, f"{base}/{item.pk}/version", {"upload": SimpleUploadedFile("b.pdf", PDF + b"2")})
        send(clerk, f"{base}/{item.pk}/withdraw")

        assert "已撤出" in text(clerk, base)
        assert "江城中院" in text(clerk, f"{base}/catalogue")

    def test_nobody_else_reads_it(self, cast: Cast, stranger: Client) -> None:
        item = self._add(cast)
        base = f"/people/{cast.zhang.pk}/file"
        officer = cast.client_for(cast.ward_officer)
        for address in (
            base,
            f"{base}/{item.pk}",
            f"{base}/content/{item.versions.get().pk}",
            f"{base}/{item.pk}/withdraw",
            f"{base}/{item.pk}/version",
        ):
            text(stranger, address, 404)
            text(officer, address, 404)

    def test_another_persons_item_is_not_found_here(self, cast: Cast, clerk: Client) -> None:
        item = self._add(cast)
        text(clerk, f"/people/{cast.people['li'].pk}/file/{item.pk}", 404)
