"""The sentence of a person at the page: it works, then each refusal."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS, eight_months, twelve_years
from zhiheng.domains.sentence.actions import record_change, record_judgment
from zhiheng.domains.sentence.models import Change, Credit, Judgment
from zhiheng.engines.trail.models import Act

JUDGMENT = {
    "document": "（2022）江02刑初38号", "court": "江城市第二中级人民法院", "offence": "诈骗罪",
    "kind": "fixed", "years": "12", "months": "", "days": "",
    "judged_on": "2022-03-25", "final_on": "2022-04-06", "delivered_on": "2022-05-18", "printed_start": "2021-09-10", "printed_end": "2033-09-09",
    "crime_1": "诈骗罪", "offence_date_1": "2020-11-03", "count_1_years": "12", "reason": "收监登记",
}  # fmt: skip
CHANGE = {
    "kind": "commutation", "document": "（2024）江02刑更412号", "court": "江城市第二中级人民法院",
    "ruled_on": "2024-10-15", "served_on": "2024-10-22",
    "years": "", "months": "8", "days": "", "printed_start": "2021-09-10", "printed_end": "2033-01-09", "reason": "裁定送达",
}  # fmt: skip


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


@pytest.fixture
def judgment(cast: Cast) -> Judgment:
    return record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=cast.acting(cast.clerk), reason="收监登记")


def page_of(cast: Cast, rest: str = "", name: str = "zhang") -> str:
    return f"/people/{cast.people[name].pk}/sentence{rest}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_tab_shows_the_record_and_the_reading_is_kept(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="裁定送达")
    shown = text(clerk.get(page_of(cast)))

    for words in ("12年", "8个月", "11年4个月", "2033-01-09", "2033-09-09", "（2024）江02刑更412号", "为什么是这一天"):
        assert words in shown
    read = Act.objects.filter(outcome="read", subject=f"person:{cast.zhang.pk}").latest("at")
    assert read.grant.startswith("sentence.view")


def test_person_without_a_judgment_says_so(cast: Cast, clerk: Client) -> None:
    assert "登记判决" in text(clerk.get(page_of(cast)))


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "为什么止日是 2033-09-09"), ("en", "Why the term ends on 2033-09-09")])
def test_why_answers_with_the_tree_of_provisions(cast: Cast, clerk: Client, judgment: Judgment, language: str, words: str) -> None:
    clerk.cookies["zh_language"] = language
    shown = text(clerk.get(page_of(cast, "/why"), headers={"Zhiheng-Drawer": "1"}))

    assert words in shown
    assert ("《刑法》" if language == "zh-hans" else "Criminal Law") in shown
    assert "林静" in shown
    assert "<html" not in shown


def test_why_shows_a_difference_with_both_dates(cast: Cast, clerk: Client) -> None:
    entry = twelve_years(printed_end=dt.date(2033, 9, 10))
    record_judgment(cast.episode("zhang"), entry=entry, acting=cast.acting(cast.clerk), reason="收监登记")
    shown = text(clerk.get(page_of(cast, "/why")))

    assert "为什么止日是 2033-09-10" in shown  # the printed date governs
    assert "2033-09-09" in shown
    assert "起始日不计入" in shown


def test_earlier_computation_can_be_read_and_compared(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    first = judgment.determinations.get()
    record_change(judgment, entry=eight_months(), acting=cast.acting(cast.clerk), reason="裁定送达")

    assert "2033-09-09" in text(clerk.get(page_of(cast, f"/why?determination={first.pk}")))
    compared = text(clerk.get(page_of(cast, "/why")))
    assert "比较" in compared
    assert clerk.get(page_of(cast, "/why?determination=999999")).status_code == 404
    assert clerk.get(page_of(cast, f"/why?determination={first.pk}", "li")).status_code == 404


def test_judgment_is_recorded_at_the_page(cast: Cast, clerk: Client) -> None:
    answer = clerk.post(page_of(cast, "/record"), JUDGMENT)

    assert answer.status_code == 302
    made = Judgment.objects.get()
    assert (made.document, made.printed_end, made.counts.get().years) == ("（2022）江02刑初38号", dt.date(2033, 9, 9), 12)
    assert made.determinations.get().agreement == "agrees"


def test_full_width_digits_are_understood(cast: Cast, clerk: Client) -> None:
    clerk.post(page_of(cast, "/record"), JUDGMENT | {"years": "１２", "printed_start": "２０２１-０９-１０"})
    assert Judgment.objects.get().years == 12


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"printed_end": "2021-02-30"}, "不存在"),  # no such day
        ({"printed_end": "2020-01-01"}, "核对"),  # ends before it starts
        ({"years": "-3"}, "负"),
        ({"years": "999999999999"}, "50"),
        ({"years": "9" * 6000}, "整数"),
        ({"kind": "banishment"}, "选"),
        ({"kind": "life"}, "没有刑期"),
        ({"document": ""}, "空"),
        ({"document": "号" * 300}, "100"),
        ({"judged_on": "2199-01-01"}, "年份|今天"),
        ({"reason": "  "}, "空"),
        ({"crime_1": "", "count_1_years": "3"}, "罪名"),
        ({"is_staff": "1"}, "不属于"),
        ({"status": "final"}, "不属于"),
        ({"superseded_by": "1"}, "不属于"),
    ],
)
def test_wrong_judgment_is_refused_with_words_and_kept_text(cast: Cast, clerk: Client, wrong: dict[str, str], words: str) -> None:
    answer = clerk.post(page_of(cast, "/record"), JUDGMENT | wrong)

    assert answer.status_code in (409, 422)
    shown = text(answer)
    assert "data-error-summary" in shown
    assert any(word in shown for word in words.split("|"))
    assert "江城市第二中级人民法院" in shown
    assert not Judgment.objects.exists()


@pytest.mark.parametrize("given", ["<script>alert(1)</script>", "{{7*7}}", "=cmd()", "𬭎䶮㛃"])
def test_text_stays_text(cast: Cast, clerk: Client, given: str) -> None:
    clerk.post(page_of(cast, "/record"), JUDGMENT | {"offence": given, "court": given, "document": given, "crime_1": given})
    shown = text(clerk.get(page_of(cast)))

    assert Judgment.objects.get().offence == given
    assert "<script>alert" not in shown


def test_judgment_sent_twice_is_recorded_once(cast: Cast, clerk: Client) -> None:
    clerk.post(page_of(cast, "/record"), JUDGMENT)
    again = clerk.post(page_of(cast, "/record"), JUDGMENT)

    assert again.status_code == 409
    assert Judgment.objects.count() == 1


def test_change_is_recorded_once_and_withdrawn(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    assert clerk.post(page_of(cast, "/change"), CHANGE).status_code == 302
    assert clerk.post(page_of(cast, "/change"), CHANGE).status_code == 409
    change = Change.objects.get()

    assert clerk.get(page_of(cast, f"/change/{change.pk}/withdraw")).status_code == 200
    assert clerk.post(page_of(cast, f"/change/{change.pk}/withdraw"), {"reason": "误录"}).status_code == 302
    change.refresh_from_db()
    assert change.withdrawn


def test_change_that_does_not_fit_is_refused_at_its_field(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    answer = clerk.post(page_of(cast, "/change"), CHANGE | {"kind": "life_to_fixed"})
    assert answer.status_code == 422
    assert "无期徒刑减为有期徒刑" in text(answer)
    assert not Change.objects.exists()


def test_credit_is_recorded(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    sent = {"kind": "excluded", "first": "", "last": "", "days": "40", "source": "（2023）江02刑更7号", "reason": "法院认定"}
    assert clerk.post(page_of(cast, "/credit"), sent).status_code == 302
    assert Credit.objects.get().days == 40
    assert "2033-10-19" in text(clerk.get(page_of(cast)))


def test_correction_is_filled_with_what_is_recorded(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    shown = text(clerk.get(page_of(cast, "/correct")))
    assert 'value="2033-09-09"' in shown

    assert clerk.post(page_of(cast, "/correct"), JUDGMENT | {"printed_end": "2033-09-08"}).status_code == 302
    assert Judgment.objects.count() == 2
    assert "已更正" in text(clerk.get(page_of(cast)))


def test_recompute_sent_twice_is_done_once(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    sent = {"seen": str(judgment.determinations.get().pk), "reason": "复核"}
    assert clerk.post(page_of(cast, "/recompute"), sent).status_code == 302
    assert clerk.post(page_of(cast, "/recompute"), sent).status_code == 409
    assert judgment.determinations.count() == 2


def anonymous(answer: Any, key: int) -> str:
    """The answer without what differs from request to request: the address asked for, the form's token, the clock."""
    return re.sub(r'data-csrf="\w+"|csrfmiddlewaretoken" value="\w+"|\d\d:\d\d:\d\d', "", text(answer).replace(f"/people/{key}/", ""))


FORMS = ("/record", "/correct", "/change", "/credit", "/recompute")


@pytest.mark.parametrize("rest", ["", "/why", *FORMS])
def test_other_prison_and_nobody_are_the_same_answer(cast: Cast, clerk: Client, rest: str) -> None:
    record_judgment(cast.episode("chen"), entry=TWELVE_YEARS, acting=cast.acting(cast.other_clerk), reason="收监登记")
    other, nobody = clerk.get(page_of(cast, rest, "chen")), clerk.get(f"/people/999999/sentence{rest}")

    assert (other.status_code, nobody.status_code) == (404, 404)
    assert anonymous(other, cast.chen.pk) == anonymous(nobody, 999999)
    assert Act.objects.filter(outcome="refused", subject=f"person:{cast.chen.pk}").exists()


@pytest.mark.parametrize("rest", FORMS)
def test_post_to_the_other_prison_changes_nothing(cast: Cast, clerk: Client, rest: str) -> None:
    before = Judgment.objects.count(), Change.objects.count()
    assert clerk.post(page_of(cast, rest, "chen"), JUDGMENT | CHANGE).status_code == 404
    assert (Judgment.objects.count(), Change.objects.count()) == before


def test_row_of_another_person_cannot_be_withdrawn(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    other = record_judgment(cast.episode("chen"), entry=TWELVE_YEARS, acting=cast.acting(cast.other_clerk), reason="收监登记")
    change = record_change(other, entry=eight_months(), acting=cast.acting(cast.other_clerk), reason="裁定送达")
    assert clerk.post(page_of(cast, f"/change/{change.pk}/withdraw"), {"reason": "误录"}).status_code == 404
    change.refresh_from_db()
    assert not change.withdrawn


def test_ward_officer_reads_and_does_not_record(cast: Cast, judgment: Judgment) -> None:
    cast.grant(cast.idle, "sentence.view", "b.p1.w1")
    cast.grant(cast.idle, "people.view", "b.p1.w1")
    reader = cast.client_for(cast.idle)

    assert reader.get(page_of(cast)).status_code == 200
    assert reader.get(page_of(cast, "/change")).status_code == 404
    assert reader.post(page_of(cast, "/record"), JUDGMENT).status_code == 404
    assert reader.get(page_of(cast, "", "ouyang")).status_code == 404  # the other ward


def test_administrators_do_not_read_sentences(cast: Cast, judgment: Judgment) -> None:
    for officer in (cast.admin_accounts, cast.admin_policy, cast.admin_trail):
        assert cast.client_for(officer).get(page_of(cast)).status_code == 404
        assert cast.client_for(officer).get("/sentences/differences").status_code == 404


def test_forged_numbers_in_the_address_do_no_harm(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    for forged in ("?episode=x", "?episode=9" + "9" * 30, "?episode=-1", "?determination=²"):
        assert clerk.get(page_of(cast, forged)).status_code == 200
    other = cast.episode("chen").pk
    assert clerk.get(page_of(cast, f"?episode={other}")).status_code == 404


def test_differences_list_what_wants_a_look(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    entry = twelve_years(document="（2021）江02刑初9号", printed_end=dt.date(2033, 9, 10))
    record_judgment(cast.episode("li"), entry=entry, acting=cast.acting(cast.clerk), reason="收监登记")
    record_judgment(cast.episode("chen"), entry=entry, acting=cast.acting(cast.other_clerk), reason="收监登记")
    shown = text(clerk.get("/sentences/differences"))

    assert "李𬭎" in shown
    assert "张伟" not in shown  # agrees
    assert "陈晓" not in shown  # the other prison
    assert "李𬭎" not in text(clerk.get("/sentences/differences?agreement=invalid"))
    assert "李𬭎" not in text(clerk.get(f"/sentences/differences?ward={cast.place('b.p1.w2').pk}"))
    assert "李𬭎" not in text(clerk.get("/sentences/differences?kind=life"))
    assert clerk.get("/sentences/differences?ward=x&after=%25%25&agreement=agrees").status_code == 200


def test_tab_asks_the_same_few_questions_however_many_rows(cast: Cast, clerk: Client, judgment: Judgment, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        ruled = dt.date(2022 + number // 2, 5 + number, 1)
        entry = eight_months(document=f"{number}号", printed_end=None, ruled_on=ruled, served_on=None)
        record_change(judgment, entry=entry, acting=cast.acting(cast.clerk), reason="裁定送达")
    with django_assert_max_num_queries(30):
        assert clerk.get(page_of(cast)).status_code == 200
