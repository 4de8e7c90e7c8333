"""The notice of a deduction on the spot: the paper, and that it was served."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar.queries import working_days
from zhiheng.domains.conduct.grading.objecting import REVIEW
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.spot_notices import decided_on_the_spot, serve_spot_notice
from zhiheng.domains.conduct.points.models import PointEntry, SpotNotice
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.entries import entry_at
from zhiheng.web.pages.points.names import name_of
from zhiheng.web.papers import official_paper
from zhiheng.web.rules import rule_words


class ServeForm(ReasonForm):
    on = forms.DateField(label=_l("Served on"))
    manner = forms.ChoiceField(label=_l("How"), choices=SpotNotice.Manner.choices, widget=forms.RadioSelect)
    witness = forms.CharField(label=_l("Witness"), max_length=200, required=False, help_text=_l("Needed when the prisoner would not sign."))


def _entry(request: SignedInRequest, entry_id: int, power: str) -> PointEntry:
    found = entry_at(request, entry_id, power)
    if not decided_on_the_spot(found):
        raise OutsideScope
    return found


@page(policy.VIEW)
@official_paper
def paper(request: SignedInRequest, entry_id: int) -> HttpResponse:
    """现场扣分告知书: what was deducted, for which fact, on which provision, until when to object. A4, to be signed for."""
    found = _entry(request, entry_id, policy.VIEW)
    assert found.decided_on is not None
    context: dict[str, Any] = {
        "one": found,
        "basis": rule_words("PT-D4"),
        "decided_by": name_of(found.decided_by),
        "object_until": REVIEW.object.last(found.decided_on, working_days()),
        "where": f"{found.episode.prison} {found.ward}",
    }
    return render(request, "points/print_spot.html", context)


@form_page(policy.RECORD)
def serve(request: SignedInRequest, entry_id: int) -> HttpResponse:
    """Note that it was handed over."""
    found = _entry(request, entry_id, policy.RECORD)
    form = ServeForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate(), "manner": "signed"})
    about = ActPage(
        _("Notice served"), f"{found.episode.person} {found.happened_on}", _("Mark as served"), _("Noted; the time for an objection runs."),
        reverse("points_entry", args=[found.pk]), _("It is handed over once; the day stays on record."), nav="points_pending",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        manner = SpotNotice.Manner(given["manner"])
        return serve_spot_notice(found, on=given["on"], manner=manner, witness=given["witness"], acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)
