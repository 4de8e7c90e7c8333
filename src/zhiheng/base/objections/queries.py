"""Reads of objections and complaints. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from zhiheng.base.objections import policy
from zhiheng.base.objections.models import Objection
from zhiheng.law.acts.points_2021.procedure import objection_accepted
from zhiheng.law.reckoning import Truth

_RELATED = ("episode__person", "episode__place", "episode__ward", "episode__prison", "place", "recorded_by", "answered_by", "signed_by")
OPEN = Q(outcome=Objection.Outcome.OPEN)
NOT_LATE = Q(in_time__in=[answer for answer in Truth if objection_accepted(answer)])
"""In time, or in doubt: what is decided next waits for these. A late one is kept and answered all the same, and nothing waits for it."""


type Over = Callable[[str], Sequence[str]]
"""Power -> paths of the places that it reaches for whoever reads."""


def objections(over: Over, readers: Mapping[str, Sequence[str]]) -> QuerySet[Objection]:
    """What people said against decisions, newest first, as far as somebody reads the decisions themselves. ``readers``: power -> kinds."""
    seen = Q(pk__in=())
    for power, kinds in readers.items():
        seen |= Q(kind__in=list(kinds)) & _within(over(power))
    found = Objection.objects.filter(seen & _within(over(policy.VIEW)), episode__person__sealed_at__isnull=True)  # sealed with the record
    return found.select_related(*_RELATED).order_by("-pk")


def _within(paths: Sequence[str]) -> Q:
    """People held in these places; those released stay with the prison that held them last."""
    held = Q(episode__ended_on__isnull=True, episode__place__path__under_any=list(paths))
    return held | Q(episode__ended_on__isnull=False, episode__prison__path__under_any=list(paths))


def owed(paths: Sequence[str], power: str) -> QuerySet[Objection]:
    """What whoever holds a power at these places owes a next step, the soonest due first."""
    found = Objection.objects.filter(owed_at(paths), owner=power).select_related(*_RELATED)
    return found.order_by(Coalesce("answer_due", "forward_by").asc(nulls_last=True), "pk")


def owed_at(paths: Sequence[str]) -> Q:
    """Whose next step is owed at these places by whoever holds a power over them. A bureau's posts owe what came to the bureau itself, and
    not what a prison owes, however far they reach: two levels of answering stay two.
    """
    return Q(place__path__in=list(paths)) | Q(place__path__under_any=[path for path in paths if not _of_bureau(path)])


def owes(paths: Sequence[str], place: str) -> bool:
    """Whether posts over these places owe what is owed at one: as ``owed_at``."""
    return any(place == path or (place.startswith(f"{path}.") and not _of_bureau(path)) for path in paths)


def _of_bureau(path: str) -> bool:
    """A bureau lies in nothing; everything else lies in one."""
    return "." not in path


def against(refs: Iterable[str]) -> dict[str, list[Objection]]:
    """Objections to many decisions by reference, newest first, in one query."""
    found: dict[str, list[Objection]] = {}
    for one in Objection.objects.filter(against__in=list(refs)).select_related(*_RELATED).order_by("-pk"):
        found.setdefault(one.against, []).append(one)
    return found


def of_episode(episode_id: int, kinds: Iterable[str] | None = None) -> QuerySet[Objection]:
    """One person's, newest first; of some kinds when they are named."""
    found = Objection.objects.filter(episode=episode_id).select_related(*_RELATED).order_by("-pk")
    return found if kinds is None else found.filter(kind__in=list(kinds))


def due_of(objection: Objection) -> dt.date | None:
    """The day by which the next step is owed: forwarding, answering; a given answer is served at once."""
    if objection.answered_at is not None:
        return None if objection.served_on else timezone.localdate(objection.answered_at)
    if not objection.owner:
        return None
    return objection.forward_by if objection.owner == policy.RECORD else objection.answer_due
