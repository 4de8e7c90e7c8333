"""The grade that a person's last closed cycle was given, as other rooms rest on it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Cycle, Regrading
from zhiheng.law.scale import Grade


class Graded(NamedTuple):
    """A decided grade: its code, the day of the decision, the month whose total closed the cycle, and the cycle's stable reference."""

    code: str
    decided_on: dt.date
    closed: dt.date
    ref: str


def last_grade(episode: Episode, on: dt.date) -> Graded | None:
    """The last grade decided up to a day; None before the first.

    None also when what that cycle brought was cancelled by then: what was taken away is not rested on, nor is what came before it.
    """
    decided = Cycle.objects.filter(episode=episode, grade__isnull=False, round__decided_on__lte=on)
    last = decided.select_related("round", "cancelled_by").order_by("-closed").first()
    if last is None or last.grade is None or last.round.decided_on is None:
        return None
    if last.cancelled_by is not None and last.cancelled_by.on <= on:
        return None
    grade, day = _as_of(last, last.grade, last.round.decided_on, on)
    return Graded(Grade(grade).code, day, last.closed, f"points-cycle:{last.pk}")


def _as_of(cycle: Cycle, grade: int, day: dt.date, on: dt.date) -> tuple[int, dt.date]:
    """A cycle decided anew has the grade of the last decision up to the day; the first one is kept with what replaced it."""
    anew = list(cycle.regradings.filter(state=Regrading.State.DECIDED).order_by("decided_on", "pk"))
    if anew:
        grade = anew[0].grade_before
    for one in anew:
        if one.grade is not None and one.decided_on is not None and one.decided_on <= on:
            grade, day = one.grade, one.decided_on
    return grade, day
