"""Put what may cancel points and rewards before the prison group, and carry out what it decided (arts 30-34)."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.actions.interruptions import InterruptionEntry, interrupted, judged
from zhiheng.domains.conduct.grading.errors import InterruptionOpen
from zhiheng.domains.conduct.grading.models import Interruption
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import Adjustment
from zhiheng.domains.conduct.points.queries.bodies import prison_group
from zhiheng.domains.conduct.points.queries.months import state_of
from zhiheng.engines.procedure.deliberation import close_deliberation, open_deliberation, refuse_recused
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.reckoning import Truth


@act(policy.CONVENE, subject="episode")
def put_interruption(episode: Episode, *, entry: InterruptionEntry, acting: Official, reason: str) -> Interruption:
    """Ask the prison group. Nothing is cancelled before it has agreed.

    Raises:
        Invalid: no document, a day to come, a kind that interrupts nothing. InterruptionOpen: another is before the group already.
    """
    if not entry.document.strip():
        raise Invalid(fields={"document": _("State the judgment or decision.")})
    if entry.on > timezone.localdate():
        raise Invalid(fields={"on": _("This day has not come yet.")})
    judged(entry, state_of(episode).balance)  # refuses what is no interruption
    question = _("%(kind)s: what stays of points and rewards (%(document)s)") % {"kind": entry.kind.label, "document": entry.document}
    try:
        with transaction.atomic():
            made = open_deliberation(
                prison_group(episode.prison), matter="points-interruption", matters=[f"episode:{episode.pk}"], question=question,
                held_on=timezone.localdate(),
            )  # fmt: skip
            return Interruption.objects.create(episode=episode, deliberation=made, put_by=acting.ref, **entry._asdict())
    except IntegrityError as error:
        raise InterruptionOpen from error


@act(policy.CONVENE, subject="deliberation")
def close_interruption(deliberation: Deliberation, *, minutes: str = "", acting: Official, reason: str) -> Deliberation:
    """Count the votes. Carried: the law's consequence is posted; not carried: everything stays as it was."""
    found = Interruption.objects.select_for_update().get(deliberation=deliberation)
    refuse_recused(deliberation, acting)
    closed = close_deliberation(deliberation, minutes=minutes)
    if closed.state == Deliberation.State.CARRIED:
        found.adjustment = interrupted(found.episode, entry_of(found), closed, reason)
    found.closed = True
    found.save(update_fields=["adjustment", "closed"])
    return closed


def entry_of(found: Interruption) -> InterruptionEntry:
    """What the group was asked, as the verb takes it."""
    answers = (Truth(found.own_confession), Truth(found.protested), Truth(found.pending))
    return InterruptionEntry(Adjustment.Kind(found.kind), found.on, found.document, *answers)
