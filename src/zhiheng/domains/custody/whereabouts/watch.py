"""One look at who is out: whoever is not back in time is written down. Screens do not wait for it; they read the clock themselves."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.custody.officials import WATCH
from zhiheng.domains.custody.whereabouts.actions.overdue import record_overdue, unrecorded


def look_once() -> int:
    """Over the whole service; how many discrepancies were made. An act is opened only when there is something to write."""
    now, made = timezone.now(), 0
    for bureau in Place.objects.filter(kind=Kind.BUREAU):
        if unrecorded([bureau.path], now).exists():
            made += record_overdue(bureau, at=now, acting=WATCH, reason=_("not back in time"))
    return made
