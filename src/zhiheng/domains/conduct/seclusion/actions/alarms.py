"""Clocks that nobody may miss: written down when they come near or run over, climbing, acknowledged by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.seclusion import policy
from zhiheng.domains.conduct.seclusion.clocks import Overheld, Running
from zhiheng.domains.conduct.seclusion.errors import AlarmClosed
from zhiheng.domains.conduct.seclusion.models import ClockAlarm, Restraint, Seclusion
from zhiheng.domains.conduct.seclusion.queries import Held, watched
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

PROMPT: Final = dt.timedelta(minutes=2)
"""An alarm that rings within this of its moment is in time."""


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
    """Alarms to be written: new, climbed or ringing anew, settled."""
    kept = {(one.clock, one.due_at): one for one in _alarms(held).filter(settled_at__isnull=True)}
    ringing = {(clock.code.removesuffix("-missed"), clock.due): clock for clock in clocks if clock.stage(at)}
    changes = [_alarm(held, key, clock, at) for key, clock in ringing.items() if key not in kept]
    for key, alarm in kept.items():
        clock = ringing.get(key)
        if clock is None:
            alarm.settled_at = at
            changes.append(alarm)
        elif clock.stage(at) > alarm.stage or _rings_anew(alarm, clock):
            late = _late(held, clock, clock.began(clock.stage(at)), at) if clock.stage(at) > alarm.stage else alarm.late
            alarm.stage, alarm.climbed_at, alarm.late = max(alarm.stage, clock.stage(at)), at, late
            changes.append(_unanswered(alarm))
    return changes


def _rings_anew(alarm: ClockAlarm, clock: Running) -> bool:
    """Whether it was acknowledged, and a new day of it has begun since."""
    return alarm.acknowledged_at is not None and clock.renewed is not None and alarm.acknowledged_at < clock.renewed


def _alarms(held: Held) -> QuerySet[ClockAlarm]:
    return held.episode.clock_alarms.all() if isinstance(held, Overheld) else held.alarms.all()


def _alarm(held: Held, key: tuple[str, dt.datetime], clock: Running, at: dt.datetime) -> ClockAlarm:
    """A new alarm; or the former one of this clock anew, as a day's outdoor minutes can be missed again after a correction."""
    stage, late = clock.stage(at), _late(held, clock, clock.near, at)
    found = _alarms(held).filter(clock=key[0], due_at=key[1]).first()
    if found is None:
        return ClockAlarm(clock=key[0], due_at=key[1], stage=stage, raised_at=at, late=late, **_about(held))
    found.stage, found.settled_at, found.climbed_at, found.late = stage, None, at, late
    return _unanswered(found)


def _unanswered(alarm: ClockAlarm) -> ClockAlarm:
    """An acknowledgement answers what rang then, not what rings now."""
    alarm.acknowledged_at, alarm.acknowledged_by, alarm.words = None, None, ""
    return alarm


def _late(held: Held, clock: Running, began: dt.datetime, at: dt.datetime) -> dt.timedelta | None:
    """How much later than it should it rings, where nobody watched: counted from when the records made it known.

    Not said of over-detention, whose day a new determination may move into the past.
    """
    if isinstance(held, Overheld):
        return None
    known = max(began, clock.known or _known(held))
    return at - known if at - known > PROMPT else None


def _known(held: Seclusion | Restraint) -> dt.datetime:
    """When the latest of what its clocks are worked out from was written down."""
    written = held.started_at if isinstance(held, Seclusion) else held.recorded_at
    return max([written, *(check.recorded_at for check in held.checks.all())])


def _about(held: Held) -> dict[str, Any]:
    if isinstance(held, Overheld):
        return {"episode": held.episode}
    return {"seclusion": held} if isinstance(held, Seclusion) else {"restraint": held}
