"""What this room's powers oblige to: the clocks over those alone or restrained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.domains.conduct.seclusion import policy, queries
from zhiheng.domains.conduct.seclusion.models import Seclusion


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
    DutySource("seclusion-doctor", policy.DOCTOR, _l("Doctor's visit"), _alone(frozenset({"doctor"}))),
    DutySource("seclusion-care", policy.CHECK, _l("Those held alone"), _alone(frozenset({"outdoors", "contact"}))),
    DutySource("seclusion-end", policy.END, _l("To be ended"), _alone(frozenset({"limit", "stop"}))),
    DutySource("seclusion-review", policy.REVIEW, _l("Review by the warden"), _alone(frozenset({"warden"}))),
    DutySource("restraint-review", policy.CHECK, _l("Review of restraints"), _restrained(frozenset({"review"}))),
    DutySource("restraint-doctor", policy.DOCTOR, _l("Doctor's look at restraints"), _restrained(frozenset({"doctor", "doctor-first"}))),
    DutySource("restraint-approve", policy.APPROVE, _l("Restraints to be approved again"), _restrained(frozenset({"approval"}))),
    DutySource("restraint-stop", policy.RESTRAIN, _l("Restraints to stop"), _restrained(frozenset({"stop", "seven-days"}))),
)
