"""One person's record, whole, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from zhiheng.base.people.models import Episode, Identifier, Name, Person, Stay
from zhiheng.base.places.models import Kind, Place
from zhiheng.engines.trail.acts import Subject
from zhiheng.engines.trail.refusals import OutsideScope

STAYS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Profile:
    """What base knows of a person. Episodes, stays and ended names: latest first."""

    person: Person
    episodes: Sequence[Episode]
    names: Sequence[Name]
    identifiers: Sequence[Identifier]
    stays: Sequence[Stay]
    places: dict[str, Place]
    merged: Sequence[Person]

    @property
    def latest(self) -> Episode | None:
        """The present custody episode, or the last one."""
        return self.episodes[0] if self.episodes else None

    @property
    def held(self) -> bool:
        """Whether the person is in custody."""
        return self.latest is not None and self.latest.ended_on is None

    @property
    def subject(self) -> Subject:
        """The person as the trail names them, without another query."""
        return self.person.subject_at(self.latest)

    @property
    def other_names(self) -> Sequence[Name]:
        """Aliases, former names and replaced legal names."""
        return [name for name in self.names if name.kind != Name.Kind.LEGAL or name.until is not None]

    def line(self, place: Place) -> list[Place]:
        """The place and what it lies in below the bureau, outermost first: prison, ward, cell, bed."""
        parts = place.path.split(".")
        paths = (".".join(parts[: n + 1]) for n in range(1, len(parts)))
        return [self.places[path] for path in paths if path in self.places]

    def within_prison(self, place: Place) -> list[Place]:
        """The line without the prison."""
        return [step for step in self.line(place) if step.kind != Kind.PRISON]


def profile(person_id: int) -> Profile:
    """Everything base holds on one person, those merged into the record included. Six queries; it checks no right.

    Raises:
        OutsideScope: there is no such person, or the record is sealed.
    """
    whole = list(Person.objects.filter(Q(pk=person_id) | Q(merged_into=person_id)).order_by("pk"))
    person = next((p for p in whole if p.pk == person_id), None)
    if person is None or person.sealed_at is not None:
        raise OutsideScope
    episodes = Episode.objects.filter(person__in=whole).select_related("prison", "ward", "place").order_by("-received_on")
    names = Name.objects.filter(person__in=whole).order_by("until", "kind", "-since", "id")
    identifiers = Identifier.objects.filter(person__in=whole).order_by("ended_on", "kind", "id")
    stays = list(Stay.objects.filter(episode__person__in=whole).select_related("place").order_by("-during")[:STAYS_SHOWN])
    held = list(episodes)
    return Profile(
        person=person,
        episodes=held,
        names=list(names),
        identifiers=list(identifiers),
        stays=stays,
        places=_places_above([*(e.place for e in held), *(s.place for s in stays)]),
        merged=[p for p in whole if p.pk != person_id],
    )


def _places_above(places: Sequence[Place]) -> dict[str, Place]:
    paths = {".".join(parts[: n + 1]) for parts in (place.path.split(".") for place in places) for n in range(1, len(parts))}
    return {place.path: place for place in Place.objects.filter(path__in=paths)} if paths else {}


def age(birth_date: dt.date | None, on: dt.date) -> int | None:
    """Full years on a day."""
    if birth_date is None:
        return None
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))
