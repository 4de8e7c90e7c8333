"""Reads of discipline and rewards. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Reward, Sanction
from zhiheng.engines.trail.refusals import or_outside

_PEOPLE = ("episode__person", "episode__place", "episode__ward", "episode__prison")


def cases(paths: Sequence[str]) -> QuerySet[DisciplineCase]:
    """All cases of people held in these places, newest first. A case belongs to the record, and is sealed with it."""
    found = DisciplineCase.objects.filter(episode__place__path__under_any=list(paths), episode__person__sealed_at__isnull=True)
    return found.select_related(*_PEOPLE, "place", "reported_by", "investigator", "sanction").prefetch_related("sanction__reversals").order_by("-pk")


def case_at(pk: int, paths: Sequence[str]) -> DisciplineCase:
    """One case with all its parts. OutsideScope when there is none."""
    parts = ("proposed_by", "opinion_by", "closed_by", "deliberation", "sanction__decided_by")
    found = cases(paths).select_related(*parts).prefetch_related("involved__officer", "evidence__added_by", "hearings__heard_by", "fitness__doctor")
    return or_outside(found.filter(pk=pk).first())


def sanctions(paths: Sequence[str]) -> QuerySet[Sanction]:
    """All sanctions of people held in these places, newest first."""
    related = ("case__episode__person", "case__episode__place", "case__episode__ward", "case__episode__prison", "decided_by", "served_by")
    return (
        Sanction.objects.filter(case__episode__place__path__under_any=list(paths))
        .select_related(*related)
        .prefetch_related("reversals")
        .order_by("-decided_at")
    )


def sanction_at(pk: int, paths: Sequence[str]) -> Sanction:
    """One sanction. OutsideScope when there is none."""
    return or_outside(sanctions(paths).filter(pk=pk).first())


def rewards(paths: Sequence[str]) -> QuerySet[Reward]:
    """All rewards of people held in these places, newest first."""
    found = Reward.objects.filter(episode__place__path__under_any=list(paths))
    return found.select_related(*_PEOPLE, "proposed_by", "decided_by").order_by("-pk")


def reward_at(pk: int, paths: Sequence[str]) -> Reward:
    """One reward. OutsideScope when there is none."""
    return or_outside(rewards(paths).filter(pk=pk).first())


def of_episode(episode: Episode) -> dict[str, Sequence[object]]:
    """Cases and rewards of one person, newest first: for the person's own tab."""
    mine = {"episode": episode}
    related = ("place", "sanction", "investigator")
    return {
        "cases": list(DisciplineCase.objects.filter(**mine).select_related(*related).order_by("-pk")),
        "rewards": list(Reward.objects.filter(**mine).select_related("decided_by").order_by("-pk")),
    }
