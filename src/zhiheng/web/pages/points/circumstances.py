"""Hospital, rescue, certificates, inquiries, time away: forms to record and to end them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.queries import profile
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.circumstances import CircumstanceEntry, end_circumstance, record_circumstance
from zhiheng.domains.conduct.points.models import Circumstance
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.forms import PointsField
from zhiheng.web.pages.points.reach import reaches

KIND, OUTCOME = Circumstance.Kind, Circumstance.Outcome
OUTCOMES = {
    KIND.INVESTIGATION: (OUTCOME.CLEARED, OUTCOME.PROVED),
    KIND.ISOLATION: (OUTCOME.CLEARED, OUTCOME.PROVED),
    KIND.OUTSIDE: (OUTCOME.RETURNED, OUTCOME.RECALLED),
    KIND.AWAY: (OUTCOME.RETURNED, OUTCOME.WITNESS, OUTCOME.CONVICTED, OUTCOME.KEPT),
}


class CircumstanceForm(ReasonForm):
    kind = forms.ChoiceField(label=_l("Kind"), choices=[("", _l("choose")), *KIND.choices])
    first = forms.DateField(label=_l("First day"))
    last = forms.DateField(label=_l("Last day"), required=False, help_text=_l("Empty while it goes on."))
    document = forms.CharField(
        label=_l("Document it rests on"), max_length=300, help_text=_l("Number of the certificate, decision or record that it rests on.")
    )
    issuer = forms.CharField(label=_l("Issued by"), max_length=200, required=False)
    labour_given = PointsField(
        label=_l("Labour score given"), required=False,
        help_text=_l("Rescue injury and suspended work only; empty: the mean of the three months before."),
    )  # fmt: skip


class EndForm(ReasonForm):
    last = forms.DateField(label=_l("Last day"))
    outcome = forms.ChoiceField(label=_l("Outcome"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = OUTCOMES.get(Circumstance.Kind(kind), (OUTCOME.ENDED,))
        self.fields["outcome"].choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]  # a choice field


@form_page(policy.RECORD)
def record(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Record what changes a month."""
    found = profile(person_id)
    authorise(request.official, policy.RECORD, found.subject)
    form = CircumstanceForm(request.POST if request.method == "POST" else None, initial={"first": timezone.localdate()})
    about = ActPage(
        _("Record a circumstance"), str(found.person.name), _("Record"), _("Recorded; the next total takes it into account."),
        reverse("person_points", args=[person_id]), nav="people",
    )  # fmt: skip

    def do() -> object:
        if found.latest is None or not found.held:
            raise NotInCustody
        given = form.cleaned_data
        made = CircumstanceEntry(
            Circumstance.Kind(given["kind"]), given["first"], given["document"], given["last"], given["issuer"], given["labour_given"]
        )  # fmt: skip
        return record_circumstance(found.latest, entry=made, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


@form_page(policy.RECORD)
def end(request: SignedInRequest, circumstance_id: int) -> HttpResponse:
    """End it with its outcome; an inquiry cleared is credited, one proved gives no base."""
    found = Circumstance.objects.select_related("episode__person", "episode__place").filter(pk=circumstance_id).first()
    if found is None or not reaches(request.viewer, policy.RECORD, found.episode.place.path):
        raise OutsideScope
    form = EndForm(request.POST if request.method == "POST" else None, kind=found.kind, initial={"last": timezone.localdate()})
    about = ActPage(
        _("End the circumstance"), f"{found.episode.person} · {found.get_kind_display()}", _("End it"), _("Ended; its outcome counts."),
        reverse("person_points", args=[found.episode.person_id]),
        _("Cleared, or away through no fault: the time is credited at the mean of the three months before. Proved: no base for that time."),
        nav="people",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        outcome = Circumstance.Outcome(given["outcome"])
        return end_circumstance(found, last=given["last"], outcome=outcome, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)
