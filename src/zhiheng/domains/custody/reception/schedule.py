"""Which steps are owed and by when: the law's clocks, counted from the day of admission.

Where no provision states a time, the house's rule stands and says so (``internal``). An admission before 2026-11-01 is counted by the
Prison Law of 2012.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.utils import timezone

from zhiheng.domains.custody.reception.models import StepKind
from zhiheng.law.acts.ministry_rules.visits_2016 import visit_information
from zhiheng.law.acts.points_2021.variants import entry_education
from zhiheng.law.acts.prison_law_2026 import custody, execution
from zhiheng.law.calendar import WorkingDays
from zhiheng.law.clocks import Clock, Limit, Unit, clock_caption, due, due_at, limit_on
from zhiheng.law.reckoning import Rule, Undetermined, date_of, day_of

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
        return Owed(limited.kind, end_of_day(day), _basis(_version(limited.kind, limited.rule, day), None, day))
    chosen = limit_on(limited.limit, day_of(day))
    clock = chosen()
    basis = _basis(limited.rule or chosen, clock, day)
    if clock.unit == Unit.HOURS:
        return Owed(limited.kind, due_at(at, clock), basis)
    last = due(day_of(day), clock, calendar)
    if isinstance(last, Undetermined):
        return Owed(limited.kind, None, basis | {"missing": {"zh": last.zh, "en": last.en}})
    return Owed(limited.kind, end_of_day(date_of(last)), basis)


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


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a day, as clocks of steps run."""
    return dt.datetime.combine(day, _LAST_MOMENT, timezone.get_current_timezone())
