"""What this room's powers oblige to: planned searches of the day, disposals that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.domains.conduct.contraband import policy, queries
from zhiheng.domains.conduct.contraband.models import Search

_SHOWN = 20


def _searches(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Searches planned up to today, done ones of today too."""
    day, zone = timezone.localdate(at), timezone.get_current_timezone()
    planned = queries.searches(paths).filter(on__lte=day, state=Search.State.PLANNED)
    done = queries.searches(paths).filter(on=day, state=Search.State.DONE)
    for search in [*planned[:_SHOWN], *done[:_SHOWN]]:
        by = dt.datetime.combine(search.on, dt.time(23, 59), zone)
        yield Due(pgettext("of a place or a person", "Search"), search.place.in_full, str(search.pk), by, search.done_at)


def _disposals(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for waiting in queries.disposals_waiting(paths)[:_SHOWN]:
        yield Due(_("Disposal to sign"), waiting.find.words, str(waiting.find_id), waiting.at + dt.timedelta(days=3))


declare(
    DutySource("search", policy.SEARCH, pgettext_lazy("of a place or a person", "Search"), _searches),
    DutySource("disposal", policy.DISPOSE, _l("Disposal to sign"), _disposals),
)
