"""Whether a bed fits a person: who is kept apart, and the level of the place. One answer for the act, the bed plan and the unlock list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place, Use
from zhiheng.domains.custody.classing.errors import KeptApart, LevelDoesNotFit
from zhiheng.domains.custody.classing.models import Classification, Level, Separation
from zhiheng.engines.trail.refusals import Refusal

BASIS = "《监狱法》第六十三条、第六十四条"
LEVEL_BASIS = "内部规则：分类标准表（《监狱法》第六十三条）"
# Where people of high security may be held; nobody else is placed in a place of that use.
_HIGH_FITS = frozenset({Use.HIGH, Use.CONFINEMENT, Use.CLINIC, Use.INTAKE, Use.CARE})


@dataclass(frozen=True, slots=True)
class Apart:
    """One person from whom somebody is kept apart, and where that person is."""

    separation: Separation
    episode: Episode


@dataclass(frozen=True, slots=True)
class Fitness:
    """What must be known of a person to say which beds fit, read once for a whole ward."""

    level: str
    apart: Sequence[Apart]
    high_wards: bool

    def refusal(self, bed: Place, ward: Place | None, use: str) -> Refusal | None:
        """Why this bed does not fit, or None. ``use`` is that of the bed's cell or ward, whichever is special."""
        if any(_together(apart, bed, ward) for apart in self.apart):
            return KeptApart(basis=BASIS)
        if self.level and self.high_wards and not _level_fits(self.level, use):
            return LevelDoesNotFit(basis=LEVEL_BASIS)
        return None


def fitness_of(episode: Episode, on: dt.date) -> Fitness:
    """Level in force, separations in force, and whether the prison has high-security places at all. Three queries."""
    level = Classification.objects.filter(episode=episode, state=Classification.State.IN_FORCE).values_list("level", flat=True).first()
    prison = Place.objects.filter(pk=episode.prison_id).values_list("path", flat=True)[:1]
    wards = Place.objects.filter(kind=Kind.WARD, use=Use.HIGH, closed_on__isnull=True, path__under=str(prison[0])) if level else None
    return Fitness(level or "", apart_from(episode, on), wards is not None and wards.exists())


def apart_from(episode: Episode, on: dt.date) -> list[Apart]:
    """Those in custody from whom the person is kept apart on a day."""
    person = episode.person_id
    in_force = Separation.objects.filter(Q(low=person) | Q(high=person), since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    pairs = {(s.high_id if s.low_id == person else s.low_id): s for s in in_force}
    held = Episode.objects.filter(person__in=pairs, ended_on__isnull=True).select_related("place", "ward", "person")
    return [Apart(pairs[other.person_id], other) for other in held]


def use_of(bed: Place, above: Mapping[int, Place]) -> str:
    """The use that counts for a bed: its cell's where that is special, else its ward's."""
    at: Place | None = bed
    while at is not None and at.use == Use.GENERAL:
        at = above.get(at.parent_id) if at.parent_id else None
    return at.use if at is not None else Use.GENERAL


def refuse_unfit(episode: Episode, line: Iterable[Place]) -> None:
    """Asked by base before it places somebody: ``line`` is the bed and all above it, root first.

    Raises:
        KeptApart, LevelDoesNotFit.
    """
    steps = list(line)
    ward = next((step for step in reversed(steps) if step.kind == Kind.WARD), None)
    use = use_of(steps[-1], {step.pk: step for step in steps})
    refusal = fitness_of(episode, timezone.localdate()).refusal(steps[-1], ward, use)
    if refusal is not None:
        raise refusal


def _together(apart: Apart, bed: Place, ward: Place | None) -> bool:
    there = apart.episode
    if apart.separation.reach == Separation.Reach.WARD:
        return ward is not None and there.ward_id == ward.pk
    return there.place.parent_id == bed.parent_id


def _level_fits(level: str, use: str) -> bool:
    return use in _HIGH_FITS if level == Level.HIGH else use != Use.HIGH
