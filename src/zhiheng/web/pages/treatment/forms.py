"""Forms of graded treatment. What may be is for the act to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from zhiheng.domains.conduct.grading.queries.graded import Graded
from zhiheng.domains.conduct.treatment.actions import Wish
from zhiheng.domains.conduct.treatment.models import TreatmentLevel
from zhiheng.web.formats import iso_date
from zhiheng.web.forms import Form
from zhiheng.web.pages.conduct_fields import choose, facts_field, lines, only_fact


def decided_words(decided: Graded | None) -> str:
    """The grade that the points appraisal decided last, and when."""
    if decided is None:
        return _("as the points appraisal: no grade decided yet")
    return _("as the points appraisal: %(grade)s, decided on %(day)s") % {
        "grade": TreatmentLevel.Grade(decided.code).label, "day": iso_date(decided.decided_on),
    }  # fmt: skip


class LevelForm(Form):
    grade = forms.ChoiceField(label=_l("Last grade"), required=False)
    grade_why = lines(
        _l("Reason for another grade"), _l("How you know it, and where it is written. The officer who decides the level checks it."),
        required=False, rows=2,
    )  # fmt: skip
    level = forms.ChoiceField(
        label=pgettext_lazy("treatment", "Level, if not the schedule's"),
        required=False,
        choices=[("", _l("as the schedule gives")), *TreatmentLevel.Code.choices],
    )
    why = lines(_l("Reason for departing from the schedule"), required=False, rows=2)
    ends_by = forms.DateField(label=_l("Last day, for strict management"), required=False)
    only_fact = forms.ChoiceField(label=_l("The only fact"))
    words = lines(_l("Why, as the person reads it"))

    def __init__(self, *args: Any, decided: Graded | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["only_fact"] = facts_field()
        choose(self, "grade", [("", decided_words(decided)), *TreatmentLevel.Grade.choices])
        self.order_fields(LevelForm.base_fields)

    def wish(self) -> Wish:
        given = self.cleaned_data
        fact = only_fact(given["only_fact"])
        return Wish(given["words"], given["level"], given["why"], given["ends_by"], given["grade"], given["grade_why"], fact)


class ReviewForm(Form):
    words = lines(_l("Why the level is kept"))


class RecheckForm(Form):
    outcome = lines(_l("What became of it"), _l("What was kept, moved or called off, and who was told."))
