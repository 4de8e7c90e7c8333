"""The effect of a sanction on points: the deduction by the points room's own verb, the days without base as its circumstance.

All are called inside the act of this room that causes them. Whoever decides a sanction, or what is said against it, holds the power to
record its points; whoever ends a confinement need not, since nothing may stand in the way of an end: those days are written within the act
of beginning and ending it.
"""

from __future__ import annotations

from typing import Final
from uuid import NAMESPACE_URL, uuid5

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline.effects import Effect, Lighter, NoBase
from zhiheng.domains.conduct.discipline.models import Sanction as Decided
from zhiheng.domains.conduct.points.actions.corrections import SanctionChange, mend_sanction
from zhiheng.domains.conduct.points.actions.entries import SanctionEntry, record_sanction
from zhiheng.domains.conduct.points.confinement import confined
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.domains.conduct.points.told import ToldSanction
from zhiheng.engines.trail.acts import Official
from zhiheng.law.scale import Sanction

_KINDS: Final = {"warning": Sanction.WARNING, "demerit": Sanction.DEMERIT, "confinement": Sanction.CONFINEMENT}


def deduct(effect: Effect, acting: Official, reason: str) -> str:
    """Post the deduction (points provisions art 15); the reference of its entry. One event is one fact: it counts once (art 28)."""
    entry = SanctionEntry(
        _KINDS[effect.kind], uuid5(NAMESPACE_URL, effect.fact), effect.decided_on, effect.document, effect.basis, effect.deliberation
    )
    return f"points-entry:{record_sanction(effect.episode, entry=entry, acting=acting, reason=reason).pk}"


def without_base(days: NoBase) -> None:
    """Days of confinement give no base: as ordered at the beginning, as served at the end."""
    confined(days.episode, days.first, days.last, days.document, ended=days.ended)


def lighten(lighter: Lighter, second: Official, acting: Official, reason: str) -> None:
    """Give back what the deduction and the days took too much, by the points room's own correction."""
    entry = PointEntry.objects.get(pk=lighter.points_ref.partition(":")[2])
    change = SanctionChange(_KINDS[lighter.kind] if lighter.kind else 0, lighter.days, lighter.document)
    mend_sanction(entry, change=change, second=second, acting=acting, reason=reason)


def sanctions_of(episode: Episode) -> list[ToldSanction]:
    """Every sanction decided on a person, with the entry that took its points."""
    found = Decided.objects.filter(case__episode=episode).order_by("decided_at")
    return [ToldSanction(one.number, one.points, one.points_ref) for one in found]
