"""The books that this room fills: roll calls and movements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.models import Party, RollCall
from zhiheng.domains.custody.whereabouts.queries.out import destination_words

_BASIS = "《监狱法》第二十三条、第六十三条；内部规则：点名与去向"


def _roll_calls(place: str, day: dt.date) -> Iterable[Line]:
    found = RollCall.objects.filter(place__path__under=place, occurred_at__date=day, submitted_at__isnull=False)
    for call in found.select_related("place", "submitted_by"):
        assert call.occurred_at is not None
        agrees = _("agrees") if call.reconciles else call.explanation
        cells = (str(call.place), str(call.on_roll), str(call.expected), str(call.counted), agrees)
        yield Line(call.occurred_at, str(call.submitted_by), cells)


def _movements(place: str, day: dt.date) -> Iterable[Line]:
    found = Party.objects.filter(place__path__under=place, left_at__date=day).select_related("place", "destination")
    for party in found.prefetch_related("movements__episode__person", "escorts__officer"):
        people = "、".join(sorted(str(one.episode.person) for one in party.movements.all()))
        escorts = "、".join(sorted(str(one.officer) for one in party.escorts.all()))
        ends = [one.during.upper for one in party.movements.all() if one.during.upper]
        back = f"{timezone.localtime(max(ends)):%H:%M}" if party.closed_at and ends else _("out")
        yield Line(party.left_at, escorts or "—", (people, party.get_purpose_display(), destination_words(party), back))


def _count_calls(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(RollCall.objects.filter(place__path__under=place, submitted_at__isnull=False), "occurred_at", first, last)


def _count_movements(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(Party.objects.filter(place__path__under=place), "left_at", first, last)


declare(
    Register(
        "roll-calls", "点名台账", "Register of roll calls", _BASIS, policy.VIEW,
        (_l("Place"), _l("On the books"), _l("Should be here"), _l("Heads counted"), _l("Result")),
        _roll_calls, _count_calls, daily=True, keep_years=10,
        enters=_l("Each roll call that is submitted, whether it reconciles or not."),
    ),
    Register(
        "movements", "外出台账", "Register of movements", _BASIS, policy.VIEW,
        (_l("Prisoners"), _l("Purpose"), _l("Destination"), _l("Back")),
        _movements, _count_movements, keep_years=10,
        enters=_l("Each party that leaves the ward; the return is added when it is recorded."),
    ),
)  # fmt: skip
