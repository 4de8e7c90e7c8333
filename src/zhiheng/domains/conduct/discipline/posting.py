"""The effect of a sanction on points: the deduction, what is given back of it by the points room's own verbs, what is said against it.

Both verbs are called inside the act of this room that causes them: either all is on record or nothing. Whoever decides a sanction, or what is
said against it, holds the power to record its points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import OPEN
from zhiheng.domains.conduct.discipline.models import Sanction as Decided
from zhiheng.domains.conduct.discipline.objecting import KIND
from zhiheng.domains.conduct.grading.actions.corrections import SanctionChange, mend_sanction
from zhiheng.domains.conduct.grading.told import ToldSanction
from zhiheng.domains.conduct.points.actions.entries import SanctionEntry, record_sanction
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.engines.trail.acts import Official
from zhiheng.law.scale import Sanction

_KINDS: Final = {"warning": Sanction.WARNING, "demerit": Sanction.DEMERIT, "confinement": Sanction.CONFINEMENT}


def deduct(sanction: Decided, *, acting: Official, reason: str) -> str:
    """Post the deduction (points provisions art 15); the reference of its entry. One event is one fact: it counts once (art 28)."""
    case = sanction.case
    assert case.deliberation is not None
    fact, decided_on = uuid5(NAMESPACE_URL, f"discipline-case:{case.pk}"), timezone.localdate(sanction.decided_at)
    entry = SanctionEntry(_KINDS[sanction.kind], fact, decided_on, sanction.number, sanction.basis, case.deliberation)
    return f"points-entry:{record_sanction(case.episode, entry=entry, acting=acting, reason=reason).pk}"


def lighten(sanction: Decided, kind: str, days: int, document: str, *, second: Official, acting: Official, reason: str) -> None:
    """Give back what the deduction and the days without base took too much. ``kind``, ``days``: what stays; empty and 0: set aside.

    Nothing where no entry was made, as of a sanction from before the points were kept here.
    """
    if not sanction.points_ref:
        return
    entry = PointEntry.objects.get(pk=sanction.points_ref.partition(":")[2])
    change = SanctionChange(_KINDS[kind] if kind else 0, days, document)
    mend_sanction(entry, change=change, second=second, acting=acting, reason=reason)


def sanctions_of(episodes: Sequence[int]) -> dict[int, list[ToldSanction]]:
    """Every sanction decided on these people, each with the entry that took its points."""
    made: dict[int, list[ToldSanction]] = {}
    for one in Decided.objects.filter(case__episode__in=episodes).select_related("case").order_by("decided_at"):
        made.setdefault(one.case.episode_id, []).append(ToldSanction(one.number, one.points, one.points_ref))
    return made


def under_complaint(episode_id: int) -> dict[int, Objection]:
    """Of a person's entries of points, those whose sanction is under complaint, late ones too: they count still, and follow the answer."""
    said = {int(one.key): one for one in Objection.objects.filter(OPEN, episode=episode_id, kind=KIND).order_by("-pk")}
    refs = Decided.objects.filter(pk__in=said).exclude(points_ref="").values_list("pk", "points_ref")
    return {int(ref.partition(":")[2]): said[pk] for pk, ref in refs}
