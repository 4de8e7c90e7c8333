"""What the viewer's posts owe now, one line for each kind of work: how much, how much of it is late, and where it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from zhiheng.base.duties import Due, DutySource, owed
from zhiheng.web.official import Viewer
from zhiheng.web.pages.ward.links import url_of
from zhiheng.web.parts import Words

NAMED = 3


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work with what is open of it, the most urgent first. ``url``: where the most urgent piece is done."""

    title: Words
    url: str
    count: int
    late: int
    by: dt.datetime | None
    about: list[str]

    @property
    def beyond(self) -> int:
        """How many are not named."""
        return self.count - len(self.about)


def work_owed(viewer: Viewer, at: dt.datetime) -> list[Work]:
    """Late work first, then by the time of the first piece; what has no hour comes last."""
    open_work = [pair for pair in owed(viewer.over, at) if pair[1].done_at is None]
    by_title = groupby(sorted(open_work, key=_title), key=_title)  # answers to objections are one kind of work, whatever they are against
    found = [_work(list(pairs), at) for _words, pairs in by_title]
    return sorted(found, key=lambda work: (not work.late, work.by is None, work.by or at))


def _title(pair: tuple[DutySource, Due]) -> str:
    return str(pair[0].title)


def _work(pairs: Sequence[tuple[DutySource, Due]], at: dt.datetime) -> Work:
    (source, first), dues = pairs[0], [due for _source, due in pairs]
    late = sum(due.late(at) for due in dues)
    return Work(source.title, url_of(source, first), len(dues), late, first.by, [due.about for due in dues[:NAMED]])
