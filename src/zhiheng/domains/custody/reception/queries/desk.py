"""Who is expected, and which steps of admission are owed over a prison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Scope
from zhiheng.domains.custody.reception.models import EntryExamination, ExpectedArrival, IdentityDoubt, Procedure, ReceptionStep, StepKind
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.prison_law_2026.execution import police_delivers
from zhiheng.law.calendar import EVERY_DAY
from zhiheng.law.clocks import due
from zhiheng.law.reckoning import Undetermined, date_of, day_of

OPEN_ARRIVALS = ("expected", "supplement", "accepted", "refused")


def within(scope: Scope, episode: str = "episode") -> Q:
    """The scope as a condition of the ORM on the episode under a lookup ('' = the episode itself)."""
    if scope.everywhere:
        return Q()
    lookup = f"{episode}__" if episode else ""
    held = Q(**{f"{lookup}ward__in": scope.wards, f"{lookup}ended_on__isnull": True})
    return Q(**{f"{lookup}prison__in": scope.prisons}) | held


def arrivals(paths: Sequence[str], *, state: str = "open") -> QuerySet[ExpectedArrival]:
    """Arrivals expected at these places, the next first; ``state``: open, a state, or '' for all."""
    found = ExpectedArrival.objects.filter(prison__path__under_any=list(paths)).select_related("prison", "episode", "decided_by")
    found = found.exclude(episode__person__sealed_at__isnull=False)
    if state == "open":
        return found.filter(state__in=OPEN_ARRIVALS).order_by("expected_on", "pk")
    found = found.filter(state=state) if state in ExpectedArrival.State.values else found
    return found.order_by("-pk")


def arrival_at(pk: int, paths: Sequence[str]) -> ExpectedArrival:
    """One arrival within these places. OutsideScope when there is none."""
    found = arrivals(paths, state="").filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found


def delivery_due(arrival: ExpectedArrival) -> dt.date | None:
    """The last day on which the police deliver in time: a month from their receipt of the papers; None when that is not known."""
    if arrival.papers_received_on is None:
        return None
    last = due(day_of(arrival.papers_received_on), police_delivers(), EVERY_DAY, in_custody=True)
    return None if isinstance(last, Undetermined) else date_of(last)


class Wanted(NamedTuple):
    """What the list of owed steps shows. ``due``: overdue, today, week, uncounted or '' for all that are open."""

    due: str = ""
    kind: str = ""


def open_steps(scope: Scope, wanted: Wanted, now: dt.datetime) -> QuerySet[ReceptionStep]:
    """Steps of admission that are not done, of people in custody, the most overdue first."""
    found = ReceptionStep.objects.filter(within(scope), procedure=Procedure.ADMISSION, done_at__isnull=True, episode__ended_on__isnull=True)
    found = found.filter(kind=wanted.kind) if wanted.kind in StepKind.values else found
    end_of_day = timezone.localtime(now).replace(hour=23, minute=59, second=59, microsecond=999999)
    limits = {
        "overdue": Q(due_at__lt=now), "today": Q(due_at__gte=now, due_at__lte=end_of_day),
        "week": Q(due_at__gte=now, due_at__lte=end_of_day + dt.timedelta(days=7)), "uncounted": Q(due_at__isnull=True),
    }  # fmt: skip
    found = found.filter(limits[wanted.due]) if wanted.due in limits else found
    return found.select_related("episode__person", "episode__ward", "episode__prison").order_by("due_at", "pk")


def steps_of(episode: Episode) -> list[ReceptionStep]:
    """Steps of the admission in the order of the procedure; empty for somebody who came in before this desk."""
    found = ReceptionStep.objects.filter(episode=episode, procedure=Procedure.ADMISSION).select_related("done_by")
    order = {kind: place for place, kind in enumerate(StepKind.values)}
    return sorted(found, key=lambda step: order[step.kind])


def examinations_of(episode: Episode) -> list[EntryExamination]:
    """Both examinations, first first."""
    return list(EntryExamination.objects.filter(episode=episode).select_related("doctor", "present").order_by("at"))


def open_doubts(scope: Scope, *, owner: int | None = None) -> QuerySet[IdentityDoubt]:
    """Doubts without an outcome, the next due first."""
    found = IdentityDoubt.objects.filter(within(scope), outcome="")
    found = found.filter(owner=owner) if owner is not None else found
    return found.select_related("episode__person", "episode__ward", "episode__prison", "owner").order_by("due_on", "pk")


def doubt_at(pk: int) -> IdentityDoubt:
    """One doubt with its checks. OutsideScope when there is none."""
    related = ("episode__person", "episode__place", "episode__prison", "owner", "raised_by", "closed_by")
    found = IdentityDoubt.objects.filter(pk=pk).select_related(*related).prefetch_related("checks__officer").first()
    if found is None:
        raise OutsideScope
    return found


def next_steps(episode_ids: Iterable[int]) -> dict[int, ReceptionStep]:
    """The open step of each that is due first, in one query."""
    found = ReceptionStep.objects.filter(episode__in=list(episode_ids), done_at__isnull=True).order_by("episode", "due_at", "pk")
    return {step.episode_id: step for step in found.distinct("episode")}
