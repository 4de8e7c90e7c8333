"""The list of comparisons, and the form that asks for one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Kind as PlaceKind
from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions import request_comparison
from zhiheng.domains.sentence.comparison import queries
from zhiheng.domains.sentence.comparison.candidate import OF_SENTENCES, Candidate, Kind, UnknownCandidate
from zhiheng.domains.sentence.models import Comparison
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.law.questions import QUESTIONS
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.formats import moment, number
from zhiheng.web.forms import Form
from zhiheng.web.outlook_words import said
from zhiheng.web.pages.act_form import say
from zhiheng.web.pages.comparisons.words import candidate_words, state_chip
from zhiheng.web.pages.sentence.forms import a_day
from zhiheng.web.pages.sentence.views import official_label
from zhiheng.web.parts import Cell
from zhiheng.web.tables import Column, Empty, ListState, Row, Table, encode_cursor, key_at

COMPARED_AT = (PlaceKind.BUREAU, PlaceKind.PRISON, PlaceKind.WARD)


@page(policy.COMPARE)
def comparison_list(request: SignedInRequest) -> HttpResponse:
    """Every comparison of the viewer's places, newest first."""
    state = ListState.read(request.GET, size=50)
    found, more = queries.comparisons(request.viewer.over(policy.COMPARE), before=key_at(state.after), size=state.size)
    names = {place.path: str(place) for place in Place.objects.filter(path__in=[one.place for one in found])}
    table = Table(
        id="comparisons",
        caption=_("Comparisons of rule versions"),
        state=state,
        columns=_columns(),
        rows=[_row(one, names) for one in found],
        next=encode_cursor(found[-1].pk) if more else None,
        empty=Empty(
            _("Nothing has been compared yet"),
            _("Try a candidate on everybody before it is switched on. A comparison changes nobody's term."),
            _("Compare"),
            reverse("law_comparison_new"),
        ),
    )
    return render(request, "comparisons/list.html", {"table": table})


def _columns() -> tuple[Column, ...]:
    return (
        Column("candidate", _("Candidate"), strong=True, fixed=True, wrap=True),
        Column("place", _("Whose people")),
        Column("as_of", _("As of"), num=True),
        Column("state", _("State")),
        Column("people", _("People"), num=True),
        Column("changed", _("Touched"), num=True),
        Column("by", _("Asked by"), lesser=True),
        Column("at", _("Asked at"), lesser=True),
    )


def _row(comparison: Comparison, names: dict[str, str]) -> Row:
    return Row(
        key=str(comparison.pk),
        href=reverse("law_comparison", args=[comparison.pk]),
        cells={
            "candidate": Cell(candidate_words(comparison.kind, comparison.value), sub=comparison.reason),
            "place": names.get(comparison.place, comparison.place),
            "as_of": comparison.as_of,
            "state": state_chip(comparison),
            "people": number(comparison.done),
            "changed": number(comparison.changed),
            "by": official_label(comparison.requested_by),
            "at": moment(comparison.requested_at),
        },
    )


class ComparisonForm(Form):
    """What is tried, on whom, as of when, and what for."""

    candidate = forms.ChoiceField(label=_l("Candidate"), help_text=_l("What is tried in place of the rules in force."))
    rules_of = a_day(_l("Rules of the day"), help_text=_l("Only for the rules of another day."))
    place = forms.ChoiceField(label=_l("Whose people"), help_text=_l("Everybody on the books there with a judgment in force."))
    as_of = a_day(_l("As of"), required=True, help_text=_l("Taken as the report date of everybody."))
    reason = forms.CharField(label=_l("Reason"), max_length=200, help_text=_l("Kept in the trail with your name."))

    def __init__(self, data: Any = None, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.places = {place.path: place for place in places}
        self.fields["candidate"].choices = list(candidates())  # type: ignore[attr-defined]
        self.fields["place"].choices = [(place.path, _place_words(place)) for place in places]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """The candidate as the domain knows it, under ``tried``."""
        cleaned = super().clean()
        if cleaned is not None and "candidate" in cleaned and "rules_of" in cleaned:
            self._try(cleaned)
        return cleaned

    def _try(self, cleaned: dict[str, Any]) -> None:
        day: date | None = cleaned["rules_of"]
        try:
            if cleaned["candidate"] == Kind.RULES_OF:
                if day is None:
                    self.add_error("rules_of", _("State the day whose rules are tried."))
                    return
                cleaned["tried"] = Candidate.rules_of(day)
            elif cleaned["candidate"] == Kind.EDITION:
                cleaned["tried"] = Candidate.edition()
            else:
                cleaned["tried"] = Candidate.reading(cleaned["candidate"])
        except UnknownCandidate:
            self.add_error("rules_of", _("No provisions on commutation were in force on that day; the first date from 1997-11-08."))


def candidates() -> list[tuple[str, Any]]:
    """Choices of the form: readings under their question."""
    readings = [
        (f"{code} {said(question.title)}", [(f"{code}={option.code}", f"{code} {said((option.zh, option.en))}") for option in question.readings])
        for code, question in QUESTIONS.items()
        if code in OF_SENTENCES
    ]
    versions = [(Kind.RULES_OF.value, _("The rules of another day")), (Kind.EDITION.value, _("Stored results beside the present code"))]
    return [("", _("choose")), (_("Versions of the rules"), versions), *readings]


def _place_words(place: Place) -> str:
    return f"{place.parent} {place}" if place.kind == PlaceKind.WARD else str(place)


@form_page(policy.COMPARE)
def new(request: SignedInRequest) -> HttpResponse:
    """Ask for a comparison; the worker begins within a second or two. ``?reading=OQ-6=next_day`` fills the candidate in."""
    reach = request.viewer.over(policy.COMPARE)
    places = list(Place.objects.filter(kind__in=COMPARED_AT, path__under_any=reach).select_related("parent").order_by("path"))
    asked = request.GET.get("reading") or request.GET.get("candidate", "")
    start = {"candidate": asked, "rules_of": request.GET.get("rules_of", ""), "as_of": timezone.localdate()}
    start["place"] = places[0].path if places else ""
    form = ComparisonForm(request.POST if request.method == "POST" else None, initial=start, places=places)
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(reverse("law_comparison", args=[_ask(request, form).pk]))
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            say(form, refusal)
    return render(request, "comparisons/new.html", {"form": form, "nav": "law_comparisons"}, status=422 if form.is_bound else 200)


def _ask(request: SignedInRequest, form: ComparisonForm) -> Comparison:
    given = form.cleaned_data
    place = form.places[given["place"]]
    return request_comparison(place, candidate=given["tried"], on=given["as_of"], acting=request.official, reason=given["reason"])
