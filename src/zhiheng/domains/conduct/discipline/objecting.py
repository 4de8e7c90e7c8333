"""Complaints against a sanction: what stands to be complained of, who had a hand in it, within which limits."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections.clocks import Counted, Limits
from zhiheng.base.objections.grounds import Decision, Ground, register
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.errors import SetAside
from zhiheng.domains.conduct.discipline.models import Sanction
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.points_2021.procedure import first_objection, review_opinion

KIND = "sanction"
# The law sets no days for the sanction itself: the ladder of the points provisions is used (3 and 5 working days, product choice).
LIMITS = Limits(Counted(first_objection), Counted(review_opinion))


def find(key: str) -> Decision:
    """The sanction of that number; SetAside when nothing of it stands. The time runs from its service."""
    sanction = sanction_of(key)
    if sanction.set_aside:
        raise SetAside
    decided, episode = timezone.localdate(sanction.decided_at), sanction.case.episode
    served = timezone.localdate(sanction.served_at) if sanction.served_at else decided
    return Decision(f"{KIND}:{sanction.pk}", episode, f"{sanction.number} {sanction.kind_words}", decided, served)


def hands(key: str) -> list[int]:
    """Whoever reported, investigated, proposed, reviewed, decided, or took part in the event."""
    sanction = sanction_of(key)
    case = sanction.case
    found = {case.reported_by_id, case.investigator_id, case.opinion_by_id, sanction.proposed_by_id, sanction.decided_by_id}
    return [pk for pk in (*found, *case.involved.values_list("officer", flat=True)) if pk is not None]


def sanction_of(key: str) -> Sanction:
    """OutsideScope when there is none."""
    related = ("case__episode__person", "case__episode__place", "case__episode__prison", "case__episode__ward")
    found = Sanction.objects.select_related(*related).filter(pk=key).first() if key.isdecimal() else None
    if found is None:
        raise OutsideScope
    return found


register(Ground(kind=KIND, title=_l("sanction"), reads=policy.VIEW, answers=policy.ANSWER, find=find, limits=lambda key: LIMITS, hands=hands))
