"""Who leaves the prison is alone or restrained there no longer: told by departure within its own act, so that no clock runs on over nobody."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext as _

from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.seclusion.actions.seclusions import ended
from zhiheng.domains.conduct.seclusion.models import ClockAlarm, Restraint, Seclusion
from zhiheng.domains.custody.departure.events import Event, Released, Transferred
from zhiheng.domains.custody.departure.models import Release, Transfer


class _Left(NamedTuple):
    at: dt.datetime
    by: Officer
    words: str


def depart(event: Event) -> None:
    """End what is open over somebody released or received elsewhere; signed by the officer who released or received."""
    left = _left(event)
    if left is None:
        return
    mine = {"episode_id": event.episode_id}
    for alone in Seclusion.objects.filter(**mine, ended_at__isnull=True).select_related("sanction", "episode"):
        ended(alone, left.by, left.words, at=left.at)
    for restraint in Restraint.objects.filter(**mine, stopped_at__isnull=True):
        restraint.stopped_at, restraint.stopped_by, restraint.stop_words = max(left.at, restraint.started_at), left.by, left.words
        restraint.save(update_fields=["stopped_at", "stopped_by", "stop_words"])
        restraint.alarms.filter(settled_at__isnull=True).update(settled_at=left.at)
    if isinstance(event, Released):
        ClockAlarm.objects.filter(**mine, settled_at__isnull=True).update(settled_at=left.at)


def _left(event: Event) -> _Left | None:
    if isinstance(event, Released):
        release = Release.objects.select_related("released_by").get(episode=event.episode_id)
        return _Left(release.released_at, release.released_by, _("released"))
    if isinstance(event, Transferred):
        received = Transfer.objects.select_related("taken_by", "to_prison").filter(episode=event.episode_id, state=Transfer.State.RECEIVED)
        transfer = received.latest("taken_at")
        assert transfer.taken_by is not None
        return _Left(event.at, transfer.taken_by, _("received by %(prison)s") % {"prison": transfer.to_prison})
    return None
