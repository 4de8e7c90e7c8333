"""The pages of the book: each article shows what its rule has and leaves out what it lacks, on the screen and in print."""

from __future__ import annotations

import re

import pytest

from zhiheng.law.book import Book, as_html, as_typst, law_book
from zhiheng.law.book.document import example_words


@pytest.fixture(scope="module")
def book() -> Book:
    return law_book()


def labels_in(text: str) -> list[str]:
    return re.findall(r"<dt>(.*?)</dt>", text)


def test_an_article_shows_what_there_is_and_nothing_else(book: Book) -> None:
    """Every label of every rule: one for each thing that the rule has, none for what it lacks."""
    page = as_html(book, "en")
    for entry in book.rules.values():
        begins = page.index(f'<article id="{entry.id}">')
        article = page[begins : page.index("</article>", begins)]
        expected = [
            ("In force", True),
            ("Versions", len(entry.versions) > 1),
            ("Facts used", bool(entry.parameters)),
            ("Calls", bool(entry.calls)),
            ("Called by", bool(entry.called_by)),
            ("Open questions", bool(entry.questions)),
            ("Note", bool(entry.note)),
        ]
        known = {label for label, _there in expected}
        assert [label for label in labels_in(article) if label in known] == [label for label, there in expected if there], entry.id
        assert (' class="ended"' in article) is (entry.until is not None), entry.id
        assert "<summary>Code</summary>" in article


def test_the_page_says_its_language_and_what_follows(book: Book) -> None:
    zh, en = as_html(book, "zh"), as_html(book, "en")

    assert ('<html lang="zh-Hans">' in zh, '<html lang="en">' in en) == (True, True)
    assert ("<h2>Contents</h2>" in en, "<h2>目录</h2>" in zh) == (True, True)
    assert "2011-05-01" in en
    assert "None" not in "".join(re.findall(r"<dd>(.*?)</dd>", en))
    assert "1997-10-01 to 2011-04-30" in en
    assert "1997-10-01至2011-04-30" in zh


def test_the_typeset_book_has_the_same_labels(book: Book) -> None:
    text = as_typst(book, "en", ("Libertinus Serif",))
    entries = book.rules.values()

    assert {label: text.count(f"([{label}], [") for label in ("Versions", "Facts used", "Calls", "Called by", "Open questions")} == {
        "Versions": sum(len(entry.versions) > 1 for entry in entries),
        "Facts used": sum(bool(entry.parameters) for entry in entries),
        "Calls": sum(bool(entry.calls) for entry in entries),
        "Called by": sum(bool(entry.called_by) for entry in entries),
        "Open questions": sum(bool(entry.questions) for entry in entries),
    }
    assert text.count("([Example], [") == sum(len(tuple(example_words(entry, "en"))) for entry in entries) > 0


def test_facts_are_named_with_their_kind(book: Book) -> None:
    page = as_html(book, "en")

    assert "sum of the terms (term)" in page
    assert "（" not in "".join(re.findall(r"<dt>Facts used</dt><dd>(.*?)</dd>", page))


@pytest.mark.parametrize("id", ["R-F-2", "R-F-3"])
def test_an_id_that_is_asked_for_comes_before_its_family(book: Book, id: str) -> None:
    found = [entry.id for entry in book.search(id.lower())]

    assert found[0] == id


def test_a_rule_that_names_a_family_calls_each_of_its_versions(book: Book) -> None:
    assert set(book.rules["R-M-4"].calls) >= {"R-M-2", "R-M-3"}
    assert "R-M-4" in book.rules["R-M-3"].called_by


def test_an_entry_says_how_sure_its_rule_is_and_shows_examples(book: Book) -> None:
    page = as_html(book, "en")

    assert (book.rules["PT-Q2"].confidence, book.rules["R-F-2"].confidence) == ("U", "")
    assert "<dt>Example</dt><dd>" in page
    assert re.search(r"<dt>Open questions</dt><dd>Q2 \w", page)
