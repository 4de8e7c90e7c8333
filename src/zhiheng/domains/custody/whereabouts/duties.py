"""What this room's powers oblige to: people to bring back, differences to settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.queries.live import unsettled_in
from zhiheng.domains.custody.whereabouts.queries.out import PartyFilter, destination_words, parties
from zhiheng.domains.custody.whereabouts.queries.rolls import unacknowledged

_SHOWN = 20
_ACKNOWLEDGED_WITHIN = dt.timedelta(minutes=5)  # an internal rule


def _returns(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Who is out, by the time of return; those who should be back stand first."""
    for party in parties(paths, PartyFilter("out"), at, limit=_SHOWN):
        out = sum(1 for one in party.movements.all() if not one.ending)
        people = ngettext("%(n)d person", "%(n)d people", out) % {"n": out}
        yield Due(_("Return"), f"{destination_words(party)} {people}", str(party.pk), party.expected_back)


def _differences(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    for found in unsettled_in(paths)[:_SHOWN]:
        who = str(found.episode.person) if found.episode else str(found.place)
        yield Due(found.get_kind_display(), who, str(found.pk), found.due_at)


def _counts(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Counts that do not reconcile and that nobody in command has acknowledged."""
    for roll in unacknowledged(paths, limit=_SHOWN):
        assert roll.occurred_at is not None
        figures = _("%(counted)s counted, %(expected)s expected") % {"counted": roll.counted, "expected": roll.expected}
        yield Due(_("Count does not reconcile"), f"{roll.place} {figures}", str(roll.pk), roll.occurred_at + _ACKNOWLEDGED_WITHIN)


declare(
    DutySource("count", policy.ACKNOWLEDGE, _l("Counts that do not reconcile"), _counts),
    DutySource("return", policy.MOVE, _l("Return"), _returns),
    DutySource("discrepancy", policy.SETTLE, _l("Differences to settle"), _differences),
)
