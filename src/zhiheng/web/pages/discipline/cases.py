"""Cases: the list, one case with its steps, the report of an event, and the paper of a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from zhiheng.base.objections import policy as objecting
from zhiheng.base.objections.queries import against
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.queries import profile
from zhiheng.base.places.queries import place_at
from zhiheng.domains.conduct.discipline import actions, lawful, policy
from zhiheng.domains.conduct.discipline.models import DisciplineCase
from zhiheng.domains.conduct.discipline.queries import case_at, cases
from zhiheng.engines.procedure.deliberation import tally
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web import exports
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.latest import latest_first, next_after
from zhiheng.web.objection_words import said
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.conduct_fields import only_fact
from zhiheng.web.pages.contraband.searches import officers_near
from zhiheng.web.pages.discipline import forms
from zhiheng.web.pages.discipline.case_steps import STEPS, sanction_of
from zhiheng.web.pages.discipline.finds_behind import behind, finds_of
from zhiheng.web.pages.steps import offered, reaches, step_page
from zhiheng.web.papers import official_paper
from zhiheng.web.parts import Cell, Chip, Step
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

State = DisciplineCase.State
_ORDER = (State.OPEN, State.STUDIED, State.PROPOSED, State.REVIEWED, State.DECIDED)
_KINDS = {State.DECIDED: "line", State.CLOSED: "line"}


@page(policy.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """All cases in reach, newest first."""
    table = _table(request, _asked(request), request.viewer.over(policy.VIEW))
    return render(request, "discipline/list.html", {"table": table, "data_time": timezone.now()})


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("state", "q"))


def _chosen(state: ListState, paths: Sequence[str]) -> QuerySet[DisciplineCase]:
    found, wanted = cases(paths), state.filters.get("q")
    if state.filters.get("state") in State.values:
        found = found.filter(state=state.filters["state"])
    if wanted:
        found = found.filter(Q(episode__number=wanted.upper()) | Q(episode__person__name__startswith=wanted))
    return found


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    rows = latest_first(_chosen(state, paths), "happened_at", state)
    return Table(
        id="discipline", state=state, caption=_("Discipline cases"), rows=[_row(case) for case in rows[: state.size]],
        columns=(
            Column("name", _("Name"), strong=True, fixed=True, sub=_("Prisoner number")),
            Column("at", _("When")), Column("ground", _("Ground"), wrap=True, lesser=True),
            Column("state", _("State")), Column("where", _("Where"), lesser=True),
        ),
        next=next_after(rows, "happened_at", state),
        filters=(Filter("q", _("Name or number")), Filter("state", _("State"), options=State.choices)),
        empty=Empty(_("No cases"), _("A case begins with an officer's report on a person's page.")),
        export=exports.offered(request, reverse("discipline_export")),
    )  # fmt: skip


export = exports.list_export(policy.VIEW, _asked, _table)


def _row(case: DisciplineCase) -> Row:
    sanction = sanction_of(case)
    state = sanction.get_kind_display() if sanction else case.get_state_display()
    if sanction and sanction.set_aside:
        state = _("%(sanction)s, set aside") % {"sanction": state}
    return Row(
        key=str(case.pk), href=reverse("discipline_case", args=[case.pk]),
        cells={
            "name": Cell(case.episode.person.name, sub=case.episode.number), "at": case.happened_at, "ground": ground_words(case),
            "state": Chip(state, "line" if case.over else "warn"), "where": str(case.place),
        },
    )  # fmt: skip


def ground_words(case: DisciplineCase) -> str:
    """The item of the statute in the reader's language."""
    caption = lawful.ground_caption(case.law, case.ground)
    return caption.zh if (get_language() or "zh").startswith("zh") else caption.en


@page(policy.VIEW)
def case_page(request: SignedInRequest, case_id: int) -> HttpResponse:
    """One case: where it stands, what is on file, what the viewer may do now."""
    case = case_at(case_id, request.viewer.reach.over(policy.VIEW))
    sanction, place = sanction_of(case), case.trail_subject().place
    context: dict[str, Any] = {
        "case": case, "person": case.episode.person, "sanction": sanction, "ground": ground_words(case),
        "basis": lawful.basis_of(case.law, case.ground), "wording_sure": lawful.wording_sure(case.law),
        "steps": steps_of(case), "offered": offered(STEPS, case, request.viewer),
        "tally": tally(case.deliberation) if case.deliberation else None,
        "votes": list(case.deliberation.members.select_related("vote").order_by("pk")) if case.deliberation else [],
        "said": said(against([f"sanction:{sanction.pk}"]).get(f"sanction:{sanction.pk}", [])) if sanction else [],
        "reversals": list(sanction.reversals.select_related("objection", "decided_by", "signed_by").order_by("pk")) if sanction else [],
        "may_object": sanction is not None and not sanction.set_aside and reaches(request.viewer, objecting.RECORD, place),
        "seclusions": list(case.seclusions.all()) + ([sanction.seclusion] if sanction and hasattr(sanction, "seclusion") else []),
        "behind": behind(request, case.find), "place": place, "nav": "discipline", "data_time": timezone.now(),
    }  # fmt: skip
    return render(request, "discipline/case.html", context)


def steps_of(case: DisciplineCase) -> list[Step]:
    """The way of a case, with where it stands."""
    if case.state == State.CLOSED:
        return [Step(_("Reported"), state="done"), Step(_("Closed without a sanction"), state="done")]
    at = _ORDER.index(State(case.state))
    labels = (_("Inquiry"), _("Ward team"), pgettext("case", "Section"), _("Decision"), _("Served"))
    sanction = sanction_of(case)
    served = sanction is not None and sanction.served_at is not None
    return [Step(label, state="done" if n < at or (n == 4 and served) else "now" if n == at else "todo") for n, label in enumerate(labels)]


@form_page(policy.VIEW)
def case_step(request: SignedInRequest, case_id: int, step: str) -> HttpResponse:
    """The form of one step of a case."""
    case = case_at(case_id, request.viewer.reach.over(policy.VIEW))
    over = f"{case.episode.person.name} {case.episode.number}"
    return step_page(request, STEPS, step, case, over=over, back=reverse("discipline_case", args=[case.pk]), nav="discipline")


@form_page(policy.REPORT)
def report(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Report an event: one person, one event."""
    found = profile(person_id)
    authorise(request.official, policy.REPORT, found.subject)
    latest = found.latest
    if latest is None:
        raise OutsideScope
    places = found.line(latest.place) or [latest.prison]
    officers = [officer for officer in officers_near(latest.place) if officer.pk != request.viewer.officer.pk]
    form = forms.ReportForm(
        request.POST if request.method == "POST" else None, initial={"find": request.GET.get("find", "")},
        places=places[::-1], officers=officers, finds=finds_of(request, latest),
    )  # fmt: skip
    about = ActPage(
        _("Report an event"), f"{found.person.name} {latest.number}", _("Report"), _("Reported. Somebody who took no part investigates."),
        reverse("person_conduct", args=[person_id]),
        _("Within the shift, facts only. A petition, a complaint, a request, seeing a doctor or a lawyer is never a ground."), nav="people",
    )  # fmt: skip

    def do() -> object:
        if not found.held:
            raise NotInCustody
        given = dict(form.cleaned_data)
        event = actions.Event(
            place_at(given["place"], [latest.prison.path]), given["happened_at"], int(given["ground"]), given["words"], given["injuries"],
            given["video"], given["find"], given["involved"], only_fact(given["only_fact"]),
        )  # fmt: skip
        return actions.report_event(latest, event=event, acting=request.official, reason=given["words"][:200])

    return answer(request, about, form, do)


@page(policy.VIEW)
@official_paper
def paper(request: SignedInRequest, case_id: int) -> HttpResponse:
    """The decision as a paper to be handed over."""
    case = case_at(case_id, request.viewer.reach.over(policy.VIEW))
    sanction = sanction_of(case)
    if sanction is None:
        raise OutsideScope
    context = {"case": case, "sanction": sanction, "hearing": case.hearings.order_by("heard_at").last(), "ground": ground_words(case)}
    return render(request, "discipline/paper.html", context)
