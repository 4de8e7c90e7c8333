"""Forms of the acts on a person. What a name or a number may be is for the act to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.actions import Facts
from zhiheng.base.people.models import Identifier, Name, Person
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Sex
from zhiheng.web.forms import Form


class ReasonForm(Form):
    """Why it is done; kept in the trail. Forms below put their own fields before it."""

    reason = forms.CharField(label=_l("Reason"), max_length=200, help_text=_l("Kept in the trail with your name."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "2026-03-05", "inputmode": "numeric", "autocomplete": "off"}),
    )


def _name(label: Any, help_text: Any = "") -> forms.CharField:
    # The length is the act's to refuse, so that every way in gives the same words.
    return forms.CharField(label=label, max_length=400, help_text=help_text, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _choices(labels: Any) -> list[tuple[str, Any]]:
    return [("", _l("choose")), *labels]


class NameForm(ReasonForm):
    name = _name(_l("Name"), _l("As the document has it. The present name stays on record as a former one."))
    on = _day(_l("Valid from"))


class AliasForm(ReasonForm):
    name = _name(_l("Name"))
    kind = forms.ChoiceField(label=_l("Kind"), choices=[(k.value, k.label) for k in (Name.Kind.ALIAS, Name.Kind.FORMER)])


class EndForm(ReasonForm):
    on = _day(_l("Valid until"))


class IdentifierForm(ReasonForm):
    kind = forms.ChoiceField(label=_l("Document"), choices=Identifier.Kind.choices)
    value = forms.CharField(label=_l("Number"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    as_printed = forms.BooleanField(
        label=_l("Keep it as printed although it contradicts the record"),
        required=False,
        help_text=_l("Only when the document itself has it so; the contradiction stays visible."),
    )


class FactsForm(ReasonForm):
    """Facts of a person, and what they were when the form was opened."""

    sex = forms.ChoiceField(label=_l("Sex"), choices=Sex.choices)
    birth_date = _day(_l("Birth date"), required=False)
    native_place = forms.CharField(label=_l("Native place"), max_length=60, required=False)
    education = forms.CharField(label=_l("Education"), max_length=60, required=False)
    seen_sex = forms.CharField(widget=forms.HiddenInput)
    seen_birth_date = forms.DateField(widget=forms.HiddenInput, required=False, input_formats=["%Y-%m-%d"])
    seen_native_place = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_education = forms.CharField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """The form as it opens: present facts, twice."""
        facts = Facts(person.sex, person.birth_date, person.native_place, person.education)._asdict()
        return facts | {f"seen_{name}": value for name, value in facts.items()}

    def facts(self, prefix: str = "") -> Facts:
        return Facts(**{name: self.cleaned_data[f"{prefix}{name}"] for name in Facts._fields})


class BedForm(ReasonForm):
    """Choose a free bed of the ward."""

    bed = forms.ChoiceField(label=_l("Bed"))

    def __init__(self, *args: Any, beds: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bed"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _choices([(bed.path, f"{bed.parent} {bed}") for bed in beds])


class MergeForm(ReasonForm):
    number = forms.CharField(label=_l("Prisoner number of the duplicate record"), max_length=40)
