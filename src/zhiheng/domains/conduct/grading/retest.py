"""A totalled month tested again after a correction: the balance, the open cycle, and what a closed cycle's grade rests on.

The sheets stay as they were signed. What they would say now is computed from the records, for the months that a correction touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Cycle, Notice, Regrading, Round
from zhiheng.domains.conduct.grading.queries.grades import reasons_of, rewards_of
from zhiheng.domains.conduct.points.adjusting import Ground, adjust
from zhiheng.domains.conduct.points.counting import points_readings
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.domains.conduct.points.months import State
from zhiheng.domains.conduct.points.queries.months import MonthLine, closed_cycle_months, columns_of, cycle_months, explain_month, state_of
from zhiheng.law.acts.points_2021 import grading
from zhiheng.law.acts.points_2021.interruptions import reward_to_review
from zhiheng.law.population.points import MonthLines, facts_of
from zhiheng.law.reckoning import Truth, day_of
from zhiheng.law.scale import Grade, Reward, Sanction

_BEFORE_SANCTIONS: Final = 7
"""Buckets of an entry below those of the sanctions."""


def counts_as(entry: PointEntry) -> int:
    """As which sanction an entry counts in its month as it stands (law.scale.Sanction); 0 for none."""
    return max(int(entry.bucket) - _BEFORE_SANCTIONS, 0)


class Told(NamedTuple):
    """A totalled month of a prisoner, the sanction that is gone from it and the lighter one instead (law.scale.Sanction; 0 for none)."""

    episode: Episode
    month: dt.date
    gone: int = 0
    instead: int = 0


def of_month(episode: Episode, month: dt.date) -> MonthLines:
    """A month as the records have it at this moment."""
    return explain_month(episode, month).line


def again(of: Told, before: MonthLines, ground: Ground, reason: str) -> None:
    """Inside an open act, the records already standing as corrected: post what the month's score gains or loses, and put right what the month
    told its cycle. ``before``: :func:`of_month` before the correction.
    """
    episode, now = of.episode, of_month(of.episode, of.month)
    delta = now.score - before.score
    state, running = state_of(episode), cycle_months(episode)
    if any(line.month == of.month for line in running):
        state = _retold(state, running, of, before, now)
    else:
        _regrade(of, delta, ground)
    adjust(episode, ground, state._replace(balance=state.balance + delta), reason=reason)


def _retold(state: State, running: Sequence[MonthLine], of: Told, before: MonthLines, now: MonthLines) -> State:
    """The open cycle with one month told anew."""
    return state._replace(
        low=state.low + now.low - before.low, below=state.below + now.below - before.below, parts=state.parts + now.parts_below - before.parts_below,
        heaviest=max(one.largest for one in _as_corrected(running, of)), warnings=state.warnings + _more(of, Sanction.WARNING),
        demerits=state.demerits + _more(of, Sanction.DEMERIT), confinements=state.confinements + _more(of, Sanction.CONFINEMENT),
    )  # fmt: skip


def _more(of: Told, sanction: Sanction) -> int:
    """How many more of a kind the month tells of now: -1, 0 or 1."""
    return int(of.instead == sanction) - int(of.gone == sanction)


def _as_corrected(lines: Sequence[MonthLine], of: Told) -> list[MonthLines]:
    """The lines with every month computed anew that this or an earlier correction touched."""
    touched = {of.month, *_corrected(of.episode, lines).values_list("month", flat=True)}
    return [explain_month(of.episode, line.month).line if line.month in touched else line.figures for line in lines]


def _corrected(episode: Episode, lines: Sequence[MonthLine]) -> QuerySet[PointEntry]:
    """The entries of these months of which less stands than was counted, or nothing."""
    named = Exists(PointEntry.objects.filter(corrects=OuterRef("pk")))
    return PointEntry.objects.filter(named, episode=episode, month__in=[line.month for line in lines])


# --- a cycle that is closed ------------------------------------------------------------------------------------------


class Figures(NamedTuple):
    """What a closed cycle's grade rests on, by its months as corrected."""

    highest: Grade
    bar: Truth
    reasons: list[str]
    low_months: int
    months_below: int
    rewards: dict[str, str]


def _regrade(of: Told, delta: int, ground: Ground) -> None:
    """A cycle not graded yet is judged by the months as they should have been; of a graded one the prison group decides anew."""
    cycle = Cycle.objects.select_for_update().filter(episode=of.episode, closed__gte=of.month).order_by("closed", "number").first()
    if cycle is None:
        return
    figures = _figures(of, cycle)
    if cycle.grade is None:
        for name, value in figures._asdict().items():
            setattr(cycle, name, value)
        cycle.save(update_fields=[*Figures._fields])
        return
    short = reward_to_review(cycle.balance, -delta)
    stood = Figures(Grade(cycle.highest), Truth(cycle.bar), cycle.reasons, cycle.low_months, cycle.months_below, cycle.rewards)
    if figures != stood or short:
        _put_again(cycle, figures, short, ground)


def _figures(of: Told, cycle: Cycle) -> Figures:
    lines = closed_cycle_months(of.episode, cycle.closed)
    found, last = _as_corrected(lines, of), lines[-1].figures
    readings = points_readings(of.episode.prison.path, cycle.closed)
    changed = list(_corrected(of.episode, lines).filter(sanction__gt=0).values_list("sanction", "bucket"))

    def more(kind: Sanction) -> int:
        return sum((bucket == kind + _BEFORE_SANCTIONS) - (sanction == kind) for sanction, bucket in changed)

    told = {
        "findings": last.findings, "warnings": last.warnings + more(Sanction.WARNING),
        "demerits": last.demerits + more(Sanction.DEMERIT), "confinements": last.confinements + more(Sanction.CONFINEMENT),
        "low_months": sum(one.low for one in found), "heaviest": max(one.largest for one in found),
        "parts_in_cycle": sum(one.parts_below for one in found), "last_grade": last.last_grade,
    }  # fmt: skip
    below = sum(one.below for one in found)
    fails = grading.must_fail(told["findings"], told["warnings"], told["demerits"], told["confinements"], told["low_months"], readings.demerit)
    standing = facts_of(columns_of(of.episode, cycle.closed)[0], 0, day_of(cycle.closed))[1]
    bar = grading.barred_from_positive(
        told["heaviest"], told["parts_in_cycle"], Grade(told["last_grade"]), standing.able_to_pay, standing.property_performed,
        standing.provincial_bar,
    )  # fmt: skip
    highest = grading.highest_grade(fails, bar)
    told |= {"bar": bar, "mark": lines[-1].mark}
    return Figures(highest, bar, reasons_of(told, readings.demerit), told["low_months"], below, rewards_of(highest, below))


def _put_again(cycle: Cycle, figures: Figures, short: bool, ground: Ground) -> None:
    """One open regrading a cycle. A further correction is added to it; a vote under way lapses, since its question has changed."""
    assert cycle.grade is not None
    assert cycle.reward is not None
    found = Regrading.objects.filter(cycle=cycle).exclude(state=Regrading.State.DECIDED).first()
    made = found or Regrading(
        cycle=cycle, causes=[], found_on=ground.on, grade_before=cycle.grade, reward_before=cycle.reward, used=_used(cycle), short=False
    )
    made.causes = [*made.causes, ground.document]
    made.state, made.deliberation, made.short = Regrading.State.OPEN, None, made.short or short
    for name, value in figures._asdict().items():
        setattr(made, name, value)
    made.save()


def _used(cycle: Cycle) -> list[str]:
    """Where the decided grade and reward had gone: copies and notices stay as they are, and the pages name them."""
    copied = Round.objects.filter(pk=cycle.round_id).values_list("copied_on", flat=True).first()
    hung = Notice.objects.filter(refs__contains=[f"points-cycle:{cycle.pk}"]).order_by("pk").values_list("pk", flat=True)
    rewarded = ["commendation"] if cycle.reward == Reward.COMMENDATION else []
    return [*([f"procuratorate:{copied}"] if copied else []), *(f"points-notice:{pk}" for pk in hung), *rewarded]


__all__ = ["Figures", "Told", "again", "counts_as", "of_month"]
