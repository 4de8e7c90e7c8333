"""What hangs in the wards: entries, monthly scores, grades; since when, how long still."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.conduct.grading.actions.notices import post_notice, take_down
from zhiheng.domains.conduct.grading.models import Cycle, Notice
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import PointEntry, Sheet
from zhiheng.domains.conduct.points.months import first_of, month_before
from zhiheng.domains.conduct.points.queries.months import lines_of
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.scale import Grade, Reward
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.months import rows_of_lines
from zhiheng.web.pages.points.person import month_of
from zhiheng.web.pages.points.reach import reaches, ward_at, wards_in_reach
from zhiheng.web.papers import official_paper


class NoticeForm(ReasonForm):
    what = forms.ChoiceField(label=_l("What"), choices=Notice.What.choices)
    month = forms.CharField(label=_l("Month"), max_length=7, help_text=_l("Written as 2026-03."))


@page(policy.VIEW)
def notices(request: SignedInRequest) -> HttpResponse:
    """Notices that hang, with the days left; then those taken down."""
    wards = wards_in_reach(request.viewer, policy.VIEW)
    found = Notice.objects.filter(ward__in=wards).select_related("ward").order_by("-posted_on", "-pk")
    today = timezone.localdate()
    mine = {ward.pk for ward in wards if reaches(request.viewer, policy.CONVENE, ward.path)}
    context = {
        "hanging": [(one, one.until < today, one.ward_id in mine) for one in found.filter(removed_on__isnull=True)[:100]],
        "down": found.filter(removed_on__isnull=False)[:30],
        "may_post": [ward for ward in wards if ward.pk in mine][:40],
        "nav": "points_notices",
    }
    return render(request, "points/notices.html", context)


@form_page(policy.CONVENE)
def post(request: SignedInRequest, place: str) -> HttpResponse:
    """Hang a notice in a ward."""
    ward = ward_at(request.viewer, place, policy.CONVENE)
    last = month_before(first_of(timezone.localdate()))
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"month": f"{last:%Y-%m}", "what": Notice.What.MONTH})
    about = ActPage(
        _("Post a notice"), str(ward), _("Post it"), _("Posted. Print it and hang it in the ward."), reverse("points_notices"),
        _("It hangs for at least three working days. Bonuses for reports (items 1 to 5) stay off it to protect who reported."), nav="points_notices",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        what, month = Notice.What(given["what"]), month_of(given["month"])
        return post_notice(ward, what=what, month=month, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


def _notice(request: SignedInRequest, notice_id: int, power: str) -> Notice:
    found = Notice.objects.select_related("ward").filter(pk=notice_id).first()
    if found is None or not reaches(request.viewer, power, found.ward.path):
        raise OutsideScope
    return found


@form_page(policy.CONVENE)
def remove(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Take a notice down after its last day."""
    found = _notice(request, notice_id, policy.CONVENE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Take the notice down"), f"{found.ward} · {found.get_what_display()}", _("Take it down"), _("Taken down; the record keeps both days."),
        reverse("points_notices"), _("Not before the end of its last day."), nav="points_notices",
    )  # fmt: skip
    return answer(request, about, form, lambda: take_down(found, acting=request.official, reason=form.cleaned_data["reason"]))


@page(policy.VIEW)
@official_paper
def paper(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """The notice as it hangs: A4."""
    found = _notice(request, notice_id, policy.VIEW)
    numbers = [int(ref.rpartition(":")[2]) for ref in found.refs]
    sheets = Sheet.objects.filter(pk__in=numbers).select_related("body") if found.what == Notice.What.MONTH else ()
    cycles = Cycle.objects.filter(pk__in=numbers).select_related("episode__person") if found.what in ("grades", "cancellation") else ()
    entries = PointEntry.objects.filter(pk__in=numbers).select_related("episode__person", "clause") if found.what == Notice.What.ENTRIES else ()
    context = {
        "one": found,
        "entries": entries,
        "scores": [row for sheet in sheets for row in rows_of_lines(lines_of(sheet))],
        "cycles": [(cycle, Grade(cycle.grade or cycle.highest), Reward(cycle.reward or 0)) for cycle in cycles],
    }
    return render(request, "points/print_notice.html", context)
