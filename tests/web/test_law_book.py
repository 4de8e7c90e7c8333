from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

from tests.cast import Cast
from zhiheng.law.book import law_book
from zhiheng.web.explanation import rows


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
    assert '<a class="law" href="/law/rules/R-F-1" data-drawer="wide"' in text
    assert '<span class="law"' in text
