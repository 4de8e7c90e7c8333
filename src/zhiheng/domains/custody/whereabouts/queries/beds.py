"""The bed plan of a ward: who has which bed, and for a chosen person why a bed does not fit, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from zhiheng.base.people.errors import BedTaken, CellFull, SeparateCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries.occupancy import in_beds
from zhiheng.base.places.actions import PlaceClosed
from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.custody.classing.fitness import Fitness, fitness_of, use_of
from zhiheng.engines.trail.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Bed:
    """A bed. ``refusal``: why the chosen person may not have it (None: it fits, or nobody is chosen)."""

    place: Place
    episode: Episode | None
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its beds."""

    place: Place
    beds: Sequence[Bed]

    @property
    def held(self) -> int:
        return sum(1 for bed in self.beds if bed.episode)


def bed_plan(ward: Place, chosen: Episode | None, on: dt.date) -> Sequence[Cell]:
    """Cells and beds of a ward in counting order. Eight queries at most, whatever the size.

    The words are those of the act's own refusals; the act asks again.
    """
    places = list(Place.objects.filter(path__under=ward.path, kind__in=(Kind.WARD, Kind.CELL, Kind.BED)))
    known = {place.pk: place for place in places}
    beds = [place for place in places if place.kind == Kind.BED]
    taken = in_beds(beds)
    asking = _Asking(chosen, fitness_of(chosen, on), _other_sex(ward, chosen)) if chosen else None
    cells = [place for place in places if place.kind == Kind.CELL]
    return [_cell(cell, beds, taken, known, ward, asking) for cell in sorted(cells, key=_counting)]


@dataclass(frozen=True, slots=True)
class _Asking:
    episode: Episode
    fitness: Fitness
    mixes: bool


def _cell(cell: Place, beds: Sequence[Place], taken: dict[int, Episode], known: dict[int, Place], ward: Place, asking: _Asking | None) -> Cell:
    mine = sorted((bed for bed in beds if bed.parent_id == cell.pk), key=_counting)
    held = sum(1 for bed in mine if bed.pk in taken and (asking is None or taken[bed.pk].pk != asking.episode.pk))
    full = bool(cell.capacity_now) and held >= cell.capacity_now
    shown = []
    for bed in mine:
        refusal = _refusal(bed, cell, taken.get(bed.pk), known, ward, asking, full=full) if asking else None
        shown.append(Bed(bed, taken.get(bed.pk), refusal))
    return Cell(cell, shown)


def _refusal(bed: Place, cell: Place, holder: Episode | None, known: dict[int, Place], ward: Place, asking: _Asking, *, full: bool) -> Refusal | None:
    if bed.closed_on or cell.closed_on:
        return PlaceClosed()
    if holder is not None:
        return BedTaken()
    if asking.mixes:
        return SeparateCustody()
    if full:
        return CellFull()
    nearest = known.get(cell.parent_id or 0, ward)
    return asking.fitness.refusal(bed, nearest, use_of(bed, known))


def _other_sex(ward: Place, chosen: Episode) -> bool:
    return Episode.objects.filter(ward=ward, ended_on__isnull=True).exclude(sex=chosen.sex).exclude(pk=chosen.pk).exists()


def _counting(place: Place) -> tuple[int, str]:
    return len(place.code), place.code
