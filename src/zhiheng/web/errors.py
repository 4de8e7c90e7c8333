"""Error answers in words: what happened, what was kept, what to do, and a code to quote (ui.md 7).

"Not found" and "outside your area" are one answer, byte for byte: nobody learns that a record exists.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.parts import Words
from zhiheng.web.shell import url_or_none

log = logging.getLogger("zhiheng.errors")


@dataclass(frozen=True, slots=True)
class Problem:
    """Heading and sentences of an error page."""

    title: Words
    words: Words
    remedy: Words = ""


PROBLEMS: dict[int, Problem] = {
    400: Problem(
        _l("This request could not be read"),
        _l("The address or the form is damaged or incomplete. Nothing was changed."),
        _l("Go back, reload the page and try again."),
    ),
    401: Problem(_l("Sign in again"), _l("Sign in again to do this. What you entered is kept.")),
    403: Problem(
        _l("This was not accepted"),
        _l("The page was open too long, or the form did not come from this site. Nothing was changed."),
        _l("Go back, reload the page and send it again."),
    ),
    404: Problem(
        _l("Not found"),
        _l("Not found, or outside your area."),
        _l("Check the number or the address, or search for it."),
    ),
    405: Problem(
        _l("This page cannot be used that way"),
        _l("Nothing was changed."),
        _l("Open the page from the menu."),
    ),
    409: Problem(
        _l("This was not done"),
        _l("The record does not allow this now. Your text is kept; nothing was changed."),
        _l("Go back to see the present state."),
    ),
    422: Problem(_l("Something needs correcting"), _l("Nothing was saved; your text is kept.")),
    429: Problem(
        _l("Too many attempts"),
        _l("For safety, further attempts are refused for a while. Nothing was changed."),
        _l("Wait a few minutes and try again."),
    ),
    500: Problem(
        _l("This could not be completed"),
        _l("Something went wrong on the server. What you entered is still on the page before this one."),
        _l("Try again; if it fails again, quote the code below."),
    ),
    503: Problem(
        _l("The service is not ready"),
        _l("The database or a part of the service does not answer. Nothing was changed."),
        _l("Try again in a minute. Alarms and telephones do not depend on this page."),
    ),
}


def problem(request: HttpRequest, status: int, *, title: Words = "", words: Words = "", code: str = "", basis: str = "") -> HttpResponse:
    """An error answer: a page, a card for a part of a page, or problem+json for the API."""
    known = PROBLEMS.get(status, PROBLEMS[500])
    facts: dict[str, object] = {
        "status": status,
        "title": title or known.title,
        "words": words or known.words,
        "remedy": known.remedy if not words else "",
        "code": code or f"E-{status}",
        "basis": basis,
        "reauthenticate_url": url_or_none("account_reauthenticate") if status == 401 else None,
    }
    if request.path.startswith("/api/"):
        return _problem_json(facts)
    if request.headers.get("HX-Request"):
        return render(request, "errors/part.html", facts, status=status)
    return render(request, "errors/page.html", facts, status=status)


def _problem_json(facts: dict[str, object]) -> HttpResponse:
    """RFC 9457."""
    body = {"type": "about:blank", "title": str(facts["title"]), "status": facts["status"], "detail": str(facts["words"]), "code": facts["code"]}
    status = int(str(facts["status"]))
    return JsonResponse(body, status=status, content_type="application/problem+json")


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refused act, when the page itself did not show the refusal in its form."""
    if isinstance(refusal, OutsideScope):
        return problem(request, 404)
    title = PROBLEMS[401].title if isinstance(refusal, NeedsFreshSignIn) else _("This was not done")
    return problem(request, refusal.status, title=title, words=refusal.words, code=f"E-{refusal.code.upper()}", basis=refusal.basis)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403. Lack of a right is never answered so (that is "not found"): only a refused request is."""
    return problem(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    log.warning("form refused at %s: %s", request.path, reason)
    return problem(request, 403, code="E-403-FORM")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return problem(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. Draws without shell or database, since either may be what failed."""
    code = f"E-{secrets.token_hex(2).upper()}"
    log.error("server error %s at %s", code, request.path)
    known = PROBLEMS[500]
    facts: dict[str, object] = {"status": 500, "title": known.title, "words": known.words, "remedy": known.remedy, "code": code}
    if request.path.startswith("/api/"):
        return _problem_json(facts)
    name = "errors/part.html" if request.headers.get("HX-Request") else "errors/plain.html"
    return HttpResponse(render_to_string(name, facts), status=500)
