"""Decide a grade anew after a correction: by the prison group, checked by a second person; the first decision stays on record."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.domains.conduct.grading import policy
from zhiheng.domains.conduct.grading.actions.grades import open_objections
from zhiheng.domains.conduct.grading.errors import GradeClosed, NothingToGrade, ObjectionOpen, QuotaExceeded
from zhiheng.domains.conduct.grading.models import Cycle, Regrading
from zhiheng.domains.conduct.points.adjusting import Ground, adjust
from zhiheng.domains.conduct.points.models import Adjustment
from zhiheng.domains.conduct.points.months import period_of
from zhiheng.domains.conduct.points.queries.bodies import prison_group
from zhiheng.domains.conduct.points.queries.months import person_months, state_of
from zhiheng.engines.procedure.deliberation import close_deliberation, open_deliberation, refuse_recused
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.law.acts.points_2021 import procedure, results
from zhiheng.law.scale import Grade
from zhiheng.lib.language import said

State = Regrading.State


@act(policy.GRADE, subject="regrading")
def open_regrading(regrading: Regrading, *, grade: Grade, withdraw: bool = False, acting: Official, reason: str) -> Deliberation:
    """Put a grade before the prison group anew. ``withdraw``: the reward falls, where without the cancelled points the cycle would not have
    closed (art 29).

    Raises:
        NothingToGrade: decided or being voted on. GradeClosed: the law closes this grade. QuotaExceeded. ObjectionOpen.
    """
    locked = Regrading.objects.select_for_update().select_related("cycle__round__prison", "cycle__episode__person").get(pk=regrading.pk)
    if locked.state != State.OPEN:
        raise NothingToGrade
    _check(locked, grade, withdraw)
    person, closed = locked.cycle.episode.person.name, period_of(locked.cycle.closed)
    question = _("%(name)s, cycle closed in %(month)s, anew: %(grade)s") % {"name": person, "month": closed, "grade": said(grade.zh, grade.en)}
    matters = [f"points-regrading:{locked.pk}"]
    made = open_deliberation(
        prison_group(locked.cycle.round.prison), matter="points-regrading", matters=matters, question=question, held_on=timezone.localdate()
    )
    locked.grade, locked.reward = grade, results.reward_of(grade, locked.months_below)
    locked.withdrawn, locked.deliberation, locked.state = withdraw, made, State.VOTING
    locked.save(update_fields=["grade", "reward", "withdrawn", "deliberation", "state"])
    return made


@act(policy.GRADE, subject="regrading", second="second")
def close_regrading(regrading: Regrading, *, minutes: str = "", second: Official, acting: Official, reason: str) -> Regrading:
    """Count the votes. Carried: the new grade and reward take the place of the old; what was posted, copied or filed is named and left as it
    is, and the new decision is posted and copied in its turn. Not carried: the question is open again.

    Raises:
        NothingToGrade: nobody voted. GradeClosed, QuotaExceeded, ObjectionOpen: it changed since. NeedsSecondPerson.
    """
    locked = Regrading.objects.select_for_update(of=("self",)).select_related("cycle__round", "cycle__episode", "deliberation").get(pk=regrading.pk)
    if locked.state != State.VOTING or locked.deliberation is None or locked.grade is None:
        raise NothingToGrade
    _check(locked, Grade(locked.grade), locked.withdrawn)
    refuse_recused(locked.deliberation, acting)
    closed = close_deliberation(locked.deliberation, minutes=minutes)
    if closed.state == Deliberation.State.REJECTED:
        locked.grade, locked.reward, locked.withdrawn, locked.state = None, None, False, State.OPEN
        locked.save(update_fields=["grade", "reward", "withdrawn", "state"])
        return locked
    locked.state, locked.second, locked.decided_on = State.DECIDED, second.ref, timezone.localdate()
    locked.save(update_fields=["state", "second", "decided_on"])
    _take_effect(locked, closed, second, reason)
    return locked


@act(policy.GRADE, subject="regrading")
def copy_regrading(regrading: Regrading, *, acting: Official, reason: str) -> Regrading:
    """Note that the new decision went to the resident procuratorate (art 39)."""
    locked = Regrading.objects.select_for_update().get(pk=regrading.pk)
    if locked.state != State.DECIDED or locked.copied_on is not None:
        raise NothingToGrade
    locked.copied_on = timezone.localdate()
    locked.save(update_fields=["copied_on"])
    return locked


def _check(regrading: Regrading, grade: Grade, withdraw: bool) -> None:
    highest, cycle = Grade(regrading.highest), regrading.cycle
    is_open = grade == highest or (grade == Grade.QUALIFIED and highest == Grade.POSITIVE)
    if not is_open or (withdraw and not regrading.short):
        raise GradeClosed
    others = cycle.round.cycles.exclude(pk=cycle.pk).filter(grade=Grade.POSITIVE).count()
    if grade == Grade.POSITIVE and others >= cycle.round.quota:
        raise QuotaExceeded(basis="PT-21")
    if not procedure.may_be_finalised(len(open_objections([cycle]))):
        raise ObjectionOpen(basis="PT-D8-contested")


def _take_effect(regrading: Regrading, carried: Deliberation, second: Official, reason: str) -> None:
    cycle = Cycle.objects.select_for_update().get(pk=regrading.cycle_id)
    for name in ("highest", "bar", "reasons", "low_months", "months_below", "rewards", "grade"):
        setattr(cycle, name, getattr(regrading, name))
    cycle.reward = results.reward_of(Grade(cycle.grade or cycle.highest), cycle.months_below)
    cycle.material_beside = cycle.material_beside and results.material_beside(Grade(cycle.grade or cycle.highest))
    cycle.save()
    ground = Ground(Adjustment.Kind.RETEST, timezone.localdate(), f"points-regrading:{regrading.pk}", "PT-38", carried, second.ref)
    state = state_of(cycle.episode)
    last = next(line for line in reversed(person_months(cycle.episode)) if line.figures.closes)
    if (last.month, last.figures.closes) == (cycle.closed, cycle.number):
        # The open cycle asks how the one before it was graded (art 22 item 3).
        state = state._replace(last_grade=Grade(cycle.highest))
    made = adjust(cycle.episode, ground, state, reason=reason)
    if regrading.withdrawn:
        Cycle.objects.filter(pk=cycle.pk).update(cancelled_by=made)


__all__ = ["close_regrading", "copy_regrading", "open_regrading"]
