"""New crimes, recalls, convictions, improper gains: what stays of points and rewards (arts 29-34)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.errors import NotCarried
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.adjusting import Ground, adjust
from zhiheng.domains.conduct.points.models import Adjustment
from zhiheng.domains.conduct.points.months import State
from zhiheng.domains.conduct.points.queries.months import state_of
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021 import interruptions as law
from zhiheng.law.reckoning import Truth
from zhiheng.law.scale import Points, Reward

Kind = Adjustment.Kind


class InterruptionEntry(NamedTuple):
    """What happened, its document, and for a conviction what keeps the points (unknown cancels nothing yet)."""

    kind: Adjustment.Kind
    on: dt.date
    document: str
    own_confession: Truth = Truth.UNKNOWN
    protested: Truth = Truth.UNKNOWN
    pending: Truth = Truth.UNKNOWN


@act(policy.CONVENE, subject="episode")
def interrupt(episode: Episode, *, entry: InterruptionEntry, deliberation: Deliberation, acting: Official, reason: str) -> Adjustment:
    """Cancel or keep points and rewards after what interrupted the appraisal; the prison group has carried it. A debt stays a debt.

    Nothing is deleted: the ledger gets the opposite of what is cancelled, and the rewards name the adjustment that cancelled them.

    Raises:
        Invalid: a kind that interrupts nothing, or no document. NotCarried: the prison group has not agreed.
    """
    if not entry.document.strip():
        raise Invalid(fields={"document": _("State the judgment or decision.")})
    _require_carried(deliberation, "prison-group")
    return interrupted(episode, entry, deliberation, reason)


def interrupted(episode: Episode, entry: InterruptionEntry, deliberation: Deliberation, reason: str) -> Adjustment:
    """Inside an open act: what the law leaves of the account after a carried deliberation."""
    before = state_of(episode)
    carried, rule = judged(entry, before.balance)
    after = before if carried.rewards_kept else State(carried.balance, last_grade=before.last_grade)
    ground = Ground(entry.kind, entry.on, entry.document, rule, deliberation, deliberation.chair)
    made = adjust(episode, ground, after, rewards_kept=carried.rewards_kept, reason=reason)
    if not carried.rewards_kept:
        Cycle.objects.filter(episode=episode, reward__gt=Reward.NONE, cancelled_by__isnull=True).update(cancelled_by=made)
    return made


def judged(entry: InterruptionEntry, balance: Points) -> tuple[law.Carried, str]:
    """What the law leaves, and by which rule."""
    if entry.kind == Kind.NEW_CRIME:
        return law.after_new_crime(balance), "PT-I1"
    if entry.kind == Kind.RECALLED:
        return law.after_recall(balance), "PT-I3"
    if entry.kind == Kind.PAROLE_RECALLED:
        return law.after_parole_recall(balance), "PT-I4"
    if entry.kind == Kind.CONVICTED:
        kept = law.kept_though_convicted(entry.own_confession, entry.protested, entry.pending)
        return law.after_conviction(balance, kept), "PT-I7"
    raise Invalid(fields={"kind": _("This does not interrupt the appraisal.")})


def _require_carried(deliberation: Deliberation | None, body: str) -> Deliberation:
    """The deliberation, carried by the body; refused otherwise. ``body``: ward-team or prison-group."""
    if deliberation is None or deliberation.state != Deliberation.State.CARRIED or not deliberation.body.startswith(f"{body}:"):
        raise NotCarried(basis="PT-25")
    return deliberation
