"""The search page, the palette's fragment, and the level switch."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.official import SCOPE_KEY
from zhiheng.web.pages.search.find import LONGEST, find

QUICK = 6
WHOLE = 50


@page(None)
def search(request: SignedInRequest) -> HttpResponse:
    """Everything that matches, by kind."""
    words = request.GET.get("q", "")[:LONGEST]
    groups = find(words, request.viewer, limit=WHOLE)
    return render(request, "search/search.html", {"groups": groups, "search_words": words})


@page(None)
def quick(request: SignedInRequest) -> HttpResponse:
    """The first few of each kind, for the palette."""
    groups = find(request.GET.get("q", "")[:LONGEST], request.viewer, limit=QUICK)
    return render(request, "parts/search_results.html", {"groups": groups})


@deed(None)
def scope(request: SignedInRequest) -> HttpResponse:
    """Look at one level: kept for the session, and only among the levels of the viewer's own posts."""
    place = request.POST.get("place", "")
    if place not in {option.code for option in request.viewer.scopes}:
        raise OutsideScope
    request.session[SCOPE_KEY] = place
    following = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    # A list filtered to a place would show nothing at another level: it starts anew.
    return HttpResponseRedirect(following.split("?")[0] if safe else "/")
