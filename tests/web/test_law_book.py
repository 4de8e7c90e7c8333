from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

from tests.cast import Cast
from zhiheng.law.book import law_book
from zhiheng.lib.typesetting import CannotSet
from zhiheng.web.explanation import rows
from zhiheng.web.pages.law import views


def page(cast: Cast, url: str, **query: str) -> str:
    """The page as an official without any power reads it."""
    response = cast.client_for(cast.idle).get(url, query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_every_official_reads_every_instrument(cast: Cast) -> None:
    text = page(cast, reverse("law"))

    assert [part.instrument.zh for part in law_book().instruments if part.instrument.zh not in text] == []
    assert ">法律规则<" in text


@pytest.mark.parametrize(("asked", "shown"), [("二分之一 第78条", "R-F-1"), ("R-F-2", "R-F-2"), ("OQ-24", "R-D-1")])
def test_rules_are_found(cast: Cast, asked: str, shown: str) -> None:
    assert reverse("law_rule", args=[shown]) in page(cast, reverse("law"), q=asked)


def test_what_no_rule_says_is_said(cast: Cast) -> None:
    assert "没有符合的规则" in page(cast, reverse("law"), q="<script>alert(1)</script>")


def test_a_broad_search_says_that_it_shows_only_a_part(cast: Cast) -> None:
    text = page(cast, reverse("law"), q="的")

    assert "仅显示前一百条" in text
    assert text.count('href="/law/rules/') == 100


def test_every_chapter_and_every_rule_has_its_page(cast: Cast) -> None:
    client = cast.client_for(cast.idle)
    chapters = [reverse("law_chapter", args=[c.instrument, c.key]) for part in law_book().instruments for c in part.chapters]
    rules = [reverse("law_rule", args=[id]) for id in law_book().rules]

    assert [url for url in chapters + rules[::7] if client.get(url).status_code != 200] == []


def test_versions_stand_side_by_side(cast: Cast) -> None:
    text = page(cast, reverse("law_rule", args=["R-F-2"]))

    assert "历次版本对照" in text
    assert "不少于十三年" in text
    assert "不少于十年" in text
    assert "1997-10-01至2011-04-30" in text


def test_a_rule_that_has_ended_says_so(cast: Cast) -> None:
    assert "已失效" in page(cast, reverse("law_rule", args=["R-F-3"]))
    assert "已失效" not in page(cast, reverse("law_rule", args=["R-F-1"]))


@pytest.mark.parametrize(
    ("name", "args"), [("law_rule", ["R-NO-1"]), ("law_rule", ["<b>"]), ("law_chapter", ["CL", "no"]), ("law_chapter", ["X", "y"])]
)
def test_what_is_not_there_is_not_found(cast: Cast, name: str, args: list[str]) -> None:
    assert cast.client_for(cast.idle).get(reverse(name, args=args)).status_code == 404


def node(rule: str) -> dict[str, object]:
    words = {"zh": "词", "en": "words"}
    return {"rule": rule, "caption": words, "provision": words | {"since": "1997-10-01"}, "inputs": {}, "result": 1, "children": []}


def test_a_provision_of_an_explanation_leads_to_its_rule() -> None:
    law_book()
    with translation.override("zh-hans"):
        tree = node("R-D") | {"children": [node("R-F-1")]}
        text = Template("{% load face %}{% explanation tree %}").render(Context({"tree": tree}))

    assert [row.href for row in rows(tree)] == ["/law/rules/R-F-1", ""]
    assert re.search(r'<a\s+class="law"\s+href="/law/rules/R-F-1"\s+data-drawer="wide"', text)
    assert re.search(r'<span\s+class="law"', text)


def test_a_rule_shows_its_worked_examples(cast: Cast) -> None:
    text = page(cast, reverse("law_rule", args=["R-F-2"]))

    assert "无期徒刑2014年生效" in text
    assert "2027-06-17" in text
    assert "个算例用到本规则" in text
    assert "算例" not in page(cast, reverse("law_rule", args=["R-H-1"]))


def test_the_old_and_the_new_prison_law_side_by_side(cast: Cast) -> None:
    assert reverse("law_beside", args=["PL-2012", "PL-2026"]) in page(cast, reverse("law"))
    text = page(cast, reverse("law_beside", args=["PL-2012", "PL-2026"]))

    assert "PC-3-8-2012" in text
    assert "PC-3-8-2026" in text
    assert "本手册无对应规则" in text


@pytest.mark.parametrize(("old", "new"), [("PL-2012", "PL-2012"), ("PL-2012", "no"), ("no", "PL-2012")])
def test_laws_that_are_not_there_are_not_found(cast: Cast, old: str, new: str) -> None:
    assert cast.client_for(cast.idle).get(reverse("law_beside", args=[old, new])).status_code == 404


def test_the_book_as_pdf(cast: Cast) -> None:
    pytest.importorskip("typst")
    response = cast.client_for(cast.idle).get(reverse("law_pdf"))

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize(("lacks", "words"), [("typesetter", "未安装排版组件"), ("font", "没有中文字体")])
def test_without_the_typesetter_the_page_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch, lacks: str, words: str) -> None:
    def nothing(edition: str, lang: str) -> bytes:
        raise CannotSet(lacks)  # type: ignore[arg-type]

    monkeypatch.setattr(views, "book_as_pdf", nothing)

    assert words in cast.client_for(cast.idle).get(reverse("law_pdf"), follow=True).content.decode()
