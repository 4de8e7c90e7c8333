"""The outlook of one person in full, and the same with facts tried in place of the recorded ones. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.settings.queries import snapshot
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.models import Judgment
from zhiheng.domains.sentence.outlook import NONE, RECIDIVIST, STRICT, Outlook, WhatIf, compared, outlook_of, termless
from zhiheng.domains.sentence.queries import facts_on_record
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.outlook.comparison import NodeChange
from zhiheng.law.reckoning import RULES
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.explanation import value_words
from zhiheng.web.formats import NOTHING
from zhiheng.web.forms import Form
from zhiheng.web.outlook_card import OutlookFace
from zhiheng.web.outlook_words import GRADES, KEYS, bar_words, grade_words, key_words, said
from zhiheng.web.pages.sentence.explained import in_order
from zhiheng.web.pages.sentence.forms import a_day
from zhiheng.web.pages.sentence.views import number, opened, person_context

NODES_SHOWN: Final = 40


class WhatIfForm(Form):
    """One fact tried, or several; an empty field leaves the record as it is."""

    strict = False  # the address also says which episode and which reading

    grade = forms.ChoiceField(label=_l("Conduct"), required=False)
    property = forms.ChoiceField(
        label=_l("Property items"),
        required=False,
        choices=[
            ("", _l("as recorded")),
            ("done", _l("performed")),
            ("none", _l("none imposed")),
            ("unable", _l("unable to perform")),
            ("able_unwilling", _l("able but unwilling")),
        ],
    )
    categories = forms.ChoiceField(
        label=_l("Category"),
        required=False,
        choices=[("", _l("as recorded")), (NONE, _l("none")), (STRICT, _l("a strict category")), (RECIDIVIST, _l("recidivist"))],
    )
    ruling_date = a_day(_l("Ruling date"))
    commutation = forms.IntegerField(
        label=_l("Commutation, in months"),
        required=False,
        help_text=_l("Ruled and served on the ruling date, or today."),
        validators=[MinValueValidator(1, _l("At least %(limit_value)s.")), MaxValueValidator(120, _l("At most %(limit_value)s."))],
        widget=forms.NumberInput(attrs={"min": 1, "max": 120}),
    )
    delivery_date = a_day(_l("Handed over on"))

    def __init__(self, data: Any = None, *args: Any, termless: bool = False, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.termless = termless
        self.fields["grade"].choices = [("", _("all"))] + [(grade, grade_words(grade)) for grade in GRADES]  # type: ignore[attr-defined]

    def clean_commutation(self) -> int | None:
        """Months can only be taken off a term."""
        months: int | None = self.cleaned_data["commutation"]
        if months and self.termless:
            raise forms.ValidationError(_("Life and death with reprieve are not reduced by months: a ruling makes them a fixed term."))
        return months

    def what_if(self) -> WhatIf:
        """The facts to try; none when the form does not hold."""
        return WhatIf(**{name: value or None for name, value in self.cleaned_data.items()}) if self.is_bound and self.is_valid() else WhatIf()


class Moved(NamedTuple):
    """One line of a comparison: what, before, after."""

    what: str
    provision: str
    before: str
    after: str


@page(policy.VIEW)
def outlook(request: SignedInRequest, person: int) -> HttpResponse:
    """Every key of the outlook in words, with its tree; with facts tried, also what they move. A trailed read."""
    episode = opened(request, person, _("read the outlook"))
    judgment = facts_on_record(episode)
    if judgment is None:
        raise OutsideScope
    born, today = episode.person.birth_date, timezone.localdate()
    choices, place = snapshot(today), episode.place.path
    taken = choices.chosen(place).sentence
    before = outlook_of(judgment, birth_date=born, on=today, taken=taken)
    asked = any(request.GET.get(name) for name in WhatIfForm.base_fields)
    form = WhatIfForm(request.GET if asked else None, termless=termless(before.readings[0].case))
    what_if = form.what_if()
    shown = outlook_of(judgment, birth_date=born, on=today, what_if=what_if, taken=taken) if what_if else before
    face = OutlookFace(shown, person, _chosen(request, shown), choices, place)
    context = person_context(request, episode) | {
        "outlook": face,
        "form": form,
        "tried": _tried(form, what_if),
        "moved": list(_moved(before, shown)) if what_if else [],
        "steps_moved": _steps(before, shown) if what_if else [],
        "tree": in_order(face.reading.found["trace"]) if face.reading.found.get("trace") else None,
        "kept": _kept(request),
        "judgment": judgment,
        "over": _over(judgment, before, today),
    }
    return render(request, "sentence/outlook.html", context, status=422 if form.is_bound and not form.is_valid() else 200)


def _chosen(request: SignedInRequest, shown: Outlook) -> int:
    asked = number(request, "reading") or 0
    return asked if asked < len(shown.readings) else 0


def _kept(request: SignedInRequest) -> str:
    """The address without the reading, for the links between readings."""
    query = request.GET.copy()
    query.pop("reading", None)
    return query.urlencode()


def _over(judgment: Judgment, found: Outlook, today: date) -> bool:
    end = found.main.get("governing_end")
    return bool(end and end < today.isoformat())


def _tried(form: WhatIfForm, what_if: WhatIf) -> list[tuple[str, str]]:
    """The facts that are tried, as the form calls them."""
    found = []
    for name, field in form.fields.items():
        value = getattr(what_if, name)
        if value is not None:
            choices = dict(getattr(field, "choices", ()))
            found.append((str(field.label), str(choices.get(value, value))))
    return found


def _moved(before: Outlook, after: Outlook) -> Iterator[Moved]:
    """Every key whose words differ: in the plain reading, or else over all readings."""
    for key, label in KEYS.items():
        was, now = key_words(key, before.main.get(key)), key_words(key, after.main.get(key))
        if was == now:
            was, now = key_words(key, before.value(key)), key_words(key, after.value(key))
        if was != now:
            yield Moved(str(label), "", was, now)


def _steps(before: Outlook, after: Outlook) -> list[Moved]:
    """Steps of the tree that are not the same, at most :data:`NODES_SHOWN`."""
    if before.closed or after.closed:
        return []
    return steps_of(compared(before, after).nodes)


def steps_of(nodes: Sequence[NodeChange]) -> list[Moved]:
    """Differing nodes in words, at most :data:`NODES_SHOWN`."""
    answered = {node.path for node in nodes if node.what == "result"}
    told = [node for node in nodes if node.what != "inputs" or node.path not in answered]  # a new answer says more than its inputs
    return [_step(node) for node in told[:NODES_SHOWN]]


def _step(change: NodeChange) -> Moved:
    node = change.after or change.before
    if change.what == "rule":
        return Moved(said(node["caption"]), said(node["provision"]), _result(change.before), _result(change.after))
    rule = RULES.get(change.path[-1])
    what = said(rule.caption) if rule else _PARTS.get(change.path[-1], "") and str(_PARTS[change.path[-1]])
    provision = said((rule.provision.zh, rule.provision.en)) if rule else ""
    if change.what == "result":
        return Moved(what or change.path[-1], provision, _words(change.before), _words(change.after))
    return Moved(what or change.path[-1], provision, *_inputs(change))


_PARTS: Final = {
    "R-0.8-1": _l("Provisions that govern, and class"),
    "R-0.8-4": _l("Earliest report"),
    "R-0.8-5": _l("The most that one commutation may take off"),
    "R-0.8-6": _l("At most now"),
    "R-F": _l("Floor"),
    "R-A": _l("Earliest parole"),
    "R-B": _l("Bars to parole"),
    "R-V": _l("Probation"),
    "R-D": _l("The whole"),
}
"""Parts of the tree that are questions, not provisions."""


def _result(node: Any) -> str:
    return NOTHING if node is None else _words(node["result"])


def _words(value: Any) -> str:
    """A result; bars are named by what they forbid."""
    if isinstance(value, list) and value and all(bar in RULES for bar in value):
        return _("; ").join(map(bar_words, value))
    return value_words(value)


def _inputs(change: NodeChange) -> tuple[str, str]:
    """Only the inputs that differ."""
    names = [name for name in {**change.before, **change.after} if change.before.get(name) != change.after.get(name)]
    was, now = (_("; ").join(value_words(side.get(name)) for name in names) for side in (change.before, change.after))
    return was, now
