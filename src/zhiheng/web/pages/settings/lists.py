"""Every open question with the reading in force, whom it touches and who set it; and one question whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiheng.base.settings import policy, queries
from zhiheng.base.settings.models import SettingChoice
from zhiheng.base.settings.queries import InForce, Snapshot
from zhiheng.domains.sentence.open_questions import people_touched
from zhiheng.domains.sentence.policy import VIEW
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.question_texts import CHAPTER_WORDS, Chapter
from zhiheng.law.questions import QUESTIONS, Option, Question
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.formats import iso_date, number
from zhiheng.web.official import Viewer
from zhiheng.web.open_questions import option_words
from zhiheng.web.outlook_words import said
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.shell import url_or_none
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

STATES: Final = ("changed", "waiting", "touched", "settable", "fixed")


@dataclass(frozen=True, slots=True)
class Line:
    """A question as the viewer's level has it: the reading in force there today, who set it, how many people it touches."""

    question: Question
    option: Option
    choice: InForce | None
    people: int | None
    waiting: int

    @property
    def chip(self) -> Chip:
        """Whether the reading is the law book's, another, or the only one."""
        if not self.question.settable:
            return Chip(_("fixed"), "line")
        return Chip(_("default"), "line") if self.option.code == self.question.default else Chip(_("changed"), "warn")

    def answers(self, state: str) -> bool:
        """Whether the line belongs to a filter of :data:`STATES`."""
        answers = {
            "changed": self.option.code != self.question.default,
            "waiting": self.waiting > 0,
            "touched": bool(self.people),
            "settable": self.question.settable,
            "fixed": not self.question.settable,
        }
        return answers.get(state, True)


@page(None)
def open_questions(request: SignedInRequest) -> HttpResponse:
    """The list: open to every official, since everybody may have to explain a result."""
    state = ListState.read(request.GET, filters=("q", "chapter", "state"))
    found = [line for line in _lines(request.viewer) if _asked_for(line, state.filters)]
    return render(request, "settings/list.html", {"table": _table(state, found), "level": _level(request.viewer)})


def _level(viewer: Viewer) -> str:
    return viewer.scope.name if viewer.scope else str(viewer.officer.home)


def place_of(viewer: Viewer) -> str:
    """The place whose readings are shown: the level that the viewer chose."""
    return viewer.scope.code if viewer.scope else viewer.officer.home.path


def _lines(viewer: Viewer) -> list[Line]:
    taken, path = queries.snapshot(timezone.localdate()), place_of(viewer)
    people = people_touched(viewer.over(VIEW)) if viewer.may(VIEW) else None
    waiting = queries.open_proposals([path])
    return [_line(question, taken, path, people, waiting) for question in QUESTIONS.values()]


def _line(question: Question, taken: Snapshot, path: str, people: Mapping[str, int] | None, waiting: dict[str, list[SettingChoice]]) -> Line:
    choice = taken.who(question.code, path)
    option = question.option(choice.reading if choice else question.default)
    counted = None if people is None or question.chapter == Chapter.POINTS else people.get(question.code, 0)
    return Line(question, option, choice, counted, len(waiting[question.code]))


def _asked_for(line: Line, filters: Mapping[str, str]) -> bool:
    question, words = line.question, filters.get("q", "").lower()
    if filters.get("chapter", question.chapter) != question.chapter or not line.answers(filters.get("state", "")):
        return False
    texts = (question.code, *question.title, *question.words, *question.provision)
    return not words or any(words in text.lower() for text in texts)


def _table(state: ListState, found: list[Line]) -> Table:
    return Table(
        id="open-questions",
        state=state,
        columns=(
            Column("title", _("Question"), strong=True, fixed=True, wrap=True),
            Column("chapter", _("Area of the law"), lesser=True),
            Column("reading", _("Reading in force"), wrap=True),
            Column("kept", _("Default"), lesser=True),
            Column("by", _("Set by"), wrap=True, lesser=True),
            Column("people", _("People it touches"), num=True, lesser=True),
        ),
        rows=[_row(line) for line in found],
        total=len(found),
        filters=(
            Filter("q", _("Words, a provision or a number")),
            Filter("chapter", _("Area of the law"), options=[(chapter.value, said(CHAPTER_WORDS[chapter])) for chapter in Chapter]),
            Filter("state", _("State"), options=list(zip(STATES, _state_words(), strict=True))),
        ),
        empty=Empty(_("No question is like this"), _("Remove a filter to see the others.")),
        caption=_("Open questions of the law"),
    )


def _state_words() -> tuple[str, ...]:
    return (_("changed from the default"), _("waiting for approval"), _("touches somebody"), _("can be set"), _("fixed, with the reason"))


def _row(line: Line) -> Row:
    waiting = ngettext("%(n)d proposal waits", "%(n)d proposals wait", line.waiting) % {"n": line.waiting} if line.waiting else ""
    cells = {
        "title": Cell(said(line.question.title), sub=line.question.code),
        "chapter": said(CHAPTER_WORDS[line.question.chapter]),
        "reading": Cell(option_words(line.option), sub=waiting),
        "kept": line.chip,
        "by": set_by(line.choice),
        "people": None if line.people is None else number(line.people),
    }
    return Row(line.question.code, cells, href=reverse("open_question", args=[line.question.code]))


def set_by(choice: InForce | None) -> object:
    """Who set a reading, since when and by which document; nothing where the law book's default stands."""
    if choice is None:
        return None
    return Cell(choice.set_by, sub=f"{iso_date(choice.since)} {choice.document}")


# --- one question ---------------------------------------------------------------------------------------------------------------------


class Reading(NamedTuple):
    """One reading of a question: its words, whether it is the default, whether it is in force, where to compare it."""

    words: str
    is_default: bool
    in_force: bool
    compare_url: str
    propose_url: str


@page(None)
def open_question(request: SignedInRequest, question: str) -> HttpResponse:
    """What is open, the readings, the choice in force with its reason, whom it touches, and everything proposed before."""
    found = question_named(question)
    viewer = request.viewer
    line = next(line for line in _lines(viewer) if line.question.code == found.code)
    context = {
        "line": line,
        "title": said(found.title),
        "provision": said(found.provision),
        "pairs": list(_pairs(line)),
        "caution": said(found.caution) if found.caution else "",
        "readings": list(_readings(line, viewer)),
        "history": [(choice, _words_of(found, choice.reading)) for choice in queries.history(found.code, [place_of(viewer)])],
        "current": SettingChoice.objects.filter(pk=line.choice.id).first() if line.choice else None,
        "level": _level(viewer),
        "may_choose": found.settable and viewer.may(policy.CHOOSE),
        "book_url": f"{reverse('law')}?{urlencode({'q': found.code.removeprefix('PT-')})}",
        "nav": "open_questions",
    }
    return render(request, "settings/question.html", context)


def question_named(code: str) -> Question:
    """A question of the law book; what it does not have is not there for anybody."""
    found = QUESTIONS.get(code)
    if found is None:
        raise OutsideScope
    return found


def _pairs(line: Line) -> Iterator[tuple[str, object]]:
    question = line.question
    yield _("What is open"), said(question.words)
    yield _("Provision"), said(question.provision)
    yield _("Default of the law book"), option_words(question.readings[0])
    yield _("Why"), said(question.why)
    if question.fixed is not None:
        yield _("Why it cannot be set"), said(question.fixed)
    if line.people is not None:
        yield _("People it touches now"), _("%(people)s, by the outlooks kept for your area") % {"people": number(line.people)}


def _readings(line: Line, viewer: Viewer) -> Iterator[Reading]:
    code, compare = line.question.code, url_or_none("law_comparison_new") if viewer.may("law.compare") else None
    for option in line.question.readings:
        in_force = option.code == line.option.code
        other = line.question.settable and not in_force
        query = urlencode({"reading": f"{code}={option.code}"})
        propose = f"{reverse('setting_propose', args=[code])}?{urlencode({'reading': option.code})}"
        yield Reading(
            option_words(option),
            option.code == line.question.default,
            in_force,
            f"{compare}?{query}" if compare and other and line.question.chapter != Chapter.POINTS else "",
            propose if other and viewer.may(policy.CHOOSE) else "",
        )


def _words_of(question: Question, reading: str) -> str:
    """The words of a reading, or its code where this edition has no such reading any more."""
    return next((option_words(option) for option in question.readings if option.code == reading), reading)


def context_of(choice: SettingChoice) -> dict[str, Any]:
    """What the pages of one choice say of its question."""
    question = QUESTIONS.get(choice.question)
    return {
        "title": said(question.title) if question else choice.question,
        "reading": _words_of(question, choice.reading) if question else choice.reading,
        "caution": said(question.caution) if question and question.caution and choice.reading != question.default else "",
    }
