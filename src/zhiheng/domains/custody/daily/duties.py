"""What this room's powers oblige to: the change of shift, events to close, talks that fall due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.daily import policy, queries
from zhiheng.domains.custody.daily.models import HandOver, TimetableLine
from zhiheng.domains.custody.whereabouts import policy as whereabouts_policy
from zhiheng.domains.custody.whereabouts.models import RollCall

_MARGIN = dt.timedelta(hours=2)
_EARLY = dt.timedelta(minutes=30)
_WARDS_SHOWN = 20
"""Above a ward's level the day is read from the boards, not from a list of everybody's hours."""


def _roll_calls(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Each roll call of the day's timetable: done when one was counted from half an hour before to two hours after."""
    day = timezone.localdate(at)
    for ward in queries.wards_under(paths)[:_WARDS_SHOWN]:
        called = [moment for call in RollCall.objects.filter(place=ward, occurred_at__date=day) if (moment := call.occurred_at)]
        for hour in queries.timetable_of(ward, day):
            if hour.line.item == TimetableLine.Item.ROLL_CALL:
                done = next((moment for moment in called if hour.at - _EARLY <= moment <= hour.at + _MARGIN), None)
                yield Due(_("Roll call"), str(ward), ward.path, hour.at, done)


def _shifts(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Each change of shift of the day: done when a take-over was signed within two hours of it."""
    day = timezone.localdate(at)
    for ward in queries.wards_under(paths)[:_WARDS_SHOWN]:
        signed = HandOver.objects.filter(place=ward, state=HandOver.State.TAKEN, taken_at__date=day)
        taken = [moment for one in signed if (moment := one.taken_at)]
        for hour in queries.timetable_of(ward, day):
            if hour.line.item == TimetableLine.Item.SHIFT:
                done = next((moment for moment in taken if abs(moment - hour.at) <= _MARGIN), None)
                yield Due(_("Hand-over between shifts"), str(ward), ward.path, hour.at, done)


def _open_events(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for event in queries.events(paths).filter(closed_at__isnull=True)[:_WARDS_SHOWN]:
        yield Due(event.get_kind_display(), str(event.place), str(event.pk), event.occurred_at + dt.timedelta(days=1))


def _talks(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """One line for all whose thirty days are over today; above a ward's level the list of talks says it."""
    scope, day = scope_of(paths), timezone.localdate(at)
    waiting = queries.talks_due(scope, day) if scope.narrow else []
    if waiting:
        people = ngettext("%(n)d person", "%(n)d people", len(waiting)) % {"n": len(waiting)}
        yield Due(_("Talks due"), people, "", dt.datetime.combine(day, dt.time(23, 59), timezone.get_current_timezone()))


declare(
    DutySource("roll-call", whereabouts_policy.COUNT, _l("Roll call"), _roll_calls),
    DutySource("hand-over", policy.HAND_OVER, _l("Hand-over between shifts"), _shifts),
    DutySource("event", policy.CLOSE, _l("Events to close"), _open_events),
    DutySource("talk", policy.TALK, _l("Talks due"), _talks),
)
