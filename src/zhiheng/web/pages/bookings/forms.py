"""Forms of bookings. What a level gives is for the act to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.bookings.actions import Wanted
from zhiheng.base.bookings.models import Booking
from zhiheng.web.forms import Form
from zhiheng.web.pages.conduct_fields import lines


def _hour() -> forms.TimeField:
    return forms.TimeField(
        label=_l("Hour"), required=False, input_formats=["%H:%M", "%H%M"], help_text=_l("Of a visit or a call."),
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:30", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _l("Write the hour as 14:30.")},
    )  # fmt: skip


class BookingForm(Form):
    kind = forms.ChoiceField(label=_l("What is booked"), choices=Booking.Kind.choices, widget=forms.RadioSelect, initial=Booking.Kind.VISIT)
    on = forms.DateField(label=_l("Day"))
    at = _hour()
    amount = forms.IntegerField(label=_l("Minutes, or yuan to spend"), min_value=1, max_value=99_999)
    words = forms.CharField(label=_l("With whom, or for what"), max_length=200, help_text=_l("A relative as the register of relatives has them."))

    def wanted(self) -> Wanted:
        given: dict[str, Any] = self.cleaned_data
        return Wanted(given["kind"], given["on"], given["amount"], given["words"], given["at"])


class MoveForm(Form):
    on = forms.DateField(label=_l("New day"), initial=timezone.localdate)
    at = _hour()
    words = lines(_l("Why, and who was told"), rows=2)


class WhyForm(Form):
    words = lines(_l("Why, and who was told"), rows=2)
