"""One comparison: its progress while it runs, then who is touched, by impact, by cause and by prison, and each person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people import policy as people_policy
from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions import stop_comparison
from zhiheng.domains.sentence.comparison import queries
from zhiheng.domains.sentence.comparison.candidate import Kind
from zhiheng.domains.sentence.comparison.figures import KEY_WORDS, KEYS, Impact
from zhiheng.domains.sentence.comparison.queries import NO_CAUSE, RowsQuery
from zhiheng.domains.sentence.models import Comparison, ComparisonRow
from zhiheng.domains.sentence.runs import may_go_on
from zhiheng.engines.trail.acts import authorise, note_event
from zhiheng.engines.trail.refusals import Invalid, OutsideScope, Unsupported
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.outlook_words import said
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.comparisons.words import briefly, candidate_words, cause, figure_words, impact_chips, impact_words, state_chip
from zhiheng.web.pages.people.listing import EXPORT_AT_MOST
from zhiheng.web.pages.sentence.views import official_label
from zhiheng.web.parts import Cell, Tab, Words
from zhiheng.web.tables import Column, Empty, Export, Filter, ListState, Row, Table, encode_cursor, key_at

FILTERS = ("impact", "cause", "prison")
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart that is a table as well: of ``most`` people, how many; ``url`` filters the list below."""

    words: Words
    people: int
    most: int
    url: str = ""
    sub: Words = ""
    rule_url: str = ""

    @property
    def width(self) -> int:
        """Of a hundred; what is there at all can be seen."""
        return max(1, round(100 * self.people / self.most)) if self.most and self.people else 0


@page(policy.COMPARE)
def comparison(request: SignedInRequest, comparison: int) -> HttpResponse:
    """The report. While it runs the page asks again every two seconds; the names need the power to read sentences."""
    found = queries.comparison_of(comparison, request.viewer.over(policy.COMPARE))
    context = {
        "comparison": found,
        "title": candidate_words(found.kind, found.value),
        "place": Place.objects.filter(path=found.place).first(),
        "by": official_label(found.requested_by),
        "chip": state_chip(found),
        "may_read": request.viewer.may(policy.VIEW),
        "share": Bar("", found.done, max(found.total, found.done)).width,
        "held_up": found.open and not may_go_on(found),
        "nav": "law_comparisons",
        **(_people(request, found) if _tab(request, found) == PEOPLE else _told(found)),
    }
    response = render(request, "comparisons/report.html", context)
    if request.htmx and "progress" in request.GET and not found.open:  # type: ignore[attr-defined]  # the middleware's
        response.headers["HX-Refresh"] = "true"  # it has ended: the whole report takes the bar's place
    return response


def _tab(request: SignedInRequest, found: Comparison) -> str:
    """The list of people is a part of its own, for who may read sentences, once the run has ended."""
    asked = request.GET.get("tab") == PEOPLE and not found.open and request.viewer.may(policy.VIEW)
    return PEOPLE if asked else ""


def _tabs(found: Comparison) -> list[Tab]:
    here = reverse("law_comparison", args=[found.pk])
    return [Tab("", _("Overview"), here), Tab(PEOPLE, _("People touched"), f"{here}?tab={PEOPLE}", count=found.changed)]


def _told(found: Comparison) -> dict[str, Any]:
    """The charts."""
    return {"tab": "", "tabs": _tabs(found), "impacts": _impacts(found), "causes": _causes(found), "prisons": _prisons(found)}


def _people(request: SignedInRequest, found: Comparison) -> dict[str, Any]:
    return {"tab": PEOPLE, "tabs": _tabs(found), "table": _table(request, found)}


def _impacts(found: Comparison) -> list[Bar]:
    most = max(found.impacts.values(), default=0)
    return [Bar(impact_words(one), found.impacts[one], most, f"?tab={PEOPLE}&impact={one.value}") for one in Impact if one in found.impacts]


def _causes(found: Comparison) -> list[Bar]:
    counted = sorted(found.causes.items(), key=lambda pair: (-pair[1], pair[0]))
    return [_cause_bar(rule, people, counted[0][1]) for rule, people in counted]


def _cause_bar(rule: str, people: int, most: int) -> Bar:
    told = cause(rule)
    return Bar(told.words, people, most, f"?tab={PEOPLE}&cause={rule or NO_CAUSE}", told.provision, told.url)


def _prisons(found: Comparison) -> list[Bar]:
    counted = queries.by_prison(found)
    return [Bar(str(place), people, counted[0][1], f"?tab={PEOPLE}&prison={place.pk}") for place, people in counted]


# --- the people ---------------------------------------------------------------------------------------------------------------------


def _state(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=FILTERS, size=50, kept=("tab",))


def rows_query(state: ListState, found: Comparison, paths: tuple[list[str], ...]) -> RowsQuery:
    """What the address asks; what it asks wrongly is taken as not asked."""
    impact, prison = (state.filters.get(name, "") for name in ("impact", "prison"))
    return RowsQuery(
        comparison=found,
        paths=paths,
        impact=impact if impact in set(Impact) else "",
        cause=state.filters.get("cause", ""),
        prison=int(prison) if prison.isascii() and prison.isdigit() and len(prison) < 19 else None,
        after=key_at(state.after) or 0,
        size=state.size,
    )


def _table(request: SignedInRequest, found: Comparison) -> Table:
    state = _state(request)
    query = rows_query(state, found, (request.viewer.over(policy.COMPARE), request.viewer.over(policy.VIEW)))
    shown = queries.rows(query)
    return Table(
        id="people",
        caption=_("People touched"),
        state=state,
        columns=_columns(sides_of(found)),
        rows=[_row(row) for row in shown.rows],
        next=encode_cursor(shown.rows[-1].pk) if shown.more else None,
        total=queries.count_rows(query),
        filters=_filters(found),
        empty=Empty(_("Nobody is touched"), _("Under the candidate every figure of everybody is what it is now.")),
        export=Export(reverse("law_comparison_export", args=[found.pk])) if request.viewer.may(people_policy.EXPORT) else None,
    )


def sides_of(found: Comparison) -> tuple[str, str]:
    """What the two sides of a comparison are called."""
    return (_("Stored"), _("Now")) if found.kind == Kind.EDITION else (_("Rules in force"), _("Candidate"))


def _columns(sides: tuple[str, str]) -> tuple[Column, ...]:
    return (
        Column("name", _("Name"), strong=True, fixed=True),
        Column("prison", _("Prison"), lesser=True),
        Column("ward", _("Ward"), lesser=True),
        Column("impacts", _("Impact"), wrap=True),
        Column("before", sides[0], wrap=True),
        Column("after", sides[1], wrap=True),
        Column("cause", _("Cause"), wrap=True),
    )


def _filters(found: Comparison) -> tuple[Filter, ...]:
    prisons = [(str(place.pk), str(place)) for place, _people in queries.by_prison(found)]
    return (
        Filter("impact", _("Impact"), options=[(one.value, impact_words(one)) for one in Impact if one in found.impacts]),
        Filter("cause", _("Cause"), options=[(rule or NO_CAUSE, _cause_words(rule)) for rule in sorted(found.causes)]),
        *([Filter("prison", _("Prison"), options=prisons)] if len(prisons) > 1 else []),
    )


def _cause_words(rule: str) -> str:
    told = cause(rule)
    return f"{told.rule} {told.words}" if told.provision else told.words


def _row(row: ComparisonRow) -> Row:
    episode = row.judgment.episode
    was, now = briefly(row.before, row.after)
    told = cause(row.cause)
    return Row(
        key=str(row.pk),
        href=reverse("law_comparison_person", args=[row.comparison_id, row.pk]),
        drawer="wide",
        cells={
            "name": Cell(episode.person.name, sub=episode.number),
            "prison": str(row.prison),
            "ward": str(episode.ward) if episode.ward else None,
            "impacts": impact_chips(row.impacts),
            "before": was,
            "after": now,
            "cause": Cell(told.words, sub=told.provision),
        },
    )


# --- stop, export -------------------------------------------------------------------------------------------------------------------


class StopForm(Form):
    """Why it is stopped."""

    reason = forms.CharField(label=_l("Reason"), max_length=200, help_text=_l("Kept in the trail with your name."))


@form_page(policy.COMPARE)
def stop(request: SignedInRequest, comparison: int) -> HttpResponse:
    """Stop it where it stands; what was found so far stays."""
    found = queries.comparison_of(comparison, request.viewer.over(policy.COMPARE))
    form = StopForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        title=_("Stop the comparison"),
        over=candidate_words(found.kind, found.value),
        button=_("Stop"),
        done=_("The comparison was stopped. What was found so far stays."),
        back=reverse("law_comparison", args=[found.pk]),
        nav="law_comparisons",
    )
    return answer(request, about, form, lambda: stop_comparison(found, acting=request.official, reason=form.cleaned_data["reason"]))


@deed(people_policy.EXPORT)
def export(request: SignedInRequest, comparison: int) -> HttpResponse:
    """Exactly the filtered people, for a reason; the export is kept, and the file says who, when and by which filters."""
    reach = request.viewer.over(people_policy.EXPORT)
    if not request.viewer.may(policy.VIEW):
        raise OutsideScope
    found = queries.comparison_of(comparison, request.viewer.over(policy.COMPARE))
    reason = request.POST.get("reason", "").strip()
    if not reason or len(reason) > 200:
        raise Invalid(_("State in at most 200 characters what the export is for. Nothing was exported."))
    state = _state(request)
    query = rows_query(state, found, (request.viewer.over(policy.COMPARE), request.viewer.over(policy.VIEW), reach))
    authorise(request.official, people_policy.EXPORT, found.trail_subject())
    if queries.count_rows(query) > EXPORT_AT_MOST:
        raise Unsupported(_("More than 20,000 rows. Narrow the list by a filter; nothing was exported."))
    rows = list(queries.every_row(query))
    inputs = {"power": people_policy.EXPORT, "filters": dict(state.filters), "rows": len(rows)}
    note_event("export", acting=request.official, subject=found.trail_subject(), reason=reason, inputs=inputs)
    return _file(request, found, state, reason, rows)


def _file(request: SignedInRequest, found: Comparison, state: ListState, reason: str, rows: list[ComparisonRow]) -> HttpResponse:
    now = timezone.localtime()
    header = [_("Name"), _("Prisoner number"), _("Prison"), _("Ward"), _("Impact"), _("Cause"), _("Provision")]
    header += [f"{figure}{_(', ')}{side}" for figure in map(_figure, KEYS) for side in sides_of(found)]
    told: list[tuple[sheets.Value, ...]] = [
        (_("Candidate"), candidate_words(found.kind, found.value)),
        (_("As of"), found.as_of),
        (_("Edition of the rules"), found.edition),
        (_("People"), found.done),
        (_("Touched"), found.changed),
        (_("Exported by"), f"{request.official.label} {request.official.ref}"),
        (_("Time"), now.replace(tzinfo=None)),
        (_("Reason"), reason),
        (_("Filters"), _("; ").join(f"{key} = {value}" for key, value in state.filters.items()) or _("none")),
        (_("Rows"), len(rows)),
        (_("Notice"), _("Personal data. This export is kept in the trail; do not pass it on.")),
    ]
    body = [_values(row) for row in rows]
    book = sheets.write_xlsx([sheets.Sheet(_("About this file"), [], told), sheets.Sheet(_("People touched"), header, body)])
    name = f"comparison-{found.pk}-{now:%Y%m%d-%H%M%S}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(book, content_type=sheets.XLSX, headers=headers)


def _figure(key: str) -> str:
    return said(KEY_WORDS[key])


def _values(row: ComparisonRow) -> tuple[sheets.Value, ...]:
    episode, told = row.judgment.episode, cause(row.cause)
    ward = str(episode.ward) if episode.ward else ""
    impacts = _("; ").join(map(impact_words, row.impacts))
    figures: Iterable[str] = (figure_words(key, side.get(key)) if key in side else "" for key in KEYS for side in (row.before, row.after))
    return (episode.person.name, episode.number, str(row.prison), ward, impacts, f"{told.rule} {told.words}", told.provision, *figures)
