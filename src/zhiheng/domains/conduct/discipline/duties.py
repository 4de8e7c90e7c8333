"""What this room's powers oblige to: steps of cases, clocks over those alone or restrained, rewards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.domains.conduct.discipline import policy, queries
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Reward, Seclusion

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


def _alone(kinds: frozenset[str]) -> Callable[[Sequence[str], dt.datetime], Iterable[Due]]:
    """Clocks of those alone that are of certain kinds and not met yet."""

    def owed(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
        for held, clocks in queries.watched(paths, at):
            for clock in clocks:
                if isinstance(held, Seclusion) and clock.code.removesuffix("-missed") in kinds and not clock.met:
                    yield Due(CLOCKS[clock.code.removesuffix("-missed")], str(held.episode.person), str(held.pk), clock.due)

    return owed


def _restrained(kinds: frozenset[str]) -> Callable[[Sequence[str], dt.datetime], Iterable[Due]]:
    def owed(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
        for held, clocks in queries.watched(paths, at):
            for clock in clocks:
                if not isinstance(held, Seclusion) and clock.code in kinds:
                    yield Due(CLOCKS[clock.code], str(held.episode.person), str(held.pk), clock.due)

    return owed


def _rewards(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for one in queries.rewards(paths).filter(state=Reward.State.PROPOSED)[:_SHOWN]:
        yield Due(_("Reward to decide"), str(one.episode.person), str(one.pk), one.proposed_at + dt.timedelta(days=10))


CLOCKS = {
    "over-detention": _l("HELD BEYOND THE END OF TERM"),
    "limit": _l("Limit of being held alone"),
    "stop": _l("A doctor has said stop: end it at once"),
    "doctor": _l("Doctor's visit"),
    "doctor-first": _l("Doctor's first look"),
    "outdoors": _l("An hour outdoors"),
    "contact": _l("Daily human contact"),
    "warden": _l("Review by the warden"),
    "review": _l("Review of restraints"),
    "approval": _l("Restraints to be approved again"),
    "seven-days": _l("Restrained for seven days"),
}
"""Every clock in words."""

declare(
    DutySource("discipline-investigate", policy.INVESTIGATE, _l("Event to inquire into"), _in_state(State.OPEN, 3)),
    DutySource("discipline-vote", policy.VOTE, _l("Sanction before the ward team"), _in_state(State.STUDIED, 5)),
    DutySource("discipline-opine", policy.OPINE, _l("Opinion of the section"), _in_state(State.PROPOSED, 7)),
    DutySource("discipline-decide", policy.DECIDE, _l("Sanction to decide"), _in_state(State.REVIEWED, 10)),
    DutySource("discipline-serve", policy.SERVE, _l("Decision to serve, post, copy"), _unserved),
    DutySource("seclusion-doctor", policy.DOCTOR, _l("Doctor's visit"), _alone(frozenset({"doctor"}))),
    DutySource("seclusion-care", policy.CHECK, _l("Those held alone"), _alone(frozenset({"outdoors", "contact"}))),
    DutySource("seclusion-end", policy.END, _l("To be ended"), _alone(frozenset({"limit", "stop"}))),
    DutySource("seclusion-review", policy.REVIEW, _l("Review by the warden"), _alone(frozenset({"warden"}))),
    DutySource("restraint-review", policy.CHECK, _l("Review of restraints"), _restrained(frozenset({"review"}))),
    DutySource("restraint-doctor", policy.DOCTOR, _l("Doctor's look at restraints"), _restrained(frozenset({"doctor", "doctor-first"}))),
    DutySource("restraint-approve", policy.APPROVE, _l("Restraints to be approved again"), _restrained(frozenset({"approval"}))),
    DutySource("restraint-stop", policy.RESTRAIN, _l("Restraints to stop"), _restrained(frozenset({"stop", "seven-days"}))),
    DutySource("reward-decide", policy.DECIDE_REWARD, _l("Reward to decide"), _rewards),
)
