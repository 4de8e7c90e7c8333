"""The law book: found by words, article or rule; a chapter; one rule with its versions side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.book import Book, RuleEntry, as_typst, law_book
from zhiheng.law.book.document import parameter_words
from zhiheng.law.book.examples import facts_in_words, result_in_words, uses
from zhiheng.law.questions import QUESTIONS
from zhiheng.law.reckoning import Caption
from zhiheng.lib.typesetting import CannotSet, as_pdf
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.formats import in_chinese, iso_date
from zhiheng.web.parts import ChipKind, Words

LONGEST_QUESTION = 60
EXAMPLES_SHOWN = 4
MOST_SHOWN = 100
WITHOUT_TYPESETTER = _l(
    "The PDF was not made: the typesetter is not installed on this server. Print the pages, or ask the administrator to install it."
)
WITHOUT_FONT = _l("The PDF was not made: this server has no Chinese font. Print the pages, or ask the administrator to install one.")


def said(words: Caption) -> str:
    """The law's own words in the reader's language."""
    return words.zh if in_chinese() else words.en


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as a line of a list."""

    entry: RuleEntry

    @property
    def provision(self) -> str:
        return said(self.entry.provision)

    @property
    def words(self) -> str:
        return said(self.entry.caption)

    @property
    def life(self) -> str:
        return life(self.entry.since, self.entry.until)

    @property
    def state(self) -> tuple[Words, ChipKind] | None:
        """What to say of a rule that is not in force today."""
        today = timezone.localdate()
        if self.entry.since > today:
            return _("not yet in force"), "info"
        return None if self.entry.in_force(today) else (_("no longer in force"), "warn")


def life(since: date, until: date | None) -> str:
    """First and last day in force."""
    if until is None:
        return _("from %(since)s") % {"since": iso_date(since)}
    return _("%(since)s to %(until)s") % {"since": iso_date(since), "until": iso_date(until)}


@page(None)
def book(request: SignedInRequest) -> HttpResponse:
    """All instruments; or, asked a question, the rules that answer to it."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    found = law_book().search(asked) if asked else ()
    context = {
        "asked": asked,
        "lines": [Line(entry) for entry in found[:MOST_SHOWN]],
        "count": len(found),
        "more": len(found) > MOST_SHOWN,
        "instruments": [] if asked else _instruments(law_book()),
        "total": len(law_book().rules),
        "rule_pack": law_book().edition,
    }
    return render(request, "law/book.html", context)


def _instruments(found: Book) -> list[dict[str, Any]]:
    return [
        {
            "name": part.instrument.zh if in_chinese() else part.instrument.en,
            "life": life(part.instrument.since, part.instrument.until),
            "rules": part.rule_count,
            "beside": _beside_address(part.instrument.short),
            "chapters": [(said(c.title), reverse("law_chapter", args=[c.instrument, c.key]), len(c.rules)) for c in part.chapters],
        }
        for part in found.instruments
    ]


def _beside_address(short: str) -> str:
    old = law_book().predecessor(short)
    return reverse("law_beside", args=[old, short]) if old else ""


@page(None)
def beside(request: SignedInRequest, old: str, new: str) -> HttpResponse:
    """Two instruments on the same subjects side by side: what was, what is, and what has no counterpart."""
    parts = {part.instrument.short: part.instrument for part in law_book().instruments}
    if old == new or old not in parts or new not in parts:
        raise OutsideScope
    pairs = [(line.old and Line(line.old), line.new and Line(line.new)) for line in law_book().beside(old, new)]
    both = sum(1 for before, after in pairs if before and after)
    names = [(found.zh if in_chinese() else found.en, life(found.since, found.until)) for found in (parts[old], parts[new])]
    context = {"pairs": pairs, "both": both, "old": names[0], "new": names[1], "nav": "law", "rule_pack": law_book().edition}
    return render(request, "law/beside.html", context)


@page(None)
def pdf(request: SignedInRequest) -> HttpResponseBase:
    """The whole book set as PDF, in the reader's language; clear words where this machine cannot set one."""
    try:
        found = book_as_pdf(law_book().edition, "zh" if in_chinese() else "en")
    except CannotSet as fault:
        messages.warning(request, WITHOUT_TYPESETTER if fault.lacks == "typesetter" else WITHOUT_FONT)
        return redirect("law")
    response = HttpResponse(found, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="zhiheng-law-{law_book().edition}.pdf"'
    return response


@cache
def book_as_pdf(edition: str, lang: str) -> bytes:
    """Set once for each edition and language; it holds no records, so it may stay in memory."""
    return as_pdf(lambda fonts: as_typst(law_book(), lang, fonts))


@page(None)
def chapter(request: SignedInRequest, instrument: str, chapter: str) -> HttpResponse:
    """The rules of one instrument on one subject, in the order of the code."""
    found = law_book().chapter(instrument, chapter)
    if found is None:
        raise OutsideScope
    part = next(part for part in law_book().instruments if part.instrument.short == instrument)
    context = {
        "title": said(found.title),
        "instrument": part.instrument.zh if in_chinese() else part.instrument.en,
        "life": life(part.instrument.since, part.instrument.until),
        "lines": [Line(entry) for entry in found.rules],
        "nav": "law",
        "rule_pack": law_book().edition,
    }
    return render(request, "law/chapter.html", context)


@page(None)
def rule(request: SignedInRequest, rule: str) -> HttpResponse:
    """One rule: provision, words, life, inputs, versions side by side, callers, callees, and the function itself."""
    entry = law_book().rules.get(rule)
    if entry is None:
        raise OutsideScope
    versions = law_book().neighbours(entry)
    chapter = law_book().chapter(entry.instrument, entry.chapter)
    assert chapter is not None  # every entry stands in a chapter
    context = {
        "line": Line(entry),
        "entry": entry,
        "facts": _facts(entry),
        "examples": _examples(entry),
        "more_examples": max(0, len(uses().get(entry.id, ())) - EXAMPLES_SHOWN),
        "versions": [(Line(version), version.id == entry.id) for version in versions] if len(versions) > 1 else [],
        "chapter": (said(chapter.title), reverse("law_chapter", args=[entry.instrument, entry.chapter])),
        "nav": "law",
        "rule_pack": law_book().edition,
    }
    return render(request, "law/rule.html", context)


def _facts(entry: RuleEntry) -> list[tuple[Words, object]]:
    facts: list[tuple[Words, object]] = [(_("In force"), life(entry.since, entry.until)), (_("Facts used"), _inputs(entry))]
    if entry.calls:
        facts.append((_("Calls"), _links(entry.calls)))
    if entry.called_by:
        facts.append((_("Called by"), _links(entry.called_by)))
    if entry.questions:
        facts.append((_("Open questions"), _questions(entry.questions)))
    if entry.note:
        facts.append((_("Note in the code"), format_html('<span lang="en">{}</span>', entry.note)))
    return [*facts, (_("Rule"), entry.id), (_("Mark of this text"), entry.digest)]


def _examples(entry: RuleEntry) -> list[dict[str, str]]:
    """The first worked examples in which the rule was used, with what went in and what it came to."""
    lang = "zh" if in_chinese() else "en"
    found = uses().get(entry.id, ())[:EXAMPLES_SHOWN]
    return [
        {"number": use.number, "words": said(use.words), "facts": facts_in_words(use, lang), "result": result_in_words(use, lang)} for use in found
    ]


def _inputs(entry: RuleEntry) -> str:
    return parameter_words(entry, "zh" if in_chinese() else "en") or _("none")


def _links(ids: Iterable[str]) -> SafeString:
    """Rules by id, their words beside them, each opening in the drawer."""
    rules = law_book().rules
    lines = ((reverse("law_rule", args=[id]), id, said(rules[id].caption)) for id in ids)
    return format_html_join("", '<span class="law-line"><a href="{}" data-drawer="wide">{}</a> {}</span>', lines)


def _questions(codes: Iterable[str]) -> SafeString:
    """What the law leaves open here, each with its page: readings, the one in force, who set it."""
    found = [code if code in QUESTIONS else f"PT-{code}" for code in codes]
    lines = ((reverse("open_question", args=[code]), code, said(QUESTIONS[code].title)) for code in found if code in QUESTIONS)
    return format_html_join("", '<span class="law-line"><a href="{}">{}</a> {}</span>', lines)
