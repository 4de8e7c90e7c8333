"""Who is out, with whom, since when, until when, and who is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.whereabouts.errors import StillOut
from zhiheng.domains.custody.whereabouts.models import OUTSIDE, Escort, Movement, Party
from zhiheng.engines.trail.refusals import OutsideScope


def refuse_while_out(episode: Episode) -> None:
    """Asked by base before custody ends.

    Raises:
        StillOut: the person is out on the books.
    """
    if Movement.objects.filter(episode=episode, ending="").exists():
        raise StillOut


class PartyFilter(NamedTuple):
    """What the list of movements shows. ``state``: out, overdue or back; ``reach``: outside, inside or both ('')."""

    state: str = "out"
    purpose: str = ""
    reach: str = ""
    text: str = ""


def parties(paths: Sequence[str], chosen: PartyFilter, now: dt.datetime, *, limit: int = 50, offset: int = 0) -> Sequence[Party]:
    """Parties that left from these places: those out, the next to return first; those back, the last to leave first.

    Each has ``escorts`` (with officers) and ``movements`` (with people) loaded, ``people`` and ``still_out`` counted.
    """
    found = _chosen(Party.objects.filter(place__path__under_any=list(paths)), chosen, now)
    order = "-left_at" if chosen.state == "back" else "expected_back"
    return list(_loaded(found).order_by(order, "pk")[offset : offset + limit])


def count_parties(paths: Sequence[str], chosen: PartyFilter, now: dt.datetime, *, at_most: int = 1001) -> int:
    """How many there are, counted no further than ``at_most``."""
    return _chosen(Party.objects.filter(place__path__under_any=list(paths)), chosen, now)[:at_most].count()


def party_at(pk: int) -> Party:
    """One party with its people and escorts. OutsideScope when there is none."""
    found = _loaded(Party.objects.filter(pk=pk)).first()
    if found is None:
        raise OutsideScope
    return found


def _chosen(found: QuerySet[Party], chosen: PartyFilter, now: dt.datetime) -> QuerySet[Party]:
    found = found.filter(closed_at__isnull=chosen.state != "back")
    if chosen.state == "overdue":
        found = found.filter(expected_back__lt=now)
    if chosen.purpose:
        found = found.filter(purpose=chosen.purpose)
    if chosen.reach:
        found = found.filter(purpose__in=OUTSIDE) if chosen.reach == "outside" else found.exclude(purpose__in=OUTSIDE)
    if chosen.text:
        of_name = Q(episode__person__name__contains=chosen.text) | Q(episode__number=chosen.text.upper())
        found = found.filter(Exists(Movement.objects.filter(of_name, party=OuterRef("pk"))))
    return found


def _loaded(found: QuerySet[Party]) -> QuerySet[Party]:
    escorts = Prefetch("escorts", Escort.objects.select_related("officer").order_by("pk"))
    people = Prefetch("movements", Movement.objects.select_related("episode__person", "episode__place__parent").order_by("episode__sort_key"))
    counted = found.annotate(people=Count("movements"), still_out=Count("movements", filter=Q(movements__ending="")))
    return counted.select_related("place", "destination").prefetch_related(escorts, people)


@dataclass(frozen=True, slots=True)
class Out:
    """That somebody is out now, for the profile and lists."""

    party_id: int
    purpose: str
    destination: str
    since: dt.datetime
    expected_back: dt.datetime

    def overdue(self, now: dt.datetime) -> bool:
        """Whether they should be back."""
        return self.expected_back < now


def out_now(episode_ids: Iterable[int]) -> dict[int, Out]:
    """Who of these is out, in one query."""
    found = Movement.objects.filter(episode__in=list(episode_ids), ending="").select_related("party__destination")
    return {m.episode_id: _out(m) for m in found}


def _out(movement: Movement) -> Out:
    party = movement.party
    return Out(party.pk, party.purpose, destination_words(party), movement.during.lower, party.expected_back)


def destination_words(going: Party) -> str:
    """Where to, in words."""
    named = str(going.destination) if going.destination_id else ""
    return " ".join(part for part in (named, going.destination_words) if part)


def movements_of(episode_ids: Iterable[int], *, limit: int = 20) -> Sequence[Movement]:
    """The latest movements of a person."""
    found = Movement.objects.filter(episode__in=list(episode_ids)).select_related("party__destination", "party__place")
    return list(found.order_by("-during")[:limit])


def escorts_for(paths: Sequence[str], *, limit: int = 400) -> Sequence[Officer]:
    """Officers who may be named as escorts: those whose home lies at, above or below these places."""
    tops = {".".join(path.split(".")[:2]) for path in paths}
    homes = Q(home__path__under_any=sorted(tops)) | Q(home__path__in=[path.partition(".")[0] for path in paths])
    found = Officer.objects.filter(homes, left_on__isnull=True, kind=Officer.Kind.OFFICER)
    return list(found.order_by("pinyin", "number")[:limit])
