"""The files of everybody on a round's list held against themselves (art 41), before the list is handed out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Round
from zhiheng.domains.conduct.grading.queries.reports import Checked, checked
from zhiheng.domains.conduct.points import policy
from zhiheng.law.reckoning import Truth
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.pages.grading.reach import round_at
from zhiheng.web.pages.grading.reports import CheckRow, check_row


def contradicting(found: Round) -> str:
    """How many files of the round contradict themselves, in words; empty for none."""
    count = sum(one.contradicts for one in checked(people_of(found), timezone.localdate()))
    words = ngettext(
        "The file of %(count)d person on this list contradicts itself: see the files held against themselves.",
        "The files of %(count)d people on this list contradict themselves: see the files held against themselves.",
        count,
    )
    return words % {"count": count} if count else ""


def people_of(found: Round) -> list[Episode]:
    """Everybody with a cycle in the round, ward by ward."""
    people = Episode.objects.filter(point_cycles__round=found).select_related("person", "ward", "prison").distinct()
    return list(people.order_by("ward__path", "sort_key", "pk"))


@page(policy.VIEW)
def round_checks(request: SignedInRequest, round_id: int) -> HttpResponse:
    """The month's whole list before it is handed out: whose file contradicts itself, where the records do not say, over whom an objection is open."""
    found = round_at(request.viewer, round_id, policy.VIEW)
    people = checked(people_of(found), timezone.localdate())
    unsettled = [one for one in people if one.contradicts or one.silent or one.objections]
    context = {
        "one": found,
        "people": len(people),
        "contradict": sum(one.contradicts for one in people),
        "silent": sum(one.silent for one in people),
        "objections": sum(one.objections > 0 for one in people),
        "rows": [(one, _open(one)) for one in sorted(unsettled, key=lambda one: not one.contradicts)],
        "nav": "points_rounds",
    }
    return render(request, "points/round_checks.html", context)


def _open(one: Checked) -> list[CheckRow]:
    return [check_row(check.verdict, check.rule, check.against) for check in one.checks if check.verdict != Truth.YES]
