"""Tell the prisoner of a deduction on the spot (art 27): the paper is handed over and signed for."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.errors import NothingToServe
from zhiheng.domains.conduct.points.models import PointEntry, SpotNotice
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.scale import Body


@act(policy.RECORD, subject="entry")
def serve_spot_notice(entry: PointEntry, *, on: dt.date, manner: SpotNotice.Manner, witness: str = "", acting: Official, reason: str) -> SpotNotice:
    """Note that the notice was served. Who would not sign had it read out before a witness.

    Raises:
        NothingToServe: not decided on the spot, or served before. Invalid: a day that cannot be, or no witness.
    """
    if not decided_on_the_spot(entry) or SpotNotice.objects.filter(entry=entry).exists():
        raise NothingToServe
    assert entry.decided_on is not None
    if not entry.decided_on <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("Between the day of the decision and today.")})
    if manner == SpotNotice.Manner.REFUSED and not witness.strip():
        raise Invalid(fields={"witness": _("Who would not sign has it read out before a witness: name them.")})
    try:
        with transaction.atomic():
            return SpotNotice.objects.create(entry=entry, served_on=on, manner=manner, witness=witness.strip(), served_by=acting.ref)
    except IntegrityError as error:  # two officers at once
        raise NothingToServe from error


def decided_on_the_spot(entry: PointEntry) -> bool:
    return entry.state == PointEntry.State.POSTED and entry.body == Body.OFFICER
