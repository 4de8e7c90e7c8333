"""Forms of discipline. What may be is for the act to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.discipline import lawful
from zhiheng.domains.conduct.discipline.actions import Merit, Proposal, Said
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Evidence, Hearing, Reward, Sanction
from zhiheng.domains.conduct.discipline.models.cases import SanctionKind
from zhiheng.engines.procedure.models import Vote
from zhiheng.web.forms import Form, moment_field
from zhiheng.web.pages.conduct_fields import choose, facts_field, lines
from zhiheng.web.pages.people.forms import ReasonForm

type Data = Mapping[str, Any] | None


class ReportForm(Form):
    happened_at = moment_field(_l("When it happened"))
    ground = forms.ChoiceField(label=_l("Ground"), help_text=_l("Wording and order of the items are provisional until compared with the gazette."))
    only_fact = forms.ChoiceField(label=_l("The only fact"))
    place = forms.ChoiceField(label=_l("Where it happened"))
    words = lines(_l("What happened"), _l("Facts only: who did what, in which order."), rows=5)
    injuries = lines(_l("Check for injuries"), _l("Of everybody involved; write it down also when there are none."), rows=2)
    video = forms.CharField(label=_l("Recording, reference"), max_length=200, required=False)
    find = forms.ChoiceField(label=_l("Find that began it"), required=False, help_text=_l("Finds whose suspected holder is this person."))
    involved = forms.MultipleChoiceField(
        label=_l("Officers who took part or saw it"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_l("They do not investigate.")
    )

    def __init__(self, *args: Any, places: Sequence[Place], officers: Sequence[Officer], finds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, chinese = timezone.localdate(), (get_language() or "zh").startswith("zh")
        captions = lawful.grounds_on(today)
        self.fields["happened_at"].initial = timezone.localtime().strftime("%Y-%m-%d %H:%M")
        choose(self, "ground", [(str(n), f"{n}. {c.zh if chinese else c.en}") for n, c in enumerate(captions, 1)])
        self.fields["only_fact"] = facts_field()
        choose(self, "place", [(place.path, str(place)) for place in places])
        choose(self, "find", [("", _("none")), *finds])
        choose(self, "involved", [(officer.number, str(officer)) for officer in officers])
        self.order_fields(ReportForm.base_fields)


class OfficerForm(ReasonForm):
    officer = forms.ChoiceField(label=_l("Investigator"))

    def __init__(self, *args: Any, officers: Sequence[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "officer", [("", _l("choose")), *((officer.number, str(officer)) for officer in officers)])


class EvidenceForm(Form):
    kind = forms.ChoiceField(label=_l("Kind"), choices=Evidence.Kind.choices)
    words = lines(_l("What it shows"))
    reference = forms.CharField(label=_l("Reference"), max_length=200, required=False, help_text=_l("Of the recording, the find, the paper."))
    for_person = forms.BooleanField(label=_l("It speaks for the person"), required=False)


class HearingForm(Form):
    charge = lines(_l("What the person was told"))
    told_at = moment_field(_l("Told at"))
    heard_at = moment_field(_l("Heard at"))
    language = forms.CharField(label=_l("Language"), max_length=40, initial="汉语")
    helper = forms.CharField(label=_l("Interpreter or person of trust"), max_length=100, required=False)
    statement = lines(_l("What the person says"), _l("Silence is written as such."), rows=5)
    witnesses_wanted = lines(_l("Whom or what the person wants looked at"), required=False, rows=2)
    signature = forms.ChoiceField(label=_l("Signature"), choices=Hearing.Signature.choices)
    refusal_words = lines(_l("Why not signed, and who saw it"), required=False, rows=2)

    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said._fields})


class FitnessForm(Form):
    fit = forms.ChoiceField(
        label=_l("Fit to be confined"), choices=(("yes", pgettext_lazy("fitness", "fit")), ("no", pgettext_lazy("fitness", "not fit"))),
        widget=forms.RadioSelect,
    )  # fmt: skip
    advice = lines(_l("What must be seen to"), _l("No diagnosis: the medical file keeps it."), required=False, rows=2)


class ProposalForm(Form):
    kind = forms.ChoiceField(label=_l("Sanction"), choices=SanctionKind.choices)
    days = forms.IntegerField(label=_l("Days of confinement"), required=False, help_text=_l("At most 15; for confinement only."))
    words = lines(_l("Why this one and no milder one"))

    def proposal(self) -> Proposal:
        return Proposal(self.cleaned_data["kind"], self.cleaned_data["words"], self.cleaned_data["days"])


class VoteForm(Form):
    choice = forms.ChoiceField(label=_l("Vote"), choices=Vote.Choice.choices, widget=forms.RadioSelect)
    words = lines(_l("Reasons"), _l("A vote against gives them."), required=False)


class WordsForm(Form):
    words = lines(_l("Words"))

    def __init__(self, data: Data = None, *, label: Any = None, help_text: Any = "") -> None:
        super().__init__(data)
        if label is not None:
            self.fields["words"].label, self.fields["words"].help_text = label, help_text


class OpinionForm(Form):
    opinion = forms.ChoiceField(label=_l("Opinion"), choices=DisciplineCase.Opinion.choices, widget=forms.RadioSelect)
    words = lines(_l("Reasons"))


class DecisionForm(ReasonForm):
    facts = lines(_l("Facts as found"), rows=5)


class ServiceForm(Form):
    signature = forms.ChoiceField(label=_l("Received"), choices=Sanction.Signature.choices)
    words = forms.CharField(label=_l("Witness, when not signed"), max_length=200, required=False)


class DayForm(Form):
    on = forms.DateField(label=_l("Day"), initial=timezone.localdate)


class ReceiptForm(Form):
    receipt = forms.CharField(label=_l("Receipt"), max_length=200, help_text=_l("Who took it, and its number."))


class CellForm(ReasonForm):
    cell = forms.ChoiceField(label=_l("Confinement cell"))

    def __init__(self, *args: Any, cells: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "cell", [(cell.path, str(cell)) for cell in cells])


class InquiryForm(CellForm):
    days = forms.IntegerField(label=_l("Days"), min_value=1, help_text=_l("Together with a later confinement at most 15."))
    grounds = lines(_l("Why the inquiry cannot do without it"))


class MeritForm(Form):
    kind = forms.ChoiceField(label=_l("Reward"), choices=Reward.Kind.choices)
    happened_on = forms.DateField(label=_l("Day"), initial=timezone.localdate)
    words = lines(_l("What the person did"))
    evidence = lines(_l("Evidence"), _l("Papers and references."), rows=2)
    form = forms.CharField(label=_l("What is given, for a material reward"), max_length=200, required=False)

    def merit(self) -> Merit:
        return Merit(**{name: self.cleaned_data[name] for name in Merit._fields})


class GrantForm(ReasonForm):
    grant = forms.ChoiceField(
        label=_l("Decision"),
        choices=(("yes", pgettext_lazy("reward", "grant")), ("no", pgettext_lazy("reward", "decline"))),
        widget=forms.RadioSelect,
    )
