"""The live roll of a ward or a cell: bed, out-list, last count and signal of every person, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from zhiheng.base.places.models import Place
from zhiheng.domains.custody.whereabouts.models import Discrepancy, RollCall, RollMark
from zhiheng.domains.custody.whereabouts.queries.books import Held, held_at
from zhiheng.domains.custody.whereabouts.signals import Sighting, sightings
from zhiheng.engines.trail.refusals import OutsideScope


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One person: what each source says. ``found`` is the last roll call's word (None: not on it); ``signal`` None: no signal."""

    held: Held
    found: bool | None
    signal: Sighting | None
    discrepancy: Discrepancy | None
    place: str

    def overdue(self, now: dt.datetime) -> bool:
        """Out for longer than expected."""
        return self.held.expected_back is not None and self.held.expected_back < now

    @property
    def signal_agrees(self) -> bool | None:
        """Whether the device saw the person where the books say; None without a signal, which is no evidence."""
        if self.signal is None:
            return None
        inside = self.signal.place == self.place or self.signal.place.startswith(f"{self.place}.")
        return inside if self.held.here else not inside


@dataclass(frozen=True, slots=True)
class LiveRoll:
    """A place at a moment. ``last``: the latest roll call submitted there."""

    place: Place
    at: dt.datetime
    people: Sequence[Whereabouts]
    last: RollCall | None
    open_call: RollCall | None
    unsettled: Sequence[Discrepancy]

    @property
    def here(self) -> int:
        """Who should be there now."""
        return sum(1 for person in self.people if person.held.here)

    @property
    def away(self) -> int:
        return len(self.people) - self.here

    @property
    def overdue(self) -> int:
        """Out for longer than expected."""
        return sum(1 for person in self.people if person.overdue(self.at))

    @property
    def bedless(self) -> int:
        """On the books of the place without a bed."""
        return sum(1 for person in self.people if not person.held.bed)

    @property
    def reconciled(self) -> bool:
        """Nothing to settle, nobody overdue, no device that says otherwise."""
        return not self.unsettled and not self.overdue and all(person.signal_agrees is not False for person in self.people)


def live_roll(place: Place, at: dt.datetime) -> LiveRoll:
    """Beds x count x out-list x signals of a ward or a cell. Five queries, whatever its size.

    What is unsettled about somebody goes along to the ward that they were moved to.
    """
    held = held_at(place, at)
    last = last_call(place, at)
    found = _found(last, held)
    seen = sightings([one.episode_id for one in held], at)
    unsettled = _unsettled(Q(place__path__under=place.path) | Q(episode__in=[one.episode_id for one in held]))
    of_person = {d.episode_id: d for d in unsettled if d.episode_id}
    people = [Whereabouts(one, found.get(one.episode_id), seen.get(one.episode_id), of_person.get(one.episode_id), place.path) for one in held]
    return LiveRoll(place, at, people, last, open_call(place), unsettled)


def last_call(place: Place, at: dt.datetime) -> RollCall | None:
    """The latest roll call counted at the place up to a moment."""
    done = RollCall.objects.filter(place=place, submitted_at__isnull=False, occurred_at__lte=at)
    return done.select_related("submitted_by").order_by("-occurred_at").first()


def open_call(place: Place) -> RollCall | None:
    """The roll call being taken there, if one is."""
    return RollCall.objects.filter(place=place, submitted_at__isnull=True, called_off=False).select_related("opened_by").first()


def unsettled_in(paths: Sequence[str]) -> Sequence[Discrepancy]:
    """What is not settled at these places, the soonest due first."""
    return _unsettled(Q(place__path__under_any=list(paths)))


def _unsettled(where: Q) -> Sequence[Discrepancy]:
    found = Discrepancy.objects.filter(where, settled_at__isnull=True)
    return list(found.select_related("place", "owner", "episode__person", "roll", "party__destination").order_by("due_at", "pk"))


def _found(last: RollCall | None, held: Sequence[Held]) -> Mapping[int, bool]:
    """What the last roll call said of each; whoever came to the place after it is not in it."""
    if last is None or last.occurred_at is None:
        return {}
    marked = dict(RollMark.objects.filter(roll=last).values_list("episode_id", "found"))
    on_it = {one.episode_id for one in held_at(last.place, last.occurred_at)}
    return {one.episode_id: marked.get(one.episode_id, True) for one in held if one.episode_id in on_it}


def discrepancy_at(pk: int) -> Discrepancy:
    """One discrepancy. OutsideScope when there is none."""
    found = Discrepancy.objects.select_related("place", "owner", "episode__person", "roll").filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Which discrepancies are wanted: their kind, settled or not (None: either), found on a day."""

    kind: str = ""
    settled: bool | None = None
    day: dt.date | None = None


def on_record(paths: Sequence[str], wanted: OnRecord) -> QuerySet[Discrepancy]:
    """Discrepancies of these places, in no order. An unknown kind asks for none in particular."""
    found = Discrepancy.objects.filter(place__path__under_any=list(paths))
    if wanted.kind in Discrepancy.Kind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.settled is not None:
        found = found.filter(settled_at__isnull=not wanted.settled)
    if wanted.day is not None:
        found = found.filter(found_at__date=wanted.day)
    return found.select_related("place", "owner", "settled_by", "episode__person")
