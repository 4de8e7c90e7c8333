from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from zhiheng.law.acts.criminal_law import commutation
from zhiheng.law.book import Book, as_html, as_typst, law_book
from zhiheng.law.book.examples import facts_in_words, in_words, read, result_in_words, uses
from zhiheng.law.book.gather import _named, _numeral
from zhiheng.law.book.titles import TITLES, title_of
from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import RULES, Caption, version_of


@pytest.fixture(scope="module")
def book() -> Book:
    return law_book()


def test_every_rule_stands_in_the_book_once(book: Book) -> None:
    listed = [entry.id for part in book.instruments for chapter in part.chapters for entry in chapter.rules]

    assert sorted(listed) == sorted(RULES)


def test_every_chapter_has_a_title_in_both_languages(book: Book) -> None:
    assert {chapter.key for part in book.instruments for chapter in part.chapters} - set(TITLES) == set()


def test_an_entry_says_what_the_rule_says(book: Book) -> None:
    entry = book.rules["R-F-3"]

    assert (entry.instrument, entry.chapter, entry.since, entry.until) == ("T2011", "criminal_law.commutation", date(1997, 10, 1), date(2011, 4, 30))
    assert entry.caption.zh.startswith("2011年4月30日以前犯罪")
    assert [(p.name, p.label.zh, p.type) for p in entry.parameters] == [("final", "判决确定之日", "Day")]
    assert entry.note.startswith("The last day of the least time")
    assert entry.source.startswith("def life_floor_1997(final: Day) -> Day:")


def test_versions_are_in_order_of_commencement(book: Book) -> None:
    assert book.rules["R-F-2"].versions == book.rules["R-F-3"].versions == ("R-F-3", "R-F-2")
    assert book.rules["R-F-2"].family == "R-F-2/3"
    assert book.rules["R-F-1"].versions == ("R-F-1",)


def test_an_entry_knows_its_family_its_life_and_the_mark_of_its_text(book: Book) -> None:
    entry = book.rules["R-F-2"]

    assert [version.id for version in book.neighbours(entry)] == ["R-F-3", "R-F-2"]
    assert entry.digest == version_of(RULES["R-F-2"]).digest
    old = book.rules["R-F-3"]
    assert [old.in_force(date(1997, 9, 30)), old.in_force(date(1997, 10, 1)), old.in_force(date(2011, 4, 30)), old.in_force(date(2011, 5, 1))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_chapter_is_found_by_instrument_and_key(book: Book) -> None:
    chapter = book.chapter("T2011", "criminal_law.commutation")

    assert chapter is not None
    assert (chapter.title, [entry.id for entry in chapter.rules][:1]) == (TITLES["criminal_law.commutation"], ["R-F-3"])
    assert book.chapter("T2011", "no.such") is None
    assert book.chapter("NONE", "criminal_law.commutation") is None


def test_a_chapter_without_a_title_is_called_by_its_first_line() -> None:
    assert title_of("new.chapter", "\nArts 1 to 3: what is new.\n\nMore.") == Caption("Arts 1 to 3: what is new.", "Arts 1 to 3: what is new.")
    assert title_of("new.chapter", "") == Caption("new.chapter", "new.chapter")


def test_callers_and_callees_mirror_each_other(book: Book) -> None:
    assert book.rules["R-D-1"].calls == ("R-D-8", "R-D-3", "R-X-3")
    assert "R-D-1" in book.rules["R-D-8"].called_by
    for entry in book.rules.values():
        assert all(entry.id in book.rules[callee].called_by for callee in entry.calls), entry.id


def test_calls_that_ran_are_calls_that_the_book_names(book: Book) -> None:
    from tests.law.rows import explained

    def walk(node: dict[str, object]) -> None:
        children = node["children"]
        assert isinstance(children, list)
        for child in children:
            if node["rule"] in book.rules:
                assert child["rule"] in book.rules[str(node["rule"])].calls, (node["rule"], child["rule"])
            walk(child)

    walk(explained(grade="A", original={"kind": "fixed", "years": 12, "months": 0, "days": 0, "start": "2014-03-01"})["trace"])


@pytest.mark.parametrize(
    ("asked", "first"),
    [("r-f-1", "R-F-1"), ("第78条第2款第1项", ""), ("第七十八条 二分之一", "R-F-1"), ("art 78 one half", "R-F-1"), ("OQ-19 二十五年", "R-F-6")],
)
def test_found_by_id_article_and_words(book: Book, asked: str, first: str) -> None:
    found = [entry.id for entry in book.search(asked)]

    assert found[:1] == ([first] if first else [])


@pytest.mark.parametrize(("digits", "words"), [("第10条", "第十条"), ("第16条", "第十六条"), ("第78条", "第七十八条"), ("202条", "第二百零二条")])
def test_articles_in_digits(book: Book, digits: str, words: str) -> None:
    assert book.search(digits) == book.search(words) != ()


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (19, "十九"), (20, "二十"), (78, "七十八"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (999, "九百九十九")],
)
def test_numbers_as_articles_write_them(number: int, words: str) -> None:
    assert _numeral(number) == words


def _calls_through_a_module(start: int) -> int:
    return commutation.half_day(start, Term(1)) + start


def test_a_call_through_a_module_is_a_call() -> None:
    assert commutation.half_day in list(_named(_calls_through_a_module))


@pytest.mark.parametrize("asked", ["", "   ", "<script>", "甲" * 300])
def test_nothing_is_found_where_nothing_is(book: Book, asked: str) -> None:
    assert book.search(asked) == ()


class Links(HTMLParser):
    """What a page offers and where it points."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.outside: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.targets |= {(given["href"] or "")[1:]} if "href" in given else set()
        self.outside |= {tag} & {"script", "link", "img", "iframe"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_and_needs_nothing_else(book: Book, lang: str) -> None:
    links = Links()
    links.feed(as_html(book, lang))

    assert links.outside == set()
    assert len(links.ids) == len(set(links.ids))
    assert links.targets <= set(links.ids)
    assert set(RULES) <= set(links.ids)


def test_the_languages_do_not_mix(book: Book) -> None:
    assert "at least one half of the original term" not in as_html(book, "zh")
    assert "不能少于原判刑期的二分之一" not in as_html(book, "en")


def test_no_word_of_a_rule_commands_the_typesetter(book: Book) -> None:
    text = as_typst(book, "en", ("Libertinus Serif",))

    assert r"R\-F\-1]" in text
    assert text.count("#rule(") == len(RULES)


# --- examples, and two laws side by side ------------------------------------------------------------------------------


def test_a_rule_shows_the_examples_in_which_it_decided_something_first() -> None:
    used = uses()

    assert [use.number for use in used["R-F-2"]][:1] == ["27"]
    assert (facts_in_words(used["R-F-2"][0], "zh"), result_in_words(used["R-F-2"][0], "en")) == ("判决确定之日 2014-06-18", "2027-06-17")
    assert used["R-B-1"][0].node["result"] is True
    assert len({use.number for use in used["R-B-1"]}) == len(used["R-B-1"])


def test_examples_cover_the_law() -> None:
    """Every rule of sections 0 to 5 whose figure an example of the sheet states; the share may grow, not shrink."""
    assert len(uses()) >= 280
    assert set(uses()) <= set(RULES)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (None, "—", "—"),
        (True, "是", "yes"),
        ({"years": 1, "months": 6, "days": 0}, "1年6个月", "1 year 6 months"),
        ({"least": {"years": 1, "months": 0, "days": 0}, "greatest": {"years": 2, "months": 0, "days": 0}}, "1年至2年", "1 year to 2 years"),
        ({"least": {"years": 1, "months": 0, "days": 0}, "greatest": {"years": 1, "months": 0, "days": 0}}, "1年", "1 year"),
        ({"amount": 5, "unit": "working_days"}, "5个工作日", "5 working days"),
        (["fixed", 3, 2.5], "有期徒刑、3、2.5", "fixed term, 3, 2.5"),
        ({"balance": 0}, "balance 0", "balance 0"),
    ],
)
def test_values_in_words(value: object, zh: str, en: str) -> None:
    assert (in_words(value, "zh"), in_words(value, "en")) == (zh, en)


def test_every_example_has_its_words_in_both_languages() -> None:
    rows = [row for name in ("outlook.json", "dates.json", "points_months.json", "points_rules.json") for row in read(name)]

    assert [row["no"] for row in rows if not row["words"] or not row["words_zh"]] == []


def test_examples_and_questions_stand_in_the_document(book: Book) -> None:
    html, typst = as_html(book, "zh"), as_typst(book, "en", ("Noto Sans SC",))

    assert "<dt>算例</dt><dd>27 无期徒刑2014年生效，2017-03-20裁定，A级：判决确定之日 2014-06-18 → 2027-06-17</dd>" in html
    assert "OQ-24 " in html
    assert "Example" in typst


def test_the_prison_law_before_and_after(book: Book) -> None:
    lines = book.beside("PL-2012", "PL-2026")

    assert book.predecessor("PL-2026") == "PL-2012"
    assert book.predecessor("PL-2012") == book.predecessor("CL-A8") == ""
    assert ("PC-3-8-2012", "PC-3-8-2026") in [(line.old.id, line.new.id) for line in lines if line.old and line.new]
    assert {line.new.id for line in lines if line.new} == {entry.id for entry in book.rules.values() if entry.instrument == "PL-2026"}
    assert {line.old.id for line in lines if line.old} == {entry.id for entry in book.rules.values() if entry.instrument == "PL-2012"}
    assert any(line.old is None for line in lines)


def test_a_rule_without_counterpart_stands_alone(book: Book) -> None:
    lines = book.beside("PL-2026", "PL-2012")

    assert {line.new for line in lines} >= {None}
    assert {line.old.id for line in lines if line.old} == {entry.id for entry in book.rules.values() if entry.instrument == "PL-2026"}
