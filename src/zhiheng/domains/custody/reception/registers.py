"""The books that this room fills: admissions and refusals, belongings, transfers, releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.models import ExpectedArrival, PropertyList, Release, Transfer

_BASIS = "《监狱法》第三十一条至第三十七条、第五十九条；内部规则：收押出监台账"


def _admissions(place: str, day: dt.date) -> Iterable[Line]:
    found = ExpectedArrival.objects.filter(prison__path__under=place, decided_at__date=day).select_related("episode", "decided_by", "prison")
    for one in found:
        assert one.decided_at is not None
        number = one.episode.number if one.episode else "—"
        yield Line(one.decided_at, str(one.decided_by), (one.name, number, one.sender, one.get_state_display(), one.decision_words or "—"))


def _admissions_counted(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(ExpectedArrival.objects.filter(prison__path__under=place), "decided_at", first, last)


def _belongings(place: str, day: dt.date) -> Iterable[Line]:
    found = PropertyList.objects.filter(episode__place__path__under=place, made_at__date=day)
    for one in found.select_related("episode__person", "made_by").prefetch_related("taken_in", "handed_out"):
        lines = one.taken_in.all() if one.direction == PropertyList.Direction.IN else one.handed_out.all()
        words = "；".join(f"{item.name} × {item.quantity}" for item in lines)
        yield Line(one.made_at, str(one.made_by), (str(one.episode.person), one.get_direction_display(), one.receiver_name or "—", words or "—"))


def _belongings_counted(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(PropertyList.objects.filter(episode__place__path__under=place), "made_at", first, last)


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
        "admissions", "收押台账", "Register of admissions", _BASIS, policy.VIEW,
        (_l("Name"), _l("Prisoner number"), _l("Sent by"), _l("Decision"), _l("Reasons")), _admissions, _admissions_counted,
        enters=_l("Each decision at the door, with its officer, when it is made."),
    ),
    Register(
        "belongings", "罪犯物品台账", "Register of belongings", "《监狱法》第三十三条、第七十五条", policy.PROPERTY,
        (_l("Prisoner"), _l("In or out"), _l("Received by"), _l("Items")), _belongings, _belongings_counted,
        enters=_l("Each signed list of things taken in or handed out."),
    ),
    Register(
        "transfers", "调监台账", "Register of transfers", _BASIS, policy.VIEW,
        (_l("Prisoner"), _l("Prisoner number"), _l("From"), _l("To"), _l("Handed over by")), _transfers, _transfers_counted,
        enters=_l("Each person received from another prison, when both sides have signed."),
    ),
    Register(
        "releases", "出监台账", "Register of releases", _BASIS, policy.VIEW,
        (_l("Prisoner"), _l("Prisoner number"), _l("Ground"), _l("Certificate"), _l("Handed to")), _releases, _releases_counted,
        enters=_l("Each release, with its certificate."),
    ),
)  # fmt: skip
