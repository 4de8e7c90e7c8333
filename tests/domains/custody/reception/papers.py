"""What the tests of reception enter, and how somebody comes in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tests.cast import Cast
from tests.domains.sentence.papers import twelve_years
from zhiheng.base.people.models import Episode, Person
from zhiheng.domains.custody.reception import actions
from zhiheng.domains.custody.reception.actions import Expected, Looked, Papers
from zhiheng.domains.custody.reception.models import ExpectedArrival, PaperState
from zhiheng.domains.sentence.actions import record_judgment
from zhiheng.domains.sentence.models import Judgment
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, act
from zhiheng.law.calendar import Term

ALL_THERE = dict.fromkeys(("indictment", "judgment", "notice", "closing_form", "property_papers"), PaperState.RECEIVED.value)
PDF = b"%PDF-1.7 synthetic"


def by(cast: Cast, who: str = "clerk", reason: str = "test") -> dict[str, Any]:
    """Who acts, and why."""
    return {"acting": cast.acting(cast.officers[who]), "reason": reason}


def expect(cast: Cast, *, prison: str = "b.p1", who: str = "clerk", **changes: Any) -> ExpectedArrival:
    """吴刚, whom the county police will bring today."""
    given = {"name": "吴刚", "sex": "male", "sender": "江城市看守所", "expected_on": timezone.localdate(), "birth_date": dt.date(1991, 4, 4)}
    return actions.expect_arrival(cast.place(prison), expected=Expected(**(given | changes)), **by(cast, who))


def accept(cast: Cast, arrival: ExpectedArrival) -> ExpectedArrival:
    """Every paper is there and nothing is wrong."""
    return actions.check_papers(arrival, papers=Papers(ALL_THERE, False), **by(cast))


def admit(cast: Cast, **changes: Any) -> Episode:
    """Through the door into bed b3 of the first ward."""
    arrival = accept(cast, expect(cast, **changes))
    return actions.admit_arrival(arrival, place=cast.place("b.p1.w1.c1.b3"), number="3101260099", **by(cast))


def identified(cast: Cast, episode: Episode) -> None:
    """The identity agrees with the papers."""
    looked = Looked("papers", "agrees", timezone.localdate(), source="判决书")
    actions.record_check(episode, looked=looked, **by(cast))
    actions.complete_step(episode, kind="identity", output="人与文书相符", **by(cast))


def sentenced(episode: Episode, end: dt.date, **changes: Any) -> Judgment:
    """A fixed term whose printed end is ``end``: a year and nothing to credit."""
    start = end.replace(year=end.year - 1) + dt.timedelta(days=1)
    words = {"term": Term(1), "printed_start": start, "printed_end": end, "judged_on": None, "final_on": None, "delivered_on": None}
    entry = twelve_years(**{**words, "political_rights_months": None, "counts": (), **changes})
    return record_judgment(episode, entry=entry, acting=INSTALLATION, reason="test")


def meddle(cast: Cast, row: Model, change: dict[str, Any]) -> None:
    """Within an act of something else, what no verb would do: PostgreSQL is asked alone."""
    _meddle(cast.zhang, row, change, acting=INSTALLATION, reason="test")


@act("people.view", subject="person", secret=("row", "change"))
def _meddle(person: Person, row: Model, change: dict[str, Any], *, acting: Official, reason: str) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**change)


VERBS.pop(next(name for name in VERBS if name.endswith("papers._meddle")))  # not a verb of the product
