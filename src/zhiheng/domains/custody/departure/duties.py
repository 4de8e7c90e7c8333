"""What this room's powers oblige to: marks to look at again, records to seal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.departure import policy
from zhiheng.domains.custody.departure.queries.key_people import marks_due
from zhiheng.domains.custody.departure.queries.seals import due_seals
from zhiheng.domains.custody.reception.policy import PREPARE

_SHOWN = 20


def _marks(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Marks to look at again by today, and what people say against them."""
    for mark in marks_due(scope_of(paths), timezone.localdate(at))[:_SHOWN]:
        said = mark.contested_at is not None and mark.answered_at is None
        words = _("Objection to a mark to answer") if said else _("Mark to look at again")
        yield Due(words, str(mark.episode.person), str(mark.episode.person_id), _end_of(mark.review_on))


def _seals(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Records of released people to be sealed by the end of the day, or to be decided about."""
    for seal in due_seals(paths)[:_SHOWN]:
        words = _("Record to seal") if seal.certain else _("Decide whether to seal the record")
        yield Due(words, seal.number, str(seal.person_id), seal.due_at)


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59, 59), timezone.get_current_timezone())


declare(
    DutySource("key-person", PREPARE, _l("Marked for collection"), _marks),
    DutySource("seal", policy.SEAL, _l("Records to seal"), _seals),
)
