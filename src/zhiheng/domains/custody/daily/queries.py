"""Reads of the ward's day, shared by pages, duties and registers. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Scope
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import above
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.daily.models import EventReport, HandOver, Talk, TimetableLine
from zhiheng.domains.custody.whereabouts.queries.tally import board
from zhiheng.engines.trail.refusals import OutsideScope

TALK_EVERY = dt.timedelta(days=30)
"""Internal rule: an officer of the ward speaks with each prisoner at least once in thirty days."""


class Standing(NamedTuple):
    """A ward at this moment: whose bed is there, who of them is out, and what the roll cannot reconcile."""

    on_books: int
    out: int
    unresolved: int

    @property
    def present(self) -> int:
        """Heads that should be there."""
        return self.on_books - self.out


class Hour(NamedTuple):
    """One hour of a day's timetable."""

    line: TimetableLine
    at: dt.datetime


def wards_under(paths: Iterable[str]) -> Sequence[Place]:
    """Open wards at these paths or below, in order; a ward that has sub-wards is left to them."""
    found = list(Place.objects.filter(path__under_any=list(paths), kind=Kind.WARD, closed_on__isnull=True).order_by("path"))
    above_another = {ward.path.rpartition(".")[0] for ward in found}
    return [ward for ward in found if ward.path not in above_another]


def timetable_of(place: Place, day: dt.date) -> Sequence[Hour]:
    """A day's hours: the place's own lines, else those of the nearest place above that has any."""
    line = [*reversed([*above(place), place])]
    lines = list(TimetableLine.objects.filter(place__in=line, during__contains=day).select_related("place").order_by("hour", "item"))
    own = next((step.pk for step in line if any(found.place_id == step.pk for found in lines)), None)
    zone = timezone.get_current_timezone()
    return [Hour(found, dt.datetime.combine(day, found.hour, zone)) for found in lines if found.place_id == own]


def change_of_shift(place: Place, at: dt.datetime) -> dt.datetime | None:
    """The change of shift nearest to a moment, within half a day; None where the timetable names none."""
    day = timezone.localdate(at)
    days = (day - dt.timedelta(days=1), day, day + dt.timedelta(days=1))
    shifts = [hour.at for each in days for hour in timetable_of(place, each) if hour.line.item == TimetableLine.Item.SHIFT]
    near = [shift for shift in shifts if abs(shift - at) <= dt.timedelta(hours=12)]
    return min(near, key=lambda shift: abs(shift - at), default=None)


def standings_of(places: Sequence[Place]) -> dict[int, Standing]:
    """Each place's figures by its id, as the live roll has them at this moment. One query."""
    now = timezone.now()
    return {pk: Standing(line.held, line.away, line.open) for pk, line in board(places, now, since=now).items()}


def standing_of(place: Place) -> Standing:
    """One place's figures."""
    return standings_of([place])[place.pk]


def waiting_in(place: Place) -> HandOver | None:
    """The hand-over that waits to be taken over."""
    found = HandOver.objects.filter(place=place, state=HandOver.State.WAITING)
    return found.select_related("given_by", "place").first()


def last_taken(place: Place, at: dt.datetime | None = None) -> HandOver | None:
    """The take-over in force at a moment (now)."""
    found = HandOver.objects.filter(place=place, state=HandOver.State.TAKEN, taken_at__lte=at or timezone.now())
    return found.select_related("given_by", "taken_by", "place").order_by("-taken_at").first()


def in_charge(place: Place, at: dt.datetime | None = None) -> Officer | None:
    """Who had taken the ward over last at a moment (now); nobody before the first take-over."""
    taken = last_taken(place, at)
    return taken.taken_by if taken else None


def hand_overs(paths: Sequence[str]) -> QuerySet[HandOver]:
    """All hand-overs of wards at or below these paths, newest first."""
    found = HandOver.objects.filter(place__path__under_any=list(paths))
    return found.select_related("place", "given_by", "taken_by").order_by("-given_at", "-pk")


def hand_over_at(pk: int, paths: Sequence[str]) -> HandOver:
    """One hand-over within these paths. OutsideScope when there is none."""
    found = hand_overs(paths).filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found


def events(paths: Sequence[str]) -> QuerySet[EventReport]:
    """All event reports at or below these paths, newest first."""
    found = EventReport.objects.filter(place__path__under_any=list(paths))
    return found.select_related("place", "reported_by", "closed_by").order_by("-occurred_at", "-pk")


def event_at(pk: int, paths: Sequence[str]) -> EventReport:
    """One event within these paths. OutsideScope when there is none."""
    found = events(paths).filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found


def talks_with(episode: Episode) -> QuerySet[Talk]:
    """An episode's talks, newest first."""
    return Talk.objects.filter(episode=episode).select_related("officer", "place").order_by("-held_at", "-pk")


class TalkDue(NamedTuple):
    """Somebody with whom nobody has spoken for long; ``last`` None: never. ``due``: the day by which somebody should."""

    person_id: int
    name: str
    number: str
    ward: str
    last: dt.datetime | None
    due: dt.date


_TALKS_DUE = """
select e.person_id, p.name, e.number, coalesce(w.name, ''), t.held_at, coalesce((t.held_at at time zone 'Asia/Shanghai')::date, e.received_on) + %s
from episode e join person p on p.id = e.person_id left join place w on w.id = e.ward_id
left join lateral (select held_at from talk where talk.episode_id = e.id order by held_at desc limit 1) t on true
where e.ended_on is null and {scope} and coalesce((t.held_at at time zone 'Asia/Shanghai')::date, e.received_on) + %s <= %s
order by 6, e.sort_key, e.id limit %s offset %s
"""


def talks_due(scope: Scope, by: dt.date, *, limit: int = 200, offset: int = 0) -> list[TalkDue]:
    """Whom somebody should have spoken with by a day, longest without a talk first."""
    if scope.empty:
        return []
    where, params = scope.condition()
    with connection.cursor() as cursor:
        cursor.execute(_TALKS_DUE.format(scope=where), [TALK_EVERY.days, *params, TALK_EVERY.days, by, limit, offset])
        return [TalkDue(*row) for row in cursor.fetchall()]
