"""Weekly reviews and what hangs in the ward."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import open_decision
from zhiheng.domains.conduct.points.errors import HangsStill
from zhiheng.domains.conduct.points.models import Cycle, Notice, PointEntry, Sheet, WeekReview
from zhiheng.domains.conduct.points.months import first_of, next_month
from zhiheng.domains.conduct.points.queries.bodies import ward_team
from zhiheng.domains.conduct.points.workdays import hangs_until
from zhiheng.engines.procedure.deliberation import open_deliberation
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021.procedure import score_posting
from zhiheng.law.acts.points_2021.results import reward_posting
from zhiheng.law.clocks import Clock
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


@act(policy.CONVENE, subject="ward")
def post_notice(ward: Place, *, what: Notice.What, month: dt.date, acting: Official, reason: str) -> Notice:
    """Hang a notice in the ward for at least three working days (arts 35, 39). Bonuses for reports stay off it."""
    month = first_of(month)
    refs, kept_back = _posted(ward, what, month)
    if not refs:
        raise Invalid(fields={"month": _("There is nothing of this kind to post for the month.")})
    today = timezone.localdate()
    return Notice.objects.create(
        ward=ward,
        what=what,
        month=month,
        refs=refs,
        kept_back=kept_back,
        posted_on=today,
        until=hangs_until(today, posting_of(what), working_days()),
        posted_by=acting.ref,
    )


def posting_of(what: Notice.What) -> Clock:
    """How long a notice hangs at least, by what it posts (arts 35, 39)."""
    return score_posting() if what in (Notice.What.ENTRIES, Notice.What.MONTH) else reward_posting()


@act(policy.CONVENE, subject="notice")
def take_down(notice: Notice, *, acting: Official, reason: str) -> Notice:
    """Take a notice down, after its last day. Raises HangsStill before."""
    locked = Notice.objects.select_for_update().get(pk=notice.pk)
    today = timezone.localdate()
    if locked.removed_on is not None or today <= locked.until:
        raise HangsStill(basis="PT-D7")
    locked.removed_on = today
    locked.save(update_fields=["removed_on"])
    return locked


def _posted(ward: Place, what: Notice.What, month: dt.date) -> tuple[list[str], int]:
    """References of what is posted, and how many entries stay off the notice."""
    if what == Notice.What.MONTH:
        return [f"points-sheet:{pk}" for pk in Sheet.objects.filter(ward=ward, month=month).values_list("pk", flat=True)], 0
    if what == Notice.What.GRADES:
        anew = Q(regradings__decided_on__gte=month, regradings__decided_on__lt=next_month(month))
        graded = Cycle.objects.filter(Q(round__month=month) | anew, ward=ward, grade__isnull=False)
        return [f"points-cycle:{pk}" for pk in graded.order_by("pk").values_list("pk", flat=True).distinct()], 0
    if what == Notice.What.CANCELLATION:
        gone = Cycle.objects.filter(ward=ward, cancelled_by__on__gte=month, cancelled_by__on__lt=next_month(month))
        return [f"points-cycle:{pk}" for pk in gone.order_by("pk").values_list("pk", flat=True)], 0
    entries = PointEntry.objects.filter(ward=ward, month=month, state=PointEntry.State.POSTED)
    shown = entries.filter(hidden=False).order_by("pk").values_list("pk", flat=True)
    return [f"points-entry:{pk}" for pk in shown], entries.filter(hidden=True).count()
