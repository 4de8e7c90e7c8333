"""What the tests of custody enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS
from zhiheng.domains.custody.classing.actions import confirm_classification, propose_classification
from zhiheng.domains.custody.classing.actions.classify import NONE, Departure
from zhiheng.domains.custody.classing.models import Classification
from zhiheng.domains.custody.classing.schedule import Asked
from zhiheng.domains.sentence.actions import record_judgment
from zhiheng.domains.sentence.models import Judgment
from zhiheng.engines.trail.acts import INSTALLATION

QUIET = Asked(escape=False, violence=False, ringleader=False, self_harm=False, ill=False, disabled=False)
ON = dt.date(2026, 11, 20)


def propose(cast: Cast, who: str = "zhang", *, asked: Asked = QUIET, departure: Departure = NONE, on: dt.date = ON) -> Classification:
    """The ward officer's proposal."""
    if not Judgment.objects.filter(episode=cast.episode(who)).exists():
        record_judgment(cast.episode(who), entry=TWELVE_YEARS, acting=INSTALLATION, reason="收监登记")
    acting = cast.acting(cast.ward_officer)
    return propose_classification(cast.episode(who), asked=asked, departure=departure, on=on, acting=acting, reason="定期复核")


def classify(cast: Cast, who: str, *, asked: Asked = QUIET, departure: Departure = NONE) -> Classification:
    """Proposed by the ward officer, confirmed by the warden."""
    made = propose(cast, who, asked=asked, departure=departure)
    return confirm_classification(made, acting=cast.acting(cast.warden), reason="同意")


def ago(minutes: float) -> dt.datetime:
    """So many minutes before now."""
    return timezone.now() - dt.timedelta(minutes=minutes)


def names(rows: Sequence[object]) -> list[str]:
    """The names of rows that have one."""
    return [str(getattr(row, "name", row)) for row in rows]
