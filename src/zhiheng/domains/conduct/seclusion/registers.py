"""The books that this room fills: being held alone, restraints. They are read like the sanctions that they go with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.conduct.discipline.policy import VIEW
from zhiheng.domains.conduct.seclusion.models import Restraint, Seclusion


def _seclusions(place: str, day: dt.date) -> Iterable[Line]:
    found = Seclusion.objects.filter(episode__place__path__under=place, started_at__date=day)
    for one in found.select_related("episode__person", "ordered_by", "place"):
        span = f"{one.first:%Y-%m-%d} – {one.until:%Y-%m-%d}"
        cells = (str(one.episode.person), one.episode.number, one.get_kind_display(), str(one.place), span, one.ended_words or "—")
        yield Line(one.started_at, str(one.ordered_by), cells)


def _restraints(place: str, day: dt.date) -> Iterable[Line]:
    found = Restraint.objects.filter(episode__place__path__under=place, started_at__date=day)
    for one in found.select_related("episode__person", "started_by"):
        cells = (str(one.episode.person), one.episode.number, one.get_gear_display(), one.get_ground_display(), one.video, one.stop_words or "—")
        yield Line(one.started_at, str(one.started_by), cells)


_WHO = (_l("Prisoner"), _l("Prisoner number"))

declare(
    Register(
        "seclusions", "禁闭、隔离台账", "Register of those held alone",
        "《监狱法》第八十四条；《纳尔逊·曼德拉规则》第三十九条、第四十三条", VIEW,
        (*_WHO, _l("Kind"), _l("Cell"), _l("Days"), _l("End")), _seclusions,
        lambda place, first, last: per_day(Seclusion.objects.filter(episode__place__path__under=place), "started_at", first, last),
        enters=_l("Each time somebody is held alone; the end is added when it is recorded."),
    ),
    Register(
        "restraints", "使用械具台账", "Register of restraints", "《监狱法》第六十五条至第六十七条", VIEW,
        (*_WHO, _l("Gear"), _l("Ground"), _l("Recording"), _l("End")), _restraints,
        lambda place, first, last: per_day(Restraint.objects.filter(episode__place__path__under=place), "started_at", first, last),
        enters=_l("Each use of restraints; the end is added when it is recorded."),
    ),
)  # fmt: skip
