"""Reads of the sentence record, shared by pages, exports and jobs. They change nothing; who may read is checked by the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from zhiheng.base.people.models import Episode
from zhiheng.domains.sentence.facts import NOT_PRINTED
from zhiheng.domains.sentence.models import Agreement, Change, Credit, Determination, Judgment
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.calendar import Term, of_months, remainder, total, whole_months
from zhiheng.law.reckoning import day_of

TO_LOOK_AT = (Agreement.DIFFERS, Agreement.INVALID, Agreement.NOT_CHECKABLE)


def episode_of(person_id: int, episode_id: int | None = None) -> Episode:
    """The person's episode: the one asked for, else the newest. OutsideScope when there is none."""
    found = Episode.objects.filter(person_id=person_id).select_related("person", "place", "prison", "ward")
    if episode_id is not None:
        found = found.filter(pk=episode_id)
    episode = found.order_by("-received_on", "-pk").first()
    if episode is None:
        raise OutsideScope
    return episode


def other_episodes_of(episode: Episode) -> list[Episode]:
    """The person's other episodes, newest first."""
    return list(Episode.objects.filter(person=episode.person_id).exclude(pk=episode.pk).select_related("place").order_by("-received_on"))


@dataclass(frozen=True, slots=True)
class Reduction:
    """A ruling that changed the sentence, as the card shows it."""

    kind: str
    document: str
    court: str
    ruled_on: dt.date
    served_on: dt.date | None
    term: Term | None


@dataclass(frozen=True, slots=True)
class SentenceCard:
    """The sentence at a glance. Every date is the newest determination's; None where nothing was determined or it is unknown."""

    judgment: Judgment
    determination: Determination | None
    changes: tuple[Reduction, ...]

    @property
    def original(self) -> Term | None:
        """The term as pronounced; None for life, reprieve, or when nobody knows."""
        return self.judgment.term

    @property
    def counted_from(self) -> Term | None:
        """The fixed term that runs: the last one that a ruling set, else the pronounced one."""
        return self.changes[self._last_set].term if self._last_set >= 0 else self.original

    @property
    def _last_set(self) -> int:
        setting = (Change.Kind.LIFE_TO_FIXED, Change.Kind.REPRIEVE_TO_FIXED)
        return max((i for i, change in enumerate(self.changes) if change.kind in setting), default=-1)

    @property
    def kind_now(self) -> str:
        """The kind of sentence after all changes."""
        if self._last_set >= 0:
            return "fixed"
        return "life" if any(c.kind == Change.Kind.REPRIEVE_TO_LIFE for c in self.changes) else self.judgment.kind

    @property
    def commutations(self) -> tuple[Reduction, ...]:
        """The commutations of the term that runs."""
        return tuple(c for c in self.changes[self._last_set + 1 :] if c.kind == Change.Kind.COMMUTATION)

    @property
    def reduced(self) -> Term | None:
        """What the commutations took off together; None when there was none."""
        known = [c.term for c in self.commutations if c.term is not None]
        if not known:
            return None
        first, *others = known
        for other in others:
            first = total(first, other)
        return of_months(whole_months(first), first.days)

    @property
    def present_term(self) -> Term | None:
        """The term less all reductions, as the law determined it."""
        found = self._finding.get("remaining_term")
        return None if found is None else Term(**found)

    @property
    def start(self) -> dt.date | None:
        return self.determination.start if self.determination else None

    @property
    def end(self) -> dt.date | None:
        """The end that governs: as printed, or as computed where nothing is printed."""
        return self.determination.end if self.determination else None

    @property
    def computed_end(self) -> dt.date | None:
        return self.determination.computed_end if self.determination else None

    @property
    def floor_end(self) -> dt.date | None:
        return self.determination.floor_end if self.determination else None

    @property
    def original_end(self) -> dt.date | None:
        """The end before any change: printed if printed, else computed."""
        if self.judgment.printed_end is not None:
            return self.judgment.printed_end
        found = self._finding.get("original_end")
        return None if found is None else dt.date.fromisoformat(found)

    @property
    def _finding(self) -> dict[str, Any]:
        return self.determination.finding if self.determination else {}

    def remaining(self, today: dt.date) -> Term | None:
        """What is left to serve, today and the last day both counted; None when it is over or has no end."""
        if self.end is None or self.end < today:
            return None
        return remainder(day_of(max(today, self.start or today)), day_of(self.end))

    def served(self, today: dt.date) -> Term | None:
        """What was served up to yesterday; None before the start."""
        if self.start is None or today <= self.start:
            return None
        last = min(today - dt.timedelta(1), self.end or today)
        return remainder(day_of(self.start), day_of(last))


def sentence_card(episode_id: int) -> SentenceCard | None:
    """The card of an episode, in two queries; None when no judgment is recorded."""
    newest = Determination.objects.filter(judgment__episode=episode_id, judgment__superseded_by__isnull=True, latest=True)
    determination = newest.select_related("judgment").defer("trace", "inputs", "rules").first()
    judgment = determination.judgment if determination else Judgment.objects.filter(episode=episode_id, superseded_by__isnull=True).first()
    if judgment is None:
        return None
    changes = judgment.changes.filter(withdrawn=False).order_by("ruled_on", "pk")
    return SentenceCard(judgment, determination, tuple(_reduction(change) for change in changes))


def _reduction(change: Change) -> Reduction:
    return Reduction(change.kind, change.document, change.court, change.ruled_on, change.served_on, change.term)


class EpisodeEnd(NamedTuple):
    """A line about an episode's sentence, for lists."""

    kind: str
    start: dt.date | None
    end: dt.date | None
    agreement: str


def ends_of(episode_ids: Iterable[int]) -> dict[int, EpisodeEnd]:
    """Kind, dates and agreement of many episodes in one query; episodes without a determination are left out."""
    found = Determination.objects.filter(judgment__episode__in=list(episode_ids), judgment__superseded_by__isnull=True, latest=True)
    rows = found.values_list("judgment__episode", "judgment__kind", "start", "end", "agreement")
    return {episode: EpisodeEnd(kind, start, end, agreement) for episode, kind, start, end, agreement in rows}


def record_of(episode: Episode) -> Judgment | None:
    """The judgment in force with counts, credits, changes and determinations (without their trees), newest first."""
    determinations = Determination.objects.defer("trace", "inputs", "rules").order_by("-at", "-pk")
    return (
        Judgment.objects.filter(episode=episode, superseded_by__isnull=True)
        .prefetch_related(
            "counts",
            Prefetch("credits", Credit.objects.order_by("first", "pk")),
            Prefetch("changes", Change.objects.order_by("ruled_on", "pk")),
            Prefetch("determinations", determinations),
        )
        .first()
    )


def facts_on_record(episode: Episode) -> Judgment | None:
    """The judgment in force with what the law asks of it: counts, credits, changes, and the person's episode."""
    found = Judgment.objects.filter(episode=episode, superseded_by__isnull=True)
    return found.prefetch_related("counts", "credits", "changes").first()


def superseded_of(episode: Episode) -> Sequence[Judgment]:
    """Judgments that were corrected, newest first."""
    return list(Judgment.objects.filter(episode=episode, superseded_by__isnull=False).order_by("-pk"))


def determination_of(episode: Episode, key: int | None = None) -> Determination | None:
    """One determination with its tree: the newest of the judgment in force, or an older one by its key."""
    found = Determination.objects.filter(judgment__episode=episode).select_related("judgment__episode__place")
    if key is not None:
        return found.filter(pk=key).first()
    return found.filter(judgment__superseded_by__isnull=True, latest=True).first()


def determination_before(determination: Determination) -> Determination | None:
    """The one that it took the place of, for a comparison."""
    earlier = Determination.objects.filter(judgment__episode=determination.judgment.episode_id, pk__lt=determination.pk)
    return earlier.order_by("-pk").first()


def printed_differences(finding: dict[str, Any]) -> list[dict[str, Any]]:
    """Differences of a stored finding that concern a printed date."""
    return [found for found in finding.get("differences", []) if found["what"] != NOT_PRINTED]


class DifferencesPage(NamedTuple):
    """Determinations to look at, with the sort values of the first and last for paging."""

    rows: list[Determination]
    more: bool


def differences(
    paths: Sequence[str], *, agreement: str = "", ward: int | None = None, kind: str = "", after: tuple[str, int] | None = None, size: int = 50
) -> DifferencesPage:
    """People in custody whose newest determination does not agree, by name within the places of ``paths``."""
    found = _to_look_at(paths, agreement=agreement, ward=ward, kind=kind)
    if after is not None:
        found = found.filter(judgment__episode__sort_key__gte=after[0]).exclude(judgment__episode__sort_key=after[0], judgment__episode__lte=after[1])
    rows = list(found.order_by("judgment__episode__sort_key", "judgment__episode")[: size + 1])
    return DifferencesPage(rows[:size], len(rows) > size)


def _to_look_at(paths: Sequence[str], *, agreement: str, ward: int | None, kind: str) -> QuerySet[Determination]:
    found = Determination.objects.filter(
        latest=True,
        judgment__superseded_by__isnull=True,
        judgment__episode__ended_on__isnull=True,
        judgment__episode__place__path__under_any=list(paths),
    ).exclude(agreement=Agreement.AGREES)
    found = found.select_related("judgment__episode__person", "judgment__episode__ward").defer("trace", "inputs", "rules")
    if agreement in TO_LOOK_AT:
        found = found.filter(agreement=agreement)
    if ward is not None:
        found = found.filter(judgment__episode__ward=ward)
    return found.filter(judgment__kind=kind) if kind else found
