"""Inside an open act: the days of a confinement give no base (points provisions art 15), as ordered, as served, or as mended later."""

from __future__ import annotations

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points.models import Circumstance

_CONFINEMENT = Circumstance.Kind.CONFINEMENT


def confined(episode: Episode, first: dt.date, last: dt.date, document: str, *, ended: bool) -> None:
    """Write the days down, or shorten them to these; ``document``: number of the sanction. One record a sanction; what was given back stays so."""
    found = Circumstance.objects.filter(episode=episode, kind=_CONFINEMENT, document=document).first()
    if found is not None and found.outcome == Circumstance.Outcome.CLEARED:
        return
    made = found or Circumstance(episode=episode, kind=_CONFINEMENT, document=document)
    made.during, made.outcome = _days(first, last), Circumstance.Outcome.ENDED if ended else Circumstance.Outcome.OPEN
    made.save()


def confinement_of(episode: Episode, document: str) -> Circumstance | None:
    """The days without base of a sanction, those given back left out."""
    found = Circumstance.objects.filter(episode=episode, kind=_CONFINEMENT, document=document)
    return found.exclude(outcome=Circumstance.Outcome.CLEARED).first()


def give_back(circumstance: Circumstance, days: int) -> None:
    """Let only the first ``days`` count as confined, and none at 0: the record stays and says that it was cleared."""
    if days == 0:
        circumstance.outcome = Circumstance.Outcome.CLEARED
    else:
        first, after = circumstance.during.lower, circumstance.during.upper
        circumstance.during = _days(first, min(first + dt.timedelta(days=days), after) - dt.timedelta(days=1))
    circumstance.save(update_fields=["during", "outcome"])


def _days(first: dt.date, last: dt.date) -> DateRange:
    return DateRange(first, last + dt.timedelta(days=1))
