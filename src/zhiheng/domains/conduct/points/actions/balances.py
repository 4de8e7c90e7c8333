"""Take over what another service left of an account."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.adjusting import Ground, adjust
from zhiheng.domains.conduct.points.models import Adjustment
from zhiheng.domains.conduct.points.months import State
from zhiheng.domains.conduct.points.queries.months import state_of
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid


@act(policy.CONVENE, subject="episode")
def bring_balance(episode: Episode, *, state: State, document: str, on: dt.date, acting: Official, reason: str) -> Adjustment:
    """Take over balance and open cycle from the hand-over list of another service (art 37); only before the first total."""
    if state_of(episode) != State() or not document.strip():
        raise Invalid(fields={"document": _("A balance is brought along once, before the first total, with the list that both sides signed.")})
    return adjust(episode, Ground(Adjustment.Kind.BROUGHT, on, document, "PT-V11"), state, reason=reason)
