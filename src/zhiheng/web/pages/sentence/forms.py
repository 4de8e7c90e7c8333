"""Forms for court papers. They give entries; whether an entry can stand is for the law and the act to say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.sentence.entries import ChangeEntry, CountEntry, CreditEntry, JudgmentEntry
from zhiheng.domains.sentence.models import Change, Count, Credit, Judgment, SentenceKind
from zhiheng.law.calendar import Term
from zhiheng.web.forms import Form

COUNTS = 4  # rows offered for counts; as many more as the judgment has
TERM_PARTS = ("years", "months", "days")


def a_day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A date field that takes only years that can be right."""
    earliest, latest = date(1930, 1, 1), date(2149, 12, 31)
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=forms.DateInput(), input_formats=["%Y-%m-%d"],
        validators=[_within(earliest, latest)],
    )  # fmt: skip


def _within(earliest: date, latest: date) -> Any:
    def check(value: date) -> None:
        if not earliest <= value <= latest:
            raise forms.ValidationError(_l("This year cannot be right. Check it against the document."))

    return check


def _whole(label: Any, most: int) -> forms.IntegerField:
    limits = [MinValueValidator(0, _l("This cannot be negative.")), MaxValueValidator(most, _l("At most %(limit_value)s."))]
    return forms.IntegerField(label=label, required=False, validators=limits, widget=forms.NumberInput(attrs={"min": 0, "max": most}))


def _words(label: Any, most: int = 200, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


class ReasonForm(Form):
    """A form of an act: why it is done, kept in the trail."""

    reason = _words(_l("Reason"), help_text=_l("Kept in the trail with your name."))


class TermForm(ReasonForm):
    """A form with one term in three fields; an error of the term stands at its first field."""

    years = _whole(_l("years"), 50)
    months = _whole(_l("months"), 600)
    days = _whole(_l("days"), 20000)

    def term(self, prefix: str = "") -> Term | None:
        """The term as entered; None when all three are empty."""
        parts = [self.cleaned_data.get(f"{prefix}{part}") for part in TERM_PARTS]
        return None if all(part is None for part in parts) else Term(*(part or 0 for part in parts))

    def place_error(self, field: str) -> str | None:
        """Which field of the form shows an error of an entry's field."""
        name = "years" if field == "term" else field
        return name if name in self.fields else None


class JudgmentForm(TermForm):
    """A judgment as printed. Empty is unknown."""

    document = _words(_l("Document number"), 100)
    court = _words(_l("Court"), 100)
    offence = _words(_l("Offence"), 200)
    kind = forms.ChoiceField(label=_l("Kind of sentence"), choices=[("", "—"), *SentenceKind.choices])
    printed_start = a_day(_l("Start as printed"))
    printed_end = a_day(_l("End as printed"))
    judged_on = a_day(_l("Date of the judgment"))
    final_on = a_day(_l("Final on"), help_text=_l("The day the judgment took effect. Life runs from it."))
    delivered_on = a_day(_l("Handed over on"))
    reprieve_served_on = a_day(_l("Reprieve served on"), help_text=_l("Only for death with reprieve."))
    stated_credit_days = _whole(_l("Credited days as the court states them"), 20000)
    political_rights_months = _whole(_l("Deprivation of political rights, in months"), 120)
    political_rights_for_life = forms.BooleanField(label=_l("Deprived of political rights for life"), required=False)
    restricted = forms.BooleanField(label=_l("Commutation restricted by the judgment"), required=False)
    whole_life = forms.BooleanField(label=_l("Whole-life imprisonment after the reprieve"), required=False)

    def __init__(self, data: Any = None, *args: Any, counts: int = COUNTS, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.count_numbers = range(1, counts + 1)
        for number in self.count_numbers:
            self.fields[f"crime_{number}"] = _words(_l("Crime"), 100, required=False)
            self.fields[f"offence_date_{number}"] = a_day(_l("Day of the crime"))
            for part, label, most in (("years", _l("years"), 50), ("months", _l("months"), 600), ("days", _l("days"), 20000)):
                self.fields[f"count_{number}_{part}"] = _whole(label, most)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for number in self.count_numbers:
            given = any(self.cleaned_data.get(name) not in (None, "") for name in self._names_of(number)[1:])
            if given and not self.cleaned_data.get(f"crime_{number}"):
                self.add_error(f"crime_{number}", _l("Name the crime of this count."))
        return cleaned

    def _names_of(self, number: int) -> list[str]:
        return [f"crime_{number}", f"offence_date_{number}", *(f"count_{number}_{part}" for part in TERM_PARTS)]

    @property
    def count_rows(self) -> list[list[forms.BoundField]]:
        """Bound fields of each count, for the template."""
        return [[self[name] for name in self._names_of(number)] for number in self.count_numbers]

    def entry(self) -> JudgmentEntry:
        """What was entered; call it only on a valid form."""
        given = {name: self.cleaned_data[name] for name in set(JudgmentForm.base_fields) - {"reason", *TERM_PARTS}}
        return JudgmentEntry(**given, term=self.term(), counts=tuple(self._counts()))

    def _counts(self) -> list[CountEntry]:
        found = []
        for number in self.count_numbers:
            crime = self.cleaned_data[f"crime_{number}"]
            if crime:
                on = self.cleaned_data[f"offence_date_{number}"]
                found.append(CountEntry(crime=crime, offence_date=on, term=self.term(f"count_{number}_")))
        return found

    @classmethod
    def of(cls, judgment: Judgment) -> JudgmentForm:
        """The form filled with what is recorded, for a correction."""
        counts = list(judgment.counts.order_by("pk"))
        names = set(cls.base_fields) - {"reason"}
        initial = {name: getattr(judgment, name) for name in names}
        for number, count in enumerate(counts, 1):
            initial |= _initial_of(count, number)
        return cls(initial=initial, counts=max(COUNTS, len(counts) + 1))


def _initial_of(count: Count, number: int) -> dict[str, Any]:
    terms = {f"count_{number}_{part}": getattr(count, part) for part in TERM_PARTS}
    return {f"crime_{number}": count.crime, f"offence_date_{number}": count.offence_date, **terms}


class ChangeForm(TermForm):
    """A ruling that changed the sentence."""

    kind = forms.ChoiceField(label=_l("Kind of change"), choices=[("", "—"), *Change.Kind.choices])
    document = _words(_l("Document number"), 100)
    court = _words(_l("Court"), 100)
    ruled_on = a_day(_l("Date of the ruling"), required=True)
    served_on = a_day(_l("Served on"), help_text=_l("The ruling takes effect when it is served."))
    printed_start = a_day(_l("Start as printed"))
    printed_end = a_day(_l("End as printed"))

    def entry(self) -> ChangeEntry:
        """What was entered; call it only on a valid form."""
        names = ("kind", "document", "court", "ruled_on", "served_on", "printed_start", "printed_end")
        return ChangeEntry(**{name: self.cleaned_data[name] for name in names}, term=self.term())


class CreditForm(ReasonForm):
    """Earlier deprivation of liberty, or days that do not count."""

    kind = forms.ChoiceField(label=_l("Kind"), choices=[("", "—"), *Credit.Kind.choices])
    first = a_day(_l("First day"))
    last = a_day(_l("Last day"), help_text=_l("Counted in. Empty: still going on."))
    days = _whole(_l("Days that do not count, as the court states them"), 20000)
    source = _words(_l("Shown by"), 200, required=False, help_text=_l("The document that shows it."))

    def place_error(self, field: str) -> str | None:
        return field if field in self.fields else None

    def entry(self) -> CreditEntry:
        """What was entered; call it only on a valid form."""
        return CreditEntry(**{name: self.cleaned_data[name] for name in ("kind", "first", "last", "days", "source")})


class RecomputeForm(ReasonForm):
    """Compute anew. ``seen`` is the determination that the form was opened on."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)
