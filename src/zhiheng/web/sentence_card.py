"""The sentence card: its arithmetic, its line and its words, ready for ``sentence/card.html``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.models import Agreement
from zhiheng.domains.sentence.queries import Reduction, SentenceCard
from zhiheng.law.calendar import Term
from zhiheng.web.formats import iso_date, term, until
from zhiheng.web.official import Viewer
from zhiheng.web.parts import Chip, Quantity, TermLine, TermPoint, Words

TERMLESS = ("life", "death_reprieve")


@dataclass(frozen=True, slots=True)
class CardFace:
    """What the card and the banner draw. ``card`` None: no judgment is recorded."""

    card: SentenceCard | None
    person_id: int
    today: date
    may_record: bool = False
    may_determine: bool = False

    @property
    def offence(self) -> str:
        return self.card.judgment.offence if self.card else ""

    @property
    def sentence_words(self) -> Words | Term | None:
        """The sentence as pronounced: a term, or the name of a kind without one."""
        if self.card is None:
            return None
        return self.kind_words if self.card.judgment.kind in TERMLESS else self.card.original

    @property
    def kind_words(self) -> str:
        return str(self.card.judgment.get_kind_display()) if self.card else ""

    @property
    def political_words(self) -> str:
        """Deprivation of political rights, as the judgment has it."""
        if self.card is None:
            return ""
        if self.card.judgment.political_rights_for_life:
            return _("deprived of political rights for life")
        months = self.card.judgment.political_rights_months
        return _("deprived of political rights for %(term)s") % {"term": term(Term(months // 12, months % 12))} if months else ""

    @property
    def remaining(self) -> Term | None:
        return self.card.remaining(self.today) if self.card else None

    @property
    def served(self) -> Term | None:
        return self.card.served(self.today) if self.card else None

    @property
    def start(self) -> date | None:
        return self.card.start if self.card else None

    @property
    def end(self) -> date | None:
        return self.card.end if self.card else None

    @property
    def reduced(self) -> Term | None:
        return self.card.reduced if self.card else None

    @property
    def floor_end(self) -> date | None:
        return self.card.floor_end if self.card else None

    @property
    def changes(self) -> int:
        return len(self.card.changes) if self.card else 0

    @property
    def agreement(self) -> str:
        return self.card.determination.agreement if self.card and self.card.determination else ""

    @property
    def chip(self) -> Chip:
        return agreement_chip(self.agreement, endless=bool(self.card and self.card.end is None), missing=self._missing)

    @property
    def _missing(self) -> bool:
        return bool(self.card and self.card.determination and self.card.determination.finding.get("missing"))

    @property
    def source(self) -> str:
        """The paper, and when the dates were determined."""
        if self.card is None:
            return ""
        found = self.card.determination
        document = self.card.judgment.document
        return _("%(document)s, computed %(day)s") % {"document": document, "day": iso_date(found.at)} if found else document

    @property
    def url(self) -> str:
        return reverse("sentence", args=[self.person_id]) + self._episode

    @property
    def why_url(self) -> str:
        return reverse("sentence_why", args=[self.person_id]) + self._episode

    @property
    def record_url(self) -> str:
        return reverse("sentence_record", args=[self.person_id])

    @property
    def _episode(self) -> str:
        return f"?episode={self.card.judgment.episode_id}" if self.card else ""

    @property
    def equation(self) -> list[Quantity]:
        """Original term, less reductions, present term, and the day it comes to."""
        return list(_quantities(self.card)) if self.card else []

    @property
    def line(self) -> TermLine | None:
        """The line of the term; None where it has no end or no start."""
        card = self.card
        if card is None or card.start is None or card.end is None or card.end < card.start:
            return None
        first_end = card.original_end if card.commutations and card.kind_now == card.judgment.kind else None
        return TermLine(card.start, card.end, self.today, first_end, list(_points(card, first_end)))


def card_face(card: SentenceCard | None, *, person_id: int, place: str, viewer: Viewer, today: date) -> CardFace:
    """The card as this viewer may see and use it. No queries."""
    return CardFace(
        card,
        person_id,
        today,
        may_record=may_at(viewer, policy.RECORD, place),
        may_determine=may_at(viewer, policy.DETERMINE, place),
    )


def may_at(viewer: Viewer, power: str, place: str) -> bool:
    """Whether one of the viewer's posts carries the power over the place. For what is offered; the act checks again."""
    return any(place == path or place.startswith(path + ".") for path in viewer.reach.over(power))


def agreement_chip(agreement: str, *, endless: bool = False, missing: bool = False) -> Chip:
    """How computed and printed dates stand to each other, in a word."""
    if agreement == Agreement.AGREES:
        return Chip(_("agrees with the printed date"))
    if agreement == Agreement.DIFFERS:
        return Chip(_("differs from the printed date"), "warn", "alert")
    if agreement == Agreement.INVALID:
        return Chip(_("contradictory"), "bad", "alert")
    if missing:
        return Chip(_("a fact is missing"), "warn", "unk")
    if not agreement:
        return Chip(_("not determined yet"), "line")
    return Chip(_("no end date"), "line") if endless else Chip(_("no printed date to compare"), "line")


def _quantities(card: SentenceCard) -> Iterator[Quantity]:
    if card.kind_now in TERMLESS:
        yield Quantity(_("Sentence"), _kind_words(card.kind_now), _("since %(day)s") % {"day": card.start} if card.start else "")
        return
    if card.judgment.kind in TERMLESS:
        yield Quantity(_("Original sentence"), card.judgment.get_kind_display(), str(card.judgment.judged_on or ""))
        yield Quantity(_("Changed to a fixed term"), card.counted_from, _("from %(day)s") % {"day": card.start} if card.start else "", "→")
    else:
        yield Quantity(_("Original term"), card.counted_from, until(card.judgment.printed_start or card.start, card.original_end))
    yield from _reductions(card)
    label = _("Start + present term − 1 day") if card.end == card.computed_end else _("End as printed")
    yield Quantity(label, card.end, _("present end") if card.commutations else _("end"), answer=True)


def _reductions(card: SentenceCard) -> Iterator[Quantity]:
    if not card.commutations:
        return
    count = len(card.commutations)
    label = ngettext("Commuted %(count)d time", "Commuted %(count)d times", count) % {"count": count}
    latest = card.commutations[-1]
    yield Quantity(label, card.reduced, _("latest ruling %(day)s") % {"day": latest.ruled_on}, "−")
    yield Quantity(_("Present term"), card.present_term, "", "=")


def _points(card: SentenceCard, first_end: date | None) -> Iterator[TermPoint]:
    if card.judgment.delivered_on is not None and card.start is not None and card.judgment.delivered_on >= card.start:
        yield TermPoint(card.judgment.delivered_on, _("handed over"), below=True)
    for change in card.commutations:
        yield TermPoint(change.served_on or change.ruled_on, _commuted(change))
    if card.floor_end is not None:
        yield TermPoint(card.floor_end, _("least actual execution"), below=True)
    if card.end is not None:
        yield TermPoint(card.end, _("present end") if first_end else _("end"), key=True)
    if first_end is not None:
        yield TermPoint(first_end, _("first end"), below=True)


def _commuted(change: Reduction) -> str:
    return _("commuted by %(term)s") % {"term": term(change.term)} if change.term else _("commuted")


def _kind_words(kind: str) -> str:
    from zhiheng.domains.sentence.models import SentenceKind

    return str(SentenceKind(kind).label)
