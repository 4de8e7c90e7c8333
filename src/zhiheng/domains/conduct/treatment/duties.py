"""What this room's powers oblige to: decisions, reviews and re-checks that fall due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.domains.conduct.treatment import policy, queries
from zhiheng.domains.conduct.treatment.models import TreatmentLevel

_SHOWN = 20


def _end(day: dt.date | None) -> dt.datetime | None:
    return None if day is None else dt.datetime.combine(day, dt.time(23, 59), timezone.get_current_timezone())


def _reviews(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    due = queries.due_levels(paths, timezone.localdate(at)).filter(state=TreatmentLevel.State.IN_FORCE)
    for one in due[:_SHOWN]:
        yield Due(
            _("Treatment level to review"),
            str(one.episode.person),
            str(one.episode.person_id),
            _end(min(one.review_on, one.ends_by or one.review_on)),
        )


def _without(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Strict management that was objected to rightly ends at once: nobody stays without a level for longer than the next day."""
    for one in queries.left_without(paths)[:_SHOWN]:
        until = None if one.until is None else one.until + dt.timedelta(days=1)
        yield Due(_("Treatment level to propose"), str(one.episode.person), str(one.episode.person_id), _end(until))


def _decisions(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for one in queries.levels(paths).filter(state=TreatmentLevel.State.PROPOSED)[:_SHOWN]:
        yield Due(_("Treatment level to decide"), str(one.episode.person), str(one.episode.person_id), one.proposed_at + dt.timedelta(days=3))


def _rechecks(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for one in queries.open_rechecks(paths)[:_SHOWN]:
        person = one.treatment.episode.person
        yield Due(_("Bookings to re-check"), str(person), str(person.pk), _end(one.due_on))


declare(
    DutySource("treatment-propose", policy.PROPOSE, _l("Treatment level to propose"), _without),
    DutySource("treatment-review", policy.REVIEW, _l("Treatment level to review"), _reviews),
    DutySource("treatment-decide", policy.DECIDE, _l("Treatment level to decide"), _decisions),
    DutySource("treatment-recheck", policy.RECHECK, _l("Bookings to re-check"), _rechecks),
)
