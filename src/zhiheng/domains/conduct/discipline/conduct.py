"""What this room knows of a person's conduct, for the schedule of treatment levels."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline.models import Sanction
from zhiheng.domains.conduct.treatment.signals import Known


def known_of(episode: Episode, on: dt.date) -> Known:
    """The day of the last sanction up to a day, those set aside left out. Sanctions are all on record here, so that none is known too."""
    stands = Sanction.objects.filter(case__episode=episode, decided_at__date__lte=on).exclude(reversals__kind_after="")
    found = stands.order_by("-decided_at").first()
    return Known(sanctioned_on=timezone.localdate(found.decided_at) if found else None, sanctions_known=True)
