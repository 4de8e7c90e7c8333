"""What this room's powers oblige to: arrivals to decide, steps of admission, doubts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.queries.desk import Wanted, arrivals, open_doubts, open_steps
from zhiheng.domains.custody.reception.schedule import end_of_day

_SHOWN = 20


def _arrivals(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Everybody expected today or before, and not decided."""
    for one in arrivals(paths).filter(expected_on__lte=timezone.localdate(at))[:_SHOWN]:
        yield Due(one.get_state_display(), one.name, str(one.pk), end_of_day(timezone.localdate(at)))


def _steps(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Steps overdue or due today; above twenty the list of steps says them."""
    scope = scope_of(paths)
    for due in ("overdue", "today"):
        for step in open_steps(scope, Wanted(due), at)[:_SHOWN]:
            yield Due(step.get_kind_display(), str(step.episode.person), str(step.episode.person_id), step.due_at)


def _doubts(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for doubt in open_doubts(scope_of(paths)).filter(due_on__lte=timezone.localdate(at))[:_SHOWN]:
        yield Due(doubt.get_kind_display(), f"{doubt.episode.person} ({doubt.owner})", str(doubt.pk), end_of_day(doubt.due_on))


declare(
    DutySource("arrival", policy.CHECK, _l("Arrivals to decide"), _arrivals),
    DutySource("admission", policy.STEP, _l("Steps of admission"), _steps),
    DutySource("identity", policy.IDENTITY, _l("Doubts about identity"), _doubts),
)
