"""Which steps are owed and by when: the law's clocks, counted from the day of admission or back from the end of term.

Where no provision states a time, the house's rule stands and says so (``internal``). An admission before 2026-11-01 is counted by the
Prison Law of 2012.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils import timezone

from zhiheng.domains.custody.reception.models import StepKind
from zhiheng.law.acts.ministry_rules.release_1999 import release_notice
from zhiheng.law.acts.ministry_rules.visits_2016 import visit_information
from zhiheng.law.acts.points_2021.variants import entry_education
from zhiheng.law.acts.prison_law_2026 import custody, execution, release
from zhiheng.law.calendar import EVERY_DAY, WorkingDays
from zhiheng.law.clocks import Clock, Limit, Unit, clock_caption, due, due_at, limit_on, notice_by
from zhiheng.law.reckoning import Rule, Undetermined, date_of, day_of

CHECKS = {StepKind.CHECK_90: 90, StepKind.CHECK_30: 30, StepKind.CHECK_7: 7, StepKind.CHECK_1: 1}
"""Checks of the release date, and how many days ahead of the end each is due."""
AHEAD = dt.timedelta(days=100)
"""How far ahead of its end a release is prepared: the earliest step is three months before."""
_LAST_MOMENT = dt.time(23, 59, 59)


class Owed(NamedTuple):
    """A step with its last moment (None: no calendar reaches it) and its legal basis, as kept with the step."""

    kind: StepKind
    due_at: dt.datetime | None
    basis: dict[str, Any]


class Limited(NamedTuple):
    """A step of admission and the limit it follows; ``rule`` alone: no time is stated, the day of admission stands."""

    kind: StepKind
    limit: Limit | None = None
    rule: Rule[..., Any] | None = None


ADMISSION = (
    Limited(StepKind.PAPERS, rule=execution.court_delivers),
    Limited(StepKind.IDENTITY, rule=execution.search_allowed),
    Limited(StepKind.SEARCH, rule=execution.search_allowed),
    Limited(StepKind.RIGHTS, execution.rights_notice),
    Limited(StepKind.FILE, rule=execution.complete_examination),
    Limited(StepKind.EXAMINATION, execution.entry_examination),
    Limited(StepKind.EXAMINATION_WHOLE, execution.complete_examination),
    Limited(StepKind.FAMILY, execution.family_notice),
    Limited(StepKind.VISITS, visit_information),
    Limited(StepKind.EDUCATION, entry_education),
    Limited(StepKind.WARD, entry_education, custody.may_share_room),
)


BY_CALENDAR = (StepKind.FAMILY, StepKind.VISITS, StepKind.EDUCATION, StepKind.WARD)
"""Steps of admission whose clock runs in days or months: holidays decide their last day, and nothing else of the hour."""


def admission_steps(at: dt.datetime, calendar: WorkingDays) -> list[Owed]:
    """Every step of an admission at a moment, with its clock by the law of that day."""
    return [_counted(limited, at, calendar) for limited in ADMISSION]


def _counted(limited: Limited, at: dt.datetime, calendar: WorkingDays) -> Owed:
    day = timezone.localdate(at)
    if limited.limit is None:
        assert limited.rule is not None
        return Owed(limited.kind, _end_of(day), _basis(_version(limited.kind, limited.rule, day), None, day))
    chosen = limit_on(limited.limit, day_of(day))
    clock = chosen()
    basis = _basis(limited.rule or chosen, clock, day)
    if clock.unit == Unit.HOURS:
        return Owed(limited.kind, due_at(at, clock), basis)
    last = due(day_of(day), clock, calendar)
    if isinstance(last, Undetermined):
        return Owed(limited.kind, None, basis | {"missing": {"zh": last.zh, "en": last.en}})
    return Owed(limited.kind, _end_of(date_of(last)), basis)


def _version(kind: StepKind, rule: Rule[..., Any], day: dt.date) -> Rule[..., Any]:
    """Papers and identity are asked for by the provision on admission of that day."""
    on_admission = (StepKind.PAPERS, StepKind.IDENTITY)
    return execution.admission.version(day_of(day)) if kind in on_admission else rule


def _basis(rule: Rule[..., Any], clock: Clock | None, day: dt.date) -> dict[str, Any]:
    """Provision and limit as JSON; ``internal`` where that text does not govern the day or states no time."""
    stated = clock is not None and clock.unit != Unit.HOURS and rule.in_force(day)
    words = {"zh": "当日", "en": "same day"} if clock is None else clock_caption(clock)._asdict()
    provision = {"zh": rule.provision.zh, "en": rule.provision.en}
    return {"rule": rule.id, "provision": provision, "clock": words, "internal": not stated}


def release_steps(end: dt.date, received: dt.date, *, rights_lost: bool) -> list[Owed]:
    """Every step before a release at the end of term, by its day. None is due before the person was received."""
    found = [Owed(kind, _end_of(_not_before(received, day)), basis) for kind, day, basis in _before(end, received)]
    kept = [owed for owed in found if rights_lost or owed.kind != StepKind.RIGHTS_NOTICE]
    return sorted(kept, key=lambda owed: owed.due_at or _end_of(end))


def _before(end: dt.date, received: dt.date) -> Iterator[tuple[StepKind, dt.date, dict[str, Any]]]:
    last = day_of(end)
    for kind, ahead in CHECKS.items():
        yield kind, date_of(release.release_check(last, ahead)), _dated(release.release_check, f"{ahead}日前", f"{ahead} days before")
    begins = date_of(release.exit_education_from(last, day_of(received)))
    yield StepKind.EXIT_EDUCATION, begins, _dated(release.exit_education_from, "释放前三个月起", "from three months before")
    told = notice_by(last, release_notice(False), EVERY_DAY)
    assert not isinstance(told, Undetermined)  # counted in months
    for kind in (StepKind.ASSESSMENT, StepKind.POLICE_NOTICE, StepKind.JUSTICE_NOTICE):
        yield kind, date_of(told), _dated(release_notice, "一个月前", "one month before", internal=kind == StepKind.ASSESSMENT)
    yield StepKind.RIGHTS_NOTICE, end, _dated(release.rights_notice_in_time, "释放前", "before release")
    for kind in (StepKind.HAND_OVER, StepKind.PROPERTY):
        yield kind, end, _dated(release.released_in_time, "释放当日", "on the day of release")


def _dated(rule: Rule[..., Any], zh: str, en: str, *, internal: bool = False) -> dict[str, Any]:
    provision = {"zh": rule.provision.zh, "en": rule.provision.en}
    return {"rule": rule.id, "provision": provision, "clock": {"zh": zh, "en": en}, "internal": internal}


def _not_before(received: dt.date, day: dt.date) -> dt.date:
    return max(received, day)


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _LAST_MOMENT, timezone.get_current_timezone())
