"""The province's clauses: editions with their days, one beside the one before, a new one put in force by two officials."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.conduct.clauses import policy
from zhiheng.domains.conduct.clauses.actions import LibraryEntry, record_library
from zhiheng.domains.conduct.clauses.checks import ClauseEntry, Remark, remarks_on
from zhiheng.domains.conduct.clauses.models import Clause, Library
from zhiheng.domains.conduct.clauses.queries import AnyClause, Change, changes, clauses_of, edition_before, editions
from zhiheng.domains.conduct.clauses.table import LARGEST, Misread, read_rows, rows_of
from zhiheng.domains.conduct.points import policy as points_policy
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.law.scale import Part
from zhiheng.lib.language import said
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import say
from zhiheng.web.pages.cosign import CosignForm, second_of
from zhiheng.web.pages.points.forms import PointsField
from zhiheng.web.rules import RuleWords, rule_words


class ClauseFace(NamedTuple):
    """A clause as a side of a comparison: direction and part in words."""

    one: Any
    direction: str
    part: str


class ChangeRow(NamedTuple):
    """A clause in two editions, ready to stand side by side."""

    code: str
    before: ClauseFace | None
    after: ClauseFace | None
    fields: frozenset[str]


class RemarkRow(NamedTuple):
    """A remark with its rule."""

    remark: Remark
    rule: RuleWords | None


def _face(one: AnyClause | None) -> ClauseFace | None:
    if one is None:
        return None
    direction, part = getattr(one, "direction", ""), getattr(one, "part", 0)
    words = dict(Clause.Direction.choices).get(direction, direction)
    kind = Part(part) if part in set(Part) else None
    return ClauseFace(one, str(words), said(kind.zh, kind.en) if kind else "")


def _rows(found: Iterable[Change]) -> list[ChangeRow]:
    return [ChangeRow(one.code, _face(one.before), _face(one.after), one.fields) for one in found]


@page(points_policy.VIEW)
def library(request: SignedInRequest) -> HttpResponse:
    """The editions, the latest first."""
    context = {"editions": editions(), "may_enter": request.viewer.may(policy.LIBRARY), "nav": "points_library"}
    return render(request, "points/library.html", context)


@page(points_policy.VIEW)
def edition(request: SignedInRequest, library_id: int) -> HttpResponse:
    """One edition, clause by clause; what it changed beside the one before, or beside another that is asked for."""
    found = Library.objects.filter(pk=library_id).first()
    if found is None:
        raise OutsideScope
    asked = request.GET.get("against", "")
    other = Library.objects.filter(pk=int(asked)).first() if asked.isdigit() else edition_before(found)
    clauses = clauses_of(found)
    context = {
        "one": found,
        "groups": _grouped(clauses),
        "other": other,
        "others": [one for one in editions() if one.pk != found.pk],
        "changes": _rows(changes(clauses_of(other), clauses)) if other else [],
        "nav": "points_library",
    }
    return render(request, "points/edition.html", context)


def _grouped(clauses: Sequence[Clause]) -> list[tuple[str, list[Clause]]]:
    groups: dict[str, list[Clause]] = {}
    for clause in clauses:
        part = Part(clause.part) if clause.part else None
        label = str(clause.get_direction_display()) + (f" · {said(part.zh, part.en)}" if part else "")
        groups.setdefault(label, []).append(clause)
    return list(groups.items())


class EditionForm(CosignForm):
    """A new edition. Without the second official it can be checked, not put in force."""

    province = forms.CharField(label=_l("Province"), max_length=60)
    name_zh = forms.CharField(label=_l("Name of the rules"), max_length=200)
    name_en = forms.CharField(label=_l("Name in English"), max_length=200, required=False, help_text=_l("A courtesy; empty shows the Chinese."))
    document = forms.CharField(label=_l("Document number"), max_length=200, help_text=_l("Number of the document that issued it."))
    issued_on = forms.DateField(label=_l("Issued on"))
    since = forms.DateField(label=_l("In force from"), help_text=_l("The edition before ends on the day before."))
    positive_share = forms.IntegerField(label=_l("Share of positive grades, percent"), min_value=0, max_value=15)
    strict_add_cap = PointsField(
        label=_l("Additions of a month for strict categories, at most"), required=False, help_text=_l("Empty: the province sets none.")
    )
    clauses = forms.CharField(
        label=_l("Clauses"), max_length=LARGEST, strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "input rows-text", "spellcheck": "false", "wrap": "off"}),
        help_text=_l(
            "One a row, columns by tabs: take the rows into a spreadsheet, change them, paste them back. "
            "The edition in force stands here to begin with."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, checking: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if checking:
            for name in ("second", "second_password", "reason"):
                self.fields[name].required = False

    def entry(self, clauses: Sequence[ClauseEntry]) -> LibraryEntry:
        """What was entered, as the verb takes it."""
        given = self.cleaned_data
        return LibraryEntry(
            given["province"], given["name_zh"], given["name_en"], given["document"], given["issued_on"], given["since"], tuple(clauses),
            given["positive_share"], given["strict_add_cap"],
        )  # fmt: skip


@form_page(policy.LIBRARY)
def new(request: SignedInRequest) -> HttpResponse:
    """Check a new edition, see what it changes, put it in force."""
    bureau, latest = _bureau(request), next(iter(editions()), None)
    if request.method != "POST":
        return _shown(request, EditionForm(initial=_initial(latest)), latest, [], [], status=200)
    checking = request.POST.get("step") != "enter"
    given = request.POST.copy()
    given.pop("step", None)
    form = EditionForm(given, checking=checking)
    clauses, misread = read_rows(request.POST.get("clauses", "")[:LARGEST])
    valid = form.is_valid()
    if misread:
        form.add_error("clauses", _("%(count)d rows cannot be read; they are named below.") % {"count": len(misread)})
    if checking or not valid or misread:
        return _shown(request, form, latest, clauses, misread, status=200 if checking and valid and not misread else 422)
    try:
        second = second_of(request, form)
        record_library(bureau, entry=form.entry(clauses), second=second, acting=request.official, reason=form.cleaned_data["reason"])
    except (OutsideScope, NeedsFreshSignIn):
        raise
    except Refusal as refusal:
        say(form, refusal)
        return _shown(request, form, latest, clauses, misread, status=refusal.status)
    messages.success(request, _("In force from %(day)s.") % {"day": form.cleaned_data["since"]})
    return HttpResponseRedirect(reverse("points_library"))


def _bureau(request: SignedInRequest) -> Place:
    found = Place.objects.filter(kind=Kind.BUREAU, path__in=request.viewer.reach.over(policy.LIBRARY)).first()
    if found is None:
        raise OutsideScope
    return found


def _initial(latest: Library | None) -> dict[str, Any]:
    if latest is None:
        return {"positive_share": 15}
    names = {} if latest.is_example else {"province": latest.province, "name_zh": latest.name_zh, "name_en": latest.name_en}
    return {**names, "positive_share": latest.positive_share, "clauses": rows_of(clauses_of(latest))}


def _shown(
    request: SignedInRequest, form: EditionForm, latest: Library | None, clauses: Sequence[ClauseEntry], misread: Sequence[Misread], *, status: int
) -> HttpResponse:
    since = getattr(form, "cleaned_data", {}).get("since") or timezone.localdate()
    remarks = [RemarkRow(one, rule_words(one.rule) if one.rule else None) for one in remarks_on(clauses, since)] if form.is_bound else []
    context = {
        "form": form,
        "latest": latest,
        "checked": form.is_bound,
        "misread": misread,
        "remarks": remarks,
        "barred": any(row.remark.bars for row in remarks),
        "changes": _rows(changes(clauses_of(latest) if latest else [], clauses)) if form.is_bound else [],
        "count": len(clauses),
        "nav": "points_library",
    }
    return render(request, "points/edition_new.html", context, status=status)
