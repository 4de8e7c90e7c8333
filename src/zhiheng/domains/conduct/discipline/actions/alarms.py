"""Clocks that nobody may miss: written down when they come near or run over, climbing, acknowledged by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.clocks import Running
from zhiheng.domains.conduct.discipline.errors import AlarmClosed
from zhiheng.domains.conduct.discipline.models import ClockAlarm, Restraint, Seclusion
from zhiheng.domains.conduct.discipline.queries import watched
from zhiheng.domains.custody.officials import named
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

type Held = Seclusion | Restraint


@act(policy.WATCH, subject="place")
def raise_alarms(place: Place, *, at: dt.datetime, acting: Official, reason: str) -> int:
    """Bring the alarms below a place up to a moment: raise, let climb, settle. How many rows changed; a second run changes none."""
    return sum(_brought_up(held, clocks, at) for held, clocks in watched([place.path], at))


@act(policy.ACKNOWLEDGE, subject="alarm")
def acknowledge_alarm(alarm: ClockAlarm, *, words: str, acting: Official, reason: str) -> ClockAlarm:
    """Say what is being done. The alarm stays until its clock is met.

    Raises:
        AlarmClosed: settled, or acknowledged before; Invalid: no words.
    """
    locked = ClockAlarm.objects.select_for_update(of=("self",)).get(pk=alarm.pk)
    if locked.settled_at is not None or locked.acknowledged_at is not None:
        raise AlarmClosed
    if not words.strip():
        raise Invalid(fields={"words": _("Say what is being done.")})
    locked.acknowledged_by, locked.acknowledged_at, locked.words = named(acting), timezone.now(), words.strip()
    locked.save(update_fields=["acknowledged_by", "acknowledged_at", "words"])
    return locked


def unsaid(paths: list[str], at: dt.datetime) -> bool:
    """Whether some alarm must be raised, climb or be settled: the watch opens an act only then."""
    return any(_differences(held, clocks, at) for held, clocks in watched(paths, at))


def _brought_up(held: Held, clocks: Iterable[Running], at: dt.datetime) -> int:
    changes = _differences(held, clocks, at)
    for alarm in changes:
        alarm.save()
    return len(changes)


def _differences(held: Held, clocks: Iterable[Running], at: dt.datetime) -> list[ClockAlarm]:
    """Alarms to be written: new, climbed, settled."""
    kept = {(one.clock, one.due_at): one for one in held.alarms.filter(Q(settled_at__isnull=True))}
    ringing = {(clock.code.removesuffix("-missed"), clock.due): clock.stage(at) for clock in clocks if clock.stage(at)}
    changes = [_alarm(held, key, stage, at) for key, stage in ringing.items() if key not in kept]
    for key, alarm in kept.items():
        stage = ringing.get(key, 0)
        if not stage:
            alarm.settled_at = at
            changes.append(alarm)
        elif stage > alarm.stage:
            alarm.stage, alarm.climbed_at, alarm.acknowledged_at, alarm.acknowledged_by, alarm.words = stage, at, None, None, ""
            changes.append(alarm)
    return changes


def _alarm(held: Held, key: tuple[str, dt.datetime], stage: int, at: dt.datetime) -> ClockAlarm:
    about = {"seclusion": held} if isinstance(held, Seclusion) else {"restraint": held}
    found = held.alarms.filter(clock=key[0], due_at=key[1]).first()
    if found is None:
        return ClockAlarm(clock=key[0], due_at=key[1], stage=stage, raised_at=at, **about)
    found.stage, found.settled_at, found.climbed_at = stage, None, at  # a day's outdoor minutes can be missed again after a correction
    return found
