from __future__ import annotations

from typing import Any

from django.template import Context, Template
from django.utils import translation

from zhiheng.web.explanation import rows


def node(zh: str, en: str, result: object, *children: dict[str, Any], **inputs: object) -> dict[str, Any]:
    provision = {"zh": "《刑法》第四十七条", "en": "Criminal Law, art. 47", "since": "1997-10-01"}
    return {"rule": "R-1", "caption": {"zh": zh, "en": en}, "provision": provision, "inputs": inputs, "result": result, "children": list(children)}


TREE = node(
    "止日", "The end", "2033-01-09", node("起算", "The start", "2021-09-10", node("羁押", "Custody", True)), node("财产", "Property", "unknown")
)


def test_what_was_called_comes_first_and_the_answer_last() -> None:
    with translation.override("en"):
        found = rows(TREE)

    assert [(r.number, r.depth, r.caption) for r in found] == [("1", 0, "The start"), ("", 1, "Custody"), ("2", 0, "Property"), ("3", 0, "The end")]
    assert (found[0].first, found[-1].last, found[-1].answer) == (True, True, True)


def test_words_follow_the_language() -> None:
    with translation.override("zh-hans"):
        assert rows(TREE)[0].provision == "《刑法》第四十七条"
    with translation.override("en"):
        assert rows(TREE)[0].provision == "Criminal Law, art. 47"


def test_unknown_is_said_and_marked() -> None:
    with translation.override("en"):
        property_row = rows(TREE)[2]

    assert (property_row.result, property_row.unknown) == ("to check", True)


def test_a_missing_fact_is_named() -> None:
    with translation.override("en"):
        assert rows(node("a", "a", {"unknown": ["final_date"]}))[0].result == "to check: final_date"


def test_inputs_carry_their_labels_and_empty_ones_are_left_out() -> None:
    tree = node("a", "a", 1, start="2021-09-10", gaps=[], term={"years": 2, "months": 0, "days": 0}) | {
        "labels": {"start": {"zh": "起始日", "en": "start day"}}
    }

    with translation.override("en"):
        assert rows(tree)[0].inputs == "start day: 2021-09-10; term: 2 years"


def test_a_deep_tree_is_drawn_without_markup_from_its_texts() -> None:
    deep = node("叶", "<script>leaf", 0)
    for _ in range(8):
        deep = node("枝", "branch", 0, deep)

    with translation.override("en"):
        html = Template("{% load face %}{% explanation tree %}").render(Context({"tree": deep}))

    assert "<script>" not in html
    assert "k4" in html


def test_nothing_computed_is_said() -> None:
    with translation.override("en"):
        assert "No computation is on record" in Template("{% load face %}{% explanation tree %}").render(Context({"tree": None}))
