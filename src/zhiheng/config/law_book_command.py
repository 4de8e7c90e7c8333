"""``zhiheng law book``: the rules as a document for lawyers, as HTML or as PDF."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zhiheng.law.book import as_html, as_typst, law_book
from zhiheng.law.wording import say
from zhiheng.lib.typesetting import CannotSet, as_pdf

UNUSABLE = 2
WORDS = {
    "typesetter": (
        "生成PDF需要排版组件（typst），本机未安装：请安装后再试，或改用 --out 生成HTML后打印。",
        "a PDF needs the typesetter (typst), which is not installed here: install it, or write HTML with --out and print it.",
    ),
    "font": (
        "本机没有中文字体，无法生成PDF：请安装中文字体（pylopdf-fonts-zh-cn 或系统字体）。",
        "there is no Chinese font on this machine, so no PDF was made: install one (pylopdf-fonts-zh-cn, or a font of the system).",
    ),
}


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
    try:
        path.write_bytes(as_pdf(lambda fonts: as_typst(law_book(), lang, fonts)))
    except CannotSet as fault:
        print(say(lang, *WORDS[fault.lacks]), file=sys.stderr)
        return UNUSABLE
    _written(path, lang)
    return 0


def _written(path: Path, lang: str) -> None:
    count = len(law_book().rules)
    print(say(lang, f"已写入{path}：{count}条规则", f"{path} written: {count} rules"), file=sys.stderr)
