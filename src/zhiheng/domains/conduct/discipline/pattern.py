"""What followed complaints: sanctions and lower levels within some days after a person used a right, by officer and by person.

The statistic advises where to look and concludes nothing. It compares, for the same people, how much happened in the days after with how
much happened in as many days before: if complaining changed nothing, either side is equally likely (a sign test, exact).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final, NamedTuple

from django.utils import timezone

from zhiheng.base.objections.models import Objection
from zhiheng.domains.conduct.discipline.models import Sanction
from zhiheng.domains.conduct.treatment.models import TreatmentLevel
from zhiheng.law.acts.mandela_rules.separation import reprisal_watch
from zhiheng.law.reckoning import day_of

WITHIN: Final = 90
FEW: Final = 5
"""Below so many no chance is stated: too few to say anything."""


class Voice(NamedTuple):
    """A right used: by whom (episode), when, what it was."""

    episode: int
    on: dt.date
    what: str


class Loss(NamedTuple):
    """Something that went against a person: when, what, by whom, and how it is found."""

    episode: int
    on: dt.date
    what: str
    officer: str
    ref: str


type Voices = Callable[[Sequence[str]], Iterable[Voice]]
type Losses = Callable[[Sequence[str], dt.date, dt.date], Iterable[Loss]]


class Followed(NamedTuple):
    """A loss after a voice, and how many days lay between."""

    voice: Voice
    loss: Loss

    @property
    def days(self) -> int:
        return (self.loss.on - self.voice.on).days


@dataclass(frozen=True, slots=True)
class Pattern:
    """What was found: each loss that followed, and the counts before and after for the same people."""

    followed: Sequence[Followed]
    before: int
    after: int

    @property
    def chance(self) -> float | None:
        """How likely so uneven a split is by chance alone; None where there are too few."""
        return sign_test(self.before, self.after)

    def by_officer(self) -> list[tuple[str, int]]:
        """Losses that followed, per officer, most first."""
        return Counter(one.loss.officer for one in self.followed).most_common()

    def by_person(self) -> list[tuple[int, int]]:
        """Losses that followed, per episode, most first."""
        return Counter(one.loss.episode for one in self.followed).most_common()


def pattern(paths: Sequence[str], first: dt.date, last: dt.date, within: int = WITHIN) -> Pattern:
    """Losses between two days that came at most ``within`` days after a voice of the same person (the nearest before it)."""
    voices: dict[int, list[Voice]] = {}
    for voice in (one for source in VOICES for one in source(paths)):
        voices.setdefault(voice.episode, []).append(voice)
    span = dt.timedelta(within)
    losses = [one for source in LOSSES for one in source(paths, first - span, last) if one.episode in voices]
    followed = [found for loss in losses if first <= loss.on <= last and (found := _followed(loss, voices[loss.episode], within))]
    before = sum(1 for loss in losses if any(dt.timedelta(0) < voice.on - loss.on <= span for voice in voices[loss.episode]))
    return Pattern(sorted(followed, key=lambda one: (one.days, one.loss.on)), before, len(followed))


def sign_test(before: int, after: int) -> float | None:
    """Two-sided exact probability of a split at least so uneven when both sides are equally likely."""
    n = before + after
    if n < FEW:
        return None
    tail = sum(comb(n, k) for k in range(min(before, after) + 1)) / float(2**n)
    return min(1.0, 2 * tail)


def _followed(loss: Loss, voices: Sequence[Voice], within: int) -> Followed | None:
    near = [voice for voice in voices if 0 <= (loss.on - voice.on).days <= within]
    if within == WITHIN:  # the rule's own window
        near = [voice for voice in near if reprisal_watch(day_of(voice.on), day_of(loss.on))]
    return Followed(max(near, key=lambda voice: voice.on), loss) if near else None


def _said(paths: Sequence[str]) -> Iterable[Voice]:
    """Every objection and complaint, whatever it is against, also those withdrawn."""
    found = Objection.objects.filter(episode__place__path__under_any=list(paths))
    for episode, on, kind in found.values_list("episode", "received_on", "kind"):
        yield Voice(episode, on, kind)


def _sanctions(paths: Sequence[str], first: dt.date, last: dt.date) -> Iterable[Loss]:
    found = Sanction.objects.filter(case__episode__place__path__under_any=list(paths), decided_at__date__range=(first, last))
    for one in found.select_related("case", "case__reported_by"):
        yield Loss(one.case.episode_id, timezone.localdate(one.decided_at), one.kind, one.case.reported_by.name, f"discipline-case:{one.case_id}")


def _drops(paths: Sequence[str], first: dt.date, last: dt.date) -> Iterable[Loss]:
    found = TreatmentLevel.objects.filter(episode__place__path__under_any=list(paths), rank_change__lt=0, since__range=(first, last))
    for one in found.select_related("proposed_by"):
        assert one.since is not None
        yield Loss(one.episode_id, one.since, "level-drop", one.proposed_by.name, f"treatment:{one.pk}")


VOICES: Final[list[Voices]] = [_said]
LOSSES: Final[list[Losses]] = [_sanctions, _drops]
"""Other rooms add theirs: points their deductions."""
