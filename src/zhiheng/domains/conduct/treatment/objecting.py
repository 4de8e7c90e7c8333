"""Objections to a treatment level: what stands to be objected to, who took part, within the limits of its schedule."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections.clocks import Counted, Limits
from zhiheng.base.objections.grounds import Decision, Ground, register
from zhiheng.domains.conduct.treatment import policy
from zhiheng.domains.conduct.treatment.errors import LevelNotInForce
from zhiheng.domains.conduct.treatment.models import TreatmentLevel
from zhiheng.domains.conduct.treatment.schedule import Schedule, schedule_named
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.prison_law_2026.custody import level_answer, level_objection

KIND = "treatment"


def find(key: str) -> Decision:
    """The level in force of that number; LevelNotInForce for another."""
    found = _level(key)
    if found.state != TreatmentLevel.State.IN_FORCE or found.since is None:
        raise LevelNotInForce
    return Decision(f"{KIND}:{found.pk}", found.episode, found.get_level_display(), found.since, found.since)


def hands(key: str) -> list[int]:
    """Who proposed and who decided it."""
    found = _level(key)
    return [pk for pk in (found.proposed_by_id, found.decided_by_id) if pk is not None]


def limits_of(schedule: Schedule) -> Limits:
    """The province's figures, as its schedule has them."""
    return Limits(Counted(level_objection, (schedule.objection,)), Counted(level_answer, (schedule.answer,)))


def _limits(key: str) -> Limits:
    schedule = schedule_named(_level(key).schedule)
    assert schedule is not None
    return limits_of(schedule)


def _level(key: str) -> TreatmentLevel:
    related = ("episode__person", "episode__place", "episode__prison", "episode__ward")
    found = TreatmentLevel.objects.select_related(*related).filter(pk=key).first() if key.isdecimal() else None
    if found is None:
        raise OutsideScope
    return found


register(Ground(kind=KIND, title=_l("treatment level"), reads=policy.VIEW, answers=policy.ANSWER, find=find, limits=_limits, hands=hands))
