"""Grade the cycles that a prison's wards closed, within the quota and by the prison group; grant what the grade brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.errors import GradeClosed, NothingToGrade, ObjectionOpen, QuotaExceeded
from zhiheng.domains.conduct.points.models import Cycle, Objection, Round, Sheet
from zhiheng.domains.conduct.points.months import COLUMNS, first_of, month_before
from zhiheng.domains.conduct.points.queries.bodies import prison_group
from zhiheng.domains.conduct.points.queries.entries import library_on
from zhiheng.engines.procedure.deliberation import close_deliberation, open_deliberation
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021 import grading, procedure, results
from zhiheng.law.reckoning import Truth
from zhiheng.law.scale import Grade


class GradeProposal(NamedTuple):
    """What the ward team proposes for a cycle; reasons are needed for the positive grade."""

    grade: Grade
    reason: str = ""


@act(policy.GRADE, subject="prison")
def open_round(prison: Place, *, month: dt.date, share: int | None = None, acting: Official, reason: str) -> Round:
    """Collect every cycle that the wards' totals closed in the month before (art 4): each with the highest grade that the law leaves open.

    ``share``: percent of positive grades; the province's figure when not said, never above 15.
    """
    month = first_of(month)
    closed = month_before(month)
    sheets = list(Sheet.objects.filter(prison=prison, month=closed).select_related("ward", "body"))
    found = [(sheet, episode, dict(zip(COLUMNS, line, strict=True))) for sheet in sheets for episode, line in _closing(sheet)]
    if not found or Round.objects.filter(prison=prison, month=month).exists():
        raise NothingToGrade
    library = library_on(closed)
    percent = share if share is not None else library.positive_share if library else grading.LARGEST_SHARE
    if not grading.share_allowed(percent):
        raise Invalid(fields={"share": _("The share of positive grades is at most 15 percent.")})
    made = Round.objects.create(prison=prison, month=month, share=percent, graded=len(found), quota=grading.positive_quota(len(found), percent))
    Cycle.objects.bulk_create(_cycle(made, sheet, episode, line) for sheet, episode, line in found)
    return made


@act(policy.CONVENE, subject="cycle")
def propose_grade(cycle: Cycle, *, proposal: GradeProposal, acting: Official, reason: str) -> Cycle:
    """Put down what the ward team studied (art 21). Only a grade that the law leaves open."""
    locked = Cycle.objects.select_for_update().select_related("round").get(pk=cycle.pk)
    if locked.round.state != Round.State.OPEN or not _is_open(locked, proposal.grade):
        raise GradeClosed
    locked.proposed_grade, locked.proposed_reason = proposal.grade, proposal.reason
    locked.save(update_fields=["proposed_grade", "proposed_reason"])
    return locked


@act(policy.GRADE, subject="grading_round")
def open_grading(grading_round: Round, *, acting: Official, reason: str) -> Deliberation:
    """Put the round before the prison group: complete, within the quota, and with no objection open.

    Raises:
        NothingToGrade, QuotaExceeded, ObjectionOpen.
    """
    locked = Round.objects.select_for_update().select_related("prison").get(pk=grading_round.pk)
    if locked.state != Round.State.OPEN or locked.cycles.filter(proposed_grade__isnull=True).exists():
        raise NothingToGrade
    _check_round(locked)
    question = _("Grades of %(count)s cycles, %(positive)s of them positive") % {
        "count": locked.graded,
        "positive": locked.cycles.filter(proposed_grade=Grade.POSITIVE).count(),
    }
    refs = [f"points-cycle:{pk}" for pk in locked.cycles.order_by("id").values_list("pk", flat=True)]
    made = open_deliberation(prison_group(locked.prison), matter="points-grades", matters=refs, question=question, held_on=timezone.localdate())
    locked.deliberation, locked.state = made, Round.State.VOTING
    locked.save(update_fields=["deliberation", "state"])
    return made


@act(policy.GRADE, subject="grading_round")
def close_grading(grading_round: Round, *, minutes: str = "", material: Sequence[int] = (), acting: Official, reason: str) -> Round:
    """Count the votes. Carried: every cycle has its grade and the reward that the law gives with it (art 38); not carried: proposals reopen.

    ``material``: cycles graded positive that get a material reward beside the commendation.
    """
    locked = Round.objects.select_for_update(of=("self",)).select_related("deliberation", "prison").get(pk=grading_round.pk)
    if locked.deliberation is None or locked.state != Round.State.VOTING:
        raise NothingToGrade
    _check_round(locked)
    closed = close_deliberation(locked.deliberation, minutes=minutes)
    if closed.state == Deliberation.State.REJECTED:
        locked.state = Round.State.OPEN
        locked.save(update_fields=["state"])
        return locked
    for cycle in locked.cycles.select_for_update():
        _grant(cycle, beside=cycle.pk in material)
    locked.state, locked.decided_on = Round.State.DECIDED, timezone.localdate()
    locked.save(update_fields=["state", "decided_on"])
    return locked


@act(policy.GRADE, subject="grading_round")
def copy_to_procuratorate(grading_round: Round, *, acting: Official, reason: str) -> Round:
    """Note that the decision went to the resident procuratorate (art 39)."""
    locked = Round.objects.select_for_update().get(pk=grading_round.pk)
    if locked.state != Round.State.DECIDED or locked.copied_on is not None:
        raise NothingToGrade
    locked.copied_on = timezone.localdate()
    locked.save(update_fields=["copied_on"])
    return locked


def open_objections(cycles: Mapping[int, Cycle] | Sequence[Cycle]) -> list[Objection]:
    """Objections in time and undecided on anything that these cycles rest on: their entries, months and grades."""
    episodes = {cycle.episode_id for cycle in (cycles.values() if isinstance(cycles, Mapping) else cycles)}
    return list(Objection.objects.filter(Q(episode__in=episodes), accepted=True, outcome=""))


def _closing(sheet: Sheet) -> list[tuple[int, list[int]]]:
    closes = COLUMNS.index("closes")
    return [(episode, line) for episode, line in zip(sheet.body.episodes, sheet.body.rows(), strict=True) if line[closes]]


def _cycle(made: Round, sheet: Sheet, episode: int, line: dict[str, int]) -> Cycle:
    highest, below = Grade(line["highest"]), line["months_below"]
    lowest = min(highest, Grade.QUALIFIED)
    return Cycle(
        episode_id=episode, ward_id=sheet.ward_id, round=made, closed=sheet.month, balance=line["closing"], carried=line["carried"],
        highest=highest, bar=line["bar"], reasons=reasons_of(line), low_months=line["low_months"], months_below=below,
        rewards={grade.code: results.reward_of(grade, below).code for grade in Grade if lowest <= grade <= highest},
    )  # fmt: skip


def reasons_of(line: Mapping[str, int]) -> list[str]:
    """Rules that close a grade to the cycle, in the order of the articles."""
    found = {
        "PT-23-1": grading.fails_by_finding(line["findings"]),
        "PT-23-7": line["warnings"] + line["demerits"] >= 2,
        "PT-23-8": grading.fails_by_confinement(line["confinements"]),
        "PT-23-9": grading.fails_by_low_months(line["low_months"]),
        "PT-22-1": grading.barred_by_deduction(line["heaviest"]),
        "PT-22-2": grading.barred_by_part(line["parts_in_cycle"]),
        "PT-22-3": grading.barred_by_last_cycle(Grade(line["last_grade"])),
    }
    reasons = [rule for rule, holds in found.items() if holds]
    # What is left is the property part: known to bar, or not known.
    return reasons if reasons or line["bar"] == Truth.NO else ["PT-22-4"]


def _is_open(cycle: Cycle, grade: Grade) -> bool:
    return grade == cycle.highest or (grade == Grade.QUALIFIED and cycle.highest == Grade.POSITIVE)


def _check_round(found: Round) -> None:
    cycles = list(found.cycles.all())
    if sum(cycle.proposed_grade == Grade.POSITIVE for cycle in cycles) > found.quota:
        raise QuotaExceeded(basis="PT-21")
    if any(not _is_open(cycle, Grade(cycle.proposed_grade or 0)) for cycle in cycles):
        raise GradeClosed
    if not procedure.may_be_finalised(len(open_objections(cycles))):
        raise ObjectionOpen(basis="PT-D8-contested")


def _grant(cycle: Cycle, *, beside: bool) -> None:
    grade = Grade(cycle.proposed_grade or cycle.highest)
    cycle.grade, cycle.reward = grade, results.reward_of(grade, cycle.months_below)
    cycle.material_beside = beside and results.material_beside(grade)
    cycle.save(update_fields=["grade", "reward", "material_beside"])
