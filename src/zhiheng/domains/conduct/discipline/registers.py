"""The books that this room fills: sanctions and rewards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.models import Reward, Sanction


def _sanctions(place: str, day: dt.date) -> Iterable[Line]:
    found = Sanction.objects.filter(case__episode__place__path__under=place, decided_at__date=day)
    for one in found.select_related("case__episode__person", "decided_by").prefetch_related("reversals"):
        episode = one.case.episode
        kind = f"{one.get_kind_display()} ({_('set aside')})" if one.set_aside else one.get_kind_display()
        yield Line(one.decided_at, str(one.decided_by), (str(episode.person), episode.number, kind, one.basis, one.number))


def _rewards(place: str, day: dt.date) -> Iterable[Line]:
    found = Reward.objects.filter(episode__place__path__under=place, decided_at__date=day)
    for one in found.select_related("episode__person", "decided_by"):
        assert one.decided_at is not None
        cells = (str(one.episode.person), one.episode.number, one.get_kind_display(), one.get_state_display(), one.words)
        yield Line(one.decided_at, str(one.decided_by), cells)


def _count_rewards(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(Reward.objects.filter(episode__place__path__under=place, decided_at__isnull=False), "decided_at", first, last)


_WHO = (_l("Prisoner"), _l("Prisoner number"))

declare(
    Register(
        "sanctions", "处罚台账", "Register of sanctions", "《监狱法》第八十四条", policy.VIEW,
        (*_WHO, _l("Sanction"), _l("Basis"), _l("Paper")), _sanctions,
        lambda place, first, last: per_day(Sanction.objects.filter(case__episode__place__path__under=place), "decided_at", first, last),
        enters=_l("Each sanction, when it is decided."),
    ),
    Register(
        "rewards", "奖励、立功台账", "Register of rewards", "《监狱法》第八十二条、第八十三条", policy.VIEW,
        (*_WHO, _l("Reward"), _l("State"), _l("Why")), _rewards,
        _count_rewards,
        enters=_l("Each reward, when it is proposed; the decision is added."),
    ),
)  # fmt: skip
