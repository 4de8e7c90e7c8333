"""Which steps are owed before a release and by when: counted back from the end of term.

Where no provision states a time, the house's rule stands and says so (``internal``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from zhiheng.domains.custody.reception.models import StepKind
from zhiheng.domains.custody.reception.schedule import Owed, end_of_day
from zhiheng.law.acts.ministry_rules.release_1999 import release_notice
from zhiheng.law.acts.prison_law_2026 import release
from zhiheng.law.calendar import EVERY_DAY
from zhiheng.law.clocks import notice_by
from zhiheng.law.reckoning import Rule, Undetermined, date_of, day_of

CHECKS = {StepKind.CHECK_90: 90, StepKind.CHECK_30: 30, StepKind.CHECK_7: 7, StepKind.CHECK_1: 1}
"""Checks of the release date, and how many days ahead of the end each is due."""
AHEAD = dt.timedelta(days=100)
"""How far ahead of its end a release is prepared: the earliest step is three months before."""


def release_steps(end: dt.date, received: dt.date, *, rights_lost: bool) -> list[Owed]:
    """Every step before a release at the end of term, by its day. None is due before the person was received."""
    found = [Owed(kind, end_of_day(_not_before(received, day)), basis) for kind, day, basis in _before(end, received)]
    kept = [owed for owed in found if rights_lost or owed.kind != StepKind.RIGHTS_NOTICE]
    return sorted(kept, key=lambda owed: owed.due_at or end_of_day(end))


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
