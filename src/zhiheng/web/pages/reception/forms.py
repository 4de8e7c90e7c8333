"""Forms of reception. What may be entered is for the acts to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.actions import Facts, facts_of
from zhiheng.base.people.models import Identifier, Person
from zhiheng.base.people.queries.likeness import Alike, Likeness
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer, Sex
from zhiheng.domains.custody.departure.actions import Leaving
from zhiheng.domains.custody.departure.actions.transfers import Journey, Listed
from zhiheng.domains.custody.departure.models import Release
from zhiheng.domains.custody.reception.actions import Correction, Described, Expected, Found, Item, Looked, Number, Papers, Receiver
from zhiheng.domains.custody.reception.models import (
    Belonging,
    EntryExamination,
    ExpectedArrival,
    IdentityCheck,
    IdentityDoubt,
    PaperState,
    PropertyList,
    Section,
)
from zhiheng.domains.custody.reception.store import Upload
from zhiheng.web.forms import moment_field
from zhiheng.web.pages.people.forms import ReasonForm

APART = "apart "
"""Before the keys of records that were said to be of other people."""
LINES = _l("One line each: name; number; marks; storage. Only the name is needed.")


def words(label: Any, help_text: Any = "", *, required: bool = False, rows: int = 2) -> forms.CharField:
    """Text of several lines."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


def line(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    """Text of one line."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=200)


def choice(label: Any, choices: Sequence[tuple[Any, Any]], *, required: bool = True) -> forms.ChoiceField:
    """A list to choose from, nothing chosen beforehand."""
    return forms.ChoiceField(label=label, choices=[("", _l("choose")), *choices], required=required)


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed."""
    return forms.DateField(label=label, required=required, help_text=help_text)


class OfficerField(forms.CharField):
    """An officer in service, by number."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        super().__init__(label=label, required=required, max_length=40, help_text=_l("The officer's number."))

    def clean(self, value: Any) -> Officer | None:
        number = super().clean(value)
        found = Officer.objects.filter(number=number, left_on__isnull=True).first() if number else None
        if number and found is None:
            raise forms.ValidationError(_l("No officer in service has this number."))
        return found


class DoneForm(ReasonForm):
    """A form about something that happened at a moment: now, unless another is given."""

    occurred_at = moment_field(_l("When"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_at"].required = False
        self.fields["occurred_at"].help_text = str(_l("Empty: now."))
        last = ("occurred_at", "reason")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def at(self) -> dt.datetime | None:
        moment: dt.datetime | None = self.cleaned_data["occurred_at"]
        return moment


class ExpectForm(ReasonForm):
    prison = forms.ChoiceField(label=_l("Prison"))
    name = line(_l("Name"), required=True)
    sex = choice(_l("Sex"), Sex.choices)
    birth_date = day(_l("Birth date"), required=False)
    origin = forms.ChoiceField(label=_l("Why the person comes"), choices=ExpectedArrival.Origin.choices)
    sender = line(_l("Sent by"), _l("The police or court."), required=True)
    document = line(_l("Judgment or ruling"), _l("Document number."))
    papers_received_on = day(_l("Police received the papers on"), required=False, help_text=_l("Their month for delivery begins."))
    expected_on = day(_l("Expected on"))

    def __init__(self, *args: Any, prisons: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["prison"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(prison.path, str(prison)) for prison in prisons]

    def expected(self) -> Expected:
        return Expected(**{name: self.cleaned_data[name] for name in Expected._fields})


class PapersForm(DoneForm):
    """Each paper of the law, and whether the person may be the wrong one."""

    indictment = choice(ExpectedArrival.Paper.INDICTMENT.label, PaperState.choices)
    judgment = choice(ExpectedArrival.Paper.JUDGMENT.label, PaperState.choices)
    notice = choice(ExpectedArrival.Paper.NOTICE.label, PaperState.choices)
    closing_form = choice(ExpectedArrival.Paper.CLOSING_FORM.label, PaperState.choices)
    property_papers = choice(ExpectedArrival.Paper.PROPERTY.label, PaperState.choices)
    recall_papers = choice(ExpectedArrival.Paper.RECALL.label, PaperState.choices, required=False)
    wrongful_risk = choice(
        _l("Could the admission be wrongful?"), [("no", _l("no")), ("yes", _l("yes: person and papers differ, or the sentence errs"))]
    )
    words = words(_l("Reasons"), _l("For a refusal, or what the court must supplement: they go into the written decision."))

    def papers(self) -> Papers:
        states = {kind: self.cleaned_data[kind] for kind in ExpectedArrival.Paper.values if self.cleaned_data[kind]}
        return Papers(states, self.cleaned_data["wrongful_risk"] == "yes", self.cleaned_data["words"])


class DayForm(ReasonForm):
    on = day(_l("Day"))


class DisagreeForm(ReasonForm):
    on = day(_l("Dated"))
    document = line(_l("Document number"), required=True)


class PlacedForm(DoneForm):
    """A form that says where somebody is put: a ward, or a bed."""

    place = forms.ChoiceField(label=_l("Intake ward or bed"))

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("place", [("", _l("choose")), *places])

    def choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        """Hand a field what may be chosen."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class AdmitForm(PlacedForm):
    """``known``: records that may be of this person. One is chosen, or each is said to be of somebody else: nothing is chosen beforehand."""

    former = line(_l("Earlier prisoner number"), _l("If the papers name one. The record under this number is then shown here, to be decided about."))
    known = forms.ChoiceField(label=_l("Is this person on record already?"), widget=forms.RadioSelect)
    number = line(_l("Prisoner number"), _l("A new one: each custody has its own."), required=True)

    def __init__(self, *args: Any, known: Sequence[Alike], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["former", "known", "number", "place"])
        self.alike = {str(one.person.pk): one for one in known}
        if known:
            # The answer carries the records it was given about: one that turns up in between is asked about anew.
            none_of_them = (APART + " ".join(self.alike), _l("No: somebody else. A new record is made."))
            self.choose("known", [*((key, alike_words(one)) for key, one in self.alike.items()), none_of_them])
        else:
            del self.fields["known"]

    def clean_former(self) -> str:
        number: str = self.cleaned_data["former"]
        if number and not any(one.because == Likeness.NUMBER for one in self.alike.values()):
            raise forms.ValidationError(_l("No record that can be shown has this number."))
        return number

    def person(self) -> Person | None:
        """The record that was chosen."""
        chosen = self.alike.get(self.cleaned_data.get("known", ""))
        return chosen.person if chosen else None

    def apart(self) -> list[int]:
        """Records that were said to be of other people."""
        said: str = self.cleaned_data.get("known", "")
        return [int(key) for key in said.removeprefix(APART).split()] if said.startswith(APART) else []


def alike_words(one: Alike) -> str:
    """A record that may be of this person: who, why, and where the person was last."""
    latest = one.latest
    ended = _("released %(day)s") % {"day": latest.ended_on.isoformat()} if latest.ended_on else _("IN CUSTODY THERE NOW")
    name = _("%(name)s (also %(other)s)") % {"name": one.person, "other": one.matched} if one.matched else str(one.person)
    born = one.person.birth_date.isoformat() if one.person.birth_date else _("birth date not on record")
    facts = {"name": name, "born": born, "number": latest.number, "why": one.because.label, "prison": latest.prison, "ended": ended}
    return _("Yes: %(name)s, %(born)s, %(number)s, %(prison)s, %(ended)s. Why: %(why)s.") % facts


class StepForm(DoneForm):
    """A step of admission or release; ``rights`` and ``family`` ask for more."""

    output = words(_l("What came of it"), required=True)
    document = line(_l("Document or receipt number"))

    def details(self) -> dict[str, Any]:
        return {}


class RightsForm(StepForm):
    language = line(_l("Language"), required=True)
    signed = forms.BooleanField(label=_l("Signed by the person"), required=False)
    unsigned_why = line(_l("Why it is not signed"))

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("language", "signed", "unsigned_why")}


class FamilyForm(StepForm):
    told = line(_l("Relative or guardian told"))
    relation = line(_l("Relation"))
    telephone = line(_l("Telephone"))
    address = line(_l("Address"))
    committee = line(_l("Residents' or villagers' committee"), _l("When nobody of the family can be reached."))

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("told", "relation", "telephone", "address", "committee")}


class CheckForm(ReasonForm):
    way = choice(_l("How it was checked"), IdentityCheck.Way.choices)
    result = choice(_l("Result"), IdentityCheck.Result.choices)
    words = words(_l("What differs or is unclear"))
    source = line(_l("Document, or office asked"))
    made_on = day(_l("Day"))

    def looked(self) -> Looked:
        return Looked(**{name: self.cleaned_data[name] for name in Looked._fields})


class DoubtForm(ReasonForm):
    kind = choice(_l("What may be false"), IdentityDoubt.Kind.choices)
    words = words(_l("What does not fit"), required=True)
    owner = OfficerField(_l("Who finds out"))
    due_on = day(_l("Until"))


class OwnerForm(ReasonForm):
    owner = OfficerField(_l("Who finds out"))
    due_on = day(_l("Until"))


class OutcomeForm(ReasonForm):
    """The outcome of a doubt; what was false is corrected in the same act. An empty field corrects nothing."""

    outcome = choice(_l("Outcome"), IdentityDoubt.Outcome.choices)
    words = words(_l("On what ground"), required=True)
    established = line(_l("What is true"), _l("The name, the address or the identity, where the record was false."))
    name = line(_l("Correct the name on record to"), _l("Only for a false name; the false one stays as an alias."))
    sex = choice(_l("Correct the sex to"), Sex.choices, required=False)
    birth_date = day(_l("Correct the birth date to"), required=False)
    native_place = line(_l("Correct the native place to"))
    education = line(_l("Correct the education to"))
    ends = forms.MultipleChoiceField(label=_l("Document numbers that are false"), required=False, widget=forms.CheckboxSelectMultiple)
    kind = choice(_l("True document"), Identifier.Kind.choices, required=False)
    value = line(_l("Its number"))
    as_printed = forms.BooleanField(label=_l("Keep it as printed although it contradicts the record"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._present = facts_of(person)
        field = self.fields["ends"]
        assert isinstance(field, forms.MultipleChoiceField)
        held = person.identifiers.filter(ended_on__isnull=True).order_by("pk")
        field.choices = [(str(one.pk), f"{one.get_kind_display()} {one.masked}") for one in held]
        if not field.choices:
            del self.fields["ends"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("kind")) != bool(given.get("value")):
            self.add_error("value", _l("A document and its number go together."))
        return given

    def correction(self) -> Correction | None:
        """None when nothing on record changes."""
        given = self.cleaned_data
        facts = self._present._replace(**{name: given[name] for name in Facts._fields if given[name]})
        number = Number(given["kind"], given["value"], given["as_printed"]) if given["value"] else None
        ends = tuple(int(key) for key in given.get("ends", ()))
        made = Correction(given["name"], None if facts == self._present else facts, ends, number)
        return None if made == Correction() else made


class SearchForm(DoneForm):
    """Belongings by lines; contraband is confiscated."""

    kept = words(_l("Kept by the prison"), LINES, rows=5)
    used = words(_l("Stays with the person"), LINES, rows=4)
    contraband = words(_l("Contraband, confiscated"), LINES, rows=2)
    signed = forms.BooleanField(label=_l("Signed by the person"), required=False)
    unsigned_why = line(_l("Why it is not signed"))

    def items(self) -> list[Item]:
        found = [Item(**parts) for parts in _lines(self.cleaned_data["kept"])]
        found += [Item(**parts, state=Belonging.State.USED) for parts in _lines(self.cleaned_data["used"])]
        return found + [Item(**parts, kind=Belonging.Kind.CONTRABAND) for parts in _lines(self.cleaned_data["contraband"])]


def _lines(text: str) -> list[dict[str, Any]]:
    """name; number; marks; storage -> parts. A number that is none is read as the first of the marks."""
    found = []
    for row in text.splitlines():
        name, *rest = [part.strip() for part in row.replace("；", ";").split(";")]
        if name:
            quantity = int(rest.pop(0)) if rest and rest[0].isdecimal() else 1
            found.append({"name": name, "quantity": quantity, "marks": rest[0] if rest else "", "storage": rest[1] if len(rest) > 1 else ""})
    return found


class HandOutForm(DoneForm):
    belongings = forms.MultipleChoiceField(label=_l("Items"), widget=forms.CheckboxSelectMultiple)
    who = choice(_l("Received by"), PropertyList.Receiver.choices)
    name = line(_l("Name of the relative"))
    relation = line(_l("Relation"))
    consent = forms.BooleanField(label=_l("The person agreed in writing that the relative takes them"), required=False)
    signed = forms.BooleanField(label=_l("Signed by who received them"), required=False)
    unsigned_why = line(_l("Why it is not signed"))

    def __init__(self, *args: Any, held: Iterable[Belonging], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["belongings"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), f"{one.name} × {one.quantity} {one.marks}".strip()) for one in held]

    def chosen(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["belongings"]]

    def receiver(self) -> Receiver:
        return Receiver(**{name: self.cleaned_data[name] for name in Receiver._fields})


class ExaminationForm(DoneForm):
    stage = choice(_l("Examination"), EntryExamination.Stage.choices)
    fitness = choice(_l("Fitness"), EntryExamination.Fitness.choices)
    limits = line(_l("What officers must heed"), _l("Such as no upper bunk. No diagnosis: officers and the card show this."))
    injuries = words(_l("Injuries asked about and seen"), _l("Write 'none' when there are none."), required=True)
    illness = words(_l("Illness"))
    disability = words(_l("Disability"))
    treatment_complaint = words(_l("Ill-treatment before admission, in the person's words"))
    proposal = line(_l("Number of the proposal on service outside prison"))
    present = OfficerField(_l("Second officer present"), required=False)
    signed = forms.BooleanField(label=_l("Signed by the person"), required=False)

    def found(self) -> Found:
        return Found(**{name: self.cleaned_data[name] for name in Found._fields})


class UploadForm(ReasonForm):
    upload = forms.FileField(label=_l("File"), required=False, help_text=_l("PDF, PNG or JPEG, at most 20 MB."))

    def content(self) -> Upload | None:
        file = self.cleaned_data["upload"]
        return Upload(file.name or "", file.read()) if file else None


class ItemForm(UploadForm):
    section = choice(_l("Section"), Section.choices)
    title = line(_l("Title"), required=True)
    pages = forms.IntegerField(label=pgettext_lazy("file", "Pages"), min_value=1, max_value=5000)
    source = line(_l("Made by"), required=True)
    document = line(_l("Document number"))
    dated = day(_l("Dated"), required=False)

    def described(self) -> Described:
        return Described(**{name: self.cleaned_data[name] for name in Described._fields})


class TransferForm(ReasonForm):
    to = forms.ChoiceField(label=_l("To"))
    planned_on = day(_l("Planned for"))
    grounds = words(_l("Grounds"), required=True)

    def __init__(self, *args: Any, prisons: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _l("choose")), *((prison.path, str(prison)) for prison in prisons)]


class DecisionForm(ReasonForm):
    words = line(_l("Approval number, or why it is declined"), required=True)


class HandOverForm(DoneForm):
    papers = words(_l("Papers and things that go along"), _l("One line each: title; pages."), required=True, rows=6)
    escorts = line(_l("Escorts"), _l("Two or more officers' numbers, with a space between."), required=True)
    expected_at = moment_field(_l("Expected there at"))

    def listed(self) -> list[Listed]:
        rows = [row.replace("；", ";").partition(";") for row in self.cleaned_data["papers"].splitlines() if row.strip()]
        return [Listed(title.strip(), int(pages) if pages.strip().isdecimal() else 0) for title, _sign, pages in rows]

    def journey(self) -> Journey:
        return Journey(self.cleaned_data["escorts"].replace(",", " ").split(), self.cleaned_data["expected_at"])


class ReceiveForm(PlacedForm):
    missing = line(_l("What the list names and is not there"))


class ConfirmForm(ReasonForm):
    document = line(_l("Number of the court's clarification"), _l("Only where printed and computed dates differ."))


class LeaveForm(DoneForm):
    ground = forms.ChoiceField(label=_l("Ground"), choices=Release.Ground.choices)
    document = line(_l("Ruling or decision"), _l("Before the end of term: its number."))
    decided_by = line(_l("Court or authority of the ruling"))
    handed_to = line(_l("Handed to"), _l("Resettlement office, relative, or alone."))
    report_within = forms.IntegerField(label=_l("Reports to the police within (days)"), required=False, min_value=1, max_value=90)

    def leaving(self) -> Leaving:
        return Leaving(**{name: self.cleaned_data[name] for name in Leaving._fields})


class PlaceForm(ReasonForm):
    storage = line(_l("Where it lies"), _l("Store, shelf, bag."), required=True)


def today() -> dt.date:
    """The day on the wall."""
    return timezone.localdate()
