"""The book that this room fills: decisions on treatment levels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.conduct.treatment import policy
from zhiheng.domains.conduct.treatment.models import TreatmentLevel


def _lines(place: str, day: dt.date) -> Iterable[Line]:
    found = TreatmentLevel.objects.filter(episode__place__path__under=place, decided_at__date=day)
    for one in found.select_related("episode__person", "decided_by"):
        assert one.decided_at is not None
        before = one.get_before_display() if one.before else "—"
        cells = (str(one.episode.person), one.episode.number, before, one.get_level_display(), one.get_state_display(), one.words)
        yield Line(one.decided_at, str(one.decided_by), cells)


def _count(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(TreatmentLevel.objects.filter(episode__place__path__under=place, decided_at__isnull=False), "decided_at", first, last)


declare(
    Register(
        "treatment", "分级处遇台账", "Register of treatment levels", "《监狱法》第六十三条；省级分级处遇规定（示例）", policy.VIEW,
        (_l("Prisoner"), _l("Prisoner number"), _l("Before"), _l("Level"), _l("State"), _l("Why")), _lines, _count, keep_years=30,
        enters=_l("Each decision on a level of treatment."),
    ),
)  # fmt: skip
