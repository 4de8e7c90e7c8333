"""Forms of whereabouts. What may be is for the act to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.whereabouts.actions import Going
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Movement, Purpose
from zhiheng.web.forms import Form
from zhiheng.web.pages.people.forms import ReasonForm

MOMENT_FORMATS = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y/%m/%d %H:%M"]


def moment_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    """A date and a time, typed."""
    return forms.DateTimeField(
        label=label, required=required, help_text=help_text, input_formats=MOMENT_FORMATS,
        error_messages={"invalid": _l("Write date and time as 2026-03-05 14:05.")},
        widget=forms.DateTimeInput(format="%Y-%m-%d %H:%M", attrs={"placeholder": "2026-03-05 14:05", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


def lines(count: int) -> forms.Textarea:
    """A box for a few lines of text."""
    return forms.Textarea(attrs={"rows": count})


def escort_choices(officers: Sequence[Officer]) -> list[tuple[str, str]]:
    """Officers as choices: name and number."""
    return [(officer.number, f"{officer.name} {officer.number}") for officer in officers]


class GoingForm(Form):
    """Where to, why, with whom, until when. ``people`` are ticked in the list beside it."""

    purpose = forms.ChoiceField(label=_l("Purpose"), choices=[("", _l("choose")), *Purpose.choices])
    destination = forms.ChoiceField(label=_l("Place inside the prison"), required=False, help_text=_l("Leave empty for places outside."))
    words = forms.CharField(
        label=_l("Destination in words"), required=False, max_length=100, help_text=_l("Hospital, court, or a nearer description.")
    )
    escorts = forms.MultipleChoiceField(label=_l("Escorting officers"), help_text=_l("One inside the prison, at least two outside."), required=False)
    expected_back = moment_field(_l("Expected back"))
    occurred_at = moment_field(_l("Left at"), required=False, help_text=_l("Leave empty for now; fill it in when this is recorded afterwards."))
    note = forms.CharField(label=_l("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, rooms: Sequence[Place] = (), officers: Sequence[Officer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strict = False  # the ticked people are sent beside the form's own fields
        self.rooms = {room.path: room for room in rooms}
        places: list[tuple[str, Any]] = [("", "—"), *((room.path, str(room)) for room in rooms)]
        self.fields["destination"].choices = places  # type: ignore[attr-defined]  # a ChoiceField's
        self.fields["escorts"].choices = escort_choices(officers)  # type: ignore[attr-defined]
        self.fields["escorts"].widget.attrs["size"] = 6

    def going(self) -> Going:
        """What was entered, for the act."""
        given = self.cleaned_data
        return Going(given["purpose"], given["expected_back"], given["escorts"], self.rooms.get(given["destination"]), given["words"])

    def reason(self) -> str:
        """The note, else the purpose in words: an outing is its own reason."""
        return self.cleaned_data["note"] or str(Purpose(self.cleaned_data["purpose"]).label)


class OrderForm(GoingForm):
    """As above, for later."""

    leave_at = moment_field(_l("To leave at"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["occurred_at"]
        self.order_fields(["purpose", "destination", "words", "escorts", "leave_at", "expected_back", "note"])


class ReturnForm(Form):
    """How a movement ended, and when."""

    ending = forms.ChoiceField(label=_l("How it ended"), choices=Movement.Ending.choices, initial=Movement.Ending.BACK)
    occurred_at = moment_field(_l("Back at"), required=False, help_text=_l("Leave empty for now; fill it in when this is recorded afterwards."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strict = False


class ExtendForm(ReasonForm):
    expected_back = moment_field(_l("Expected back"))


class AcknowledgeForm(Form):
    words = forms.CharField(label=_l("What is being done"), max_length=500, widget=lines(3), help_text=_l("Kept with your name."))


class SettleForm(Form):
    how = forms.ChoiceField(label=_l("How it is settled"), choices=Discrepancy.How.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_l("What was found"), max_length=500, widget=lines(3), help_text=_l("Kept with your name."))


class HandOverForm(ReasonForm):
    owner = forms.ChoiceField(label=_l("New owner"))

    def __init__(self, *args: Any, officers: Sequence[Officer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _l("choose")), *escort_choices(officers)]  # type: ignore[attr-defined]


def in_an_hour() -> dt.datetime:
    """The usual expected return, on a full quarter."""
    then = timezone.localtime() + dt.timedelta(minutes=75)
    return then.replace(minute=then.minute // 15 * 15, second=0, microsecond=0)


def rooms_near(place: Place) -> Sequence[Place]:
    """Open rooms of the prison where people are taken: workplaces, classrooms, clinics."""
    prison = ".".join(place.path.split(".")[:2])
    found = Place.objects.filter(kind=Kind.ROOM, closed_on__isnull=True, path__under=prison)
    return list(found.order_by("path")[:200])


def ids_of(values: Sequence[str]) -> list[int]:
    """Ticked ids; nonsense is dropped."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19]
