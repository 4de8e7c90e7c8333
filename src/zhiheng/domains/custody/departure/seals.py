"""Whether a record is to be sealed: laid against the law from what is on record. Reads only; the verbs are in ``actions.seals``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from zhiheng.base.people.models import Episode, Person
from zhiheng.domains.sentence.models import Judgment, SentenceKind
from zhiheng.law.acts.prison_law_2026.release import record_sealed
from zhiheng.law.explanation import node
from zhiheng.law.reckoning import Explanation, Truth

_OF_AGE = 18
_SHORT = (SentenceKind.CONTROL, SentenceKind.DETENTION)


class Verdict(NamedTuple):
    """What the law says of a record. ``some_minor``: at one crime at least the person was a minor; ``basis``: rule, inputs, result as JSON."""

    sealed: Truth
    some_minor: bool
    basis: dict[str, Any]


def verdict(person: Person) -> Verdict:
    """The law over all of a person's records: one that may not be sealed keeps the whole from being sealed. Two queries and the counts."""
    whole = Q(person=person) | Q(person__merged_into=person)
    episodes = list(Episode.objects.filter(whole))
    judgments = Judgment.objects.filter(episode__in=episodes, superseded_by__isnull=True).prefetch_related("counts")
    of_episode = {judgment.episode_id: judgment for judgment in judgments}
    minors = [_minor(of_episode.get(episode.pk), person.birth_date) for episode in episodes]
    shorts = [_short(of_episode.get(episode.pk)) for episode in episodes]
    released = Truth.YES if episodes and all(episode.ended_on for episode in episodes) else Truth.NO
    minor, short = min(minors, default=Truth.UNKNOWN), min(shorts, default=Truth.UNKNOWN)
    with Explanation() as explanation:
        found = record_sealed(minor, short, released)
    return Verdict(found, _some_minor(of_episode.values(), person.birth_date), node(explanation.steps[-1]))


def _minor(judgment: Judgment | None, birth: dt.date | None) -> Truth:
    """Whether every crime lies before the eighteenth birthday; some before and some after is for somebody to decide."""
    if judgment is None or birth is None:
        return Truth.UNKNOWN
    of_age = _birthday(birth)
    days = _days(judgment)
    if judgment.judged_on is not None and judgment.judged_on < of_age:
        return Truth.YES
    if not days or None in days:
        return Truth.UNKNOWN
    before = [day < of_age for day in days if day is not None]
    return Truth.YES if all(before) else Truth.UNKNOWN if any(before) else Truth.NO


def _days(judgment: Judgment) -> Sequence[dt.date | None]:
    return [count.offence_date for count in judgment.counts.all()]


def _some_minor(judgments: Any, birth: dt.date | None) -> bool:
    if birth is None:
        return False
    return any(day < _birthday(birth) for judgment in judgments for day in (*_days(judgment), judgment.judged_on) if day is not None)


def _short(judgment: Judgment | None) -> Truth:
    """Five years or less, as pronounced; a commutation does not make a sentence shorter than the court meant it."""
    if judgment is None:
        return Truth.UNKNOWN
    if judgment.kind in _SHORT:
        return Truth.YES
    if judgment.kind != SentenceKind.FIXED:
        return Truth.NO
    term = judgment.term
    if term is None:
        return Truth.UNKNOWN
    return Truth.YES if (term.years, term.months, term.days) <= (5, 0, 0) else Truth.NO


def _birthday(birth: dt.date) -> dt.date:
    """The day on which somebody is eighteen; born on a 29 February, the first of March."""
    try:
        return birth.replace(year=birth.year + _OF_AGE)
    except ValueError:
        return dt.date(birth.year + _OF_AGE, 3, 1)
