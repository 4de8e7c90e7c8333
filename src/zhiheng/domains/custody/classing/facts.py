"""The facts of an episode that a schedule looks at, read from the records."""

from __future__ import annotations

import datetime as dt

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries.record import age
from zhiheng.domains.custody.classing.schedule import Asked, Facts
from zhiheng.domains.sentence.models import SentenceKind
from zhiheng.domains.sentence.queries import SentenceCard, sentence_card
from zhiheng.law.calendar import span
from zhiheng.law.reckoning import day_of

_TERMLESS = (SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE)


def facts_of(episode: Episode, asked: Asked, on: dt.date) -> Facts:
    """Sentence and time held as of a day, beside what the officer established. Without a judgment the sentence is not known."""
    card = sentence_card(episode.pk)
    left = _left(card, on)
    return Facts(
        termless=None if card is None else card.kind_now in _TERMLESS,
        months_left=None if left is None else _months(on, on + dt.timedelta(max(0, left))),
        months_held=_months(episode.received_on, on),
        days_to_end=left,
        age=age(episode.person.birth_date, on),
        asked=asked,
    )


def _left(card: SentenceCard | None, on: dt.date) -> int | None:
    return None if card is None or card.end is None else (card.end - on).days


def _months(first: dt.date, last: dt.date) -> int:
    whole = span(day_of(first), day_of(max(first, last)))
    return 12 * whole.years + whole.months
