"""Take an objection or complaint: on the page of its decision, whatever the kind. Nobody has to say why."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections import actions, policy
from zhiheng.base.objections.actions import Filing
from zhiheng.base.objections.grounds import Decision, decision_of, ground_of
from zhiheng.base.objections.models import Objection
from zhiheng.engines.trail.acts import authorise
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.forms import Form
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.conduct_fields import lines
from zhiheng.web.pages.steps import Data

_OUTSIDE = (Objection.To.BUREAU, Objection.To.PROCURATORATE)


class SaidForm(Form):
    """What was said; for the second step it goes to the prison."""

    words = lines(
        _l("What the person says"), _l("In their own words. Nobody has to say why. The signed paper goes into the file."), required=False, rows=6
    )
    written_by = forms.CharField(
        label=_l("Written by"), max_length=100, required=False, help_text=_l("Empty: the person. Another may write it for them.")
    )
    received_on = forms.DateField(label=_l("Received on"), initial=timezone.localdate)

    def filing(self) -> Filing:
        """As the act takes it."""
        given = self.cleaned_data
        return Filing(given["words"], given.get("to", ""), given["written_by"], given["received_on"])


class FileForm(SaidForm):
    to = forms.ChoiceField(label=_l("To whom"), widget=forms.RadioSelect)

    def __init__(self, data: Data = None, *, inside: Objection.To) -> None:
        super().__init__(data)
        self.fields["to"].choices = [(to.value, to.label) for to in (inside, *_OUTSIDE)]  # type: ignore[attr-defined]
        self.fields["to"].initial = inside.value
        self.order_fields(["to"])


@form_page(policy.RECORD)
def new(request: SignedInRequest, against_kind: str, against_key: str) -> HttpResponse:
    """Take one against a decision; what follows is the receipt."""
    against = f"{against_kind}:{against_key}"
    decision, ground = decision_of(against), ground_of(against)
    authorise(request.official, policy.RECORD, decision.trail_subject())
    form = FileForm(request.POST if request.method == "POST" else None, inside=ground.first)
    about = ActPage(
        _("Take an objection or complaint"), f"{decision.episode.person} · {ground.title} · {decision.about}", _("Take it and give a receipt"),
        _("Taken. Print the slip and hand it over."), reverse("objections"),
        _("Every one is taken, late ones too. Objecting never counts against the person."), nav="objections",
    )  # fmt: skip
    return answer(request, about, form, lambda: _file(request, decision, form), then=lambda made: reverse("objection", args=[made.pk]))


def _file(request: SignedInRequest, decision: Decision, form: FileForm) -> Objection:
    return actions.file_objection(decision, filing=form.filing(), acting=request.official, reason=str(_("said by the person")))
