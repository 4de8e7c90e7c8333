"""The policy administrator's home: what kinds of post carry, proposals, and the second administrator's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.powers import actions, queries
from zhiheng.base.powers.models import PolicyChange, PostKind, Power
from zhiheng.base.powers.policy import POLICY_APPROVE, POLICY_PROPOSE
from zhiheng.engines.trail.acts import VERBS
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.pages.powers.forms import ProposeForm, ReasonForm, explain
from zhiheng.web.pages.powers.lists import matrix_lines
from zhiheng.web.pages.trail.words import verb_words
from zhiheng.web.shell import MENU, url_or_none


@page(POLICY_PROPOSE)
def home(request: SignedInRequest) -> HttpResponse:
    """Proposals that wait, the matrix, what was decided."""
    facts = {"open": queries.open_changes(), "decided": queries.decided_changes(20), "matrix": matrix_lines(), "me": request.viewer.officer}
    return render(request, "powers/policy.html", facts)


@form_page(POLICY_PROPOSE)
def propose(request: SignedInRequest) -> HttpResponse:
    """Propose that a kind of post gets or loses a power."""
    first = {name: request.GET.get(name, "") for name in ("kind", "power", "add")}
    form = ProposeForm(request.POST) if request.method == "POST" else ProposeForm(initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind, power = PostKind.objects.get(pk=given["kind"]), Power.objects.get(pk=given["power"])
        try:
            change = actions.propose_policy_change(kind, power, add=given["add"] == "yes", acting=request.official, reason=given["reason"])
        except OutsideScope:
            raise
        except Refusal as refusal:
            explain(form, refusal)
        else:
            messages.success(request, _("Proposed. It takes effect when another policy administrator approves it."))
            return HttpResponseRedirect(reverse("policy_change", args=[change.pk]))
    return render(request, "powers/propose.html", {"form": form, "nav": "policy"}, status=422 if form.is_bound else 200)


@page(POLICY_PROPOSE)
def change(request: SignedInRequest, change_id: int) -> HttpResponse:
    """One proposal: what it would do, to how many, and the decision."""
    return _change_page(request, _change(change_id), ReasonForm())


@deed(POLICY_PROPOSE)
def decide(request: SignedInRequest, change_id: int, decision: str) -> HttpResponse:
    """Approve or decline another administrator's proposal, or withdraw one's own."""
    acts = {
        "approve": (actions.approve_policy_change, _("Approved. It is in effect from this moment, in open sessions too.")),
        "decline": (actions.decline_policy_change, _("Declined. Nothing was changed.")),
        "withdraw": (actions.withdraw_policy_change, _("Withdrawn. Nothing was changed.")),
    }
    found = _change(change_id)
    if decision not in acts:
        raise OutsideScope
    form = ReasonForm(request.POST)
    if form.is_valid():
        act, words = acts[decision]
        try:
            act(found, acting=request.official, reason=form.cleaned_data["reason"])
        except (NeedsFreshSignIn, OutsideScope):
            raise
        except Refusal as refusal:
            explain(form, refusal)
        else:
            messages.success(request, words)
            return HttpResponseRedirect(reverse("policy"))
    return _change_page(request, _change(change_id), form)


@page(POLICY_PROPOSE)
def preview(request: SignedInRequest, kind: str) -> HttpResponse:
    """What a holder of this kind of post may do and which pages they find: read from the list, nobody is impersonated."""
    found = PostKind.objects.filter(pk=kind).first()
    if found is None:
        raise OutsideScope
    carried = queries.carried(found)
    codes = {power.code for power in carried}
    verbs = {power.code: sorted(verb_words(name.rpartition(".")[2]) for name, under in VERBS.items() if under == power.code) for power in carried}
    menu = [
        (heading.label, [item.label for item in heading.items if url_or_none(item.url_name) and (item.power is None or item.power in codes)])
        for heading in MENU
    ]
    facts = {"kind": found, "powers": [(power, verbs[power.code]) for power in carried], "menu": [m for m in menu if m[1]], "nav": "policy"}
    return render(request, "powers/preview.html", facts)


def _change(change_id: int) -> PolicyChange:
    found = PolicyChange.objects.select_related("kind", "power", "proposed_by", "decided_by").filter(pk=change_id).first()
    if found is None:
        raise OutsideScope
    return found


def _change_page(request: SignedInRequest, found: PolicyChange, form: ReasonForm) -> HttpResponse:
    waiting = found.state == PolicyChange.State.PROPOSED
    own = found.proposed_by_id == request.viewer.officer.pk
    facts = {
        "change": found,
        "form": form,
        "officers": queries.officers_gaining(found),
        "may_decide": waiting and not own and request.viewer.may(POLICY_APPROVE),
        "may_withdraw": waiting and own,
        "nav": "policy",
    }
    return render(request, "powers/change.html", facts, status=422 if form.is_bound else 200)
