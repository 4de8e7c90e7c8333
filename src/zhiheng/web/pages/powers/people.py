"""Whose powers: any official's, and one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.powers import queries
from zhiheng.base.powers.models import Holding, Officer
from zhiheng.base.powers.policy import POSTS_ASSIGN, POWERS_VIEW
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.powers import rows


@page(None)
def my_powers(request: SignedInRequest) -> HttpResponse:
    """What one may do, where, until when, by which article, with which duties."""
    facts = _facts(request.viewer.officer, request.viewer)
    return render(request, "powers/officer.html", {**facts, "own": True, "tabs": rows.list_tabs(), "nav": "my_powers"})


@page(POWERS_VIEW)
def officer_powers(request: SignedInRequest, number: str) -> HttpResponse:
    """An official's powers, when their home or one of their posts is in the viewer's area."""
    officer = Officer.objects.select_related("home").filter(number=number).first()
    if officer is None or not _in_area(request.viewer, officer):
        raise OutsideScope
    return render(request, "powers/officer.html", {**_facts(officer, request.viewer), "own": False, "nav": "powers"})


def _in_area(viewer: Viewer, officer: Officer) -> bool:
    area = list(viewer.reach.over(POWERS_VIEW))
    if officer.pk == viewer.officer.pk or Officer.objects.filter(pk=officer.pk, home__path__under_any=area).exists():
        return True
    return officer.holdings.filter(post__place__path__under_any=area).exists()


def _facts(officer: Officer, viewer: Viewer) -> dict[str, object]:
    held = queries.holdings_of(officer, ended=True)
    may_end = officer.pk != viewer.officer.pk and viewer.may(POSTS_ASSIGN)
    return {
        "officer": officer,
        "grants": queries.grants_of(officer),
        "own_powers": queries.own_powers() if officer.left_on is None and officer.kind != Officer.Kind.SYSTEM else [],
        "holdings": [(h, _state(h), reverse("holding_end", args=[h.pk]) if may_end and queries.is_current(h) else "") for h in held],
    }


def _state(holding: Holding) -> str:
    if holding.during.isempty:
        return _("withdrawn before it began")
    return "" if queries.is_current(holding) else _("ended")
