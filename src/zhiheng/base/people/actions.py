"""Verbs over a person's record: registering, correcting, merging. Verbs over custody are in ``custody``."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people import policy
from zhiheng.base.people.custody import Arrival, end_episode, move_to_bed, place_in_bed, receive, swap_beds
from zhiheng.base.people.errors import CannotMerge
from zhiheng.base.people.identifiers import card_facts, clean_value, contradictions
from zhiheng.base.people.models import Episode, Identifier, Name, Person
from zhiheng.base.people.names import clean_name, reading
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Sex
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import Invalid, Stale, Words
from zhiheng.lib.text import normalised

__all__ = [
    "Arrival", "Facts", "add_alias", "add_identifier", "admit", "correct_name", "correct_person", "end_alias", "end_episode", "end_identifier",
    "facts_of", "merge_persons", "move_to_bed", "place_in_bed", "receive", "register_person", "swap_beds", "undo_merge",
]  # fmt: skip

OLDEST = dt.date(1900, 1, 1)
_LONGEST_TEXT = 60


class Facts(NamedTuple):
    """What a record says of a person besides names and numbers."""

    sex: str
    birth_date: dt.date | None = None
    native_place: str = ""
    education: str = ""


def facts_of(person: Person) -> Facts:
    """The facts as the record has them now; a form keeps them, to show later what changed in between."""
    return Facts(person.sex, person.birth_date, person.native_place, person.education)


@act(policy.REGISTER, subject="at")
def register_person(
    at: Place,
    *,
    name: str,
    sex: str,
    birth_date: dt.date | None = None,
    native_place: str = "",
    education: str = "",
    synthetic: bool = False,
    acting: Official,
    reason: str,
) -> Person:
    """Register a person at a place. A person becomes a prisoner by ``receive``.

    Raises:
        Invalid: name, sex or birth date cannot be right.
    """
    facts = _checked(Facts(sex, birth_date, native_place, education))
    name = clean_name(name)
    read = reading(name)
    person = Person.objects.create(name=name, pinyin=read.pinyin, initials=read.initials, synthetic=synthetic, **facts._asdict())
    Name.objects.create(person=person, kind=Name.Kind.LEGAL, name=name, pinyin=read.pinyin, initials=read.initials)
    return person


@act(policy.REGISTER, subject="at")
def admit(
    at: Place, *, name: str, facts: Facts, number: str, on: dt.date, moment: dt.datetime, synthetic: bool = False, acting: Official, reason: str
) -> Episode:
    """Register a person and receive them in one act: neither is left without the other."""
    person = register_person(at, name=name, synthetic=synthetic, acting=acting, reason=reason, **facts._asdict())
    return receive(Arrival(person, at), number=number, on=on, at=moment, acting=acting, reason=reason)


@act(policy.CORRECT, subject="person")
def correct_name(person: Person, *, name: str, on: dt.date, acting: Official, reason: str) -> Name:
    """Give the person another legal name from ``on``; the former one stays on record. Locks the person.

    Raises:
        Invalid: the name cannot be right, or is the present one.
    """
    person = _locked(person)
    name = clean_name(name)
    if name == person.name:
        raise Invalid(fields={"name": _("This is the name on record already.")})
    read = reading(name)
    Name.objects.filter(person=person, kind=Name.Kind.LEGAL, until__isnull=True).update(until=on)
    made = Name.objects.create(person=person, kind=Name.Kind.LEGAL, name=name, pinyin=read.pinyin, initials=read.initials, since=on)
    person.name, person.pinyin, person.initials = name, read.pinyin, read.initials
    person.save(update_fields=["name", "pinyin", "initials"])
    Episode.objects.filter(person=person).update(sort_key=read.pinyin)
    return made


@act(policy.CORRECT, subject="person")
def add_alias(person: Person, *, name: str, kind: str = Name.Kind.ALIAS, since: dt.date | None = None, acting: Official, reason: str) -> Name:
    """Record an alias or a former name, under which search finds the person too."""
    person = _locked(person)
    name = clean_name(name)
    if kind not in {Name.Kind.ALIAS, Name.Kind.FORMER}:
        raise Invalid(fields={"kind": _("Choose alias or former name.")})
    if Name.objects.filter(person=person, name=name, until__isnull=True).exists():
        raise Invalid(fields={"name": _("This name is on record already.")})
    read = reading(name)
    return Name.objects.create(person=person, kind=kind, name=name, pinyin=read.pinyin, initials=read.initials, since=since)


@act(policy.CORRECT, subject="name")
def end_alias(name: Name, *, on: dt.date, acting: Official, reason: str) -> Name:
    """End an alias or a former name that does not hold any more. The legal name is never ended, only replaced."""
    name = Name.objects.select_for_update().get(pk=name.pk)
    if name.kind == Name.Kind.LEGAL:
        raise Invalid(_("The legal name is replaced by a correction, not ended. Nothing was changed."))
    if name.until is not None:
        raise Invalid(_("This name was ended already. Nothing was changed."))
    name.until = on
    name.save(update_fields=["until"])
    return name


@act(policy.CORRECT, subject="person", secret=("value",))
def add_identifier(person: Person, *, kind: str, value: str, as_printed: bool = False, acting: Official, reason: str) -> Identifier:
    """Record an official number. ``as_printed``: keep it although it cannot be right, because the document says so.

    Raises:
        Invalid: not a number of this kind, on record already, or contradicting the record without ``as_printed``.
    """
    person = _locked(person)
    if kind not in Identifier.Kind.values:
        raise Invalid(fields={"kind": _("Choose a kind of document from the list.")})
    value = clean_value(kind, value)
    check_ok = None
    if kind == Identifier.Kind.IDENTITY_CARD:
        against = contradictions(value, birth_date=person.birth_date, sex=person.sex)
        if against and not as_printed:
            raise Invalid(fields={"value": " ".join(str(words) for words in against)})
        check_ok = card_facts(value).ok
    if Identifier.objects.filter(kind=kind, value=value, ended_on__isnull=True).exists():
        raise Invalid(fields={"value": _("This number is already on record, here or in another record. Check for a duplicate record.")})
    return Identifier.objects.create(person=person, kind=kind, value=value, check_ok=check_ok)


@act(policy.CORRECT, subject="identifier")
def end_identifier(identifier: Identifier, *, on: dt.date, acting: Official, reason: str) -> Identifier:
    """End a number that is not valid any more, or was never this person's."""
    identifier = Identifier.objects.select_for_update().get(pk=identifier.pk)
    if identifier.ended_on is not None:
        raise Invalid(_("This number was ended already. Nothing was changed."))
    identifier.ended_on = on
    identifier.save(update_fields=["ended_on"])
    return identifier


@act(policy.CORRECT, subject="person")
def correct_person(person: Person, *, facts: Facts, seen: Facts, acting: Official, reason: str) -> Person:
    """Correct sex, birth date, native place or education. Locks the person.

    ``seen`` is what the record said when the correction was written: if it says something else by now, the corrections
    would undo each other unseen.

    Raises:
        Stale: somebody changed the record since; ``fields`` says what it holds now.
        Invalid: a fact cannot be right, or nothing differs.
    """
    person = _locked(person)
    present = facts_of(person)
    if present != seen:
        raise _stale(person, present, seen)
    facts = _checked(facts)
    if facts == present:
        raise Invalid(_("Nothing differs from the record. Nothing was changed."))
    for field, value in facts._asdict().items():
        setattr(person, field, value)
    person.save(update_fields=list(facts._fields))
    if facts.sex != present.sex:
        Episode.objects.filter(person=person).update(sex=facts.sex)
    return person


@act(policy.MERGE, subject="kept")
def merge_persons(kept: Person, *, duplicate: Person, acting: Official, reason: str) -> Person:
    """Let ``duplicate`` be read as part of ``kept``. Neither record loses a row, so that ``undo_merge`` restores both exactly.

    Raises:
        CannotMerge: the same record, one of them is merged already, or both are in custody.
    """
    by_id = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[kept.pk, duplicate.pk]).order_by("pk")}
    if len(by_id) < 2:
        raise CannotMerge(_("A record cannot be merged with itself."))
    if Person.objects.filter(Q(pk__in=by_id, merged_into__isnull=False) | Q(merged_into=duplicate)).exists():
        raise CannotMerge(_("One of the records is already part of a merge. Undo that first; nothing was changed."))
    if Episode.objects.filter(person__in=by_id, ended_on__isnull=True).count() > 1:
        raise CannotMerge(_("Both records are in custody, so they are two people or one reception is wrong. Nothing was changed."))
    merged = by_id[duplicate.pk]
    merged.merged_into = by_id[kept.pk]
    merged.save(update_fields=["merged_into"])
    return merged


@act(policy.MERGE, subject="kept")
def undo_merge(kept: Person, *, duplicate: Person, acting: Official, reason: str) -> Person:
    """Take a merge back: both records stand alone again, as they were."""
    parted = _locked(duplicate)
    if parted.merged_into_id != kept.pk:
        raise CannotMerge(_("These records are not merged. Nothing was changed."))
    parted.merged_into = None
    parted.save(update_fields=["merged_into"])
    return parted


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _checked(facts: Facts) -> Facts:
    wrong: dict[str, Words] = {}
    today = timezone.localdate()
    if facts.sex not in Sex.values:
        wrong["sex"] = _("Choose a sex.")
    if facts.birth_date is not None and not OLDEST <= facts.birth_date <= today:
        wrong["birth_date"] = _("The birth date must lie between 1900 and today.")
    native, education = normalised(facts.native_place), normalised(facts.education)
    for field, text in (("native_place", native), ("education", education)):
        if len(text) > _LONGEST_TEXT:
            wrong[field] = _("At most 60 characters.")
    if wrong:
        raise Invalid(fields=wrong)
    return facts._replace(native_place=native, education=education)


def _stale(person: Person, present: Facts, seen: Facts) -> Stale:
    """Who changed it and when, and what each field says now."""
    last = Change.objects.filter(table="person", row=str(person.pk), op="U").order_by("-id").values_list("act_id", flat=True).first()
    by = Act.objects.filter(pk=last).first() if last else None
    words: Words = Stale.words
    if by is not None:
        when = timezone.localtime(by.at).strftime("%H:%M")
        words = str(_("%(who)s changed this record at %(when)s. Your text is kept; review the differences.")) % {
            "who": by.official_label,
            "when": when,
        }
    now: dict[str, Words] = {
        field: str(_("The record now says: %(value)s")) % {"value": value or "—"}
        for field, value, before in zip(Facts._fields, present, seen, strict=True)
        if value != before
    }
    return Stale(words, fields=now)
