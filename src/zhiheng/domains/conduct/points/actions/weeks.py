"""Weekly reviews of a ward team."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import open_decision
from zhiheng.domains.conduct.points.models import PointEntry, WeekReview
from zhiheng.domains.conduct.points.queries.bodies import ward_team
from zhiheng.engines.procedure.deliberation import open_deliberation
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.scale import Body


@act(policy.CONVENE, subject="ward")
def open_week(ward: Place, *, week: dt.date, acting: Official, reason: str) -> WeekReview:
    """Begin the ward team's review of a week (art 26): every entry that waits for it is decided in one vote, days without events too."""
    monday = week - dt.timedelta(days=week.weekday())
    if WeekReview.objects.filter(ward=ward, week=monday).exists():
        raise Invalid(fields={"week": _("This week's review was begun before.")})
    waiting = PointEntry.objects.filter(
        ward=ward, state=PointEntry.State.PROPOSED, needs=Body.WARD_TEAM, deliberation__isnull=True, happened_on__lt=monday + dt.timedelta(days=7)
    )
    keys = list(waiting.values_list("pk", flat=True))
    question = _("Review of the week from %(monday)s: %(count)s entries") % {"monday": monday, "count": len(keys)}
    return WeekReview.objects.create(ward=ward, week=monday, deliberation=_deliberation(ward, keys, question, acting, reason))


def _deliberation(ward: Place, keys: list[int], question: str, acting: Official, reason: str) -> Deliberation:
    if keys:
        return open_decision(ward, entries=keys, question=question, acting=acting, reason=reason)
    return open_deliberation(ward_team(ward), matter="points-week", matters=[], question=question, held_on=timezone.localdate())
