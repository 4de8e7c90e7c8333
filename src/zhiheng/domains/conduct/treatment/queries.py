"""Reads of treatment levels. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.treatment.models import Recheck, RecheckItem, TreatmentLevel
from zhiheng.engines.trail.refusals import OutsideScope

State = TreatmentLevel.State
_RELATED = ("episode__person", "episode__place", "episode__ward", "proposed_by", "decided_by")


def level_of(episode_ids: Iterable[int]) -> dict[int, str]:
    """The level in force for many episodes, in one query."""
    found = TreatmentLevel.objects.filter(episode__in=list(episode_ids), state=State.IN_FORCE)
    return dict(found.values_list("episode", "level"))


def levels_of(episode: Episode) -> Sequence[TreatmentLevel]:
    """All levels of an episode, newest first, with reviews and re-checks."""
    items = Prefetch("rechecks__items", RecheckItem.objects.select_related("booking__made_by", "booking__looked_by").order_by("booking__on", "pk"))
    found = TreatmentLevel.objects.filter(episode=episode).select_related(*_RELATED)
    return list(found.prefetch_related("reviews__by", "rechecks__done_by", items).order_by("-pk"))


def levels(paths: Sequence[str]) -> QuerySet[TreatmentLevel]:
    """Levels proposed and in force of people held in these places, the next review first."""
    found = TreatmentLevel.objects.filter(episode__place__path__under_any=list(paths), episode__ended_on__isnull=True)
    return found.filter(state__in=(State.PROPOSED, State.IN_FORCE)).select_related(*_RELATED).order_by("review_on", "pk")


def due_levels(paths: Sequence[str], by: dt.date) -> QuerySet[TreatmentLevel]:
    """Proposals that wait, and levels in force whose review or last day comes by a day."""
    return levels(paths).filter(Q(state=State.PROPOSED) | Q(review_on__lte=by) | Q(ends_by__lte=by))


def left_without(paths: Sequence[str]) -> QuerySet[TreatmentLevel]:
    """The last levels of those held in these places whose level ended and who have none, nor one proposed; the longest without first."""
    of_same = TreatmentLevel.objects.filter(episode=OuterRef("episode"))
    later = of_same.filter(Q(state__in=(State.PROPOSED, State.IN_FORCE)) | Q(state=State.REPLACED, pk__gt=OuterRef("pk")))
    found = TreatmentLevel.objects.filter(episode__place__path__under_any=list(paths), episode__ended_on__isnull=True, state=State.REPLACED)
    return found.exclude(Exists(later)).select_related(*_RELATED).order_by("until", "pk")


def open_rechecks(paths: Sequence[str]) -> QuerySet[Recheck]:
    """What was booked under a former level and has not been looked at yet."""
    found = Recheck.objects.filter(done_at__isnull=True, treatment__episode__place__path__under_any=list(paths))
    return found.select_related("treatment__episode__person", "treatment__episode__place").order_by("due_on", "pk")


def drops(paths: Sequence[str], first: dt.date, last: dt.date) -> QuerySet[TreatmentLevel]:
    """Levels that fell between two days."""
    found = TreatmentLevel.objects.filter(episode__place__path__under_any=list(paths), rank_change__lt=0, since__range=(first, last))
    return found.select_related(*_RELATED)


def level_at(pk: int, paths: Sequence[str]) -> TreatmentLevel:
    """One level. OutsideScope when there is none."""
    found = TreatmentLevel.objects.filter(pk=pk, episode__place__path__under_any=list(paths)).select_related(*_RELATED).first()
    if found is None:
        raise OutsideScope
    return found


def recheck_at(pk: int, paths: Sequence[str]) -> Recheck:
    """One re-check. OutsideScope when there is none."""
    within = Recheck.objects.filter(pk=pk, treatment__episode__place__path__under_any=list(paths))
    found = within.select_related("treatment__episode__person", "treatment__episode__place").first()
    if found is None:
        raise OutsideScope
    return found
