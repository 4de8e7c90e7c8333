"""The books that this room fills: admissions and refusals, belongings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.models import ExpectedArrival, PropertyList

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
)  # fmt: skip
