"""Nothing reaches a reader untranslated: every text has its Chinese, no Chinese stands in code or templates."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.web import texts

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
import hatch_build  # noqa: E402  the build hook lies outside the package

FRAGMENTS = sorted((ROOT / "src/zhiheng/locale/fragments").glob("*.po"))
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# What may stand in Latin letters inside a Chinese sentence.
KEPT_LATIN = re.compile(
    r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>|&\w+;|E-[\w-]+|https?\S*|[A-Z][A-Z0-9.-]*\b|Asia/Shanghai"
    r"|zhiheng(?: [a-z]+)*|Ctrl|Shift|Enter|Esc|Tab|Alt|Zhiheng|PostgreSQL|[a-z]+\.[a-z]+|\(n\)"
)
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def catalogue() -> Mapping[tuple[str | None, str], str]:
    merged, _ = hatch_build.merged(FRAGMENTS)
    found = {}
    for message in merged:
        name = message.id if isinstance(message.id, str) else message.id[0]
        words = message.string if isinstance(message.string, str) else "".join(message.string or ())
        found[message.context, name] = words
    return found


def test_every_text_has_its_chinese(catalogue: Mapping[tuple[str | None, str], str]) -> None:
    missing = {t.id: t for t in texts.of_source() if not catalogue.get((t.context, t.id))}

    assert not missing, "Add to src/zhiheng/locale/fragments/<part>.po:\n" + "\n".join(
        f'# {t.where}\nmsgid "{t.id}"\nmsgstr ""\n' for t in missing.values()
    )


def test_texts_in_code_are_english() -> None:
    assert [t for t in texts.of_source() if CHINESE.search(t.id)] == []


def test_no_english_is_left_in_the_chinese(catalogue: Mapping[tuple[str | None, str], str]) -> None:
    left = {name: words for (_, name), words in catalogue.items() if name and LATIN_WORD.search(KEPT_LATIN.sub(" ", words))}

    assert left == {}


def test_placeholders_are_the_same_on_both_sides(catalogue: Mapping[tuple[str | None, str], str]) -> None:
    held = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    differ = {name: words for (_, name), words in catalogue.items() if name and sorted(held.findall(name)) != sorted(held.findall(words))}

    assert differ == {}


def test_no_fragment_translates_what_another_does_otherwise() -> None:
    assert hatch_build.merged(FRAGMENTS)[1] == []


def test_no_fuzzy_entries() -> None:
    assert [path.name for path in FRAGMENTS if ", fuzzy" in path.read_text()] == []


def test_no_chinese_stands_in_templates() -> None:
    found = {}
    for path in (ROOT / "src/zhiheng").rglob("templates/**/*.html"):
        # the gallery shows invented Chinese records; the name of the language is written in the language itself
        bare = re.sub(r">\s*中文\s*<", "><", path.read_text())
        if "gallery" not in path.parts and CHINESE.search(bare):
            found[path.name] = CHINESE.findall(bare)

    assert found == {}


def test_a_fuzzy_entry_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('#, fuzzy\nmsgid "Save"\nmsgstr "保存"\n', encoding="utf-8")

    assert len(hatch_build.merged([tmp_path / "a.po"])[0]) == 0


def test_two_translations_of_one_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid "Save"\nmsgstr "保存"\n', encoding="utf-8")
    (tmp_path / "b.po").write_text('msgid "Save"\nmsgstr "存储"\n', encoding="utf-8")

    assert hatch_build.merged([tmp_path / "a.po", tmp_path / "b.po"])[1] == ["'Save' in a.po and b.po"]


def test_an_unreadable_fragment_is_said_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid "Save"\nnonsense\n', encoding="utf-8")

    with pytest.raises(hatch_build.BuildTrouble, match=r"a\.po"):
        hatch_build.merged([tmp_path / "a.po"])
