"""What the grading obliges to: a grade that a correction has put in question is decided anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import Due, DutySource, declare
from zhiheng.domains.conduct.grading import policy
from zhiheng.domains.conduct.grading.models import Regrading

_SHOWN = 50


def _regradings(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
    """Each grade that a correction has put before the prison group anew."""
    found = Regrading.objects.exclude(state=Regrading.State.DECIDED).filter(cycle__round__prison__path__under_any=list(paths))
    for one in found.select_related("cycle__episode__person").order_by("found_on", "pk")[:_SHOWN]:
        about = f"{one.cycle.episode.person.name} · {one.get_state_display()}"
        yield Due(_("Grade to decide anew"), about, str(one.cycle.round_id))


declare(DutySource("points-regrading", policy.GRADE, _l("Grade to decide anew"), _regradings))
