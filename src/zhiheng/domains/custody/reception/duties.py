"""What this room's powers oblige to: steps of admission, doubts, dates to check, people to release today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.queries.desk import Wanted, arrivals, open_doubts, open_steps
from zhiheng.domains.custody.reception.queries.releases import Horizon, leavers, leaving
from zhiheng.domains.custody.reception.release import Ahead
from zhiheng.domains.custody.reception.schedule import CHECKS

_SHOWN = 20


def _arrivals(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Everybody expected today or before, and not decided."""
    for one in arrivals(paths).filter(expected_on__lte=timezone.localdate(at))[:_SHOWN]:
        yield Due(one.get_state_display(), one.name, str(one.pk), _end_of(timezone.localdate(at)))


def _steps(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Steps overdue or due today; above twenty the list of steps says them."""
    scope = scope_of(paths)
    for due in ("overdue", "today"):
        for step in open_steps(scope, Wanted(due), at)[:_SHOWN]:
            yield Due(step.get_kind_display(), str(step.episode.person), str(step.episode.person_id), step.due_at)


def _doubts(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for doubt in open_doubts(scope_of(paths)).filter(due_on__lte=timezone.localdate(at))[:_SHOWN]:
        yield Due(doubt.get_kind_display(), f"{doubt.episode.person} ({doubt.owner})", str(doubt.pk), _end_of(doubt.due_on))


def _checks(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """One line for all whose date is to be checked by now."""
    today = timezone.localdate(at)
    soon = leavers(list(leaving(scope_of(paths), Horizon(), today)[:200]), today)
    late = [
        one
        for one in soon
        for step in one.steps
        if step.owed.kind in CHECKS and not step.complete and step.owed.due_at and step.owed.due_at <= _end_of(today)
    ]
    people = len({one.episode.pk for one in late})
    if people:
        yield Due(_("Release dates to check"), ngettext("%(n)d person", "%(n)d people", people) % {"n": people}, "", _end_of(today))


def _releases(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Held beyond the end of term first, then those of the day."""
    today = timezone.localdate(at)
    found = leaving(scope_of(paths), Horizon(), today).filter(end__lte=today)
    for one in leavers(list(found[:_SHOWN]), today):
        words = _("HELD BEYOND THE END OF TERM") if one.over else _("Release today")
        yield Due(words, str(one.episode.person), str(one.episode.person_id), _end_of(one.end))


def _check_due(step: Ahead, by: dt.datetime) -> bool:
    return step.owed.kind in CHECKS and not step.complete and step.owed.due_at is not None and step.owed.due_at <= by


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59, 59), timezone.get_current_timezone())


declare(
    DutySource("arrival", policy.CHECK, _l("Arrivals to decide"), _arrivals),
    DutySource("admission", policy.STEP, _l("Steps of admission"), _steps),
    DutySource("identity", policy.IDENTITY, _l("Doubts about identity"), _doubts),
    DutySource("release-date", policy.DATE, _l("Release dates to check"), _checks),
    DutySource("release", people_policy.RELEASE, _l("Releases"), _releases),
)
