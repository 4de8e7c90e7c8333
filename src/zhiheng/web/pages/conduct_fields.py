"""Fields that the forms of discipline, treatment and contraband share: words in lines, and the question whether only a right was used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _l

from zhiheng.law.protected import Act
from zhiheng.web.forms import Form


def lines(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 3) -> forms.CharField:
    """A box for a few lines."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


def choose(form: Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Give a field of choices its choices, one by one or in groups."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def facts_field() -> forms.ChoiceField:
    """Is the only fact an act that the law protects? A breach is none."""
    chinese = (get_language() or "zh").startswith("zh")
    choices = [(str(int(one)), one.zh if chinese else one.en) for one in Act]
    help_text = _l("If the only fact is that a right was used, nothing may follow from it.")
    return forms.ChoiceField(label=_l("The only fact"), choices=choices, initial="0", help_text=help_text)


def only_fact(value: str) -> Act:
    return Act(int(value))
