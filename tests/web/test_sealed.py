"""Sealing, enquiries and the mark of a key person, on their pages: what is shown once, to whom, and what nobody sees."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.departure.test_seals import BIRTH, GROWN, MINOR, asked, released, sealed
from tests.domains.custody.reception.papers import by
from zhiheng.domains.custody.departure import actions
from zhiheng.domains.custody.departure.models import KeyPerson, RecordSeal, SealEnquiry
from zhiheng.domains.custody.reception.models import IssuedPaper
from zhiheng.engines.trail.models import Act, Change
from zhiheng.web.pages.trail.sealed import NAMED_AFTER, sealed_refs

PACKAGE = Path(__file__).resolve().parents[2] / "src/zhiheng"
WHY = {"reason": "依职责"}


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


def enquiry(**changes: Any) -> dict[str, Any]:
    given = asked(**changes)._asdict() | {"place": "b.p1", "birth_date": BIRTH.isoformat()}
    return WHY | {name: value for name, value in given.items() if value is not None}


def test_sealed_from_the_page_of_the_release_which_then_is_gone(cast: Cast, clerk: Client) -> None:
    person = released(cast, MINOR)
    page = f"/people/{person.pk}/leaving"
    assert "依法在释放后封存" in clerk.get(page).content.decode()
    assert clerk.post(f"{page}/seal", WHY | {"confirmed": "1"}).status_code == 302

    for address in (page, f"/people/{person.pk}", f"/people/{person.pk}/file", f"/people/{person.pk}/trail"):
        assert clerk.get(address).status_code == 404, address
    assert "吴刚" not in clerk.get("/people?state=released").content.decode()
    assert "吴刚" not in clerk.get("/reception?state=admitted").content.decode()
    for paper in IssuedPaper.objects.all():
        assert clerk.get(f"/papers/{paper.pk}").status_code == 404
    assert f"/people/{person.pk}" not in clerk.get("/search?q=吴刚").content.decode()


def test_the_trail_says_that_it_was_done_not_on_whom(cast: Cast) -> None:
    person, seal = sealed(cast)
    trail = cast.client_for(cast.admin_trail)

    listed = trail.get(f"/trail?object=person:{person.pk}").content.decode()
    assert "吴刚" not in listed
    assert "记录已封存" in listed
    act = Act.objects.filter(verb="seal_record").get()
    assert act.subject == f"person:{person.pk}"
    assert trail.get(f"/trail/{act.id}").status_code == 404
    assert seal.number == "3101260099"


def test_the_door_and_the_points_say_no_name_either(cast: Cast) -> None:
    """Acts at a place that wrote the person's rows, and subjects that bear the name without being the person."""
    person, _seal = sealed(cast)
    trail = cast.client_for(cast.admin_trail)
    written = {change.act_id for change in Change.objects.filter(table__in=("expected_arrival", "person", "person_name"))}
    shown = [trail.get(f"/trail/{key}") for key in written]
    opened = [answer.content.decode() for answer in shown if answer.status_code == 200]

    assert any("涉及已封存的记录" in page for page in opened)  # the act at the door is a place's, and is shown without the person
    assert all("吴刚" not in page for page in opened)
    assert "吴刚" not in trail.get("/trail?place=b.p1").content.decode()
    sheet = trail.post("/trail/export", {"reason": "核对", "format": "csv"}).content.decode()
    assert "登记待收押人员" in sheet or "expect" in sheet
    assert "吴刚" not in sheet
    assert sealed_refs([f"person:{person.pk}"]) == {f"person:{person.pk}"}


def test_whoever_asks_the_trail_for_a_name_is_not_led_to_a_sealed_record(cast: Cast) -> None:
    person, _seal = sealed(cast)
    trail = cast.client_for(cast.admin_trail)

    assert f"person:{person.pk}" not in trail.get("/trail?what=吴刚").content.decode()
    assert "张伟" in trail.get("/trail?what=张伟").content.decode()


def test_every_subject_that_bears_a_persons_name_is_known_to_the_trails_pages() -> None:
    """A room that labels a record of its own with a person's name says here how the person is found."""
    named = {kind for path in PACKAGE.rglob("*.py") for kind in re.findall(r'ref=f"([a-z-]+):[^"]*", label=of\.label', path.read_text())}

    assert named == set(NAMED_AFTER)


def test_what_the_law_leaves_open_is_asked_for_in_words(cast: Cast, clerk: Client) -> None:
    person = released(cast, MINOR, GROWN)
    page = f"/people/{person.pk}/leaving"
    assert clerk.post(f"{page}/seal", WHY | {"confirmed": "1"}).status_code == 422
    assert clerk.post(f"{page}/do-not-seal", WHY | {"words": "主要犯罪行为在成年后实施"}).status_code == 302
    assert "主要犯罪行为在成年后实施" in clerk.get(page).content.decode()


def test_an_enquiry_is_answered_shown_to_who_asked_and_kept(cast: Cast, clerk: Client) -> None:
    sealed(cast)
    answer = clerk.post("/sealed/enquire", enquiry())
    opened = SealEnquiry.objects.get()
    assert answer.headers["Location"] == f"/sealed/enquiries/{opened.pk}"
    shown = clerk.get(answer.headers["Location"]).content.decode()
    assert "吴刚" in shown
    assert "诈骗罪" in shown  # the offence of the judgment
    assert Act.objects.filter(verb="read", subject=f"record-seal:{opened.seal_id}").exists()

    cast.grant(cast.reviewer, "record.open", "b.p1")
    other = cast.client_for(cast.reviewer).get(answer.headers["Location"]).content.decode()
    assert "江检函〔2026〕9号" in other
    assert "吴刚" not in other
    assert cast.client_for(cast.other_clerk).get(answer.headers["Location"]).status_code == 404
    listed = clerk.get("/sealed").content.decode()
    assert "江城市人民检察院" in listed
    assert "吴刚" not in listed


def test_when_the_day_is_over_it_is_closed_again(cast: Cast, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(cast)
    made = actions.answer_enquiry(cast.place("b.p1"), asked=asked(), **by(cast))
    assert "吴刚" in clerk.get(f"/sealed/enquiries/{made.pk}").content.decode()

    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr("zhiheng.web.pages.reception.sealed.timezone", SimpleNamespace(now=lambda: tomorrow))
    assert "吴刚" not in clerk.get(f"/sealed/enquiries/{made.pk}").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ground": "curiosity"}, "选择"),
        ({"organ": ""}, "必填"),
        ({"birth_date": "", "identity": ""}, "不得仅凭姓名"),
        ({"birth_date": "昨天"}, "日期"),
    ],
)
def test_nonsense_in_an_enquiry_opens_nothing(cast: Cast, clerk: Client, changes: dict[str, str], words: str) -> None:
    sealed(cast)
    answer = clerk.post("/sealed/enquire", enquiry() | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not SealEnquiry.objects.exists()


def test_a_warden_unseals_what_the_warden_opened(cast: Cast) -> None:
    person, _seal = sealed(cast)
    warden = cast.client_for(cast.warden)
    page = warden.post("/sealed/enquire", enquiry()).headers["Location"]
    assert warden.post(f"{page}/unseal", WHY | {"document": "（2027）江01刑终9号", "confirmed": "1"}).status_code == 302

    assert RecordSeal.objects.get().state == "lifted"
    assert "吴刚" in warden.get(f"/people/{person.pk}").content.decode()
    assert warden.get(f"{page}/unseal").status_code == 404


def test_a_mark_is_made_contested_and_answered_on_the_page(cast: Cast, clerk: Client) -> None:
    page = f"/people/{cast.zhang.pk}/leaving"
    ahead = (timezone.localdate() + dt.timedelta(30)).isoformat()
    bad = clerk.post(f"{page}/key-person", WHY | {"grounds": ["no-home", "astrology"], "words": "x", "review_on": "2099-01-01"})
    assert bad.status_code == 422
    clerk.post(f"{page}/key-person", WHY | {"grounds": ["no-home"], "words": "户籍地无住房", "review_on": ahead})
    mark = KeyPerson.objects.get()
    clerk.post(f"{page}/key-person/{mark.pk}/contest", WHY | {"words": "姐姐愿意接我"})
    shown = clerk.get(page).content.decode()
    assert "户籍地无住房" in shown
    assert "姐姐愿意接我" in shown

    own = clerk.post(f"{page}/key-person/{mark.pk}/answer", WHY | {"answer": "dismissed", "words": "x"})
    assert "不得答复本人所作认定" in own.content.decode()
    cast.client_for(cast.warden).post(f"{page}/key-person/{mark.pk}/answer", WHY | {"answer": "upheld", "words": "已核实"})
    assert "意见成立" in clerk.get(page).content.decode()
    assert clerk.get(f"/people/{cast.chen.pk}/leaving/key-person/{mark.pk}/review").status_code == 404
    assert clerk.get(f"/people/{cast.people['li'].pk}/leaving/key-person/{mark.pk}/review").status_code == 404
