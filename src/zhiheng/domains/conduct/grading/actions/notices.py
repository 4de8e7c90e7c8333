"""What hangs in the ward."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.grading.errors import HangsStill
from zhiheng.domains.conduct.grading.models import Cycle, Notice
from zhiheng.domains.conduct.grading.workdays import hangs_until
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import PointEntry, Sheet
from zhiheng.domains.conduct.points.months import first_of, next_month
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021.procedure import score_posting
from zhiheng.law.acts.points_2021.results import reward_posting
from zhiheng.law.clocks import Clock


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
