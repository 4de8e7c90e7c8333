"""Forms of the points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.engines.procedure.models import Vote
from zhiheng.engines.procedure.recusal import OWN
from zhiheng.law.protected import Act
from zhiheng.law.scale import Part
from zhiheng.lib.language import said
from zhiheng.web.forms import Form
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.figures import hundredths, points


def text(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class PointsField(forms.CharField):
    """Points with at most two places; cleans to hundredths."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=8, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **options)

    def to_python(self, value: Any) -> Any:
        given = super().to_python(value)
        if given in self.empty_values:
            return None
        found = hundredths(str(given))
        if found is None:
            raise forms.ValidationError(_l("Write a number with at most two decimal places."))
        return found

    def run_validators(self, value: Any) -> None:
        """Lengths were of the text."""


def clause_choices(clauses: Sequence[Clause]) -> list[tuple[str, Any]]:
    """Clauses by direction and part, with the values that they allow."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for clause in clauses:
        part = Part(clause.part) if clause.part else None
        label = str(clause.get_direction_display()) + (f" · {said(part.zh, part.en)}" if part else "")
        allowed = f"{points(clause.lowest)}–{points(clause.highest)}"
        groups.setdefault(label, []).append((clause.code, f"{clause} ({clause.code}, {allowed})"))
    return [("", _l("choose")), *groups.items()]


class ProposeForm(Form):
    clause = forms.ChoiceField(label=_l("Clause"))
    value = PointsField(label=_l("Points"), help_text=_l("Positive; the clause says whether they are added or deducted."))
    on = forms.DateField(label=_l("Day of the fact"))
    words = text(_l("What happened"), _l("Facts: who, where, when, what. No judgement of character."))
    evidence = text(
        _l("Evidence"), _l("One a line: numbers of video or photographs, statements, certificates. Needed for every deduction."), required=False
    )
    only_fact = forms.ChoiceField(
        label=_l("Is this all that happened?"), required=False,
        help_text=_l("If the only fact is the use of a right, choose it: nothing may be deducted for it."),
    )  # fmt: skip
    spot = forms.BooleanField(
        label=_l("Decide on the spot"), required=False,
        help_text=_l("A deduction of at most 2 points, facts clear and evidence solid; it is filed with the ward team."),
    )  # fmt: skip
    excess_reason = text(
        _l("Why more than 300 a year"), _l("For special bonuses of items 6 to 8 only, when the year's limit is passed."), required=False, rows=2
    )

    def __init__(self, *args: Any, clauses: Sequence[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = clause_choices(clauses)  # type: ignore[attr-defined]  # a choice field
        rights = [(str(int(act)), said(act.zh, act.en)) for act in Act if act != Act.BREACH]
        self.fields["only_fact"].choices = [("", _l("no, there is a breach of its own")), *rights]  # type: ignore[attr-defined]


class VoteForm(Form):
    choice = forms.ChoiceField(label=_l("My vote"), choices=Vote.Choice.choices, widget=forms.RadioSelect)
    words = text(_l("Reasons"), _l("Needed for a vote against: a dissent is signed and kept with its reasons."), required=False)


class RecuseForm(ReasonForm):
    why = forms.ChoiceField(label=_l("Why it concerns me"), choices=list(OWN.items()), widget=forms.RadioSelect)


class CloseForm(ReasonForm):
    minutes = text(_l("Minutes"), _l("What was put forward and what was agreed; who was absent and why."), rows=6)


class ConveneForm(ReasonForm):
    question = forms.CharField(label=_l("What is decided"), max_length=300, required=False, help_text=_l("Left empty, the entries are counted."))
