"""What this room's powers oblige to: classifications to propose, confirm and review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from zhiheng.base.duties import Due, DutySource, Words, declare
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.queries import due_list

_COUNTED = 500


def _waiting(why: str, words: Words) -> Callable[[Sequence[str], dt.datetime], Iterable[Due]]:
    """One line for all who wait for the same; the list says who."""

    def owed(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
        day = timezone.localdate(at)
        found = due_list(scope_of(paths), day, why=why, limit=_COUNTED)
        if found:
            soonest = min((row.due for row in found if row.due), default=day)
            by = dt.datetime.combine(max(soonest, day), dt.time(23, 59), timezone.get_current_timezone())
            yield Due(words, ngettext("%(n)d person", "%(n)d people", len(found)) % {"n": len(found)}, why, by)

    return owed


_REVIEW, _NONE = _l("Classifications to review"), _l("To classify")
_DECIDE = _l("Classifications to confirm")

declare(
    DutySource("classing-none", policy.PROPOSE, _NONE, _waiting("none", _NONE)),
    DutySource("classing-review", policy.PROPOSE, _REVIEW, _waiting("review", _REVIEW)),
    DutySource("classing-decide", policy.CONFIRM, _DECIDE, _waiting("decide", _DECIDE)),
)
