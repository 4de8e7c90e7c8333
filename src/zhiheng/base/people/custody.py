"""Verbs over a custody episode: receiving, placing in a bed, ending."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people import policy
from zhiheng.base.people.errors import AlreadyInCustody, BedTaken, CellFull, NotABed, NotInCustody, NumberTaken, OtherPrison, SeparateCustody
from zhiheng.base.people.models import Episode, Person, Stay
from zhiheng.base.places.actions import PlaceClosed
from zhiheng.base.places.models import Kind, Place
from zhiheng.engines.trail.acts import Official, Subject, act, authorise
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.lib.text import normalised

SEPARATION = "《监狱法》第六十三条"
_NUMBER = re.compile(r"^[0-9A-Z][0-9A-Z-]{3,29}$")

type Line = Sequence[Place]
_before_placing: list[Callable[[Episode, Line], None]] = []
_before_ending: list[Callable[[Episode], None]] = []


def ask_before_placing(check: Callable[[Episode, Line], None]) -> None:
    """Let an app that lies above people refuse a bed: it is given the episode and the bed with all above it, root first."""
    _before_placing.append(check)


def ask_before_ending(check: Callable[[Episode], None]) -> None:
    """Let an app that lies above people refuse the end of an episode that something of its own still needs."""
    _before_ending.append(check)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person arriving at a place: the act is about the person, and happens there."""

    person: Person
    place: Place

    def trail_subject(self) -> Subject:
        return Subject(ref=f"person:{self.person.pk}", label=self.person.name, place=self.place.path)


@act(policy.REGISTER, subject="arrival")
def receive(arrival: Arrival, *, number: str, on: dt.date, at: dt.datetime, acting: Official, reason: str) -> Episode:
    """Open a custody episode under a new prisoner number, in a prison, a ward or straight into a bed (``at``: since when).

    Raises:
        Invalid: the number has a form that no prisoner number has.
        NumberTaken, AlreadyInCustody, PlaceClosed, SeparateCustody, and for a bed what ``place_in_bed`` raises.
    """
    person = Person.objects.select_for_update().get(pk=arrival.person.pk)
    number = _checked_number(number)
    _refuse_second_episode(person, on)
    line = _line(arrival.place)
    prison = next((place for place in line if place.kind == Kind.PRISON), None)
    if prison is None:
        raise NotABed(_("Choose a prison, a ward or a bed; nothing was changed."))
    ward = _ward(line)
    _refuse_mixing(ward, person.sex)
    # A bed is taken by a stay below; until then the person is in the ward.
    first = (ward or prison) if arrival.place.kind == Kind.BED else arrival.place
    episode = Episode.objects.create(
        person=person, number=number, prison=prison, ward=ward, place=first, received_on=on, sort_key=person.pinyin, sex=person.sex
    )
    if arrival.place.kind == Kind.BED:
        _occupy(episode, arrival.place, at)
    return episode


@act(policy.PLACE, subject="episode")
def place_in_bed(episode: Episode, *, bed: Place, at: dt.datetime, acting: Official, reason: str) -> Stay:
    """Put a person who has no bed into one from ``at``. Locks episode and bed: two officers cannot fill one bed.

    Raises:
        NotInCustody, NotABed, PlaceClosed, OtherPrison, BedTaken, CellFull, SeparateCustody, and OutsideScope for a bed
        that the official's power does not reach.
    """
    return _move(episode, bed, at, acting)


@act(policy.PLACE, subject="episode")
def move_to_bed(episode: Episode, *, bed: Place, at: dt.datetime, acting: Official, reason: str) -> Stay:
    """End the present stay at ``at`` and begin one in another bed of the same prison. Refuses what ``place_in_bed`` refuses."""
    return _move(episode, bed, at, acting)


@act(policy.PLACE, subject="episode")
def swap_beds(episode: Episode, *, other: Episode, at: dt.datetime, acting: Official, reason: str) -> tuple[Stay, Stay]:
    """Let two people exchange their beds at ``at``, both or neither. Locks both episodes and both beds.

    Raises:
        NotABed: one of them has no bed; and what ``place_in_bed`` raises for either.
    """
    authorise(acting, policy.PLACE, other.trail_subject())
    locked = {held.pk: _open_episode(held) for held in sorted((episode, other), key=lambda held: held.pk)}
    one, two = locked[episode.pk], locked[other.pk]
    bed, other_bed = one.place, two.place
    if one.pk == two.pk or (bed.kind, other_bed.kind) != (Kind.BED, Kind.BED):
        raise NotABed(_("Both must have a bed to exchange them; nothing was changed."))
    _end_stay(one, at)
    _end_stay(two, at)
    # Already where it is going, though without a bed yet: whom the other leaves behind must not be counted against the first.
    Episode.objects.filter(pk=two.pk).update(place=one.ward_id or one.prison_id, ward=one.ward_id)
    return _occupy(one, other_bed, at), _occupy(two, bed, at)


@act(policy.RELEASE, subject="episode")
def end_episode(episode: Episode, *, on: dt.date, at: dt.datetime, acting: Official, reason: str) -> Episode:
    """Close the episode on ``on``, its last day, and leave the bed at ``at``.

    Raises:
        NotInCustody: it has ended before.
        Invalid: the day lies before the reception.
    """
    episode = _open_episode(episode)
    if on < episode.received_on:
        raise Invalid(fields={"on": _("The release cannot lie before the reception.")})
    for check in _before_ending:
        check(episode)
    _end_stay(episode, at)
    episode.ended_on = on
    episode.save(update_fields=["ended_on"])
    return episode


def carry_over(episode: Episode, *, to: Place, at: dt.datetime) -> Episode:
    """Inside an open act: the episode goes on in another prison from ``at``, in a bed, a ward or the prison itself. Locks the episode.

    Raises:
        NotInCustody, NotABed (no prison, ward or bed), and for a bed what ``place_in_bed`` raises.
    """
    episode = _open_episode(episode)
    line = _line(to)
    prison = next((place for place in line if place.kind == Kind.PRISON), None)
    if prison is None or to.kind not in (Kind.PRISON, Kind.WARD, Kind.BED):
        raise NotABed(_("Choose a prison, a ward or a bed; nothing was changed."))
    ward = _ward(line)
    _refuse_mixing(ward, episode.sex, besides=episode.pk)
    _end_stay(episode, at)
    first = (ward or prison) if to.kind == Kind.BED else to
    episode.prison, episode.ward, episode.place = prison, ward, first
    episode.save(update_fields=["prison", "ward", "place"])
    if to.kind == Kind.BED:
        _occupy(episode, to, at)
    return episode


def holds_people(place: Place) -> bool:
    """Whether anybody in custody is at the place or below it."""
    return Episode.objects.filter(place__path__under=place.path, ended_on__isnull=True).exists()


def _move(episode: Episode, bed: Place, at: dt.datetime, acting: Official) -> Stay:
    # The act was checked where the person is; the power must reach the bed as well.
    authorise(acting, policy.PLACE, bed.trail_subject())
    episode = _open_episode(episode)
    if episode.place_id == bed.pk:
        raise BedTaken(_("This person has this bed already. Choose another; nothing was changed."))
    _end_stay(episode, at)
    return _occupy(episode, bed, at)


def _open_episode(episode: Episode) -> Episode:
    locked = Episode.objects.select_for_update().get(pk=episode.pk)
    if locked.ended_on is not None:
        raise NotInCustody
    return locked


def _occupy(episode: Episode, bed: Place, at: dt.datetime) -> Stay:
    line = _line(bed)
    if bed.kind != Kind.BED:
        raise NotABed
    if episode.prison_id not in {place.pk for place in line}:
        raise OtherPrison
    ward = _ward(line)
    _refuse_mixing(ward, episode.sex, besides=episode.pk)
    if Stay.objects.filter(place=bed, during__contains=at).exists():
        raise BedTaken
    _refuse_full(line[-2], besides=episode.pk)
    for check in _before_placing:
        check(episode, line)
    try:
        with transaction.atomic():
            stay = Stay.objects.create(episode=episode, place=bed, during=DateTimeTZRange(at, None))
    except IntegrityError as clash:  # a stay that begins later, or one committed since the look
        raise BedTaken from clash
    episode.place, episode.ward = bed, ward
    episode.save(update_fields=["place", "ward"])
    return stay


def _end_stay(episode: Episode, at: dt.datetime) -> None:
    for stay in Stay.objects.select_for_update().filter(episode=episode, during__endswith__isnull=True):
        if stay.during.lower >= at:
            raise Invalid(fields={"at": _("The present stay began later than this. Check date and time.")})
        stay.during = DateTimeTZRange(stay.during.lower, at)
        stay.save(update_fields=["during"])


def _line(place: Place) -> list[Place]:
    """The place and all above it, root first. Ward, cell and bed are locked: they fill up; a prison does not.

    Raises:
        PlaceClosed: one of them is closed.
    """
    parts = place.path.split(".")
    paths = [".".join(parts[: n + 1]) for n in range(len(parts))]
    filling = Place.objects.select_for_update(no_key=True).filter(path__in=paths, kind__in=(Kind.WARD, Kind.CELL, Kind.BED))
    above = Place.objects.filter(path__in=paths, kind__in=(Kind.BUREAU, Kind.PRISON, Kind.ROOM, Kind.POST))
    line = sorted([*above, *filling.order_by("path")], key=lambda place: place.path.count("."))
    if any(step.closed_on is not None for step in line):
        raise PlaceClosed
    return line


def _ward(line: list[Place]) -> Place | None:
    """The nearest ward: a sub-ward before its ward."""
    return next((place for place in reversed(line) if place.kind == Kind.WARD), None)


def _refuse_mixing(ward: Place | None, sex: str, besides: int = 0) -> None:
    if ward and Episode.objects.filter(ward=ward, ended_on__isnull=True).exclude(sex=sex).exclude(pk=besides).exists():
        raise SeparateCustody(basis=SEPARATION)


def _refuse_full(cell: Place, besides: int) -> None:
    if not cell.capacity_now:
        return
    held = Stay.objects.filter(place__parent=cell, during__endswith__isnull=True).exclude(episode=besides).count()
    if held >= cell.capacity_now:
        raise CellFull(basis="《监狱法》第七十七条")


def _refuse_second_episode(person: Person, on: dt.date) -> None:
    whole = {person.pk, person.merged_into_id, *person.merged.values_list("pk", flat=True)} - {None}
    earlier = Episode.objects.filter(person__in=whole)
    if earlier.filter(ended_on__isnull=True).exists():
        raise AlreadyInCustody
    if earlier.filter(ended_on__gte=on).exists():
        raise Invalid(fields={"on": _("The reception lies before the end of an earlier custody episode.")})


def _checked_number(number: str) -> str:
    number = re.sub(r"\s", "", normalised(number)).upper()
    if not _NUMBER.match(number):
        raise Invalid(fields={"number": _("A prisoner number has 4 to 30 letters, digits and dashes.")})
    if Episode.objects.filter(number=number).exists():
        raise NumberTaken(fields={"number": NumberTaken.words})
    return number
