"""An open question where it touches a result: what it is about, the reading that was taken, who chose it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.settings.queries import Snapshot
from zhiheng.domains.sentence.open_questions import Touched, touched
from zhiheng.law.questions import QUESTIONS, Option
from zhiheng.web.formats import in_chinese, iso_date
from zhiheng.web.outlook_words import said


@dataclass(frozen=True, slots=True)
class QuestionFace:
    """One question beside a result. ``by``: the law book's default, or who set the reading, since when, by which document."""

    code: str
    title: str
    reading: str
    by: str
    is_default: bool

    @property
    def url(self) -> str:
        return reverse("open_question", args=[self.code])

    @property
    def words(self) -> str:
        """All of it in one line."""
        return _("%(title)s: %(reading)s, %(by)s") % {"title": self.title, "reading": self.reading, "by": self.by}


def question_faces(flags: Iterable[str], readings: Mapping[str, str], taken: Snapshot, path: str) -> list[QuestionFace]:
    """The questions among the flags of a result of the sentence law, at a place."""
    return [_face(one) for one in touched(flags, readings, taken, path)]


def question_title(code: str) -> str:
    """What a question is about; empty for a code that the law book does not have."""
    question = QUESTIONS.get(code)
    return "" if question is None else said(question.title)


def option_words(option: Option) -> str:
    """A reading in the reader's language."""
    return option.zh if in_chinese() else option.en


def _face(one: Touched) -> QuestionFace:
    return QuestionFace(one.question.code, said(one.question.title), option_words(one.option), _by(one), one.is_default)


def _by(one: Touched) -> str:
    if one.choice is not None:
        given = {"who": one.choice.set_by, "day": iso_date(one.choice.since), "document": one.choice.document}
        return _("set by %(who)s, %(day)s, %(document)s") % given
    if not one.question.settable:
        return _("as the law book has it")
    return _("default of the law book") if one.is_default else _("a choice that was in force then")
