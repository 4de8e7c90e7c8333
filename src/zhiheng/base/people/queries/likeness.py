"""Who on record may be somebody who arrives: by name and birth date, or by the number of an earlier custody. A likeness decides nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection, models
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode, Person
from zhiheng.base.people.names import reading

AT_MOST = 12
"""How many are shown; above, the reasons are too weak to choose by."""


class Likeness(models.TextChoices):
    """Why a record may be of the same person, the strongest first."""

    NUMBER = "number", pgettext_lazy("likeness", "the record under this prisoner number")
    SAME = "same", pgettext_lazy("likeness", "same name and birth date")
    SOUND = "sound", pgettext_lazy("likeness", "same birth date, and the name sounds the same")
    NAME = "name", pgettext_lazy("likeness", "same name; a birth date is not on record")


class Alike(NamedTuple):
    """A record that may be of the same person. ``matched``: the name it was found by, when it is not the present one."""

    person: Person
    latest: Episode
    because: Likeness
    matched: str = ""


# One walk along the index of readings: whoever has the same name reads the same. A sealed record has no names.
_ALIKE = """
select coalesce(p.merged_into_id, p.id), n.name,
  case when n.name <> %(name)s then 'sound' when p.birth_date = %(birth)s::date then 'same' else 'name' end
from person_name n join person p on p.id = n.person_id
where replace(n.pinyin, ' ', '') = %(read)s and p.sex = %(sex)s and p.sealed_at is null
  and (p.birth_date = %(birth)s::date or (n.name = %(name)s and (p.birth_date is null or %(birth)s::date is null)))
order by (n.name <> %(name)s), (p.birth_date is distinct from %(birth)s::date), p.id limit %(most)s
"""


def alike(name: str, sex: str, birth_date: dt.date | None) -> list[Alike]:
    """Records of people who were in custody that fit a name, sex and birth date; the most alike first, at most twelve. Three queries."""
    asked = {"name": name, "read": reading(name).pinyin.replace(" ", ""), "sex": sex, "birth": birth_date, "most": AT_MOST}
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, asked)
        found: list[tuple[int, str, str]] = cursor.fetchall()
    people, latest = _people(key for key, _, _ in found), _latest(key for key, _, _ in found)
    first: dict[int, Alike] = {}
    for key, matched, because in found:
        if key in latest and key not in first:
            first[key] = Alike(people[key], latest[key], Likeness(because), "" if matched == people[key].name else matched)
    return list(first.values())


def numbered(number: str) -> Alike | None:
    """The record that holds a custody under this prisoner number. A sealed one is not found."""
    episode = Episode.objects.filter(number=number.replace(" ", "").upper()).select_related("person__merged_into").first()
    if episode is None:
        return None
    person = episode.person.merged_into or episode.person
    if person.sealed_at is not None:
        return None
    return Alike(person, _latest([person.pk])[person.pk], Likeness.NUMBER)


def _people(keys: Iterable[int]) -> dict[int, Person]:
    return Person.objects.in_bulk(list(keys))


def _latest(keys: Iterable[int]) -> dict[int, Episode]:
    """The latest custody of each, those of records merged into it included."""
    wanted: Sequence[int] = list(keys)
    whole = models.Q(person__in=wanted) | models.Q(person__merged_into__in=wanted)
    found = Episode.objects.filter(whole).select_related("person", "prison").order_by("received_on")
    return {episode.person.merged_into_id or episode.person_id: episode for episode in found}
