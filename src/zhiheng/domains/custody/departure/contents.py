"""What each paper says, taken from the record. Papers are Chinese: legal forms; an English reader gets labels beside them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhiheng.base.people.models import Episode, Identifier
from zhiheng.domains.custody.departure.errors import EndUnknown
from zhiheng.domains.custody.departure.models import Release
from zhiheng.domains.custody.departure.queries.key_people import said_of_mark
from zhiheng.domains.custody.reception.contacts import address_of, contact_of
from zhiheng.domains.custody.reception.models import Belonging, IssuedPaper
from zhiheng.domains.sentence.queries import SentenceCard, sentence_card

Kind = IssuedPaper.Kind
NEEDS_END = (Kind.CERTIFICATE, Kind.POLICE_NOTICE, Kind.JUSTICE_NOTICE, Kind.HAND_OVER)
TO_RESETTLEMENT = (Kind.JUSTICE_NOTICE, Kind.HAND_OVER)
"""Papers that go to the resettlement office: they alone say of the mark that stands."""


def content_of(episode: Episode, kind: str, *, leaving: Release | None = None) -> dict[str, Any]:
    """Everything a paper of this kind says of a person, as JSON. ``leaving``: the release that it belongs to, not yet saved.

    Raises:
        EndUnknown: a paper that names the end of term, and none is determined (unless a ruling releases the person).
    """
    card = sentence_card(episode.pk)
    if kind in NEEDS_END and leaving is None and (card is None or card.end is None):
        raise EndUnknown
    said = _person(episode) | (_sentence(card) if card else {}) | {"address": address_of(episode), "contact": contact_of(episode)}
    if leaving is not None:
        said |= _leaving(leaving)
    elif kind == Kind.CERTIFICATE:
        said |= {"ground": Release.Ground.TERM.value, "released_on": said.get("end")}
    if kind in TO_RESETTLEMENT:
        said |= said_of_mark(episode)
    if kind == Kind.PROPERTY:
        said["items"] = _items(episode)
    return said


def _person(episode: Episode) -> dict[str, Any]:
    person = episode.person
    card = Identifier.objects.filter(person=person, kind=Identifier.Kind.IDENTITY_CARD, ended_on__isnull=True).first()
    return {
        "name": person.name, "sex": person.sex, "birth_date": _iso(person.birth_date), "native_place": person.native_place,
        "number": episode.number, "prison": episode.prison.name, "received_on": _iso(episode.received_on),
        "identity": card.masked if card else "",
    }  # fmt: skip


def _sentence(card: SentenceCard) -> dict[str, Any]:
    judgment, term = card.judgment, card.original
    return {
        "offence": judgment.offence, "court": judgment.court, "judgment": judgment.document, "kind": judgment.kind,
        "term": term._asdict() if term else None, "start": _iso(card.start), "end": _iso(card.end),
        "rights_months": judgment.political_rights_months, "rights_for_life": judgment.political_rights_for_life,
        "changes": [{"kind": c.kind, "document": c.document, "term": c.term._asdict() if c.term else None} for c in card.changes],
    }  # fmt: skip


def _leaving(release: Release) -> dict[str, Any]:
    return {
        "ground": release.ground, "released_on": _iso(release.released_on), "ruling": release.document, "ruled_by": release.decided_by,
        "handed_to": release.handed_to, "report_within": release.report_within,
    }  # fmt: skip


def _items(episode: Episode) -> list[dict[str, Any]]:
    found = Belonging.objects.filter(taken_in__episode=episode).exclude(state=Belonging.State.CONFISCATED).order_by("pk")
    return [{"name": one.name, "quantity": one.quantity, "marks": one.marks, "state": one.state} for one in found]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
