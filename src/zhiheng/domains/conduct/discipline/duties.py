"""What this room's powers oblige to: steps of cases, rewards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.domains.conduct.discipline import policy, queries
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Reward

_SHOWN = 20
State = DisciplineCase.State


def _end(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59), timezone.get_current_timezone())


def _in_state(state: str, days: int) -> Callable[[Sequence[str], dt.datetime], Iterable[Due]]:
    """Cases that wait in a state; due so many days after the report."""

    def owed(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
        for case in queries.cases(paths).filter(state=state)[:_SHOWN]:
            yield Due(case.get_state_display(), str(case.episode.person), str(case.pk), case.reported_at + dt.timedelta(days=days))

    return owed


def _unserved(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Decisions to serve and post; the copy of a confinement is due the same day."""
    for one in queries.sanctions(paths).filter(served_at__isnull=True)[:_SHOWN]:
        yield Due(_("Decision to serve"), str(one.case.episode.person), str(one.case_id), _end(timezone.localdate(one.decided_at) + dt.timedelta(1)))
    for one in queries.sanctions(paths).filter(copied_at__isnull=True, kind="confinement")[:_SHOWN]:
        yield Due(_("Copy to the procuratorate"), str(one.case.episode.person), str(one.case_id), _end(timezone.localdate(one.decided_at)))


def _rewards(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for one in queries.rewards(paths).filter(state=Reward.State.PROPOSED)[:_SHOWN]:
        yield Due(_("Reward to decide"), str(one.episode.person), str(one.pk), one.proposed_at + dt.timedelta(days=10))


declare(
    DutySource("discipline-investigate", policy.INVESTIGATE, _l("Event to inquire into"), _in_state(State.OPEN, 3)),
    DutySource("discipline-vote", policy.VOTE, _l("Sanction before the ward team"), _in_state(State.STUDIED, 5)),
    DutySource("discipline-opine", policy.OPINE, _l("Opinion of the section"), _in_state(State.PROPOSED, 7)),
    DutySource("discipline-decide", policy.DECIDE, _l("Sanction to decide"), _in_state(State.REVIEWED, 10)),
    DutySource("discipline-serve", policy.SERVE, _l("Decision to serve, post, copy"), _unserved),
    DutySource("reward-decide", policy.DECIDE_REWARD, _l("Reward to decide"), _rewards),
)
