"""Reads of those held alone or restrained, their clocks and alarms. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.conduct.seclusion.clocks import LAST_HOURS, Alone, Overheld, Running, clocks_alone, clocks_overheld, clocks_restrained
from zhiheng.domains.conduct.seclusion.models import Check, ClockAlarm, Restraint, Seclusion
from zhiheng.domains.custody.departure.queries.releases import Horizon, leaving
from zhiheng.engines.trail.refusals import or_outside
from zhiheng.law.facts import Period

type Held = Seclusion | Restraint | Overheld

_PEOPLE = ("episode__person", "episode__place", "episode__ward", "episode__prison")


def seclusions(paths: Sequence[str]) -> QuerySet[Seclusion]:
    """All seclusions of people held in these places, newest first."""
    found = Seclusion.objects.filter(episode__place__path__under_any=list(paths))
    looks = Prefetch("checks", Check.objects.select_related("by").order_by("at", "pk"))
    return found.select_related(*_PEOPLE, "place", "ordered_by", "ended_by", "sanction", "case").prefetch_related(looks).order_by("-first", "-pk")


def seclusion_at(pk: int, paths: Sequence[str]) -> Seclusion:
    """One seclusion. OutsideScope when there is none."""
    return or_outside(seclusions(paths).filter(pk=pk).first())


def restraints(paths: Sequence[str]) -> QuerySet[Restraint]:
    """All restraints of people held in these places, newest first."""
    found = Restraint.objects.filter(episode__place__path__under_any=list(paths))
    looks = Prefetch("checks", Check.objects.select_related("by").order_by("at", "pk"))
    return found.select_related(*_PEOPLE, "started_by", "stopped_by").prefetch_related(looks).order_by("-started_at", "-pk")


def restraint_at(pk: int, paths: Sequence[str]) -> Restraint:
    """One restraint. OutsideScope when there is none."""
    return or_outside(restraints(paths).filter(pk=pk).first())


def alarms(paths: Sequence[str]) -> QuerySet[ClockAlarm]:
    """Alarms not settled yet, the gravest first."""
    found = ClockAlarm.objects.filter(settled_at__isnull=True)
    inside = found.filter(
        Q(seclusion__episode__place__path__under_any=list(paths))
        | Q(restraint__episode__place__path__under_any=list(paths))
        | Q(episode__place__path__under_any=list(paths))
    )
    related = (
        "seclusion__episode__person",
        "seclusion__episode__place",
        "restraint__episode__person",
        "restraint__episode__place",
        "episode__person",
        "episode__place",
        "acknowledged_by",
    )
    return inside.select_related(*related).order_by("-stage", "due_at", "pk")


def alarm_at(pk: int, paths: Sequence[str]) -> ClockAlarm:
    """One alarm. OutsideScope when there is none."""
    return or_outside(alarms(paths).filter(pk=pk).first())


def alone_of(found: Sequence[Seclusion]) -> list[Alone]:
    """Seclusions with the days that count in the same row. One query beside the checks."""
    rows = Seclusion.objects.filter(episode__in={one.episode_id for one in found}).values_list("episode", "pk", "first", "until")
    before: dict[int, list[tuple[int, Period]]] = {}
    for episode, pk, first, until in rows:
        before.setdefault(episode, []).append((pk, Period(first, until)))
    return [Alone(one, list(one.checks.all()), [period for pk, period in before.get(one.episode_id, []) if pk != one.pk]) for one in found]


def overheld(paths: Sequence[str], at: dt.datetime) -> list[Overheld]:
    """Everybody whose term ends today (from its last hours on) or has ended, and whose alarm is open although nobody is held any more."""
    today = timezone.localdate(at)
    last = today if timezone.localtime(at).time() >= LAST_HOURS else today - dt.timedelta(days=1)
    ending = list(leaving(scope_of(paths), Horizon(), today).filter(end__lte=last))
    found = {one.judgment.episode_id: Overheld(one.judgment.episode, one.end) for one in ending}
    rung = ClockAlarm.objects.filter(episode__place__path__under_any=list(paths), settled_at__isnull=True).exclude(episode__in=found)
    return [*found.values(), *(Overheld(alarm.about, None) for alarm in rung.select_related("episode__person", "episode__place"))]


def watched(paths: Sequence[str], at: dt.datetime) -> Iterator[tuple[Held, list[Running]]]:
    """Everybody held beyond the end, alone or restrained now, with their clocks, straight from the records: no job needs to have run."""
    for held in overheld(paths, at):
        yield held, clocks_overheld(held, at)
    for alone in alone_of(list(seclusions(paths).filter(ended_at__isnull=True))):
        yield alone.seclusion, clocks_alone(alone, at)
    for restraint in restraints(paths).filter(stopped_at__isnull=True):
        yield restraint, clocks_restrained(restraint, list(restraint.checks.all()))


def ringing(paths: Sequence[str], at: dt.datetime) -> list[tuple[Held, Running]]:
    """Clocks that come near or were missed, the gravest first: what a banner says."""
    found = [(held, clock) for held, clocks in watched(paths, at) for clock in clocks if clock.stage(at)]
    return sorted(found, key=lambda pair: (-pair[1].stage(at), pair[1].due))


def of_episode(episode: Episode) -> dict[str, Sequence[object]]:
    """When one person was held alone or restrained, newest first: for the person's own tab."""
    return {
        "seclusions": list(Seclusion.objects.filter(episode=episode).select_related("place").order_by("-first")),
        "restraints": list(Restraint.objects.filter(episode=episode).order_by("-started_at")),
    }
