"""Something happened: reported at once by whoever saw it, closed by somebody else."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.daily import policy
from zhiheng.domains.custody.daily.errors import EventClosed, OwnReport
from zhiheng.domains.custody.daily.models import EventReport
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

AHEAD = dt.timedelta(minutes=5)
"""How far a phone's clock may run ahead of the server's."""


class Seen(NamedTuple):
    """What was seen: the page's own token (sent twice is one report), the kind, when, and words that may come later."""

    token: UUID
    kind: str
    at: dt.datetime
    words: str = ""


@act(policy.REPORT, subject="place")
def report_event(place: Place, *, seen: Seen, acting: Official, reason: str) -> EventReport:
    """Report an event at a place; the same token again gives the report that is there.

    Raises:
        Invalid: an unknown kind, or a time ahead of the server's clock.
    """
    if seen.kind not in EventReport.Kind.values:
        raise Invalid(fields={"kind": _("Choose what happened.")})
    now = timezone.now()
    if seen.at > now + AHEAD:
        raise Invalid(fields={"at": _("The time lies in the future. Check the clock of this device.")})
    facts = {"place": place, "kind": seen.kind, "words": seen.words.strip(), "occurred_at": seen.at, "reported_at": now}
    return EventReport.objects.get_or_create(token=seen.token, defaults=facts | {"reported_by": named(acting)})[0]


@act(policy.CLOSE, subject="event")
def close_event(event: EventReport, *, found: str, acting: Official, reason: str) -> EventReport:
    """Say what was found and where it went.

    Raises:
        EventClosed, OwnReport; Invalid: without words.
    """
    event = EventReport.objects.select_for_update(of=("self",)).select_related("place").get(pk=event.pk)
    officer = named(acting)
    if event.closed_at is not None:
        raise EventClosed
    if event.reported_by_id == officer.pk:
        raise OwnReport
    if not found.strip():
        raise Invalid(fields={"found": _("Say what was found and where it went.")})
    event.found, event.closed_by, event.closed_at = found.strip(), officer, timezone.now()
    event.save(update_fields=["found", "closed_by", "closed_at"])
    return event
