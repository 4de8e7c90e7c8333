"""What followed complaints, for the inspector and the procurator: where to look, never a conclusion."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections.grounds import grounds
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.pattern import FEW, WITHIN, pattern
from zhiheng.web.access import SignedInRequest, page

WINDOWS = (30, 60, 90)
SPAN = 365
WHAT = {
    "warning": _l("warning"),
    "demerit": _l("demerit"),
    "confinement": _l("confinement"),
    "level-drop": _l("lower treatment level"),
    "deduction": _l("deduction of points"),
}


@page(policy.PATTERNS)
def patterns(request: SignedInRequest) -> HttpResponse:
    """A year, within so many days after a right was used."""
    asked = request.GET.get("within", "")
    within = int(asked) if asked.isdecimal() and int(asked) in WINDOWS else WITHIN
    today = timezone.localdate()
    found = pattern(request.viewer.over(policy.PATTERNS), today - dt.timedelta(SPAN), today, within)
    people = Episode.objects.filter(pk__in={one.loss.episode for one in found.followed}).select_related("person").in_bulk()
    by_officer, titles = found.by_officer(), {ground.kind: ground.title for ground in grounds()}
    context = {
        "rows": [(people.get(one.loss.episode), one, titles.get(one.voice.what, one.voice.what), WHAT.get(one.loss.what, one.loss.what))
                 for one in found.followed[:200]],
        "by_officer": by_officer, "most": max((count for _name, count in by_officer), default=1),
        "by_person": [(people.get(pk), count) for pk, count in found.by_person()],
        "found": found, "chance": None if found.chance is None else round(found.chance * 100, 1), "few": FEW,
        "within": within, "windows": WINDOWS, "data_time": timezone.now(),
    }  # fmt: skip
    return render(request, "discipline/patterns.html", context)
