"""Sealed records: what is due, who asked, and what one enquiry opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from zhiheng.base.people.models import Episode, Person
from zhiheng.domains.custody.departure.models import RecordSeal, SealEnquiry
from zhiheng.domains.custody.reception.models import ExpectedArrival
from zhiheng.domains.sentence.models import Judgment
from zhiheng.engines.trail.queries import RowChange
from zhiheng.engines.trail.refusals import OutsideScope


def due_seals(paths: Sequence[str]) -> QuerySet[RecordSeal]:
    """Records of these places that are to be sealed or decided about, the longest due first."""
    found = RecordSeal.objects.filter(prison__path__under_any=list(paths), state=RecordSeal.State.DUE)
    return found.select_related("person", "prison").order_by("due_at", "pk")


def seal_of(person: Person) -> RecordSeal | None:
    """What stands about the sealing of a record that is not sealed: due, or left open. The last one when it was unsealed."""
    return RecordSeal.objects.filter(person=person).select_related("decided_by", "lifted_by").order_by("-pk").first()


def sealed_records(path: str, *, name: str, birth_date: dt.date | None, identity: str) -> list[RecordSeal]:
    """Sealed records of a place by an identity number, or by a whole name and a birth date. At most two: one, or not only one."""
    found = RecordSeal.objects.filter(prison__path__under=path, state=RecordSeal.State.SEALED)
    if identity.strip():
        found = found.filter(identity__contains=[{"identifiers": [{"value": identity.strip().upper()}]}])
    if birth_date is not None:
        found = found.filter(identity__contains=[{"birth_date": birth_date.isoformat()}])
    if not identity.strip():
        found = found.filter(identity__contains=[{"names": [{"name": name.strip()}]}])
    return list(found.select_related("prison").order_by("pk")[:2])


def enquiries(paths: Sequence[str]) -> QuerySet[SealEnquiry]:
    """Enquiries answered over these places, the newest first."""
    found = SealEnquiry.objects.filter(place__path__under_any=list(paths))
    return found.select_related("place", "seal", "answered_by").order_by("-pk")


def enquiry_at(pk: int) -> SealEnquiry:
    """One enquiry. OutsideScope when there is none."""
    found = SealEnquiry.objects.filter(pk=pk).select_related("place", "seal__prison", "seal__decided_by", "answered_by").first()
    if found is None:
        raise OutsideScope
    return found


def records_of(seal: RecordSeal) -> list[tuple[Episode, Judgment | None]]:
    """The custody episodes of a sealed record with the judgment of each, the first first."""
    episodes = Episode.objects.filter(Q(person=seal.person_id) | Q(person__merged_into=seal.person_id)).select_related("prison")
    judgments = Judgment.objects.filter(episode__in=episodes, superseded_by__isnull=True)
    of_episode = {judgment.episode_id: judgment for judgment in judgments}
    return [(episode, of_episode.get(episode.pk)) for episode in episodes.order_by("received_on")]


def sealed_subjects(refs: Iterable[str]) -> set[str]:
    """Which of these subjects of the trail belong to sealed records: their labels and changes are not shown."""
    asked = {(kind, int(key)) for kind, _, key in (ref.partition(":") for ref in refs) if key.isdecimal()}
    people = Person.objects.filter(pk__in=[key for kind, key in asked if kind == "person"], sealed_at__isnull=False)
    arrivals = ExpectedArrival.objects.filter(pk__in=[key for kind, key in asked if kind == "arrival"], episode__person__sealed_at__isnull=False)
    return {f"person:{pk}" for pk in people.values_list("pk", flat=True)} | {f"arrival:{pk}" for pk in arrivals.values_list("pk", flat=True)}


def sealed_rows(rows: Iterable[RowChange]) -> set[tuple[str, str]]:
    """Which of these rows of the trail (table, key) are of sealed records: rows of the person, of a custody episode, of the arrival, and rows
    whose picture names one of them. Three queries."""
    led = [(row, _leads(row)) for row in rows]
    people = _sealed_keys(Person.objects.filter(sealed_at__isnull=False), led, "person")
    episodes = _sealed_keys(Episode.objects.filter(person__sealed_at__isnull=False), led, "episode")
    arrivals = _sealed_keys(ExpectedArrival.objects.filter(episode__person__sealed_at__isnull=False), led, "expected_arrival")
    sealed = {("person", key) for key in people} | {("episode", key) for key in episodes} | {("expected_arrival", key) for key in arrivals}
    return {(row.table, row.row) for row, keys in led if keys & sealed}


def _leads(row: RowChange) -> set[tuple[str, str]]:
    """Whose row it is, as far as it says: by its own key, and by the keys of person and episode in its picture."""
    named = {"person_id": "person", "episode_id": "episode"}
    of = {(named[f.field], str(value)) for f in row.fields if f.field in named for value in (f.before, f.after) if value is not None}
    return of | {(row.table, row.row)}


def _sealed_keys(sealed: QuerySet[Any], led: Iterable[tuple[RowChange, set[tuple[str, str]]]], table: str) -> set[str]:
    asked = {key for _, keys in led for of, key in keys if of == table and key.isdecimal()}
    return {str(key) for key in sealed.filter(pk__in=asked).values_list("pk", flat=True)} if asked else set()
