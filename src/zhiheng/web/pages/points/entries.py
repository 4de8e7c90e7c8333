"""One entry: its record, proposing it, returning it to the officer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.objections import policy as objecting
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import profile
from zhiheng.domains.conduct.clauses.queries import clauses_on
from zhiheng.domains.conduct.discipline.posting import under_complaint
from zhiheng.domains.conduct.grading.objecting import contested
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import EntryProposal, decide_on_the_spot, return_entry
from zhiheng.domains.conduct.points.actions.entries import propose as propose_entry
from zhiheng.domains.conduct.points.actions.spot_notices import decided_on_the_spot
from zhiheng.domains.conduct.points.models import PointEntry, SpotNotice
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.protected import Act
from zhiheng.law.scale import Body, Sanction
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.forms import ProposeForm
from zhiheng.web.pages.points.names import names_of
from zhiheng.web.pages.points.reach import reaches


def entry_at(request: SignedInRequest, entry_id: int, power: str) -> PointEntry:
    """An entry within reach of the power.

    Raises:
        OutsideScope: there is none, or not there.
    """
    found = PointEntry.objects.select_related("episode__person", "episode__place", "ward", "clause", "deliberation", "day_sheet", "corrects")
    entry = found.filter(pk=entry_id).first()
    if entry is None or not reaches(request.viewer, power, entry.episode.place.path):
        raise OutsideScope
    return entry


@page(policy.VIEW)
def entry(request: SignedInRequest, entry_id: int) -> HttpResponse:
    """The entry with its clause, its evidence, who saw it and who decided it."""
    found = entry_at(request, entry_id, policy.VIEW)
    names = names_of([found.proposed_by, found.decided_by])
    complaints = under_complaint(found.episode_id)
    waits = found.state == PointEntry.State.PROPOSED
    place = found.episode.place.path
    served: SpotNotice | None = getattr(found, "spot_notice", None)
    context = {
        "one": found,
        "proposed_by": names.get(found.proposed_by, "—"),
        "decided_by": names.get(found.decided_by, ""),
        "needs": Body(found.needs),
        "body": Body(found.body) if found.body else None,
        "sanction": Sanction(found.sanction) if found.sanction else None,
        "contested": contested([found.pk]),
        "complaints": complaints,
        "complaint": complaints.get(found.pk),
        "on_spot": decided_on_the_spot(found),
        "served": served,
        "may_serve": served is None and reaches(request.viewer, policy.RECORD, place),
        "corrections": list(found.corrections.order_by("pk")),
        "may_return": waits and found.deliberation_id is None and reaches(request.viewer, policy.CONVENE, place),
        "may_object": found.state == PointEntry.State.POSTED and reaches(request.viewer, objecting.RECORD, place),
        "nav": "points_pending",
    }
    return render(request, "points/entry.html", context)


@form_page(policy.RECORD)
def propose(request: SignedInRequest, person_id: int) -> HttpResponse:
    """One addition, deduction or special bonus by itself, from its own fact."""
    found = profile(person_id)
    authorise(request.official, policy.RECORD, found.subject)
    today = timezone.localdate()
    clauses = clauses_on(today)
    form = ProposeForm(request.POST if request.method == "POST" else None, clauses=clauses, initial={"on": today, **_prefilled(request)})
    number = f" {found.latest.number}" if found.latest else ""
    about = ActPage(
        _("Propose points"), f"{found.person.name}{number}", _("Propose"), _("Entered. It counts when its body has decided it."),
        reverse("person_points", args=[person_id]),
        _("At most 2 points deducted may be decided on the spot; other entries wait for the ward team, large ones for the prison group."),
        nav="people",
    )  # fmt: skip

    def do() -> object:
        if found.latest is None or not found.held:
            raise NotInCustody
        return _proposed(request, found.latest, form)

    return answer(request, about, form, do)


def _prefilled(request: SignedInRequest) -> dict[str, str]:
    """What another page has carried here to be entered by itself."""
    return {name: request.GET[name][:500] for name in ("clause", "value", "on", "words", "evidence") if request.GET.get(name)}


def _proposed(request: SignedInRequest, episode: Episode, form: ProposeForm) -> PointEntry:
    given = form.cleaned_data
    clause = next(clause for clause in clauses_on(given["on"]) or clauses_on(timezone.localdate()) if clause.code == given["clause"])
    evidence = tuple(line.strip() for line in given["evidence"].splitlines() if line.strip())
    only_fact, why = Act(int(given["only_fact"] or 0)), given["excess_reason"]
    made = EntryProposal(clause, abs(given["value"]), given["on"], given["words"], evidence, only_fact=only_fact, excess_reason=why)
    by: dict[str, Any] = {"acting": request.official, "reason": clause.zh}
    if given["spot"]:
        return decide_on_the_spot(episode, entry=made, clear_facts=True, **by)
    return propose_entry(episode, entry=made, **by)


@form_page(policy.CONVENE)
def send_back(request: SignedInRequest, entry_id: int) -> HttpResponse:
    """Return an entry to the officer who proposed it."""
    found = entry_at(request, entry_id, policy.CONVENE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Return the entry"), str(found.episode.person), _("Return the entry"), _("Returned to the officer; it does not count."),
        reverse("points_pending"), _("It does not count. The officer may propose it again with what was missing."), nav="points_pending",
    )  # fmt: skip
    return answer(request, about, form, lambda: return_entry(found, acting=request.official, reason=form.cleaned_data["reason"]))
