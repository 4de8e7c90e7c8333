"""What is printed: an issued paper, the catalogue of a file, the prisoner card."""

from __future__ import annotations

import datetime as dt
from typing import Any

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zhiheng.base.powers.models import Sex
from zhiheng.domains.custody.classing.models import Level
from zhiheng.domains.custody.departure.models import Release
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.models import EntryExamination, IssuedPaper
from zhiheng.domains.custody.reception.queries.custody import card_of
from zhiheng.domains.custody.reception.queries.files import catalogue
from zhiheng.domains.custody.reception.queries.papers import paper_at
from zhiheng.domains.sentence.models import Change, SentenceKind
from zhiheng.engines.trail.acts import note_read
from zhiheng.law.calendar import Term
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.formats import shown
from zhiheng.web.pages.people.frame import may
from zhiheng.web.pages.reception.deeds import reached
from zhiheng.web.papers import official_paper

ALERTS = {"separation": lambda: _("kept apart from certain people"), "identity": lambda: _("identity in doubt")}


@page(policy.VIEW)
@official_paper
def paper(request: SignedInRequest, paper_id: int) -> HttpResponse:
    """An issued paper as it was issued, for the printer. The reading is kept."""
    one = paper_at(paper_id)
    note_read(policy.VIEW, acting=request.official, subject=one.trail_subject(), reason=one.document)
    said: dict[str, Any] = one.content
    context = {
        "one": one, "said": said, "days": {name: _day(said.get(name)) for name in ("birth_date", "start", "end", "released_on", "received_on")},
        "sex": Sex(said["sex"]).label if said.get("sex") else "", "changes": _changes(said),
        "term": _term(said), "ground": Release.Ground(said["ground"]).label if said.get("ground") else "", "void": hasattr(one, "replaced_by"),
        "code": code(f"{one.document} {one.digest[:16]}"), "kind": IssuedPaper.Kind(one.kind),
    }  # fmt: skip
    return render(request, "reception/print_paper.html", context)


@page(policy.FILE_VIEW)
def catalogue_sheet(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The catalogue of a file, for its cover."""
    found, episode = reached(request, person_id, policy.FILE_VIEW)
    note_read(policy.FILE_VIEW, acting=request.official, subject=found.subject, reason=_("catalogue"))
    context = {"person": found.person, "episode": episode, "file": catalogue(episode)}
    return render(request, "reception/print_catalogue.html", context)


@page(policy.CARD)
def card(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The prisoner card: what duty needs and no more; the medical part only for who may read it."""
    found, episode = reached(request, person_id, policy.CARD)
    medical = may(request.viewer, policy.MEDICAL, found)
    note_read(policy.CARD, acting=request.official, subject=found.subject, reason="")
    shown = card_of(episode, on=timezone.localdate(), medical=medical)
    context = {
        "person": found.person, "episode": episode, "card": shown, "where": [str(step) for step in found.within_prison(episode.place)],
        "level": Level(shown.level).label if shown.level else "", "alerts": [ALERTS[alert]() for alert in shown.alerts],
        "fitness": EntryExamination.Fitness(shown.fitness).label if shown.fitness else "", "medical": medical,
        "code": code(episode.number), "small": request.GET.get("size") == "a6",
    }  # fmt: skip
    return render(request, "reception/print_card.html", context)


def code(text: str) -> SafeString:
    """A QR code as a drawing. It holds a number, never a name or an address: who finds a card reads nothing from it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(border=1, svgclass="qr", lineclass=None, omitsize=True)
    return mark_safe(drawn)  # noqa: S308  the drawing is made here, of a number


def _changes(said: dict[str, Any]) -> list[tuple[str, str]]:
    """What rulings changed of the sentence, each in words with its document."""
    found = []
    for change in said.get("changes", ()):
        words = str(Change.Kind(change["kind"]).label)
        found.append((f"{words}{shown(Term(**change['term']))}" if change["term"] else words, change["document"]))
    return found


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _term(said: dict[str, Any]) -> Any:
    if said.get("term"):
        return Term(**said["term"])
    return SentenceKind(said["kind"]).label if said.get("kind") else ""
