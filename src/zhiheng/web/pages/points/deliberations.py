"""A body decides: what, who its members are, how they voted, whether two thirds of all of them agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.domains.conduct.grading.actions.interruption_cases import close_interruption
from zhiheng.domains.conduct.grading.models import Interruption
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import close_decision
from zhiheng.domains.conduct.points.actions.votes import recuse_in_prison_group, recuse_in_ward_team, vote_in_prison_group, vote_in_ward_team
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.engines.procedure.deliberation import tally
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.points.forms import CloseForm, RecuseForm, VoteForm
from zhiheng.web.pages.points.names import names_of
from zhiheng.web.pages.points.reach import reaches

CLOSERS: Mapping[str, Callable[..., object]] = {
    "points-entries": close_decision,
    "points-week": close_decision,
    "points-interruption": close_interruption,
}
"""How each matter is closed; those without an entry here are closed where they belong."""


def deliberation_at(request: SignedInRequest, deliberation_id: int, power: str) -> Deliberation:
    """A deliberation on points whose place the viewer reaches.

    Raises:
        OutsideScope: there is none, or not there.
    """
    found = Deliberation.objects.filter(pk=deliberation_id, matter__startswith="points").first()
    if found is None or not reaches(request.viewer, power, found.place):
        raise OutsideScope
    return found


@page(policy.VIEW)
def deliberation(request: SignedInRequest, deliberation_id: int) -> HttpResponse:
    """What is decided, member by member."""
    found = deliberation_at(request, deliberation_id, policy.VIEW)
    members = list(found.members.select_related("vote").order_by("pk"))
    mine = next((member for member in members if member.official == request.official.ref), None)
    opened = found.state == Deliberation.State.OPEN
    counted = tally(found)
    entries = list(PointEntry.objects.filter(deliberation=found).select_related("episode__person", "clause").order_by("pk"))
    names = names_of(entry.proposed_by for entry in entries)
    context = {
        "one": found,
        "members": [(member, getattr(member, "vote", None), member.official == found.chair) for member in members],
        "tally": counted,
        "needed": -(-counted.members * counted.share_of // counted.share_in),
        "entries": [(entry, names.get(entry.proposed_by, "—")) for entry in entries],
        "case": Interruption.objects.filter(deliberation=found).select_related("episode__person").first(),
        "may_vote": opened and mine is not None and not mine.recused and not hasattr(mine, "vote"),
        "may_close": opened and not (mine and mine.recused) and found.matter in CLOSERS and reaches(request.viewer, policy.CONVENE, found.place),
        "closable": counted.carries or counted.lost,
        "nav": "points_pending",
    }
    return render(request, "points/deliberation.html", context)


@form_page(policy.VIEW)
def vote(request: SignedInRequest, deliberation_id: int) -> HttpResponse:
    """Vote for oneself and sign."""
    found = deliberation_at(request, deliberation_id, policy.VIEW)
    form = VoteForm(request.POST if request.method == "POST" else None, initial={"choice": "yes"})
    cast = vote_in_prison_group if _is_group(found) else vote_in_ward_team
    about = _about(
        found, _("Vote"), _("Sign my vote"), _("Your vote is signed."), _("A vote is cast once and cannot be changed. It is kept with your name.")
    )

    def do() -> object:
        given: dict[str, Any] = {"choice": form.cleaned_data["choice"], "words": form.cleaned_data["words"]}
        return cast(found, **given, acting=request.official, reason=str(_("vote")))

    return answer(request, about, form, do)


@form_page(policy.VIEW)
def recuse(request: SignedInRequest, deliberation_id: int) -> HttpResponse:
    """Say that the matter concerns oneself, before voting."""
    found = deliberation_at(request, deliberation_id, policy.VIEW)
    form = RecuseForm(request.POST if request.method == "POST" else None)
    verb = recuse_in_prison_group if _is_group(found) else recuse_in_ward_team
    words = _("You stay a member and have no vote: the others must still be two thirds of the whole body. It is kept with your name.")
    about = _about(found, _("The matter concerns me"), _("Recuse myself"), _("You are recused."), words)

    def do() -> object:
        return verb(found, why=form.cleaned_data["why"], acting=request.official, reason=form.cleaned_data["reason"])

    return answer(request, about, form, do)


def _is_group(found: Deliberation) -> bool:
    return found.body.startswith("prison-group:")


@form_page(policy.CONVENE)
def close(request: SignedInRequest, deliberation_id: int) -> HttpResponse:
    """Count the votes and close."""
    found = deliberation_at(request, deliberation_id, policy.CONVENE)
    if found.matter not in CLOSERS:
        raise OutsideScope
    form = CloseForm(request.POST if request.method == "POST" else None)
    words = (
        _("With the agreement of two thirds of all members the law's consequence is posted today; without it everything stays.")
        if found.matter == "points-interruption"
        else _("With the agreement of two thirds of all members the entries count from today; without it they are not approved.")
    )
    about = _about(found, _("Close the deliberation"), _("Close and decide"), _("Closed; the result stands in the minutes."), words)

    def do() -> object:
        return CLOSERS[found.matter](found, minutes=form.cleaned_data["minutes"], acting=request.official, reason=form.cleaned_data["reason"])

    return answer(request, about, form, do)


def _about(found: Deliberation, title: str, button: str, done: str, consequence: str) -> ActPage:
    return ActPage(title, found.question, button, done, reverse("points_deliberation", args=[found.pk]), consequence, nav="points_pending")
