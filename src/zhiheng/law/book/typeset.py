"""The book as source text for the typesetter Typst, which makes the PDF. Pure text; the typesetter runs elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhiheng.law.book.document import example_words, life, parameter_words, question_words, said
from zhiheng.law.book.gather import Book, InstrumentPart, RuleEntry
from zhiheng.law.wording import say

# Every character that could mean something to the typesetter; letters and Chinese punctuation never do.
_MEANING = re.compile(r"[\\`*_#$<>@=\-+/~\[\]{}\"'()]")

HEAD = """#set document(title: "{title}")
#set page(paper: "a4", margin: (x: 20mm, y: 22mm), numbering: "1")
#set text(font: ({fonts}), size: 10pt, lang: "{lang}")
#set par(leading: 0.75em)
#show heading.where(level: 1): it => {{ pagebreak(weak: true); block(below: 1em, it) }}
#let rule(where, id, words, facts) = block(breakable: false, above: 1.4em, {{
  text(weight: "bold", where); h(1fr); text(size: 8pt, fill: luma(90), id)
  block(above: .6em, below: .6em, words)
  set text(size: 8.5pt, fill: luma(60))
  for (name, value) in facts [#name：#value#linebreak()]
}})
#align(center, text(size: 22pt, weight: "bold")[{title}])
#align(center)[{preface}]
#outline(depth: 2)
"""


def as_typst(book: Book, lang: str, fonts: tuple[str, ...]) -> str:
    """The whole book in ``zh`` or ``en`` as Typst source. ``fonts``: families in order of preference."""
    title = say(lang, "法律规则手册", "The law book")
    zh = f"规则包{book.edition}版，共{len(book.rules)}条规则。条文内容为转述，不是法律原文；以公布的法律文本为准。"
    en = f"Rule pack {book.edition}, {len(book.rules)} rules. The words are our paraphrase; the published text of the law prevails."
    names = ", ".join(f'"{font}"' for font in fonts) + ","
    head = HEAD.format(title=title, fonts=names, lang=lang, preface=_plain(say(lang, zh, en)))
    return head + "".join(line for part in book.instruments for line in _part(part, lang))


def _part(part: InstrumentPart, lang: str) -> Iterator[str]:
    yield f"= {_plain(say(lang, part.instrument.zh, part.instrument.en))}\n{_plain(life(part.instrument.since, part.instrument.until, lang))}\n"
    for chapter in part.chapters:
        yield f"== {_plain(said(chapter.title, lang))}\n"
        yield from (_rule(entry, lang) for entry in chapter.rules)


def _rule(entry: RuleEntry, lang: str) -> str:
    facts = "".join(f"([{_plain(name)}], [{_plain(value)}])," for name, value in _facts(entry, lang))
    return f"#rule([{_plain(said(entry.provision, lang))}], [{_plain(entry.id)}], [{_plain(said(entry.caption, lang))}], ({facts}))\n"


def _facts(entry: RuleEntry, lang: str) -> Iterator[tuple[str, str]]:
    yield say(lang, "施行", "In force"), life(entry.since, entry.until, lang)
    if len(entry.versions) > 1:
        yield say(lang, "历次版本", "Versions"), " ".join(entry.versions)
    if entry.parameters:
        yield say(lang, "依据事实", "Facts used"), parameter_words(entry, lang)
    if entry.calls:
        yield say(lang, "引用规则", "Calls"), " ".join(entry.calls)
    if entry.called_by:
        yield say(lang, "被引用", "Called by"), " ".join(entry.called_by)
    if entry.questions:
        yield say(lang, "待定问题", "Open questions"), question_words(entry, lang)
    for words in example_words(entry, lang):
        yield say(lang, "算例", "Example"), words


def _plain(text: str) -> str:
    return _MEANING.sub(lambda found: f"\\{found[0]}", text)
