"""What this room's powers oblige to: dates to check, people to release today, marks to look at again, records to seal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.departure import policy
from zhiheng.domains.custody.departure.queries.key_people import marks_due
from zhiheng.domains.custody.departure.queries.releases import Horizon, leavers, leaving
from zhiheng.domains.custody.departure.queries.seals import due_seals
from zhiheng.domains.custody.departure.release import Ahead
from zhiheng.domains.custody.departure.schedule import CHECKS
from zhiheng.domains.custody.reception.schedule import end_of_day

_SHOWN = 20


def _marks(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Marks to look at again by today, and what people say against them."""
    for mark in marks_due(scope_of(paths), timezone.localdate(at))[:_SHOWN]:
        said = mark.contested_at is not None and mark.answered_at is None
        words = _("Objection to a mark to answer") if said else _("Mark to look at again")
        yield Due(words, str(mark.episode.person), str(mark.episode.person_id), end_of_day(mark.review_on))


def _seals(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Records of released people to be sealed by the end of the day, or to be decided about."""
    for seal in due_seals(paths)[:_SHOWN]:
        words = _("Record to seal") if seal.certain else _("Decide whether to seal the record")
        yield Due(words, seal.number, str(seal.person_id), seal.due_at)


def _checks(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """One line for all whose date is to be checked by now."""
    today = timezone.localdate(at)
    soon = leavers(list(leaving(scope_of(paths), Horizon(), today)[:200]), today)
    people = sum(any(_check_due(step, end_of_day(today)) for step in one.steps) for one in soon)
    if people:
        yield Due(_("Release dates to check"), ngettext("%(n)d person", "%(n)d people", people) % {"n": people}, "", end_of_day(today))


def _releases(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Held beyond the end of term first, then those of the day."""
    today = timezone.localdate(at)
    found = leaving(scope_of(paths), Horizon(), today).filter(end__lte=today)
    for one in leavers(list(found[:_SHOWN]), today):
        words = _("HELD BEYOND THE END OF TERM") if one.over else _("Release today")
        yield Due(words, str(one.episode.person), str(one.episode.person_id), end_of_day(one.end))


def _check_due(step: Ahead, by: dt.datetime) -> bool:
    return step.owed.kind in CHECKS and not step.complete and step.owed.due_at is not None and step.owed.due_at <= by


declare(
    DutySource("release-date", policy.DATE, _l("Release dates to check"), _checks),
    DutySource("release", people_policy.RELEASE, _l("Releases"), _releases),
    DutySource("key-person", policy.PREPARE, _l("Marked for collection"), _marks),
    DutySource("seal", policy.SEAL, _l("Records to seal"), _seals),
)
