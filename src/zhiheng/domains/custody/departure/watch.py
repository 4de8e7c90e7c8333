"""One look at the records to be sealed: where the law leaves no choice and the day of release is over, they are sealed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.custody.departure.actions.seals import seal_record
from zhiheng.domains.custody.departure.queries.seals import due_seals
from zhiheng.domains.custody.departure.seals import verdict
from zhiheng.domains.custody.officials import WATCH
from zhiheng.law.reckoning import Truth


def look_once() -> int:
    """Over the whole service; how many records were sealed. What somebody must decide is left to them, and stands overdue on their list."""
    late, sealed = timezone.now(), 0
    for bureau in Place.objects.filter(kind=Kind.BUREAU):
        for seal in due_seals([bureau.path]).filter(certain=True, due_at__lt=late):
            if verdict(seal.person).sealed == Truth.YES:
                seal_record(seal.person, acting=WATCH, reason=_("sealed by law after the day of release"))
                sealed += 1
    return sealed
