"""A record is sealed after the release, opened to who may ask, and unsealed by a court's document alone."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import SEALED_NAME, Episode, Person
from zhiheng.base.people.sealing import conceal, restore
from zhiheng.base.places.models import Place
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.departure import policy
from zhiheng.domains.custody.departure.errors import NotASealedRecord, NotToBeSealed, SealDecided, SeveralRecords
from zhiheng.domains.custody.departure.events import Event, Released
from zhiheng.domains.custody.departure.models import RecordSeal, SealEnquiry
from zhiheng.domains.custody.departure.queries.seals import sealed_records
from zhiheng.domains.custody.departure.seals import Verdict, verdict
from zhiheng.domains.custody.reception.models import ExpectedArrival
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words
from zhiheng.law.acts.prison_law_2026.release import sealed_record_opens
from zhiheng.law.reckoning import Truth

State = RecordSeal.State
Ground = SealEnquiry.Ground
_LONGEST = 500


class Asked(NamedTuple):
    """An enquiry: who asks, on what ground, by which document, what for; and for whom, by number, or by name and birth date."""

    ground: str
    organ: str
    document: str
    purpose: str
    name: str
    birth_date: dt.date | None = None
    identity: str = ""


def await_seal(told: Event) -> None:
    """Inside the act of release: a record that the law seals, or that somebody must decide about, is due by the end of that day."""
    if not isinstance(told, Released):
        return
    episode = Episode.objects.select_related("person", "prison").get(pk=told.episode_id)
    found = verdict(episode.person)
    if found.sealed == Truth.YES or (found.sealed == Truth.UNKNOWN and found.some_minor):
        noon = dt.datetime.combine(told.on, dt.time(12), timezone.get_current_timezone())
        RecordSeal.objects.create(**_facts(episode.person, episode, found), state=State.DUE, due_at=_end_of_day(noon))


@act(policy.SEAL, subject="person")
def seal_record(person: Person, *, words: str = "", acting: Official, reason: str) -> RecordSeal:
    """Seal the record of somebody released: the identity is taken out of every list, and nobody reads the record but by an enquiry.

    Raises:
        NotToBeSealed: the law does not seal it. StillHeld: in custody.
        SealDecided: sealed by now. A decision to leave it open may be corrected.
        Invalid: the law leaves it to be decided and no words say why.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    standing, found = _standing(person, State.DUE, State.LEFT_OPEN), verdict(person)
    if found.sealed == Truth.NO:
        raise NotToBeSealed
    if found.sealed == Truth.UNKNOWN and not words.strip():
        raise Invalid(fields={"words": _("The law leaves this to be decided. Say why the record is sealed.")})
    seal = standing or _new(person, found)
    now = timezone.now()
    seal.identity = conceal(person, now)
    # What the door wrote down of this person is part of the record.
    ExpectedArrival.objects.filter(episode__person=person).update(name=SEALED_NAME, birth_date=None)
    seal.state, seal.certain, seal.basis, seal.words = State.SEALED, found.sealed == Truth.YES, found.basis, words.strip()
    seal.decided_by, seal.decided_at = named(acting), now
    seal.save()
    return seal


@act(policy.SEAL, subject="person")
def leave_unsealed(person: Person, *, words: str, acting: Official, reason: str) -> RecordSeal:
    """Decide that a record is not sealed, where the law leaves it to be decided.

    Raises:
        SealDecided; NotToBeSealed: nothing to decide, the law seals it or does not.
        Invalid: no words.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    standing, found = _standing(person, State.DUE), verdict(person)
    if found.sealed != Truth.UNKNOWN:
        raise NotToBeSealed
    if not words.strip():
        raise Invalid(fields={"words": _("Say why the record is not sealed.")})
    seal = standing or _new(person, found)
    seal.state, seal.words, seal.decided_by, seal.decided_at = State.LEFT_OPEN, words.strip(), named(acting), timezone.now()
    seal.save()
    return seal


@act(policy.OPEN_SEALED, subject="place", secret=("asked",))
def answer_enquiry(place: Place, *, asked: Asked, acting: Official, reason: str) -> SealEnquiry:
    """Answer an enquiry about sealed records of a place. The officer who answers may read what is found until the end of the day.

    Raises:
        Invalid: no ground that opens a sealed record, no organ, document or purpose; nobody that can be looked for.
        SeveralRecords: several of that name and birth date.
    """
    _refuse_wrong(asked)
    found = sealed_records(place.path, name=asked.name, birth_date=asked.birth_date, identity=asked.identity)
    if len(found) > 1:
        raise SeveralRecords
    now = timezone.now()
    return SealEnquiry.objects.create(
        place=place, ground=asked.ground, organ=asked.organ.strip(), document=asked.document.strip(), purpose=asked.purpose.strip(),
        asked=asked.name.strip(), seal=found[0] if found else None, answered_by=named(acting), answered_at=now, open_until=_end_of_day(now),
    )  # fmt: skip


@act(policy.LIFT_SEAL, subject="seal")
def lift_seal(seal: RecordSeal, *, document: str, acting: Official, reason: str) -> RecordSeal:
    """Unseal a record by a court's document: later crimes bring the sentence above five years, or a retrial did. Locks the seal.

    Raises:
        NotASealedRecord; Invalid: no document.
    """
    seal = RecordSeal.objects.select_for_update(of=("self",)).get(pk=seal.pk)
    if seal.state != State.SEALED:
        raise NotASealedRecord
    if not document.strip():
        raise Invalid(fields={"document": _("Enter the number of the court's document.")})
    restore(seal.identity)
    seal.state, seal.identity, seal.lift_document = State.LIFTED, [], document.strip()
    seal.lifted_by, seal.lifted_at = named(acting), timezone.now()
    seal.save()
    return seal


def _standing(person: Person, *states: str) -> RecordSeal | None:
    standing = RecordSeal.objects.select_for_update(of=("self",)).filter(person=person).exclude(state=State.LIFTED).first()
    if standing is not None and standing.state not in states:
        raise SealDecided
    return standing


def _new(person: Person, found: Verdict) -> RecordSeal:
    """For a record that was closed before this desk knew of sealing."""
    latest = Episode.objects.filter(person=person).select_related("prison").order_by("-received_on").first()
    if latest is None:
        raise NotToBeSealed
    return RecordSeal(**_facts(person, latest, found), due_at=timezone.now())


def _facts(person: Person, latest: Episode, found: Verdict) -> dict[str, object]:
    numbers = Episode.objects.filter(person=person).order_by("received_on").values_list("number", flat=True)
    return {"person": person, "prison": latest.prison, "number": "、".join(numbers), "certain": found.sealed == Truth.YES, "basis": found.basis}


def _end_of_day(at: dt.datetime) -> dt.datetime:
    return timezone.localtime(at).replace(hour=23, minute=59, second=59, microsecond=0)


def _refuse_wrong(asked: Asked) -> None:
    wrong: dict[str, Words] = {
        name: _("Required: a sealed record is opened to nobody who does not say this.")
        for name in ("organ", "document", "purpose", "name")
        if not 0 < len(getattr(asked, name).strip()) <= _LONGEST
    }
    if not sealed_record_opens(asked.ground == Ground.JUDICIAL, asked.ground == Ground.PROVIDED):
        wrong["ground"] = _("Choose the ground. There is no other on which a sealed record is opened.")
    if not asked.identity.strip() and asked.birth_date is None:
        wrong["birth_date"] = _("Enter the birth date or the identity number: a name alone is not looked up.")
    if wrong:
        raise Invalid(fields=wrong)
