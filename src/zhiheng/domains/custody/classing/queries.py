"""Reads of classification and separation, shared by pages, exports and jobs. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import of_episode
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Scope
from zhiheng.base.places.queries import name_columns
from zhiheng.domains.custody.classing.models import Classification, Level, Separation
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.mandela_rules.separation import reprisal_watch
from zhiheng.law.reckoning import day_of

State = Classification.State
_STRICTNESS = {Level.LOW.value: 0, Level.MEDIUM.value: 1, Level.HIGH.value: 2}


class Standing(NamedTuple):
    """A person's level, phase and need in force, for lists and the profile."""

    level: str
    phase: str
    need: str
    review_on: dt.date


def standing_of(episode_ids: Iterable[int]) -> dict[int, Standing]:
    """What is in force for many episodes, in one query; those never classified are left out."""
    found = Classification.objects.filter(episode__in=list(episode_ids), state=State.IN_FORCE)
    return {row[0]: Standing(*row[1:]) for row in found.values_list("episode", "level", "phase", "need", "review_on")}


@dataclass(frozen=True, slots=True)
class ClassingRecord:
    """All classifications of an episode and the objections to them, newest first."""

    classifications: Sequence[Classification]
    objections: Sequence[Objection]

    @property
    def in_force(self) -> Classification | None:
        """What holds now."""
        return next((c for c in self.classifications if c.state == State.IN_FORCE), None)

    @property
    def proposed(self) -> Classification | None:
        """What waits for a second officer."""
        return next((c for c in self.classifications if c.state == State.PROPOSED), None)

    def follows_objection(self, classification: Classification) -> bool:
        """Whether it is stricter than the one before and came within 90 days after an objection: the procurator is shown it."""
        before = next((c for c in self.classifications if c.pk < classification.pk and c.state != State.DECLINED), None)
        if before is None or _STRICTNESS[classification.level] <= _STRICTNESS[before.level]:
            return False
        proposed = day_of(timezone.localtime(classification.proposed_at).date())
        return any(reprisal_watch(day_of(one.received_on), proposed) for one in self.objections)


def classing_record(episode: Episode) -> ClassingRecord:
    """Two queries."""
    found = Classification.objects.filter(episode=episode).select_related("proposed_by", "decided_by").order_by("-pk")
    return ClassingRecord(list(found), list(of_episode(episode.pk, ["classification"])))


def classification_at(pk: int | str) -> Classification:
    """One classification with its episode. OutsideScope when there is none."""
    related = ("episode__person", "episode__place", "episode__prison", "episode__ward")
    found = Classification.objects.select_related(*related).filter(pk=pk).first() if str(pk).isdecimal() else None
    if found is None:
        raise OutsideScope
    return found


class DueRow(NamedTuple):
    """Somebody whose classification needs a hand. ``why``: none, decide, answer or review; ``due`` None: at once."""

    episode_id: int
    person_id: int
    name: str
    number: str
    prison: str
    ward: str
    why: str
    due: dt.date | None
    level: str


_DUE = """
select e.id, p.id, p.name, e.number, {prison}, coalesce({ward}, ''), d.why, d.due, d.level from (
  select e.id as episode, 'none' as why, e.received_on as due, '' as level from episode e
    where e.ended_on is null and {scope}
      and not exists (select from classification c where c.episode_id = e.id and c.state in ('in-force', 'proposed'))
  union all select e.id, 'decide', (c.proposed_at at time zone 'Asia/Shanghai')::date, c.level from classification c
    join episode e on e.id = c.episode_id and e.ended_on is null where c.state = 'proposed' and {scope}
  union all select e.id, 'answer', o.answer_due, coalesce(c.level, '') from objection o join episode e on e.id = o.episode_id and e.ended_on is null
    left join classification c on c.episode_id = e.id and c.state = 'in-force' where o.kind = 'classification' and o.outcome = '' and {scope}
  union all select e.id, 'review', c.review_on, c.level from classification c join episode e on e.id = c.episode_id and e.ended_on is null
    where c.state = 'in-force' and c.review_on <= %s and {scope}
      and not exists (select from classification w where w.episode_id = e.id and w.state = 'proposed')
) d join episode e on e.id = d.episode join person p on p.id = e.person_id
join place prison on prison.id = e.prison_id left join place ward on ward.id = e.ward_id
where (%s = '' or d.why = %s) order by d.due nulls first, e.id limit %s offset %s
"""


def due_list(scope: Scope, by: dt.date, *, why: str = "", limit: int = 50, offset: int = 0) -> Sequence[DueRow]:
    """Who is not classified, waits for a second officer or an answer, or comes up for review by a day; the longest due first."""
    if scope.empty:
        return []
    where, params = scope.condition()
    with connection.cursor() as cursor:
        sql = _DUE.format(scope=where, **name_columns("prison", "ward"))
        cursor.execute(sql, [*params, *params, *params, by, *params, why, why, limit, offset])
        return [DueRow(*row) for row in cursor.fetchall()]


def separations_of(person_id: int) -> Sequence[Separation]:
    """Separations that name a person, those in force first."""
    found = Separation.objects.filter(Q(low=person_id) | Q(high=person_id)).select_related("low", "high", "decided_by", "ended_by")
    return list(found.order_by("-until", "-since"))


class SeparationRow(NamedTuple):
    """A pair for the list, with where each is now; ``together``: they share the place that they must not."""

    separation: Separation
    first: Episode | None
    second: Episode | None
    together: bool


def separations_within(paths: Sequence[str], on: dt.date, *, limit: int = 20_000) -> Sequence[SeparationRow]:
    """Separations in force that concern somebody held in these places."""
    held = Episode.objects.filter(place__path__under_any=list(paths), ended_on__isnull=True).values("person")
    found = Separation.objects.filter(Q(low__in=held) | Q(high__in=held), since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    pairs = list(found.select_related("low", "high", "decided_by").order_by("-since", "-pk")[:limit])
    people = {pk for pair in pairs for pk in (pair.low_id, pair.high_id)}
    episodes = Episode.objects.filter(person__in=people, ended_on__isnull=True).select_related("place__parent", "ward", "prison")
    at = {episode.person_id: episode for episode in episodes}
    return [_row(pair, at.get(pair.low_id), at.get(pair.high_id)) for pair in pairs]


def _row(pair: Separation, first: Episode | None, second: Episode | None) -> SeparationRow:
    if first is None or second is None:
        return SeparationRow(pair, first, second, together=False)
    if pair.reach == Separation.Reach.WARD:
        return SeparationRow(pair, first, second, together=first.ward_id is not None and first.ward_id == second.ward_id)
    same = first.place.kind == "bed" and first.place.parent_id == second.place.parent_id
    return SeparationRow(pair, first, second, together=same)


def separation_at(pk: int) -> Separation:
    """One separation. OutsideScope when there is none."""
    found = Separation.objects.select_related("low", "high").filter(pk=pk).first()
    if found is None:
        raise OutsideScope
    return found
