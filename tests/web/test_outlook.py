"""The outlook at the page: the card, the drawer, what if; then each refusal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS, twelve_years
from zhiheng.domains.sentence.actions import record_judgment
from zhiheng.domains.sentence.models import Change, Judgment
from zhiheng.engines.trail.models import Act


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


@pytest.fixture
def judgment(cast: Cast) -> Judgment:
    return record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=cast.acting(cast.clerk), reason="收监登记")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def page_of(cast: Cast, query: str = "", name: str = "zhang") -> str:
    return f"/people/{cast.people[name].pk}/outlook{query}"


def test_profile_carries_the_card(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    shown = text(clerk.get(f"/people/{cast.zhang.pk}"))

    for words in ("减刑、假释前景", "法释〔2016〕23号", "2024-05-18", "2027-09-09", "9个月", "2027-09-10", "未记载"):
        assert words in shown


def test_profile_without_a_judgment_has_no_card(cast: Cast, clerk: Client) -> None:
    assert "减刑、假释前景" not in text(clerk.get(f"/people/{cast.zhang.pk}"))


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "确有悔改表现"), ("en", "repentance and merit")])
def test_drawer_says_every_key_with_its_tree_and_the_reading_is_kept(
    cast: Cast, clerk: Client, judgment: Judgment, language: str, words: str
) -> None:
    clerk.cookies["zh_language"] = language
    shown = text(clerk.get(page_of(cast), headers={"Zhiheng-Drawer": "1"}))

    assert words in shown
    assert "<html" not in shown
    assert ("第六条" if language == "zh-hans" else "art 6") in shown
    read = Act.objects.filter(outcome="read", subject=f"person:{cast.zhang.pk}").latest("at")
    assert read.grant.startswith("sentence.view")


def test_another_reading_can_be_chosen(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    shown = text(clerk.get(page_of(cast, "?reading=2")))

    assert "累犯不得假释" in shown
    assert clerk.get(page_of(cast, "?reading=99")).status_code == 200


def test_what_if_shows_what_moves_and_stores_nothing(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    shown = text(clerk.get(page_of(cast, "?commutation=8&property=done&categories=none&grade=A")))

    assert "2033-01-09" in shown
    assert "2033-09-09" in shown
    assert "仅作试算，未作登记" in shown
    assert Change.objects.count() == 0


def test_what_if_names_the_days_before_and_now_and_each_provision(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    shown = clerk.get(page_of(cast, "?delivery_date=2022-06-30")).context

    assert ("首次减刑最早报请日", "", "2024-05-18", "2024-06-30") in shown["moved"]
    assert any("第四十条" in step.provision and step.after == "2022-06-30" for step in shown["steps_moved"])
    assert len(shown["tried"]) == 1


@pytest.mark.parametrize("query", ["?commutation=999", "?commutation=x", "?delivery_date=2022-02-30", "?grade=Z", "?ruling_date=1066-10-14"])
def test_what_cannot_be_tried_is_said_and_the_record_is_shown(cast: Cast, clerk: Client, judgment: Judgment, query: str) -> None:
    answer = clerk.get(page_of(cast, query))

    assert answer.status_code == 422
    assert "2024-05-18" in text(answer)


def test_months_are_not_taken_off_a_sentence_without_a_term(cast: Cast, clerk: Client) -> None:
    entry = twelve_years(kind="life", term=None, printed_start=None, printed_end=None, counts=())
    record_judgment(cast.episode("zhang"), entry=entry, acting=cast.acting(cast.clerk), reason="收监登记")

    assert "22年" in text(clerk.get(page_of(cast)))
    refused = clerk.get(page_of(cast, "?commutation=8"))
    assert refused.status_code == 422
    assert "不按月减刑" in text(refused)


def test_tried_facts_that_contradict_each_other_are_refused_in_words(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    shown = text(clerk.get(page_of(cast, "?ruling_date=2019-01-01")))

    assert "裁定早于判决" in shown


def test_outside_the_area_there_is_no_outlook(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    assert clerk.get(page_of(cast, name="chen")).status_code == 404
    assert clerk.get(page_of(cast, name="li")).status_code == 404  # inside, but nothing is recorded
    assert clerk.post(page_of(cast)).status_code == 405
