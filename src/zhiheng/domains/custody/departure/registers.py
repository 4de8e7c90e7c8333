"""The books that this room fills: transfers, releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.custody.departure.models import Release, Transfer
from zhiheng.domains.custody.reception.policy import VIEW

_BASIS = "《监狱法》第三十一条至第三十七条、第五十九条；内部规则：收押出监台账"


def _transferred(place: str) -> Q:
    return (Q(from_prison__path__under=place) | Q(to_prison__path__under=place)) & Q(state=Transfer.State.RECEIVED)


def _transfers(place: str, day: dt.date) -> Iterable[Line]:
    found = Transfer.objects.filter(_transferred(place), taken_at__date=day)
    for one in found.select_related("episode__person", "from_prison", "to_prison", "taken_by", "handed_by"):
        assert one.taken_at is not None
        cells = (str(one.episode.person), one.episode.number, str(one.from_prison), str(one.to_prison), str(one.handed_by))
        yield Line(one.taken_at, str(one.taken_by), cells)


def _transfers_counted(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(Transfer.objects.filter(_transferred(place)), "taken_at", first, last)


def _releases(place: str, day: dt.date) -> Iterable[Line]:
    found = Release.objects.filter(episode__prison__path__under=place, released_at__date=day)
    for one in found.select_related("episode__person", "released_by", "certificate__prison"):
        cells = (str(one.episode.person), one.episode.number, one.get_ground_display(), one.certificate.document, one.handed_to or "—")
        yield Line(one.released_at, str(one.released_by), cells)


def _releases_counted(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(Release.objects.filter(episode__prison__path__under=place), "released_at", first, last)


declare(
    Register(
        "transfers", "调监台账", "Register of transfers", _BASIS, VIEW,
        (_l("Prisoner"), _l("Prisoner number"), _l("From"), _l("To"), _l("Handed over by")), _transfers, _transfers_counted,
        enters=_l("Each person received from another prison, when both sides have signed."),
    ),
    Register(
        "releases", "出监台账", "Register of releases", _BASIS, VIEW,
        (_l("Prisoner"), _l("Prisoner number"), _l("Ground"), _l("Certificate"), _l("Handed to")), _releases, _releases_counted,
        enters=_l("Each release, with its certificate."),
    ),
)  # fmt: skip
