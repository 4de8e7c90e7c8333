"""Mend an entry by another that names it; test the month again that it was counted in. Nothing is edited."""

from __future__ import annotations

from django.utils import timezone

from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import open_month
from zhiheng.domains.conduct.points.adjusting import Ground, adjust
from zhiheng.domains.conduct.points.counting import points_readings
from zhiheng.domains.conduct.points.errors import NotCarried, NotCorrectable, NotPosted
from zhiheng.domains.conduct.points.models import Adjustment, Cycle, PointEntry, Sheet
from zhiheng.domains.conduct.points.months import State
from zhiheng.domains.conduct.points.queries.months import MonthLine, closed_cycle_months, columns_of, cycle_months, explain_month, state_of
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.law.acts.points_2021 import grading, results
from zhiheng.law.acts.points_2021.procedure import correction
from zhiheng.law.population.points import MonthLines, facts_of
from zhiheng.law.reckoning import EDITION, day_of
from zhiheng.law.scale import Body, Grade

Kind = PointEntry.Kind


@act(policy.CONVENE, subject="entry", second="second")
def correct(entry: PointEntry, *, value: int, deliberation: Deliberation, second: Official, acting: Official, reason: str) -> PointEntry:
    """Say what an entry should have been (same sign, nearer to nothing; 0 cancels it), as a body has carried it.

    The difference is entered in the month of the decision and names the entry. When the entry's month is totalled already, it is posted at
    once, and the month is tested again: fewer months below, another grade still open, as the law then has it.

    Raises:
        NotPosted, NotCorrectable, NotCarried, NeedsSecondPerson.
    """
    return corrected(entry, value, deliberation, second.ref, reason)


def corrected(entry: PointEntry, value: int, deliberation: Deliberation, second: str, reason: str) -> PointEntry:
    """Inside an open act: the correction itself. Locks the entry."""
    locked = PointEntry.objects.select_for_update().get(pk=entry.pk)
    _check(locked, value, deliberation)
    today = timezone.localdate()
    delta = correction(locked.counted, value, day_of(today))
    body = Body.PRISON_GROUP if deliberation.body.startswith("prison-group:") else Body.WARD_TEAM
    made = PointEntry.objects.create(
        episode=locked.episode, ward=locked.ward, month=open_month(locked.episode, today), happened_on=today, kind=Kind.CORRECTION,
        part=locked.part, fact=locked.fact, raw=delta, counted=delta, stands=0, state=PointEntry.State.POSTED, words=reason,
        evidence=[f"deliberation:{deliberation.pk}"], proposed_by=second, needs=body, body=body, deliberation=deliberation, decided_on=today,
        decided_by=deliberation.chair, corrects=locked, hidden=locked.hidden, rule="PT-35-month", edition=EDITION,
    )  # fmt: skip
    totalled = Sheet.objects.filter(
        month=locked.month, body__episodes__contains=[locked.episode_id], ward__in=(locked.ward_id, locked.episode.ward_id)
    )
    before = explain_month(locked.episode, locked.month).line if totalled.exists() else None
    locked.stands += delta
    locked.save(update_fields=["stands"])
    if before is not None:
        _test_again(locked, before, Ground(Adjustment.Kind.CORRECTION, today, f"points-entry:{made.pk}", "PT-35-month", deliberation, second), reason)
    return made


def _check(entry: PointEntry, value: int, deliberation: Deliberation) -> None:
    if entry.state != PointEntry.State.POSTED or entry.kind == Kind.CORRECTION:
        raise NotPosted
    if deliberation.state != Deliberation.State.CARRIED:
        raise NotCarried
    nearer = abs(value) < abs(entry.counted) and value * entry.counted >= 0
    if not nearer or entry.stands != entry.counted or PointEntry.objects.filter(corrects=entry).exists():
        raise NotCorrectable


def _test_again(entry: PointEntry, before: MonthLines, ground: Ground, reason: str) -> None:
    """Post the difference that the month's score makes, and put right what the month told the cycle."""
    episode = entry.episode
    now = explain_month(episode, entry.month).line
    delta = now.score - before.score
    state = state_of(episode)
    running = cycle_months(episode)
    if any(line.month == entry.month for line in running):
        state = _retold(state, running, entry, now)
    else:
        _regrade(entry, now)
    adjust(episode, ground, state._replace(balance=state.balance + delta), reason=reason)


def _retold(state: State, lines: list[MonthLine], entry: PointEntry, now: MonthLines) -> State:
    """The open cycle with one month told anew."""
    old = next(line.figures for line in lines if line.month == entry.month)
    largest = max([now.largest, *(line.figures.largest for line in lines if line.month != entry.month)])
    return state._replace(
        low=state.low + now.low - old.low, below=state.below + now.below - old.below, parts=state.parts + now.parts_below - old.parts_below,
        heaviest=largest, warnings=state.warnings - _fewer(entry, 1), demerits=state.demerits - _fewer(entry, 2),
        confinements=state.confinements - _fewer(entry, 3),
    )  # fmt: skip


def _fewer(entry: PointEntry, sanction: int) -> int:
    return int(entry.sanction == sanction and entry.stands == 0)


def _regrade(entry: PointEntry, now: MonthLines) -> None:
    """A cycle that is closed but not graded is judged by the month as it should have been; a graded one is for the prison group."""
    cycle = Cycle.objects.filter(episode=entry.episode, closed__gte=entry.month, grade__isnull=True).order_by("closed").first()
    if cycle is None:
        return
    lines = closed_cycle_months(entry.episode, cycle.closed)
    figures = [now if line.month == entry.month else line.figures for line in lines]
    low, below = sum(one.low for one in figures), sum(one.below for one in figures)
    last = figures[-1]
    readings = points_readings(entry.episode.prison.path, cycle.closed)
    warnings, demerits, confinements = (last[n] - _fewer(entry, k) for k, n in enumerate(_SANCTIONS, start=1))
    fails = grading.must_fail(last.findings, warnings, demerits, confinements, low, readings.demerit)
    standing = facts_of(columns_of(entry.episode, cycle.closed)[0], 0, day_of(cycle.closed))[1]
    bar = grading.barred_from_positive(
        max(one.largest for one in figures), sum(one.parts_below for one in figures), Grade(last.last_grade), standing.able_to_pay,
        standing.property_performed, standing.provincial_bar,
    )  # fmt: skip
    highest = grading.highest_grade(fails, bar)
    open_grades = [highest] if fails else [grade for grade in Grade if Grade.QUALIFIED <= grade <= highest]
    cycle.low_months, cycle.months_below, cycle.highest, cycle.bar = low, below, highest, bar
    cycle.rewards = {grade.code: results.reward_of(grade, below).code for grade in open_grades}
    cycle.save(update_fields=["low_months", "months_below", "highest", "bar", "rewards"])


_SANCTIONS = tuple(MonthLines._fields.index(name) for name in ("warnings", "demerits", "confinements"))
