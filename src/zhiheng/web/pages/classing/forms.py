"""Forms of classification. What may be is for the act to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from zhiheng.domains.custody.classing.actions.classify import Departure
from zhiheng.domains.custody.classing.models import Level, Need, Separation
from zhiheng.domains.custody.classing.schedule import Asked
from zhiheng.web.forms import Form
from zhiheng.web.pages.people.forms import ReasonForm

_KNOWN = (("", pgettext_lazy("fact", "not known")), ("no", pgettext_lazy("fact", "no")), ("yes", pgettext_lazy("fact", "yes")))


def lines(count: int) -> forms.Textarea:
    """A box for a few lines of text."""
    return forms.Textarea(attrs={"rows": count})


def _asked(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_KNOWN, required=False)


class ProposeForm(ReasonForm):
    """What the records do not say; then a departure from the schedule, if any."""

    escape = _asked(_l("Escaped or tried to escape"))
    violence = _asked(_l("Violence in custody within two years"))
    ringleader = _asked(_l("Organiser or leader of organised crime"))
    self_harm = _asked(_l("Present danger of self-harm"))
    ill = _asked(_l("Ill and in need of care"))
    disabled = _asked(_l("Disabled and in need of help"))
    level = forms.ChoiceField(label=_l("Level, if not the schedule's"), required=False, choices=[("", _l("as the schedule gives")), *Level.choices])
    need = forms.ChoiceField(label=_l("Ward, if not the schedule's"), required=False, choices=[("", _l("as the schedule gives")), *Need.choices])
    why = forms.CharField(label=_l("Reason for departing from the schedule"), required=False, max_length=500, widget=lines(2))

    def asked(self) -> Asked:
        """Three answers: yes, no, not known."""
        words = {"yes": True, "no": False}
        return Asked(*(words.get(self.cleaned_data[name]) for name in Asked._fields))

    def departure(self) -> Departure:
        return Departure(*(self.cleaned_data[name] for name in Departure._fields))


class SeparateForm(Form):
    number = forms.CharField(label=_l("Prisoner number of the other person"), max_length=30)
    reach = forms.ChoiceField(label=_l("How far apart"), choices=Separation.Reach.choices)
    grounds = forms.CharField(label=_l("Grounds"), max_length=500, widget=lines(3), help_text=_l("Kept in the trail with your name."))
    since = forms.DateField(label=_l("From"))
    until = forms.DateField(label=_l("Last day"), required=False, help_text=_l("Leave empty until it is ended."))


class EndSeparationForm(ReasonForm):
    on = forms.DateField(label=_l("Last day"))
