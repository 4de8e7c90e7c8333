"""Who is released soon, today, or should have been."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Scope
from zhiheng.domains.custody.departure.release import FOR_ANY_END, Ahead, over_days
from zhiheng.domains.custody.departure.schedule import AHEAD, release_steps
from zhiheng.domains.custody.reception.models import ReceptionStep
from zhiheng.domains.custody.reception.queries.desk import within
from zhiheng.domains.sentence.models import Determination


class Leaver(NamedTuple):
    """Somebody whose term ends within the time of preparation, or has ended."""

    episode: Episode
    end: dt.date
    agreement: str
    steps: Sequence[Ahead]
    over: int

    @property
    def done(self) -> int:
        """Steps complete."""
        return sum(step.complete for step in self.steps)

    @property
    def next(self) -> Ahead | None:
        """The step that is due first."""
        return next((step for step in self.steps if not step.complete), None)


class Horizon(NamedTuple):
    """``when``: over (held beyond the end), today, week, month or '' for all that are prepared now."""

    when: str = ""


def leaving(scope: Scope, horizon: Horizon, today: dt.date) -> QuerySet[Determination]:
    """Newest determinations of people in custody whose end comes near, the earliest end first: over-detention stands on top."""
    found = Determination.objects.filter(
        within(scope, "judgment__episode"), latest=True, judgment__superseded_by__isnull=True, judgment__episode__ended_on__isnull=True
    )
    first, last = {
        "over": (None, today - dt.timedelta(days=1)), "today": (today, today), "week": (today, today + dt.timedelta(days=7)),
        "month": (today, today + dt.timedelta(days=31)),
    }.get(horizon.when, (None, today + AHEAD))  # fmt: skip
    found = found.filter(end__lte=last)
    found = found.filter(end__gte=first) if first else found
    related = ("judgment__episode__person", "judgment__episode__ward", "judgment__episode__prison", "judgment__episode__place")
    return found.select_related(*related).defer("trace", "inputs", "rules", "finding").order_by("end", "judgment__episode")


def leavers(found: Sequence[Determination], today: dt.date) -> list[Leaver]:
    """Each with what was done, in one more query."""
    done: dict[int, list[ReceptionStep]] = {}
    steps = ReceptionStep.objects.filter(episode__in=[one.judgment.episode_id for one in found], procedure="release").order_by("pk")
    for step in steps:
        done.setdefault(step.episode_id, []).append(step)
    return [_leaver(one, done.get(one.judgment.episode_id, []), today) for one in found]


def _leaver(one: Determination, steps: Sequence[ReceptionStep], today: dt.date) -> Leaver:
    judgment, episode = one.judgment, one.judgment.episode
    assert one.end is not None
    lost = bool(judgment.political_rights_months) or judgment.political_rights_for_life
    kept = {step.kind: step for step in steps if step.for_end == one.end or step.kind in FOR_ANY_END}
    ahead = [Ahead(owed, kept.get(owed.kind)) for owed in release_steps(one.end, episode.received_on, rights_lost=lost)]
    return Leaver(episode, one.end, one.agreement, ahead, over_days(one.end, today))
