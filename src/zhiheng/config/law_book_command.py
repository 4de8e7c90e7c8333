"""``zhiheng law book``: the rules as a document for lawyers, as HTML or as PDF."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

from zhiheng.law.book import as_html, as_typst, law_book
from zhiheng.law.wording import say

UNUSABLE = 2
TYPESETTER = "typst"
FONT_PACKAGE = "pylopdf_fonts_zh_cn"
# The first that is there is taken; the last is the typesetter's own, without Chinese.
FONTS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Libertinus Serif")


def configure(book: argparse.ArgumentParser) -> None:
    book.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the book (default zh) / 语言")
    book.add_argument("--out", type=Path, metavar="FILE.html", help="write HTML there (default: standard output) / 写入文件")
    book.add_argument("--pdf", type=Path, metavar="FILE.pdf", help="write a PDF there / 生成PDF")
    book.set_defaults(work=run_book)


def run_book(options: argparse.Namespace) -> int:
    """Exit status 0; 2: a part for PDF is missing, or a file cannot be written."""
    try:
        if options.pdf is not None:
            return _write_pdf(options.pdf, options.lang)
        text = as_html(law_book(), options.lang)
        if options.out is None:
            sys.stdout.write(text)
        else:
            options.out.write_text(text, encoding="utf-8")
            _written(options.out, options.lang)
    except OSError as error:
        reason = error.strerror or str(error)
        print(say(options.lang, f"无法写入{error.filename}：{reason}", f"cannot write {error.filename}: {reason}"), file=sys.stderr)
        return UNUSABLE
    return 0


def _write_pdf(path: Path, lang: str) -> int:
    if importlib.util.find_spec(TYPESETTER) is None:
        zh = "生成PDF需要排版组件，尚未安装：请安装zhiheng[book]，或改用 --out 生成HTML后打印。"
        en = "a PDF needs the typesetter, which is not installed: install zhiheng[book], or write HTML with --out and print it."
        print(say(lang, zh, en), file=sys.stderr)
        return UNUSABLE
    typesetter: Any = importlib.import_module(TYPESETTER)
    folders = font_folders()
    families = {str(family) for family in typesetter.Fonts(font_paths=folders).families()}
    if not families & set(FONTS[:-1]):
        zh = "本机没有中文字体，无法生成PDF：请安装zhiheng[book]，其中带有字体。"
        en = "there is no Chinese font on this machine, so no PDF was made: install zhiheng[book], which brings one."
        print(say(lang, zh, en), file=sys.stderr)
        return UNUSABLE
    chosen = tuple(font for font in FONTS if font in families)
    path.write_bytes(typesetter.compile(as_typst(law_book(), lang, chosen).encode(), font_paths=folders))
    _written(path, lang)
    return 0


def font_folders() -> list[str]:
    """Where the font that the extra brings lies; the machine's own fonts are found without this."""
    found = importlib.util.find_spec(FONT_PACKAGE)
    return list(found.submodule_search_locations or ()) if found else []


def _written(path: Path, lang: str) -> None:
    count = len(law_book().rules)
    print(say(lang, f"已写入{path}：{count}条规则", f"{path} written: {count} rules"), file=sys.stderr)
