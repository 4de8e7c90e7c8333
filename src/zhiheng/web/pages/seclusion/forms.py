"""Forms of those held alone or restrained: the looks of officers and doctors, protective separation, gear put on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from zhiheng.domains.conduct.seclusion.actions import Restraining
from zhiheng.domains.conduct.seclusion.models import Check, Restraint
from zhiheng.web.forms import Form, moment_field
from zhiheng.web.pages.conduct_fields import choose, lines
from zhiheng.web.pages.discipline.forms import CellForm, Data
from zhiheng.web.pages.people.forms import ReasonForm


class ProtectForm(CellForm):
    grounds = lines(_l("Grounds"))
    consent = lines(_l("The person's request or consent"), _l("Or why it could not be had."), rows=2)
    days = forms.IntegerField(label=_l("Days"), min_value=1, help_text=_l("At most 15 in a row, over every kind of being alone."))


class LookForm(Form):
    kind = forms.ChoiceField(label=_l("Look"))
    at = moment_field(_l("When"))
    minutes = forms.IntegerField(label=_l("Minutes outdoors"), required=False, min_value=1)
    words = lines(_l("What was seen"), _l("No diagnosis."), required=False, rows=2)

    def __init__(self, data: Data = None, *, kinds: Sequence[Check.Kind]) -> None:
        super().__init__(data)
        choose(self, "kind", [(kind.value, kind.label) for kind in kinds])
        self.fields["at"].initial = timezone.localtime().strftime("%Y-%m-%d %H:%M")
        if Check.Kind.OUTDOORS not in kinds:
            del self.fields["minutes"]


def moment_of(at: dt.datetime) -> dt.datetime:
    """A form knows minutes; one typed in the current minute is now, not a moment before what began in it."""
    now = timezone.now()
    return now if dt.timedelta(0) <= now - at < dt.timedelta(minutes=1) else at


class DoctorForm(Form):
    at = moment_field(_l("When"))
    stop = forms.BooleanField(label=_l("It must stop"), required=False, help_text=_l("Final: nobody overrides it."))
    words = lines(_l("What must be seen to"), _l("No diagnosis: the medical file keeps it."), required=False, rows=2)

    def __init__(self, data: Data = None) -> None:
        super().__init__(data)
        self.fields["at"].initial = timezone.localtime().strftime("%Y-%m-%d %H:%M")


class RestrainForm(ReasonForm):
    gear = forms.ChoiceField(label=_l("Gear"), choices=Restraint.Gear.choices)
    ground = forms.ChoiceField(label=_l("Case of the law"), choices=Restraint.Ground.choices)
    words = lines(_l("The danger, and why nothing less is enough"))
    video = forms.CharField(label=_l("Recording, reference"), max_length=200)
    started_at = moment_field(_l("Put on at"))
    as_sanction = forms.BooleanField(label=_l("It answers a breach, as a punishment"), required=False, help_text=_l("The law forbids it."))
    in_childbirth = forms.ChoiceField(
        label=_l("In labour or birth"), required=False,
        choices=(("no", pgettext_lazy("fact", "no")), ("yes", pgettext_lazy("fact", "yes")), ("", pgettext_lazy("fact", "not known"))),
    )  # fmt: skip

    def asked(self) -> Restraining:
        given = self.cleaned_data
        known = {"no": False, "yes": True}.get(given["in_childbirth"])
        return Restraining(
            given["gear"], int(given["ground"]), given["words"], given["video"], given["started_at"], known, as_sanction=given["as_sanction"]
        )
