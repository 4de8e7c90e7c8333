"""Grade the cycles that a prison's wards closed, within the quota and by the prison group; grant what the grade brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.objections.models import Objection
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.clauses.queries import library_on
from zhiheng.domains.conduct.grading import policy
from zhiheng.domains.conduct.grading.errors import GradeClosed, NothingToGrade, ObjectionOpen, QuotaExceeded
from zhiheng.domains.conduct.grading.models import Cycle, Round
from zhiheng.domains.conduct.grading.objecting import undecided
from zhiheng.domains.conduct.grading.queries.grades import reasons_of, rewards_of
from zhiheng.domains.conduct.points import policy as points_policy
from zhiheng.domains.conduct.points.models import Sheet
from zhiheng.domains.conduct.points.months import COLUMNS, first_of, month_before
from zhiheng.domains.conduct.points.queries.bodies import prison_group
from zhiheng.domains.conduct.points.queries.months import columns_of
from zhiheng.engines.procedure.deliberation import close_deliberation, open_deliberation, refuse_recused
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021 import grading, procedure, results
from zhiheng.law.acts.points_2021.general import CYCLE
from zhiheng.law.population.points import facts_of
from zhiheng.law.reckoning import day_of
from zhiheng.law.scale import DemeritReading, Grade


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
    found = [one for sheet in sheets for one in _closing(sheet)]
    if not found or Round.objects.filter(prison=prison, month=month).exists():
        raise NothingToGrade
    library = library_on(closed)
    percent = share if share is not None else library.positive_share if library else grading.LARGEST_SHARE
    if not grading.share_allowed(percent):
        raise Invalid(fields={"share": _("The share of positive grades is at most 15 percent.")})
    people = len({one.episode for one in found})
    made = Round.objects.create(prison=prison, month=month, share=percent, graded=people, quota=grading.positive_quota(people, percent))
    Cycle.objects.bulk_create(_cycle(made, one) for one in found)
    return made


@act(points_policy.CONVENE, subject="cycle")
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
    refuse_recused(locked.deliberation, acting)
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
    return undecided({cycle.episode_id for cycle in (cycles.values() if isinstance(cycles, Mapping) else cycles)})


class _Closed(NamedTuple):
    """A cycle that a sheet closed: whose, the figures that its grade rests on, and its number among those that closed at once."""

    sheet: Sheet
    episode: int
    line: dict[str, int]
    number: int


def _closing(sheet: Sheet) -> Iterator[_Closed]:
    for episode, values in zip(sheet.body.episodes, sheet.body.rows(), strict=True):
        line = dict(zip(COLUMNS, values, strict=True))
        for number in range(1, line["closes"] + 1):
            # The first is settled before the second is looked at.
            first = line | {"carried": results.carried_over(line["closing"])}
            yield _Closed(sheet, episode, first if number == 1 else _at_once(sheet, episode, first, number), number)


def _at_once(sheet: Sheet, episode: int, first: dict[str, int], number: int) -> dict[str, int]:
    """The figures of a further cycle that closed at once: no months of its own; only what stands beside the months can bar a grade (Q3)."""
    columns = columns_of(Episode.objects.get(pk=episode), sheet.month)[0]
    standing = facts_of(columns, 0, day_of(sheet.month))[1]
    before = Grade(first["highest"]) if number == 2 else Grade.QUALIFIED
    bar = grading.barred_from_positive(0, 0, before, standing.able_to_pay, standing.property_performed, standing.provincial_bar)
    closing = first["closing"] - (number - 1) * CYCLE
    told = {"closing": closing, "carried": results.carried_over(closing), "highest": grading.highest_grade(False, bar), "bar": bar}
    return dict.fromkeys(first, 0) | told | {"last_grade": before}


def _cycle(made: Round, one: _Closed) -> Cycle:
    line = one.line
    highest, below = Grade(line["highest"]), line["months_below"]
    reasons = reasons_of(line, _demerit(one.sheet))
    return Cycle(
        episode_id=one.episode, ward_id=one.sheet.ward_id, round=made, closed=one.sheet.month, number=one.number, balance=line["closing"],
        carried=line["carried"], highest=highest, bar=line["bar"], reasons=reasons, low_months=line["low_months"], months_below=below,
        rewards=rewards_of(highest, below),
    )  # fmt: skip


def _demerit(sheet: Sheet) -> DemeritReading:
    """The reading of Q4 that the sheet was closed by."""
    return next((one for one in DemeritReading if one.code == sheet.readings.get("demerit")), DemeritReading.SUMMED)


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
