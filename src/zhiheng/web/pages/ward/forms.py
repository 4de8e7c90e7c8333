"""Forms of the ward's day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.custody.daily.actions import Handed
from zhiheng.domains.custody.daily.models import EventReport, Talk, TimetableLine
from zhiheng.web.forms import Form, moment_field
from zhiheng.web.pages.people.forms import ReasonForm


def _text(label: Any, help_text: Any = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class HandOverForm(Form):
    watched = _text(_l("Whom to watch"), _l("Name or number, and why. Facts, not opinions."))
    open_work = _text(_l("Not finished"))
    keys = _text(_l("Keys and equipment handed on"), rows=2)

    def handed(self) -> Handed:
        return Handed(**{name: self.cleaned_data[name] for name in Handed._fields})


class TakeOverForm(Form):
    counted = forms.IntegerField(label=_l("Heads counted"), min_value=0, max_value=100_000, help_text=_l("Count yourself; do not copy the figure."))
    difference = _text(_l("Difference"), _l("Only when the count does not agree: what is missing, what was done, to whom it was reported."), rows=2)


class EventForm(Form):
    kind = forms.ChoiceField(label=_l("What happened"), choices=EventReport.Kind.choices, widget=forms.RadioSelect)
    words = _text(_l("In a few words"), _l("May be left empty now and told later."))
    at = moment_field(_l("When"))
    place = forms.CharField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)


class CloseForm(ReasonForm):
    found = _text(_l("What was found, and where it went"), required=True)


class TalkForm(Form):
    kind = forms.ChoiceField(label=_l("Kind"), choices=Talk.Kind.choices, initial=Talk.Kind.REGULAR)
    held_at = moment_field(_l("When"))
    words = _text(_l("Gist"), _l("What was said, what was agreed. A petition or accusation goes to its own channel."), required=True, rows=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_at"].initial = timezone.localtime().replace(second=0, microsecond=0)


class TimetableForm(ReasonForm):
    item = forms.ChoiceField(label=_l("What"), choices=TimetableLine.Item.choices)
    hour = forms.TimeField(
        label=_l("Hour"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:30", "inputmode": "numeric"}),
        error_messages={"invalid": _l("Write the hour as 14:30.")},
    )
    since = forms.DateField(label=_l("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate() + dt.timedelta(days=1)


class LastDayForm(ReasonForm):
    on = forms.DateField(label=_l("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
