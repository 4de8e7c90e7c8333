"""Forms of searches and finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.contraband.actions import Made, Thing
from zhiheng.domains.conduct.contraband.models import DISPOSALS, Find, Handling, Search
from zhiheng.web.forms import Form, moment_field
from zhiheng.web.pages.conduct_fields import choose
from zhiheng.web.pages.contraband.places import Choices
from zhiheng.web.pages.people.forms import ReasonForm


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


def _holder() -> forms.CharField:
    words = _l("Leave empty when nobody is known. It decides nothing.")
    return forms.CharField(label=_l("Number of the suspected holder"), max_length=40, required=False, help_text=words)


class PlanForm(ReasonForm):
    place = forms.ChoiceField(label=_l("Place"))
    kind = forms.ChoiceField(label=_l("Kind"), choices=Search.Kind.choices)
    number = forms.CharField(label=_l("Prisoner number"), max_length=40, required=False, help_text=_l("For a search of the body only."))
    on = forms.DateField(label=_l("Day"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", places)


class DrawForm(ReasonForm):
    place = forms.ChoiceField(label=_l("From the cells of"))
    size = forms.IntegerField(label=_l("How many"), min_value=1, max_value=200, initial=3)
    on = forms.DateField(label=_l("Day"))

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = forms.ChoiceField(label=_l("From the cells of"), choices=places)
        self.order_fields(["place", "size", "on", "reason"])


class MadeForm(Form):
    officers = forms.MultipleChoiceField(
        label=_l("Officers who searched"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_l("Two at least.")
    )
    others = forms.CharField(
        label=_l("Officers of other wards"), max_length=200, required=False, help_text=_l("By number, with a space between two.")
    )
    at = moment_field(_l("When"))
    result = _words(_l("Result"), _l("Also when nothing was found. Finds are recorded one by one afterwards."))

    def __init__(self, *args: Any, officers: Sequence[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "officers", [(one.number, f"{one} {one.get_sex_display() if one.sex else ''}".strip()) for one in officers])
        self.fields["at"].initial = _now()

    def made(self) -> Made:
        others = self.cleaned_data["others"].replace("，", " ").replace("、", " ").replace(",", " ").split()
        return Made(self.cleaned_data["at"], [*self.cleaned_data["officers"], *others], self.cleaned_data["result"])


class SpotForm(MadeForm):
    """A search that nobody had planned."""

    place = forms.ChoiceField(label=_l("Place"))
    kind = forms.ChoiceField(label=_l("Kind"), choices=Search.Kind.choices)
    number = forms.CharField(label=_l("Prisoner number"), max_length=40, required=False, help_text=_l("For a search of the body only."))
    reason = forms.CharField(label=_l("Why it could not wait for a plan"), max_length=200, help_text=_l("Kept in the trail with your name."))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", places)
        self.order_fields(["place", "kind", "number", "officers", "others", "at", "result", "reason"])


class StrikeForm(Form):
    words = _words(_l("What is wrong with the record"), _l("The record stays readable, with your name and these words."))


class HolderForm(ReasonForm):
    number = _holder()


class FindForm(Form):
    kind = forms.ChoiceField(label=_l("What"), choices=Find.Kind.choices)
    words = _words(_l("Description"), _l("Make, colour, marks; facts only."))
    quantity = forms.DecimalField(label=_l("Quantity"), max_digits=10, decimal_places=2, initial=1)
    unit = forms.CharField(label=_l("Unit"), max_length=20)
    place = forms.ChoiceField(label=_l("Place"))
    spot = forms.CharField(label=_l("Where exactly"), max_length=200, required=False)
    number = _holder()
    seal = forms.CharField(label=_l("Seal number"), max_length=60)
    photo = forms.CharField(label=_l("Photograph, reference"), max_length=200, required=False, help_text=_l("Of the thing, never of a body."))
    at = moment_field(_l("When"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", places)
        self.fields["at"].initial = _now()

    def thing(self) -> Thing:
        return Thing(**{name: self.cleaned_data[name] for name in Thing._fields})


class HandOnForm(ReasonForm):
    to = forms.ChoiceField(label=_l("To"))

    def __init__(self, *args: Any, officers: Sequence[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(label=_l("To"), choices=[(officer.number, str(officer)) for officer in officers])
        self.order_fields(["to", "reason"])


class StoreForm(ReasonForm):
    where = forms.CharField(label=_l("Kept at"), max_length=200)


class DisposalForm(ReasonForm):
    kind = forms.ChoiceField(label=_l("How"), choices=[(kind.value, kind.label) for kind in map(Handling.Kind, DISPOSALS)])
    words = _words(_l("How and where it goes"))


class SignForm(ReasonForm):
    seal = forms.CharField(label=_l("Seal as you see it"), max_length=60, help_text=_l("Read it off the bag."))
    words = _words(_l("What is wrong with the seal"), _l("Only when it is another one or not intact."), required=False)


def _now() -> Any:
    return timezone.localtime().replace(second=0, microsecond=0)
