"""The book as one HTML file that needs nothing else: contents, chapters, rules, ready for paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from zhiheng.law.book.examples import facts_in_words, result_in_words, uses
from zhiheng.law.book.gather import Book, Chapter, InstrumentPart, RuleEntry
from zhiheng.law.questions import QUESTIONS
from zhiheng.law.reckoning import Caption
from zhiheng.law.wording import say

STYLE = """
body{font:16px/1.6 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
body{color:#1b1f24;background:#fff;margin:0 auto;max-width:52rem;padding:2rem 1.5rem}
h1{font-size:1.8rem;margin:0}
h2{font-size:1.35rem;margin:3rem 0 .5rem;border-bottom:2px solid #1b1f24;padding-bottom:.25rem}
h3{font-size:1.1rem;margin:2rem 0 .5rem}h4{font-size:1rem;margin:0}
a{color:#0b57a4;text-decoration:none}a:hover,a:focus{text-decoration:underline}
nav ol{list-style:none;padding:0}nav li li{padding-left:1.25rem}nav .n{color:#59636e}
article{border-top:1px solid #d0d7de;padding:1rem 0;break-inside:avoid}
.id{color:#59636e;font:.85rem ui-monospace,monospace;margin-left:.5rem}.words{margin:.25rem 0}
dl{display:grid;grid-template-columns:7rem 1fr;gap:.1rem .75rem;font-size:.875rem;margin:.5rem 0 0}dt{color:#59636e}dd{margin:0}
pre{background:#f6f8fa;padding:.75rem;overflow-x:auto;font-size:.8rem;line-height:1.45}summary{cursor:pointer;font-size:.875rem;color:#59636e}
.ended{color:#8a4600}
@media print{@page{size:A4;margin:20mm 18mm}body{max-width:none;padding:0;font-size:10.5pt}h2{break-before:page}h3,h4{break-after:avoid}
a{color:inherit}details{display:none}}
"""

MOST_EXAMPLES = 2

KINDS = {
    "Day": Caption("日期", "day"),
    "Term": Caption("刑期", "term"),
    "Truth": Caption("是／否／不明", "yes, no or unknown"),
    "bool": Caption("是／否", "yes or no"),
    "int": Caption("整数", "whole number"),
    "Points": Caption("分", "points"),
}


def as_html(book: Book, lang: str) -> str:
    """The whole book in ``zh`` or ``en``."""
    title = say(lang, "法律规则手册", "The law book")
    parts = "".join(_part(book, part, lang) for part in book.instruments)
    head = f'<!doctype html>\n<html lang="{say(lang, "zh-Hans", "en")}"><head><meta charset="utf-8"><title>{title} {escape(book.edition)}</title>'
    meta = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return f"{head}{meta}<style>{STYLE}</style></head>\n<body><h1>{title}</h1>{_preface(book, lang)}{_contents(book, lang)}{parts}</body></html>\n"


def _preface(book: Book, lang: str) -> str:
    count = len(book.rules)
    zh = f"规则包{book.edition}版，共{count}条规则。条文内容为转述，不是法律原文；以公布的法律文本为准。"
    en = f"Rule pack {book.edition}, {count} rules. The words are our paraphrase, not the text of the law; the published text prevails."
    return f"<p>{escape(say(lang, zh, en))}</p>"


def _contents(book: Book, lang: str) -> str:
    lines = "".join(
        f'<li><a href="#{_anchor(part.instrument.short)}">{escape(_name(part, lang))}</a> <span class="n">{part.rule_count}</span><ol>'
        + "".join(f'<li><a href="#{_at(chapter)}">{escape(said(chapter.title, lang))}</a></li>' for chapter in part.chapters)
        + "</ol></li>"
        for part in book.instruments
    )
    return f"<nav><h2>{say(lang, '目录', 'Contents')}</h2><ol>{lines}</ol></nav>"


def _part(book: Book, part: InstrumentPart, lang: str) -> str:
    lived = life(part.instrument.since, part.instrument.until, lang)
    head = f'<section><h2 id="{_anchor(part.instrument.short)}">{escape(_name(part, lang))}</h2><p>{lived}</p>'
    chapters = (
        f'<h3 id="{_at(chapter)}">{escape(said(chapter.title, lang))}</h3>' + "".join(_rule(entry, lang) for entry in chapter.rules)
        for chapter in part.chapters
    )
    return f"{head}{''.join(chapters)}</section>\n"


def _rule(entry: RuleEntry, lang: str) -> str:
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{value}</dd>" for label, value in _facts(entry, lang))
    code = f"<details><summary>{say(lang, '代码', 'Code')}</summary><pre><code>{escape(entry.source)}</code></pre></details>"
    head = f'<h4>{escape(said(entry.provision, lang))}<span class="id">{escape(entry.id)}</span></h4>'
    words = f'<p class="words">{escape(said(entry.caption, lang))}</p>'
    return f'<article id="{_anchor(entry.id)}">{head}{words}<dl>{facts}</dl>{code}</article>\n'


def _facts(entry: RuleEntry, lang: str) -> Iterator[tuple[str, str]]:
    ended = ' class="ended"' if entry.until else ""
    yield say(lang, "施行", "In force"), f"<span{ended}>{life(entry.since, entry.until, lang)}</span>"
    if len(entry.versions) > 1:
        yield say(lang, "历次版本", "Versions"), _links(entry.versions)
    if entry.parameters:
        yield say(lang, "依据事实", "Facts used"), escape(parameter_words(entry, lang))
    if entry.calls:
        yield say(lang, "引用规则", "Calls"), _links(entry.calls)
    if entry.called_by:
        yield say(lang, "被引用", "Called by"), _links(entry.called_by)
    if entry.questions:
        yield say(lang, "待定问题", "Open questions"), escape(question_words(entry, lang))
    for words in example_words(entry, lang):
        yield say(lang, "算例", "Example"), escape(words)
    if entry.note:
        yield say(lang, "代码说明", "Note"), f'<span lang="en">{escape(entry.note)}</span>'


def question_words(entry: RuleEntry, lang: str) -> str:
    """Each open question with what it is called."""
    titles = ((code, QUESTIONS.get(code) or QUESTIONS.get(f"PT-{code}")) for code in entry.questions)
    return say(lang, "；", "; ").join(f"{code} {said(found.title, lang)}" if found else code for code, found in titles)


def example_words(entry: RuleEntry, lang: str) -> Iterator[str]:
    """The first worked examples in which the rule was used: number and words, facts, what the rule made of them."""
    for use in uses().get(entry.id, ())[:MOST_EXAMPLES]:
        title = f"{use.number} {said(use.words, lang)}".strip()
        facts = facts_in_words(use, lang)
        yield f"{title}{say(lang, '：', ': ') if title and facts else ''}{facts} → {result_in_words(use, lang)}".strip()


def parameter_words(entry: RuleEntry, lang: str) -> str:
    """The inputs in words: 起始日（日期）、…"""
    return say(lang, "、", ", ").join(parameter_word(said(p.label, lang), kind_word(p.type, lang), lang) for p in entry.parameters)


def parameter_word(name: str, kind: str, lang: str) -> str:
    return say(lang, f"{name}（{kind}）", f"{name} ({kind})") if kind else name


def kind_word(annotation: str, lang: str) -> str:
    """A type of the code in words; none for a type whose name of the input says enough."""
    known = KINDS.get(annotation)
    return said(known, lang) if known else ""


def life(since: date, until: date | None, lang: str) -> str:
    """First and last day in force."""
    if until is None:
        return say(lang, f"自{since}起施行", f"in force since {since}")
    return say(lang, f"{since}至{until}", f"{since} to {until}")


def said(words: Caption, lang: str) -> str:
    return words.zh if lang == "zh" else words.en


def _name(part: InstrumentPart, lang: str) -> str:
    return say(lang, part.instrument.zh, part.instrument.en)


def _links(ids: tuple[str, ...]) -> str:
    return " ".join(f'<a href="#{_anchor(id)}">{escape(id)}</a>' for id in ids)


def _anchor(name: str) -> str:
    return escape(name, quote=True)


def _at(chapter: Chapter) -> str:
    return _anchor(f"{chapter.instrument}:{chapter.key}")
