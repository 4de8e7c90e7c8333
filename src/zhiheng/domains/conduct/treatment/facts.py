"""The facts of an episode that a schedule of treatment looks at."""

from __future__ import annotations

import datetime as dt

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.treatment import signals
from zhiheng.domains.conduct.treatment.schedule import Conduct
from zhiheng.law.calendar import span
from zhiheng.law.reckoning import day_of


def conduct_of(episode: Episode, on: dt.date, grade: str | None) -> Conduct:
    """Time held and sanctions on record as of a day, with the grade that is rested on; None: not known."""
    known = signals.known_conduct(episode, on)
    since = known.sanctioned_on or episode.received_on
    clean = _months(since, on) if known.sanctions_known else None
    return Conduct(_months(episode.received_on, on), grade, clean)


def _months(first: dt.date, last: dt.date) -> int:
    whole = span(day_of(first), day_of(max(first, last)))
    return 12 * whole.years + whole.months
