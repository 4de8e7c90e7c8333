from __future__ import annotations

import pytest

from zhiheng.base.people.names import clean_name, reading, typed_reading
from zhiheng.engines.trail.refusals import Invalid


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("张伟", "zhang wei", "zw"),
        ("曾国", "zeng guo", "zg"),
        ("单雄信", "shan xiong xin", "sxx"),
        ("解放", "xie fang", "xf"),
        ("仇英", "qiu ying", "qy"),
        ("查良镛", "zha liang yong", "zly"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("吕方", "lv fang", "lf"),
        ("李𬭎", "li hong", "lh"),
        ("䶮", "yan", "y"),
        ("㛃", "jie", "j"),
        ("买买提·艾力", "mai mai ti ai li", "mmtal"),
        ("José García", "jose garcia", "jg"),
    ],
)
def test_reading(name: str, pinyin: str, initials: str) -> None:
    assert reading(name) == (pinyin, initials)


def test_a_surname_is_read_so_only_where_the_name_begins() -> None:
    assert reading("李单").pinyin == "li dan"


@pytest.mark.parametrize(("typed", "found"), [("Lü Fang", "lvfang"), ("lyufang", "lvfang"), ("zhang wei", "zhangwei"), ("O'Brien", "obrien")])
def test_typed_reading(typed: str, found: str) -> None:
    assert typed_reading(typed) == found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u3000张伟 ", "张伟"),
        ("买买提•艾力", "买买提·艾力"),
        ("Ｊｏｈｎ  Smith", "John Smith"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{7*7}}", "{{7*7}}"),
        ("李𬭎", "李𬭎"),
        ("张\u200b伟", "张伟"),
    ],
)
def test_clean_name_keeps_what_was_meant(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " \u3000", "张\x00伟", "张\x1b伟", "张" * 101, "\ue000"])
def test_clean_name_refuses(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_name(typed)

    assert "name" in refused.value.fields
