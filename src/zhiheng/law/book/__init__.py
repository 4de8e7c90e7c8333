"""The law book: every rule with its provision, life, versions, callers and callees, read off the rules themselves.

``law_book()`` gathers it once; ``as_html`` and ``as_typst`` write it out whole. Nothing is kept by hand but the titles
of the chapters: what a lawyer reads here is what runs.
"""

from __future__ import annotations

from zhiheng.law.book.document import as_html
from zhiheng.law.book.gather import Book, Chapter, InstrumentPart, Parameter, RuleEntry, law_book
from zhiheng.law.book.typeset import as_typst

__all__ = ["Book", "Chapter", "InstrumentPart", "Parameter", "RuleEntry", "as_html", "as_typst", "law_book"]
