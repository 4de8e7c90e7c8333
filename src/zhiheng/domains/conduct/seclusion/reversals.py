"""A sanction of which less is left to serve: told by discipline, within its own act, so that nobody is held alone a minute for nothing."""

from __future__ import annotations

from django.utils import timezone

from zhiheng.domains.conduct.discipline.events import Lightened
from zhiheng.domains.conduct.seclusion import lawful
from zhiheng.domains.conduct.seclusion.actions.seclusions import ended
from zhiheng.domains.conduct.seclusion.models import Seclusion


def shorten(told: Lightened) -> None:
    """End at once what the person no longer has to serve: the confinement, and the isolation of its inquiry when all of it falls."""
    running = Seclusion.objects.filter(ended_at__isnull=True).select_related("episode", "sanction")
    for held in running.filter(sanction=told.sanction):
        last = lawful.last_day(held.first, told.days) if told.days else None
        if last is None or last < timezone.localdate():
            ended(held, told.by, told.words, last=last)
        else:
            held.until = min(held.until, last)
            held.save(update_fields=["until"])
    for held in running.filter(case=told.sanction.case) if told.sanction.set_aside else ():
        ended(held, told.by, told.words)
