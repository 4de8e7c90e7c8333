"""A record is sealed by taking out what says who it is about: no list, search or old book can show what is not there any more.

What was taken out is given to the caller, who keeps it where only an opening leads (domains/custody/departure/seals). Episodes, their
numbers and everything done in them stay: the books still add up.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from zhiheng.base.people.errors import StillHeld
from zhiheng.base.people.models import SEALED_NAME, Episode, Identifier, Name, Person

_FACTS = ("name", "pinyin", "initials", "birth_date", "native_place", "education")
_BLANK = {"name": SEALED_NAME, "pinyin": "", "initials": "", "birth_date": None, "native_place": "", "education": ""}


def conceal(person: Person, at: dt.datetime) -> list[dict[str, Any]]:
    """Inside an open act: take the identity out of the person and of records merged into it. Returns it as JSON, one entry a record.

    Raises:
        StillHeld: in custody.
    """
    whole = list(Person.objects.select_for_update().filter(Q(pk=person.pk) | Q(merged_into=person.pk)).order_by("pk"))
    if Episode.objects.filter(person__in=whole, ended_on__isnull=True).exists():
        raise StillHeld
    return [_conceal_one(one, at) for one in whole]


def _conceal_one(person: Person, at: dt.datetime) -> dict[str, Any]:
    names = Name.objects.filter(person=person).order_by("pk")
    numbers = Identifier.objects.filter(person=person).order_by("pk")
    taken = {
        "person": person.pk, **{fact: _plain(getattr(person, fact)) for fact in _FACTS},
        "names": [{f: _plain(getattr(one, f)) for f in ("kind", "name", "pinyin", "initials", "since", "until")} for one in names],
        "identifiers": [{f: _plain(getattr(one, f)) for f in ("kind", "value", "check_ok", "ended_on")} for one in numbers],
    }  # fmt: skip
    names.delete()
    numbers.delete()
    Person.objects.filter(pk=person.pk).update(sealed_at=at, **_BLANK)
    Episode.objects.filter(person=person).update(sort_key="")
    return taken


def restore(taken: list[dict[str, Any]]) -> None:
    """Inside an open act: put back what ``conceal`` took out. A number that another record holds by now comes back as ended."""
    for one in taken:
        facts = {fact: one[fact] for fact in _FACTS}
        Person.objects.filter(pk=one["person"]).update(sealed_at=None, **facts)
        Name.objects.bulk_create(Name(person_id=one["person"], **name) for name in one["names"])
        for number in one["identifiers"]:
            held = Identifier.objects.filter(kind=number["kind"], value=number["value"], ended_on__isnull=True).exists()
            ended = timezone.localdate().isoformat() if held and number["ended_on"] is None else number["ended_on"]
            Identifier.objects.create(person_id=one["person"], **number | {"ended_on": ended})
        Episode.objects.filter(person=one["person"]).update(sort_key=one["pinyin"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
