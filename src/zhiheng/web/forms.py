"""Forms of the house: text is normalised before it is checked, and fields nobody asked for are refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _l

from zhiheng.lib.text import normalised

# Sent by browsers, by our own templates and by htmx beside the fields of any form.
SENT_ALONG = frozenset({"csrfmiddlewaretoken", "next", "confirmed"})
_AS_TYPED = (forms.PasswordInput,)
DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]


class Form(forms.Form):
    """A form whose text fields are normalised (full-width digits, spaces, invisible marks).

    With ``strict`` a field that the form does not have (``is_staff``, ``status``) makes it invalid.
    """

    strict = True
    use_required_attribute = False  # the server's words, not the browser's bubble

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        for field in self.fields.values():
            _house_manner(field)

    def full_clean(self) -> None:
        """Normalise what was typed, then check as Django does."""
        if self.is_bound:
            self.data = _normalised_data(self.data, self)
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        """Refuse fields that are not part of the form."""
        unknown = set(self.data) - {self.add_prefix(name) for name in self.fields} - SENT_ALONG - _parts_of(self)
        if self.strict and unknown and not self.prefix:
            raise ValidationError(_l("The form holds fields that do not belong to it. Reload the page and try again."), code="unexpected")
        return super().clean()


def _parts_of(form: forms.Form) -> set[str]:
    """Names of the parts of composite widgets (``start_0``, ``start_1``)."""
    found = set()
    for name, field in form.fields.items():
        for index in range(len(getattr(field.widget, "widgets", ()))):
            found.add(f"{form.add_prefix(name)}_{index}")
    return found


def _normalised_data(data: Mapping[str, Any], form: forms.Form) -> Mapping[str, Any]:
    typed_names = {form.add_prefix(n) for n, f in form.fields.items() if isinstance(f.widget, _AS_TYPED)}
    if isinstance(data, QueryDict):
        clean = data.copy()
        for name, values in data.lists():
            if name not in typed_names:
                clean.setlist(name, [normalised(v) for v in values])
        return clean
    return {k: normalised(v) if isinstance(v, str) and k not in typed_names else v for k, v in data.items()}


def _house_manner(field: forms.Field) -> None:
    """Dates as ISO in both languages, and messages that say how to mend, in place of Django's."""
    if isinstance(field, forms.DateField) and isinstance(field.widget, forms.DateInput):
        # Typed, not picked: a native picker would swallow 2021-02-30 instead of keeping it for correction.
        field.widget.format = "%Y-%m-%d"
        field.input_formats = DATE_FORMATS
        field.widget.attrs |= {"placeholder": "2026-03-05", "inputmode": "numeric", "autocomplete": "off"}
    said = {
        "required": _l("This cannot be empty. Fill it in."),
        "invalid_choice": _l("Choose one from the list."),
        "max_length": _l("Too long: at most %(limit_value)d characters, and this has %(show_value)d."),
    }
    if isinstance(field, forms.DateField):
        said["invalid"] = _l("Not a date of the calendar. Write it as 2026-03-05.")
    if isinstance(field, forms.IntegerField):
        said["invalid"] = _l("Write a whole number.")
    for code, words in said.items():
        # a message that the form's author wrote for this field stays
        if field.error_messages.get(code) in (None, *_django_words(field, code)):
            field.error_messages[code] = words
    if isinstance(field, forms.CharField):
        _length_words(field, said["max_length"])


def _django_words(field: forms.Field, code: str) -> list[Any]:
    said = [getattr(klass, "default_error_messages", {}) for klass in type(field).__mro__]
    return [messages[code] for messages in said if code in messages]


def _length_words(field: forms.CharField, words: Any) -> None:
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = words


MOMENT_FORMATS = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"]


def moment_field(label: Any) -> forms.DateTimeField:
    """Date and time to the minute, typed."""
    widget = forms.DateTimeInput(format="%Y-%m-%d %H:%M", attrs={"placeholder": "2026-03-05 14:05", "inputmode": "numeric", "autocomplete": "off"})
    words = {"invalid": _l("Write date and time as 2026-03-05 14:05.")}
    return forms.DateTimeField(label=label, input_formats=MOMENT_FORMATS, widget=widget, error_messages=words)
